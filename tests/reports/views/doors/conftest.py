"""The officer who is signed in, and her district."""

import pytest

from tests.factories import make_district, make_officer


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def officer(district):
    return make_officer(district)


@pytest.fixture
def hoa(client, officer):
    client.force_login(officer)
    return client

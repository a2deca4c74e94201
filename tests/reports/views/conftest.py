"""The district that most pages are opened in, and its officer at them."""

import pytest

from tests.reports.reviewing import make_office


@pytest.fixture
def office(db):
    """Three communes, nothing entered; a module that needs more makes its own."""
    return make_office()


@pytest.fixture
def hoa(client, office):
    """The officer's browser."""
    client.force_login(office.officer)
    return client

import pytest

from tests.teams.cast import make_cast, make_neighbour


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def neighbour(db):
    return make_neighbour()

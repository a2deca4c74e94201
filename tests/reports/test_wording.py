"""A commune's words keep every version, and nobody's are overwritten silently."""

from uuid import uuid4

import pytest

from reports.models import WordsVersion
from reports.rules import NotNow
from reports.wording import Wording, write_words
from tests.factories import put_in_state
from tests.reports.entering import make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    return make_desk()


def write(desk, text, by="lan", **more):
    wording = Wording("results", text, **more)
    return write_words(wording, submission=desk.submission, by=getattr(desk, by))


def versions():
    rows = WordsVersion.objects.order_by("number")
    return list(rows.values_list("number", "text", "by__full_name"))


def test_every_version_keeps_who_wrote_it(desk):
    write(desk, "Tập huấn xong")
    write(desk, "Tập huấn xong 02 lớp", by="binh", based_on=1)
    assert versions() == [
        (1, "Tập huấn xong", "Nguyễn Thị Lan"),
        (2, "Tập huấn xong 02 lớp", "Trần Văn Bình"),
    ]


def test_what_another_wrote_since_stands_and_is_shown(desk):
    write(desk, "Của Bình", by="binh")
    worded = write(desk, "Của Lan")
    assert worded.theirs.text == "Của Bình"
    assert worded.words.text == "Của Bình"
    assert len(versions()) == 1


def test_words_left_as_they_were_undo_nothing(desk):
    write(desk, "Của Bình", by="binh")
    assert write(desk, "").theirs is None
    assert versions()[-1][1] == "Của Bình"


def test_the_same_words_sent_again_make_no_second_version(desk):
    key = uuid4()
    write(desk, "Lần một", key=key)
    write(desk, "Lần hai", by="binh", based_on=1)
    assert write(desk, "Lần một", key=key).theirs is None
    assert [row[1] for row in versions()] == ["Lần một", "Lần hai"]


def test_words_follow_ones_own_unanswered_ones(desk):
    lost = uuid4()
    write(desk, "Lần một", key=lost)
    assert write(desk, "Lần hai", follows=frozenset({lost})).theirs is None
    assert [row[1] for row in versions()] == ["Lần một", "Lần hai"]


def test_nothing_is_written_once_the_return_is_sent(desk):
    put_in_state(desk.submission, "sent")
    with pytest.raises(NotNow):
        write(desk, "Muộn rồi")
    assert versions() == []

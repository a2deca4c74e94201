"""Signed copies stand beside the issued paper: kept once, hidden, never lost."""

import pytest

from reports.intake.attached import check_file
from reports.intake.file_kinds import NotTaken
from reports.models import SignedCopy
from reports.rules import NotNow
from reports.signed_copies import MOST_FILES, hide_signed, keep_signed
from tests import factories as make
from tests import files
from tests.reports.issued import issued_bytes, make_issued, with_data
from tests.reports.signing import person, sign

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    district = make.make_district()
    officer = make.make_officer(district)
    return district, officer, make_issued(district, officer)


def keep(world, content, name="da-ky.pdf", by=None):
    district, officer, paper = world
    return keep_signed(check_file(content, name), paper, by=by or officer)


def test_the_issued_bytes_with_a_signature_are_known_as_such(world):
    copy, is_new = keep(world, sign(issued_bytes(), person()))
    assert is_new and copy.is_issued
    assert [s["signer"]["name"] for s in copy.signatures] == ["Trương Thị Toan"]


def test_another_file_with_a_signature_is_not_taken_for_the_issued_one(world):
    copy, _ = keep(world, sign(with_data(issued_bytes(), b"none"), person()))
    assert not copy.is_issued
    assert len(copy.signatures) == 1


def test_a_scan_is_kept_without_signatures(world):
    copy, _ = keep(world, files.picture(), "anh.jpg")
    assert (copy.is_issued, copy.signatures, copy.is_pdf) == (False, [], False)


def test_the_same_content_is_kept_once_and_may_come_again_once_hidden(world):
    _, officer, _ = world
    first, _ = keep(world, files.picture(), "anh.jpg")
    assert keep(world, files.picture(), "khac.jpg") == (first, False)
    hide_signed(first, by=officer)
    again, is_new = keep(world, files.picture(), "anh.jpg")
    assert is_new
    assert SignedCopy.objects.count() == 2
    assert list(SignedCopy.objects.kept()) == [again]


def test_there_are_only_so_many(world):
    for number in range(MOST_FILES):
        keep(world, files.picture(size=(10, 10 + number)), "anh.jpg")
    with pytest.raises(NotTaken, match="10 bản"):
        keep(world, files.picture(), "anh.jpg")


def test_a_pdf_that_nobody_can_read_is_refused(world):
    with pytest.raises(NotTaken, match="không đọc được"):
        keep(world, b"%PDF-1.7\nnothing\n%%EOF")
    assert not SignedCopy.objects.exists()


def test_nobody_but_the_officer_and_only_once_it_is_issued(world):
    district, officer, paper = world
    tuan = make.make_user("tuan", "leader", district)
    with pytest.raises(NotNow):
        keep(world, files.picture(), "anh.jpg", by=tuan)
    waiting = make_issued(district, officer, period=paper.period, state="discarded")
    with pytest.raises(NotNow):
        keep((district, officer, waiting), files.picture(), "anh.jpg")


@pytest.mark.parametrize(
    "fields", [{"content": b"x"}, {"name": "khac.pdf"}, {"is_issued": True}]
)
def test_the_database_refuses_to_change_what_came_in(world, fields):
    keep(world, files.picture(), "anh.jpg")
    with pytest.raises(Exception, match="frozen"):
        SignedCopy.objects.update(**fields)

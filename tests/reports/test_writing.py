"""A section's text and the version that it was made from: nothing is overwritten."""

import pytest

from reports.models import Section
from reports.writing import (
    SavedMeanwhile,
    restore_version,
    save_body,
    save_section,
    start_report,
)
from tests import factories as make


@pytest.fixture
def desk(db):
    """A report with one section to write in, Hoa's and Mai's hands."""
    district = make.make_district()
    make.make_commune(district)
    make.make_indicator(district, "guided")
    hoa = make.make_officer(district)
    report = start_report(make.make_open_period(district, hoa), by=hoa)
    return (
        report.sections.get(title="Thông tin chung"),
        hoa,
        make.make_officer(district, "mai"),
    )


def again(section):
    return Section.objects.get(pk=section.pk)


def numbers(section):
    return list(section.versions.values_list("number", "body"))


def test_each_saving_that_says_else_is_a_version(desk):
    section, hoa, _ = desk
    assert save_body(section, "a", by=hoa, base=1).number == 2
    assert save_body(section, "ab", by=hoa, base=2).number == 3
    assert save_body(section, "ab", by=hoa, base=3).number == 3
    assert numbers(section) == [(1, ""), (2, "a"), (3, "ab")]
    assert again(section).body == "ab"


def test_what_was_made_from_an_older_text_is_refused_and_told(desk):
    section, hoa, mai = desk
    save_body(section, "của Hoa", by=hoa, base=1)
    with pytest.raises(SavedMeanwhile) as refusal:
        save_body(again(section), "của Mai", by=mai, base=1)
    assert (refusal.value.standing.body, refusal.value.standing.by) == ("của Hoa", hoa)
    assert again(section).body == "của Hoa"


def test_the_same_text_twice_is_no_conflict(desk):
    section, hoa, mai = desk
    save_body(section, "như nhau", by=hoa, base=1)
    assert save_body(again(section), "như nhau", by=mai, base=1).number == 2


def test_an_answer_that_was_lost_is_no_conflict_with_oneself(desk):
    section, hoa, mai = desk
    save_body(section, "đã gửi", by=hoa, base=1)
    saved = save_body(section, "đã gửi rồi", by=hoa, base=1, unheard=["đã gửi"])
    assert saved.number == 3
    with pytest.raises(SavedMeanwhile):
        save_body(section, "x", by=mai, base=1, unheard=["đã gửi rồi"])


def test_a_new_heading_meanwhile_is_no_conflict_and_stays(desk):
    section, hoa, mai = desk
    fresh = again(section)
    fresh.title = "Tình hình chung"
    save_section(fresh, by=mai, base=1)
    assert save_body(section, "lời", by=hoa, base=1).title == "Tình hình chung"
    assert (again(section).title, again(section).body) == ("Tình hình chung", "lời")


def test_the_form_of_a_section_asks_for_its_version_too(desk):
    section, hoa, mai = desk
    save_body(section, "của Hoa", by=hoa, base=1)
    late = again(section)
    late.body = "của Mai"
    with pytest.raises(SavedMeanwhile):
        save_section(late, by=mai, base=1)
    assert again(section).body == "của Hoa"
    assert save_section(late, by=mai, base=2).number == 3


def test_restoring_makes_the_next_version(desk):
    section, hoa, mai = desk
    save_body(section, "một", by=hoa, base=1)
    save_body(section, "hai", by=hoa, base=2)
    version = section.versions.get(number=2)
    assert restore_version(version, by=mai).number == 4
    assert again(section).body == "một"
    assert [body for _, body in numbers(section)] == ["", "một", "hai", "một"]

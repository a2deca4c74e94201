"""What happened since a look: nothing lost, nothing told twice."""

import datetime as dt

import pytest
from django.utils import timezone

from reports import moves, questions
from reports.models import Figure, FigureVersion, LastLook
from reports.news import Seen, mark_looked, news, receipt_of_look, seen_by
from reports.wording import Wording, write_words
from tests.factories import make_period, make_staff, set_figure
from tests.reports.asking import make_asked
from tests.reports.reviewing import fill_in, make_office

SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def office(db):
    return make_office()


def look(office, user=None):
    """The page is read, and “Đã xem hết” pressed at once."""
    user = user or office.officer
    assert mark_looked(user, office.period, receipt_of_look(user, office.period))


def unseen(office, user=None):
    user = user or office.officer
    found = news(office.period, seen_by(user, office.period)[0], besides=user)
    return sorted((item.kind, item.pk) for item in found)


def add_version(figure, by, **fields):
    number = figure.versions.count() + 1
    return FigureVersion.objects.create(
        figure=figure,
        **{"number": number, "state": "value", "value": number, "by": by, **fields},
        source="typed",
    )


def test_at_first_everything_is_news(office):
    fill_in(office.first, office.lan)
    assert len(unseen(office)) == FigureVersion.objects.count() == 7


def test_what_was_seen_is_told_to_this_reader_no_more(office):
    fill_in(office.first, office.lan)
    look(office)
    assert unseen(office) == []
    assert len(unseen(office, office.leader)) == 7


def test_a_look_is_of_one_period(office):
    look(office)
    other = make_period(office.district, "6 tháng cuối năm 2023")
    assert seen_by(office.officer, office.period)[1] is not None
    assert seen_by(office.officer, other)[1] is None


def test_two_versions_of_one_second_are_told_apart(office):
    figure = set_figure(office.first, "sessions", 1, by=office.lan)
    now = timezone.now()
    add_version(figure, office.lan, at=now)
    look(office)
    later = add_version(figure, office.lan, at=now)
    assert unseen(office) == [("figure", later.pk)]
    look(office)
    assert unseen(office) == []


def test_a_version_committed_late_with_a_lower_id_and_an_earlier_time_is_news(office):
    figure = set_figure(office.first, "sessions", 1, by=office.lan)
    last = add_version(figure, office.lan)
    FigureVersion.objects.filter(pk=last.pk).delete()  # it is not committed yet
    newer = add_version(figure, office.lan, pk=last.pk + 1)
    look(office)
    add_version(figure, office.lan, pk=last.pk, number=9, at=newer.at - SECOND)
    assert unseen(office) == [("figure", last.pk)]


def test_what_comes_between_reading_and_pressing_is_news(office):
    receipt = receipt_of_look(office.officer, office.period)
    figure = set_figure(office.first, "sessions", 1, by=office.lan)
    assert mark_looked(office.officer, office.period, receipt)
    assert unseen(office) == [("figure", figure.versions.get().pk)]


def test_what_is_old_was_seen_without_being_named(office):
    figure = set_figure(office.first, "sessions", 1, by=office.lan)
    add_version(figure, office.lan, at=timezone.now() - dt.timedelta(hours=1))
    look(office)
    recent = LastLook.objects.get().recent["figure"]
    assert recent == [[figure.versions.get(number=1).pk] * 2]
    assert unseen(office) == []


def test_a_bulk_of_rows_takes_one_range(office):
    fill_in(office.first, office.lan)
    look(office)
    ids = sorted(FigureVersion.objects.values_list("pk", flat=True))
    assert LastLook.objects.get().recent == {"figure": [[ids[0], ids[-1]]]}


def test_an_older_page_takes_nothing_back(office):
    old = receipt_of_look(office.officer, office.period)
    fill_in(office.first, office.lan)
    look(office)
    assert mark_looked(office.officer, office.period, old)
    assert unseen(office) == []


@pytest.mark.parametrize("whose", ["leader", "other period", "nonsense", "nothing"])
def test_only_ones_own_receipt_of_the_period_counts(office, whose):
    other = make_office(tag="2")
    receipt = {
        "leader": receipt_of_look(office.leader, office.period),
        "other period": receipt_of_look(office.officer, other.period),
        "nonsense": "a:b:c",
        "nothing": "",
    }[whose]
    assert not mark_looked(office.officer, office.period, receipt)
    assert not LastLook.objects.exists()


def test_ones_own_doings_are_no_news(office):
    set_figure(office.first, "sessions", 1, by=office.officer)
    assert unseen(office) == []
    assert len(unseen(office, office.leader)) == 1


def test_every_kind_is_told(db):
    world = make_asked(("sessions", None))
    look(world)
    questions.answer(world.asked[0], by=world.lan, answer="Đúng")
    write_words(Wording("results", "Tốt"), submission=world.submission, by=world.lan)
    file = world.submission.attachments.create(
        purpose="evidence",
        name="a.png",
        content_type="image/png",
        size=1,
        sha256="0" * 64,
        content=b"x",
        by=world.lan,
        removed_by=world.lan,
        removed_at=timezone.now(),
    )
    moves.submit(world.submission, by=world.lan)
    kinds = [kind for kind, _ in unseen(world)]
    assert kinds == ["added", "answer", "move", "removed", "words"]
    look(world)
    assert unseen(world) == []
    assert file.pk


def test_a_question_answered_again_is_news_again(db):
    world = make_asked(("sessions", None))
    questions.answer(world.asked[0], by=world.lan, answer="Đúng")
    look(world)
    questions.answer(world.asked[0], by=world.lan, answer="Xin sửa lại")
    assert unseen(world) == [("answer", world.asked[0].pk)]


def test_the_districts_own_figures_are_news_too(office):
    own = Figure.objects.create(
        indicator=office.period.indicators.get(key="sessions"), state="none", version=1
    )
    other = make_staff(office.communes[1], "binh")
    version = add_version(own, other, state="none", value=None)
    assert unseen(office) == [("figure", version.pk)]


def test_a_range_by_time_leaves_out_what_is_older(office):
    figure = set_figure(office.first, "sessions", 1, by=office.lan)
    add_version(figure, office.lan, at=timezone.now() - dt.timedelta(days=3))
    seen = Seen(timezone.now() - dt.timedelta(days=1))
    assert len(news(office.period, seen)) == 1

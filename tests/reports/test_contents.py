"""What a return holds as one value: equal contents, one code; changes are named."""

from dataclasses import replace

import pytest

from reports.contents import Content, changes, content_of
from reports.figures import load_table
from reports.models import Activity, Submission
from reports.wording import Wording, write_words
from tests.factories import set_figure
from tests.reports.entering import make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    desk = make_desk()
    an_lao = desk.hamlets[0]
    set_figure(desk.submission, "households", 350, hamlet=an_lao, by=desk.lan)
    set_figure(desk.submission, "sessions", None, by=desk.lan)
    set_figure(desk.submission, "ocop", 1, by=desk.lan, names=["Rươi kho"])
    return desk


def content(desk):
    rows = Submission.objects.filter(pk=desk.submission.pk)
    return content_of(desk.submission, load_table(desk.period, rows))


def test_a_content_says_each_figure_in_words(desk):
    said = [(line.label, line.place, line.text) for line in content(desk).lines]
    assert said == [
        ("1. Households", "thôn An Lao", "350"),
        ("3. Sessions", "", "không phát sinh"),
        ("7. Ocop", "", "Rươi kho"),
    ]


def test_the_code_depends_on_what_is_said_and_on_nothing_else(desk):
    now = content(desk)
    again = replace(now, lines=tuple(replace(i, version=9) for i in now.lines[::-1]))
    assert again.sha256 == now.sha256
    other = replace(now.lines[0], value="351")
    assert replace(now, lines=(other, *now.lines[1:])).sha256 != now.sha256
    zero = replace(now.lines[1], state="value", value="0")
    assert replace(now, lines=(*now.lines[:1], zero, now.lines[2])).code != now.code


def test_a_stored_content_is_the_same_content(desk):
    now = content(desk)
    assert Content.from_json(now.to_json()) == now


def test_changes_name_the_cell_the_words_and_the_activity(desk):
    before = content(desk)
    figure = desk.submission.figures.get(indicator__key="households")
    figure.value = 360
    figure.save()
    wording = Wording("results", "Đã tập huấn")
    write_words(wording, submission=desk.submission, by=desk.lan)
    Activity.objects.create(
        district=desk.district,
        commune=desk.commune,
        kind="training",
        date="2023-03-08",
        title="Tập huấn tại nhà văn hóa",
        participants=40,
    )
    found = [
        (c.label, c.place, c.before, c.after) for c in changes(before, content(desk))
    ]
    assert found == [
        ("1. Households", "thôn An Lao", "350", "360"),
        ("Kết quả nổi bật", "", "–", "Đã tập huấn"),
        ("Hoạt động", "", "–", "08/03/2023: Tập huấn tại nhà văn hóa, 40 người"),
    ]


def test_nothing_changed_is_no_change(desk):
    assert changes(content(desk), content(desk)) == []

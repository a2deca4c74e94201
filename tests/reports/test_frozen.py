"""What was entered, sent or printed never changes: the database itself refuses it."""

import pytest
from django.db import DatabaseError

from reports.models import (
    Attachment,
    CommunePaper,
    FigureVersion,
    Letter,
    Receipt,
    ReceivedFile,
    SourceMessage,
    WordsVersion,
)
from reports.wording import Wording, write_words
from tests.factories import set_figure
from tests.reports.entering import make_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(db):
    desk = make_desk()
    row, lan = desk.submission, desk.lan
    set_figure(row, "sessions", 3, by=lan)
    write_words(Wording("results", "Tốt"), submission=row, by=lan)
    named = {"submission": row, "by": lan, "sha256": "0" * 64}
    Receipt.objects.create(number=1, content={}, **named)
    CommunePaper.objects.create(code="7F3A-92C1", content={}, figures={}, **named)
    SourceMessage.objects.create(text="An Lao 120", **named)
    Letter.objects.create(
        period=row.period,
        kind="reminder",
        late=[["xã Hưng Đạo", "chưa nhập"]],
        number=5,
        date=row.period.due_day,
        content={},
        by=lan,
    )
    Attachment.objects.create(
        purpose="evidence",
        name="a.pdf",
        content_type="application/pdf",
        size=1,
        content=b"x",
        **named,
    )
    ReceivedFile.objects.create(
        period=desk.period, name="a.xlsx", size=1, content=b"x", by=lan, sha256="0" * 64
    )
    return desk


@pytest.mark.parametrize(
    ("model", "fields"),
    [
        (FigureVersion, {"value": 4}),
        (FigureVersion, {"key": "7f3a92c1-0000-4000-8000-000000000000"}),
        (FigureVersion, {"file": None, "message": None}),
        (WordsVersion, {"text": "Khác"}),
        (Receipt, {"content": {"a": 1}}),
        (CommunePaper, {"code": "0000-0000"}),
        (Letter, {"body": "Khác"}),
        (Letter, {"late": []}),
        (Letter, {"number": 6}),
        (Letter, {"content": {"a": 1}}),
        (SourceMessage, {"text": "An Lao 121"}),
        (Attachment, {"content": b"y"}),
        (ReceivedFile, {"content": b"y"}),
        (ReceivedFile, {"name": "b.xlsx"}),
    ],
)
def test_what_was_kept_is_never_changed(desk, model, fields):
    with pytest.raises(DatabaseError, match="frozen"):
        model.objects.update(**fields)


def test_a_letter_without_its_number_may_still_change(desk):
    draft = Letter.objects.create(period=desk.period, kind="dispatch", by=desk.lan)
    Letter.objects.filter(pk=draft.pk).update(body="Khác")
    draft.refresh_from_db()
    assert draft.body == "Khác"


def test_a_scan_may_be_laid_beside_a_printed_paper(desk):
    CommunePaper.objects.update(scan=Attachment.objects.get())
    assert CommunePaper.objects.get().scan.name == "a.pdf"

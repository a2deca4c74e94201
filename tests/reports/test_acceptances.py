"""What was accepted stays as it stood, and nothing writes into it but a reopening."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError
from django.urls import reverse

from reports import moves, questions
from reports.acceptances import load_events, reopened
from reports.contents import Content
from reports.evidence import attach
from reports.intake.attached import check_file
from reports.models import Acceptance, FigureVersion, Submission
from reports.receipts import content_now
from reports.recording import Origin, Proposal, record
from reports.rules import NotNow
from reports.wording import Wording, write_words
from tests import files
from tests.factories import put_in_state
from tests.pages import Page
from tests.reports.entering import fields_of
from tests.reports.reviewing import address, fill_in, make_office

pytestmark = pytest.mark.django_db

State = Submission.State


@pytest.fixture
def office():
    office = make_office()
    fill_in(office.first, office.lan)
    return office


def change(office, value, key="sessions", by=None):
    """Somebody of the commune changes a figure, as the form would."""
    figure = office.first.figures.get(indicator__key=key)
    proposal = Proposal(
        figure.indicator_id, None, "value", value, based_on=figure.version
    )
    origin = Origin(by or office.lan, FigureVersion.Source.TYPED)
    return record([proposal], submission=office.first, origin=origin)


def accept_and_reopen(office):
    moves.accept(office.first, by=office.officer)
    moves.reopen(office.first, by=office.officer, reason="Công an đính chính")


def since(office):
    now = content_now(office.first)
    return reopened(office.first, load_events(office.first), lambda: now)


def test_an_acceptance_keeps_what_the_return_says(office):
    moves.accept(office.first, by=office.officer)
    kept = Acceptance.objects.get()
    assert Content.from_json(kept.content) == content_now(office.first)
    assert kept.sha256 == content_now(office.first).sha256
    assert (kept.number, kept.event.move, kept.event.by) == (
        1,
        "accept",
        office.officer,
    )


def test_each_acceptance_is_kept_under_its_own_number(office):
    accept_and_reopen(office)
    change(office, 9)
    moves.submit(office.first, by=office.lan)
    moves.accept(office.first, by=office.officer)
    first, second = Acceptance.objects.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert first.sha256 != second.sha256


@pytest.mark.parametrize(
    "fields", [{"content": {}}, {"sha256": "0" * 64}, {"number": 9}]
)
def test_what_was_accepted_is_never_changed(office, fields):
    moves.accept(office.first, by=office.officer)
    with pytest.raises(DatabaseError, match="frozen"):
        Acceptance.objects.update(**fields)


def test_what_changed_since_the_acceptance_is_told_with_who(office):
    accept_and_reopen(office)
    assert since(office).changes == ()
    change(office, 9)
    wording = Wording("results", "Đã mở 03 lớp")
    write_words(wording, submission=office.first, by=office.lan)
    told = since(office)
    assert [(c.change.key, c.change.before, c.change.after) for c in told.changes] == [
        ("sessions", "2", "9"),
        ("", "–", "Đã mở 03 lớp"),
    ]
    assert {c.by for c in told.changes} == {"Nguyễn Thị Lan"}
    assert (len(told.figures), told.others) == (1, 1)


def test_nothing_is_told_of_a_return_that_stands_accepted(office):
    accept_and_reopen(office)
    change(office, 9)
    moves.submit(office.first, by=office.lan)
    assert since(office) is not None
    moves.accept(office.first, by=office.officer)
    assert since(office) is None


def test_only_what_the_officer_saw_is_accepted(office):
    seen = content_now(office.first).sha256
    moves.withdraw(office.first, by=office.lan)
    change(office, 9)
    moves.submit(office.first, by=office.lan)
    with pytest.raises(moves.Changed):
        moves.accept(office.first, by=office.officer, seen=seen)
    office.first.refresh_from_db()
    assert office.first.state == State.SENT
    assert not Acceptance.objects.exists()
    moves.accept(office.first, by=office.officer, seen=content_now(office.first).sha256)
    assert office.first.state == State.ACCEPTED


# --- no way around a reopening --------------------------------------------------------


# Each way is a page that was opened while the return was, and is sent later.


def at(name, office, *more):
    return reverse(f"reports:{name}", args=[office.first.pk, *more])


def cell(office):
    return f"c-{office.period.indicators.get(key='sessions').pk}-0"


def opened(client, url):
    """What the form at that address would send, the sessions changed."""
    return fields_of(client.get(url))


def entry_way(client, office):
    url = at("entry", office)
    return url, opened(client, url) | {cell(office): "99"}


def words_way(client, office):
    url = at("entry", office)
    fields = opened(client, url)
    (name,) = (name for name in fields if "results" in name and "base" not in name)
    return url, fields | {name: "Đã mở 03 lớp"}


def on_behalf_way(client, office):
    client.force_login(office.officer)
    url = address("on_behalf", office.first)
    source = {"source": "phone", "note": "Ông Tâm gọi"}
    return url, opened(client, url) | {cell(office): "99"} | source


def autosave_way(client, office):
    base = opened(client, at("entry", office))["base"]
    one = {cell(office): "99", f"key-{cell(office)}": str(uuid4())}
    return at("autosave", office), {**one, "base": base, "user": office.lan.pk}


def message_way(client, office):
    preview = client.post(at("paste", office), {"text": "Sessions: 99"}).url
    _, fields = Page(client.get(preview).content).form_with("Lấy vào biểu")
    return preview, fields | {f"take-{cell(office)}": "1"}


def answers_way(client, office):
    put_in_state(office.first, State.SENT)
    sessions = office.period.indicators.get(key="sessions")
    questions.ask(
        office.first, by=office.officer, indicator=sessions, text="Có đúng không?"
    )
    put_in_state(office.first, State.RETURNED)
    url = at("answers", office)
    return url, opened(client, url) | {cell(office): "99"}


def evidence_way(client, office):
    file = SimpleUploadedFile("a.pdf", files.PDF, content_type="application/pdf")
    return at("evidence", office), {"files": [file]}


def removal_way(client, office):
    file = check_file(files.PDF, "a.pdf")
    row, _ = attach(file, office.first, by=office.lan)
    return at("evidence_remove", office, row.pk), {}


def activity_way(client, office):
    new = {"kind": "training", "date": "01/03/2023", "title": "Tập huấn Tổ"}
    return at("own_activity_add", office), new


WAYS = [
    entry_way,
    words_way,
    on_behalf_way,
    autosave_way,
    message_way,
    answers_way,
    evidence_way,
    removal_way,
    activity_way,
]


def all_of(office):
    """Everything that a return holds."""
    files_there = office.first.attachments.kept().values_list("name", flat=True)
    return content_now(office.first), FigureVersion.objects.count(), list(files_there)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("accepted", [False, True])
def test_no_way_writes_into_an_accepted_return(client, office, way, accepted):
    put_in_state(office.first, State.DRAFT)
    client.force_login(office.lan)
    url, fields = way(client, office)
    if accepted:
        put_in_state(office.first, State.ACCEPTED)
    before = all_of(office)
    client.post(url, fields)
    assert (all_of(office) == before) is accepted


def test_the_rooms_that_write_refuse_it_too(office):
    moves.accept(office.first, by=office.officer)
    office.first.refresh_from_db()
    for write in (
        lambda: change(office, 9),
        lambda: change(office, 9, by=office.officer),
        lambda: write_words(
            Wording("results", "Khác"), submission=office.first, by=office.lan
        ),
        lambda: moves.submit(office.first, by=office.lan),
        lambda: moves.withdraw(office.first, by=office.lan),
    ):
        with pytest.raises(NotNow):
            write()

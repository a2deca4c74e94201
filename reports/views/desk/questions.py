"""A return's questions in; what its officer reads out: waiting, answered, changed."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from reports import questions
from reports.changes import change_of, load_versions
from reports.checks import Finding
from reports.contents import Content, changes
from reports.figures import CommuneUnit, FigureTable, Level, Spec
from reports.intake.asked import full_label
from reports.models import CellQuestion, Submission, SubmissionEvent
from reports.paper_changes import Since, told

from .cells import anchor
from .changed import ChangeLine, change_line

Move = SubmissionEvent.Move
SENT_BACK = (Move.SEND_BACK, Move.REOPEN)
SINCE = {
    Move.SEND_BACK: "từ lần trả lại",
    Move.REOPEN: "từ lần mở lại",
    Move.WITHDRAW: "từ lần xã rút lại",
}
LONGEST = CellQuestion._meta.get_field("text").max_length
READY = (
    "Đề nghị kiểm tra lại số này.",
    "Khác nhiều so với kỳ trước, có đúng không?",
    "Số này lấy từ nguồn nào?",
)


@dataclass(frozen=True)
class QuestionLine:
    """One question: where, what came of it, and where it stands on the page."""

    row: CellQuestion
    indicator: str
    place: str
    url: str
    changes: tuple[ChangeLine, ...]
    ask_again: str


@dataclass(frozen=True)
class QuestionsDesk:
    """`others`: what the commune changed unasked since it had the return again.

    `words`: its words and activities that changed; `since`: from which move on.
    """

    waiting: tuple[QuestionLine, ...] = ()
    answered: tuple[QuestionLine, ...] = ()
    others: tuple[ChangeLine, ...] = ()
    words: tuple[Since, ...] = ()
    since: str = ""

    @property
    def unasked(self):
        """How much changed that nobody asked about."""
        return len(self.others) + len(self.words)


@dataclass(frozen=True)
class AskedCell:
    """A cell of a return that can be asked about, and what may be asked of it."""

    spec: Spec
    hamlet_id: int | None
    label: str
    place: str
    ready: tuple[tuple[str, str], ...]


def questions_desk(submission, table, events, content) -> QuestionsDesk:
    """At most five queries; `events` of the return, newest first; `content`: of now."""
    rows = list(
        submission.questions.standing().select_related(
            "indicator", "hamlet", "asked_by", "answered_by"
        )
    )
    back = _given_back(events)
    returned = back.at if back else None
    moments = [row.asked_at for row in rows] + ([returned] if returned else [])
    if not moments or submission.state == Submission.State.ACCEPTED:
        return QuestionsDesk()
    versions = load_versions(submission, min(moments))
    lines = [_line(row, submission, table, versions) for row in rows]
    asked_about = {c.version.figure_id for line in lines for c in line.changes}
    return QuestionsDesk(
        waiting=tuple(line for line in lines if not line.row.answered_at),
        answered=tuple(line for line in lines if line.row.answered_at),
        others=_others(versions, returned, asked_about, table) if returned else (),
        words=_words(submission, returned, content) if returned else (),
        since=SINCE[back.move] if back else "",
    )


def _given_back(events):
    """The move since which the commune had the return in its hands again.

    The district's last one; without any, the first time that the commune took it
    back, since which it may have changed what the officer had looked at.
    """
    ours = next((e for e in events if e.move in SENT_BACK), None)
    taken = [e for e in events if e.move == Move.WITHDRAW]
    return ours or (taken[-1] if taken else None)


def _words(submission, since, content):
    """Words and activities that differ from what was sent before that moment."""
    sent = submission.events.filter(move=Move.SUBMIT, at__lte=since)
    last = sent.select_related("receipt").last()
    if last is None or last.receipt is None:
        return ()
    found = changes(Content.from_json(last.receipt.content), content)
    return told((change for change in found if not change.key), submission.pk)


def _line(row, submission, table, versions):
    changes = questions.changes_for(row, table, versions)
    return QuestionLine(
        row=row,
        indicator=full_label(table, table.spec(row.indicator.key)),
        place=str(row.hamlet) if row.hamlet_id else "",
        url=f"#{anchor(row.indicator.key, row.hamlet_id)}",
        changes=tuple(change_line(change, table) for change in changes),
        ask_again=ask_url(submission, row.indicator.key, row.hamlet_id),
    )


def _others(versions, since, asked_about, table):
    found = (change_of(rows, lambda v: v.at <= since) for rows in versions)
    return tuple(
        change_line(change, table)
        for change in found
        if change and change.is_real and change.figure.pk not in asked_about
    )


def ask_url(submission, key, hamlet_id=None) -> str:
    """Where a cell of a return is asked about."""
    page = reverse("reports:ask", args=[submission.period_id, submission.pk])
    return f"{page}?o={key}-{hamlet_id or 'xa'}"


def ask_urls(submission, commune, table) -> Mapping[tuple[str, int | None], str]:
    """Where each cell is asked about, of those that can be."""
    places = [None, *(hamlet.id for hamlet in commune.hamlets)]
    return {
        (spec.key, place): ask_url(submission, spec.key, place)
        for spec in table.specs
        for place in places
        if is_askable(spec, commune, place)
    }


def is_askable(spec: Spec, commune: CommuneUnit, hamlet_id) -> bool:
    """Whether a figure of the commune stands there."""
    if hamlet_id is None:
        return spec.level in (Level.HAMLET, Level.COMMUNE)
    return spec.level == Level.HAMLET and spec.key not in commune.total_only


def asked_cell(where, table: FigureTable, commune, findings) -> AskedCell | None:
    """The cell that an address names ("guided-12", "guided-xa"), or None.

    What the checks found there is offered first as a question, with its rule.
    """
    key, _, place = where.rpartition("-")
    names = {str(hamlet.id): (hamlet.id, hamlet.name) for hamlet in commune.hamlets}
    hamlet_id, name = {**names, "xa": (None, "")}.get(place, (0, ""))
    if hamlet_id == 0 or not table.has(key):
        return None
    spec = table.spec(key)
    if not is_askable(spec, commune, hamlet_id):
        return None
    here = (f for f in findings if (f.key, f.hamlet_id) == (key, hamlet_id))
    ready = [*map(_as_question, here), *((text, "") for text in READY)]
    return AskedCell(spec, hamlet_id, full_label(table, spec), name, tuple(ready))


def _as_question(finding: Finding):
    text = finding.message
    if not text.endswith("?") and "ề nghị" not in text:
        text = f"{text} Đề nghị kiểm tra lại."
    return text[:LONGEST], finding.rule.value

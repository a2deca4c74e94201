"""An officer's question on a cell in; asked, answered, settled; what changed, out.

A question is open until the commune answers it, in words or by a changed figure, and
stands until the officer settles it. The return's row is the lock, as in `moves`.
"""

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from reports import rules
from reports.changes import Change, change_of, load_versions
from reports.figures import FigureTable, load_specs
from reports.models import CellQuestion, Submission
from reports.recording import take_hold
from reports.rules import NotNow
from tuky_cnscd.vietnamese import format_count

State = Submission.State
KEPT = "Số đúng, giữ nguyên"
GONE = "Câu hỏi này đã được gỡ hoặc đã xử lý xong. Đề nghị tải lại trang."


class Unanswered(NotNow):
    """Questions wait for the commune, so that the return cannot move on."""

    def __init__(self, questions, refusal):
        self.questions = tuple(questions)
        count = format_count(len(self.questions))
        super().__init__(f"Còn {count} câu hỏi rà soát xã chưa trả lời, {refusal}.")


# --- the officer ----------------------------------------------------------------------


def ask(submission, *, by, indicator, hamlet=None, text, rule=""):
    """Ask the commune about one cell; no hamlet: about the figure of the commune.

    Asking again of a cell whose answer came back settles that answer. Raises `NotNow`
    where the return cannot be asked about, or its cell has a question that waits.
    """
    if not rules.may_ask(by, submission):
        raise NotNow(
            "Biểu này không ở trạng thái “Đã gửi” hoặc “Trả lại để chỉnh sửa”, không"
            " hỏi được."
        )
    with transaction.atomic():
        state = _take_hold(submission)
        cell = {"indicator": indicator, "hamlet": hamlet}
        _settle_before(submission.questions.standing().filter(**cell), state, by)
        figure = submission.figures.filter(**cell).first()
        return CellQuestion.objects.create(
            submission=submission,
            **cell,
            text=text,
            rule=rule,
            asked_version=figure.version if figure else 0,
            asked_by=by,
        )


def _settle_before(before, state, by):
    """Make room for another question; what still waits or is not sent stands."""
    if before.open().exists() or (state != State.SENT and before.exists()):
        raise NotNow("Ô này đã có câu hỏi đang chờ; gỡ câu hỏi đó rồi hỏi lại.")
    _settle(before, by)


def withdraw(question, *, by):
    """Take back a question that was not answered yet."""
    if not rules.may_take_question_back(by, question.submission):
        raise NotNow("Biểu không còn ở trạng thái gỡ được câu hỏi.")
    if not _settle(_row(question).open(), by):
        raise NotNow(GONE)


def settle(question, *, by):
    """The answer was read and is clear."""
    if not rules.may_review(by, question.submission):
        raise NotNow("Biểu này không ở trạng thái “Đã gửi”.")
    if not _settle(_row(question).standing().filter(answered_at__isnull=False), by):
        raise NotNow(GONE)


def settle_answered(submission, *, by):
    """Settle what was answered, as part of a move; the open questions are returned."""
    standing = submission.questions.standing()
    _settle(standing.filter(answered_at__isnull=False), by)
    return list(standing.open())


# --- the commune ----------------------------------------------------------------------


def answer(question, *, by, answer):
    """Answer in words; "" says that the changed figure is the answer.

    Raises `NotNow` where the return is not open for entry or the question is gone.
    """
    if not rules.may_answer(by, question.submission):
        raise NotNow("Biểu này không còn mở để trả lời.")
    with transaction.atomic():
        take_hold(question.submission, by=by)
        answered = _row(question).standing()
        if not answered.update(
            answer=answer, answered_by=by, answered_at=timezone.now()
        ):
            raise NotNow(GONE)


def take_answers(submission, *, by):
    """As part of sending: a changed figure is an answer. Raises `Unanswered`."""
    waiting, changed = _by_change(submission)
    if waiting:
        raise Unanswered(waiting, "chưa gửi được")
    rows = submission.questions.open().filter(pk__in=[q.pk for q in changed])
    rows.update(answered_by=by, answered_at=timezone.now())


def unanswered(submission) -> list[CellQuestion]:
    """Open questions whose figures did not change either: at most three queries."""
    return _by_change(submission)[0]


# --- what changed ---------------------------------------------------------------------


def changes_for(question, table, versions) -> list[Change]:
    """What changed in the asked cell, or in the cells that it is the sum of.

    `table` holds the period's indicators; `versions` as `load_versions` gives them,
    since the question or earlier.
    """
    keys = table.typed_keys(question.indicator.key)
    found = (
        change_of(rows, _stood_when_asked(question, rows[0].figure))
        for rows in versions
        if rows[0].figure.indicator.key in keys
        and question.hamlet_id in (None, rows[0].figure.hamlet_id)
    )
    return [change for change in found if change]


def _stood_when_asked(question, figure):
    """Of the asked cell itself the version is known; of those below it, the time."""
    place = (figure.indicator_id, figure.hamlet_id)
    if place == (question.indicator_id, question.hamlet_id):
        return lambda version: version.number <= question.asked_version
    return lambda version: version.at <= question.asked_at


def _by_change(submission):
    """Open questions: (without a changed figure, with one)."""
    rows = list(submission.questions.open().select_related("indicator"))
    if not rows:
        return [], []
    table = FigureTable(load_specs(submission.period), ())
    versions = load_versions(submission, rows[0].asked_at)
    waiting, changed = [], []
    for row in rows:
        (changed if changes_for(row, table, versions) else waiting).append(row)
    return waiting, changed


def _take_hold(submission):
    """Guard and lock in one UPDATE; the state that the return is in."""
    rows = Submission.objects.filter(
        pk=submission.pk,
        state__in=Submission.OPEN_TO_QUESTIONS,
        period__state="open",
    )
    if not rows.update(state=F("state")):
        raise NotNow("Biểu vừa được người khác chuyển trạng thái. Hãy tải lại trang.")
    return rows.values_list("state", flat=True).get()


def _row(question):
    return CellQuestion.objects.filter(pk=question.pk)


def _settle(rows, by):
    """How many of these standing questions were settled."""
    return rows.update(settled_by=by, settled_at=timezone.now())

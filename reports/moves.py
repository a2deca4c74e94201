"""A person's verb in; a submission in its next state, with its event, out.

Rule, checks, state and event share one transaction; the guard is one UPDATE on the
states that the move may start from, which is also the lock.
"""

import re
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from reports import acceptances, questions, rules
from reports.checks import pressing_rules
from reports.judging import judge
from reports.models import FindingReason, Submission, SubmissionEvent
from reports.receipts import content_now, give_receipt
from reports.rules import NotNow
from tuky_cnscd.vietnamese import format_count

# How a reason begins that questions gave: “Rà soát 03 số liệu”, then perhaps a note.
ASKED = re.compile(r"^Rà soát \d+ số liệu(\. |$)")

State = Submission.State
Move = SubmissionEvent.Move


class NotComplete(Exception):
    """Cells are missing, errors stand, or a warning has no reason yet."""

    def __init__(self, judgement, unexplained=()):
        super().__init__("Biểu chưa gửi được.")
        self.judgement = judgement
        self.unexplained = tuple(unexplained)


class Changed(NotNow):
    """The return says something else than the page that the person decided on."""

    def __init__(self):
        super().__init__(
            "Số liệu của biểu vừa thay đổi so với trang đang xem, nên chưa tiếp nhận."
            " Đề nghị xem lại rồi tiếp nhận."
        )


def submit(submission, *, by, reasons=None, note="", on_behalf=False):
    """Send the return to the district; the event says under which receipt.

    `reasons` maps a rule to (reason, note), one for each warning. Raises
    `NotComplete` where a cell is missing, an error stands or a warning has no
    reason, `questions.Unanswered` where a question has neither an answer nor a
    changed figure, and `NotNow` where the return is not open for entry.
    """
    if not rules.may_submit(by, submission):
        raise NotNow("Biểu này không còn mở để gửi.")
    now = timezone.now()
    with _moving(submission, Submission.OPEN_FOR_ENTRY, State.SENT, sent_at=now):
        judgement = judge(submission)
        _refuse_unready(judgement, submission, reasons or {})
        questions.take_answers(submission, by=by)
        give_reasons(submission.period, reasons, by=by, submission=submission)
        if on_behalf:
            _log(submission, Move.ON_BEHALF, by, note, at=now)
        receipt = give_receipt(submission, by=by, at=now)
        _log(submission, Move.SUBMIT, by, note, at=now, receipt=receipt)


def withdraw(submission, *, by):
    """Take a sent return back, until the district takes it up."""
    if not rules.may_withdraw(by, submission):
        raise NotNow("Biểu này đã được tiếp nhận hoặc chưa gửi, không rút lại được.")
    with _moving(submission, {State.SENT}, State.DRAFT, sent_at=None):
        _log(submission, Move.WITHDRAW, by)


def send_back(submission, *, by, reason=""):
    """Return it to the commune to be corrected; the commune reads the reason.

    Open questions go with it and are reason enough; `reason` is then a note.
    """
    if not rules.may_review(by, submission):
        raise NotNow("Biểu này không ở trạng thái “Đã gửi”, không trả lại được.")
    with _moving(submission, {State.SENT}, State.RETURNED):
        asked = questions.settle_answered(submission, by=by)
        _log(submission, Move.SEND_BACK, by, _why_sent_back(asked, reason))


def _why_sent_back(asked, reason):
    if not (asked or reason):
        raise NotNow(
            "Không còn câu hỏi nào đang chờ. Đề nghị ghi lý do trả lại, hoặc hỏi về"
            " một số liệu."
        )
    words = f"Rà soát {format_count(len(asked))} số liệu" if asked else ""
    return ". ".join(filter(None, [words, reason]))


def accept(submission, *, by, reasons=None, seen="", judgement=None):
    """Take the return up into the district's report; what it says is kept.

    `seen`: the hash of the content that the officer looked at; `judgement`: of that
    very content, where the caller has judged it. An error that still stands, as in a
    return from paper, needs a reason as a warning does. Raises `NotComplete` where
    one is not explained, `questions.Unanswered` while a question is open, and
    `Changed` where the return says something else than `seen`.
    """
    if not rules.may_review(by, submission):
        raise NotNow("Biểu này không ở trạng thái “Đã gửi”, không tiếp nhận được.")
    with _moving(submission, {State.SENT}, State.ACCEPTED):
        if asked := questions.settle_answered(submission, by=by):
            raise questions.Unanswered(asked, "chưa tiếp nhận được")
        content = content_now(submission)
        if seen and seen != content.sha256:
            raise Changed
        judgement = judgement or judge(submission)
        unexplained = _unexplained_rules(judgement, submission, reasons or {})
        if unexplained:
            raise NotComplete(judgement, unexplained)
        give_reasons(submission.period, reasons, by=by, submission=submission)
        acceptances.keep(content, _log(submission, Move.ACCEPT, by))


def reopen(submission, *, by, reason):
    """Open an accepted return again; what was accepted stays in its versions."""
    if not rules.may_reopen(by, submission):
        raise NotNow("Biểu này chưa được tiếp nhận, không cần mở lại.")
    with _moving(submission, {State.ACCEPTED}, State.RETURNED):
        _log(submission, Move.REOPEN, by, reason)


def extend(submission, deadline, *, by, reason):
    """Give one commune a deadline of its own, or with None the common one again.

    Raises `NotNow` where it has handed in, or `deadline` is not after the common one.
    """
    if not rules.may_extend(by, submission):
        raise NotNow("Chỉ đổi được hạn của biểu chưa gửi, trong kỳ đang mở.")
    if deadline is not None and deadline <= submission.period.deadline:
        raise NotNow("Hạn riêng của xã phải sau hạn gửi chung.")
    state = submission.state
    with _moving(submission, {state}, state, extended_to=deadline):
        at = deadline or submission.period.deadline
        _log(submission, Move.EXTEND, by, reason, deadline=at)
    submission.extended_to = deadline


def give_reasons(period, reasons, *, by, submission=None):
    """Keep why findings were let pass: {rule: (reason, note)}.

    Without a submission they are about the district's totals.
    """
    FindingReason.objects.bulk_create(
        FindingReason(
            period=period,
            submission=submission,
            rule=rule,
            reason=reason,
            note=note,
            by=by,
        )
        for rule, (reason, note) in (reasons or {}).items()
    )


def _unexplained_rules(judgement, submission, reasons):
    """Rules of standing errors and warnings that nobody gave a reason for yet."""
    known = set(reasons) | set(
        submission.finding_reasons.values_list("rule", flat=True)
    )
    pressing = pressing_rules(judgement.findings)
    return tuple(rule for rule in pressing if rule not in known)


def _refuse_unready(judgement, submission, reasons):
    unexplained = _unexplained_rules(judgement, submission, reasons)
    if judgement.missing or judgement.errors or unexplained:
        raise NotComplete(judgement, unexplained)


@contextmanager
def _moving(submission, states, to, **fields):
    """Move the row if it stands in one of `states`; what follows is undone with it.

    The period must be open. `submission` shows its new state once all has held.
    """
    with transaction.atomic():
        moved = Submission.objects.filter(
            pk=submission.pk, state__in=states, period__state="open"
        ).update(state=to, **fields)
        if not moved:
            raise NotNow(
                "Biểu vừa được người khác chuyển trạng thái. Hãy tải lại trang."
            )
        yield
    submission.refresh_from_db(fields=["state", "sent_at"])


def _log(submission, move, by, reason="", **more):
    return SubmissionEvent.objects.create(
        submission=submission, move=move, by=by, reason=reason, **more
    )

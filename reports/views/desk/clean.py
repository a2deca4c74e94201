"""A period's sent returns in; which can be accepted together, and why not, out."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Count

from reports.checks import Severity
from reports.contents import Content, contents_of
from reports.judging import Evidence, Judgement, gather_evidence
from reports.models import Attachment, CellQuestion, FindingReason, Submission
from tuky_cnscd.vietnamese import format_count


@dataclass(frozen=True)
class SentReturn:
    """A return that waits: `held` says why it is not taken up with the others."""

    submission: Submission
    content: Content
    judgement: Judgement
    held: tuple[str, ...]
    explained: int
    files: int

    @property
    def is_clean(self) -> bool:
        return not self.held

    @property
    def hints(self) -> int:
        return sum(f.severity == Severity.HINT for f in self.judgement.findings)


@dataclass(frozen=True)
class _Beside:
    """What lies with the returns, by their ids."""

    reasons: Mapping[int, frozenset[str]]
    waiting: Mapping[int, int]
    answered: Mapping[int, int]
    files: Mapping[int, int]


def waiting_returns(period):
    """The returns that were sent and not taken up, in the district's order."""
    rows = period.submissions.filter(state=Submission.State.SENT)
    return rows.in_district_order().select_related("commune", "period__district")


def sent_returns(period, submissions: Collection) -> tuple[SentReturn, ...]:
    """Each of these returns of the period, judged: a fixed number of queries."""
    if not submissions:
        return ()
    evidence = gather_evidence(period)
    contents = contents_of(submissions, evidence.table)
    beside = _load_beside(submissions)
    return tuple(_sent(row, contents[row.pk], evidence, beside) for row in submissions)


def _sent(submission, content, evidence: Evidence, beside: _Beside) -> SentReturn:
    judgement = evidence.judgement(submission.commune_id)
    known = beside.reasons.get(submission.pk, frozenset())
    warned = {f.rule for f in judgement.findings if f.severity == Severity.WARNING}
    return SentReturn(
        submission=submission,
        content=content,
        judgement=judgement,
        held=tuple(_why_held(submission.pk, judgement, warned - known, beside)),
        explained=len(warned & known),
        files=beside.files.get(submission.pk, 0),
    )


def _why_held(pk, judgement, unexplained, beside):
    counts = (
        (len(judgement.missing), "ô chưa nhập"),
        (len(judgement.errors), "lỗi"),
        (len(unexplained), "loại cảnh báo chưa có lý do"),
        (beside.waiting.get(pk, 0), "câu hỏi xã chưa trả lời"),
        (beside.answered.get(pk, 0), "câu trả lời của xã chưa xem"),
    )
    return (f"{format_count(number)} {words}" for number, words in counts if number)


def _load_beside(submissions) -> _Beside:
    """Three queries."""
    reasons: dict[int, set[str]] = {}
    given = FindingReason.objects.filter(submission__in=submissions)
    for pk, rule in given.values_list("submission", "rule"):
        reasons.setdefault(pk, set()).add(rule)
    waiting: dict[int, int] = {}
    answered: dict[int, int] = {}
    standing = CellQuestion.objects.standing().filter(submission__in=submissions)
    for pk, at in standing.values_list("submission", "answered_at"):
        of = waiting if at is None else answered
        of[pk] = of.get(pk, 0) + 1
    files = Attachment.objects.kept().filter(
        submission__in=submissions, purpose=Attachment.Purpose.EVIDENCE
    )
    counted = files.order_by().values("submission").annotate(count=Count("pk"))
    return _Beside(
        reasons={pk: frozenset(rules) for pk, rules in reasons.items()},
        waiting=waiting,
        answered=answered,
        files={row["submission"]: row["count"] for row in counted},
    )

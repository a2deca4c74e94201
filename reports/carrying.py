"""The last period's words in this one's report in; what in them is stale, mended text
and the outcomes of old proposals out.

Marks are computed from the words as they were typed, {names} included: what is mended
has none. Replacing makes a new version of the section, as typing does.
"""

import hashlib
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from reports.blocks import ReportDocument, Section
from reports.document import text_blocks
from reports.language import Dispatch, GoneBody, Part, Text, compose_text, text_of
from reports.language.answers import PROPOSALS, items
from reports.language.stale import Carried, OldProposal, Term, stale_marks
from reports.language.text import plain
from reports.models import IssuedReport, OfficeWord, ProposalOutcome, Report
from reports.writing import held, save_section
from tuky_cnscd.vietnamese import search_key

FIELDS = {
    Part.SUBJECT: "subject",
    Part.ADDRESSEES: "addressees",
    Part.BASES: "bases",
    Part.OPENING: "opening",
    Part.CLOSING: "closing",
    Part.RECIPIENTS: "recipients",
}
HEADING = "Kết quả giải quyết các kiến nghị kỳ trước:"


@dataclass(frozen=True)
class Proposal:
    """A proposal of the last period with what was said of it, if anything was."""

    key: str
    text: str
    outcome: ProposalOutcome | None = None

    @property
    def line(self) -> str:
        """The proposal with its outcome, as a line of the report."""
        note = f" ({self.outcome.note.rstrip('. ')})" if self.outcome.note else ""
        result = self.outcome.get_outcome_display().lower()
        return f"- {self.text.rstrip('. ')}: {result}{note}."


def carried_marks(report, document: ReportDocument, period) -> list:
    """What is stale in the words of the report as they were typed."""
    text = typed_text(report, document)
    previous = period.previous
    carried = Carried(
        old=_term(previous) if previous else None,
        new=_term(period),
        signed_on=period.due_day,
        bodies=_gone_bodies(period),
        proposals=tuple(
            OldProposal(
                p.text,
                p.outcome.get_outcome_display() if p.outcome else "",
                bool(p.outcome) and p.outcome.outcome in ProposalOutcome.OVER,
            )
            for p in last_proposals(report, period)
        ),
    )
    return stale_marks(text, carried)


def typed_text(report, document: ReportDocument) -> Text:
    """The report's words before figures are filled in, placed as in `document`."""
    rows = printed_rows(report)
    sections = [
        Section(made.level, made.number, row.title, _typed_blocks(row, made))
        for row, made in zip(rows, document.sections, strict=True)
    ]
    signature = document.signature
    return compose_text(
        subject=report.subject,
        addressees=report.addressees.splitlines(),
        bases=report.bases.splitlines(),
        opening=report.opening,
        sections=sections,
        closing=report.closing,
        recipients=report.recipients.splitlines(),
        signature=(*signature.authority, signature.office, signature.name),
    )


def _typed_blocks(row, made):
    """What was typed, among the tables and notes that the program puts around it."""
    typed = text_blocks(row.body)
    for start in range(len(made.blocks) - len(typed) + 1):
        end = start + len(typed)
        if all(map(_is_of, made.blocks[start:end], typed)):
            return (*made.blocks[:start], *typed, *made.blocks[end:])
    return typed


def _is_of(block, typed):
    """Whether a printed block was made of a typed one: figures may differ."""
    if block.kind != typed.kind:
        return False
    return "{" in plain(typed) or plain(block) == plain(typed)


def printed_rows(report) -> list:
    """The section rows behind a composed paper's sections, in order."""
    return [row for row in report.sections.all() if row.in_report]


def replace_words(report, finding, *, by) -> bool:
    """Put a finding's replacement where its quote stands; False if it is gone."""
    change = finding.replacement
    with transaction.atomic():
        Report.objects.select_for_update().get(pk=report.pk)
        if finding.piece.section is None:
            return _replace_in_frame(report, finding, change)
        row = held(printed_rows(report)[finding.piece.section])
        field = "title" if finding.piece.part == Part.HEADING else "body"
        words = _replaced(getattr(row, field), finding.sentence, change)
        if words is None:
            return False
        setattr(row, field, words)
        save_section(row, by=by)
        return True


def last_proposals(report, period) -> list[Proposal]:
    """What the last period's paper proposed, with the outcomes told in this report."""
    texts = _proposed_in(period.previous) if period.previous else ()
    told = {row.key: row for row in report.proposal_outcomes.select_related("by")}
    keys = [(proposal_key(text), text) for text in texts]
    return [Proposal(key, text, told.get(key)) for key, text in keys]


def proposal_key(text: str) -> str:
    """The same for the same words, whatever their case and marks."""
    return hashlib.sha256(search_key(text).encode()).hexdigest()


def tell_outcome(report, proposal: Proposal, *, outcome, note, by) -> None:
    """Say what came of a proposal; the last word counts, unchanged ones are let be."""
    before = proposal.outcome
    if before and (before.outcome, before.note) == (outcome, note):
        return
    ProposalOutcome.objects.update_or_create(
        report=report,
        key=proposal.key,
        defaults={
            "text": proposal.text,
            "outcome": outcome,
            "note": note,
            "by": by,
            "at": timezone.now(),
        },
    )


def outcome_lines(proposals) -> str:
    """What was said of them, as lines to put into a section; "" if nothing was."""
    lines = [proposal.line for proposal in proposals if proposal.outcome]
    return "\n".join([HEADING, *lines]) if lines else ""


@transaction.atomic
def insert_outcomes(section, proposals, *, by) -> None:
    """Put the outcomes at the end of a section, once: earlier ones are replaced.

    What was saved of the section meanwhile is kept above them.
    """
    section = held(section)
    told = [proposal.text.rstrip(". ") for proposal in proposals]
    kept = [
        line
        for line in section.body.splitlines()
        if line != HEADING and not _tells(line, told)
    ]
    section.body = "\n".join([*kept, outcome_lines(proposals)]).strip()
    save_section(section, by=by)


def _tells(line, told):
    """Whether a line says what came of one of these proposals."""
    return any(line.startswith(f"- {text}: ") for text in told)


def _term(period):
    dispatch = period.dispatch
    return Term(
        period.phrase,
        period.next_phrase,
        period.first_day,
        period.last_day,
        dispatch and Dispatch(dispatch.number, dispatch.date, dispatch.issuer),
    )


def _gone_bodies(period):
    rows = period.district.office_words.filter(kind=OfficeWord.Kind.GONE_BODY)
    return tuple(GoneBody.named(row.text, row.until, row.now) for row in rows)


def _proposed_in(period):
    """The proposals of a period's frozen paper, else of its words as they stand."""
    paper = (
        IssuedReport.objects.filter(period=period)
        .exclude(state=IssuedReport.State.DISCARDED)
        .only("content", "issued_content")
        .first()
    )
    if paper:
        document = ReportDocument.from_json(paper.issued_content or paper.content)
        text = text_of(document)
    else:
        text = _words_of(Report.objects.filter(period=period).first())
    return tuple(dict.fromkeys(piece.text for piece in items(text, PROPOSALS)))


def _words_of(report):
    rows = printed_rows(report) if report else ()
    sections = [Section(r.level, "", r.title, text_blocks(r.body)) for r in rows]
    return compose_text(subject="", opening="", sections=sections, closing="")


def _replace_in_frame(report, finding, change):
    field = FIELDS.get(finding.piece.part)
    if field is None:
        return False
    report.refresh_from_db(fields=[field])
    words = _replaced(getattr(report, field), finding.sentence, change)
    if words is None:
        return False
    setattr(report, field, words)
    report.save(update_fields=[field])
    return True


def _replaced(words, sentence, change):
    """The words with the quote replaced in that sentence; None if it is gone."""
    if sentence not in words or change.old not in sentence:
        return None
    mended = sentence.replace(change.old, change.new, 1)
    return words.replace(sentence, mended, 1)

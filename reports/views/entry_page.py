"""A return in; all that its page shows: the form, sums, findings, what happened."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.urls import reverse

from reports.acceptances import load_events, reopened
from reports.checks import Severity
from reports.contents import content_of
from reports.intake.asked import Sheet
from reports.intake.shown import Beside, Remark
from reports.judging import Judgement, gather_evidence, product_names
from reports.models import Submission, SubmissionEvent, SubmissionWords
from reports.totals import commune_total, commune_totals

Move = SubmissionEvent.Move
MOST_MISSING = 20  # links; the rest is seen in the form itself
WHY_RETURNED = (Move.SEND_BACK, Move.REOPEN)


@dataclass(frozen=True)
class Listed:
    """A finding or a blank as a page lists it, with a link to its cell."""

    severity: str
    message: str
    url: str = ""


@dataclass(frozen=True)
class Desk:
    """A return as it stands: its sheet, what is beside it, and how it is judged."""

    sheet: Sheet
    beside: Beside
    judgement: Judgement

    def findings(self, *, url="", hints=False):
        """What is odd, errors first, each with a link to its cell."""
        order = list(Severity)
        kept = [
            Listed(f.severity, f.message, self._url(f, url))
            for f in self.judgement.findings
            if hints or f.severity != Severity.HINT
        ]
        return sorted(kept, key=lambda listed: order.index(listed.severity))

    def missing(self, *, url="", most=None):
        """What is blank, in the order of the form; `most`: so many of it."""
        return [
            Listed(Severity.ERROR, self._place(cell), self._url(cell, url))
            for cell in self.judgement.missing[:most]
        ]

    def checks(self, *, hints=False):
        """What `entry_checks.html` lists."""
        return {
            "findings": self.findings(hints=hints),
            "missing": self.missing(most=MOST_MISSING),
            "missing_count": len(self.judgement.missing),
            "missing_more": len(self.judgement.missing) - MOST_MISSING,
        }

    def warned(self, *, url=""):
        """{rule: its findings} of the warnings, which each need one reason."""
        rules = {}
        for finding in self.judgement.findings:
            if finding.severity == Severity.WARNING:
                listed = Listed(
                    finding.severity, finding.message, self._url(finding, url)
                )
                rules.setdefault(finding.rule, []).append(listed)
        return rules

    def _url(self, place, page):
        if place.key is None:
            return page
        return f"{page}#{self.sheet.address(place.key, place.hamlet_id)}"

    def _place(self, cell):
        name = self.sheet.address(cell.key, cell.hamlet_id)
        return self.sheet.label(self.sheet.cells[name])


def load_sheet(submission, table) -> Sheet:
    """The sheet of one return from a table that holds it: two queries."""
    return Sheet(
        table=table,
        commune=table.commune(submission.commune_id),
        ids=dict(submission.period.indicators.values_list("key", "pk")),
        products=product_names(submission.commune_id),
    )


def load_words(submission):
    """{topic: words} of the return as they are stored: one query."""
    rows = SubmissionWords.objects.filter(submission=submission)
    return {row.topic: row for row in rows}


def load_desk(submission, *, read_only) -> Desk:
    """A return as it stands now: a fixed number of queries."""
    evidence = gather_evidence(submission.period, commune_id=submission.commune_id)
    commune_id = submission.commune_id
    judgement = evidence.judgement(commune_id)
    sheet = load_sheet(submission, evidence.table.only(commune_id))
    last = _reported(evidence.last, commune_id)
    around = replace(
        beside(sheet, judgement, last, submission),
        totals=commune_totals(sheet.table, commune_id),
        last_totals=commune_totals(last, commune_id) if last else {},
        part_sums=_part_sums(sheet.table, commune_id),
        read_only=read_only,
    )
    return Desk(sheet, around, judgement)


def beside(sheet, judgement, last, submission) -> Beside:
    """What stands beside the cells themselves: findings, last period, their stories."""
    return Beside(
        last=_reported(last, submission.commune_id),
        remarks=_remarks(sheet, judgement),
        stories=reverse("reports:entry", args=[submission.pk]) + "o/",
    )


def _reported(last, commune_id):
    """The last period's table if the commune is in it."""
    found = last is not None and last.has_commune(commune_id)
    return last if found else None


def _part_sums(table, commune_id):
    """What the parts of each typed total add up to."""
    typed = [
        spec
        for spec in table.specs
        if table.parts_of(spec.key) and not table.is_computed(spec.key)
    ]
    return {spec.key: _sum_of_parts(table, spec, commune_id) for spec in typed}


def _sum_of_parts(table, spec, commune_id):
    computed = replace(spec, total_of_parts=True)
    specs = tuple(computed if s.key == spec.key else s for s in table.specs)
    return commune_total(replace(table, specs=specs), spec.key, commune_id)


def _remarks(sheet, judgement) -> Mapping[str, tuple[Remark, ...]]:
    remarks: dict[str, tuple[Remark, ...]] = {}
    for finding in judgement.findings:
        if finding.key is not None and finding.severity != Severity.HINT:
            address = sheet.address(finding.key, finding.hamlet_id)
            remark = Remark(finding.severity, finding.message)
            remarks[address] = (*remarks.get(address, ()), remark)
    return remarks


def page_context(submission, desk, form, words, *, on_behalf=False):
    """What `entry.html` needs, besides who may do what."""
    form.beside = desk.beside
    events = load_events(submission)
    table = desk.sheet.table
    returned = submission.state == Submission.State.RETURNED
    reasons = [event for event in events if event.move in WHY_RETURNED]
    return {
        "submission": submission,
        "period": submission.period,
        "form": form,
        "words": words.shown(),
        **desk.checks(hints=on_behalf),
        "events": events,
        "reopened": reopened(submission, events, lambda: content_of(submission, table)),
        "returned": reasons[0] if returned and reasons else None,
        "read_only": desk.beside.read_only,
        "on_behalf": on_behalf,
    }


def entry_url(submission, on_behalf):
    """Where this person enters the return: the commune's page, or the officer's."""
    if on_behalf:
        return reverse("reports:on_behalf", args=[submission.period_id, submission.pk])
    return reverse("reports:entry", args=[submission.pk])

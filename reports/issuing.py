"""A written report in; a copy for signature, then the issued document, frozen, out.

The issued PDF carries what it prints for machines too; see machine_copy.

Decree 30/2020, Articles 13–18: the leader signs first; the clerk gives number and
date afterwards. So content freezes twice: number and day blank, then with them.
"""

import hashlib
import json
from dataclasses import replace

from django.db import transaction
from django.utils import timezone

from reports import rules
from reports.blocks import ReportDocument, Signature, Status
from reports.checks import Finding, pressing_rules
from reports.consolidation import consolidate
from reports.document import compose, numbered
from reports.machine_copy import machine_copy, to_bytes
from reports.models import FindingReason, IssuedReport
from reports.moves import give_reasons
from reports.outputs.payload import read_payload
from reports.outputs.pdf import render_pdf
from reports.proofreading import proofread
from reports.register import refuse_taken
from reports.rules import NotNow

State = IssuedReport.State


class Unexplained(Exception):
    """Errors or warnings stand without a reason: `rules`, each once, worst first."""

    def __init__(self, rules):
        super().__init__("Còn phát hiện chưa có lý do.")
        self.rules = tuple(rules)


def draft(report) -> ReportDocument:
    """The draft: all that was sent is summed, and the head says DỰ THẢO."""
    return compose(report, consolidate(report.period), status=Status.DRAFT)


def findings_before_signing(report, consolidation) -> tuple[Finding, ...]:
    """What stands against the copy for signature that would be made now.

    Raises what composing and rendering raise.
    """
    return _for_signature(report, consolidation)[2]


def finalise(report, *, by, reasons=None) -> IssuedReport:
    """Freeze content and bytes for signature, from the accepted returns alone.

    `reasons` maps a rule to (reason, note), one for each rule that an error or a
    warning stands under: what was said of earlier figures is no answer for these.
    Raises `Unexplained` where one has none, and `NotNow` where the person or the
    state of the period does not allow it.
    """
    period = report.period
    if not rules.may_finalise(by, period):
        raise NotNow("Kỳ này chưa mở nên chưa chốt được bản trình ký.")
    with transaction.atomic():
        _hold(period)
        if period.issued_reports.filter(state=State.FOR_SIGNATURE).exists():
            raise NotNow(
                "Kỳ này đang có một bản trình ký. Hãy ban hành hoặc hủy bản đó."
            )
        consolidation = consolidate(period, accepted_only=True)
        document, pdf, findings = _for_signature(report, consolidation)
        missing = [r for r in pressing_rules(findings) if r not in (reasons or {})]
        if missing:
            raise Unexplained(missing)
        give_reasons(period, reasons, by=by)
        return IssuedReport.objects.create(
            period=period,
            content=document.to_json(),
            figures=_figures(consolidation),
            findings=_findings(findings, reasons_given(period)),
            signing_pdf=pdf,
            signing_sha256=_sha256(pdf),
            symbol=document.symbol,
            finalised_by=by,
        )


def discard(issued, *, by, reason):
    """Give a copy for signature up, so that another can be made; it stays on record."""
    _change(issued, by, state=State.DISCARDED, discarded_reason=reason)


def issue(issued, *, by, number, date, signer=None, earlier=None, relation=""):
    """Freeze the document for good with what the clerk gave.

    `signer` is given where somebody else signed than was planned. `earlier` and
    `relation` name the document that this one replaces, corrects or recalls. Raises
    `NumberTaken` where the year's series has the number already.
    """
    document = numbered(
        ReportDocument.from_json(issued.content), number=number, date=date
    )
    if signer is not None:
        signature = Signature(signer.authority_lines, signer.office, signer.name)
        document = replace(document, signature=signature)
    pdf = render_pdf(document, payload=_payload(document, issued.period))
    with transaction.atomic():
        _hold(issued.period)
        refuse_taken(issued.period.district_id, issued.symbol, number, date)
        _change(
            issued,
            by,
            state=State.ISSUED,
            number=number,
            date=date,
            issued_content=document.to_json(),
            issued_pdf=pdf,
            issued_sha256=_sha256(pdf),
            issued_by=by,
            issued_at=timezone.now(),
            earlier=earlier,
            relation=relation,
        )


def reasons_given(period) -> dict[str, FindingReason]:
    """The latest reason that the district gave, by rule."""
    rows = period.finding_reasons.filter(submission__isnull=True)
    return {row.rule: row for row in rows.select_related("by")}


def copy_for_machines(issued) -> dict | None:
    """What a machine reads of the paper: what it carries, once issued, or will carry.

    Before the issue number and date are not in it. None for a paper that was issued
    before papers carried any.
    """
    if issued.state == State.ISSUED:
        carried = read_payload(bytes(issued.issued_pdf))
        return carried and json.loads(carried)
    return _machine_copy(ReportDocument.from_json(issued.content), issued.period)


def _payload(document, period):
    return to_bytes(_machine_copy(document, period))


def _machine_copy(document, period):
    return machine_copy(document, period.first_day, period.last_day)


def _for_signature(report, consolidation):
    """The document, its bytes, and what stands against it."""
    document = compose(report, consolidation, status=Status.SIGNING)
    pdf = render_pdf(document)
    return document, pdf, proofread(report, document, consolidation, pdf)


def _hold(period):
    """One lock for all that freezes a period's paper."""
    type(period).objects.select_for_update().get(pk=period.pk)


def _change(issued, by, **fields):
    """Move a copy for signature on, if nobody else did meanwhile."""
    if not rules.may_issue(by, issued):
        raise NotNow("Bản này không còn là bản trình ký.")
    moved = IssuedReport.objects.filter(pk=issued.pk, state=State.FOR_SIGNATURE)
    if not moved.update(**fields):
        raise NotNow("Bản trình ký vừa được người khác xử lý. Hãy tải lại trang.")
    issued.refresh_from_db()


def _figures(consolidation):
    """What is printed, and which version of which figure it was summed from."""
    return {
        "totals": {
            key: {
                "value": None if total.value is None else str(total.value),
                "counted": total.counted,
                "names": list(total.names),
            }
            for key, total in consolidation.totals.items()
        },
        "cells": [
            [key, commune, hamlet, cell.figure_id, cell.version]
            for (key, commune, hamlet), cell in consolidation.table.cells.items()
        ],
    }


def _findings(findings, reasons):
    return [
        {
            "rule": str(finding.rule),
            "severity": str(finding.severity),
            "message": finding.bare,
            "reason": _reason_text(reasons.get(finding.rule)),
        }
        for finding in findings
    ]


def _reason_text(row):
    if row is None:
        return ""
    note = f": {row.note}" if row.note else ""
    return f"{row.get_reason_display()}{note} ({row.by})"


def _sha256(pdf):
    return hashlib.sha256(pdf).hexdigest()

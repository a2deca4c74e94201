"""In: the period of 2022 with its figures. Out: its report, issued, and it closed.

The same moves as in real life: reasons, the copy for signature, number and date.
"""

from datetime import datetime, time

from django.utils import timezone

from reports.checks import pressing_rules
from reports.consolidation import consolidate
from reports.issuing import finalise, issue
from reports.models import FindingReason, IssuedReport, PeriodEvent, ReportingPeriod
from reports.opening import close_period
from teams.models import User

from . import reading

AFTERNOON = time(16)


def issue_past_report(key: str, period: ReportingPeriod, officer: User) -> IssuedReport:
    """Finalise, issue and close the period that periods.toml calls `key`."""
    facts = reading.toml("periods.toml")[key]
    at = timezone.make_aware(datetime.combine(facts["issued_on"], AFTERNOON))
    findings = consolidate(period, accepted_only=True).findings
    reason = (FindingReason.Reason.POLICE, "Dữ liệu ví dụ")
    reasons = dict.fromkeys(pressing_rules(findings), reason)
    issued = finalise(period.report, by=officer, reasons=reasons)
    issue(issued, by=officer, number=facts["issued_number"], date=facts["issued_on"])
    close_period(period, by=officer)
    closing = PeriodEvent.objects.filter(period=period, move=PeriodEvent.Move.CLOSE)
    closing.update(at=at)
    return issued

"""A report type and a period in; what would be begun from it, as it prints, out."""

from collections import ChainMap
from dataclasses import replace

from reports.blocks import ReportDocument, Status
from reports.consolidation import consolidate
from reports.document import compose
from reports.facts import Fact
from reports.models import ReportingPeriod, ReportType
from reports.report_types import START_WORDS, start_words


class _Unwritten:
    """A report that nobody has begun: all that it says is its type's."""

    signer = second_signer = None

    def __init__(self, report_type, period):
        self.type, self.period = report_type, period

    def __getattr__(self, name):
        return getattr(self.type, name)


def sample_period(report_type: ReportType) -> ReportingPeriod | None:
    """The latest period that was opened, of the type's kind if there is one."""
    rows = ReportingPeriod.objects.filter(district=report_type.district_id)
    opened = list(rows.exclude(state=ReportingPeriod.State.PLANNED))
    opened.sort(key=lambda period: period.kind != report_type.period_kind)
    return opened[0] if opened else None


def sample(report_type: ReportType, period: ReportingPeriod) -> ReportDocument:
    """The type as a draft of the period, unsigned; raises what composing raises."""
    consolidation = consolidate(period)
    words = {
        name: Fact(name, START_WORDS[name], text)
        for name, text in start_words(period).items()
    }
    at_hand = ChainMap(words, consolidation.at_hand)
    return compose(
        _Unwritten(report_type, period),
        replace(consolidation, at_hand=at_hand),
        status=Status.DRAFT,
    )

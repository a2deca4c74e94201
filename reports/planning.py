"""A kind of period and those before it in; what a new period's form starts from out.

All of it is proposed and shown: each date says where it comes from, and the dispatch
that the period answers may ask for others.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from reports.models import ReportingPeriod
from reports.terms import (
    Days,
    Term,
    days_like,
    months_missing,
    parts_of,
    term_after,
    term_of,
)

ZERO = ReportingPeriod.NoneAs.ZERO
DATES = ("first_day", "last_day", "opens_on", "deadline")
BY_DECREE, AS_LAST = "nghi-dinh", "nhu-ky-truoc"
DECREE = "Nghị định 09/2019/NĐ-CP"
AD_HOC = "Ghi theo công văn; báo cáo đột xuất không có ngày định sẵn."
OUR_DAYS = {
    "opens_on": "Đề xuất 09 ngày trước ngày chốt, để các xã chuẩn bị",
    "deadline": "Đề xuất 05 ngày sau ngày chốt, vào ngày làm việc",
}


@dataclass(frozen=True)
class Plan:
    """A period to come: the term of the decree, and the days as last time.

    `previous` is the last period of this kind, `newest` the last of any.
    """

    kind: str
    previous: ReportingPeriod | None
    newest: ReportingPeriod | None
    term: Term | None
    as_last: Days | None
    parts: tuple[ReportingPeriod, ...] = ()

    def initial(self, days=BY_DECREE) -> dict:
        """What each field starts from; no dates where the kind has none."""
        source = self.as_last if days == AS_LAST else None
        source = source or self.term
        dates = {name: getattr(source, name, None) for name in DATES}
        return {
            **dates,
            "phrase": self.term.phrase if self.term else "",
            "next_phrase": self.term.next_phrase if self.term else "",
            "previous": self.previous,
            "parts": list(self.parts),
            "counting_note": self.newest.counting_note if self.newest else "",
            "none_as": self.newest.none_as if self.newest else ZERO,
        }

    def reason(self, name) -> str:
        """Where the proposed date comes from, and what it would be as last time."""
        if self.term is None:
            return AD_HOC if name in DATES[:2] else ""
        by = OUR_DAYS.get(name, f"{DECREE}, Điều 12")
        said = f"{by}: {shown(getattr(self.term, name))}."
        if self.as_last is None:
            return said
        return f"{said} Như kỳ trước: {shown(getattr(self.as_last, name))}."


def plan(kind, periods, today: date) -> Plan:
    """What to propose after `periods` (a district's, newest first); a few at most.

    The term follows the last one of its kind, or is the one around `today`.
    """
    periods = list(periods)
    previous = next((p for p in periods if p.kind == kind), None)
    months = ReportingPeriod.MONTHS.get(kind)
    term = as_last = None
    if months and previous:
        term = term_after(previous.first_day, previous.last_day, months)
        as_last = days_like(previous, months)
    elif months:
        term = term_of(today, months)
    shorter = [p for p in periods if p.kind in shorter_kinds(kind)]
    newest = previous or next(iter(periods), None)
    return Plan(kind, previous, newest, term, as_last, _parts(term, shorter))


def _parts(term, shorter):
    """What makes up the whole term, or nothing."""
    if term is None:
        return ()
    days = term.first_day, term.last_day
    parts = parts_of(*days, shorter)
    return () if months_missing(*days, parts) else tuple(parts)


def shorter_kinds(kind) -> list[str]:
    """The kinds of which several make up one of `kind`."""
    months = ReportingPeriod.MONTHS
    return [each for each in months if months[each] < months.get(kind, 0)]


def shown(moment) -> str:
    """A day, or a day with its hour, as the form writes it."""
    if hasattr(moment, "hour"):
        return f"{timezone.localtime(moment):%d/%m/%Y %H:%M}"
    return f"{moment:%d/%m/%Y}"

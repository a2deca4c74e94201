"""The office's numbered documents in; its register (sổ đăng ký văn bản đi) out.

A series is all documents of one symbol and year: reports and letters alike. The clerk
gives the numbers; here one is taken once, and what is missing between them is shown.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date as Date

from django.db.models.fields.json import KT

from reports.models import IssuedReport, Letter
from teams.models import District


class NumberTaken(Exception):
    """Another document of that series carries the number already."""


@dataclass(frozen=True)
class Entry:
    """One numbered document; `links` are the documents it relates to, both ways."""

    number: int
    date: Date
    subject: str
    paper_id: int | None = None
    letter_id: int | None = None
    period_id: int | None = None
    links: tuple["Link", ...] = ()
    out_of_order: bool = False


@dataclass(frozen=True)
class Link:
    """ "Thay thế" or "Được thay thế bằng", and the other document."""

    words: str
    other: str
    paper_id: int


@dataclass(frozen=True)
class Series:
    """The documents of one symbol and year in the order of their numbers."""

    symbol: str
    year: int
    entries: tuple[Entry, ...]
    gaps: tuple[tuple[int, int], ...] = ()

    @property
    def missing(self) -> int:
        """How many numbers from 1 to the last are not in the register."""
        return sum(last - first + 1 for first, last in self.gaps)


PASSIVE = {
    IssuedReport.Relation.REPLACES: "Được thay thế bằng",
    IssuedReport.Relation.CORRECTS: "Được đính chính bằng",
    IssuedReport.Relation.RECALLS: "Bị thu hồi bằng",
}


def register(district) -> tuple[Series, ...]:
    """Every series of the office, the newest year first: three queries."""
    by_series = defaultdict(list)
    for symbol, entry in (*_papers(district), *_letters(district)):
        by_series[-entry.date.year, symbol].append(entry)
    return tuple(
        _series(symbol, -year, entries)
        for (year, symbol), entries in sorted(by_series.items())
    )


def gaps(numbers: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Ranges (first, last) that are missing between 1 and the highest number."""
    found, expected = [], 1
    for number in sorted(set(numbers)):
        if number > expected:
            found.append((expected, number - 1))
        expected = number + 1
    return tuple(found)


def refuse_taken(district_id, symbol, number, date):
    """Hold the office's register, then raise `NumberTaken` if the number is used.

    Call it within the transaction that writes the number: of two clerks who enter the
    same one at once, the second waits and is told.
    """
    District.objects.select_for_update().get(pk=district_id)
    where = {"symbol": symbol, "number": number, "date__year": date.year}
    where["period__district"] = district_id
    if any(model.objects.filter(**where).exists() for model in (IssuedReport, Letter)):
        raise NumberTaken(
            f"Số {number:02d}/{symbol} năm {date.year} đã dùng. "
            "Đề nghị xem Sổ văn bản và hỏi lại văn thư."
        )


def _series(symbol, year, entries):
    entries.sort(key=lambda entry: (entry.number, entry.date))
    latest, ordered = Date.min, []
    for entry in entries:
        ordered.append(replace(entry, out_of_order=entry.date < latest))
        latest = max(latest, entry.date)
    return Series(symbol, year, tuple(ordered), gaps(e.number for e in entries))


def _papers(district):
    rows = (
        IssuedReport.objects.filter(
            period__district=district, state=IssuedReport.State.ISSUED
        )
        .defer("content", "issued_content", "signing_pdf", "issued_pdf", "figures")
        .annotate(subject=KT("issued_content__subject"))
        .select_related("earlier")
    )
    rows = list(rows)
    later = defaultdict(list)
    for row in rows:
        if row.earlier_id:
            later[row.earlier_id].append(row)
    for row in rows:
        links = [
            Link(PASSIVE[other.relation], str(other), other.pk)
            for other in later[row.pk]
        ]
        if row.earlier_id:
            earlier = row.earlier
            own = Link(row.get_relation_display(), str(earlier), earlier.pk)
            links.insert(0, own)
        yield (
            row.symbol,
            Entry(
                row.number,
                row.date,
                row.subject or "",
                paper_id=row.pk,
                period_id=row.period_id,
                links=tuple(links),
            ),
        )


def _letters(district):
    rows = Letter.objects.filter(period__district=district, number__isnull=False)
    for row in rows.defer("content"):
        subject = f"V/v {row.subject}"
        yield (
            row.symbol,
            Entry(
                row.number, row.date, subject, letter_id=row.pk, period_id=row.period_id
            ),
        )

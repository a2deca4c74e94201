"""A sentence in; the days, months, quarters and terms that it names, out. Pure."""

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from tuky_cnscd.vietnamese import search_key

QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
LEAD = r"(?:(?:đến|tới|hết|trước|trong|vào|xong|cuối|đầu|từ|kể từ)\s+){0,3}"
DAY = re.compile(
    LEAD + r"(?:ngày\s+)?(?P<d>\d{1,2})/(?P<m>\d{1,2})/(?P<y>\d{4})"
    r"|"
    + LEAD
    + r"ngày\s+(?P<d2>\d{1,2})\s+tháng\s+(?P<m2>\d{1,2})\s+năm\s+(?P<y2>\d{4})",
    re.I,
)
MONTH = re.compile(LEAD + r"tháng\s+(?P<m>\d{1,2})(?:/|\s+năm\s+)(?P<y>\d{4})", re.I)
QUARTER = re.compile(
    LEAD + r"quý\s+(?P<q>iv|i{1,3}|[1-4])(?:\s*/\s*|\s+năm\s+)(?P<y>\d{4})", re.I
)
TERM = re.compile(
    r"(?P<half>(?:0?6|sáu)\s+tháng\s+(?P<which>đầu|cuối)\s+năm)(?:\s+(?P<y>\d{4}))?"
    r"|quý\s+(?P<q>iv|i{1,3}|[1-4])(?:\s*/\s*|\s+năm\s+)(?P<qy>\d{4})",
    re.I,
)
YEAR = re.compile(r"năm\s+(?P<y>\d{4})(?!\d)", re.I)
CITED_DAY = re.compile(
    r"(?<!\d)\d{1,6}\s?[-–/]\s?[\w&/–-]{1,60}(?:\s?[-–/]\s?\w{1,20})?,?\s+"
    r"(?:ban hành\s+)?ngày\s+\d{1,2}(?:/\d{1,2}/\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
)


@dataclass(frozen=True)
class Named:
    """A stretch of time as a text names it, first and last day included."""

    quote: str
    first: dt.date
    last: dt.date
    start: int
    end: int


def days_named(text: str) -> list[Named]:
    """Days, months and quarters in order; not the days of cited documents."""
    text = CITED_DAY.sub(lambda m: "#" * len(m[0]), text)
    found = []
    for pattern, read in ((DAY, _day), (MONTH, _month), (QUARTER, _quarter)):
        for match in pattern.finditer(text):
            span = read(match)
            if span and not any(n.start <= match.start() < n.end for n in found):
                found.append(Named(match[0], *span, match.start(), match.end()))
    return sorted(found, key=lambda named: named.start)


@dataclass(frozen=True)
class TermNamed:
    """ "6 tháng đầu năm 2023"; without a year, `year` is None and it has no days."""

    quote: str
    words: str
    year: int | None
    start: int
    end: int
    last: dt.date | None = None


def terms_named(text: str) -> list[TermNamed]:
    """Halves and quarters by name, in order."""
    return [_term(match) for match in TERM.finditer(text)]


def years_named(text: str) -> list[tuple[str, int, int]]:
    """Each "năm 2023" alone, no part of a day or a term: quote, year, place."""
    taken = [m.span() for p in (DAY, MONTH, QUARTER, TERM) for m in p.finditer(text)]
    return [
        (m[0], int(m["y"]), m.start())
        for m in YEAR.finditer(text)
        if not any(start <= m.start() < end for start, end in taken)
    ]


def term_words(phrase: str) -> str:
    """A term's name as two are compared: "06 Tháng đầu năm 2023" is "6 thang…"."""
    return re.sub(r"^(06|sau)\b", "6", search_key(phrase))


def _term(match):
    if match["half"]:
        year = int(match["y"]) if match["y"] else None
        month = 6 if match["which"].lower() == "đầu" else 12
    else:
        year = int(match["qy"])
        month = QUARTERS[match["q"].lower()] * 3
    last = _last_of(year, month) if year else None
    return TermNamed(match[0], term_words(match[0]), year, *match.span(), last)


def _day(match):
    year, month, day = (match[name] or match[f"{name}2"] for name in "ymd")
    try:
        found = dt.date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found, found


def _month(match):
    year, month = int(match["y"]), int(match["m"])
    if month not in range(1, 13) or year < 1:
        return None
    return dt.date(year, month, 1), _last_of(year, month)


def _quarter(match):
    year, last = int(match["y"]), QUARTERS[match["q"].lower()] * 3
    if year < 1:
        return None
    return dt.date(year, last - 2, 1), _last_of(year, last)


def _last_of(year, month):
    return dt.date(year, month, calendar.monthrange(year, month)[1])

"""What the office knows beside the text: plain values that the checks are given.

Lists that every office shares are data files; what one office adds comes with the
`Context`.
"""

import datetime as dt
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class GoneBody:
    """A body that a paper of `until` or later no longer names; `now` does its work."""

    pattern: str
    until: dt.date
    now: str = ""

    @classmethod
    def named(cls, name: str, until: dt.date, now: str = "") -> "GoneBody":
        """One that the office wrote down by its plain name."""
        return cls(re.escape(name), until, now)

    def find(self, text: str) -> list[re.Match]:
        return list(re.finditer(rf"(?<!\w)(?:{self.pattern})(?!\w)", text, re.I))


@dataclass(frozen=True)
class Dispatch:
    """The document that the report answers, as the office recorded it."""

    symbol: str
    date: dt.date
    issuer: str = ""

    @property
    def cited(self) -> str:
        """ "Công văn số 1134/TCĐ ngày 18/7/2023", as a text cites it."""
        day = f"{self.date.day:02d}/{_month(self.date.month)}/{self.date.year}"
        return f"Công văn số {self.symbol} ngày {day}"


@dataclass(frozen=True)
class Context:
    """What the checks of language are told: each field may be left out.

    `signed_on` is the paper's day, or the day on which it is expected; `issuer` the
    names of the issuing body; `signer_terms` the days from and to (None: still) on
    which the chosen signer holds the post.
    """

    cut_off: dt.date | None = None
    dispatch: Dispatch | None = None
    signed_on: dt.date | None = None
    issuer: tuple[str, ...] = ()
    signer_terms: tuple[tuple[dt.date, dt.date | None], ...] = ()
    abbreviations: frozenset[str] = frozenset()


@cache
def known_abbreviations() -> frozenset[str]:
    """Abbreviations that everybody knows."""
    return frozenset(_data("abbreviations")["known"])


@cache
def meanings() -> dict[str, str]:
    """What some abbreviations stand for, to propose it."""
    return _data("abbreviations")["meanings"]


@cache
def gone_bodies() -> tuple[GoneBody, ...]:
    """Bodies of the state that are no more, with the day."""
    return tuple(GoneBody(**body) for body in _data("bodies")["body"])


@cache
def promises() -> tuple[dict, ...]:
    """What a heading promises: word, shown_by, suggestion."""
    return tuple(_data("headings")["promise"])


@cache
def topics() -> dict[str, list[str]]:
    """Words by what they are about."""
    return _data("topics")["topics"]


@cache
def idle_words() -> frozenset[str]:
    """Words that tell nothing of what a text is about."""
    return frozenset(_data("topics")["idle"].split())


def _month(month):
    return f"{month:02d}" if month < 3 else str(month)


def _data(name):
    return tomllib.loads((DATA / f"{name}.toml").read_text("utf-8"))

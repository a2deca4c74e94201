"""What stale marks are told of both periods, and what several of them ask of the text.

Plain values. Whether words speak of what is to come is read from the words before
them, else from the heading that they stand under.
"""

import datetime as dt
import re
from dataclasses import dataclass

from .findings import Replacement, TextFinding
from .known import Dispatch, GoneBody

PLANS = re.compile(r"phương hướng|nhiệm vụ|kế hoạch|giải pháp", re.I)
RESULTS = re.compile(r"kết quả|thực hiện nhiệm vụ", re.I)
REACH = 300  # characters


@dataclass(frozen=True)
class Term:
    """A period as its words name it."""

    phrase: str
    next_phrase: str
    first_day: dt.date
    last_day: dt.date
    dispatch: Dispatch | None = None


@dataclass(frozen=True)
class OldProposal:
    """What was proposed last time; `over` once it was settled or taken back.

    `outcome` is empty until the officer has said what came of it.
    """

    text: str
    outcome: str = ""
    over: bool = False


@dataclass(frozen=True)
class Carried:
    """What stale marks are told: both periods, when the new paper is signed."""

    old: Term | None
    new: Term
    signed_on: dt.date
    bodies: tuple[GoneBody, ...] = ()
    proposals: tuple[OldProposal, ...] = ()


def mark(rule, piece, sentence, quote, message, suggestion, new=None) -> TextFinding:
    """A finding that is settled for this sentence alone; `new` would replace it."""
    return TextFinding(
        rule=rule,
        piece=piece,
        quote=quote,
        message=message,
        suggestion=suggestion,
        about=sentence,
        sentence=sentence,
        replacement=None if new is None else Replacement(quote, new),
    )


def is_plan(plans, piece, start):
    """Whether the words at `start` speak of what is to come."""
    words = before(piece, start)
    plan = list(PLANS.finditer(words))
    result = list(RESULTS.finditer(words))
    if plan and (not result or plan[-1].start() > result[-1].end()):
        return True
    return not result and piece.section in plans


def before(piece, start):
    """The words that stand before a place, as far as they can bear upon it."""
    return piece.text[max(0, start - REACH) : start]


def plan_sections(text):
    """Sections, by index, under headings of the first level about plans."""
    return frozenset(
        piece.section
        for heading in text.headings
        if heading.level == 1 and _is_about_plans(heading.piece.text)
        for piece in (heading.piece, *text.under(heading))
    )


def _is_about_plans(title):
    return bool(PLANS.search(title)) and not RESULTS.search(title)

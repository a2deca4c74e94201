"""Figures and sentences with {slots} in; texts with a number that is wrong out.

A slot is {name} or {name:form}: forms are "" (17.250; 04 below ten), "words", "rough"
(hơn 17 nghìn), "percent" (89%), "percent1" (89,0%), "plain" (17250).
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

from reports.prose import contradictions
from reports.prose.known import Known
from tuky_cnscd.vietnamese import format_count, format_number, round_half_up

SLOT = re.compile(r"\{(\w+)(?::(\w+))?\}")
DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def lines_of(name: str) -> list[str]:
    """Sentences of a file of tests/data/prose, one a line."""
    path = Path(__file__).parents[1] / "data" / "prose" / f"{name}.txt"
    return path.read_text(encoding="utf-8").splitlines()


def in_words(number: int) -> str:
    """105 → một trăm linh năm."""
    if number >= 1000:
        thousands, rest = divmod(number, 1000)
        tail = "" if not rest else f" {_hundreds(rest, full=True)}"
        return f"{_hundreds(thousands)} nghìn{tail}"
    return _hundreds(number)


def _hundreds(number, full=False):
    hundreds, rest = divmod(number, 100)
    head = f"{DIGITS[hundreds]} trăm" if hundreds or full else ""
    if not rest:
        return head or DIGITS[0]
    tens, ones = divmod(rest, 10)
    if not tens:
        tail = f"linh {DIGITS[ones]}" if head else DIGITS[ones]
    else:
        last = {1: "mốt", 5: "lăm"}.get(ones, DIGITS[ones]) if tens > 1 else None
        last = last or ("lăm" if ones == 5 else DIGITS[ones])
        tail = "mười" if tens == 1 else f"{DIGITS[tens]} mươi"
        tail += f" {last}" if ones else ""
    return f"{head} {tail}".strip()


def printed(value: Decimal, form: str) -> str:
    """The value as the form writes it."""
    value = abs(Decimal(value))
    if form == "words":
        return in_words(int(value))
    if form == "rough":
        return _rough(value)
    if form == "plain":
        return f"{value:f}"
    if form.startswith("percent"):
        places = int(form[7:] or 0)
        return f"{format_number(round_half_up(value, places), places)}%"
    return format_count(value)


def _rough(value):
    if value >= 10000:
        thousands = int(value // 1000)
        return (
            f"hơn {thousands} nghìn"
            if value % 1000 < 500
            else (f"gần {thousands + 1} nghìn")
        )
    return f"trên {format_number(value // 100 * 100)}"


@dataclass(frozen=True)
class Wrong:
    """A text with a wrong number in it; `spots`: where, in the text."""

    kind: str
    text: str
    spots: tuple[tuple[int, int], ...]


@dataclass
class Score:
    """How many of what was tried was caught, by kind; the first of what was not."""

    tried: Counter = field(default_factory=Counter)
    caught: Counter = field(default_factory=Counter)
    missed: list[Wrong] = field(default_factory=list)

    @property
    def share(self) -> float:
        return sum(self.caught.values()) / max(1, sum(self.tried.values()))


class Text:
    """Sentences with slots, filled in from the values."""

    def __init__(self, template: str, values: dict):
        self.values = values
        self.parts, at = [], 0
        for found in SLOT.finditer(template):
            self.parts.append(template[at : found.start()])
            self.parts.append((found[1], found[2] or ""))
            at = found.end()
        self.parts.append(template[at:])

    @property
    def slots(self) -> list[int]:
        return [at for at, part in enumerate(self.parts) if isinstance(part, tuple)]

    def name(self, at):
        return self.parts[at][0]

    def form(self, at):
        return self.parts[at][1]

    def clean(self, at) -> str:
        name, form = self.parts[at]
        return printed(self.values[name], form)

    def written(self, changed: dict[int, str] | None = None):
        """The text, and where the changed slots stand in it."""
        changed, text, spots = changed or {}, "", []
        for at, part in enumerate(self.parts):
            piece = part
            if isinstance(part, tuple):
                piece = changed.get(at, None) or self.clean(at)
                if at in changed:
                    spots.append((len(text), len(text) + len(piece)))
            text += piece
        return text, tuple(spots)


def is_caught(wrong: Wrong, figures: tuple[Known, ...]) -> bool:
    """Whether one of the wrong numbers is pointed at."""
    return any(
        finding.start < end and start < finding.end
        for finding in contradictions([("", wrong.text)], figures)
        for start, end in wrong.spots
    )


def measure(
    rng: Random,
    make: Callable[[Random], tuple],
    rounds: int,
    kinds: dict[str, Callable],
) -> Score:
    """Each kind of mistake tried `rounds` times; `make` gives (Text, figures)."""
    score = Score()
    for kind, mistake in kinds.items():
        for _ in range(rounds):
            text, figures = make(rng)
            changed = mistake(rng, text)
            if not changed:
                continue
            wrong = Wrong(kind, *text.written(changed))
            score.tried[kind] += 1
            if is_caught(wrong, figures):
                score.caught[kind] += 1
            else:
                score.missed.append(wrong)
    return score

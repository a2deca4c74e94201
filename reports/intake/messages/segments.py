"""A line's phrases in; segments out, the stretches where words and numbers belong."""

from dataclasses import dataclass, replace
from functools import cached_property

from .amounts import Amount
from .lexicon import Role
from .phrases import Phrase
from .tokens import Kind

LABELLING = frozenset({":", "=", "-", "\t", "|", ">", "thì"})
ENUMERATING = frozenset({".", ")", "/", ":", "-", "]"})
BULLETS = frozenset("-+*•·.>→►▪✔✓")
QUIET = frozenset("\"'“”‘’«»")
LAST_ORDINAL = 30
FIGURES = {Role.NUMBER, Role.NONE, Role.NONE_ASKED}


@dataclass(frozen=True)
class Segment:
    """Phrases between two separators.

    `ordinal`: the number of a list's item before it ("4. 120"); `opened`, `closed`: the
    marks around it; `is_part`: it stands after "trong đó"; `leads_to_number`: what
    comes next in the line is a number, or nothing.
    """

    line: int
    phrases: tuple[Phrase, ...] = ()
    opened: str = ""
    closed: str = ""
    ordinal: Phrase | None = None
    is_part: bool = False
    leads_to_number: bool = False

    def having(self, *roles: Role) -> list[Phrase]:
        return [phrase for phrase in self.phrases if phrase.role in roles]

    @cached_property
    def figures(self) -> list[Phrase]:
        return self.having(*FIGURES)

    @property
    def is_pending(self) -> bool:
        """Whether it says of something that it is not known, or not done, yet."""
        not_yet = [p for p in self.having(Role.ALTERING) if p.tokens[0].key == "chua"]
        return bool(self.having(Role.PENDING) or not_yet and self.mention)

    @property
    def has_amount(self) -> bool:
        """Whether there is any number, were it a percentage that nothing asks for."""
        return any(isinstance(phrase.what, Amount) for phrase in self.phrases)

    @cached_property
    def mention(self) -> frozenset[str]:
        return frozenset().union(*(phrase.concepts for phrase in self.phrases))


def split(number: int, phrases: tuple[Phrase, ...]) -> list[Segment]:
    """The segments of line `number`; empty ones are left out."""
    segments, current, opened, is_part = [], [], "\n", False
    for at, phrase in enumerate(phrases):
        mark = _separator(phrase)
        if mark == "/" and at and _is_between(phrases, at):
            mark = "per"
        if not mark:
            current.append(phrase)
            continue
        was_inside = bool(current)
        if current:
            segments.append(
                Segment(number, tuple(current), opened, mark, None, is_part)
            )
            current = []
            opened = mark
        elif mark not in BULLETS:
            opened = mark if opened != "\n" else opened
            if segments and mark in LABELLING and segments[-1].closed == ")":
                segments[-1] = replace(segments[-1], closed=mark)
        is_part = mark == "within" or is_part and not was_inside
    if current:
        segments.append(Segment(number, tuple(current), opened, "\n", None, is_part))
    return _looking_ahead(_enumerated(segments))


def _looking_ahead(segments):
    following = [*segments[1:], None]
    return [
        replace(one, leads_to_number=other is None or _begins_with_number(other))
        for one, other in zip(segments, following, strict=False)
    ]


def _begins_with_number(segment):
    told = [phrase for phrase in segment.phrases if phrase.role is not Role.FILLER]
    return bool(told) and told[0].role is Role.NUMBER


def _separator(phrase):
    """The mark that ends a segment here, or "" for what stays in it."""
    if phrase.role is Role.WITHIN:
        return "within"
    if phrase.role is Role.SPLITS:
        return "and"
    if phrase.role is Role.TOPIC:
        return "thì"
    if phrase.role is not Role.MARK or phrase.typed in QUIET:
        return ""
    return phrase.tokens[0].key


def _is_between(phrases, at):
    """A mark without a space on either side."""
    around = phrases[at - 1 : at + 2]
    return len(around) == 3 and around[0].end + 1 == around[1].end == around[2].start


def _enumerated(segments):
    """Takes "4." and the like off what they number."""
    told, at = [], 0
    while at < len(segments):
        segment = segments[at]
        following = segments[at + 1] if at + 1 < len(segments) else None
        labelled = segment.opened == ":" and told and told[-1].mention
        if following and _is_ordinal(segment) and not labelled:
            ordinal = segment.phrases[-1]
            following = replace(following, opened=segment.opened, ordinal=ordinal)
            segments[at + 1] = following
        else:
            told.append(segment)
        at += 1
    return told


def _is_ordinal(segment):
    if len(segment.phrases) != 1 or segment.closed not in ENUMERATING:
        return False
    phrase = segment.phrases[0]
    return (
        phrase.role is Role.NUMBER
        and phrase.tokens[0].kind is Kind.NUMBER
        and len(phrase.tokens) == 1
        and phrase.tokens[0].key.isdigit()
        and int(phrase.tokens[0].key) <= LAST_ORDINAL
        and segment.opened in ("\n", ";", ":", "|", "\t")
        and isinstance(phrase.what, Amount)
    )


def split_at_places(segment: Segment) -> list[Segment] | None:
    """One segment a place, where several stand in a row; None where that is unclear."""
    places = segment.having(Role.PLACE)
    if len(places) < 2 or not segment.figures:
        return [segment]
    calm = {Role.FILLER, Role.KIN, Role.SKIP, Role.MARK}
    told = [phrase for phrase in segment.phrases if phrase.role not in calm]
    if told[0].role is Role.PLACE and told[-1].role is not Role.PLACE:
        return _cut(segment, before=True)
    if told[-1].role is Role.PLACE and told[0].role is not Role.PLACE:
        return _cut(segment, before=False)
    return None


def _cut(segment, before):
    groups = [[]]
    for phrase in segment.phrases:
        is_place = phrase.role is Role.PLACE
        if is_place and before and any(p.role is Role.PLACE for p in groups[-1]):
            groups.append([])
        groups[-1].append(phrase)
        if is_place and not before:
            groups.append([])
    cut = [replace(segment, phrases=tuple(group)) for group in groups if group]
    if any(not part.figures for part in cut if part.having(Role.PLACE)):
        return None
    return cut

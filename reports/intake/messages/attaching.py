"""A segment in; each of its numbers with the words that belong to it out."""

from dataclasses import dataclass, replace

from tuky_cnscd.vietnamese import SPACED

from .amounts import Amount
from .lexicon import Role
from .phrases import Phrase
from .segments import FIGURES, Segment
from .vocabulary import NOTHING, PERCENT, Meant, Vocabulary

MOST_NUMBERS = 12
MOST_WORDS = 12
MOST_WAYS = 4
ALTERING = {Role.ALTERING, Role.ANOTHER}
WORDS = {Role.CONCEPT, Role.UNKNOWN} | ALTERING
NO_CONCEPTS = frozenset()


@dataclass(frozen=True)
class Attached:
    """A number with its words; `unit`: what is counted, right behind the number."""

    figure: Phrase
    words: tuple[Phrase, ...] = ()
    meant: Meant = NOTHING
    unit: frozenset[str] = NO_CONCEPTS
    is_torn: bool = False

    @property
    def mention(self) -> frozenset[str]:
        return _mention(self.words)

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(word.typed for word in self.words if word.role is Role.UNKNOWN)

    @property
    def altering(self) -> tuple[str, ...]:
        return tuple(word.typed for word in self.words if word.role in ALTERING)

    @property
    def is_clean(self) -> bool:
        strange = self.unknown or self.altering
        return self.meant.is_clean and not strange and not self.is_torn


def attach(segment: Segment, vocabulary: Vocabulary) -> list[Attached]:
    """Share out a segment's words among its numbers so that most are understood.

    Where two ways are as good and differ, what differs is torn: not certain.
    """
    kept = [p for p in segment.phrases if p.role in WORDS or p.role in FIGURES]
    figures = [phrase for phrase in kept if phrase.role in FIGURES]
    runs = _runs(kept)
    if not figures:
        return []
    if all(figure.role is Role.NUMBER for figure in figures) and not any(runs[1:-1]):
        whole = _spaced(figures)
        if whole:
            return _of_spaced(whole, figures, runs, vocabulary)
    return _best(figures, runs, vocabulary)


def _spaced(figures):
    """One number whose thousands stand apart, "1 024"; None if these are several."""
    pairs = zip(figures, figures[1:], strict=False)
    if len(figures) < 2 or any(one.end + 1 != other.start for one, other in pairs):
        return None
    text = " ".join(figure.typed for figure in figures)
    if not SPACED.fullmatch(text):
        return None
    tokens = tuple(token for figure in figures for token in figure.tokens)
    return Phrase(Role.NUMBER, tokens, what=Amount(text, figures[0].what.doubt))


def _of_spaced(whole, figures, runs, vocabulary):
    """The words on either side tell whether "tập huấn 6 120 người" has two numbers."""
    sides = [vocabulary.meant(_mention(run)) for run in (runs[0], runs[-1])]
    if all(side.is_clean for side in sides) and sides[0] != sides[1]:
        torn = _best(figures, runs, vocabulary)
        return [replace(one, is_torn=True) for one in torn]
    return [_attached(whole, runs[0], runs[-1], vocabulary)]


def is_too_much(segment: Segment) -> bool:
    """More numbers or words without a mark between than anyone means."""
    words = [phrase for phrase in segment.phrases if phrase.role in WORDS]
    figures = len(segment.figures)
    most = MOST_WORDS * (figures + 1)
    return figures > MOST_NUMBERS or bool(figures) and len(words) > most


def _runs(kept):
    """The words before, between and after the numbers."""
    runs = [[]]
    for phrase in kept:
        if phrase.role in FIGURES:
            runs.append([])
        else:
            runs[-1].append(phrase)
    return runs


def _best(figures, runs, vocabulary):
    """`ways` holds, for each cut of the run so far, the best ways."""
    ways = {len(runs[0]): [(0, ())]}
    cuts_before = {len(runs[0]): runs[0]}
    for place, figure in enumerate(figures):
        run = runs[place + 1]
        is_last = place == len(figures) - 1
        cuts = [len(run)] if is_last else range(len(run) + 1)
        following = {}
        for cut in cuts:
            reached = []
            for start, done in ways.items():
                left = cuts_before[start]
                one = _attached(figure, left, run[:cut], vocabulary)
                cost = _cost(one) + _straddles(left, run[:cut], vocabulary)
                reached += [(worse + cost, (*way, one)) for worse, way in done]
            following[cut] = _best_few(reached)
        ways = following
        cuts_before = {cut: run[cut:] for cut in cuts}
    return _agreed(_best_few([way for done in ways.values() for way in done]))


def _cost(one):
    if one.is_clean:
        return 0
    return 1 if one.words else 2


def _straddles(left, right, vocabulary):
    """Words on both sides of a number are one mention only if the latter are a unit."""
    said_after = _mention(right) - vocabulary.counted - {"member"}
    return 0.5 if _mention(left) and said_after else 0


def _best_few(reached):
    """The cheapest ways that differ in what some number means."""
    reached.sort(key=lambda way: way[0])
    kept = {}
    for way in reached:
        kept.setdefault(tuple(one.meant.spec for one in way[1]), way)
        if len(kept) == MOST_WAYS:
            break
    return list(kept.values())


def _agreed(found):
    """The best way; where another is nearly as good, what they differ in is torn."""
    least, best = found[0]
    limit = least + (1 if least >= 1 else 0)
    others = [way for cost, way in found[1:] if cost <= limit]
    return [
        one
        if all(other[at].meant.spec == one.meant.spec for other in others)
        and not _stands_by_an_unclear_one(best, at)
        else replace(one, is_torn=True)
        for at, one in enumerate(best)
    ]


def _stands_by_an_unclear_one(way, at):
    """In "DVCTT 5 2" or "1 buổi 40 người dự" what one takes may be the other's."""
    return any(
        one.figure.role is Role.NUMBER and not one.is_clean
        for place, one in enumerate(way)
        if abs(place - at) == 1
    )


def _attached(figure, left, right, vocabulary):
    words = (*left, *right)
    unit = right[0].concepts & vocabulary.counted if right else NO_CONCEPTS
    if figure.role is not Role.NUMBER:
        unit = NO_CONCEPTS
    elif figure.what.is_percent:
        unit = PERCENT
    return Attached(figure, words, vocabulary.meant(_mention(words), unit), unit)


def _mention(words):
    return frozenset().union(*(word.concepts for word in words))

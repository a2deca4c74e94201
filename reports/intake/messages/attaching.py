"""A segment in; each of its numbers with the words that belong to it out."""

from dataclasses import dataclass

from .phrases import Phrase, Role
from .segments import FIGURES, Segment
from .vocabulary import NOTHING, Meant, Vocabulary

MOST_NUMBERS = 12
MOST_WORDS = 12
WORDS = {Role.CONCEPT, Role.UNKNOWN}
NO_CONCEPTS = frozenset()


@dataclass(frozen=True)
class Attached:
    """A number with its words; `unit` stands right behind it, `unknown` nobody knows."""

    figure: Phrase
    words: tuple[Phrase, ...] = ()
    meant: Meant = NOTHING
    unit: frozenset[str] = NO_CONCEPTS
    is_torn: bool = False

    @property
    def mention(self) -> frozenset[str]:
        return frozenset().union(*(word.concepts for word in self.words))

    @property
    def unknown(self) -> tuple[str, ...]:
        return tuple(word.typed for word in self.words if word.role is Role.UNKNOWN)

    @property
    def is_clean(self) -> bool:
        return self.meant.is_clean and not self.unknown and not self.is_torn


def attach(segment: Segment, vocabulary: Vocabulary) -> list[Attached]:
    """Share out a segment's words among its numbers so that most are understood.

    Where two ways are as good and differ, what differs is torn: not certain.
    """
    kept = [p for p in segment.phrases if p.role in WORDS or p.role in FIGURES]
    figures = [phrase for phrase in kept if phrase.role in FIGURES]
    runs = _runs(kept)
    if not figures:
        return []
    if len(figures) > MOST_NUMBERS or max(map(len, runs)) > MOST_WORDS:
        return [Attached(figure) for figure in figures]
    return _best(figures, runs, vocabulary)


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
    """`ways` holds, for each cut of the run so far, the two best and different ways."""
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
                cost = not one.is_clean
                reached += [(worse + cost, (*way, one)) for worse, way in done]
            following[cut] = _two_best(reached)
        ways = following
        cuts_before = {cut: run[cut:] for cut in cuts}
    found = _two_best([way for done in ways.values() for way in done])
    return _agreed(found)


def _two_best(reached):
    reached.sort(key=lambda way: way[0])
    best = reached[0]
    others = [w for w in reached[1:] if w[0] == best[0] and _keys(w) != _keys(best)]
    return [best, *others[:1]]


def _keys(way):
    return [(one.meant.spec, one.is_clean) for one in way[1]]


def _agreed(found):
    best = found[0][1]
    if len(found) == 1 or found[1][0] != found[0][0]:
        return list(best)
    return [
        one
        if one.meant.spec == other.meant.spec
        else Attached(one.figure, one.words, one.meant, one.unit, is_torn=True)
        for one, other in zip(best, found[1][1], strict=True)
    ]


def _attached(figure, left, right, vocabulary):
    words = (*left, *right)
    unit = right[0].concepts & vocabulary.counted if right else NO_CONCEPTS
    if figure.role is not Role.NUMBER:
        unit = NO_CONCEPTS
    mention = frozenset().union(*(word.concepts for word in words))
    return Attached(figure, words, vocabulary.meant(mention, unit), unit)

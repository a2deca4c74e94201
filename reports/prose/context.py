"""A sentence with its numbers in; what is said around one of them out, weighed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import islice, takewhile

from .cues import (
    AGAIN,
    BELONGS_ON,
    BETWEEN,
    CHANGE,
    COMMA,
    EARLIER,
    FALLS,
    GENERIC,
    GOES_ON,
    LEADS,
    MARK,
    OF_WHICH,
    PASSED,
    PAST_LEFT,
    PLACE,
    RELAXED,
    SAME_CHANGE,
    SENTENCE_END,
    SPLIT,
    WHOLE,
)
from .exempt import cited_spans
from .known import HEADS
from .numbers import Form, Mention
from .terms import CONCEPTS, Term, terms


@dataclass(frozen=True)
class Context:
    """What surrounds a number: how near each concept stands (1 is beside it).

    `unit`: the concept of the noun that follows, "" where none does, "?" an unknown
    noun. `strange`: other words that its noun carries, weighed. `way`: 1 or -1 where
    it is a change.
    """

    near: Mapping[str, float] = field(default_factory=dict)
    unit: str = ""
    strange: float = 0.0
    strange_words: frozenset[str] = frozenset()
    way: int = 0
    is_past: bool = False
    of_place: bool = False
    after_place: bool = False
    qualified: frozenset[str] = frozenset()
    is_aim: bool = False
    is_whole: bool = False
    beside: frozenset[Decimal] = frozenset()

    def has(self, concept: str, least: float = 0.3) -> bool:
        return self.near.get(concept, 0) >= least


def sentences(text: str) -> list[tuple[int, int]]:
    """Where each sentence stands; lines and semicolons part sentences too."""
    spans, start = [], 0
    for end in SENTENCE_END.finditer(text):
        spans.append((start, end.start()))
        start = end.end()
    spans.append((start, len(text)))
    return [span for span in spans if text[span[0] : span[1]].strip()]


class Sentence:
    """One sentence, its words read once for all of its numbers."""

    def __init__(
        self,
        text: str,
        span: tuple[int, int],
        found: Sequence[Mention],
        earlier: Sequence[Term] = (),
        vocabulary: frozenset[str] = frozenset(),
        heads: frozenset[str] = HEADS,
    ):
        self.text, (self.start, self.end) = text, span
        self.found = [m for m in found if self.start <= m.start < self.end]
        self.earlier, self.heads = earlier, heads
        covered = [(m.start, _end(m)) for m in self.found]
        covered += cited_spans(text[self.start : self.end], self.start)
        self.terms = tuple(
            replace(term, is_known=term.is_known or term.concept in vocabulary)
            for term in terms(text[self.start : self.end], self.start)
            if all(term.end <= a or term.start >= b for a, b in covered)
        )

    @property
    def typed(self) -> list[Mention]:
        """The sentence's numbers without its live {names}."""
        return [mention for mention in self.found if mention.form is not Form.LIVE]

    def around(self, mention: Mention) -> Context:
        """The context of one of the sentence's numbers."""
        way = self._way(mention)
        is_past = self._is_past(mention)
        is_loose = bool(way) or is_past or self._goes_on(mention)
        is_loose = is_loose or self._in_turn(mention) or self._is_same_again(mention)
        after, strange, words = self._side(mention, 1, False)
        before, *_ = self._side(mention, -1, is_loose)
        near = dict(after)
        for concept, weight in before.items():
            near[concept] = max(weight, near.get(concept, 0))
        for term in self.earlier:
            near.setdefault(term.concept, EARLIER)
        return Context(
            near=near,
            unit=self._unit(mention),
            strange=strange,
            strange_words=words,
            way=way,
            is_past=is_past,
            of_place=self._of_place(mention),
            after_place=bool(PLACE.search(self._left(mention))),
            qualified=self._qualified(mention),
            is_aim=self._is_aim(mention),
            beside=frozenset(m.value for m in self.typed if m is not mention),
            is_whole=self._is_whole(mention),
        )

    def _left(self, mention):
        return self.text[self.start : mention.start]

    def _way(self, mention):
        """1 where the number is an increase, -1 a decrease, 0 neither."""
        found = CHANGE.search(self._left(mention))
        if found:
            return -1 if found["way"].casefold() in FALLS else 1
        previous = self._neighbour(mention, -1)
        if mention.is_percent and previous and not previous.is_percent:
            between = self.text[_end(previous) : mention.start]
            if SAME_CHANGE.search(between):
                return self._way(previous)
        return 0

    def _in_turn(self, mention):
        """Whether several numbers answer several names: "lần lượt là 5 và 7"."""
        return "lần lượt" in self._left(mention).casefold()

    def _is_same_again(self, mention):
        """Whether it is the same thing at another time: "…, kỳ này là 17.250"."""
        previous = self._neighbour(mention, -1)
        if previous is None:
            return False
        return bool(AGAIN.fullmatch(self.text[_end(previous) : mention.start].strip()))

    def _goes_on(self, mention):
        """Whether a percentage is said of what stands before: ", đạt 95%"."""
        is_bare = mention.is_percent and not self._unit(mention)
        return is_bare and bool(GOES_ON.search(self._left(mention)))

    def _neighbour(self, mention, step):
        at = self.found.index(mention) + step
        return self.found[at] if 0 <= at < len(self.found) else None

    def _unit(self, mention):
        for term in self.terms:
            if term.start < _end(mention) or term.concept in GENERIC:
                continue
            gap = self.text[_end(mention) : term.start]
            if term.is_mark or gap.strip() or self._neighbour_before(mention, term):
                break
            if term.concept in self.heads:
                return term.concept
            return "" if term.concept in CONCEPTS else "?"
        return ""

    def _neighbour_before(self, mention, term):
        following = self._neighbour(mention, 1)
        return following is not None and following.start < term.start

    def _side(self, mention, step, is_loose):
        """Concepts on one side with their nearness; strange words of the noun."""
        weight = self._first_weight(mention, step, is_loose)
        near, strange, words, met, edge = {}, 0.0, set(), 0, None
        items = self._items(mention, step)
        parting = self._parting(items, step)
        for item in items:
            if isinstance(item, Mention):
                weight, met = weight * (RELAXED if is_loose else PASSED), met + 1
            elif item.is_mark:
                if not (item.concept == ":" and step == -1 and item is items[0]):
                    weight *= RELAXED if is_loose else _falls(item, parting)
                edge = edge or item
            elif item.is_known:
                near[item.concept] = max(weight, near.get(item.concept, 0))
                if item.concept == "of_which":
                    weight *= OF_WHICH
                if step == 1 and not met and parting is None:
                    weight *= self._handed_on(mention)
            elif step == 1 and edge is None and not met and len(words) < 3:
                strange += 0.35 * weight
                words.add(item.concept)
        return near, strange, frozenset(words)

    def _items(self, mention, step):
        """Terms and other numbers from the mention outwards."""
        others = [m for m in self.found if m is not mention]
        items = sorted([*self.terms, *others], key=lambda item: item.start)
        if step == 1:
            return [item for item in items if item.start >= _end(mention)]
        return [item for item in reversed(items) if item.start < mention.start]

    def _parting(self, items, step):
        """The mark that parts what belongs to the number from its neighbour's words.

        It is the one nearest to the later of the two; None where there is none.
        """
        marks, has_neighbour = [], False
        for item in items:
            if isinstance(item, Mention):
                has_neighbour = True
                break
            if item.is_mark and item.concept in BETWEEN | {";", "(", ")"}:
                marks.append(item)
        if not has_neighbour or not marks:
            return None
        return marks[-1] if step == 1 else marks[0]

    def _first_weight(self, mention, step, is_loose):
        if step == 1 or is_loose:
            return 1.0
        return 1.0 if LEADS.search(self._left(mention)) else 0.85

    def _handed_on(self, mention):
        """What leads on to the next number, with no mark between, belongs to it."""
        following = self._neighbour(mention, 1)
        if following and BELONGS_ON.search(self._left(following)):
            return 0.4
        return 1.0

    def _is_past(self, mention):
        left = self._left(mention)
        if PAST_LEFT.search(left):
            return True
        after = self.text[_end(mention) : self.end]
        edge = re.search(r"[,;:()]", after)
        within = after[: edge.start()] if edge else after
        if following := self._neighbour(mention, 1):
            within = within[: max(0, following.start - _end(mention))]
        tail = re.split(r"so với|tăng|giảm|cao hơn|nhiều hơn|thấp hơn", within)[0]
        previous = self._neighbour(mention, -1)
        head = left[_end(previous) - self.start :] if previous else left
        head = re.split(r"[,;]", head)[-1]
        head = re.sub(r"so với\s+\S+(?:\s+\S+)?\s*(?:,|thì|đã)?", " ", head)
        said = {term.concept for part in (head, tail) for term in terms(part)}
        return "past" in said

    def _of_place(self, mention):
        following = self._neighbour(mention, 1)
        previous = self._neighbour(mention, -1)
        start = _end(previous) if previous else self.start
        end = following.start if following else self.end
        return bool(PLACE.search(self.text[start:end].split(":")[0]))

    def _qualified(self, mention):
        """What makes the noun beside the number another: "12 hộ nghèo", "chưa"."""
        beside = (t for step in (1, -1) for t in self._beside(mention, step))
        return frozenset(t.concept for t in beside) & {"differs", "not"}

    def _is_aim(self, mention):
        """Whether the sentence speaks of what is to come."""
        before = (term for term in self.terms if term.start < mention.start)
        return any(term.concept == "aim" for term in before)

    def _is_whole(self, mention):
        """Whether all that there are in the district is meant."""
        if WHOLE.search(self._left(mention)):
            return True
        before = self._items(mention, -1)[:2]
        if [i.concept for i in before if isinstance(i, Term)] == [
            ":",
            self._unit(mention),
        ]:
            return True
        items = self._items(mention, 1)[:3]
        nouns = [i.concept for i in items if isinstance(i, Term) and i.is_known]
        return len(nouns) > 1 and nouns[0] == nouns[1]

    def _beside(self, mention, step):
        """The few terms on one side before any mark or other number."""
        items = self._items(mention, step)
        plain = takewhile(lambda i: isinstance(i, Term) and not i.is_mark, items)
        return islice(plain, 4)


def _falls(mark, parting):
    """How much less what lies beyond the mark tells of the number."""
    if mark is parting:
        return SPLIT
    if mark.concept in BETWEEN:
        return COMMA
    return {":": 0.6, "|": 0.95}.get(mark.concept, MARK)


def _end(mention):
    return mention.below.end if mention.below else mention.end

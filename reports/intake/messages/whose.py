"""Who wrote and what places are named in; whose the figures of each segment are out."""

from dataclasses import replace

from .found import MANY, TRAILING, WHOLE, Block, Record
from .lexicon import Role
from .phrases import Phrase
from .places import Place
from .segments import LABELLING, Segment

NOT_NAMES = {Role.SKIP, Role.MARK, Role.NUMBER}


class Whose:
    """Follows the hamlets that messages speak of, sender by sender."""

    def __init__(self, record: Record):
        self.record = record
        self.sender = ""
        self.senders: dict[str, Place] = {}

    def begin(self, head: tuple[Phrase, ...]) -> None:
        """A new message, from whom `head` says."""
        self.close()
        kept = self.record.block.place
        block = self.record.block = Block(self.record.block.number + 1)
        words = [phrase.key for phrase in head if phrase.role not in NOT_NAMES]
        self.sender = " ".join(words)
        named = [phrase.what for phrase in head if phrase.role is Role.PLACE]
        if any(phrase.role is Role.WHOLE for phrase in head):
            named = [WHOLE]
        if named:
            block.place = named[-1]
        elif self.sender in self.senders:
            block.place = self.senders[self.sender]
        elif not self.sender and kept:
            name = kept.hamlet.name if kept.hamlet else kept.said
            block.place = kept
            block.place_doubt = f"Chưa chắc vẫn là số của {name}."

    def remember(self) -> None:
        """The next message of the same sender speaks of the same hamlet."""
        if self.sender and self.record.block.place:
            self.senders[self.sender] = self.record.block.place

    def close(self) -> None:
        """A hamlet named only below its figures is theirs, if it is the only one."""
        found, hamlets = self.record.found, self.record.block.hamlets
        of_block = self.record.of_block()
        homeless = [at for at in of_block if found[at].place is None]
        if homeless and len(hamlets) == 1:
            [place] = hamlets.values()
            for at in homeless:
                found[at] = replace(found[at], place=place)
        elif homeless and hamlets:
            for at in of_block:
                if not found[at].is_own_place and found[at].place:
                    self.record.doubt(at, TRAILING)

    # --- one segment ------------------------------------------------------------------

    def of(self, segment: Segment) -> tuple[Place | None, bool]:
        """Whose figures these are, and whether the words right beside them say so."""
        row = self.record.row
        named = self._named(segment)
        if not named:
            follows = bool(row.named) and segment.opened in LABELLING
            row.named = [] if segment.figures else row.named
            return self.record.block.place, follows
        place = named[0]
        others = [p for p in (*row.named, *named[1:]) if p.hamlet != place.hamlet]
        if others and place is not WHOLE:
            place = replace(place, hamlet=None, fault=MANY)
        row.named = [] if segment.figures else [*row.named, *named]
        self.enter(place, segment)
        return place, bool(segment.figures)

    def enter(self, place: Place, segment: Segment) -> None:
        """From here on it is this place that is spoken of."""
        block = self.record.block
        if place.hamlet:
            block.hamlets[place.hamlet.id] = place
        block.place = place
        block.place_doubt = TRAILING if self._trails(segment) else ""

    def _named(self, segment):
        named = [phrase.what for phrase in segment.having(Role.PLACE)]
        if named:
            return named
        is_total = segment.having(Role.TOTAL) or _is_total(segment)
        has_many = len(self.record.block.hamlets) > 1
        return [WHOLE] if is_total and has_many or segment.having(Role.WHOLE) else []

    def _trails(self, segment):
        """Whether the hamlet's name stands behind the figures."""
        places, figures = segment.having(Role.PLACE), segment.figures
        return bool(places and figures) and places[-1].start > figures[-1].start


def _is_total(segment):
    """Whether "Tổng:" stands alone at the head of a line, as hamlets do."""
    keys = [phrase.key for phrase in segment.phrases]
    return keys == ["tong"] and segment.opened == "\n" and segment.closed in LABELLING

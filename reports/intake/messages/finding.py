"""Lines in; every figure found in them out, with its indicator, place and doubts."""

from reports.figures import Spec

from .attaching import attach, is_too_much
from .found import MANY, Block, Record, Row
from .keeping import Keeper
from .labels import Labels
from .lexicon import Role
from .lines import Line
from .phrases import Phrase
from .places import Place
from .segments import Segment, split, split_at_places
from .vocabulary import Vocabulary
from .whose import Whose

PARTS = ("thang", "quy")
UNTIL = frozenset({"den", "tinh den", "het", "toi", "tu"})


class Finder:
    """Goes through the lines in order and remembers what they speak of."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary
        self.record = Record()
        self.whose = Whose(self.record)
        self.labels = Labels(vocabulary, self.record, self.whose)
        self.keeper = Keeper(vocabulary, self.record)
        self.numbered: list[tuple[Segment, Phrase, Place | None, int]] = []

    def take(self, line: Line) -> None:
        """Read one line."""
        if line.is_boundary:
            self.whose.begin(line.head)
        segments = split(line.number, line.phrases)
        figures = sum(len(segment.figures) for segment in segments)
        self.record.row = Row(line.number, has_many=figures > 1)
        for segment in segments:
            for part in self._parts(segment):
                self._segment(part)
        self.whose.remember()

    def finish(self, columns: tuple[Spec, ...]) -> Record:
        """Close the last message; `columns`: what the sheet asks by hamlet."""
        self.whose.close()
        self._take_numbered(columns)
        return self.record

    def _parts(self, segment):
        """The segment, once for each hamlet; nothing where that is unclear."""
        parts = split_at_places(segment)
        if parts is None:
            self.record.miss(segment, MANY)
        for part in parts or ():
            if is_too_much(part):
                message = "quá nhiều số liền nhau; ghi mỗi chỉ tiêu một dòng"
                self.record.miss(part, message)
            else:
                yield part

    def _segment(self, segment):
        if segment.ordinal:
            self.record.ordinals.append(segment.ordinal)
        place, is_own = self.whose.of(segment)
        self._note(segment)
        if segment.ordinal and segment.figures and not segment.mention:
            number = self.record.block.number
            self.numbered.append((segment, segment.ordinal, place, number))
        elif not segment.figures and segment.is_pending:
            self.labels.still_blank(segment)
        elif not segment.figures:
            self.labels.wait(segment)
        elif self.labels.is_number_before_colon(segment):
            self.labels.take_number_before_colon(segment)
        else:
            self._figures(segment, place, is_own)

    def _note(self, segment):
        """What holds for the rest of the line: other periods, plans, corrections."""
        row = self.record.row
        if segment.having(Role.PERFORMED):
            row.another = ""
        if segment.having(Role.CUMULATIVE):
            row.is_cumulative = True
        row.month = row.month or _month_in(segment)
        another = segment.having(Role.ANOTHER)
        if another and not segment.figures:
            row.another = another[0].typed
        if segment.having(Role.CORRECTION) and not segment.mention:
            self.record.correct()

    def _figures(self, segment, place, is_own):
        self.labels.notice_dangling(segment)
        segment, next_label = self.labels.cut_off(segment)
        first, *others = attached = attach(segment, self.vocabulary)
        first = self.labels.put_to(first, segment, is_own)
        for one in (first, *others):
            self.keeper.take(one, segment, place, is_own)
        self.labels.share(segment, attached)
        self.record.block.label = next_label

    # --- by the numbers of the table --------------------------------------------------

    def _take_numbered(self, columns):
        """Of "1. 352; 3. 6": by the table's numbers, if they can be no others."""
        own = [ordinal.tokens[0].key.lstrip("0") for _, ordinal, *_ in self.numbered]
        is_certain = _are_of_the_table(own, columns)
        for (segment, ordinal, place, block), number in zip(
            self.numbered, own, strict=True
        ):
            spec = self.vocabulary.by_number.get(number)
            if spec and is_certain and len(segment.figures) == 1:
                self.record.block, self.record.row = Block(block), Row()
                self.keeper.keep_numbered(spec, ordinal, segment, place)
            else:
                message = "chưa rõ chỉ tiêu nào; ghi tên chỉ tiêu trước số"
                self.record.miss(segment, message)


def _month_in(segment):
    """A part of the period, "tháng 5", but not "đến tháng 5"."""
    for at, phrase in enumerate(segment.phrases):
        until = at and segment.phrases[at - 1].key in UNTIL
        if phrase.role is Role.SKIP and phrase.key.startswith(PARTS) and not until:
            return phrase.typed
    return ""


def _are_of_the_table(numbers, columns):
    """Not if somebody may just have counted 1, 2, 3 while the table has 1, 3, 4."""
    asked = [spec.number.strip(" .)") for spec in columns]
    counting = [str(number) for number in range(1, len(set(numbers)) + 1)]
    counts = set(numbers) == set(counting)
    return set(asked) >= set(numbers) and (
        not counts or asked[: len(counting)] == counting
    )

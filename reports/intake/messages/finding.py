"""Lines in; every figure found in them out, with its indicator, place and doubts."""

from dataclasses import dataclass, field, replace
from decimal import Decimal

from reports.figures import Spec
from tuky_cnscd.vietnamese import NumberProblem

from .amounts import Amount
from .attaching import Attached, attach, is_too_much
from .lines import Line, none_amount
from .phrases import Phrase, Role
from .places import Place
from .segments import LABELLING, Segment, split, split_at_places
from .vocabulary import NOTHING, TEAM, Meant, Vocabulary, whole_name

WHOLE = Place(None, "toàn xã")
MANY = "nhiều thôn đứng liền nhau; ghi mỗi thôn một dòng"
NO_CONCEPTS = frozenset()


@dataclass(frozen=True)
class Found:
    """One figure: `value` None is "không phát sinh"; `place` None: none was named.

    `vague`: read past words that are not known, so never against a clear one.
    """

    spec: Spec
    value: Decimal | None
    place: Place | None
    line: int
    block: int
    spans: tuple[tuple[int, int], ...]
    doubt: str = ""
    vague: bool = False
    is_own_place: bool = False


@dataclass(frozen=True)
class Missed:
    """A stretch with a figure in it that could not be taken, and what to do."""

    line: int
    spans: tuple[tuple[int, int], ...]
    message: str


@dataclass
class Label:
    """Words that wait for their number; `closed`: the mark behind them."""

    segment: Segment
    phrases: tuple[Phrase, ...]
    mention: frozenset[str]


@dataclass
class Block:
    """One message: what was named and found in it so far."""

    number: int = 0
    place: Place | None = None
    place_doubt: str = ""
    heading: Label | None = None
    label: Label | None = None
    dangling: bool = False
    is_corrected: bool = False
    is_upside_down: bool = False
    is_trailing: bool = False
    hamlets: dict[int, Place] = field(default_factory=dict)


@dataclass
class Row:
    """One line: what its earlier segments say of the later ones."""

    context: frozenset[str] = NO_CONCEPTS
    keys: set[str] = field(default_factory=set)
    altering: str = ""
    cumulative: bool = False
    has_many: bool = False
    has_parts: bool = False
    in_parts: bool = False
    named: list[Place] = field(default_factory=list)


class Finder:
    """Goes through the lines in order and remembers what they speak of."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary
        self.found: list[Found] = []
        self.missed: list[Missed] = []
        self.numbered: list[tuple[Segment, Phrase, Place | None, int]] = []
        self.senders: dict[str, Place] = {}
        self.sender = ""
        self.block = Block()

    def add(self, found: Found) -> None:
        """Keep a figure that a table has."""
        self.found.append(found)

    # --- messages ----------------------------------------------------------------------

    def take(self, line: Line) -> None:
        """Read one line."""
        if line.is_boundary:
            self._begin(line.head)
        segments = split(line.number, line.phrases)
        row = Row(has_many=sum(len(segment.figures) for segment in segments) > 1)
        for segment in segments:
            for part in self._parts(segment):
                self._segment(part, row)
        if self.sender and self.block.place:
            self.senders[self.sender] = self.block.place

    def _parts(self, segment):
        """The segment, one for each place; none, and a word of it, where it is unclear."""
        cut = split_at_places(segment)
        if cut is None:
            self._miss(segment, MANY)
            return []
        parts = []
        for part in cut:
            if is_too_much(part):
                self._miss(part, "quá nhiều số liền nhau; ghi mỗi chỉ tiêu một dòng")
            else:
                parts.append(part)
        return parts

    def finish(self) -> None:
        """Close the last message."""
        self._close()

    def _begin(self, head):
        self._close()
        kept = self.block.place
        self.block = Block(self.block.number + 1)
        words = [p for p in head if p.role not in (Role.SKIP, Role.MARK, Role.NUMBER)]
        self.sender = " ".join(phrase.key for phrase in words)
        named = [p.what for p in head if p.role is Role.PLACE]
        if any(phrase.role is Role.WHOLE for phrase in head):
            named = [WHOLE]
        if named:
            self.block.place = named[-1]
        elif self.sender in self.senders:
            self.block.place = self.senders[self.sender]
        elif not self.sender and kept:
            self.block.place = kept
            self.block.place_doubt = f"Chưa chắc vẫn là số của {_name(kept)}."

    def _close(self):
        """A hamlet named only below its figures is theirs, if it is the only one."""
        block = self.block
        waiting = [at for at, f in enumerate(self.found) if f.block == block.number]
        homeless = [at for at in waiting if self.found[at].place is None]
        if not homeless or not block.hamlets:
            return
        if len(block.hamlets) == 1:
            [place] = block.hamlets.values()
            for at in homeless:
                self.found[at] = replace(self.found[at], place=place)
            return
        for at in waiting:
            if not self.found[at].is_own_place and self.found[at].place:
                self._doubt(
                    at, "Tên thôn đứng sau số liệu; xem lại là số của thôn nào."
                )

    def _doubt(self, at, why):
        found = self.found[at]
        if why not in found.doubt:
            self.found[at] = replace(found, doubt=f"{found.doubt} {why}".strip())

    # --- segments ----------------------------------------------------------------------

    def _segment(self, segment, row):
        place, is_own = self._place(segment, row)
        self._note(segment, row)
        if segment.ordinal and segment.figures and not segment.mention:
            self.numbered.append((segment, segment.ordinal, place, self.block.number))
            return
        if not segment.figures:
            self._without_figure(segment, row)
            return
        if self._is_label(segment):
            self._number_as_label(segment, row)
            return
        self._notice_dangling(segment)
        attached = attach(segment, self.vocabulary)
        for at, one in enumerate(attached):
            if at == 0:
                one = self._with_label(one, segment, row, is_own)
            self._figure(one, segment, row, place, is_own)
        self.block.label, self.block.dangling = None, False

    def _place(self, segment, row):
        """Whose figures these are, and whether the segment itself says so."""
        named = [phrase.what for phrase in segment.having(Role.PLACE)]
        if segment.having(Role.WHOLE) and not named:
            named = [WHOLE]
        elif (
            not named and segment.having(Role.TOTAL) and len(self._hamlets_so_far()) > 1
        ):
            named = [WHOLE]
        if not named:
            row.named = [] if segment.figures else row.named
            return self.block.place, False
        place = named[0]
        others = [p for p in (*row.named, *named[1:]) if p.hamlet != place.hamlet]
        if others and place is not WHOLE:
            place = replace(place, hamlet=None, fault=MANY)
        row.named = [] if segment.figures else [*row.named, *named]
        self._enter(place, segment)
        return place, bool(segment.figures)

    def _hamlets_so_far(self):
        return {f.place.hamlet for f in self.found if f.place and f.place.hamlet}

    def _enter(self, place, segment):
        block = self.block
        if place.hamlet:
            block.hamlets[place.hamlet.id] = place
        figures = segment.figures
        block.is_trailing = bool(figures) and (
            segment.having(Role.PLACE)[-1:] != []
            and segment.having(Role.PLACE)[-1].start > figures[-1].start
        )
        block.place, block.place_doubt = place, ""
        if block.is_trailing:
            block.place_doubt = "Tên thôn đứng sau số liệu; xem lại là số của thôn nào."

    def _note(self, segment, row):
        """What holds for the rest of the line: other periods, plans, corrections."""
        if segment.having(Role.PERFORMED):
            row.altering = ""
        if segment.having(Role.CUMULATIVE):
            row.cumulative = True
        altering = segment.having(Role.ALTERING)
        if altering and not segment.figures:
            row.altering = altering[0].typed
        if segment.having(Role.CORRECTION) and not segment.mention:
            self._correct_block()

    def _correct_block(self):
        self.block.is_corrected = True
        for at, found in enumerate(self.found):
            if found.block == self.block.number:
                self._doubt(at, "Tin có chữ sửa lại; xem số nào đúng.")

    def _without_figure(self, segment, row):
        pending = segment.having(Role.PENDING)
        mention = segment.mention
        label = self.block.label
        if pending:
            self._still_blank(segment, mention or (label.mention if label else mention))
            self.block.label = None
            return
        if any(isinstance(phrase.what, Amount) for phrase in segment.phrases):
            self.block.label = None
            return
        if not mention or mention == TEAM:
            if segment.having(Role.UNKNOWN) and segment.closed != "\n":
                self.block.label = None
            return
        if (
            label
            and label.segment.closed in LABELLING
            and label.segment.line == (segment.line)
        ):
            mention = self._joined(label.mention, mention)
        self.block.label = Label(segment, segment.phrases, mention)
        if segment.closed in (":", "\n", "-", "="):
            self.block.heading = self.block.label
        row.context = mention

    def _joined(self, above, mention):
        both = above | mention
        return both if self.vocabulary.meant(both).is_clean else mention

    def _still_blank(self, segment, mention):
        meant = self.vocabulary.meant(mention)
        what = f"“{meant.spec.name}”" if meant.spec else "chỉ tiêu này"
        self._miss(segment, f"tin báo {what} chưa có số: để trống, hỏi lại sau")

    def _is_label(self, segment):
        closes = segment.closed == ":" or segment.closed == "=" != segment.opened != "+"
        return closes and segment.phrases[-1].role is Role.NUMBER

    def _number_as_label(self, segment, row):
        """ "VNeID 2: 45", "Thôn 1, 2: 45": a number before a colon was not counted."""
        mention = segment.mention
        place = self.block.place
        if not mention and place and place.said[-1:].isdigit():
            self._enter(replace(place, hamlet=None, fault=MANY), segment)
        self.block.label = None
        if mention:
            odd = Phrase(Role.UNKNOWN, segment.phrases[-1].tokens)
            self.block.label = Label(segment, (*segment.phrases, odd), mention)

    # --- figures -----------------------------------------------------------------------

    def _with_label(self, one, segment, row, is_own):
        label = self.block.label
        if label and not self._reaches(label, segment):
            label = None
        meant = self.vocabulary.meant
        if not one.mention:
            if not label and is_own:
                label = self.block.heading
            label = label or (self.block.label if self.block.dangling else None)
            if not label:
                return one
            return self._labelled(one, label, meant(label.mention, one.unit), row)
        if label:
            return self._under(one, label, row)
        return self._in_context(one, row)

    def _notice_dangling(self, segment):
        """ "Tập huấn, hướng dẫn 135 người": one number for several things, perhaps."""
        label = self.block.label
        if label and label.segment.line == segment.line:
            self.block.dangling = not self._reaches(label, segment)

    def _reaches(self, label, segment):
        closed = label.segment.closed
        if closed == "\n":
            return segment.line > label.segment.line
        return closed in LABELLING

    def _labelled(self, one, label, meant, row):
        words = tuple(
            p for p in label.phrases if p.role in (Role.CONCEPT, Role.UNKNOWN)
        )
        is_above = label.segment.closed == "\n" and label is self.block.label
        unclear = self.block.is_upside_down or row.has_many
        torn = one.is_torn or is_above and unclear
        return replace(one, words=(*words, *one.words), meant=meant, is_torn=torn)

    def _under(self, one, label, row):
        """ "DVCTT: 98 tài khoản", or "Kết quả hướng dẫn: 98 DVCTT"."""
        both = self.vocabulary.meant(label.mention | one.mention, one.unit)
        if both.is_clean:
            return self._labelled(one, label, both, row)
        if one.mention <= self.vocabulary.counted:
            alone = self.vocabulary.meant(label.mention)
            if alone.spec:
                return self._labelled(one, label, replace(alone, vague=True), row)
        return one

    def _in_context(self, one, row):
        """ "Tập huấn 2 buổi, 6 người": the six are those of the words before."""
        if (
            not row.context
            or one.meant.is_clean
            and not (one.mention <= self.vocabulary.counted)
        ):
            return one
        both = self.vocabulary.meant(row.context | one.mention, one.unit)
        if not both.is_clean or both.spec == one.meant.spec:
            return one
        of_context = self.vocabulary.meant(row.context).spec
        if both.spec.key in row.keys or one.meant.is_clean and both.spec != of_context:
            return one
        is_one_of_them = both.spec in one.meant.others
        return replace(one, meant=replace(both, vague=not is_one_of_them))

    def _figure(self, one, segment, row, place, is_own):
        if one.mention:
            row.context = one.mention
        altering = [*one.altering, *filter(None, [row.altering])]
        if altering:
            message = f"có chữ “{altering[0]}” nên không lấy làm số của kỳ này"
            self._miss_one(one, segment, message)
            return
        is_percent = isinstance(one.figure.what, Amount) and one.figure.what.is_percent
        if not one.meant.spec or is_percent and "%" not in one.meant.spec.unit:
            self._unmeant(one, segment)
            return
        if one.figure.role is not Role.NUMBER and (one.unknown or one.is_torn):
            self._miss_one(one, segment, "chưa rõ chỉ tiêu nào không phát sinh")
            return
        self._keep(one, segment, row, place, is_own)

    def _unmeant(self, one, segment):
        if one.figure.role is Role.NUMBER and segment.having(Role.CORRECTION):
            self._correct_block()
        elif not one.mention and segment.opened == "\n" and not self.block.label:
            self.block.is_upside_down = True
        self._miss_one(one, segment, _which(one))

    def _keep(self, one, segment, row, place, is_own):
        spec = one.meant.spec
        amount = (
            one.figure.what
            if one.figure.role is Role.NUMBER
            else none_amount(one.figure)
        )
        fault = amount.fault
        try:
            value, asked = (None, "") if fault else amount.value(spec.decimals)
        except NumberProblem as problem:
            fault = problem.message
        if fault:
            self._miss_one(one, segment, fault)
            return
        doubts = [asked, *self._doubts(one, segment, row, place, is_own)]
        is_part = self._is_part(spec, segment, row)
        row.keys.add(spec.key)
        self.found.append(
            Found(
                spec,
                value,
                place,
                segment.line,
                self.block.number,
                _spans(one),
                " ".join(dict.fromkeys(filter(None, doubts))),
                vague=not one.is_clean or is_part,
                is_own_place=is_own,
            )
        )

    def _doubts(self, one, segment, row, place, is_own):
        if one.unknown:
            yield f"Chưa hiểu chữ “{' '.join(one.unknown)[:40]}”."
        if one.meant.others:
            names = ", ".join(spec.name for spec in one.meant.others)
            yield f"Cũng có thể là: {names}."
        elif one.meant.vague or one.is_torn:
            yield f"Chưa chắc là “{one.meant.spec.name}”."
        yield from self._doubts_of(segment, one.figure)
        row.has_parts = row.has_parts or segment.is_part
        row.in_parts = (
            segment.is_part
            and one.is_clean
            or (row.in_parts and segment.opened in (",", "and", "+"))
        )
        if (
            row.in_parts
            and not one.meant.spec.part_of
            or self._is_part(one.meant.spec, segment, row)
        ):
            yield "Đứng sau chữ “trong đó”."
        if row.cumulative:
            yield "Tin ghi là số lũy kế."
        if self.block.is_corrected:
            yield "Tin có chữ sửa lại; xem số nào đúng."
        if self.block.dangling:
            yield "Tin ghi chung nhiều việc cho một số."
        if place and place.doubt:
            yield place.doubt
        if not is_own and self.block.place_doubt:
            yield self.block.place_doubt

    def _is_part(self, spec, segment, row):
        """ "120 người, trong đó 60 nữ": said of some of those counted before."""
        again = row.has_parts and spec.key in row.keys
        return not spec.part_of and (segment.is_part or again)

    def _doubts_of(self, segment, figure):
        before = [p for p in segment.phrases if p.end <= figure.start]
        before = [p for p in before if p.role is not Role.FILLER][-1:]
        following = [p for p in segment.phrases if p.start >= figure.end][:2]
        if before and before[0].role is Role.APPROXIMATE:
            yield f"Tin ghi “{before[0].typed}”, chưa phải số chính xác."
        for after in following:
            if after.role is Role.APPROXIMATE_AFTER:
                yield f"Tin ghi “{after.typed}”, chưa phải số chính xác."
        for unsure in segment.having(Role.UNSURE, Role.PENDING):
            yield f"Tin ghi “{unsure.typed}”."
        if segment.having(Role.CORRECTION):
            yield "Tin có chữ sửa lại; xem số nào đúng."
        if segment.closed == "?":
            yield "Đây là câu hỏi."

    # --- what could not be taken -------------------------------------------------------

    def _miss(self, segment, message):
        spans = ((segment.phrases[0].start, segment.phrases[-1].end),)
        self.missed.append(Missed(segment.line, spans, message))

    def _miss_one(self, one, segment, message):
        self.missed.append(Missed(segment.line, _spans(one), message))

    def take_numbered(self, columns: tuple[Spec, ...]) -> None:
        """ "1. 352; 3. 6": by the numbers of the table, if they can be no others."""
        if not self.numbered:
            return
        asked = {spec.number.strip(" .)") for spec in columns}
        own = [ordinal.tokens[0].key.lstrip("0") for _, ordinal, *_ in self.numbered]
        counting = [str(number) for number in range(1, len(set(own)) + 1)]
        columns_first = [s.number.strip(" .)") for s in columns][: len(counting)]
        is_certain = asked.issuperset(own) and (
            sorted(set(own)) != sorted(counting) or columns_first == counting
        )
        for (segment, ordinal, place, block), number in zip(
            self.numbered, own, strict=True
        ):
            self._one_numbered(segment, ordinal, place, block, number, is_certain)

    def _one_numbered(self, segment, ordinal, place, block, number, is_certain):
        spec = self.vocabulary.by_number.get(number)
        figures = segment.figures
        if not (spec and is_certain and len(figures) == 1):
            self._miss(segment, "chưa rõ chỉ tiêu nào; ghi tên chỉ tiêu trước số")
            return
        words = (
            Phrase(Role.CONCEPT, ordinal.tokens, frozenset([whole_name(spec.key)])),
        )
        unknown = tuple(segment.having(Role.UNKNOWN))
        one = Attached(figures[0], (*words, *unknown), Meant(spec))
        before, self.block = self.block, Block(block)
        self._keep(one, segment, Row(), place, True)
        self.block = before


def _which(one):
    if one.meant is NOTHING or not one.meant.others:
        return "chưa rõ là chỉ tiêu nào; ghi tên chỉ tiêu cạnh số"
    names = "; ".join(spec.name for spec in one.meant.others[:3])
    return f"chưa rõ chỉ tiêu: có thể là {names}. Ghi rõ hơn cạnh số"


def _spans(one):
    return tuple(
        sorted((phrase.start, phrase.end) for phrase in (*one.words, one.figure))
    )


def _name(place):
    return place.hamlet.name if place.hamlet else place.said

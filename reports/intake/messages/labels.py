"""Words that stand apart from their number in; the number with those words out."""

from dataclasses import replace

from .attaching import Attached
from .found import FOR_MANY, MANY, Label, Record
from .lexicon import Role
from .phrases import Phrase
from .segments import FIGURES, LABELLING, Segment
from .vocabulary import BESIDE, Meant, Vocabulary
from .whose import Whose

HEADING = frozenset({":", "\n", "-", "="})
SAID = {Role.CONCEPT, Role.UNKNOWN}


class Labels:
    """Words wait for the number behind a colon, in the next line or the next cell."""

    def __init__(self, vocabulary: Vocabulary, record: Record, whose: Whose):
        self.vocabulary = vocabulary
        self.record = record
        self.whose = whose

    # --- words without a number -------------------------------------------------------

    def wait(self, segment: Segment) -> None:
        """Keep the words of a segment that has no figure for the next one."""
        block, mention = self.record.block, segment.mention
        if segment.has_amount or not mention or mention <= BESIDE:
            if segment.has_amount or segment.having(Role.UNKNOWN):
                block.label = None
            return
        if self._is_added(segment):
            self._with_another(segment)
            return
        label = block.label
        if label and self._leads_on(label, segment):
            mention = self._joined(label.mention, mention)
        block.label = Label(segment, segment.phrases, mention)
        if segment.closed in HEADING:
            block.heading = block.label
        self.record.row.context = mention

    def _leads_on(self, label, segment):
        is_open = label.segment.closed in LABELLING or label.segment.closed == "("
        return is_open and label.segment.line == segment.line

    def _is_added(self, segment):
        is_open = segment.closed not in LABELLING
        return segment.opened == "and" and is_open and self.record.row.last is not None

    def _with_another(self, segment):
        """Of "không phát sinh A và B" both; of a number it is not clear whose it is."""
        found = self.record.found[self.record.row.last]
        meant = self.vocabulary.meant(segment.mention)
        if found.value is None and meant.is_clean and not segment.having(Role.UNKNOWN):
            spans = ((segment.phrases[0].start, segment.phrases[-1].end),)
            self.record.found.append(replace(found, spec=meant.spec, spans=spans))
        else:
            self.record.doubt(self.record.row.last, FOR_MANY)

    def _joined(self, above, mention):
        both = above | mention
        return both if self.vocabulary.meant(both).is_clean else mention

    def still_blank(self, segment: Segment) -> None:
        """Say that the message itself says that there is no figure yet."""
        label, self.record.block.label = self.record.block.label, None
        mention = segment.mention or (label.mention if label else segment.mention)
        meant = self.vocabulary.meant(mention)
        what = f"“{meant.spec.name}”" if meant.spec else "chỉ tiêu này"
        message = f"tin báo {what} chưa có số: để trống, hỏi lại sau"
        self.record.miss(segment, message)

    # --- a colon ----------------------------------------------------------------------

    def is_number_before_colon(self, segment: Segment) -> bool:
        """Whether the segment ends like "VNeID 2:" or "Thôn 1, 2:": nothing counted."""
        adds_up = segment.opened in ("=", "+")
        closes = segment.closed == ":" or segment.closed == "=" and not adds_up
        if not closes or segment.mention and not segment.leads_to_number:
            return False
        return segment.phrases[-1].role is Role.NUMBER

    def take_number_before_colon(self, segment: Segment) -> None:
        """The words wait on, and the number makes them doubtful."""
        block = self.record.block
        place, mention = block.place, segment.mention
        if not mention and place and place.said[-1:].isdigit():
            self.whose.enter(replace(place, hamlet=None, fault=MANY), segment)
        odd = Phrase(Role.UNKNOWN, segment.phrases[-1].tokens)
        label = Label(segment, (*segment.phrases, odd), mention)
        block.label = label if mention else None

    def cut_off(self, segment: Segment) -> tuple[Segment, Label | None]:
        """Of "275 hộ DVCTT: 88" the figure, and the words for the next number."""
        if segment.closed not in (":", "="):
            return segment, None
        phrases = segment.phrases
        last = max(at for at, p in enumerate(phrases) if p.role in FIGURES)
        end = last + 1
        while end < len(phrases) and self._is_unit(phrases[end]):
            end += 1
        rest = replace(segment, phrases=phrases[end:])
        if not rest.mention or phrases[last].role is not Role.NUMBER:
            return segment, None
        kept = replace(segment, phrases=phrases[:end], closed="")
        return kept, Label(rest, rest.phrases, rest.mention)

    def _is_unit(self, phrase):
        return bool(phrase.concepts) and phrase.concepts <= self.vocabulary.counted

    # --- the number -------------------------------------------------------------------

    def notice_dangling(self, segment: Segment) -> None:
        """Of "tập huấn, hướng dẫn 135 người" the number may be for both."""
        label = self.record.block.label
        self.record.row.is_dangling = bool(
            label
            and label.segment.line == segment.line
            and not self._reaches(label, segment)
        )

    def put_to(self, one: Attached, segment: Segment, is_own_place: bool) -> Attached:
        """The first number of a segment with the words that waited for it."""
        block, row = self.record.block, self.record.row
        label = block.label
        if (
            label
            and not self._reaches(label, segment)
            and (one.mention or not row.is_dangling)
        ):
            label = None
        if is_own_place and not label and one.mention <= self.vocabulary.counted:
            label = row.shared or block.heading
        if label is block.heading and not is_own_place:
            block.heading = None
        if not label:
            return self._in_context(one) if one.mention else one
        if not one.mention:
            meant = self.vocabulary.meant(label.mention, one.unit)
            return self._labelled(one, label, meant)
        return self._under(one, label)

    def share(self, segment: Segment, attached: list[Attached]) -> None:
        """Keep what was said before the place: "DVCTT thôn A 88, thôn B 52"."""
        row = self.record.row
        if any(not one.mention <= self.vocabulary.counted for one in attached):
            self.record.block.heading = None
        places = segment.having(Role.PLACE)
        words = tuple(segment.having(Role.CONCEPT))
        if len(attached) == 1 and places and words:
            comes_first = words[-1].end <= places[0].start < attached[0].figure.start
            label = Label(segment, words, segment.mention)
            row.shared = label if comes_first else None

    def _reaches(self, label, segment):
        closed = label.segment.closed
        if segment.line == label.segment.line:
            return closed in LABELLING
        return closed in HEADING

    def _labelled(self, one, label, meant: Meant):
        words = tuple(phrase for phrase in label.phrases if phrase.role in SAID)
        is_last = label is self.record.block.label
        stands_above = is_last and label.segment.line < self.record.row.line
        is_unclear = self.record.block.is_upside_down or self.record.row.has_many
        if stands_above and is_unclear and not meant.is_clean:
            return one
        torn = one.is_torn or stands_above and is_unclear
        return replace(one, words=(*words, *one.words), meant=meant, is_torn=torn)

    def _under(self, one, label):
        """Of "DVCTT: 98 tài khoản", or "Kết quả hướng dẫn: 98 DVCTT"."""
        both = self.vocabulary.meant(label.mention | one.mention, one.unit)
        if both.is_clean:
            return self._labelled(one, label, both)
        if one.mention <= self.vocabulary.counted:
            alone = self.vocabulary.meant(label.mention)
            if alone.spec:
                return self._labelled(one, label, replace(alone, vague=True))
        return one

    def _in_context(self, one):
        """Of "tập huấn 2 buổi, 6 người" the six are those of the words before."""
        row, only_counts = self.record.row, one.mention <= self.vocabulary.counted
        is_told = one.meant.spec is not None and not one.meant.is_clean
        if not row.context or is_told or one.meant.is_clean and not only_counts:
            return one
        both = self.vocabulary.meant(row.context | one.mention, one.unit)
        is_new = both.is_clean and both.spec not in (one.meant.spec, None)
        if not is_new or both.spec.key in row.keys:
            return one
        of_context = self.vocabulary.meant(row.context).spec
        if one.meant.is_clean and both.spec != of_context:
            return one
        is_one_of_them = both.spec in one.meant.others
        return replace(one, meant=replace(both, vague=not is_one_of_them))

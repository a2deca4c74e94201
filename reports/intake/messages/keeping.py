"""Numbers with their words in; figures found, or what stands in the way, out."""

from reports.figures import Spec
from tuky_cnscd.vietnamese import NumberProblem

from .amounts import Amount
from .attaching import Attached
from .doubts import doubts_about, is_part
from .found import Found, Record, Spans
from .lexicon import Role
from .lines import none_amount
from .phrases import Phrase
from .places import Place
from .segments import Segment
from .vocabulary import Meant, Vocabulary, whole_name

WHICH_NONE = "chưa rõ chỉ tiêu nào không phát sinh; ghi tên chỉ tiêu"
IN_A_ROW = frozenset({",", "and", "+"})


class Keeper:
    """Writes down figures, and for those that it cannot take why."""

    def __init__(self, vocabulary: Vocabulary, record: Record):
        self.vocabulary = vocabulary
        self.record = record

    def take(
        self, one: Attached, segment: Segment, place: Place | None, is_own: bool
    ) -> None:
        """Keep a number; `is_own`: its hamlet is named right beside it."""
        row = self.record.row
        row.context = one.mention or row.context
        self._note_parts(one, segment)
        if one.altering or row.another:
            word = (*one.altering, row.another)[0]
            message = f"có chữ “{word}” nên không lấy làm số của kỳ này"
            self.record.miss(segment, message, spans_of(one))
        elif not one.meant.spec or self._is_strange_percent(one):
            self._without_meaning(one, segment)
        elif one.figure.role is not Role.NUMBER and (one.unknown or one.is_torn):
            self.record.miss(segment, WHICH_NONE, spans_of(one))
        else:
            self._keep(one, segment, place, is_own)

    def _note_parts(self, one, segment):
        """After "trong đó" a row of known things is a row of parts."""
        row = self.record.row
        row.has_parts = row.has_parts or segment.is_part
        goes_on = row.in_parts and segment.opened in IN_A_ROW
        row.in_parts = segment.is_part and one.is_clean or goes_on

    def _is_strange_percent(self, one):
        amount = one.figure.what
        is_percent = isinstance(amount, Amount) and amount.is_percent
        return is_percent and "%" not in one.meant.spec.unit

    def _without_meaning(self, one, segment):
        block = self.record.block
        if one.figure.role is Role.NUMBER and segment.having(Role.CORRECTION):
            self.record.correct()
        elif not one.mention and segment.opened == "\n" and not block.label:
            block.is_upside_down = True
        last = self.record.row.last
        if last is not None and one.figure is segment.phrases[0] and not one.words:
            said = one.figure.typed
            self.record.doubt(last, f"Sau đó còn số “{said}” chưa rõ là số gì.")
        self.record.miss(segment, _which(one), spans_of(one))

    def _keep(self, one, segment, place, is_own):
        spec = one.meant.spec
        try:
            value, asked = _amount_of(one.figure).value(spec.decimals)
        except NumberProblem as problem:
            self.record.miss(segment, problem.message.rstrip("."), spans_of(one))
            return
        doubts = [asked, *doubts_about(one, segment, self.record, place, is_own)]
        found = Found(
            spec,
            value,
            place,
            segment.line,
            self.record.block.number,
            spans_of(one),
            " ".join(dict.fromkeys(filter(None, doubts))),
            not one.is_clean or is_part(spec, segment, self.record),
            is_own,
        )
        self.record.row.keys.add(spec.key)
        self.record.row.last = len(self.record.found)
        self.record.found.append(found)

    def keep_numbered(
        self, spec: Spec, ordinal: Phrase, segment: Segment, place: Place | None
    ) -> None:
        """Keep the one figure of a segment that the table's own number names."""
        name = frozenset([whole_name(spec.key)])
        words = (Phrase(Role.CONCEPT, ordinal.tokens, name),)
        words += tuple(segment.having(Role.UNKNOWN))
        one = Attached(segment.figures[0], words, Meant(spec))
        self._keep(one, segment, place, True)


def spans_of(one: Attached) -> Spans:
    """Where the number and its words stand in the text."""
    phrases = (*one.words, one.figure)
    return tuple(sorted((phrase.start, phrase.end) for phrase in phrases))


def _amount_of(figure):
    return figure.what if figure.role is Role.NUMBER else none_amount(figure)


def _which(one):
    if one.figure.role is not Role.NUMBER:
        return WHICH_NONE
    if not one.meant.others:
        return "chưa rõ là chỉ tiêu nào; ghi tên chỉ tiêu cạnh số"
    names = "; ".join(spec.name for spec in one.meant.others[:3])
    return f"chưa rõ chỉ tiêu: có thể là {names}. Ghi rõ hơn cạnh số"

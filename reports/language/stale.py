"""Words carried over and both periods in; what in the words is out of date, out. Pure.

Nothing is stored: a mark is there as long as the words are. The text is given as it
was typed, {names} of live figures included, so that what is live is never marked and
a replacement can be put where the quote stands.
"""

import datetime as dt
import re
from dataclasses import dataclass

from tuky_cnscd.vietnamese import decree_day_month, search_key

from .answers import PROPOSALS, items, unanswered
from .days import days_named, term_words, terms_named, years_named
from .findings import Replacement, Rule, TextFinding
from .known import Dispatch, GoneBody, gone_bodies
from .symbols import citations, same_symbol
from .text import CUSTOMARY, Part, Piece, Text

COMPARES = re.compile(r"(so với|cùng kỳ|so cùng kỳ)[^.;]{0,40}$", re.I)
PLANS = re.compile(r"phương hướng|nhiệm vụ|kế hoạch|giải pháp", re.I)
RESULTS = re.compile(r"kết quả|thực hiện nhiệm vụ", re.I)
SINCE = re.compile(r"(từ|giai đoạn|cuối|đầu|đến)\s+$", re.I)
FUTURE = re.compile(
    r"\b(sẽ|dự kiến|phấn đấu|tiếp tục|chậm nhất|xong trước)\b"
    r"|\bhoàn thành\b.{0,30}\b(trước|trong|vào)\b|\btrước (ngày|tháng|quý)\b",
    re.I,
)
CITED_ON = r"\s+ngày\s+\d{1,2}(?:/\d{1,2}/\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
# A standing period begins up to so long before the calendar's term (Decree 09/2019).
SHIFT = dt.timedelta(days=31)
REACH = 300  # characters
DONE = re.compile(r"\bđã\b", re.I)


@dataclass(frozen=True)
class Term:
    """A period as its words name it."""

    phrase: str
    next_phrase: str
    first_day: dt.date
    last_day: dt.date
    dispatch: Dispatch | None = None


@dataclass(frozen=True)
class OldProposal:
    """What was proposed last time; `over` once it was settled or taken back.

    `outcome` is empty until the officer has said what came of it.
    """

    text: str
    outcome: str = ""
    over: bool = False


@dataclass(frozen=True)
class Carried:
    """What stale marks are told: both periods, when the new paper is signed."""

    old: Term | None
    new: Term
    signed_on: dt.date
    bodies: tuple[GoneBody, ...] = ()
    proposals: tuple[OldProposal, ...] = ()


def stale_marks(text: Text, carried: Carried) -> list[TextFinding]:
    """Every mark, in no promised order."""
    return [
        *_old_terms(text, carried),
        *_old_years(text, carried),
        *_dates(text, carried),
        *_old_dispatch(text, carried),
        *_gone_bodies(text, carried),
        *unanswered(text),
        *_old_proposals(text, carried),
    ]


def _mark(rule, piece, sentence, quote, message, suggestion, new=None):
    return TextFinding(
        rule=rule,
        piece=piece,
        quote=quote,
        message=message,
        suggestion=suggestion,
        about=sentence,
        sentence=sentence,
        replacement=None if new is None else Replacement(quote, new),
    )


def _is_plan(plans, piece, start):
    """Whether the words at `start` speak of what is to come."""
    before = _before(piece, start)
    plan = list(PLANS.finditer(before))
    result = list(RESULTS.finditer(before))
    if plan and (not result or plan[-1].start() > result[-1].end()):
        return True
    return not result and piece.section in plans


def _before(piece, start):
    """The words that stand before a place, as far as they can bear upon it."""
    return piece.text[max(0, start - REACH) : start]


def _plan_sections(text):
    """Sections, by index, under headings of the first level about plans."""
    return frozenset(
        piece.section
        for heading in text.headings
        if heading.level == 1 and _is_about_plans(heading.piece.text)
        for piece in (heading.piece, *text.under(heading))
    )


def _is_about_plans(title):
    return bool(PLANS.search(title)) and not RESULTS.search(title)


def _old_terms(text, carried):
    plans = _plan_sections(text)
    for piece in text.pieces:
        if piece.part not in CUSTOMARY:
            for term in terms_named(piece.text):
                yield from _old_term(plans, piece, term, carried)


def _old_term(plans, piece, term, carried):
    new = carried.new
    name, wanted = ("{ky}", new.phrase)
    if _is_plan(plans, piece, term.start):
        name, wanted = ("{ky_sau}", new.next_phrase)
    if term.year is None:
        is_old = not term_words(wanted).startswith(term.words)
    else:
        is_old = term.words != term_words(wanted) and _is_past(piece, term, carried)
    if is_old:
        yield _mark(
            Rule.OLD_TERM,
            piece,
            piece.sentence_at(term.start),
            term.quote,
            f"“{term.quote}” là tên kỳ ghi tay; ở đây kỳ này là “{wanted}”.",
            f"Viết {name} để tên kỳ tự theo kỳ đang viết.",
            name,
        )


def _is_past(piece, term, carried):
    new, old = carried.new, carried.old
    if COMPARES.search(_before(piece, term.start)):
        compared = {_year_before(new.phrase)}
        compared |= {term_words(old.phrase)} if old else set()
        return term.words not in compared and term.last < new.first_day
    is_this = term.words == term_words(new.phrase)
    return is_this or term.last < new.first_day + SHIFT


def _year_before(phrase):
    """The same term a year earlier, to compare with."""
    words = term_words(phrase)
    return re.sub(r"\d{4}$", lambda m: str(int(m[0]) - 1), words)


def _old_years(text, carried):
    old, new = carried.old, carried.new
    if old is None or old.last_day.year == new.last_day.year:
        return
    plans = _plan_sections(text)
    for piece in text.pieces:
        if piece.part in CUSTOMARY:
            continue
        for quote, year, start in years_named(piece.text):
            before = _before(piece, start)
            told = COMPARES.search(before) or SINCE.search(before)
            if year == old.last_day.year and not told:
                plan = _is_plan(plans, piece, start)
                yield _mark(
                    Rule.OLD_TERM,
                    piece,
                    piece.sentence_at(start),
                    quote,
                    f"“{quote}” là năm của kỳ trước.",
                    "Kiểm tra lại năm, hoặc viết “năm {nam}” để tự theo kỳ đang viết.",
                    None if plan else "năm {nam}",
                )


def _dates(text, carried):
    plans = _plan_sections(text)
    for piece in text.of(Part.BODY):
        in_plans = piece.section in plans
        for sentence in piece.sentences:
            found = days_named(sentence)
            if found:
                yield from _dated(piece, sentence, found, in_plans, carried)


def _dated(piece, sentence, found, in_plans, carried):
    """A past day told as to come, or else an event of the last period; the first."""
    old, new = carried.old, carried.new
    is_future = (in_plans or FUTURE.search(sentence)) and not DONE.search(sentence)
    for day in found:
        if is_future and day.last <= new.last_day:
            yield _mark(
                Rule.PAST_DEADLINE,
                piece,
                sentence,
                day.quote,
                f"“{day.quote}” đã qua ngày chốt {decree_day_month(new.last_day)} mà "
                "câu còn nói như việc sắp tới.",
                "Ghi kết quả đã làm, hoặc thời hạn mới.",
            )
            return
        if old and not is_future and old.first_day <= day.last < new.first_day:
            yield _mark(
                Rule.OLD_EVENT,
                piece,
                sentence,
                day.quote,
                f"“{day.quote}” thuộc kỳ trước ({old.phrase}).",
                "Thay bằng việc của kỳ này, hoặc bỏ câu này.",
            )
            return


def _old_dispatch(text, carried):
    opening = text.first(Part.OPENING)
    new = carried.new.dispatch
    old = carried.old.dispatch if carried.old else None
    for cited in citations(text):
        if cited.piece != opening or (new and same_symbol(cited.symbol, new.symbol)):
            continue
        quote = _cited_whole(opening.text, cited.symbol)
        if (old and same_symbol(cited.symbol, old.symbol)) or _is_before(
            quote, carried.new
        ):
            yield _mark(
                Rule.OLD_DISPATCH,
                opening,
                opening.sentence_with(quote),
                quote,
                f"Đoạn mở đầu còn viện dẫn {quote} của kỳ trước.",
                _what_to_cite(new),
                new.cited if new else None,
            )


def _what_to_cite(new):
    if new:
        return f"Thay bằng {new.cited}."
    return (
        "Khai công văn yêu cầu báo cáo của kỳ này ở phần sửa kỳ báo cáo rồi viện dẫn; "
        "nếu không có thì bỏ."
    )


def _cited_whole(text, symbol):
    """ "Công văn số 1134/TCĐ ngày 18/7/2023", as far as it is written."""
    day = r"(?:\s+ngày\s+\d{1,2}(?:/\d{1,2}/\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4}))?"
    return re.search(
        rf"(?:công văn\s+)?(?:số\s+)?{re.escape(symbol)}{day}", text, re.I
    )[0]


def _is_before(quote, new):
    """Cited with a day before the period began: nothing that it asks can answer."""
    match = re.search(r"(\d{1,2})/(\d{1,2})/(\d{4})$", quote)
    is_dispatch = quote.lower().startswith("công văn")
    if not (match and is_dispatch):
        return False
    day, month, year = map(int, match.groups())
    return (year, month, day) < (
        new.first_day.year,
        new.first_day.month,
        new.first_day.day,
    )


def _gone_bodies(text, carried):
    for body in (*gone_bodies(), *carried.bodies):
        if carried.signed_on >= body.until:
            yield from _gone(text, body)


def _gone(text, body):
    found = [(p, m) for p in text.pieces for m in body.find(p.text)]
    if not found:
        return
    (piece, match), *others = found
    more = dict.fromkeys(p.place for p, _ in others if p.place != piece.place)
    also = f" Cũng ở: {'; '.join(more)}." if more else ""
    yield TextFinding(
        rule=Rule.GONE_BODY,
        piece=piece,
        quote=match[0],
        message=f"“{match[0]}” không còn từ ngày {decree_day_month(body.until)}.{also}",
        suggestion=f"Nay là: {body.now}." if body.now else "Ghi theo đơn vị hiện nay.",
        about=body.pattern,
    )


def _old_proposals(text, carried):
    silent = [each for each in carried.proposals if not each.outcome]
    if silent:
        heading = _proposals_heading(text)
        yield TextFinding(
            rule=Rule.OLD_PROPOSAL,
            piece=heading,
            quote="",
            message=f"{len(silent):02d} kiến nghị của kỳ trước chưa ghi kết quả giải "
            "quyết.",
            suggestion="Ghi kết quả ở trang “Kiến nghị kỳ trước”.",
            about="|".join(each.text[:40] for each in silent),
        )
    over = {search_key(p.text): p for p in carried.proposals if p.over}
    for piece in items(text, PROPOSALS):
        before = over.get(search_key(piece.text))
        if before:
            yield _mark(
                Rule.OLD_PROPOSAL,
                piece,
                piece.text,
                piece.text,
                f"Kiến nghị này của kỳ trước {before.outcome.lower()}.",
                "Bỏ khỏi phần kiến nghị, hoặc viết lại nếu còn nội dung chưa xong.",
            )


def _proposals_heading(text):
    for heading in text.headings:
        if heading.level == 1 and PROPOSALS.search(heading.piece.text.lower()):
            return heading.piece
    return Piece("Kiến nghị", "", Part.BODY)

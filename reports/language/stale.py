"""Words carried over and both periods in; what in the words is out of date, out. Pure.

Nothing is stored: a mark is there as long as the words are. The text is given as it
was typed, {names} of live figures included, so that what is live is never marked and
a replacement can be put where the quote stands.
"""

import re

from tuky_cnscd.vietnamese import decree_day_month, search_key

from .answers import PROPOSALS, items, unanswered
from .carried import Carried, OldProposal, Term, mark, plan_sections
from .days import days_named
from .findings import Rule, TextFinding
from .known import gone_bodies
from .old_terms import old_terms, old_years
from .symbols import citations, same_symbol
from .text import Part, Piece, Text

FUTURE = re.compile(
    r"\b(sẽ|dự kiến|phấn đấu|tiếp tục|chậm nhất|xong trước)\b"
    r"|\bhoàn thành\b.{0,30}\b(trước|trong|vào)\b|\btrước (ngày|tháng|quý)\b",
    re.I,
)
CITED_ON = r"\s+ngày\s+\d{1,2}(?:/\d{1,2}/\d{4}|\s+tháng\s+\d{1,2}\s+năm\s+\d{4})"
DONE = re.compile(r"\bđã\b", re.I)


__all__ = ["Carried", "OldProposal", "Term", "stale_marks"]


def stale_marks(text: Text, carried: Carried) -> list[TextFinding]:
    """Every mark, in no promised order."""
    return [
        *old_terms(text, carried),
        *old_years(text, carried),
        *_dates(text, carried),
        *_old_dispatch(text, carried),
        *_gone_bodies(text, carried),
        *unanswered(text),
        *_old_proposals(text, carried),
    ]


def _dates(text, carried):
    plans = plan_sections(text)
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
            yield mark(
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
            yield mark(
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
            yield mark(
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
            yield mark(
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

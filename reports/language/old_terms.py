"""Text and both periods in; terms and years of old, typed by hand, out. Pure."""

import datetime as dt
import re

from .carried import before, is_plan, mark, plan_sections
from .days import term_words, terms_named, years_named
from .findings import Rule
from .text import CUSTOMARY

COMPARES = re.compile(r"(so với|cùng kỳ|so cùng kỳ)[^.;]{0,40}$", re.I)
SINCE = re.compile(r"(từ|giai đoạn|cuối|đầu|đến)\s+$", re.I)
# A standing period begins up to so long before the calendar's term (Decree 09/2019).
SHIFT = dt.timedelta(days=31)


def old_terms(text, carried):
    plans = plan_sections(text)
    for piece in text.pieces:
        if piece.part not in CUSTOMARY:
            for term in terms_named(piece.text):
                yield from _old_term(plans, piece, term, carried)


def _old_term(plans, piece, term, carried):
    new = carried.new
    name, wanted = ("{ky}", new.phrase)
    if is_plan(plans, piece, term.start):
        name, wanted = ("{ky_sau}", new.next_phrase)
    if term.year is None:
        is_old = not term_words(wanted).startswith(term.words)
    else:
        is_old = term.words != term_words(wanted) and _is_past(piece, term, carried)
    if is_old:
        yield mark(
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
    if COMPARES.search(before(piece, term.start)):
        compared = {_yearbefore(new.phrase)}
        compared |= {term_words(old.phrase)} if old else set()
        return term.words not in compared and term.last < new.first_day
    is_this = term.words == term_words(new.phrase)
    return is_this or term.last < new.first_day + SHIFT


def _yearbefore(phrase):
    """The same term a year earlier, to compare with."""
    words = term_words(phrase)
    return re.sub(r"\d{4}$", lambda m: str(int(m[0]) - 1), words)


def old_years(text, carried):
    old, new = carried.old, carried.new
    if old is None or old.last_day.year == new.last_day.year:
        return
    plans = plan_sections(text)
    for piece in text.pieces:
        if piece.part in CUSTOMARY:
            continue
        for quote, year, start in years_named(piece.text):
            words = before(piece, start)
            told = COMPARES.search(words) or SINCE.search(words)
            if year == old.last_day.year and not told:
                plan = is_plan(plans, piece, start)
                yield mark(
                    Rule.OLD_TERM,
                    piece,
                    piece.sentence_at(start),
                    quote,
                    f"“{quote}” là năm của kỳ trước.",
                    "Kiểm tra lại năm, hoặc viết “năm {nam}” để tự theo kỳ đang viết.",
                    None if plan else "năm {nam}",
                )

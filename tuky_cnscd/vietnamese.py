"""Numbers, dates and text as a Vietnamese office writes them, read and written one way.

In: what a person typed or a spreadsheet cell held. Out: plain values, or a message
in Vietnamese that says how to mend it. No Django, so everything may use it.
"""

import datetime as dt
import re
import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

INTEGER_DIGITS = 12
LONGEST_NUMBER = 100
LONGEST_QUOTE = 20
MARKS_IN_A_ROW = 10
EMPTY = "–"


class Marker(Enum):
    """A figure that is not a number: nothing arose in the period."""

    NONE = "không phát sinh"


NONE = Marker.NONE


class NumberProblem(ValueError):
    """What was given cannot be taken as a number as it stands."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


class NumberError(NumberProblem):
    """Not a number; `message` says how to mend it."""


class NumberQuestion(NumberProblem):
    """Perhaps `proposal` (a Decimal, or NONE) was meant: the person has to say."""

    def __init__(self, message, proposal):
        super().__init__(message)
        self.proposal = proposal


class DateError(ValueError):
    """Not a date; `message` says how to mend it."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


# --- text ---------------------------------------------------------------------------

ZERO_WIDTH = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
NEWLINES = re.compile(r"\r\n?|[\u2028\u2029\x85]")


def nfc(text):
    """The text as it is stored: NFC, plain newlines, no control characters.

    Tabs and newlines stay. Marks beyond any writing system's need are dropped:
    composing a long run of them takes quadratic time.
    """
    text = NEWLINES.sub("\n", str(text))
    if not text.isascii():
        text = unicodedata.normalize("NFC", _without_excess_marks(text))
    return "".join(c for c in text.translate(ZERO_WIDTH) if _is_storable(c))


def _is_storable(char):
    return char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs")


def _without_excess_marks(text):
    kept, row = [], 0
    for char in text:
        row = row + 1 if unicodedata.combining(char) else 0
        if row <= MARKS_IN_A_ROW:
            kept.append(char)
    return "".join(kept)


def search_key(text):
    """What a search compares: no diacritics, đ = d, no case, single spaces."""
    bare = unicodedata.normalize("NFD", nfc(text))
    bare = "".join(c for c in bare if not unicodedata.combining(c))
    bare = bare.replace("đ", "d").replace("Đ", "d")
    return " ".join(bare.casefold().split())


def quote(text):
    """At most twenty characters of what was typed, for a message."""
    text = " ".join(nfc(text[: LONGEST_QUOTE * 4]).split())
    short = text[:LONGEST_QUOTE]
    return f"“{short}…”" if len(text) > len(short) else f"“{short}”"


# --- sorting ------------------------------------------------------------------------
# A key is made of ASCII digits and small letters only, in pairs, so that bytes, and
# every collation of either database, put it in the same order.

SORT_KEY_LENGTH = 255
TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
SHAPES = {"\u0306": {"a": "1"}, "\u0302": {"a": "2", "e": "1", "o": "1"}}
SHAPES["\u031b"] = {"o": "2", "u": "1"}
LEVEL_BREAK, WORD_BREAK, OTHER_LETTER = "00", "01", "zz"
WORDS_AND_NUMBERS = re.compile(r"[0-9]{1,9}|[^\W0-9_]+")


def sort_key(text):
    """A storable string that sorts in Vietnamese order (a ă â b c d đ e ê …).

    Letters count first, over the whole text; then tones, word by word: ngang, huyền,
    hỏi, ngã, sắc, nặng. Numbers sort by value: Thôn 2 before Thôn 10.
    """
    words = WORDS_AND_NUMBERS.findall(nfc(text).lower())
    keys = [_word_key(word) for word in words]
    letters = WORD_BREAK.join(key for key, _ in keys)
    tones = "".join(tone for _, tone in keys)
    return f"{letters}{LEVEL_BREAK}{tones}"[:SORT_KEY_LENGTH]


def given_name_sort_key(full_name):
    """Sorts people by given name (the last word), family name, then middle names."""
    *others, given = nfc(full_name).split() or [""]
    family, middle = others[:1], others[1:]
    keys = (sort_key(" ".join(words)) for words in ([given], family, middle))
    return LEVEL_BREAK.join(keys)[:SORT_KEY_LENGTH]


def _word_key(word):
    if word[0].isascii() and word[0].isdigit():
        digits = word.lstrip("0") or "0"
        return f"1{len(digits)}" + "".join(f"1{digit}" for digit in digits), "0"
    letters, tone = [], 0
    for char in word:
        base, *marks = unicodedata.normalize("NFD", char)
        letters.append(_letter_key(base, marks))
        tone = max([tone, *(TONES.get(mark, 0) for mark in marks)])
    return "".join(letters), str(tone)


def _letter_key(base, marks):
    if base == "đ":
        return "d1"
    if not "a" <= base <= "z":
        return OTHER_LETTER
    shapes = (SHAPES.get(mark, {}).get(base) for mark in marks)
    return base + next(filter(None, shapes), "0")


# --- reading numbers ----------------------------------------------------------------

PLAIN = re.compile(r"[0-9]+")
DOTTED = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3})+")
SPACED = re.compile(r"[1-9][0-9]{0,2}( [0-9]{3})+")
COMMAS = re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3})+")
NEGATIVE = re.compile(r"-\s*[0-9][0-9., ]*|\([0-9][0-9., ]*\)")
NOTHING = re.compile(
    r"-+|/+|x+|\.{2,}|_+|k|o|ko|khong|(kh?o?|ko|khong) ?(ps|phat sinh|co)|none|nil"
)
FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
TYPED = FULL_WIDTH | DASHES | INVISIBLE


def parse_number(text, decimals=0):
    """The number that was typed, as a Decimal; None for a blank.

    The dot marks thousands; the comma, where `decimals` are allowed, the decimals.
    Raises NumberError (refused) or NumberQuestion (asked about): nothing is guessed.
    """
    typed = " ".join((text or "").translate(TYPED).split())
    if not typed:
        return None
    if len(typed) > LONGEST_NUMBER:
        raise NumberError(
            f"{quote(text)} quá dài; chỉ nhập số, tối đa {INTEGER_DIGITS} chữ số."
        )
    _refuse_what_is_no_number(typed)
    whole, comma, fraction = typed.partition(",")
    if not decimals and comma:
        _ask_or_refuse_comma(typed)
    digits = _whole_digits(whole, typed, decimals)
    if not comma:
        return Decimal(digits)
    if not PLAIN.fullmatch(fraction) or len(fraction) > decimals:
        raise NumberError(
            f"{quote(typed)}: dấu phẩy đứng trước phần thập phân, tối đa {decimals}"
            " chữ số; ngăn cách hàng nghìn thì dùng dấu chấm."
        )
    return Decimal(f"{digits}.{fraction}")


def _refuse_what_is_no_number(typed):
    if NOTHING.fullmatch(search_key(typed)):
        raise NumberQuestion(f"{quote(typed)} có phải là không phát sinh?", NONE)
    if NEGATIVE.fullmatch(typed):
        raise NumberError(f"{quote(typed)}: số không được âm; nhập số từ 0 trở lên.")
    if any(char.isalpha() for char in typed):
        raise NumberError(
            f"{quote(typed)} có chữ; chỉ nhập số, ví dụ 1.234, không ghi đơn vị tính."
        )
    if not re.fullmatch(r"[0-9., ]+", typed):
        raise NumberError(
            f"{quote(typed)} có ký tự không phải chữ số; chỉ nhập số, ví dụ 1.234."
        )


def _ask_or_refuse_comma(typed):
    if COMMAS.fullmatch(typed):
        proposal = Decimal(_checked(typed.replace(",", ""), typed))
        raise NumberQuestion(f"Có phải {format_number(proposal)}?", proposal)
    raise NumberError(
        f"{quote(typed)}: đây là số đếm, không có phần lẻ; nhập số nguyên, ví dụ 1.234."
    )


def _whole_digits(whole, typed, decimals):
    for pattern in (PLAIN, DOTTED, SPACED):
        if pattern.fullmatch(whole):
            return _checked(whole.replace(".", "").replace(" ", ""), typed)
    fraction = "; phần thập phân viết sau dấu phẩy, ví dụ 1,5" if decimals else ""
    raise NumberError(
        f"{quote(typed)} không rõ là số nào: dấu chấm hoặc dấu cách chỉ ngăn cách"
        f" hàng nghìn (1.234){fraction}. Nhập lại, có thể bỏ dấu chấm (1234)."
    )


def _checked(digits, typed):
    digits = digits.lstrip("0") or "0"
    if len(digits) > INTEGER_DIGITS:
        raise NumberError(
            f"{quote(typed)} có {len(digits)} chữ số; tối đa là {INTEGER_DIGITS}."
            " Kiểm tra xem có nhập liền hai số không."
        )
    return digits


# --- reading spreadsheet cells ------------------------------------------------------


def parse_cell(value, decimals=0):
    """The number in a spreadsheet cell: text is read as typed, a number checked.

    Raises as parse_number does; a fraction where a count is due is asked about.
    """
    if value is None:
        return None
    if isinstance(value, str):
        return parse_number(value, decimals)
    if isinstance(value, (dt.datetime, dt.date, dt.time, dt.timedelta)):
        raise NumberError(
            "Ô này là ngày, giờ (Excel có thể đã tự đổi); định dạng ô là Text"
            " rồi nhập lại số."
        )
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise NumberError("Ô này không phải là số; nhập lại số, ví dụ 1.234.")
    return _number_in_cell(value, decimals)


def _number_in_cell(value, decimals):
    if not abs(value) < 10**INTEGER_DIGITS:  # also true for nan
        raise NumberError(f"Số trong ô quá lớn; tối đa {INTEGER_DIGITS} chữ số.")
    if value < 0:
        raise NumberError("Số trong ô là số âm; nhập số từ 0 trở lên.")
    exact = Decimal(str(value))
    near = exact.quantize(Decimal(1))
    if abs(exact - near) < Decimal("1e-9"):  # what a formula leaves of a whole number
        return near
    places = -exact.normalize().as_tuple().exponent
    if places <= decimals:
        return exact
    shown = format_number(exact)
    if decimals:
        proposal = round_half_up(exact, decimals)
        raise NumberQuestion(
            f"Ô này là {shown}. Có phải {format_number(proposal, decimals)}?", proposal
        )
    _ask_about_thousands(exact, places)
    raise NumberError(f"Ô này là {shown}: đây là số đếm, không có phần lẻ.")


def _ask_about_thousands(exact, places):
    """An Excel set to English makes 15,352 of the typed 15.352."""
    if not (1 <= exact < 1000 and places <= 3):
        return
    whole, fraction = format_number(exact).split(",")
    proposal = (exact * 1000).quantize(Decimal(1))
    raise NumberQuestion(
        f"Excel đang hiểu là {whole} phẩy {fraction}."
        f" Có phải {format_number(proposal)}?",
        proposal,
    )


# --- writing numbers ----------------------------------------------------------------


def round_half_up(value, decimals):
    """Rounded as an office rounds: five goes up."""
    return Decimal(value).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def format_number(value, decimals=None):
    """58.076; 95,57; “–” for None. Without `decimals`, as many as the value needs."""
    if value is None:
        return EMPTY
    value = Decimal(value)
    if decimals is not None:
        value = round_half_up(value, decimals)
    whole, _, fraction = f"{value:,f}".partition(".")
    if decimals is None:
        fraction = fraction.rstrip("0")
    whole = whole.replace(",", ".")
    return f"{whole},{fraction}" if fraction else whole


def format_count(value):
    """As counts stand in prose: 04 below ten, 0, 1.234; “–” for None."""
    text = format_number(value)
    return f"0{text}" if len(text) == 1 and text in "123456789" else text


def format_percent(value, decimals=None):
    """95,57%; “–” for None."""
    return EMPTY if value is None else f"{format_number(value, decimals)}%"


# --- dates --------------------------------------------------------------------------

DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})\s?[/.-]\s?([0-9]{1,2})\s?[/.-]\s?([0-9]{4})")
YEAR_MONTH_DAY = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
YEARS = range(1900, 2101)


def parse_date(text):
    """The date that was typed, day first; None for a blank. Raises DateError."""
    typed = " ".join((text or "").translate(TYPED).split())
    if not typed:
        return None
    if found := DAY_MONTH_YEAR.fullmatch(typed[:LONGEST_NUMBER]):
        day, month, year = map(int, found.groups())
    elif found := YEAR_MONTH_DAY.fullmatch(typed[:LONGEST_NUMBER]):
        year, month, day = map(int, found.groups())
    else:
        raise DateError(
            f"{quote(text)} không phải ngày; nhập ngày/tháng/năm, ví dụ 06/4/2022."
        )
    try:
        date = dt.date(year, month, day)
    except ValueError:
        date = None
    if date is None or year not in YEARS:
        raise DateError(f"{quote(text)}: không có ngày này; kiểm tra ngày, tháng, năm.")
    return date


def decree_month(month):
    """Months 1 and 2 take a leading zero, the others none (Decree 30/2020/NĐ-CP)."""
    return f"{month:02d}" if month <= 2 else str(month)


def decree_day_month(date):
    """06/4/2022, 16/02/2023: as dates are cited in a document."""
    return f"{date.day:02d}/{decree_month(date.month)}/{date.year}"


def date_in_words(date):
    """ngày 06 tháng 4 năm 2022."""
    month = decree_month(date.month)
    return f"ngày {date.day:02d} tháng {month} năm {date.year}"

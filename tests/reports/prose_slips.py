"""The prose of the report of 2023 with its figures typed; one number made wrong."""

from decimal import Decimal
from random import Random

from reports.example import reading
from reports.prose.nearness import says
from reports.prose.numbers import mentions
from tests.reports.prose_texts import Text, lines_of, printed
from tests.reports.prose_worlds import (
    COUNTS_2023,
    LAST_2023,
    VALUES_2023,
    figures_2023,
)

FURTHER = lines_of("further")
OTHER_PRODUCTS = "tranh thêu Hòa Nhượng; túi, ví thêu Minh Tú; gạo Thanh Loan; mắm cáy"
LINES = {"ky": "6 tháng đầu năm 2023", "ky_sau": "6 tháng cuối năm 2023"}


def example_prose() -> str:
    """The sections of July 2023 with slots for figures, and a paragraph of them all."""
    sections = reading.toml("narrative_2023_h1.toml")["section"]
    text = "\n".join(row.get("body", "").strip() for row in sections)
    text = "\n".join([text, *FURTHER])
    text = text.replace("{danh_sach_other_online}", OTHER_PRODUCTS)
    for name, words in LINES.items():
        text = text.replace(f"{{{name}}}", words)
    return text


def values_2023() -> dict[str, Decimal]:
    """Every value that a slot may take, by name."""
    values = {**COUNTS_2023, **VALUES_2023}
    for key, now in VALUES_2023.items():
        values[f"so_{key}"] = now
        values[f"chenh_lech_{key}"] = now - LAST_2023[key]
        rate = 100 * Decimal(now - LAST_2023[key]) / LAST_2023[key]
        values[f"phan_tram_tang_giam_{key}"] = rate
        values[f"ky_truoc_{key}"] = LAST_2023[key]
    return {name: Decimal(value) for name, value in values.items()}


def example(rng: Random):
    """The same text each time: what is wrong in it is up to the mistake."""
    return Text(example_prose(), values_2023()), figures_2023()


# --- mistakes: (rng, text) → {slot: what is typed there instead} ---------------------


def _pick(rng, text, fits=lambda name, form, value: True):
    slots = [
        at
        for at in text.slots
        if fits(text.name(at), text.form(at), abs(text.values[text.name(at)]))
    ]
    return rng.choice(slots) if slots else None


def _changed(text, at, value):
    """{slot: the value in the slot's form}, or nothing where that is no less true."""
    typed = printed(value, text.form(at))
    read = mentions(f"{typed} thành viên")
    true = abs(text.values[text.name(at)])
    if typed == text.clean(at) or (read and says(read[0], true)):
        return {}
    return {at: typed}


def _in_digits(change, fits=lambda value: True):
    def mistake(rng: Random, text: Text):
        def fitting(name, form, value):
            return not form.startswith("percent") and fits(value)

        at = _pick(rng, text, fitting)
        if at is None:
            return {}
        value = abs(text.values[text.name(at)])
        digits = change(rng, f"{int(value)}")
        if not digits or int(digits) == value or int(digits) == 0:
            return {}
        return _changed(text, at, Decimal(int(digits)))

    return mistake


def digit(rng, digits):
    at = rng.randrange(len(digits))
    other = rng.choice([d for d in "0123456789" if d != digits[at]])
    return digits[:at] + other + digits[at + 1 :]


def transposed(rng, digits):
    places = [i for i in range(len(digits) - 1) if digits[i] != digits[i + 1]]
    if not places:
        return ""
    i = rng.choice(places)
    return digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :]


def dropped(rng, digits):
    at = rng.randrange(len(digits))
    return digits[:at] + digits[at + 1 :] if len(digits) > 1 else ""


def added(rng, digits):
    at = rng.randrange(len(digits) + 1)
    return digits[:at] + rng.choice("0123456789") + digits[at:]


def tenfold(rng, digits):
    return f"{digits}0" if rng.random() < 0.6 or digits[-1] != "0" else digits[:-1]


def one_off(rng, digits):
    return f"{int(digits) + rng.choice((-1, 1))}"


def exchanged(rng: Random, text: Text):
    """The figures of two slots of one size, each in the other's place."""
    plain = [at for at in text.slots if text.form(at) == ""]
    if not plain:
        return {}
    first = rng.choice(plain)
    others = [
        at
        for at in plain
        if text.values[text.name(at)] != text.values[text.name(first)]
        and 0.2 < _ratio(text, at, first) < 5
    ]
    if not others:
        return {}
    second = rng.choice(others)
    return {first: text.clean(second), second: text.clean(first)}


def _ratio(text, a, b):
    a, b = (abs(text.values[text.name(at)]) for at in (a, b))
    return float(a / b) if b else 0.0


def stale(rng: Random, text: Text):
    """What the last report said in its place."""
    at = _pick(rng, text, lambda name, form, _: _before(text, name) is not None)
    return _changed(text, at, _before(text, text.name(at))) if at is not None else {}


def _before(text, name):
    key = name if f"ky_truoc_{name}" in text.values else name.removeprefix("so_")
    return text.values.get(f"ky_truoc_{key}")


def wrong_percent(rng: Random, text: Text):
    at = _pick(rng, text, lambda name, form, _: form.startswith("percent"))
    if at is None:
        return {}
    value = abs(text.values[text.name(at)])
    return _changed(text, at, abs(value + rng.choice((-30, -10, -5, -2, 2, 5, 9, 20))))


def communes(rng: Random, text: Text):
    at = _pick(rng, text, lambda name, *_: name.startswith("so_xa"))
    if at is None:
        return {}
    return _changed(text, at, text.values[text.name(at)] + rng.choice((-3, -2, -1, 1)))


def in_letters(rng: Random, text: Text):
    """A wrong number in words in the place of one in digits."""
    at = _pick(rng, text, lambda name, form, value: form in ("", "words") and value > 9)
    if at is None:
        return {}
    digits = f"{int(abs(text.values[text.name(at)]))}"
    wrong = int(digit(rng, digits))
    if wrong < 2 or wrong == int(digits):
        return {}
    return {at: printed(Decimal(wrong), "words")}


def misplaced_dot(rng: Random, text: Text):
    """17.250 as 1.725 or 172.50: the dot went astray and took a digit along."""
    at = _pick(rng, text, lambda name, form, value: form == "" and value >= 1000)
    if at is None:
        return {}
    digits = f"{int(abs(text.values[text.name(at)]))}"
    return {
        at: rng.choice(
            (f"{digits[:-1]}.{digits[-1:]}", f"{digits[:-3]}.{digits[-3:-1]}")
        )
    }


def another(rng: Random, text: Text):
    """Any number of the same length."""
    at = _pick(rng, text, lambda name, form, value: form == "" and value > 9)
    if at is None:
        return {}
    value = int(abs(text.values[text.name(at)]))
    length = len(f"{value}")
    wrong = rng.randrange(10 ** (length - 1), 10**length)
    return _changed(text, at, Decimal(wrong)) if wrong != value else {}


KINDS = {
    "một chữ số sai": _in_digits(digit),
    "hai chữ số đổi chỗ": _in_digits(transposed, lambda value: value > 9),
    "thiếu một chữ số": _in_digits(dropped, lambda value: value > 9),
    "thừa một chữ số": _in_digits(added),
    "gấp mười": _in_digits(tenfold),
    "lệch một đơn vị": _in_digits(one_off),
    "hai chỉ tiêu đổi số": exchanged,
    "số của kỳ trước": stale,
    "phần trăm sai": wrong_percent,
    "số xã sai": communes,
    "viết bằng chữ, sai": in_letters,
    "dấu chấm sai chỗ": misplaced_dot,
    "số khác hẳn": another,
}

"""Printed text in; the numbers that stand in it out, as a program reads them."""

import re
from decimal import Decimal

NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
ALONE = re.compile(rf"\s*({NUMBER})(\s?%)?\s*")
# No date, symbol, heading number or range: nothing clings to a figure but its mark.
FIGURE = re.compile(
    rf"(?<![\w/.,–-])(?:(?P<part>\d+)/(?P<whole>\d+)(?=\s+[^\W\d])"
    rf"|(?P<number>{NUMBER})(?P<percent>\s?%)?)(?![\w/%–-]|[.,]\d)"
)
NOT_BEFORE = re.compile(
    r"(?:(?:ngày|tháng|năm|quý|số|khóa|điều|khoản|phụ lục|giai đoạn)\s+"
    r"|(?:dòng|mục)\s+(?:\d+,\s+)*)$",
    re.IGNORECASE,
)
NOT_AFTER = re.compile(r"\s+(?:tháng (?:đầu|cuối)|giờ)\b", re.IGNORECASE)


def value_of(text: str) -> int | float | None:
    """The number that a cell prints, or None where it prints anything else."""
    found = ALONE.fullmatch(text)
    return None if found is None else _plain(found[1])


def figures_in(text: str) -> list[dict]:
    """Counts, shares and "22/23" of a sentence; no dates, symbols or numbers of items.

    Each: `text` as printed, `value`, and `of` where it says of how many, `unit` "%".
    """
    return [
        _figure(found)
        for found in FIGURE.finditer(text)
        if not (found["part"] and int(found["part"]) > int(found["whole"]))
        and not NOT_BEFORE.search(text[: found.start()])
        and not NOT_AFTER.match(text[found.end() :])
    ]


def _figure(found):
    if found["part"]:
        values = {"value": int(found["part"]), "of": int(found["whole"])}
    else:
        values = {"value": _plain(found["number"])}
        if found["percent"]:
            values["unit"] = "%"
    return {"text": found[0], **values}


def _plain(text):
    number = Decimal(text.replace(".", "").replace(",", "."))
    return float(number) if "," in text else int(number)

"""A ReportDocument and the days of its period in; what a machine reads of it out.

Everything is taken from the text that is printed, so that the copy can never be finer
than the paper. `schemas/bao-cao-1.json` says what stands where.
"""

import hashlib
import json
import re
from datetime import date as Date
from pathlib import Path

from reports.blocks import ReportDocument
from reports.printed_numbers import NUMBER, figures_in, value_of

SCHEMA = "bao-cao-1"
SCHEMA_FILE = Path(__file__).parent / "schemas" / f"{SCHEMA}.json"
SEAL = "content_sha256"
WORDS = ("paragraph", "bullet", "numbered")
COVERAGE = r"(?: \((?P<counted>\d+)/(?P<expected>\d+) [^)]+\))?"
VALUE = re.compile(rf"(?P<value>{NUMBER}|–|…)%?{COVERAGE}")
CUMULATIVE = re.compile(rf"; lũy kế: (?P<value>{NUMBER}|–|…)%?{COVERAGE}")
PARTS, PART = (
    " trong đó: ",
    re.compile(
        rf"(?P<value>{NUMBER}|–|…)%? (?P<name>.+?)(?: \(lũy kế: (?P<more>.+)\))?"
    ),
)
BETWEEN_PARTS = re.compile(r", (?=(?:\d|–|…))")
NAMES = re.compile(r" gồm: (?P<names>.+)\.$")


def machine_copy(document: ReportDocument, first_day: Date, last_day: Date) -> dict:
    """The figures of the paper with what they are of, and a seal on the whole."""
    printed = document.to_json()
    copy = {
        "schema": SCHEMA,
        "document": _about(printed),
        "period": {
            "first_day": first_day.isoformat(),
            "last_day": last_day.isoformat(),
        },
        "tables": [],
        "statements": [],
    }
    for place, block in _placed(printed):
        if block["kind"] in WORDS:
            copy["statements"] += _statement(place, block["text"])
        else:
            copy["tables"].append(_table(place, block))
    return {**copy, SEAL: seal(copy)}


def seal(copy: dict) -> str:
    """SHA-256 of the copy without its seal, written with sorted keys, no spaces."""
    bare = {key: value for key, value in copy.items() if key != SEAL}
    text = json.dumps(bare, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def to_bytes(copy: dict) -> bytes:
    """The copy as it is put into the PDF; the same copy gives the same bytes."""
    text = json.dumps(copy, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()


def _about(document):
    with_number = document.get("with_number", True)
    head = document["letterhead"]
    return {
        "kind": document["kind"],
        "subject": document["subject"],
        "number": document["number"] if with_number else None,
        "symbol": document["symbol"] if with_number else "",
        "date": document["date"],
        "place": head["place"],
        "parent_agency": head["parent_agency"],
        "issuer": " ".join(head["issuing_agency"]),
        "signers": [
            {"name": each["name"], "authority": " ".join(each["authority"])}
            for each in (document.get("second_signature"), document["signature"])
            if each
        ],
        "is_example": document["is_example"],
    }


def _placed(document):
    """Every block with the heading that it stands under, in the paper's order."""
    yield "", {"kind": "paragraph", "text": document["opening"]}
    for block in document.get("body", ()):
        yield "", block
    for section in document["sections"]:
        place = f"{section['number']} {section['title']}".strip()
        for block in section["blocks"]:
            yield place, block
    yield "", {"kind": "paragraph", "text": document["closing"]}
    for annex in document.get("annexes", ()):
        for block in annex["blocks"]:
            yield f"{annex['label']}. {annex['title']}", block


def _statement(place, text):
    figures = figures_in(text)
    return [{"place": place, "text": text, "figures": figures}] if figures else []


def _table(place, block):
    columns, rows = _READERS[block["kind"]](block)
    place = " – ".join(filter(None, [place, block.get("caption")]))
    return {"place": place, "columns": columns, "rows": rows}


def _indicator_table(block):
    return list(block["columns"]), _indicators(block["rows"])


def _plain_table(block):
    rows = [_cells(row) for row in block["rows"]]
    if block.get("total"):
        rows.append(_cells(block["total"], "total"))
    return list(block["columns"]), rows


def _data_table(block):
    rows = [_cells(line["cells"], line["role"]) for line in block["lines"]]
    return _column_names(block["heads"], len(block["columns"])), rows


_READERS = {
    "table": _indicator_table,
    "places": _plain_table,
    "form": _plain_table,
    "data": _data_table,
}


def _column_names(heads, count):
    """Each column's heads from the top down; a head counts for all that it spans."""
    names = [[] for _ in range(count)]
    open_from = [0] * count  # the first row of heads in which a column is free again
    for number, row in enumerate(heads):
        at = 0
        for head in row:
            while open_from[at] > number:
                at += 1
            for column in range(at, at + head["columns"]):
                names[column].append(head["text"])
                open_from[column] = number + head["rows"]
            at += head["columns"]
    return [" / ".join(filter(None, name)) for name in names]


def _cells(texts, role="row"):
    return {"role": role, "cells": [_cell(text) for text in texts]}


def _cell(text):
    value = value_of(text)
    return {"text": text} if value is None else {"text": text, "value": value}


def _indicators(rows):
    group, found = "", []
    for row in rows:
        if not (row["stt"] or row["unit"] or row["value"]):
            group = row["name"]
            continue
        found.append(
            {
                "group": group,
                "number": row["stt"],
                "name": row["name"],
                "unit": row["unit"],
                "text": row["value"],
                **_read_value(row["value"]),
            }
        )
    return found


def _read_value(text):
    """What a cell of the table of indicators says, as far as its words are known."""
    whole = VALUE.match(text)
    if whole is None:
        return {}
    read, rest = _amount(whole), text[whole.end() :]
    if running := CUMULATIVE.match(rest):
        read["cumulative"], rest = _amount(running), rest[running.end() :]
    if rest.startswith(PARTS):
        parts = BETWEEN_PARTS.split(rest.removeprefix(PARTS))
        read["parts"] = [_part(part) for part in parts]
    elif names := NAMES.search(rest):
        read["names"] = names["names"].split(", ")
    return read


def _part(text):
    found = PART.fullmatch(text)
    if found is None:
        return {"name": text}
    part = {"name": found["name"], **_amount(found)}
    if more := VALUE.fullmatch(found["more"] or ""):
        part["cumulative"] = _amount(more)
    return part


def _amount(found):
    groups = found.groupdict()
    amount = {}
    value = value_of(groups["value"])
    if value is not None:
        amount["value"] = value
    if groups.get("counted"):
        amount["counted"] = int(groups["counted"])
        amount["expected"] = int(groups["expected"])
    return amount

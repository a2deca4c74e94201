"""A PDF in; the data that it carries, and where its pages print something else, out."""

import json
from dataclasses import asdict
from hashlib import sha256
from io import BytesIO

from pypdf import PdfReader

from reports.agreeing import NO_COPY, disagreements, pieces
from reports.outputs.payload import read_payload

MOST_PAGES, MOST_LETTERS = 300, 2_000_000


def read(pdf: bytes) -> dict:
    """`data`: the text that the file carries for machines, or None; `words`: a hash of
    all that its pages print.

    With data that are a machine's copy, `compared`: how many pieces of it were looked
    for on the pages; `mismatches`: those that the pages print otherwise. `locked`
    alone: the file asks for a password; `long` alone: more pages than are read.
    """
    reader = PdfReader(BytesIO(pdf))
    if reader.is_encrypted and not reader.decrypt(""):
        return {"locked": True}
    if len(reader.pages) > MOST_PAGES:
        return {"long": True}
    data, texts = read_payload(pdf), _texts(reader)
    words = " ".join(" ".join(texts).split())
    answer = {
        "data": None,
        "words": sha256(words.encode("utf-8", errors="replace")).hexdigest(),
    }
    if data is not None:
        answer["data"] = data.decode("utf-8", errors="replace")
        answer |= _compared(answer["data"], texts)
    return answer


def _compared(data, texts):
    try:
        copy = json.loads(data)
        found = disagreements(copy, texts)
        count = sum(1 for _ in pieces(copy))
    except NO_COPY:
        return {}
    return {"compared": count, "mismatches": [asdict(each) for each in found]}


def _texts(reader):
    texts, left = [], MOST_LETTERS
    for page in reader.pages:
        text = page.extract_text()[:left]
        texts.append(text)
        left -= len(text)
    return texts

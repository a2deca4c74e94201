"""Numbers of a text in; those followed by a list of names of another length out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .numbers import Mention
from .terms import terms

COUNTED_BY_NAME = frozenset({"product", "commune", "hamlet"})
LEAD = re.compile(r"[^\n:.;{}]{1,120}:[ \t]*")
NOT_NAMES = re.compile(
    r"nội dung|hình thức|chủ đề|mục tiêu|nhằm|các bước|trong đó|chưa|thiếu", re.I
)
LIST_END = re.compile(r"\n|\.(?=\s|$)|\./\.")
AND = re.compile(r"\s+và\s+")
MOST_WORDS, FEWEST = 14, 2
MOST, LONGEST_LIST = 60, 3000


@dataclass(frozen=True)
class Listed:
    """A number that says how many names follow, and how many there are."""

    mention: Mention
    names: int


def listed(text: str, found: tuple[Mention, ...]) -> Iterator[Listed]:
    """Every number with a list of names after its colon that is not of that length."""
    for mention in found:
        if mention.below or mention.is_percent or not 0 < mention.value <= MOST:
            continue
        lead = LEAD.match(text, mention.end)
        if lead is None or not _counts_names(lead[0]):
            continue
        names = text[lead.end() : lead.end() + LONGEST_LIST]
        count = count_names(LIST_END.split(names, maxsplit=1)[0])
        if count is not None and count != mention.value:
            yield Listed(mention, count)


def count_names(text: str) -> int | None:
    """How many names stand in the list; None where it does not look like one."""
    if "{" in text or re.search(r"\d{2,}|:", text):
        return None
    names = [name for name in re.split(r";", text) if name.strip()]
    if len(names) < FEWEST:
        names = [name for name in re.split(r",", text) if name.strip()]
        last = AND.split(names[-1]) if names else []
        names = [*names[:-1], *last]
    if len(names) < FEWEST or any(len(n.split()) > MOST_WORDS for n in names):
        return None
    return len(names)


def _counts_names(lead):
    if NOT_NAMES.search(lead) or re.search(r"\d", lead):
        return False
    first = next((t for t in terms(lead) if t.is_known), None)
    return (
        first is not None and first.concept in COUNTED_BY_NAME and not first.start > 2
    )

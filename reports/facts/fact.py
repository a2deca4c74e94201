"""A text with {names} and what they stand for in; the text filled in out."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

REFERENCE = re.compile(r"\{([^{}]*)\}")


class UnknownFact(Exception):
    """The text cites names that this period does not know: `names`, in order."""

    def __init__(self, names):
        super().__init__(", ".join(names))
        self.names = tuple(names)


@dataclass(frozen=True)
class Fact:
    """What a name in braces prints; incomplete where a unit is still blank."""

    name: str
    label: str
    text: str
    complete: bool = True


def fill(text: str, facts: Mapping[str, Fact]) -> str:
    """The text with each {name} replaced by what it prints.

    Raises `UnknownFact` with all names that are not known.
    """
    unknown = unknown_names(text, facts)
    if unknown:
        raise UnknownFact(unknown)
    return REFERENCE.sub(lambda m: facts[m[1].strip()].text, text)


def cited_names(text: str) -> tuple[str, ...]:
    """The names in braces, each once, in order."""
    return tuple(dict.fromkeys(name.strip() for name in REFERENCE.findall(text)))


def unknown_names(text: str, known) -> tuple[str, ...]:
    """Names in braces that are not `known`."""
    return tuple(name for name in cited_names(text) if name not in known)

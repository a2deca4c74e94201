"""Totals, roster, activities, the period before in; what the text may cite out."""

from .fact import REFERENCE, Fact, UnknownFact, cited_names, fill, unknown_names
from .further import further, last_totals
from .gathering import (
    Coverage,
    amount_text,
    coverage,
    district_sessions,
    gather,
    is_complete,
    source_facts,
    trained_communes,
)
from .lazy import Facts
from .names import LABELS, SHARE, further_names, known_names, whole_of

__all__ = [
    "LABELS",
    "REFERENCE",
    "SHARE",
    "Coverage",
    "Fact",
    "Facts",
    "UnknownFact",
    "amount_text",
    "cited_names",
    "coverage",
    "district_sessions",
    "fill",
    "further",
    "last_totals",
    "further_names",
    "gather",
    "is_complete",
    "known_names",
    "source_facts",
    "trained_communes",
    "unknown_names",
    "whole_of",
]

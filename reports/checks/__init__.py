"""In: figures, totals, roster counts, last period, activities. Out: findings. Pure."""

from .commune import FEWEST_PEERS, commune_findings, peer_medians
from .district import Activities, district_findings
from .findings import Finding, Mending, Rule, Severity, pressing_rules
from .mendings import one_digit_mendings
from .missing import MissingCell, missing_cells

__all__ = [
    "FEWEST_PEERS",
    "Activities",
    "Finding",
    "Mending",
    "MissingCell",
    "Rule",
    "Severity",
    "commune_findings",
    "district_findings",
    "missing_cells",
    "one_digit_mendings",
    "peer_medians",
    "pressing_rules",
]

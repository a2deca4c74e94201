"""In: figures, totals, roster counts, last period, activities. Out: findings. Pure."""

from .commune import FEWEST_PEERS, commune_findings, peer_medians
from .district import Activities, district_findings
from .findings import Finding, Mending, Rule, Severity, pressing_rules
from .mendings import one_digit_mendings
from .missing import MissingCell, missing_cells
from .peers import HOUSEHOLDS, Peers, peers_of, sample, value_of
from .slips import Slip

__all__ = [
    "FEWEST_PEERS",
    "HOUSEHOLDS",
    "Activities",
    "Finding",
    "Mending",
    "MissingCell",
    "Peers",
    "Rule",
    "Severity",
    "Slip",
    "commune_findings",
    "district_findings",
    "missing_cells",
    "one_digit_mendings",
    "peer_medians",
    "peers_of",
    "pressing_rules",
    "sample",
    "value_of",
]

"""Figures of a district as plain values, for the tests of numbers in prose."""

from decimal import Decimal

from reports.example import reading
from reports.facts import LABELS
from reports.figures import Spec
from reports.prose.known import figures_of

COUNTS_2023 = {
    "so_xa": 23,
    "so_xa_da_gui": 23,
    "so_xa_da_tap_huan": 23,
    "so_xa_chua_gui": 0,
    "so_xa_chua_tap_huan": 0,
    "so_xa_da_tiep_nhan": 23,
    "so_to_xa": 23,
    "so_thon": 105,
    "so_to_thon": 105,
    "so_thanh_vien_to_thon": 615,
    "so_thanh_vien_to_chi_dao": 46,
    "so_nhom_zalo": 129,
}
VALUES_2023 = {
    "households": 58076,
    "sessions": 23,
    "trained": 615,
    "guided": 17250,
    "dvctt": 15352,
    "vneid": 71994,
    "vneid_1": 4621,
    "vneid_2": 71373,
    "ocop": 11,
    "ocop_online": 9,
    "other_online": 4,
}
LAST_2023 = {
    "households": 57893,
    "sessions": 24,
    "trained": 588,
    "guided": 15684,
    "dvctt": 13427,
    "vneid": 68155,
    "vneid_1": 5238,
    "vneid_2": 62917,
    "ocop": 10,
    "ocop_online": 7,
    "other_online": 2,
}


def specs_2023() -> tuple[Spec, ...]:
    """The indicators of 2023 as the example's file names them."""
    rows = reading.toml("indicators.toml")["indicator"]
    known = set(Spec.__dataclass_fields__)
    return tuple(
        Spec(**{name: value for name, value in row.items() if name in known})
        for row in rows
    )


def figures_2023():
    """What the report of July 2023 has for its prose to be held against."""
    return figures(VALUES_2023, COUNTS_2023, LAST_2023)


def figures(values, counts, last):
    """Known figures of plain numbers, with the indicators of 2023."""

    def exact(numbers):
        return {name: Decimal(number) for name, number in numbers.items()}

    return figures_of(specs_2023(), exact(values), exact(counts), LABELS, exact(last))

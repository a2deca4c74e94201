"""What a table shows, as a plain value: JSON in, a TableSpec out, and back."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Self


class Rows(StrEnum):
    """What each row of a table stands for."""

    INDICATORS = "indicators"
    COMMUNES = "communes"
    HAMLETS = "hamlets"
    TEAMS = "teams"
    PRODUCTS = "products"


class Show(StrEnum):
    """What a column says of its row, or of an indicator in the place of its row."""

    UNIT = "unit"
    VALUE = "value"
    LAST = "last"
    YEAR_AGO = "year_ago"
    CUMULATIVE = "cumulative"
    PLAN = "plan"
    PLAN_SHARE = "plan_share"
    CHANGE = "change"
    CHANGE_SHARE = "change_share"
    NAMES = "names"
    COMMUNE = "commune"
    HEAD = "head"
    MEMBERS = "members"
    ZALO = "zalo"


class Total(StrEnum):
    """Where the row of totals stands."""

    NONE = ""
    FIRST = "first"
    LAST = "last"


class Unknown(StrEnum):
    """What stands for a sum in which a cell is not known; never a zero."""

    DOTS = "dots"  # "…": the sum is withheld
    KNOWN = "known"  # the sum of what is known, with "(22/23 xã)" behind it
    NO_ROW = "no_row"  # as DOTS, and no row of totals at all


class Numbering(StrEnum):
    """What stands in the first column."""

    OWN = "own"  # the indicators' own numbers
    CONTINUOUS = "continuous"
    PER_GROUP = "per_group"


class Page(StrEnum):
    """How the page of an annex lies; AUTO: across if the columns ask for it."""

    AUTO = ""
    UPRIGHT = "upright"
    ACROSS = "across"


@dataclass(frozen=True)
class Pick:
    """One thing that is shown: an indicator's key, or a `Show`.

    heading: words in place of its own; over: the heading that it shares with its
    neighbours of the same one.
    """

    of: str
    heading: str = ""
    over: str = ""


@dataclass(frozen=True)
class TableSpec:
    """Rows and columns of a table, and how it is set.

    indicators: rows (of a table of indicators) or columns, in order; empty means all
    that the period prints. columns: what is shown of each. grouped: rows of groups
    (indicators by group, places and products by commune). head_groups: the groups of
    indicators as headings over their columns.
    """

    rows: Rows = Rows.INDICATORS
    indicators: tuple[Pick, ...] = ()
    columns: tuple[Pick, ...] = (Pick(Show.UNIT), Pick(Show.VALUE))
    grouped: bool = True
    head_groups: bool = False
    column_numbers: bool = False
    total: Total = Total.NONE
    unknown: Unknown = Unknown.DOTS
    numbering: Numbering = Numbering.CONTINUOUS
    page: Page = Page.AUTO
    before_text: bool = False
    print_long: bool = False

    def __post_init__(self) -> None:
        for name, kind in _ENUMS.items():
            object.__setattr__(self, name, kind(getattr(self, name)))
        for name in ("indicators", "columns"):
            picks = tuple(_pick(item) for item in getattr(self, name))
            object.__setattr__(self, name, picks)

    @property
    def shows(self) -> tuple[Show, ...]:
        """What its columns say, in order."""
        return tuple(Show(pick.of) for pick in self.columns)

    def to_json(self) -> dict:
        """Plain dicts, lists, strings and truths, fit for a JSON column."""
        return json.loads(json.dumps(asdict(self)))

    @classmethod
    def from_json(cls, data: dict) -> Self:
        """The spec that to_json() was called on; {} is the plainest of all.

        TypeError or ValueError if it is none.
        """
        return cls(**data)


def _pick(item) -> Pick:
    return item if isinstance(item, Pick) else Pick(**item)


_ENUMS = {
    "rows": Rows,
    "total": Total,
    "unknown": Unknown,
    "numbering": Numbering,
    "page": Page,
}

# What may be shown in tables of each kind of row, in the order of the form.
OF_INDICATORS = (
    Show.UNIT,
    Show.PLAN,
    Show.VALUE,
    Show.CUMULATIVE,
    Show.PLAN_SHARE,
    Show.LAST,
    Show.CHANGE,
    Show.CHANGE_SHARE,
    Show.YEAR_AGO,
    Show.NAMES,
)
OF_PLACES = (
    Show.VALUE,
    Show.CUMULATIVE,
    Show.LAST,
    Show.CHANGE,
    Show.CHANGE_SHARE,
    Show.YEAR_AGO,
)
SHOWN = {
    Rows.INDICATORS: OF_INDICATORS,
    Rows.COMMUNES: OF_PLACES,
    Rows.HAMLETS: OF_PLACES,
    Rows.TEAMS: (Show.COMMUNE, Show.HEAD, Show.MEMBERS, Show.ZALO),
    Rows.PRODUCTS: (Show.COMMUNE,),
}

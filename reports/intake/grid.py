"""The communes of one page as they were sent in; a form for each of them out.

Each commune's cells are those of its own form, read by the same fields: on the page
their names carry the number of the return in front, "45.c-12-0".
"""

from collections.abc import Iterable, Mapping
from enum import Enum

from django.core.exceptions import ValidationError

from reports.figures import FigureTable, Level, Spec
from tuky_cnscd.forms import row_id
from tuky_cnscd.vietnamese import search_key

from .asked import Sheet
from .cells import CELL, CONFIRM, KEEP, NO_CASE, cell_name
from .forms import EntryForm, cells_named
from .versions import write_base

BASE = "base"
KPS = "KPS"
NOTHING_AROSE = ("kps", "khong phat sinh")
SENT_NAMES = (CELL, CONFIRM, KEEP, BASE)
SPLIT = (
    "Xã đã có số theo thôn cho chỉ tiêu này, nên chưa ghi tổng. Mở biểu của xã để xem."
)


class Way(Enum):
    """How one figure of a commune stands in the grid.

    WHOLE is typed too: no hamlet has a figure yet, so that a total typed here makes it
    "chỉ có tổng xã".
    """

    TYPED = "typed"
    WHOLE = "whole"
    BY_HAMLET = "by_hamlet"
    COMPUTED = "computed"
    LIST = "list"

    @property
    def is_typed(self):
        return self in (Way.TYPED, Way.WHOLE)


def specs_of_communes(table: FigureTable) -> tuple[Spec, ...]:
    """What the communes report: the columns of the grid."""
    levels = (Level.HAMLET, Level.COMMUNE)
    return tuple(spec for spec in table.specs if spec.level in levels)


def way_of(sheet: Sheet, spec: Spec) -> Way:
    """How this commune's figure stands in the grid."""
    if sheet.table.is_computed(spec.key):
        return Way.COMPUTED
    if spec.is_list:
        return Way.LIST
    if spec.level != Level.HAMLET or not sheet.commune.hamlets:
        return Way.TYPED
    if spec.key in sheet.commune.total_only:
        return Way.TYPED
    return Way.BY_HAMLET if _is_split(sheet, spec) else Way.WHOLE


def _is_split(sheet, spec):
    """Whether a hamlet has a figure, or a total stands that counts no more."""
    places = (None, *(hamlet.id for hamlet in sheet.commune.hamlets))
    cells = (sheet.table.cell(spec.key, sheet.commune.id, place) for place in places)
    return any(not cell.is_blank for cell in cells)


class LineForm(EntryForm):
    """One commune's line: the cells that are typed in the grid, and no others."""

    def __init__(self, sheet: Sheet, names: Iterable[str], data=None):
        super().__init__(sheet, data, only=names)
        self.keys = {asked.indicator_id: asked.spec for asked in self.cells.values()}
        self.whole = {i for i, s in self.keys.items() if way_of(sheet, s) is Way.WHOLE}

    def _ask_for_the_box(self, indicator_id):
        """A total for what the hamlets have given meanwhile is not taken."""
        spec = self.keys.get(indicator_id)
        if spec and way_of(self.sheet, spec) is Way.BY_HAMLET and self._says(spec):
            self.refuse_split(indicator_id)

    def _says(self, spec):
        """Whether something was typed there that does not stand there yet."""
        name = cell_name(self.sheet.ids[spec.key])
        reading, standing = self.cleaned_data.get(name), self.cells[name].standing
        if reading is None or reading.is_blank:
            return False
        return (reading.state, reading.value) != (standing.state, standing.value)

    def refuse_split(self, indicator_id):
        """Leave a total where it was typed: the hamlets have figures now."""
        error = ValidationError(SPLIT, code="refused")
        self.add_error(cell_name(indicator_id), error)

    def newly_whole(self) -> set[int]:
        """Indicators of which a total was typed first: "chỉ có tổng xã" from now on."""
        specs = [(i, self.keys[i]) for i in self.whole]
        return set() if self.is_refused else {i for i, s in specs if self._says(s)}

    def total_only(self):
        """Left alone: what is new is added by whoever holds the return."""
        return None

    def standing(self):
        """Nothing: the sheet was read before the return was held."""
        return None

    def changes(self) -> bool:
        """Whether anything that can be taken differs from what stands there."""
        return any(self._differs(proposal) for proposal in self.proposals())

    def _differs(self, proposal):
        standing = self.sheet.cells[cell_name(*proposal.place)].standing
        return (proposal.state, proposal.value) != (standing.state, standing.value)

    def base_json(self):
        """The versions of this line's cells alone: what else is there is not shown."""
        kept = self._base if self.is_bound else {}
        versions = {
            name: kept.get(name, 0)
            if self.is_kept_as_typed(name)
            else self.sheet.cells[name].standing.version
            for name in self.cells
        }
        return write_base(versions, ())


def line_of(sheet: Sheet, specs: Iterable[Spec], data=None) -> LineForm:
    """The form of one commune; `data`: what was sent of it, its names without number.

    What was sent is read even where it is typed no more: it stays, with the reason.
    """
    if data is not None:
        totals = {cell_name(sheet.ids[s.key]) for s in specs if not s.is_list}
        named = [n for n in cells_named(data) if n in totals and n in sheet.cells]
        return LineForm(sheet, named, data)
    return LineForm(
        sheet,
        [cell_name(sheet.ids[s.key]) for s in specs if way_of(sheet, s).is_typed],
    )


def sent_by_return(data: Mapping[str, str]) -> dict[int, dict[str, str]]:
    """{submission id: {name: text}} of what a page sent."""
    lines: dict[int, dict[str, str]] = {}
    for name, text in data.items():
        number, dot, rest = name.partition(".")
        pk = row_id(number)
        if dot and pk is not None and rest.startswith(SENT_NAMES):
            lines.setdefault(pk, {})[rest] = text
    for line in lines.values():
        _tick_nothing_arose(line)
    return lines


def _tick_nothing_arose(line):
    """The grid has no box for it: the word that it prints itself stands for the box."""
    for name in [n for n in line if n.startswith(CELL)]:
        if search_key(line[name]) in NOTHING_AROSE:
            line[NO_CASE + name] = "1"

"""A commune's figures in; the tables and notes that its own paper prints out."""

from dataclasses import dataclass, replace
from functools import cached_property

from reports.blocks import Bullet, IndicatorTable, Paragraph, PlaceTable
from reports.facts import amount_text
from reports.figures import CommuneUnit, FigureTable, Level, Spec
from reports.models import Figure
from reports.printed import Printed, rows_of_table, when_counted
from reports.totals import Total, commune_totals, hamlet_total
from teams.models import Hamlet
from tuky_cnscd.vietnamese import format_count

NOT_KNOWN = "chưa có số liệu"
NOT_KNOWN_SHORT = "chưa có"
MOST_COLUMNS = 5  # figures beside each other, so that their heads can be read
ENTERED = (Level.HAMLET, Level.COMMUNE)


def entered_specs(table: FigureTable) -> tuple[Spec, ...]:
    """The indicators that a commune reports; the others are the district's."""
    return tuple(spec for spec in table.specs if spec.level in ENTERED)


def place_word(commune: CommuneUnit) -> str:
    """What the commune's parts are called: thôn, or all kinds where they differ."""
    for kind in Hamlet.Kind:
        if all(hamlet.name.startswith(f"{kind.label} ") for hamlet in commune.hamlets):
            return kind.label
    return "thôn, khu dân cư"


def blanks_of(table: FigureTable, commune_id: int) -> tuple[str, ...]:
    """What has no figure yet: "Số hộ (thôn An Lao)", in the order of the form."""
    totals = commune_totals(table, commune_id)
    names = {hamlet.id: hamlet.name for hamlet in table.commune(commune_id).hamlets}
    found = []
    for spec in entered_specs(table):
        blanks = totals[spec.key].blanks
        if blanks and not table.is_computed(spec.key):
            places = [names[place.hamlet_id] for place in blanks if place.hamlet_id]
            some = places and len(places) < len(names)
            where = f" ({', '.join(places)})" if some else ""
            found.append(_full_name(spec, table) + where)
    return tuple(found)


def commune_figures(period, table: FigureTable, commune_id: int) -> tuple:
    """The table of the commune's totals with its notes, as blocks.

    What stands outside the table (`in_table`) follows as a line of its own.
    """
    specs = entered_specs(table)
    printed = _printed(period, table, commune_id)
    rows = IndicatorTable(printed.rows(rows_of_table(specs)))
    others = (spec for spec in specs if not spec.in_table and not spec.part_of)
    beside = (Bullet(f"{spec.name}: {printed.sentence(spec)}") for spec in others)
    blanks = blanks_of(table, commune_id)
    note = (Paragraph(f"Chưa có số liệu ở: {'; '.join(blanks)}."),) if blanks else ()
    return (when_counted(period, specs), rows, *note, *beside)


def hamlet_figures(period, table: FigureTable, commune_id: int) -> tuple:
    """Hamlets by figures, a few columns at a time; nothing without hamlets."""
    commune = table.commune(commune_id)
    printed = _printed(period, table, commune_id)
    specs = [
        spec
        for spec in entered_specs(table)
        if spec.level == Level.HAMLET and spec.key not in commune.total_only
    ]
    starts = range(0, len(specs) if commune.hamlets else 0, MOST_COLUMNS)
    return tuple(printed.by_hamlet(specs[at : at + MOST_COLUMNS]) for at in starts)


def _printed(period, table, commune_id):
    """The commune's figures alone: the district's own are not on its paper."""
    cells = {at: cell for at, cell in table.cells.items() if at[1] == commune_id}
    table = replace(table.only(commune_id), cells=cells)
    word = place_word(table.commune(commune_id))
    return _CommunePrinted(
        period=period,
        table=table,
        totals=commune_totals(table, commune_id),
        mark=lambda _, total: _what_lacks(total, word),
        commune_id=commune_id,
    )


@dataclass(frozen=True)
class _CommunePrinted(Printed):
    """As the district's, but a row of which nothing is known says so in words."""

    commune_id: int

    @cached_property
    def commune(self):
        return self.table.commune(self.commune_id)

    def text(self, spec):
        specs = (spec, *self.table.parts_of(spec.key))
        if all(self.totals[s.key].value is None for s in specs):
            return NOT_KNOWN
        return super().text(spec)

    def sentence(self, spec):
        """What stands in the cell, with its unit and a full stop."""
        text = self.text(spec)
        if text.endswith("."):  # a list, with its unit and names
            return text
        unit = "" if text == NOT_KNOWN else f" {spec.unit.lower()}"
        return f"{text}{unit}."

    def by_hamlet(self, specs):
        """One line a hamlet, one column an indicator, and the sums."""
        word = place_word(self.commune)
        return PlaceTable(
            columns=("STT", _capital(word), *(self._head(spec) for spec in specs)),
            rows=tuple(
                (str(n), _capital(h.name), *(self._cell(spec, h.id) for spec in specs))
                for n, h in enumerate(self.commune.hamlets, start=1)
            ),
            total=("", "Cộng", *(self._sum(spec) for spec in specs)),
        )

    def _head(self, spec):
        """Number, name and unit; a part goes by the number of its total."""
        whole = self.table.spec(spec.part_of) if spec.part_of else spec
        number = f"{whole.number}. " if whole.number else ""
        return f"{number}{spec.name} ({spec.unit})"

    def _cell(self, spec, hamlet_id):
        cell = self.table.cell(spec.key, self.commune_id, hamlet_id)
        if cell.state == Figure.State.NONE:
            return self.none()
        total = hamlet_total(self.table, spec.key, self.commune_id, hamlet_id)
        return NOT_KNOWN_SHORT if total.value is None else amount_text(spec, total)

    def _sum(self, spec):
        unknown = self.totals[spec.key].value is None
        return NOT_KNOWN_SHORT if unknown else self.amount(spec)


def _what_lacks(total: Total, word: str) -> str:
    """Behind a sum: how many of its places are blank."""
    if not total.blanks or total.value is None:
        return ""
    hamlets = {place.hamlet_id for place in total.blanks if place.hamlet_id}
    if hamlets:
        return f" (còn {format_count(len(hamlets))} {word} {NOT_KNOWN})"
    return " (chưa đủ số liệu)"


def _full_name(spec, table):
    whole = f"{table.spec(spec.part_of).name}, " if spec.part_of else ""
    return f"{whole}{spec.name}"


def _capital(text):
    return f"{text[:1].upper()}{text[1:]}"

"""Figures and their totals in; the rows and lines that a paper prints of them out."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from reports.blocks import Paragraph, Row
from reports.facts import amount_text
from reports.figures import FigureTable, Spec, Time
from reports.headings import headings
from reports.models import Figure, ReportingPeriod
from reports.totals import Total
from tuky_cnscd.vietnamese import EMPTY, decree_day_month


@dataclass(frozen=True)
class Printed:
    """A table of figures on paper, the district's or one commune's.

    `mark` gives what stands behind a total that does not hold every place, such as
    " (22/23 xã)"; nothing if it does.
    """

    period: ReportingPeriod
    table: FigureTable
    totals: Mapping[str, Total]
    mark: Callable[[Spec, Total], str]

    def rows(self, specs: Iterable[Spec]) -> tuple[Row, ...]:
        """One row for each indicator, with parts and names in its cell.

        A group opens with a row of its own, which holds its heading alone.
        """
        specs = tuple(specs)
        above = headings(specs)
        rows = []
        for spec in specs:
            if spec.key in above:
                rows.append(Row("", above[spec.key], "", ""))
            rows.append(Row(spec.number, spec.name, spec.unit, self.text(spec)))
        return tuple(rows)

    def text(self, spec: Spec) -> str:
        """What stands in the indicator's cell."""
        total = self.totals[spec.key]
        text = (
            self.amount(spec) + self.mark(spec, total) + self.cumulative(spec, "; {}")
        )
        parts = self.table.parts_of(spec.key)
        if parts:
            text += " trong đó: " + ", ".join(
                f"{self.amount(part)} {part.unit.lower()} {part.name}"
                + self.cumulative(part, " ({})")
                for part in parts
            )
        if spec.is_list and total.names:
            text += f" {spec.unit.lower()} gồm: {', '.join(total.names)}."
        return text

    def cumulative(self, spec: Spec, words: str) -> str:
        """The running total that is kept beside it, within `words`; "" without one."""
        other = self.table.cumulative_of(spec.key)
        if other is None:
            return ""
        amount = self.amount(other) + self.mark(other, self.totals[other.key])
        return words.format(f"lũy kế: {amount}")

    def amount(self, spec: Spec) -> str:
        """The number alone: a dash for "không phát sinh" if the period says so."""
        if self._prints_dash and self._nothing_arose(spec):
            return EMPTY
        return amount_text(spec, self.totals[spec.key])

    def none(self) -> str:
        """How one "không phát sinh" prints: 0 or a dash."""
        return EMPTY if self._prints_dash else "0"

    @property
    def _prints_dash(self):
        return self.period.none_as == ReportingPeriod.NoneAs.DASH

    def _nothing_arose(self, spec):
        """Whether every unit said "không phát sinh"; a typed zero prints as 0."""
        cells = [c for place, c in self.table.cells.items() if place[0] == spec.key]
        return bool(cells) and all(cell.state == Figure.State.NONE for cell in cells)


def rows_of_table(specs: Iterable[Spec]) -> tuple[Spec, ...]:
    """The indicators that have a row of the table.

    Parts stand in their total's, running totals in that of what they add up.
    """
    tops = [spec for spec in specs if spec.in_table and not spec.part_of]
    keys = {spec.key for spec in tops}
    return tuple(spec for spec in tops if spec.cumulative_of not in keys)


def when_counted(period: ReportingPeriod, specs: Iterable[Spec]) -> Paragraph:
    """The cut-off, and which rows are counted at it rather than over the period."""
    first, last = decree_day_month(period.first_day), decree_day_month(period.last_day)
    stocks = [
        spec.number
        for spec in specs
        if spec.in_table and spec.number and spec.time == Time.STOCK
    ]
    at_cut_off = f"; số ở các dòng {', '.join(stocks)} tính tại ngày {last}"
    return Paragraph(
        f"(Số liệu từ ngày {first} đến hết ngày {last}{at_cut_off if stocks else ''})"
    )

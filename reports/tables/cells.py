"""Figures at a place in; a cell as it prints, with its number for a spreadsheet, out.

A blank is never a zero: "…" stands for what is not known, "–" for what there is not
(no period to compare with, no plan).
"""

from dataclasses import dataclass
from decimal import Decimal

from reports.facts import amount_text
from reports.figures import Spec
from reports.models import ReportingPeriod
from reports.tables.sources import Figures, Sources
from reports.tables.spec import Show, Unknown
from reports.totals import Place, Total
from tuky_cnscd.vietnamese import (
    EMPTY,
    format_number,
    format_percent,
    round_half_up,
)

UNKNOWN = "…"
SHARE_DECIMALS = 2


@dataclass(frozen=True)
class Cell:
    """What is printed; in a spreadsheet `value` in this number format, if there is one.

    known: False where a sum is withheld or not known at all.
    """

    text: str = ""
    value: Decimal | None = None
    format: str = "#,##0"
    known: bool = True


NONE = Cell()
NOT_KNOWN = Cell(UNKNOWN, known=False)
NOT_THERE = Cell(EMPTY)


@dataclass(frozen=True)
class Cells:
    """The cells of a table: an indicator, a place and what is shown of it in."""

    sources: Sources
    unknown: Unknown

    def of(self, show: Show, spec: Spec, where: Place | None) -> Cell:
        """What stands there; a `where` of None means the whole district."""
        now, last, year_ago = (
            getattr(self.sources, name) for name in ("now", "last", "year_ago")
        )
        match show:
            case Show.UNIT:
                return Cell(spec.unit)
            case Show.VALUE:
                return self._amount(now, spec, where)
            case Show.LAST:
                return self._amount(last, spec, where)
            case Show.YEAR_AGO:
                return self._amount(year_ago, spec, where)
            case Show.CUMULATIVE:
                return self._cumulative(spec, where)
            case Show.PLAN:
                return self._plan(spec)
            case Show.PLAN_SHARE:
                return self._plan_share(spec)
            case Show.CHANGE:
                return self._change(spec, where)
            case Show.CHANGE_SHARE:
                return self._change_share(spec, where)
            case Show.NAMES:
                return self._names(spec, where)
        raise ValueError(f"Nothing of an indicator: {show}")

    def _amount(self, figures: Figures | None, spec, where) -> Cell:
        total = figures and figures.total(spec.key, where)
        if total is None:
            return NOT_THERE
        if figures.is_complete(spec, total, where):
            return self._known(figures, spec, total, where)
        if self.unknown == Unknown.KNOWN and total.value is not None:
            mark = figures.mark(spec, total, where)
            text = amount_text(spec, total) + mark
            return Cell(text, total.value, f'{_format(spec)}"{mark}"', known=False)
        return NOT_KNOWN

    def _known(self, figures, spec, total, where):
        as_dash = self.sources.period.none_as == ReportingPeriod.NoneAs.DASH
        if as_dash and figures.nothing_arose(spec, where):
            return Cell(EMPTY, total.value, f'"{EMPTY}"')
        return Cell(amount_text(spec, total), total.value, _format(spec))

    def _cumulative(self, spec, where):
        other = self.sources.now.of.table.cumulative_of(spec.key)
        return self._amount(self.sources.now, other, where) if other else NOT_THERE

    def _plan(self, spec):
        value = self.sources.plans.get(spec.key)
        if value is None:
            return NOT_THERE
        total = Total(spec.key, value)
        return Cell(amount_text(spec, total), value, _format(spec))

    def _plan_share(self, spec):
        """Of the running total where one is kept, else of the period's own figure."""
        plan = self.sources.plans.get(spec.key)
        if not plan:
            return NOT_THERE
        counted = self.sources.now.of.table.cumulative_of(spec.key) or spec
        done = self._complete(self.sources.now, counted, None)
        return NOT_KNOWN if done is None else _share(100 * done / plan)

    def _change(self, spec, where):
        now, last, cell = self._both(spec, where)
        if cell:
            return cell
        text = _signed(now - last, format_number(abs(now - last), spec.decimals))
        if spec.is_ratio:
            text += " điểm %"
        plain = _format(spec, percent=False)
        return Cell(text, now - last, _with_sign(plain))

    def _change_share(self, spec, where):
        now, last, cell = self._both(spec, where)
        if cell:
            return cell
        if not last or spec.is_ratio:
            return NOT_THERE
        share = _share(100 * (now - last) / last)
        text = _signed(share.value, share.text.lstrip("-"))
        return Cell(
            text, share.value, f"+{share.format};-{share.format};{share.format}"
        )

    def _both(self, spec, where):
        """This period's number and the last one's; or the cell that stands instead."""
        last = self.sources.last
        if last is None or last.total(spec.key, where) is None:
            return None, None, NOT_THERE
        now = self._complete(self.sources.now, spec, where)
        before = self._complete(last, spec, where)
        if now is None or before is None:
            return None, None, NOT_KNOWN
        return now, before, None

    def _complete(self, figures, spec, where) -> Decimal | None:
        total = figures.total(spec.key, where)
        if total is None or not figures.is_complete(spec, total, where):
            return None
        return total.value

    def _names(self, spec, where):
        if not spec.is_list:
            return NONE
        total = self.sources.now.total(spec.key, where)
        return Cell("; ".join(total.names)) if total else NONE


def _signed(value, text):
    return f"{'+' if value > 0 else '-' if value < 0 else ''}{text}"


def _with_sign(form):
    return f"+{form};-{form};{form}"


def _share(value) -> Cell:
    value = round_half_up(value, SHARE_DECIMALS)
    return Cell(format_percent(value), value, '#,##0.00"%"')


def _format(spec: Spec, *, percent=True) -> str:
    fraction = f".{'0' * spec.decimals}" if spec.decimals else ""
    sign = '"%"' if spec.is_ratio and percent else ""
    return f"#,##0{fraction}{sign}"

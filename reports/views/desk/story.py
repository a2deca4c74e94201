"""A cell of a return in; its meaning, earlier figures and every value of it out."""

from dataclasses import dataclass

from reports.figures import FigureTable, Spec, Time, load_table
from reports.intake.asked import Asked, Sheet, spec_label
from reports.judging import last_table, same_period_last_year
from reports.models import Figure, ReportingPeriod
from reports.totals import commune_total, hamlet_total

from .cells import cell_text, total_text
from .history import PastValue


@dataclass(frozen=True)
class Earlier:
    """What an earlier period says in the same place."""

    period: ReportingPeriod
    words: str
    text: str


@dataclass(frozen=True)
class Story:
    """All that helps to fill in one cell."""

    name: str
    place: str
    spec: Spec
    time: str
    now: str
    beside: tuple[tuple[str, str], ...]
    earlier: tuple[Earlier, ...]
    values: tuple[PastValue, ...]
    figure_id: int | None = None

    @property
    def title(self):
        return spec_label(self.spec)


def story_of(asked: Asked, sheet: Sheet, submission) -> Story:
    """A fixed number of queries."""
    spec = asked.spec
    return Story(
        name=asked.name,
        place=sheet.hamlet_names.get(asked.hamlet_id, sheet.commune.name),
        spec=spec,
        time=Time(spec.time).label,
        now=cell_text(spec, asked.standing),
        beside=tuple(_beside(asked, sheet)),
        earlier=tuple(_earlier(asked, submission)),
        values=tuple(_values(asked)),
        figure_id=asked.standing.figure_id,
    )


def _beside(asked, sheet):
    """The running total of a flow, or the flow of a running total, there now."""
    spec, table = asked.spec, sheet.table
    if spec.cumulative_of and table.has(spec.cumulative_of):
        other, words = table.spec(spec.cumulative_of), "Trong kỳ"
    else:
        other, words = table.cumulative_of(spec.key), "Lũy kế"
    if other is None:
        return
    place = (sheet.commune.id, asked.hamlet_id)
    if asked.hamlet_id is None:
        yield words, total_text(other, commune_total(table, other.key, place[0]))
    else:
        yield words, total_text(other, hamlet_total(table, other.key, *place))


def _earlier(asked, submission):
    period = submission.period
    if period.previous:
        table = last_table(period, commune_id=submission.commune_id)
        yield Earlier(period.previous, "Kỳ trước", _text(asked, table, submission))
    year_ago = same_period_last_year(period)
    if year_ago and year_ago != period.previous:
        rows = year_ago.submissions.handed_in().filter(commune=submission.commune_id)
        table = load_table(year_ago, rows)
        yield Earlier(year_ago, "Cùng kỳ năm trước", _text(asked, table, submission))


def _text(asked: Asked, table: FigureTable, submission) -> str:
    """The same place in another period; nothing where it was not asked or not sent."""
    commune_id, spec = submission.commune_id, asked.spec
    reported = table.has_commune(commune_id)
    if not reported or not table.has(spec.key):
        return ""
    if asked.hamlet_id:
        return cell_text(spec, table.cell(spec.key, commune_id, asked.hamlet_id))
    return total_text(spec, commune_total(table, spec.key, commune_id))


def _values(asked):
    figure = Figure.objects.filter(pk=asked.standing.figure_id).first()
    if figure is None:
        return
    rows = figure.versions.select_related("by", "file", "message").defer(
        "file__content"
    )
    for version in rows.order_by("-number"):
        yield PastValue(version, cell_text(asked.spec, version))

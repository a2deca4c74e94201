"""One figure in; every value that it ever had, newest first, and its uses, out."""

from dataclasses import dataclass

from django.utils.functional import cached_property

from reports.figures import Spec
from reports.models import Figure, FigureVersion

from .cells import cell_text
from .uses import Uses, uses_of


@dataclass(frozen=True)
class PastValue:
    version: FigureVersion
    text: str

    @property
    def names(self):
        return self.version.names


@dataclass
class HistoryPage:
    figure: Figure
    values: tuple[PastValue, ...]
    uses: Uses

    @cached_property
    def place(self):
        """The hamlet and commune that the figure is of, or the district."""
        submission = self.figure.submission
        if submission is None:
            return f"{self.figure.indicator.period.district} (số liệu riêng)"
        places = [self.figure.hamlet, submission.commune]
        return ", ".join(str(place) for place in places if place)


def history_page(figure, *, sees_district) -> HistoryPage:
    """A fixed number of queries."""
    indicator = figure.indicator
    spec = Spec(indicator.key, kind=indicator.kind, decimals=indicator.decimals)
    versions = figure.versions.select_related("by", "file", "message")
    versions = versions.defer("file__content", "message__text").order_by("-number")
    values = tuple(PastValue(v, cell_text(spec, v)) for v in versions)
    by_number = {value.version.number: value for value in values}
    uses = uses_of(figure, by_number, sees_district=sees_district)
    return HistoryPage(figure, values, uses)

"""The district's own figures as typed in; proposed figures out."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from reports.figures import Cell, FigureTable, Level, Spec
from reports.models import Figure
from reports.recording import Conflict, Proposal
from tuky_cnscd.vietnamese import EMPTY, format_number

from .cells import CONFIRM, NO_CASE, NumberCell, Question, Typed, cell_name
from .versions import BASE, VersionField

CITED = "source-"
MOST_CITED = 500
ASK_SOURCE = (
    "Ghi cơ quan cung cấp số liệu, có thể kèm văn bản và ngày, ví dụ “Công an huyện, "
    "Báo cáo số 15/BC-CAH ngày 10/6/2023”."
)


@dataclass(frozen=True)
class OwnFigure:
    """An indicator that the district counts itself, and what stands there now.

    `cited`: the body or document that the figure was taken from.
    """

    spec: Spec
    indicator_id: int
    standing: Cell
    cited: str = ""

    @property
    def name(self):
        return cell_name(self.indicator_id)

    @property
    def asks_source(self):
        """Whether it comes from others, so that the paper may have to say from whom."""
        return self.spec.level == Level.DISTRICT or bool(self.spec.source)


@dataclass(frozen=True)
class DrawnFigure:
    """One figure as the form shows it."""

    spec: Spec
    name: str
    typed: Typed
    base: int
    errors: tuple[str, ...]
    question: Question | None = None
    cited: str = ""
    cited_errors: tuple[str, ...] = ()
    asks_source: bool = False

    cited_name = property(lambda self: CITED + self.name)
    none_name = property(lambda self: NO_CASE + self.name)
    confirm_name = property(lambda self: CONFIRM + self.name)
    base_name = property(lambda self: BASE + self.name)


def own_figures(table: FigureTable, ids, sources=None) -> tuple[OwnFigure, ...]:
    """What the district enters itself; `ids` of indicators and `sources` by key."""
    cited = sources or {}
    return tuple(
        OwnFigure(spec, ids[spec.key], table.cell(spec.key), cited.get(spec.key, ""))
        for spec in table.specs
        if (spec.level == Level.DISTRICT or spec.district_adds)
        and not (spec.is_list or table.is_computed(spec.key))
    )


class DistrictForm(forms.Form):
    """One number for each figure; what cannot be taken keeps its text."""

    def __init__(self, figures, data=None):
        super().__init__(data)
        self.figures = figures
        self.newer = {}
        for figure in figures:
            self.fields[figure.name] = NumberCell(figure.spec.decimals)
            self.fields[BASE + figure.name] = VersionField()
            if figure.asks_source:
                self.fields[CITED + figure.name] = forms.CharField(
                    required=False, max_length=MOST_CITED, strip=True
                )

    def clean(self):
        for figure in self.figures:
            reading = self.cleaned_data.get(figure.name)
            cited = self.cleaned_data.get(CITED + figure.name)
            if figure.spec.source and cited == "" and reading and not reading.is_blank:
                self.add_error(CITED + figure.name, ASK_SOURCE)

    def proposals(self) -> list[Proposal]:
        """What was typed, each with the version that the page showed."""
        return [self._proposal(figure) for figure in self.figures]

    def _proposal(self, figure):
        reading = self.cleaned_data[figure.name]
        return Proposal(
            indicator_id=figure.indicator_id,
            hamlet_id=None,
            state=reading.state,
            value=reading.value,
            based_on=self.cleaned_data[BASE + figure.name],
            cited=self._cited(figure, reading),
        )

    def _cited(self, figure, reading):
        """What a figure was taken from; a blank was taken from nowhere."""
        if not figure.asks_source:
            return None
        return "" if reading.is_blank else self.cleaned_data[CITED + figure.name]

    def stand_against(self, conflicts: tuple[Conflict, ...]):
        """Show what others saved meanwhile; sending again then replaces it."""
        for conflict in conflicts:
            name = cell_name(conflict.proposal.indicator_id)
            theirs = conflict.theirs
            self.newer[name] = theirs.number
            at = f"{timezone.localtime(theirs.at):%H:%M}"
            error = (
                f"{theirs.by} vừa ghi {_said(theirs)} lúc {at}, sau khi bạn mở trang."
                " Số của bạn chưa được lưu; bấm lưu lần nữa nếu vẫn muốn thay."
            )
            self.add_error(name, ValidationError(error, code="taken"))

    def drawn(self) -> list[DrawnFigure]:
        """The figures in order, as the page shows them."""
        return [self._drawn(figure) for figure in self.figures]

    def _drawn(self, figure):
        errors = self.errors.get(figure.name, forms.utils.ErrorList())
        questions = [e for e in errors.as_data() if isinstance(e, Question)]
        return DrawnFigure(
            spec=figure.spec,
            name=figure.name,
            typed=self._typed(figure),
            base=self.newer.get(figure.name, self._base(figure)),
            errors=tuple(errors),
            question=questions[0] if questions else None,
            cited=self._shown_source(figure),
            cited_errors=tuple(self.errors.get(CITED + figure.name, ())),
            asks_source=figure.asks_source,
        )

    def _shown_source(self, figure):
        if self.is_bound:
            return self.data.get(CITED + figure.name, "")
        return figure.cited or figure.spec.source

    def _typed(self, figure):
        if self.is_bound:
            widget = self.fields[figure.name].widget
            return widget.value_from_datadict(self.data, self.files, figure.name)
        standing = figure.standing
        text = "" if standing.value is None else format_number(standing.value)
        return Typed(text, none=standing.state == Figure.State.NONE)

    def _base(self, figure):
        if self.is_bound:
            return self.cleaned_data[BASE + figure.name]
        return figure.standing.version


def _said(version):
    if version.state == Figure.State.NONE:
        return "không phát sinh"
    return EMPTY if version.value is None else format_number(version.value)

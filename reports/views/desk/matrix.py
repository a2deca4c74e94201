"""A period in; communes × indicators, each figure with what stands at it, out."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from reports.figures import FigureTable, Spec
from reports.judging import gather_evidence
from reports.models import Figure, Submission
from reports.news import news, seen_by
from reports.totals import commune_total, district_total
from tuky_cnscd.vietnamese import nfc, search_key

from .cells import anchor, total_text
from .marks import ENTERED, NOTHING, CellMarks, Mark, count_marks, marked_cells
from .review import review_url

A_PAGE = 50
ANY = "co"
NONE_AROSE = "kps"
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: cells of one mark, or of any; a commune's name."""

    mark: str = ""
    search: str = ""
    page: str | int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Wanted":
        """Read from a query: loc, q, trang."""
        mark = query.get("loc", "")
        search = " ".join(nfc(query.get("q", ""))[:LONGEST_SEARCH].split())
        known = mark == ANY or mark in Mark.values
        return cls(mark if known else "", search, query.get("trang", 1))

    def query(self, **changes) -> str:
        """The address of the same with `changes`, from its first page."""
        asked = replace(self, **changes)
        words = {"loc": asked.mark, "q": asked.search}
        return "?" + urlencode({name: word for name, word in words.items() if word})


@dataclass(frozen=True)
class MatrixCell:
    """One commune's total of one indicator; `why`: what was found there."""

    text: str
    url: str
    marks: tuple[Mark, ...]
    blanks: int
    why: str

    @property
    def worst(self):
        return self.marks[0].value if self.marks else ""


@dataclass(frozen=True)
class MatrixRow:
    submission: Submission
    url: str
    cells: tuple[MatrixCell, ...]


@dataclass(frozen=True)
class Column:
    """An indicator, with the district's total and how many cells are what."""

    spec: Spec
    name: str
    total: str
    blanks: int
    asked: int
    odd: int


@dataclass(frozen=True)
class MarkTab:
    label: str
    sign: str
    count: int | None
    query: str
    active: bool
    value: str = ""


@dataclass(frozen=True)
class Matrix:
    wanted: Wanted
    columns: tuple[Column, ...]
    page: Page
    tabs: tuple[MarkTab, ...]
    expected: int
    looked_at: datetime | None


def matrix_page(period, user, wanted: Wanted) -> Matrix:
    """One page of communes; the counts are of all that are searched for."""
    evidence = gather_evidence(period)
    seen, looked_at = seen_by(user, period)
    cells = marked_cells(period, evidence, news(period, seen, besides=user))
    typed = search_key(wanted.search)
    every = list(period.submissions.in_district_order())
    found = [s for s in every if typed in s.commune.search_key]
    ids = {s.commune_id for s in found}
    cells = {place: cell for place, cell in cells.items() if place[0] in ids}
    kept = {place for place, cell in cells.items() if _is_wanted(cell, wanted.mark)}
    specs = _columns(evidence.table, wanted, kept)
    marked = {commune for commune, _ in kept}
    rows = [s for s in found if not wanted.mark or s.commune_id in marked]
    page = Paginator(rows, A_PAGE).get_page(wanted.page)
    page.object_list = [
        _row(s, specs, evidence, cells, period) for s in page.object_list
    ]
    return Matrix(
        wanted=wanted,
        columns=tuple(_heads(specs, evidence.table, cells)),
        page=page,
        tabs=tuple(_tabs(wanted, cells)),
        expected=len(every),
        looked_at=looked_at,
    )


def _is_wanted(cell: CellMarks, mark: str) -> bool:
    return mark in ("", ANY) or mark in cell.marks


def _columns(table: FigureTable, wanted, kept) -> list[Spec]:
    """What communes enter, or what follows from it; of these, what is asked for."""
    keys = {key for _, key in kept}
    return [
        spec
        for spec in table.specs
        if spec.level in ENTERED and (not wanted.mark or spec.key in keys)
    ]


def _row(submission, specs, evidence, cells, period) -> MatrixRow:
    url = review_url(submission.pk, period.pk)
    why: dict[str, str] = {}
    if any((submission.commune_id, spec.key) in cells for spec in specs):
        for finding in evidence.judgement(submission.commune_id).findings:
            why.setdefault(finding.key, finding.message)
    drawn = (
        _cell(spec, submission.commune_id, evidence.table, cells, url, why)
        for spec in specs
    )
    return MatrixRow(submission, url, tuple(drawn))


def _cell(spec, commune_id, table, cells, url, why) -> MatrixCell:
    marked = cells.get((commune_id, spec.key), NOTHING)
    total = commune_total(table, spec.key, commune_id)
    text = total_text(spec, total)
    if not total.blanks and _none_arose(table, spec, commune_id):
        text = NONE_AROSE
    return MatrixCell(
        text=text,
        url=f"{url}#{anchor(spec.key, marked.hamlet_id)}",
        marks=marked.in_order,
        blanks=marked.blanks,
        why=why.get(spec.key, ""),
    )


def _none_arose(table, spec, commune_id) -> bool:
    """Whether everything that was typed for it says “không phát sinh”."""
    if table.is_computed(spec.key):
        return False
    commune = table.commune(commune_id)
    places = [None, *(hamlet.id for hamlet in commune.hamlets)]
    typed = [table.cell(spec.key, commune_id, place) for place in places]
    states = {cell.state for cell in typed if not cell.is_blank}
    return states == {Figure.State.NONE}


def _heads(specs, table, cells):
    counts = Counter((key, m) for (_, key), cell in cells.items() for m in cell.marks)
    for spec in specs:
        yield Column(
            spec=spec,
            name=_short(table, spec),
            total=total_text(spec, district_total(table, spec.key)),
            blanks=counts[spec.key, Mark.BLANK],
            asked=counts[spec.key, Mark.WAITING] + counts[spec.key, Mark.ANSWERED],
            odd=counts[spec.key, Mark.ERROR] + counts[spec.key, Mark.ODD],
        )


def _short(table, spec) -> str:
    """“4. Số người…”; an unnumbered part under the number of its total: “6 – Mức 1”."""
    number = spec.number.strip(" .")
    if number:
        return f"{number}. {spec.name}"
    whole = table.spec(spec.part_of).number.strip(" .") if spec.part_of else ""
    return f"{whole} – {spec.name}" if whole else spec.name


def _tabs(wanted, cells):
    yield MarkTab("Tất cả", "", None, wanted.query(mark=""), not wanted.mark)
    is_any = wanted.mark == ANY
    yield MarkTab("Có việc", "", len(cells), wanted.query(mark=ANY), is_any, ANY)
    counts = count_marks(cells)
    for mark in Mark:
        query, active = wanted.query(mark=mark.value), wanted.mark == mark
        yield MarkTab(mark.label, mark.sign, counts[mark], query, active, mark.value)

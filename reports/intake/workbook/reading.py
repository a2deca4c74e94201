"""A file that was filled in, and the return's sheet, in; what it proposes out.

Nothing is guessed and nothing erased: what is doubtful is asked, a blank stays blank.
"""

from dataclasses import dataclass, field

from reports.intake.asked import Sheet
from reports.intake.cells import Reading
from reports.intake.proposed import Offer, Problem, Proposed
from tuky_cnscd.grids import Grid, read_grids
from tuky_cnscd.vietnamese import format_count

from .comparing import compare_columns, compare_parts
from .differences import missing_lines, other_form
from .finding import Pages, find_pages
from .keys import Keys
from .placing import Placed, place_grid, place_rows
from .values import Said, Unreadable, read_value

MOST_FORM_ROWS = 1_000
UNCALCULATED = (
    "Công thức chưa được tính, nên không có số. Mở tệp bằng Excel hoặc LibreOffice rồi"
    " lưu lại, hoặc gõ thẳng số."
)


@dataclass(frozen=True)
class SheetReading:
    """What a file says of a return; `notes`: what was decided without asking."""

    offer: Offer
    notes: tuple[str, ...] = ()


@dataclass
class Findings:
    """What the cells say, gathered one after another, by cell name."""

    said: dict[str, Said] = field(default_factory=dict)
    wheres: dict[str, str] = field(default_factory=dict)
    renamed: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    blank: int = 0
    outdated: int = 0

    @property
    def readings(self) -> dict[str, Reading]:
        return {name: said.reading for name, said in self.said.items()}


def read_form(file, sheet: Sheet, period) -> SheetReading:
    """Read a filled-in form; `file` is open for reading bytes.

    Raises SpreadsheetError: the file cannot be read, or is not this form.
    """
    return read_pages(form_grids(file), sheet, period)


def form_grids(file) -> list[Grid]:
    """The sheets of a file that may be a form. Raises SpreadsheetError."""
    return read_grids(file, MOST_FORM_ROWS)


def read_pages(
    grids: list[Grid], sheet: Sheet, period, *, by_hand=False
) -> SheetReading:
    """The same of a file's sheets; `by_hand`: a person said whose they are.

    Raises NotThisForm.
    """
    pages = find_pages(grids, sheet, period, by_hand=by_hand)
    found = Findings(problems=[*other_form(pages.keys, sheet)])
    compared = []
    if pages.grid:
        _read_page(found, place_grid(pages.grid, sheet), sheet)
        compared += compare_columns(pages.grid, found.readings, sheet)
    if pages.rows:
        _read_page(found, place_rows(pages.rows, sheet), sheet)
        compared += compare_parts(pages.rows, found.readings, sheet)
    found.problems += missing_lines(pages, sheet)
    proposed = tuple(_proposed(found, pages, sheet))
    offer = Offer(proposed, tuple(found.problems), tuple(compared))
    return SheetReading(offer, tuple(_notes(found, pages)))


# --- what the cells say ---------------------------------------------------------------


def _read_page(found: Findings, placed: Placed, sheet: Sheet):
    grid, renamed = placed.located.grid, placed.located.renamed
    found.problems += placed.problems
    for name, (row, column) in placed.places.items():
        asked = sheet.cells[name]
        where = grid.where(row, column)
        try:
            if (row, column) in grid.uncalculated:
                raise Unreadable(UNCALCULATED)
            found.said[name] = read_value(grid.at(row, column), asked)
        except Unreadable as error:
            message = f"{sheet.label(asked)}: {error.message}"
            found.problems.append(Problem(where, message))
        found.wheres[name] = where
        if row in renamed and asked.hamlet_id:
            found.renamed[name] = renamed[row]


# --- what it proposes -----------------------------------------------------------------


def _proposed(found: Findings, pages: Pages, sheet: Sheet):
    """Every cell that says something, in the order of the form."""
    for name, asked in sheet.cells.items():
        said = found.said.get(name)
        if said is None:
            continue
        same = _is(asked.standing, said.reading)
        if said.reading.is_blank:
            found.blank += not asked.standing.is_blank
        elif _is_untouched(said, pages.keys, name, asked) and not same:
            found.outdated += 1
        else:
            doubts = [] if same else _doubts(found, pages, sheet, asked, said)
            yield Proposed(
                name=name,
                reading=said.reading,
                said=said.text,
                where=found.wheres[name],
                doubt=" ".join(filter(None, doubts)),
            )


def _is(standing, reading):
    return (standing.state, standing.value, standing.names) == (
        reading.state,
        reading.value,
        reading.names,
    )


def _is_untouched(said, keys: Keys | None, name, asked):
    """Whether the file still says what it said when it was made."""
    if keys is None or name not in keys.cells:
        return False
    try:
        return read_value(keys.cells[name][1], asked).reading == said.reading
    except Unreadable:
        return False


def _doubts(found, pages, sheet, asked, said):
    yield said.doubt
    if asked.name in found.renamed:
        yield (
            f"Dòng này ghi “{found.renamed[asked.name]}”, trong biểu là"
            f" {sheet.hamlet_names[asked.hamlet_id]}. Có phải cùng một thôn?"
        )
    if not pages.is_known:
        yield "Không rõ tệp này của xã nào, kỳ nào."
    if pages.keys is None:
        if not asked.standing.is_blank:
            yield "Không rõ tệp được xuất lúc nào, mà trên biểu đã có số khác."
    elif pages.keys.cells.get(asked.name, (0, ""))[0] != asked.standing.version:
        at = pages.keys.made_at
        yield (
            "Trên biểu đã có người sửa ô này sau khi xuất tệp"
            f" ({at:%H:%M} ngày {at:%d/%m/%Y})."
        )


def _notes(found: Findings, pages: Pages):
    if pages.keys is None:
        yield (
            "Tệp đã mất trang khóa ẩn, nên số được nhận theo tên thôn và tên chỉ tiêu;"
            " ô nào trên biểu đã có số khác thì không đánh dấu sẵn."
        )
    if found.blank:
        yield (
            f"{format_count(found.blank)} ô để trống trong tệp mà trên biểu đã có số:"
            " giữ số trên biểu. Muốn xóa thì xóa ngay trên biểu."
        )
    if found.outdated:
        yield (
            f"{format_count(found.outdated)} ô trong tệp để nguyên như lúc xuất, trên"
            " biểu đã có người sửa từ đó: giữ số trên biểu."
        )

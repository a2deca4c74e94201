"""A DataTable enters; it stands in a .docx, with heads of several levels, and rows."""

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm, Pt

from reports.blocks import DataTable
from reports.outputs import fonts, wordml
from reports.outputs.tables import SIDES, WIDTHS, measures

TO_THE_LEFT = frozenset({"name", "text"})
MARGINS = (0.9, 1.7)  # mm of a cell: above and below, at its sides
LINE = 1.2  # of the letters' size; the font's single line is 1.15
MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER
CENTRE = WD_ALIGN_PARAGRAPH.CENTER


def add_data_table(file, block: DataTable, *, style: str, plain) -> None:
    """Add the ruled table; its head repeats and rows are kept whole.

    style: of the cells' paragraphs; plain: how running text is set.
    """
    table = file.add_table(
        len(block.heads) + len(block.lines), len(block.columns), style="Table Grid"
    )
    wordml.set_widths(table, _widths(block), margins=MARGINS)
    rows = [list(row.cells) for row in table.rows]  # each asks the whole table
    style = file.styles[style].style_id  # looked up once, not for each cell
    points = Pt(measures(block).points)
    heads = len(block.heads)
    for cell, text in _placed(block, rows[:heads]):
        _write(cell, plain(text), style, points, bold=True, centred=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    for row, height in zip(table.rows[:heads], head_heights(block), strict=True):
        wordml.keep_whole(row)
        wordml.repeat_head(row)
        row.height = Mm(height)  # at least; more where a program needs it
    for line, row, cells in zip(
        block.lines, table.rows[heads:], rows[heads:], strict=True
    ):
        if not line.is_tall:
            wordml.keep_whole(row)
        _write_line(block, line, cells, style, points, plain)


def head_heights(block: DataTable) -> list[float]:
    """Millimetres that each row of the head needs, merged cells shared out.

    LibreOffice cuts off what a merged cell has too much where it repeats the head on
    the next page, unless the rows themselves are tall enough.
    """
    points, widths = measures(block).points, _widths(block)
    heights = [0.0] * len(block.heads)
    spans = sorted(_spans(block), key=lambda span: span[0].rows)
    for head, level, first in spans:
        room = sum(widths[first : first + head.columns]) - SIDES
        lines = len(fonts.balanced(head.text, room, points, fonts.BOLD))
        needed = lines * points * LINE * fonts.MM_PER_POINT + 2 * MARGINS[0]
        rows = slice(level, level + head.rows)
        heights[rows.stop - 1] += max(0, needed - sum(heights[rows]))
    return heights


def _spans(block):
    """Each cell of the head with the row and the column that it begins in."""
    taken = set()
    for level, heads in enumerate(block.heads):
        free = (c for c in range(len(block.columns)) if (level, c) not in taken)
        for head in heads:
            first = next(free)
            for _ in range(head.columns - 1):
                next(free)
            last = first + head.columns - 1
            taken |= {
                (down, across)
                for down in range(level, level + head.rows)
                for across in range(first, last + 1)
            }
            yield head, level, first


def _placed(block, rows):
    """Each cell of the head where it stands, merged over what it spans."""
    for head, level, first in _spans(block):
        cell = rows[level][first]
        if (head.rows, head.columns) != (1, 1):
            last = first + head.columns - 1
            cell = cell.merge(rows[level + head.rows - 1][last])
        yield cell, head.text


def _write_line(block, line, cells, style, points, plain):
    if line.is_heading:
        whole = cells[0].merge(cells[-1])
        for empty in whole.paragraphs[1:]:
            empty._p.getparent().remove(empty._p)
        cells, texts, kinds = [whole], [line.cells[1]], ["name"]
    else:
        texts, kinds = line.cells, block.columns
    for cell, text, kind in zip(cells, texts, kinds, strict=True):
        centred = kind not in TO_THE_LEFT
        _write(
            cell, plain(text), style, points, bold=line.role != "row", centred=centred
        )
    if line.role == "group":
        for cell in cells:
            cell.paragraphs[0].paragraph_format.keep_with_next = True


def _write(cell, text, style, points, *, bold, centred):
    paragraph = cell.paragraphs[0]
    for empty in cell.paragraphs[1:]:
        empty._p.getparent().remove(empty._p)
    paragraph._p.style = style
    if centred:
        paragraph.alignment = CENTRE
    cell.vertical_alignment = MIDDLE
    wordml.write(paragraph, text, size=points, bold=bold or None)


def _widths(block):
    """Millimetres of each column; the last has what rounding leaves."""
    found = measures(block)
    widths = [found.of(kind) for kind in block.columns]
    *others, _ = widths
    return (*others, WIDTHS[block.wide] - sum(others))

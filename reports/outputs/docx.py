"""A ReportDocument enters, the bytes of its .docx leave; the layout is Decree 30's.

The same words as on the PDF, in styles that a person can go on writing with. Word
brings the face itself: the file names Times New Roman and holds no font.
"""

import re

from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.shared import Mm, Pt

from reports.blocks import ReportDocument, Status
from reports.outputs import fonts, paper, wordml
from reports.outputs.wordml import write

LAYOUT_SPACES = re.compile(r"[ \t\n\r\f]+")
CENTRE, JUSTIFIED = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.JUSTIFY
LEFT = WD_ALIGN_PARAGRAPH.LEFT
MIDDLE = WD_CELL_VERTICAL_ALIGNMENT.CENTER
FIRST_LINE = Mm(12.7)
LINES = 1.09  # of the font's single line, as on the PDF: 17,5 pt at 14 pt
SHORT_RULE = 0.42  # of the line above
HEAD = (paper.LEFT_CELL, paper.RIGHT_CELL)
HALVES = (paper.TEXT_WIDTH / 2, paper.TEXT_WIDTH / 2)
INDICATOR_COLUMNS = (12, 72, 25, 56)
PLACE_COLUMNS = (12, 41)
FORM, WIDE_FORM = (12, 45, 22, 22), (12, 82, 22, 40)  # number, name, unit, value
PLACES_SIZE = Pt(11)
COPY_MARK = "Bản Word để tham khảo, không phải bản ban hành"
CELL_MARGINS = (1, 1.8)
SIGNATURE_SPACE = Mm(26)
HEADINGS = {1: "Heading 1", 2: "Heading 2", 3: "Heading 3"}
NUMBER, DAY = "SoKyHieu", "NgayThang"  # bookmarks: a person may meet them in Word
LETTERHEAD, ANNEX_TITLE, CELL, RECIPIENT, SIGNER = (
    "Đầu văn bản",
    "Tên phụ lục",
    "Ô trong bảng",
    "Nơi nhận",
    "Người ký",
)


def render_docx(document: ReportDocument) -> bytes:
    """The paper as .docx bytes: A4, with its title and language.

    Raises ReportRenderError where the PDF would: a character that its font lacks.
    """
    paper.refuse_unprintable(document)
    file = wordml.blank_document()
    _set_styles(file)
    _set_page(file.sections[0], document)
    _set_properties(file.core_properties, document)
    _write_head(file, document)
    if document.kind:
        _write_title(file, document)
    _write_addressees(file, document.addressees)
    _write_body(file, document)
    _write_end(file, document)
    for annex in document.annexes:
        _write_annex(file, document, annex)
    return wordml.file_bytes(file)


# --- the frame --------------------------------------------------------------------


def _set_styles(file):
    text = {"line_spacing": LINES, "space_before": Pt(6)}
    text["first_line_indent"] = FIRST_LINE
    heading = {**text, "bold": True, "keep_with_next": True, "keep_together": True}
    styles = file.styles
    wordml.shape(styles["Normal"], points=14)
    wordml.shape(styles["Body Text"], points=14, alignment=JUSTIFIED, **text)
    for level, name in HEADINGS.items():
        wordml.shape(styles[name], points=14, italic=level == 3, **heading)
        wordml.set_outline(styles[name], level)
        styles[name].next_paragraph_style = styles["Body Text"]
    centred = {"bold": True, "alignment": CENTRE, "line_spacing": LINES}
    wordml.shape(styles["Title"], points=14, space_before=Pt(18), **centred)
    wordml.shape(styles["Subtitle"], points=14, **centred)
    wordml.shape(styles["Header"], points=14, alignment=CENTRE)
    wordml.shape(styles["Footer"], points=10, alignment=LEFT)
    wordml.add_style(file, LETTERHEAD, points=13, alignment=CENTRE)
    wordml.add_style(file, ANNEX_TITLE, points=14, **centred)
    wordml.set_outline(styles[ANNEX_TITLE], 1)
    wordml.add_style(file, CELL, points=12, line_spacing=LINES)
    wordml.add_style(file, RECIPIENT, points=11)
    wordml.add_style(file, SIGNER, points=14, **centred)


def _set_page(section, document):
    """A4, the decree's margins; number from page 2, marks on page 1, code on all."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance, section.footer_distance = Mm(7), Mm(8)
    section.different_first_page_header_footer = True
    wordml.add_page_number(section.header.paragraphs[0])
    _write_marks(section.first_page_header.paragraphs[0], document)
    for foot in (section.first_page_footer, section.footer):
        _write_foot(foot.paragraphs[0], document)


def _write_marks(paragraph, document):
    """Example on the left, draft on the right; nothing on a paper to be signed."""
    paragraph.alignment = LEFT
    edge = Mm(paper.TEXT_WIDTH)
    paragraph.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)
    if document.is_example:
        write(paragraph, paper.EXAMPLE_MARK, size=Pt(10), italic=True)
    if document.status == Status.DRAFT:
        write(paragraph, f"\t{paper.DRAFT_MARK}", size=Pt(13), bold=True)


def _write_foot(paragraph, document):
    """What this file is not, on the left; the code of its figures on the right."""
    write(paragraph, COPY_MARK, italic=True)
    if code := paper.code_line(document):
        edge = Mm(paper.TEXT_WIDTH)
        paragraph.paragraph_format.tab_stops.add_tab_stop(edge, WD_TAB_ALIGNMENT.RIGHT)
        write(paragraph, f"\t{code}")


def _set_properties(properties, document):
    wordml.clear(properties)
    properties.title = document.title[:255]
    properties.author = " ".join(document.letterhead.issuing_agency)[:255]
    properties.language = wordml.LANGUAGE


# --- from the top -----------------------------------------------------------------


def _write_head(file, document):
    about = paper.about_lines(document)
    table = file.add_table(rows=3 if about else 2, cols=2)
    wordml.set_widths(table, HEAD)
    (agency, nation), (number, place), *_ = (row.cells for row in table.rows)
    issuer = paper.issuer_lines(document)
    for line in paper.parent_lines(document):
        write(_line(agency, LETTERHEAD), line)
    for line in issuer:
        write(_line(agency, LETTERHEAD), line, bold=True)
    _short_rule(_line(agency, LETTERHEAD), issuer[-1], 13, paper.LEFT_CELL)
    write(_line(nation, LETTERHEAD), paper.NATION, bold=True)
    write(_line(nation, LETTERHEAD), paper.MOTTO, bold=True, size=Pt(14))
    width = fonts.width(paper.MOTTO, 14, fonts.BOLD)
    wordml.draw_rule(_line(nation, LETTERHEAD), width, paper.RIGHT_CELL)
    parts = _named_parts(document)
    for cell, text, name, look in (
        (number, document.number_line, NUMBER, {}),
        (place, document.place_and_date, DAY, {"italic": True, "size": Pt(14)}),
    ):
        paragraph = _line(cell, LETTERHEAD)
        paragraph.paragraph_format.space_before = Pt(6)
        paragraph.paragraph_format.line_spacing = Pt(18)
        wordml.write_named(paragraph, text, name, parts[name], **look)
    if about:
        paragraph = _line(table.rows[2].cells[0], LETTERHEAD)
        paragraph.paragraph_format.space_before = Pt(6)
        write(paragraph, "\n".join(about), size=Pt(paper.ABOUT_SIZE))


def _named_parts(document):
    """What an annex repeats of the head: number with symbol, and day."""
    day = document.place_and_date.removeprefix(f"{document.letterhead.place}, ")
    return {NUMBER: document.number_line.removeprefix("Số: "), DAY: day}


def _write_title(file, document):
    write(file.add_paragraph(style="Title"), document.kind.upper())
    lines = paper.subject_lines(document)
    write(file.add_paragraph(style="Subtitle"), "\n".join(lines))
    if lines:
        _short_rule(file.add_paragraph(), lines[-1], 14, paper.TEXT_WIDTH)


def _write_addressees(file, addressees):
    if not addressees:
        return
    if len(addressees) == 1:
        lines = [f"Kính gửi: {addressees[0]}"]
    else:
        lines = ["Kính gửi:", *_listed(addressees)]
    for position, line in enumerate(lines):
        paragraph = file.add_paragraph()
        look = paragraph.paragraph_format
        look.line_spacing = LINES
        look.space_before = Pt(0 if position else 12)
        look.space_after = Pt(6 if position == len(lines) - 1 else 0)
        if len(lines) == 1:
            look.alignment = CENTRE
        else:  # the dashes stand under the colon, 17.6 mm from "Kính gửi"
            look.left_indent = Mm(20 + 17.6 + 3) if position else Mm(20)
            look.first_line_indent = Mm(-3) if position else Mm(0)
        write(paragraph, _plain(line))


# --- the text ---------------------------------------------------------------------


def _write_body(file, document):
    if document.opening:
        _write_paragraph(file, document.opening)
    _write_blocks(file, document.body)
    for section in document.sections:
        title = section.title.upper() if section.level == 1 else section.title
        heading = file.add_paragraph(style=HEADINGS[section.level])
        write(heading, _plain(f"{section.number} {title}"))
        _write_blocks(file, section.blocks)


def _write_blocks(file, blocks, width=paper.TEXT_WIDTH):
    for block in blocks:
        WRITERS[block.kind](file, block, width)


def _write_paragraph(file, text, *, indent=True):
    paragraph = file.add_paragraph(style="Body Text")
    if not indent:
        paragraph.paragraph_format.first_line_indent = Mm(0)
    write(paragraph, _plain(text))
    return paragraph


def _write_indicators(file, block, width):
    rows = [
        (row.name, "", "", "")
        if row.is_heading
        else (row.stt, row.name, row.unit, row.value)
        for row in block.rows
    ]
    table = _add_table(file, block.columns, rows, INDICATOR_COLUMNS)
    for row, values in zip(block.rows, table.rows[1:], strict=True):
        if row.is_heading:
            _span(values)
            continue
        if row.is_tall:
            wordml.let_break(values)
        centred = (0, 2, 3) if row.is_figure else (0, 2)
        _centre(values, centred)


def _span(row):
    """A group's heading over the whole width, kept with the row that it heads."""
    paragraph, *empty = row.cells[0].merge(row.cells[-1]).paragraphs
    for each in empty:
        each._p.getparent().remove(each._p)
    paragraph.paragraph_format.keep_with_next = True
    for run in paragraph.runs:
        run.bold = True


def _write_places(file, block, width):
    """Places by figures; the columns of the figures share what is left of the page."""
    others = len(block.columns) - len(PLACE_COLUMNS)
    each = (width - sum(PLACE_COLUMNS)) / max(1, others)
    rows = [*block.rows, *([block.total] if block.total else [])]
    table = _add_table(file, block.columns, rows, (*PLACE_COLUMNS, *[each] * others))
    for row in table.rows[1:]:
        _centre(row, (n for n in range(len(block.columns)) if n != 1))
    for row in table.rows:
        for run in _runs(row):
            run.font.size = PLACES_SIZE
    for run in _runs(table.rows[-1]) if block.total else ():
        run.bold = True


def _write_form(file, block, width):
    """A form to fill in; the column that says how to count has what is left."""
    stt, asked, unit, value = WIDE_FORM if width == paper.WIDE_TEXT else FORM
    counted = width - stt - asked - unit - value
    widths = (stt, asked, unit, counted, value)
    table = _add_table(file, block.columns, block.rows, widths)
    for row in table.rows[1:]:
        _centre(row, (0, 2))


WRITERS = {
    "paragraph": lambda file, b, _: _write_paragraph(file, b.text, indent=b.indent),
    "bullet": lambda file, b, _: _write_paragraph(file, f"- {b.text}"),
    "numbered": lambda file, b, _: _write_paragraph(file, f"{b.number} {b.text}"),
    "table": _write_indicators,
    "places": _write_places,
    "form": _write_form,
}


def _add_table(file, columns, rows, widths):
    """A ruled table whose first row repeats; rows are kept whole."""
    gap = file.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(6)
    gap.paragraph_format.keep_with_next = True
    table = file.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
    wordml.set_widths(table, widths, margins=CELL_MARGINS)
    for row, texts in zip(table.rows, [columns, *rows], strict=True):
        wordml.keep_whole(row)
        for cell, text in zip(row.cells, texts, strict=True):
            cell.vertical_alignment = MIDDLE
            write(_line(cell, CELL), _plain(text))
    head = table.rows[0]
    wordml.repeat_head(head)
    _centre(head, range(len(columns)))
    for cell in head.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        cell.paragraphs[0].runs[0].bold = True
    return table


def _runs(row):
    return [run for cell in row.cells for run in cell.paragraphs[0].runs]


def _centre(row, positions):
    cells = row.cells
    for position in positions:
        cells[position].paragraphs[0].alignment = CENTRE


# --- the end ----------------------------------------------------------------------


def _write_end(file, document):
    """Closing, recipients and signature stay with the end of the text before them."""
    if file.paragraphs[-1]._p is file.element.body[-2]:
        file.paragraphs[-1].paragraph_format.keep_with_next = True
    if document.closing:
        closing = _write_paragraph(file, document.closing)
        closing.paragraph_format.keep_with_next = True
    gap = file.add_paragraph()
    gap.paragraph_format.line_spacing = Pt(12)
    gap.paragraph_format.keep_with_next = True
    table = file.add_table(rows=1, cols=2)
    wordml.set_widths(table, HALVES)
    wordml.keep_whole(table.rows[0])
    recipients, signer = table.rows[0].cells
    _write_recipients(recipients, document.recipients)
    _write_signature(signer, document.signature)
    last = file.add_paragraph()  # Word wants one after a table: as small as can be
    last.paragraph_format.line_spacing = Pt(1)


def _write_recipients(cell, recipients):
    write(_line(cell, RECIPIENT), "Nơi nhận:", bold=True, italic=True, size=Pt(12))
    for line in _listed(recipients):
        paragraph = _line(cell, RECIPIENT)
        paragraph.paragraph_format.left_indent = Mm(2)
        paragraph.paragraph_format.first_line_indent = Mm(-2)
        write(paragraph, _plain(line))


def _write_signature(cell, signature):
    for line in signature.authority:
        write(_line(cell, SIGNER), _plain(line.upper()))
    below = [signature.office.upper()] if signature.office else []
    for position, line in enumerate([*below, signature.name]):
        paragraph = _line(cell, SIGNER)
        if position == 0:
            paragraph.paragraph_format.space_before = SIGNATURE_SPACE
        write(paragraph, _plain(line))


def _write_annex(file, document, annex):
    """Pages of its own, numbered from 1, laid across where the table is wide."""
    section = file.add_section()
    file.paragraphs[-1].paragraph_format.line_spacing = Pt(1)
    wordml.number_pages_anew(section)
    section.first_page_header.is_linked_to_previous = False
    if annex.wide:
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
    write(file.add_paragraph(style="Subtitle"), annex.label)
    title = "\n".join(paper.annex_title_lines(annex))
    write(file.add_paragraph(style=ANNEX_TITLE), title)
    line = file.add_paragraph()
    line.alignment, line.paragraph_format.line_spacing = CENTRE, LINES
    parts = _named_parts(document)
    wordml.write_referring(line, document.enclosed_with(annex), parts, italic=True)
    _write_blocks(file, annex.blocks, paper.annex_width(annex))


# --- small things -----------------------------------------------------------------


def _line(cell, style):
    """The next paragraph of a cell, which begins with an empty one."""
    first = cell.paragraphs[0]
    unused = len(cell.paragraphs) == 1 and not first.runs
    paragraph = first if unused else cell.add_paragraph()
    paragraph.style = style
    return paragraph


def _short_rule(paragraph, line, points, room):
    """The rule under a centred block, by the width of its last line."""
    width = SHORT_RULE * fonts.width(line, points, fonts.BOLD)
    wordml.draw_rule(paragraph, min(width, room), room)


def _listed(lines):
    """Lines of a list with the paper's dash, and ";" or a last "."."""
    ends = [";"] * (len(lines) - 1) + ["."]
    return [f"- {line}{end}" for line, end in zip(lines, ends, strict=False)]


def _plain(text):
    """Line breaks and runs of spaces as one space, as the PDF sets them."""
    return LAYOUT_SPACES.sub(" ", text).strip(" ")

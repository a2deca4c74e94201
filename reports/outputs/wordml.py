"""What python-docx has no word for: in a document's parts enter, and are changed.

Faces for every script, styles, rules, fields, sure widths, and a file whose bytes
depend on nothing but its content.
"""

import zipfile
from io import BytesIO

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from tuky_cnscd.vietnamese import search_key

FACE = "Times New Roman"
LANGUAGE = "vi-VN"
SCRIPTS = ("ascii", "hAnsi", "cs", "eastAsia")
SIDES = ("top", "left", "bottom", "right")
WORD_2013 = "15"  # below it, Word says "Compatibility Mode" in the window's title
KEPT_STYLES = frozenset(
    {
        "Normal",
        "Body Text",
        "Title",
        "Subtitle",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Header",
        "Footer",
        "Default Paragraph Font",
        "Normal Table",
        "Table Grid",
        "No List",
    }
)
UNUSED_PARTS = ("/thumbnail", "/numbering", "/customXml", "/stylesWithEffects")


def blank_document():
    """An empty document of this language and face, with few and plain styles."""
    document = Document()
    for part in (document.part, document.part.package):
        unused = [i for i, r in part.rels.items() if r.reltype.endswith(UNUSED_PARTS)]
        for key in unused:
            del part.rels[key]
    _plain_styles(document)
    _plain_settings(document.settings.element)
    return document


def shape(style, *, points, bold=False, italic=False, **paragraph):
    """Set a paragraph style: size in points; the rest as paragraph_format knows it."""
    style.font.size = Pt(points)
    style.font.bold, style.font.italic = bold, italic
    style.font.color.rgb = RGBColor(0, 0, 0)
    _set_face(style.element.get_or_add_rPr())
    for name, value in paragraph.items():
        setattr(style.paragraph_format, name, value)


def add_style(document, name, **looks):
    """A paragraph style of the paper's own, under a name that a person reads."""
    style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.element.styleId = search_key(name).title().replace(" ", "")
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    shape(style, **looks)
    return style


def write(paragraph, text, **font):
    """Add a run; every space of the text stays."""
    run = paragraph.add_run(text)
    for piece in run._r.findall(qn("w:t")):
        piece.set(qn("xml:space"), "preserve")
    for name, value in font.items():
        setattr(run.font, name, value)
    return run


def draw_rule(paragraph, width, room):
    """Make an empty paragraph a line of `width`, centred in `room` (both in mm)."""
    side = Mm(max(0, (room - width) / 2))
    look = paragraph.paragraph_format
    look.left_indent = look.right_indent = side
    look.space_before, look.space_after = Pt(2), Pt(0)
    look.line_spacing = Pt(2)
    border = _element("pBdr")
    border.append(_element("top", val="single", sz="5", space="0", color="000000"))
    paragraph._p.get_or_add_pPr().insert_element_before(
        border, *("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc")
    )


def add_page_number(paragraph):
    """The number of the page, as a field."""
    field = _element("fldSimple", instr="PAGE")
    run = OxmlElement("w:r")
    run.text = "2"
    field.append(run)
    paragraph._p.append(field)


def write_named(paragraph, text, name, part, **font):
    """Write a text of which this part has a name that fields can refer to."""
    for piece, is_part in _cut(text, part):
        run = write(paragraph, piece, **font)
        if is_part:
            number = str(len(paragraph.part.element.xpath("//w:bookmarkStart")))
            run._r.addprevious(_element("bookmarkStart", id=number, name=name))
            run._r.addnext(_element("bookmarkEnd", id=number))


def write_referring(paragraph, text, names, **font):
    """Write a text in which each part of {name: part} is a field that shows, once it
    is updated, what stands under that name."""
    (name, part), *others = names.items()
    for piece, is_part in _cut(text, part):
        if is_part:
            _open_field(paragraph, f" REF {name} \\* MERGEFORMAT ")
            write(paragraph, piece, **font)
            _field_mark(paragraph, "end")
        elif others:
            write_referring(paragraph, piece, dict(others), **font)
        else:
            write(paragraph, piece, **font)


def _cut(text, part):
    before, found, after = text.partition(part) if part else (text, "", "")
    pieces = (before, False), (found, True), (after, False)
    return [(piece, is_part) for piece, is_part in pieces if piece]


def _open_field(paragraph, instruction):
    _field_mark(paragraph, "begin")
    code = OxmlElement("w:instrText")
    code.text = instruction
    code.set(qn("xml:space"), "preserve")
    paragraph.add_run()._r.append(code)
    _field_mark(paragraph, "separate")


def _field_mark(paragraph, kind):
    paragraph.add_run()._r.append(_element("fldChar", fldCharType=kind))


def number_pages_anew(section):
    """Count this section's pages from 1."""
    start = _element("pgNumType", start="1")
    section._sectPr.insert_element_before(
        start, *("w:cols", "w:formProt", "w:vAlign", "w:titlePg", "w:docGrid")
    )


def set_widths(table, widths, *, margins=(0, 0)):
    """Fixed column widths in mm, with the cells' margins: above and below, sides."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    properties = table._tbl.tblPr
    whole = properties.find(qn("w:tblW"))
    whole.set(qn("w:type"), "dxa")
    whole.set(qn("w:w"), str(Mm(sum(widths)).twips))
    room = OxmlElement("w:tblCellMar")
    for side, width in zip(SIDES, margins * 2, strict=True):
        room.append(_element(side, w=str(Mm(width).twips), type="dxa"))
    properties.insert_element_before(room, "w:tblLook")


def repeat_head(row):
    """Print this first row again on each page that the table runs on to."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row):
    """Do not tear this row over two pages."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def let_break(row):
    """Let this row run on to the next page: kept whole it would leave a hole."""
    properties = row._tr.get_or_add_trPr()
    for kept in properties.findall(qn("w:cantSplit")):
        properties.remove(kept)


def set_outline(style, level):
    """The level, from 1, at which headings of this style stand in an outline."""
    mark = _element("outlineLvl", val=str(level - 1))
    style.element.get_or_add_pPr().append(mark)


def clear(properties):
    """Drop what the library's own file says of its writer and its days."""
    for item in list(properties._element):
        properties._element.remove(item)


def file_bytes(document) -> bytes:
    """The file; the same document gives the same bytes."""
    loose, fixed = BytesIO(), BytesIO()
    document.save(loose)
    with zipfile.ZipFile(loose) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name)  # dated by the first day of the format
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED)
    return fixed.getvalue()


def _plain_styles(document):
    """Drop the styles that the paper does not use, and what the others look like."""
    for style in list(document.styles):
        if style.name not in KEPT_STYLES:
            style.delete()
        elif style.type == WD_STYLE_TYPE.PARAGRAPH:
            for tag in ("w:pPr", "w:rPr", "w:link", "w:rsid"):
                for found in style.element.findall(qn(tag)):
                    style.element.remove(found)
    defaults = document.styles.element.find(qn("w:docDefaults"))
    looks = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
    _set_face(looks)
    language = looks.find(qn("w:lang"))
    language.set(qn("w:val"), LANGUAGE)
    language.set(qn("w:eastAsia"), LANGUAGE)
    spacing = defaults.find(f"{qn('w:pPrDefault')}/{qn('w:pPr')}/{qn('w:spacing')}")
    spacing.set(qn("w:after"), "0")
    spacing.set(qn("w:line"), "240")


def _plain_settings(settings):
    for tag in ("w:savePreviewPicture", "w:proofState", "w:rsids"):
        settings.remove(settings.find(qn(tag)))
    compatibility = settings.find(qn("w:compat"))
    compatibility.remove(compatibility.find(qn("w:useFELayout")))
    compatibility.find(qn("w:compatSetting")).set(qn("w:val"), WORD_2013)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    language = settings.find(qn("w:themeFontLang"))
    language.set(qn("w:val"), LANGUAGE)
    language.set(qn("w:eastAsia"), LANGUAGE)
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")


def _set_face(looks):
    """The face for every script: one left out falls back to another font."""
    face = looks.get_or_add_rFonts()
    face.attrib.clear()
    for script in SCRIPTS:
        face.set(qn(f"w:{script}"), FACE)


def _element(tag, **attributes):
    element = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    return element

"""What Word is strict about in a .docx, beyond being XML: order, ids, names."""

import re
import zipfile
from io import BytesIO

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
# ISO/IEC 29500-1, Annex A: these children stand in this order and no other
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap "
    "overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc "
    "textDirection textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr "
    "sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow "
    "emboss imprint noProof snapToGrid vanish webHidden color spacing w kern "
    "position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize "
    "tblStyleColBandSize tblW jc tblCellSpacing tblInd tblBorders shd tblLayout "
    "tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar "
    "textDirection tcFitText vAlign hideMark",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar "
    "paperSrc pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg "
    "textDirection bidi rtlGutter docGrid printerSettings",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority "
    "semiHidden unhideWhenUsed qFormat locked personal personalCompose "
    "personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
}


def faults(body: bytes) -> list[str]:
    """Everything that Word would call unreadable content, in words."""
    with zipfile.ZipFile(BytesIO(body)) as file:
        names = file.namelist()
        parts = {name: file.read(name) for name in names}
    found = ["a part stands twice"] if len(names) != len(set(names)) else []
    trees = {
        name: etree.fromstring(text)
        for name, text in parts.items()
        if name.endswith((".xml", ".rels"))
    }
    found += _untyped(names, trees["[Content_Types].xml"])
    found += _lost(trees)
    styles = {
        style.get(f"{W}styleId") for style in trees["word/styles.xml"].iter(f"{W}style")
    }
    for name, tree in trees.items():
        found += [f"{name}: {each}" for each in _disordered(tree)]
        found += [f"{name}: {each}" for each in _unnamed(tree, styles)]
    return found


def _untyped(names, types):
    known = {each.get("Extension") or each.get("PartName").strip("/") for each in types}
    return [
        f"{name} has no type"
        for name in names
        if name not in known and name.rpartition(".")[2] not in known
    ]


def _lost(trees):
    """Relations to parts that are not there, or to the outside."""
    for name, tree in trees.items():
        if not name.endswith(".rels"):
            continue
        folder = name.partition("_rels/")[0]
        for each in tree:
            target = each.get("Target")
            place = target.strip("/") if target[0] == "/" else f"{folder}{target}"
            if each.get("TargetMode") == "External" or place not in trees:
                yield f"{name}: {target} is not in the file"


def _disordered(tree):
    for tag, order in ORDER.items():
        places = {f"{W}{child}": place for place, child in enumerate(order.split())}
        for element in tree.iter(f"{W}{tag}"):
            children = [places.get(child.tag, -1) for child in element]
            if -1 in children or children != sorted(children):
                yield f"{tag}: {[re.sub('{.*}', '', c.tag) for c in element]}"


def _unnamed(tree, styles):
    """Styles that are not there; bookmarks that share an id or a name, or stay open."""
    for tag in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
        for element in tree.iter(f"{W}{tag}"):
            if element.get(f"{W}val") not in styles:
                yield f"no style {element.get(f'{W}val')}"
    starts = list(tree.iter(f"{W}bookmarkStart"))
    for key in ("id", "name"):
        values = [each.get(f"{W}{key}") for each in starts]
        if len(values) != len(set(values)):
            yield f"two bookmarks with one {key}"
    ends = {each.get(f"{W}id") for each in tree.iter(f"{W}bookmarkEnd")}
    if ends != {each.get(f"{W}id") for each in starts}:
        yield "a bookmark stays open"
    for cell in tree.iter(f"{W}tc"):
        if cell[-1].tag != f"{W}p":
            yield "a cell does not end with a paragraph"

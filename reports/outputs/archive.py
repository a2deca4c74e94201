"""WeasyPrint's PDF, not written yet, enters; one that is PDF/A-2a and PDF/UA-1 leaves.

WeasyPrint writes a file for either standard, not for both (ISO 19005-2, ISO 14289-1).
Asked for PDF/UA-1 it leaves to do, here: the metadata name both and are not compressed;
the file tells its colours; what only places text is no table; headings skip no level;
what stands in the margins is no text of the document; no stream ends on a return, which
would pass for a part of the line's end after it and make the stream one byte too short.
"""

import base64
import re
from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

import pydyf

OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_identifier": True}  # of write_pdf()
COLOURS = "sRGB2014.icc"  # the ICC's own; WeasyPrint brings it, and keeps it open
HEADING = re.compile(r"/H([1-6])")
LAYOUT = {"/Table", "/THead", "/TBody", "/TR", "/TD"}
PAGINATION = pydyf.Dictionary({"Type": "/Pagination"})

XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
{created}<pdf:Producer>{producer}</pdf:Producer>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def finish(rendered, pdf: pydyf.PDF, spare: int = 0) -> None:
    """Make a PDF that WeasyPrint rendered with OPTIONS conform to both standards.

    What the file then says is the same for any spare; its bytes are not.
    """
    _name_both(rendered.metadata, pdf)
    _tell_colours(pdf, spare)
    elements = _elements(pdf)
    for element in elements:
        if element["S"] == "/Table":
            _tell_headings(element, pdf)
    _close_gaps(elements)
    _set_margins_aside(pdf, {element.reference for element in elements})


def seal(pdf: pydyf.PDF) -> None:
    """Compress every stream, once for all, so that none ends on a return."""
    for each in pdf.objects:
        if isinstance(each, pydyf.Stream):
            _seal(each)


def is_sealed(pdf: bytes) -> bool:
    """Whether that holds of the streams too that are made when a file is written.

    One in a hundred files is not: it has to be made again with another spare.
    """
    return b"\r\nendstream" not in pdf


# --- metadata ---------------------------------------------------------------------


def _name_both(metadata, pdf):
    stream = _object(pdf, pdf.catalog["Metadata"])
    stream.compress = False
    stream.stream = [_xmp(metadata, pdf).encode()]


def _xmp(metadata, pdf):
    created = metadata.created
    return XMP.format(
        title=escape(metadata.title or ""),
        language=escape(metadata.lang),
        created=f"<xmp:CreateDate>{created}</xmp:CreateDate>\n" if created else "",
        producer=pdf.info["Producer"].string,
    )


def _seal(stream):
    _, _, body = stream.data.partition(b"\nstream\n")
    body = body.removesuffix(b"\nendstream")
    filters = ["/FlateDecode"] if stream.compress else []
    if body.endswith(b"\r"):
        body, filters = base64.a85encode(body) + b"~>", ["/ASCII85Decode", *filters]
    if filters:
        stream.extra["Filter"] = pydyf.Array(filters)
    stream.compress, stream.stream = False, [body]


def _tell_colours(pdf, spare):
    profile = pydyf.Stream([_profile()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String("sRGB"),
        "Info": pydyf.String("sRGB" + " " * spare),
        "DestOutputProfile": profile.reference,
    }
    pdf.catalog["OutputIntents"] = pydyf.Array([pydyf.Dictionary(intent)])


@cache
def _profile():
    return (files("weasyprint.pdf") / COLOURS).read_bytes()


# --- structure --------------------------------------------------------------------


def _elements(pdf):
    """Every structure element that is reached from the root, in reading order."""
    (root,) = _object(pdf, pdf.catalog["StructTreeRoot"])["K"]
    return list(_below(root, pdf))


def _below(reference, pdf):
    waiting = [reference]
    while waiting:
        element = _object(pdf, waiting.pop())
        yield element
        kids = element.get("K", ())
        waiting += [kid for kid in reversed(kids) if isinstance(kid, bytes)]


def _tell_headings(table, pdf):
    """Say what each heading heads. A table that has none only places text: read as a
    table it would mislead."""
    inside = list(_below(table.reference, pdf))
    headings = [each for each in inside if each["S"] == "/TH"]
    for each in headings:
        row = _object(pdf, each["P"])
        in_head = _object(pdf, row["P"])["S"] == "/THead"
        each["A"]["Scope"] = "/Column" if in_head else "/Row"
    if not headings:
        _untable(inside)


def _untable(elements):
    for each in elements:
        if each["S"] in LAYOUT:
            each["S"] = "/Div"
            each.pop("A", None)


def _close_gaps(elements):
    """A công văn has no title above its annexes, a type may begin at any level: let no
    heading stand more than one level below the one that it belongs to."""
    above = []
    for element in elements:
        if match := HEADING.fullmatch(element["S"]):
            level = int(match[1])
            above = [each for each in above if each < level] + [level]
            element["S"] = f"/H{len(above)}"


def _set_margins_aside(pdf, reached):
    """Page numbers and codes are marked as text that belongs to no element: WeasyPrint
    leaves them out of the tree. Marked as artifacts, they are no text at all."""
    root = _object(pdf, pdf.catalog["StructTreeRoot"])
    numbers = _object(pdf, root["ParentTree"])["Nums"]
    pages = (_object(pdf, page) for page in pdf.page_references)
    for page, parents in zip(pages, numbers[1::2], strict=False):
        outside = [n for n, parent in enumerate(parents) if parent not in reached]
        for number in outside:
            parents[number] = "null"
        _mark_artifacts(_object(pdf, page["Contents"]).stream, set(outside))


def _mark_artifacts(tokens, numbers):
    if not numbers:
        return
    for place, token in enumerate(tokens):
        if isinstance(token, pydyf.Dictionary) and token.get("MCID") in numbers:
            tokens[place - 1 : place + 1] = ["/Artifact", PAGINATION]


def _object(pdf, reference):
    return pdf.objects[int(reference.split()[0])]

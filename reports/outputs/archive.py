"""WeasyPrint's PDF, not written yet, enters; one that is PDF/A-2a and PDF/UA-1 leaves.

WeasyPrint writes a file for either standard, not for both (ISO 19005-2, ISO 14289-1).
Asked for PDF/UA-1 it leaves to do, here: the metadata name both and are not compressed;
the file tells its colours; what only places text is no table; what stands in the
margins is no text of the document.
"""

from functools import cache
from importlib.resources import files
from xml.sax.saxutils import escape

import pydyf

OPTIONS = {"pdf_variant": "pdf/ua-1", "pdf_identifier": True}  # of write_pdf()
COLOURS = "sRGB2014.icc"  # the ICC's own; WeasyPrint brings it, and keeps it open
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


def finish(rendered, pdf: pydyf.PDF) -> None:
    """Make a PDF that WeasyPrint rendered with OPTIONS conform to both standards."""
    _name_both(rendered.metadata, pdf)
    _tell_colours(pdf)
    elements = _elements(pdf)
    for element in elements:
        if element["S"] == "/Table" and not _has(element, "/TH", pdf):
            _untable(element, pdf)
    _set_margins_aside(pdf, {element.reference for element in elements})


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


def _tell_colours(pdf):
    profile = pydyf.Stream([_profile()], {"N": 3}, compress=True)
    pdf.add_object(profile)
    intent = {
        "Type": "/OutputIntent",
        "S": "/GTS_PDFA1",
        "OutputConditionIdentifier": pydyf.String("sRGB"),
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


def _has(element, kind, pdf):
    return any(each["S"] == kind for each in _below(element.reference, pdf))


def _untable(element, pdf):
    """A table without headings only places text: read as one it would mislead."""
    for each in _below(element.reference, pdf):
        if each["S"] in LAYOUT:
            each["S"] = "/Div"
            each.pop("A", None)


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

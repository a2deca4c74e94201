"""A PDF and bytes for machines enter, the PDF that carries them leaves; and back.

PDF/A-2 allows no attachment but another PDF/A. So the bytes are the application's own
data of the document (ISO 32000-1, 14.5): catalog → PieceInfo → TuKyCNSCD → Private, a
stream that is not compressed, which any program that reads PDF finds, and which stays
when a signature is added.
"""

from datetime import date as Date
from io import BytesIO

import pydyf
from pypdf import PdfReader
from pypdf.generic import StreamObject

OWNER = "TuKyCNSCD"
MEDIA_TYPE = "/application#2Fjson"
MOST = 4 * 1024 * 1024  # bytes; an issued paper's own are some thousands
UNDATED = Date(1970, 1, 1)  # the entry wants a day; it must not be the clock's


def attach(pdf: pydyf.PDF, payload: bytes, day: Date | None) -> None:
    """Put the bytes into a PDF that is not written yet, as of the paper's own day."""
    data = pydyf.Stream([payload], {"Subtype": MEDIA_TYPE})
    pdf.add_object(data)
    piece = {
        "LastModified": pydyf.String(f"D:{day or UNDATED:%Y%m%d}"),
        "Private": data.reference,
    }
    pdf.catalog["PieceInfo"] = pydyf.Dictionary({OWNER: pydyf.Dictionary(piece)})


def read_payload(pdf: bytes) -> bytes | None:
    """The bytes that render_pdf() put into this PDF; None if there are none.

    Takes any bytes: what is no PDF, is broken or is locked has none either, nor has
    one whose data are larger than MOST. Says nothing of where the file comes from.
    """
    try:
        found = _stream(PdfReader(BytesIO(pdf)))
        data = found.get_data() if isinstance(found, StreamObject) else None
    except Exception:  # a stranger's broken file fails in pypdf in any way there is
        return None
    return data if data is not None and len(data) <= MOST else None


def _stream(reader):
    place = reader.root_object
    for name in ("/PieceInfo", f"/{OWNER}", "/Private"):
        place = place.get(name)
        place = None if place is None else place.get_object()
        if place is None:
            return None
    return place

"""A file's bytes and its name in; the response that shows or downloads it out."""

import re

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header

from tuky_cnscd.exports import CSV
from tuky_cnscd.spreadsheets import XLSX
from tuky_cnscd.vietnamese import search_key

# A file loads nothing, runs nothing and stands in no frame. The browsers' own viewers
# bring inline styles, and show no PDF in a sandbox.
ALONE = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"
SHOWN = ("application/pdf", "image/")
NOT_IN_NAMES = re.compile(r"[^a-z0-9.]+")


def kept_file(row) -> HttpResponse:
    """The bytes of an Attachment or a DocumentFile as they were sent."""
    shown = row.content_type.startswith(SHOWN)
    viewed = row.content_type == "application/pdf"
    policy = f"{ALONE}; object-src 'self'" if viewed else f"{ALONE}; sandbox"
    return HttpResponse(
        bytes(row.content),
        content_type=row.content_type,
        headers={
            "Content-Disposition": content_disposition_header(not shown, row.name),
            "Content-Security-Policy": policy,
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
        },
    )


def xlsx_response(content: bytes, *words: str) -> HttpResponse:
    """A spreadsheet under a plain name: "bieu-hung-dao-6-thang-dau-nam-2023.xlsx"."""
    return _under_name(HttpResponse(content, content_type=XLSX), "xlsx", words)


def csv_response(pieces, *words: str) -> StreamingHttpResponse:
    """A .csv sent piece by piece as it is made, under a name of the same kind."""
    return _under_name(StreamingHttpResponse(pieces, content_type=CSV), "csv", words)


def _under_name(response, ending, words):
    name = NOT_IN_NAMES.sub("-", search_key(" ".join(words))).strip("-.")
    header = content_disposition_header(True, f"{name}.{ending}")
    response["Content-Disposition"] = header
    return response

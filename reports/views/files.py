"""A file's bytes and the words of its name in; the response that downloads it out."""

import re

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from tuky_cnscd.spreadsheets import XLSX
from tuky_cnscd.vietnamese import search_key

NOT_IN_NAMES = re.compile(r"[^a-z0-9.]+")


def xlsx_response(content: bytes, *words: str) -> HttpResponse:
    """A spreadsheet under a plain name: "bieu-hung-dao-6-thang-dau-nam-2023.xlsx"."""
    name = NOT_IN_NAMES.sub("-", search_key(" ".join(words))).strip("-.")
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = content_disposition_header(True, f"{name}.xlsx")
    return response

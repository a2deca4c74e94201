"""What a page's first load takes over the wire, as the server would send it."""

import gzip
import re
from urllib.parse import urljoin

import brotli

from tests.pages import Page

MOST = 100 * 1024  # bytes, for any page of the example
LINKED = {"link[rel=stylesheet]": "href", "link[rel=icon]": "href"}
SOURCES = {"script[src]": "src", "img[src]": "src"}
UNPACK = {"br": brotli.decompress, "gzip": gzip.decompress}
PACKED = {"accept-encoding": "br, gzip"}
IN_STYLESHEET = re.compile(r"url\(\s*[\"']?(?!data:)([^)\"']+)")


class Scale:
    """Weighs the pages that a signed-in client is sent; files are weighed once."""

    def __init__(self, client):
        self.client = client
        self.files: dict[str, int] = {}

    def weigh(self, address: str) -> tuple[int, Page]:
        """Bytes of the page with all that it links, and the page."""
        size, body = self._fetch(address)
        page = Page(body)
        return size + sum(self._file(name) for name in _linked(address, page)), page

    def _file(self, address):
        if address not in self.files:
            size, body = self._fetch(address)
            self.files[address] = size
            if address.endswith(".css"):
                names = IN_STYLESHEET.findall(body.decode())
                others = {urljoin(address, name) for name in names}
                self.files[address] += sum(self._file(name) for name in others)
        return self.files[address]

    def _fetch(self, address):
        """The size as sent, and the body in plain."""
        response = self.client.get(address, follow=True, headers=PACKED)
        if response.status_code != 200:
            raise ValueError(f"{address}: {response.status_code}")
        body = response.getvalue()
        unpack = UNPACK.get(response.headers.get("Content-Encoding"), bytes)
        return len(body), unpack(body)


def _linked(address, page):
    return {
        urljoin(address, match.etree_element.get(attribute))
        for selector, attribute in (LINKED | SOURCES).items()
        for match in page.all(selector)
    }

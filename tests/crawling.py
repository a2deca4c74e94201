"""Walking a site by its links, as somebody does who tries every page once."""

from collections import Counter, deque
from collections.abc import Callable, Iterable
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve

FILES = (".pdf", ".xlsx", ".csv", ".docx", ".json")


def crawl(visit: Callable[[str], Iterable[str]], *, each: int = 2, start="/") -> list:
    """Visit `start` and what it leads to; return the addresses in order.

    `visit` opens an address and returns its links. Of pages of one kind (one view)
    only `each` are visited, and one with a query: a district has hundreds.
    """
    waiting, seen, kinds, visited = deque([start]), {start}, Counter(), []
    while waiting:
        address = waiting.popleft()
        kind = _, has_query = kind_of(address)
        if kinds[kind] >= (1 if has_query else each):
            continue
        kinds[kind] += 1
        visited.append(address)
        for link in visit(address):
            target = _within(address, link)
            if target and target not in seen:
                seen.add(target)
                waiting.append(target)
    return visited


def kind_of(address: str) -> tuple[str, bool]:
    """Return the name of the page's view, and whether the address has a query."""
    parts = urlsplit(address)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        name = parts.path
    return name, bool(parts.query)


def _within(address, link):
    """The page of this site that a link leads to, or None."""
    parts = urlsplit(urljoin(address, link))
    if parts.scheme or parts.netloc or parts.path.endswith(FILES):
        return None
    return parts._replace(fragment="").geturl()

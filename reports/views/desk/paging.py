"""A list in; the one page of it that is asked for, and the ways to the others, out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator


@dataclass(frozen=True)
class Paged:
    """`items` of this page; `first` to `last` of `total`, counted from one.

    `before`, `after`: the addresses of the neighbours, or nothing.
    """

    items: Sequence[Any]
    number: int
    pages: int
    first: int
    last: int
    total: int
    before: str
    after: str


def paged(rows: Sequence[Any], number, size: int, query_of: Callable[[int], str]):
    """A page that does not exist gives the nearest one; `query_of` a page's address."""
    page = Paginator(rows, size).get_page(number)
    return Paged(
        items=page.object_list,
        number=page.number,
        pages=page.paginator.num_pages,
        first=page.start_index(),
        last=page.end_index(),
        total=page.paginator.count,
        before=query_of(page.number - 1) if page.has_previous() else "",
        after=query_of(page.number + 1) if page.has_next() else "",
    )

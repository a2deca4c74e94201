"""A kept file's bytes in; its sheets out, read once where it is shown again.

A list of forms, the question whether to take them and the taking read the same bytes
within a minute, some 40 ms a form.
"""

import io
from functools import lru_cache

from tuky_cnscd.grids import Grid

from .reading import form_grids

MOST_REMEMBERED = 60  # files, in each process
LARGEST_REMEMBERED = 40 * 1024  # bytes; a form of sixty hamlets is smaller


def grids_of(content: bytes) -> list[Grid]:
    """The sheets of a file that may be a form. Raises SpreadsheetError."""
    if len(content) > LARGEST_REMEMBERED:
        return form_grids(io.BytesIO(content))
    return list(_remembered(content))


@lru_cache(maxsize=MOST_REMEMBERED)
def _remembered(content):
    return tuple(form_grids(io.BytesIO(content)))

"""The bytes of a finished paper's PDF enter, what breaks Decree 30's layout leaves.

Nothing here knows how the paper was made: it reads what is on the pages, whoever's
program drew them.
"""

from .findings import LintFinding
from .lint import lint
from .page import UnreadablePdf

__all__ = ["LintFinding", "UnreadablePdf", "lint"]

"""What is said of a number in a text: where it stands, what it may mean."""

from dataclasses import dataclass
from enum import Enum

from reports.checks import Severity


class Verdict(Enum):
    """How a number of the text stands to the figures that are known."""

    SAME = "same"
    NEAR = "near"
    CONTRADICTS = "contradicts"
    NAMES = "names"


@dataclass(frozen=True)
class ProseFinding:
    """One number of a text: raw[start:end] reads `quote`.

    `section`: the title that it stands under; `names`: live names that may take its
    place, likeliest first; `suggestion`: the first as it is written, "{guided}", or "".
    `severity` is None where the number agrees with a figure.
    """

    verdict: Verdict
    start: int
    end: int
    quote: str
    message: str
    names: tuple[str, ...] = ()
    severity: Severity | None = None
    section: str = ""
    section_at: int = 0

    @property
    def suggestion(self) -> str:
        return f"{{{self.names[0]}}}" if self.names else ""

    @property
    def is_contradiction(self) -> bool:
        """Whether the officer should look at it before the paper is signed."""
        return self.verdict is not Verdict.SAME

"""A report's words and the figures that are known in; what to look at again out."""

from .findings import ProseFinding, Verdict
from .known import Known, known_figures
from .reading import contradictions, prose_findings, report_findings

__all__ = [
    "Known",
    "ProseFinding",
    "Verdict",
    "contradictions",
    "known_figures",
    "prose_findings",
    "report_findings",
]

from .activity import Activity, CitedDocument
from .indicator import Indicator, PeriodIndicator
from .issued import IssuedReport
from .narrative import Report, Section, SectionVersion
from .period import PeriodEvent, ReportingPeriod
from .product import Product
from .submission import (
    Figure,
    FigureVersion,
    FindingReason,
    Submission,
    SubmissionEvent,
)

__all__ = [
    "Activity",
    "CitedDocument",
    "Figure",
    "FigureVersion",
    "FindingReason",
    "Indicator",
    "IssuedReport",
    "PeriodEvent",
    "PeriodIndicator",
    "Product",
    "Report",
    "ReportingPeriod",
    "Section",
    "SectionVersion",
    "Submission",
    "SubmissionEvent",
]

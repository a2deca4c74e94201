from .acceptance import Acceptance
from .activity import Activity, CitedDocument
from .commune_paper import CommuneLetterhead, CommunePaper
from .indicator import Indicator, PeriodIndicator
from .issued import IssuedReport
from .narrative import Report, Section, SectionVersion
from .period import PeriodEvent, ReportingPeriod
from .product import Product
from .question import CellQuestion
from .receipt import Receipt
from .source import Attachment, SourceMessage
from .submission import (
    Figure,
    FigureVersion,
    FindingReason,
    Submission,
    SubmissionEvent,
)
from .words import SubmissionWords, WordsVersion

__all__ = [
    "Acceptance",
    "Activity",
    "Attachment",
    "CellQuestion",
    "CitedDocument",
    "CommuneLetterhead",
    "CommunePaper",
    "Figure",
    "FigureVersion",
    "FindingReason",
    "Indicator",
    "IssuedReport",
    "PeriodEvent",
    "PeriodIndicator",
    "Product",
    "Receipt",
    "Report",
    "ReportingPeriod",
    "Section",
    "SectionVersion",
    "SourceMessage",
    "Submission",
    "SubmissionEvent",
    "SubmissionWords",
    "WordsVersion",
]

from .acceptance import Acceptance
from .activity import Activity, CitedDocument, DocumentFile
from .comment import LeaderComment
from .commune_paper import CommuneLetterhead, CommunePaper
from .indicator import Indicator, PeriodIndicator
from .issued import IssuedReport
from .language import OfficeWord, ProposalOutcome, SettledWording
from .letter import Letter
from .look import LastLook
from .narrative import Report, Section, SectionVersion
from .period import PeriodEvent, ReportingPeriod
from .plan import Plan
from .preview import ReportPreview
from .product import Product
from .question import CellQuestion
from .receipt import Receipt
from .reminder import Reminder
from .report_type import ReportTable, ReportType, TypeSection, TypeTable
from .signed import Authority, SignedCopy
from .source import Attachment, ReceivedFile, SourceMessage
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
    "Authority",
    "CellQuestion",
    "CitedDocument",
    "CommuneLetterhead",
    "CommunePaper",
    "DocumentFile",
    "Figure",
    "FigureVersion",
    "FindingReason",
    "Indicator",
    "IssuedReport",
    "Letter",
    "LeaderComment",
    "PeriodEvent",
    "PeriodIndicator",
    "LastLook",
    "OfficeWord",
    "Plan",
    "Product",
    "ProposalOutcome",
    "Receipt",
    "ReceivedFile",
    "Reminder",
    "Report",
    "ReportPreview",
    "ReportTable",
    "ReportType",
    "ReportingPeriod",
    "Section",
    "SectionVersion",
    "SettledWording",
    "SignedCopy",
    "SourceMessage",
    "Submission",
    "SubmissionEvent",
    "SubmissionWords",
    "TypeSection",
    "TypeTable",
    "WordsVersion",
]

"""A commune's form out as .xlsx, and what was filled in there back as an offer."""

from .finding import NotThisForm
from .reading import SheetReading, read_form
from .writing import write_form

__all__ = ["NotThisForm", "SheetReading", "read_form", "write_form"]

"""A report that is being written in; its document as far as it can be made out.

Names that the period does not know stand in the draft as they were typed, so that the
writer sees them on the page; the copy for signature refuses them.
"""

from collections.abc import Mapping
from dataclasses import replace

from reports.blocks import ReportDocument, Status
from reports.document import compose
from reports.facts import Fact


class FactsAsFarAsKnown(Mapping):
    """Facts by name; an unknown name is known as itself, in its braces."""

    def __init__(self, facts):
        self._facts = facts

    def __getitem__(self, name):
        if name in self._facts:
            return self._facts[name]
        return Fact(name, "", f"{{{name}}}", complete=False)

    def __contains__(self, name):
        return True

    def __iter__(self):
        return iter(self._facts)

    def __len__(self):
        return len(self._facts)


def draft_being_written(report, consolidation) -> ReportDocument:
    """The draft, unknown names standing as they are.

    Raises `NotReadyToCompose` where no letterhead is in force.
    """
    lenient = replace(consolidation, at_hand=FactsAsFarAsKnown(consolidation.facts))
    return compose(report, lenient, status=Status.DRAFT)

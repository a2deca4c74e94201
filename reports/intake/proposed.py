"""What a message or a file says of a return, cell by cell; nothing is written yet.

Whoever reads a source hands back an Offer. A person looks at it and takes over what is
right: only then it becomes proposals for `recording`.
"""

from dataclasses import dataclass
from uuid import UUID

from django import forms

from reports.recording import Proposal

from .asked import Sheet
from .cells import Reading

TAKE = "take-"


@dataclass(frozen=True)
class Proposed:
    """One cell as a source has it.

    `name`: the cell's name in the form; `said`: the source's own words; `where`: where
    they stand in it ("Biểu!C7", or the line of a message); `doubt`: why a person
    should look first, in Vietnamese: such a cell is not ticked beforehand.
    """

    name: str
    reading: Reading
    said: str = ""
    where: str = ""
    doubt: str = ""


@dataclass(frozen=True)
class Problem:
    """Something in a source that could not be taken: where, and what to do."""

    where: str
    message: str


@dataclass(frozen=True)
class Compared:
    """A total that the source states, beside what its own cells add up to."""

    where: str
    label: str
    stated: str
    added: str
    agrees: bool


@dataclass(frozen=True)
class Offer:
    """All that one source says of a return."""

    proposed: tuple[Proposed, ...] = ()
    problems: tuple[Problem, ...] = ()
    compared: tuple[Compared, ...] = ()


@dataclass(frozen=True)
class Choice:
    """A proposed cell beside what stands in it now."""

    proposed: Proposed
    label: str
    box: str
    ticked: bool


class TakeOverForm(forms.Form):
    """Which cells of an offer are taken over; those that change nothing are left out.

    `base` is the version of each cell when the offer was shown, so that what somebody
    else saves meanwhile is never overwritten unseen.
    """

    def __init__(self, offer: Offer, sheet: Sheet, data=None):
        super().__init__(data)
        self.sheet = sheet
        self.changing = tuple(p for p in offer.proposed if self._changes(p))
        self.same = len(offer.proposed) - len(self.changing)
        for proposed in self.changing:
            self.fields[TAKE + proposed.name] = forms.BooleanField(required=False)
            base = forms.IntegerField(required=False, min_value=0)
            self.fields[self.base_name(proposed)] = base

    @staticmethod
    def base_name(proposed):
        return f"base-{proposed.name}"

    def choices(self) -> list[Choice]:
        """The cells that would change, in the order of the form."""
        places = {name: place for place, name in enumerate(self.sheet.cells)}
        ordered = sorted(self.changing, key=lambda p: places[p.name])
        return [
            Choice(
                proposed,
                self.sheet.label(self.sheet.cells[proposed.name]),
                TAKE + proposed.name,
                self._is_ticked(proposed),
            )
            for proposed in ordered
        ]

    def proposals(self, key: UUID | None = None) -> list[Proposal]:
        """What was ticked; `key` marks the versions, so that a repeat writes none."""
        return [
            self._proposal(proposed, key)
            for proposed in self.changing
            if self.cleaned_data[TAKE + proposed.name]
        ]

    def _changes(self, proposed):
        standing = self.sheet.cells[proposed.name].standing
        reading = proposed.reading
        return (reading.state, reading.value, reading.names) != (
            standing.state,
            standing.value,
            standing.names,
        )

    def _is_ticked(self, proposed):
        if self.is_bound:
            return TAKE + proposed.name in self.data
        return not proposed.doubt

    def _proposal(self, proposed, key):
        asked, reading = self.sheet.cells[proposed.name], proposed.reading
        return Proposal(
            indicator_id=asked.indicator_id,
            hamlet_id=asked.hamlet_id,
            state=reading.state,
            value=reading.value,
            names=reading.names,
            based_on=self.cleaned_data[self.base_name(proposed)] or 0,
            key=key,
        )

"""What a message or a file says of a return, cell by cell; nothing is written yet.

Whoever reads a source hands back an Offer. A person looks at it and takes over what is
right: only then it becomes proposals for `recording`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django import forms

from reports.models import FigureVersion
from reports.recording import Conflict, Proposal

from .asked import Sheet
from .cells import Reading, cell_name, in_words
from .forms import written_since
from .versions import BASE, VersionField

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
    """A proposed cell beside what stands in it now, ready to print.

    `box` and `base_name` name its fields, `base` is the version that stands now;
    `said`: the source's own words, where they say it otherwise; `warning`: why a
    person should look before it is ticked.
    """

    name: str
    label: str
    where: str
    now: str
    then: str
    said: str
    warning: str
    box: str
    ticked: bool
    base_name: str
    base: int


class TakeOverForm(forms.Form):
    """Which cells of an offer are taken over; those that change nothing are left out.

    The version of each cell when the offer was shown comes back with it, so that what
    somebody else saves meanwhile is never overwritten unseen.
    """

    def __init__(self, offer: Offer, sheet: Sheet, data=None):
        super().__init__(data)
        self.offer, self.sheet = offer, sheet
        self.newer: dict[str, FigureVersion] = {}
        self.changing = tuple(p for p in offer.proposed if self._changes(p))
        self.same = len(offer.proposed) - len(self.changing)
        for proposed in self.changing:
            self.fields[TAKE + proposed.name] = forms.BooleanField(required=False)
            self.fields[BASE + proposed.name] = VersionField()

    # --- what is shown ----------------------------------------------------------------

    def choices(self) -> list[Choice]:
        """The cells that would change, in the order of the form."""
        places = {name: place for place, name in enumerate(self.sheet.cells)}
        ordered = sorted(self.changing, key=lambda p: places[p.name])
        return [self._choice(proposed) for proposed in ordered]

    def in_doubt(self) -> list[Choice]:
        """Those that a person should look at first."""
        return [choice for choice in self.choices() if choice.warning]

    def beyond_doubt(self) -> list[Choice]:
        return [choice for choice in self.choices() if not choice.warning]

    def disagreeing(self) -> list[Compared]:
        """Totals that the source states otherwise than its cells add up."""
        return [compared for compared in self.offer.compared if not compared.agrees]

    def agreeing(self) -> int:
        return sum(compared.agrees for compared in self.offer.compared)

    def stand_against(self, conflicts: Iterable[Conflict]):
        """Tell what others wrote meanwhile; the box has to be ticked anew."""
        for conflict in conflicts:
            proposal = conflict.proposal
            self.newer[cell_name(*proposal.place)] = conflict.theirs

    def _choice(self, proposed):
        asked, reading = self.sheet.cells[proposed.name], proposed.reading
        then = in_words(reading)
        return Choice(
            name=proposed.name,
            label=self.sheet.label(asked),
            where=proposed.where,
            now=in_words(asked.standing),
            then=then,
            said=proposed.said if proposed.said != then else "",
            warning=self._warning(proposed),
            box=TAKE + proposed.name,
            ticked=self._is_ticked(proposed),
            base_name=BASE + proposed.name,
            base=asked.standing.version,
        )

    def _warning(self, proposed):
        theirs = self.newer.get(proposed.name)
        if theirs is None:
            return proposed.doubt
        return (
            f"{written_since(theirs)}, sau khi bạn mở trang, nên ô này chưa được ghi."
            " Đánh dấu lại nếu vẫn lấy số mới."
        )

    def _is_ticked(self, proposed):
        if self.is_bound:
            return TAKE + proposed.name in self.data
        return not self._warning(proposed)

    def _changes(self, proposed):
        standing = self.sheet.cells[proposed.name].standing
        reading = proposed.reading
        return (reading.state, reading.value, reading.names) != (
            standing.state,
            standing.value,
            standing.names,
        )

    # --- what was sent ----------------------------------------------------------------

    def is_empty(self) -> bool:
        """Whether nothing at all was ticked, among what changes and what no more does.

        A second press of the button finds its cells written, and is not empty.
        """
        return not any(name.startswith(TAKE) for name in self.data)

    def taken(self) -> list[Proposed]:
        """What was ticked."""
        return [p for p in self.changing if self.cleaned_data[TAKE + p.name]]

    def proposals(self, key: UUID | None = None) -> list[Proposal]:
        """What was ticked; `key` marks the versions, so that a repeat writes none."""
        return [self._proposal(proposed, key) for proposed in self.taken()]

    def new_products(self, but=()):
        """(kind, name) of new products, but for lists at some places."""
        return [
            (asked.spec.product_kind, name)
            for proposed in self.taken()
            for name in proposed.reading.new_names
            if (asked := self.sheet.cells[proposed.name])
            and (asked.indicator_id, None) not in but
        ]

    def _proposal(self, proposed, key):
        asked, reading = self.sheet.cells[proposed.name], proposed.reading
        return Proposal(
            indicator_id=asked.indicator_id,
            hamlet_id=asked.hamlet_id,
            state=reading.state,
            value=reading.value,
            names=reading.names,
            based_on=self.cleaned_data[BASE + proposed.name],
            key=key,
        )

"""A commune's form as it was sent in; proposed figures out, what cannot be taken kept.

Nothing typed is lost: a cell that cannot be taken keeps its text and says why.
"""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils import timezone

from reports.models import Figure
from reports.recording import Proposal
from tuky_cnscd.vietnamese import quote

from .asked import Sheet
from .cells import (
    ADD,
    AFTER,
    CELL,
    CONFIRM,
    KEEP,
    KEY,
    NO_CASE,
    PICK,
    THEIRS,
    TOTAL_ONLY,
    NumberCell,
    Reading,
    State,
    Taken,
    in_words,
    total_only_name,
    uuids,
)
from .layout import CommuneRows, HamletGrid
from .lists import ListCell
from .shown import Beside
from .versions import NO_BASE, BaseField, write_base

CELL_PREFIXES = ("", NO_CASE, CONFIRM, KEEP, PICK, ADD, KEY, AFTER)
OUR_NAMES = tuple(prefix + CELL for prefix in CELL_PREFIXES) + (TOTAL_ONLY,)
MOST_QUOTES = 5


def cells_named(data):
    """The names of the cells that any of the sent fields is about, each once."""
    starts = [(name, name.find(CELL)) for name in data]
    return tuple(
        dict.fromkeys(
            name[start:] for name, start in starts if name[:start] in CELL_PREFIXES
        )
    )


class EntryForm(forms.Form):
    """What one commune enters for a period, one field a cell.

    `only`: names of the cells that were sent, where the rest of the page was not.
    """

    def __init__(self, sheet: Sheet, data=None, *, only=None):
        super().__init__(data, use_required_attribute=False)
        self.sheet = sheet
        self.is_partial = only is not None
        self.cells = {
            name: sheet.cells[name]
            for name in (sheet.cells if only is None else only)
            if name in sheet.cells
        }
        self.refusal = ""
        self.settled = False
        self.overruled = {}
        self.beside = Beside()
        for asked in self.cells.values():
            self.fields[asked.name] = (
                ListCell(asked.offered, asked.standing)
                if asked.spec.is_list
                else NumberCell(asked.spec.decimals)
            )
        for spec in sheet.columns:
            name = total_only_name(sheet.ids[spec.key])
            self.fields[name] = forms.BooleanField(required=False)
        self.fields["base"] = BaseField()

    @property
    def helper(self):
        """Drawn by two blocks of our own: a field template a cell would be slow."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.form_show_errors = False
        helper.layout = Layout(HamletGrid(), CommuneRows())
        return helper

    # --- what was sent ----------------------------------------------------------------

    def clean(self):
        self._refuse_strangers()
        if "base" in self.errors:
            self.refuse(self.errors["base"][0])
        for spec in self.sheet.columns:
            self._ask_for_the_box(self.sheet.ids[spec.key])

    def _refuse_strangers(self):
        """Cells of another commune, or of hamlets that are none now: all or nothing."""
        strangers = [
            name
            for name in self.data
            if name.startswith(OUR_NAMES) and not self._is_ours(name)
        ]
        if not strangers:
            return
        typed = [self.data[name] for name in strangers if name.startswith(CELL)]
        quotes = ", ".join(quote(text) for text in typed[:MOST_QUOTES] if text)
        self.refuse(
            f"Trang gửi lên có ô không thuộc biểu của {self.sheet.commune.name}"
            f"{f' ({quotes})' if quotes else ''}, nên chưa ghi số liệu nào. Số của xã"
            " vẫn còn dưới đây; kiểm tra rồi bấm lưu lần nữa."
        )

    def _is_ours(self, name):
        start = name.find(CELL)
        cell = name[start:] if start > 0 and name[:start] != TOTAL_ONLY else name
        return cell in self.fields

    def _ask_for_the_box(self, indicator_id):
        """A total typed for a column that is still counted by hamlet."""
        name = self.total_name(indicator_id)
        reading = self.cleaned_data.get(name)
        if reading is None or self.cleaned_data.get(total_only_name(indicator_id)):
            return
        standing = self.sheet.cells[name].standing
        if not reading.is_blank and (reading.state, reading.value) != (
            standing.state,
            standing.value,
        ):
            self.add_error(
                name,
                ValidationError(
                    "Đã nhập tổng xã mà chưa đánh dấu “Chỉ có tổng xã”; đánh dấu, hoặc"
                    " xóa số này nếu đã nhập theo thôn.",
                    code="refused",
                ),
            )

    def total_name(self, indicator_id):
        return f"{CELL}{indicator_id}-0"

    def refuse(self, message):
        """Take nothing of what was sent; all of it stays on the page."""
        self.refusal = self.refusal or message
        if NON_FIELD_ERRORS not in self.errors:
            self.add_error(None, self.refusal)

    @property
    def is_refused(self):
        return self.is_bound and bool(self.errors) and bool(self.refusal)

    def typed(self, name):
        """What the browser sent for a cell."""
        field = self.fields[name]
        return field.widget.value_from_datadict(self.data, self.files, name)

    def is_ticked(self, indicator_id):
        """Whether "chỉ có tổng xã" shows ticked."""
        if self.is_bound and not self.settled:
            return total_only_name(indicator_id) in self.data
        return indicator_id in self.sheet.total_only_ids()

    # --- what it proposes -------------------------------------------------------------

    def proposals(self):
        """What the cells that can be taken say, each with what it was based on."""
        if self.is_refused:
            return []
        readings = [(name, self.cleaned_data.get(name)) for name in self.cells]
        return [
            self._proposal(name, reading)
            for name, reading in readings
            if isinstance(reading, Reading) and self.typed(name).keep != THEIRS
        ]

    def standing(self):
        """The figures of its cells by place, where they were read under the hold."""
        if not self.is_partial:
            return None
        return {
            (asked.indicator_id, asked.hamlet_id): _figure(asked)
            for asked in self.cells.values()
            if asked.standing.figure_id
        }

    def _proposal(self, name, reading):
        asked = self.sheet.cells[name]
        return Proposal(
            indicator_id=asked.indicator_id,
            hamlet_id=asked.hamlet_id,
            state=reading.state,
            value=reading.value,
            names=reading.names,
            based_on=self._based_on(name),
            key=next(iter(uuids(self.data.get(KEY + name, ""))), None),
            follows=uuids(self.data.get(AFTER + name, "")),
        )

    def _based_on(self, name):
        """The version seen, or the later one that the person chose to overrule."""
        keep = self.typed(name).keep
        if keep.isascii() and keep.isdigit() and len(keep) < 10:
            return int(keep)
        return self._base.get(name, 0)

    @property
    def _base(self):
        return self.cleaned_data.get("base", NO_BASE)[0]

    def total_only(self):
        """Ids of "chỉ có tổng xã" to store, or None: what was ticked or unticked here.

        Only the boxes changed on this page count, so that a stale one undoes nothing.
        """
        if self.is_refused or not self.sheet.columns:
            return None
        standing = self.sheet.total_only_ids()
        seen = self.cleaned_data.get("base", NO_BASE)[1]
        if seen is None and self.is_partial:
            return None
        seen = standing if seen is None else seen
        ids = {self.sheet.ids[spec.key] for spec in self.sheet.columns}
        ticked = {i for i in ids if self.cleaned_data.get(total_only_name(i))}
        changed = (ticked ^ seen) & ids
        return standing ^ changed if changed else None

    def new_products(self, but=()):
        """(kind, name) of products added on the spot, but for lists at some places."""
        return [
            (asked.spec.product_kind, name)
            for asked in self.cells.values()
            if asked.spec.is_list and (asked.indicator_id, None) not in but
            for name in self._new_names(asked.name)
        ]

    def _new_names(self, name):
        reading = None if self.is_refused else self.cleaned_data.get(name)
        given_up = self.typed(name).keep == THEIRS
        return () if reading is None or given_up else reading.new_names

    # --- after saving -----------------------------------------------------------------

    def settle(self, sheet, conflicts):
        """Show `sheet` as it stands now, but for the cells that could not be saved."""
        self.sheet = sheet
        self.settled = True
        names = {(a.indicator_id, a.hamlet_id): n for n, a in sheet.cells.items()}
        for conflict in conflicts:
            name = names[conflict.proposal.place]
            self.overruled[name] = conflict.proposal
            self.add_error(name, _taken(conflict.theirs))

    def is_kept_as_typed(self, name):
        """Whether a cell shows what was sent rather than what is stored."""
        if not self.is_bound or name not in self.cells:
            return False
        return not self.settled or name in self.errors

    def problem(self, name):
        """The first thing wrong with a cell, or None."""
        if not self.is_bound or name not in self.errors:
            return None
        return self.errors[name].as_data()[0]

    def problems(self):
        """(cell name, where, message) of every cell that could not be saved."""
        return [
            (name, self.sheet.label(asked), self.errors[name][0])
            for name, asked in self.cells.items()
            if self.is_bound and name in self.errors
        ]

    def base_json(self):
        """The hidden field of the page as it is shown now."""
        kept = self._base if self.is_bound else {}
        versions = {
            name: kept.get(name, 0)
            if self.is_kept_as_typed(name)
            else asked.standing.version
            for name, asked in self.sheet.cells.items()
        }
        return write_base(versions, self._totals_seen())

    def _totals_seen(self):
        if self.is_bound and not self.settled:
            seen = self.cleaned_data.get("base", NO_BASE)[1]
            if seen is not None:
                return seen
        return self.sheet.total_only_ids()


def _figure(asked):
    """The row of a cell, without asking for it again."""
    cell = asked.standing
    figure = Figure(
        pk=cell.figure_id,
        indicator_id=asked.indicator_id,
        hamlet_id=asked.hamlet_id,
        state=cell.state,
        value=cell.value,
        names=list(cell.names),
        version=cell.version,
    )
    figure._state.adding = False
    return figure


def _taken(theirs):
    return Taken(
        f"{written_since(theirs)}, sau khi bạn mở trang. Số của bạn chưa được ghi; chọn"
        " số đúng, rồi bấm Lưu nếu số chưa tự lưu.",
        theirs.number,
        str(theirs.by),
    )


def written_since(theirs) -> str:
    """Who wrote what into a cell meanwhile, and when."""
    at = timezone.localtime(theirs.at)
    blank = theirs.state == State.BLANK
    says = "để trống" if blank else f"ghi {in_words(theirs).replace('; ', ', ')}"
    return f"{theirs.by} đã {says} lúc {at:%H:%M} ngày {at:%d/%m/%Y}"

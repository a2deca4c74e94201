"""Figures found in messages in; proposed cells, hamlet notes and problems out."""

from dataclasses import replace
from decimal import Decimal

from reports.intake.asked import Sheet, spec_label
from reports.intake.cells import Reading, State, cell_name
from reports.intake.proposed import Compared, Offer, Problem, Proposed
from tuky_cnscd.vietnamese import format_count, format_number

from .found import WHOLE, Found, Spans
from .result import HamletNote

NO_PLACE = "chưa rõ thôn nào: thêm tên thôn vào trước dòng này"
MOST_PROBLEMS = 60
LONGEST_SAID = 120


class Gathering:
    """Sorts out one sheet's findings. `gave`: the cells that each finding led to."""

    def __init__(self, sheet: Sheet, text: str):
        self.sheet = sheet
        self.text = text
        self.rows = {spec.key for spec, _ in sheet.rows}
        self.columns = {spec.key for spec in sheet.columns}
        self.problems: list[Problem] = []
        self.faults: dict[tuple[int, str], list[str]] = {}
        self.proposed: list[Proposed] = []
        self.notes: list[HamletNote] = []
        self.compared: list[Compared] = []
        self.gave: dict[Found, tuple[str, ...]] = {}

    def gather(self, found: list[Found]) -> None:
        """Take every finding, those for the same cell together."""
        groups = {}
        for one in found:
            groups.setdefault((self._where(one), one.spec.key), []).append(one)
        for (where, _), ones in groups.items():
            if where == "fault":
                self._without_place(ones)
            else:
                self._settle(where, ones)
        self._add_up()

    def offer(self) -> Offer:
        """All that is proposed, with the problems in the order of the text."""
        problems = [
            Problem(f"Dòng {line}", f"{_quoted(said)}{message}.")
            for (line, message), said in sorted(self.faults.items())
        ]
        problems += self.problems
        if len(problems) > MOST_PROBLEMS:
            rest = len(problems) - MOST_PROBLEMS
            more = Problem("Cuối tin", f"Còn {rest} chỗ nữa chưa hiểu.")
            problems = [*problems[:MOST_PROBLEMS], more]
        return Offer(tuple(self.proposed), tuple(problems), tuple(self.compared))

    def problem(self, line: int, spans: Spans, message: str) -> None:
        """Note what could not be taken; what has the same fault in a line is one."""
        self.faults.setdefault((line, message), []).append(self.said(spans))

    def said(self, spans: Spans) -> str:
        """The source's own words from the first to the last of these spans."""
        words = self.text[spans[0][0] : spans[-1][1]]
        words = " ".join(words.split())
        return words if len(words) <= LONGEST_SAID else f"{words[:LONGEST_SAID]}…"

    # --- whose ------------------------------------------------------------------------

    def _where(self, one):
        """A hamlet's id, "whole", "none", or "fault"."""
        if one.place is WHOLE:
            return "whole"
        if one.place is None:
            by_hamlet = one.spec.key in self.columns and not self._is_total_only(
                one.spec
            )
            return "fault" if by_hamlet else "none"
        return one.place.hamlet.id if one.place.hamlet else "fault"

    def _is_total_only(self, spec):
        return spec.key in self.sheet.commune.total_only

    def _without_place(self, ones):
        for one in ones:
            fault = one.place.fault if one.place else ""
            self.problem(one.line, one.spans, fault or NO_PLACE)

    # --- one cell ---------------------------------------------------------------------

    def _settle(self, where, ones):
        """Of several readings of a cell, the clear ones; if they differ, in doubt."""
        clear = [one for one in ones if not one.vague]
        kept = clear or ones
        for one in ones:
            if clear and one.vague and one.value != kept[-1].value:
                self.problem(one.line, one.spans, one.doubt.rstrip(".") or "chưa rõ")
        last = kept[-1]
        values = list(dict.fromkeys(one.value for one in kept))
        if len(values) > 1:
            shown = ", ".join(map(_shown, values))
            last = replace(
                last, doubt=f"Tin có nhiều số: {shown}. {last.doubt}".strip()
            )
        else:
            last = min(kept, key=lambda one: bool(one.doubt))
        self._place_in(where, last, kept)

    def _place_in(self, where, one, kept):
        spec = one.spec
        if spec.is_list:
            message = "chỉ tiêu này ghi tên từng sản phẩm, nhập trên biểu"
        elif self.sheet.table.is_computed(spec.key):
            message = f"“{spec.name}” do máy tự cộng, không nhập"
        elif spec.key not in self.rows | self.columns:
            message = f"“{spec.name}” không do xã nhập"
        elif isinstance(where, int):
            self._of_hamlet(where, one, kept)
            return
        else:
            self._of_commune(where, one, kept)
            return
        self.problem(one.line, one.spans, message)

    def _of_hamlet(self, hamlet_id, one, kept):
        if one.spec.key in self.columns and not self._is_total_only(one.spec):
            self._propose(hamlet_id, one, kept)
            return
        note = HamletNote(
            hamlet_id,
            one.spec.key,
            one.value,
            self.said(one.spans),
            f"Dòng {one.line}",
            one.doubt,
        )
        self.notes.append(note)
        for other in kept:
            self.gave[other] = ()

    def _of_commune(self, where, one, kept):
        if one.spec.key in self.columns and not self._is_total_only(one.spec):
            self._compare(one, kept)
            return
        if where == "none":
            doubt = "Tin không ghi thôn; có phải số của cả xã?"
            one = replace(one, doubt=f"{one.doubt} {doubt}".strip())
        self._propose(None, one, kept)

    def _propose(self, hamlet_id, one, kept):
        name = cell_name(self.sheet.ids[one.spec.key], hamlet_id)
        if name not in self.sheet.cells:
            return
        self.proposed.append(
            Proposed(
                name,
                _reading(one.value),
                self.said(one.spans),
                f"Dòng {one.line}",
                one.doubt,
            )
        )
        for other in kept:
            self.gave[other] = (name,)

    def _compare(self, one, kept):
        """A total over hamlets is not typed; it is held against their sum."""
        ours = [
            p.reading
            for p in self.proposed
            if self.sheet.cells[p.name].spec == one.spec and p.reading.value is not None
        ]
        added = sum((reading.value for reading in ours), Decimal(0))
        self.compared.append(
            Compared(
                f"Dòng {one.line}",
                f"Tổng xã, {spec_label(one.spec)}",
                _shown(one.value),
                format_number(added) if ours else "–",
                bool(ours) and added == (one.value or 0),
            )
        )
        for other in kept:
            self.gave[other] = ()

    # --- of the commune, from its hamlets ---------------------------------------------

    def _add_up(self):
        taken = {proposed.name for proposed in self.proposed}
        for key in dict.fromkeys(note.key for note in self.notes):
            notes = {n.hamlet_id: n for n in self.notes if n.key == key}
            name = cell_name(self.sheet.ids[key])
            if name not in taken:
                self._add_up_one(key, name, notes)

    def _add_up_one(self, key, name, notes):
        hamlets = self.sheet.commune.hamlets
        of = f"{_two(len(notes))}/{_two(len(hamlets))} thôn"
        label = spec_label(self.sheet.table.spec(key))
        if len(notes) < len(hamlets):
            message = (
                f"{label}: chỉ tiêu này nhập chung cho xã; tin nhắn mới có của {of}."
            )
            self.problems.append(Problem(", ".join(_lines(notes)), message))
            return
        values = [notes[hamlet.id].value for hamlet in hamlets]
        counted = [value for value in values if value is not None]
        total = sum(counted) if counted else None
        shown = " + ".join(map(_shown, values))
        self.proposed.append(
            Proposed(
                name,
                _reading(total),
                shown,
                ", ".join(_lines(notes)),
                f"Cộng từ tin nhắn của {of}: {shown}.",
            )
        )


def _quoted(said):
    shown = ", ".join(said)
    shown = shown if len(shown) <= LONGEST_SAID else f"{shown[:LONGEST_SAID]}…"
    return f"“{shown}”: "


def _lines(notes):
    return list(dict.fromkeys(note.where for note in notes.values()))


def _two(count):
    return f"{count:02d}" if format_count(count) != "0" else "0"


def _shown(value):
    return "không phát sinh" if value is None else format_number(value)


def _reading(value):
    return Reading(State.NONE) if value is None else Reading(State.VALUE, value)

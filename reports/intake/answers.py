"""A page of answered questions as it was sent in; proposals and answers out.

It is the entry form, cut to the cells that were asked about, with an answer beside
each question. Nothing typed is lost: what cannot be taken stays and says why.
"""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone

from reports.models import CellQuestion
from reports.questions import KEPT
from tuky_cnscd.vietnamese import nfc

from .asked import Sheet
from .cells import THEIRS, Reading
from .forms import EntryForm

RIGHT, ANSWER, SEEN = "right-", "answer-", "seen-"
LONGEST = CellQuestion._meta.get_field("answer").max_length
MORE = ": "
BOTH = f"Đã đánh dấu “{KEPT}” mà số lại sửa. Bỏ dấu nếu lấy số mới, hoặc ghi lại số cũ."
MOVED_ON = "Có người vừa sửa số này sau khi bạn mở trang. Xem lại số rồi trả lời."
NO_ANSWER = f"Sửa số, đánh dấu “{KEPT}”, hoặc ghi câu trả lời."


@dataclass(frozen=True)
class PartSheet(Sheet):
    """A sheet of which some cells are asked; words and addresses stay the whole's."""

    names: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sheet, names):
        whole = (sheet.table, sheet.commune, sheet.ids, sheet.products)
        return cls(*whole, names=frozenset(names))

    @property
    def cells(self):
        return {name: a for name, a in super().cells.items() if name in self.names}


def cells_asked(sheet, question) -> tuple[str, ...]:
    """The numbers that a question is about: its cell, or all that it is the sum of."""
    keys = sheet.table.typed_keys(question.indicator.key)
    total_only = question.indicator.key in sheet.commune.total_only
    return tuple(
        name
        for name, asked in sheet.cells.items()
        if asked.spec.key in keys
        and not asked.spec.is_list
        and _is_within(sheet, asked, question.hamlet_id, total_only)
    )


def _is_within(sheet, asked, hamlet_id, total_only):
    if hamlet_id is not None:
        return asked.hamlet_id == hamlet_id
    by_hamlet = asked.spec in sheet.columns and not total_only
    return (asked.hamlet_id is not None) == by_hamlet


def share_cells(sheet, questions) -> dict[int, tuple[str, ...]]:
    """{question id: its cells}; each cell once, with the question nearest to it."""
    found = {q.pk: cells_asked(sheet, q) for q in questions}
    taken, shared = set(), {}
    for pk in sorted(found, key=lambda pk: len(found[pk])):
        shared[pk] = tuple(name for name in found[pk] if name not in taken)
        taken.update(found[pk])
    return shared


def stamp(question):
    """What marks the answer that a page was made from."""
    return question.answered_at.isoformat() if question.answered_at else ""


def split_answer(answer) -> tuple[bool, str]:
    """(whether it says that the figure is right, the words beside)."""
    if answer == KEPT or answer.startswith(KEPT + MORE):
        return True, answer[len(KEPT + MORE) :]
    return False, answer


class AnswersForm(EntryForm):
    """Numbers and answers of the questions that stand.

    `changed` are ids of those whose figures changed since they were asked.
    """

    def __init__(self, sheet, questions, data=None, *, changed=()):
        self.questions = tuple(questions)
        self.changed = frozenset(changed)
        self.places = share_cells(sheet, self.questions)
        super().__init__(self._cut(sheet), data)
        for question in self.questions:
            self.fields[f"{RIGHT}{question.pk}"] = forms.BooleanField(required=False)
            self.fields[f"{ANSWER}{question.pk}"] = forms.CharField(required=False)

    def _cut(self, sheet):
        return PartSheet.of(sheet, (n for names in self.places.values() for n in names))

    def _ask_for_the_box(self, indicator_id):
        """The boxes "chỉ có tổng xã" are not on this page."""

    def settle(self, sheet, conflicts):
        super().settle(self._cut(sheet), conflicts)

    # --- the answers ------------------------------------------------------------------

    def clean(self):
        super().clean()
        if self.is_refused:
            return
        for question in self.questions:
            self._refuse_both(question)
            message = "" if question.settled_at else self._refusal(question)
            if message and not self._cells_wrong(question):
                self.add_error(f"{ANSWER}{question.pk}", message)

    def _refuse_both(self, question):
        """A new number beside the word that the old one is right: neither is taken."""
        if self._ticked(question):
            for name in self._edited(question):
                self.add_error(name, ValidationError(BOTH, code="refused"))

    def _refusal(self, question):
        """Why an answer cannot be taken, or nothing."""
        words = self._answer(question)
        if len(words) > LONGEST:
            return (
                f"Câu trả lời dài {len(words)} ký tự; tối đa {LONGEST} ký tự, đề nghị"
                " viết gọn lại."
            )
        if self._ticked(question) and self._moved_on(question):
            return MOVED_ON
        if self._is_overtaken(question, words):
            return _overtaken(question)
        changed = question.pk in self.changed or self._moved_on(question)
        return "" if words or changed or self._edited(question) else NO_ANSWER

    def _cells_of(self, question):
        """The names of its cells; none of a question that was asked meanwhile."""
        return self.places.get(question.pk, ())

    def _cells_wrong(self, question):
        return any(name in self.errors for name in self._cells_of(question))

    def _answer(self, question):
        more = nfc(self.cleaned_data.get(f"{ANSWER}{question.pk}", "")).strip()
        if self._ticked(question):
            return f"{KEPT}{MORE}{more}" if more else KEPT
        return more

    def _ticked(self, question):
        return bool(self.cleaned_data.get(f"{RIGHT}{question.pk}"))

    def _edited(self, question):
        """The cells that now say something else than the page was made from."""
        return [
            name
            for name in self._cells_of(question)
            if isinstance(self.cleaned_data.get(name), Reading)
            and not self._stands(name)
            and self._based_on(name) == self.sheet.cells[name].standing.version
        ]

    def _moved_on(self, question):
        """Whether somebody changed a cell since the page was made, unseen so far."""
        return any(
            self._based_on(name) != self.sheet.cells[name].standing.version
            and self.typed(name).keep != THEIRS
            for name in self._cells_of(question)
        )

    def _stands(self, name):
        return self._proposal(name, self.cleaned_data[name]).same_as(
            self.sheet.cells[name].standing
        )

    def _is_overtaken(self, question, words):
        """Whether somebody else answered since, and otherwise."""
        seen = self.data.get(f"{SEEN}{question.pk}", "")
        return stamp(question) != seen and words != question.answer

    def answers(self):
        """(question, its answer) of each that can be taken and says something new."""
        if self.is_refused:
            return []
        return [
            (question, self._answer(question))
            for question in self.questions
            if not question.settled_at
            and not self.failed(question)
            and self._answer(question) != question.answer
        ]

    def failed(self, question):
        """Whether something in the question's card could not be taken."""
        return self.is_bound and (
            f"{ANSWER}{question.pk}" in self.errors or self._cells_wrong(question)
        )

    def message(self, question):
        """What is wrong with the answer itself, or nothing."""
        name = f"{ANSWER}{question.pk}"
        return self.errors[name][0] if self.is_bound and name in self.errors else ""

    def shown_answer(self, question) -> tuple[bool, str]:
        """(box, words) as sent where they could not be taken, else as stored."""
        if self.is_bound and (not self.settled or self.failed(question)):
            text = self.data.get(f"{ANSWER}{question.pk}", "")
            return f"{RIGHT}{question.pk}" in self.data, nfc(text)
        return split_answer(question.answer)


def _overtaken(question):
    at = timezone.localtime(question.answered_at)
    return (
        f"{question.answered_by} đã trả lời lúc {at:%H:%M} ngày {at:%d/%m/%Y}:"
        f" “{question.answer or 'đã sửa số'}”. Câu trả lời của bạn chưa được ghi; vẫn"
        " muốn thay thì bấm lưu lần nữa."
    )

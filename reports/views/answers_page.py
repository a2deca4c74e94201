"""A return's questions in; what the commune's page shows of each out: one card."""

from dataclasses import dataclass, field, replace

from django.urls import reverse

from reports import questions
from reports.changes import load_versions
from reports.checks import Rule
from reports.intake.answers import AnswersForm, stamp
from reports.intake.asked import full_label
from reports.intake.cells import cell_name
from reports.intake.shown import ShownCell, show_cell
from reports.models import CellQuestion, Submission
from reports.totals import commune_total, hamlet_total
from tuky_cnscd.vietnamese import EMPTY

from .desk.cells import cell_text, total_text
from .desk.changed import ChangeLine, change_line

FEW = 4


@dataclass(frozen=True)
class Notice:
    """How many questions wait for the commune, and where they are answered."""

    count: int
    url: str


@dataclass
class Card:
    """One question with its numbers and its answer, ready to print.

    `now` and `last` are of the asked figure itself; `cells` are the numbers that can
    be corrected: its own or, under a sum, those that it is made of.
    """

    row: CellQuestion
    indicator: str
    unit: str
    place: str
    definition: str
    rule: str
    now: str
    names: tuple[str, ...]
    last: str
    cells: tuple[ShownCell, ...]
    is_direct: bool
    entry_url: str
    right: bool
    words: str
    message: str
    stamp: str
    is_answered: bool
    changes: tuple[ChangeLine, ...] = field(default_factory=tuple)

    @property
    def is_gone(self):
        return self.row.settled_at is not None

    @property
    def is_open(self):
        """Whether the numbers under a sum are shown at once."""
        few = len(self.cells) <= FEW
        return few or any(cell.message or cell.remarks for cell in self.cells)


def questions_notice(submission, *, for_commune=False) -> Notice | None:
    """What a return's other pages say of questions, or None where none waits.

    `for_commune`: the reader is the officer who enters for the commune.
    """
    if submission.state not in Submission.OPEN_FOR_ENTRY:
        return None
    count = len(questions.unanswered(submission))
    url = reverse("reports:answers", args=[submission.pk])
    if for_commune:
        review = [submission.period_id, submission.pk]
        url = reverse("reports:review", args=review) + "#cau-hoi"
    return Notice(count, url) if count else None


def questions_of(submission, posted=()) -> list[CellQuestion]:
    """The questions that the commune sees, and those that its page still showed.

    `posted` are ids. What the officer asks of a sent return is seen once it comes back.
    """
    rows = submission.questions.select_related(
        "indicator", "hamlet", "asked_by", "answered_by", "submission__period"
    )
    seen = rows.standing()
    if submission.state not in Submission.OPEN_FOR_ENTRY:
        seen = seen.filter(answered_at__isnull=False)
    found = seen | rows.filter(pk__in=posted)
    return list(found.order_by("asked_at", "pk"))


def changed_ids(rows, table, versions):
    """Ids of the questions whose figures changed since they were asked."""
    return {q.pk for q in rows if questions.changes_for(q, table, versions)}


def versions_since(submission, rows):
    """The versions that changed since the first of these questions: one query."""
    return load_versions(submission, rows[0].asked_at) if rows else []


def cards(form: AnswersForm, rows, desk, versions) -> list[Card]:
    """The cards in the order of asking; `desk` is the return as it stands."""
    form.beside = _without_what_is_asked(desk, rows)
    return [_card(form, row, desk, versions) for row in rows]


def _card(form, row, desk, versions):
    table = desk.sheet.table
    spec = table.spec(row.indicator.key)
    changes = questions.changes_for(row, table, versions)
    right, words = form.shown_answer(row)
    names = form.places.get(row.pk, ())
    now, last = _figures(desk, spec, row.hamlet_id)
    return Card(
        row=row,
        indicator=full_label(table, spec),
        unit=spec.unit,
        place=str(row.hamlet) if row.hamlet_id else "",
        definition=spec.definition,
        rule=Rule(row.rule).label if row.rule in Rule.values else "",
        now=now,
        names=table.cell(spec.key, desk.sheet.commune.id).names,
        last=last,
        cells=tuple(_show(form, row, name) for name in names),
        is_direct=names == (cell_name(row.indicator_id, row.hamlet_id),),
        entry_url=_entry_url(desk, row, spec),
        right=right,
        words=words,
        message=form.message(row),
        stamp=stamp(row),
        is_answered=bool(row.answered_at or changes),
        changes=tuple(change_line(change, table) for change in changes),
    )


def _show(form, row, name):
    asked = form.sheet.cells[name]
    place = form.sheet.hamlet_names.get(asked.hamlet_id, "")
    label = place or full_label(form.sheet.table, asked.spec)
    return show_cell(form, name, label, f"l-{name} q-{row.pk}")


def _figures(desk, spec, hamlet_id):
    """The asked figure now and in the period before, in words."""
    table, last, commune_id = desk.sheet.table, desk.beside.last, desk.sheet.commune.id
    known = last is not None and last.has(spec.key)
    before = _text(last, spec, commune_id, hamlet_id) if known else EMPTY
    now = _text(table, spec, commune_id, hamlet_id)
    return now, "" if before == EMPTY else before


def _text(table, spec, commune_id, hamlet_id):
    if hamlet_id is None:
        return total_text(spec, commune_total(table, spec.key, commune_id))
    if table.is_computed(spec.key):
        total = hamlet_total(table, spec.key, commune_id, hamlet_id)
        return total_text(spec, total)
    return cell_text(spec, table.cell(spec.key, commune_id, hamlet_id))


def _entry_url(desk, row, spec):
    page = reverse("reports:entry", args=[row.submission_id])
    return f"{page}#{desk.sheet.address(spec.key, row.hamlet_id)}"


def _without_what_is_asked(desk, rows):
    """The remarks at the cells, but for those that a question repeats."""
    texts = [row.text for row in rows]
    remarks = {
        name: tuple(
            r for r in found if not any(text.startswith(r.message) for text in texts)
        )
        for name, found in desk.beside.remarks.items()
    }
    return replace(desk.beside, remarks=remarks)

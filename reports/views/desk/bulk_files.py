"""Received files in; what each would change in its commune's return out."""

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property

from reports import rules
from reports.figures import load_table
from reports.intake.asked import Sheet
from reports.intake.proposed import BASE, TAKE, TakeOverForm
from reports.intake.workbook.parsed import grids_of
from reports.intake.workbook.reading import read_pages
from reports.intake.workbook.whose import likely_commune, says_whose
from reports.judging import product_names_of
from reports.models import ReceivedFile, Submission
from teams.models import Hamlet
from tuky_cnscd.spreadsheets import SpreadsheetError

State = ReceivedFile.State


@dataclass
class Preview:
    """One file as the list shows it; `form` is what it would change, once it is read.

    `crowd`: how many waiting files its commune has that would change something.
    """

    file: ReceivedFile
    may_take: bool = False
    form: TakeOverForm | None = None
    notes: tuple[str, ...] = ()
    error: str = ""
    crowd: int = 0
    sheet: Sheet | None = field(default=None, repr=False)

    @cached_property
    def choices(self):
        return self.form.choices() if self.form else []

    @property
    def new(self) -> int:
        """Cells that were blank."""
        return sum(self._is_blank(choice) for choice in self.choices)

    @property
    def changed(self) -> int:
        """Cells in which another value stands."""
        return len(self.choices) - self.new

    @property
    def doubtful(self) -> int:
        return sum(bool(choice.warning) for choice in self.choices)

    @property
    def problems(self) -> int:
        """What cannot be taken, and totals that disagree."""
        if not self.form:
            return 0
        return len(self.form.offer.problems) + len(self.form.disagreeing())

    @property
    def is_clean(self) -> bool:
        """Whether it may be taken over without looking into it."""
        in_doubt = self.problems or self.doubtful or self.crowd > 1
        waits = self.file.state == State.WAITING
        return bool(waits and self.may_take and self.choices and not in_doubt)

    @property
    def state(self) -> tuple[str, str]:
        """(a chip's kind, words) of how far it is."""
        if self.file.state != State.WAITING:
            taken = self.file.state == State.TAKEN
            kind = "accepted" if taken else "discarded"
            return kind, self.file.get_state_display()
        return self._waiting()

    def _waiting(self):
        if self.file.submission is None:
            return "incomplete", "Chưa rõ của xã nào"
        if self.error:
            return "error", "Không đọc được"
        if not self.may_take:
            return "closed", "Chờ xem, biểu không mở"
        if self.is_clean:
            return "open", "Chờ xem, lấy được ngay"
        if not self.choices and not self.problems:
            return "planned", "Không có gì mới"
        return "incomplete", "Chờ xem, có điểm cần xem"

    @property
    def fingerprint(self) -> str:
        """What exactly it would change, and where: who agreed to it, agreed to this."""
        said = [(choice.name, choice.then, choice.base) for choice in self.choices]
        words = repr((self.file.submission_id, said))
        return hashlib.sha256(words.encode()).hexdigest()[:16]

    def taking_all(self) -> TakeOverForm:
        """The form with every cell ticked, as the list said."""
        data = {}
        for choice in self.choices:
            data |= {TAKE + choice.name: "1", BASE + choice.name: str(choice.base)}
        form = TakeOverForm(self.form.offer, self.sheet, data)
        form.full_clean()
        return form

    def _is_blank(self, choice):
        return self.sheet.cells[choice.name].standing.is_blank


def files_of(period, rows=ReceivedFile.objects):
    """The period's files with their communes, the newest last."""
    names = ("submission__commune", "by", "settled_by")
    return rows.filter(period=period).select_related(*names).order_by("at", "pk")


def returns_of(period):
    """The period's returns with their communes, in order."""
    return Submission.objects.filter(period=period).in_district_order()


def load_previews(period, user, files, *, settled=False) -> list[Preview]:
    """What these files would change: a fixed number of queries for all of them.

    Only those that are a commune's and wait are read, or `settled` ones too.
    """
    files = list(files)
    for file in files:
        if file.submission:
            file.submission.period = period
    read = {
        file.pk: file
        for file in files
        if file.submission and (settled or file.state == State.WAITING)
    }
    desk = _Desk(period, read.values())
    previews = [_preview(f, user, desk if f.pk in read else None) for f in files]
    _count_crowds(period, previews)
    return previews


class _Desk:
    """The returns that the files are held against, and the files' bytes."""

    def __init__(self, period, files):
        self.period = period
        ids = {file.submission_id for file in files}
        self.table = load_table(period, Submission.objects.filter(pk__in=ids))
        self.ids = dict(period.indicators.values_list("key", "pk"))
        communes = [unit.id for unit in self.table.communes]
        self.products = product_names_of(communes)
        rows = ReceivedFile.objects.filter(pk__in=[file.pk for file in files])
        self.contents = dict(rows.values_list("pk", "content"))

    def sheet(self, commune_id):
        return Sheet(
            self.table,
            self.table.commune(commune_id),
            self.ids,
            self.products.get(commune_id, {}),
        )


def _preview(file, user, desk):
    if desk is None:
        return Preview(file)
    may_take = rules.may_fill_in_on_behalf(user, file.submission)
    sheet = desk.sheet(file.submission.commune_id)
    try:
        grids = grids_of(bytes(desk.contents[file.pk]))
        reading = read_pages(grids, sheet, desk.period, by_hand=file.by_hand)
    except SpreadsheetError as error:
        return Preview(file, may_take, error=error.message)
    form = TakeOverForm(reading.offer, sheet)
    return Preview(file, may_take, form, reading.notes, sheet=sheet)


def _count_crowds(period, previews):
    """Of two files of one commune neither is taken unseen: they may disagree."""
    waiting = ReceivedFile.objects.filter(period=period, state=State.WAITING)
    counts = Counter(waiting.values_list("submission", flat=True))
    for preview in previews:
        preview.crowd = counts[preview.file.submission_id]


def whose(period, file):
    """(what the file says of itself, the return it may be of) where that is unsure."""
    if file.submission and not file.by_hand:
        return "", None
    grids = grids_of(bytes(file.content))
    rows = {row.commune_id: row for row in returns_of(period)}
    hamlets: dict[int, list[str]] = {}
    places = Hamlet.objects.filter(commune__in=rows).values_list("commune", "name")
    for commune_id, name in places:
        hamlets.setdefault(commune_id, []).append(name)
    names = {commune_id: row.commune.name for commune_id, row in rows.items()}
    said = says_whose(grids)
    return str(said or ""), rows.get(likely_commune(file.name, grids, names, hamlets))

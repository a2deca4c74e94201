"""A period or a letter and a person in; what the letters' pages show, plain values."""

from dataclasses import dataclass

from reports import rules
from reports.blocks import ReportDocument
from reports.document import NotReadyToCompose
from reports.letters import document_of
from reports.models import Letter


@dataclass(frozen=True)
class LettersPage:
    """The period's letters, newest first, and what the person may begin."""

    letters: tuple[Letter, ...]
    may_write: bool
    may_remind: bool
    late: int


@dataclass(frozen=True)
class LetterPage:
    """One letter as it prints; `problem` says why it cannot be printed now."""

    letter: Letter
    document: ReportDocument | None
    problem: str
    sent_since: tuple[str, ...]
    may_change: bool


def letters_page(period, user) -> LettersPage:
    """A fixed number of queries, and no letter's frozen content."""
    rows = period.letters.select_related("by").defer("content", "late")
    return LettersPage(
        letters=tuple(rows),
        may_write=rules.may_write(user, period),
        may_remind=rules.may_remind(user, period),
        late=period.submissions.count() - period.submissions.handed_in().count(),
    )


def letter_page(letter: Letter, user) -> LetterPage:
    """What the letter says, and who of its late communes has sent meanwhile."""
    document, problem = None, ""
    try:
        document = document_of(letter)
    except NotReadyToCompose as error:
        problem = str(error)
    return LetterPage(
        letter=letter,
        document=document,
        problem=problem,
        sent_since=_sent_since(letter),
        may_change=rules.may_change_letter(user, letter),
    )


def _sent_since(letter):
    if not letter.late:
        return ()
    rows = letter.period.submissions.handed_in().in_district_order()
    sent = {str(row.commune) for row in rows}
    return tuple(name for name, _ in letter.late if name in sent)

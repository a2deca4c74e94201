"""A return that was sent, with an officer's questions on some of its cells."""

from types import SimpleNamespace

from django.urls import reverse

from reports import moves, questions
from reports.models import Submission
from tests.reports.reviewing import fill_in, make_office


def make_asked(*cells, back=True, **office):
    """Hưng Đạo's return, asked about (key, hamlet's name or None) each, and sent back.

    Without a cell nothing is asked, and nothing goes back.
    """
    office = make_office(**office)
    submission = fill_in(office.first, office.lan)
    found = {h.name: h for h in submission.commune.hamlets.all()}
    world = SimpleNamespace(
        **vars(office),
        submission=submission,
        hamlets=found,
        ids=dict(office.period.indicators.values_list("key", "pk")),
        url=reverse("reports:answers", args=[submission.pk]),
    )
    world.asked = [ask(world, key, hamlet) for key, hamlet in cells]
    if back and cells:
        moves.send_back(submission, by=office.officer)
    return world


def ask(world, key, hamlet=None, *, by=None, text="Đề nghị kiểm tra lại số này."):
    """The officer asks about one cell."""
    return questions.ask(
        world.submission,
        by=by or world.officer,
        indicator=world.period.indicators.get(key=key),
        hamlet=world.hamlets[hamlet] if hamlet else None,
        text=text,
    )


def reloaded(world):
    """The return as it stands, as a request would find it."""
    rows = Submission.objects.select_related("commune", "period__district")
    return rows.get(pk=world.submission.pk)

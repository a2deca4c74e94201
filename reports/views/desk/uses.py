"""A figure with its versions in; the totals and papers that it stands in out."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse
from django.utils import timezone

from reports.figures import FigureTable, load_table
from reports.intake.asked import full_label
from reports.models import IssuedReport, Submission
from reports.totals import commune_total

from .cells import anchor, total_text
from .trace import computed_from

State = IssuedReport.State


@dataclass(frozen=True)
class Sum:
    """An indicator that the figure is summed into: the commune's part, the total."""

    label: str
    commune: str
    commune_url: str
    total_url: str


@dataclass(frozen=True)
class Use:
    """A frozen paper that holds the figure, and what the figure said in it."""

    label: str
    url: str
    then: str
    is_other: bool


@dataclass(frozen=True)
class Uses:
    sums: tuple[Sum, ...]
    papers: tuple[Use, ...]
    counted: bool


def uses_of(figure, values: Mapping[int, object], *, sees_district) -> Uses:
    """Where the figure stands; `values`: its versions (PastValue), by their numbers.

    A fixed number of queries, whatever the number of communes.
    """
    submission = figure.submission
    papers = list(_issued(figure, sees_district))
    if submission is not None:
        papers += _of_the_commune(figure, submission)
    return Uses(
        sums=tuple(_sums(figure, sees_district)),
        papers=tuple(_use(*paper, figure, values) for paper in papers),
        counted=submission is None or submission.state in Submission.HANDED_IN,
    )


def _use(label, url, version, figure, values):
    then, now = values[version], values[figure.version]
    is_other = (then.text, then.names) != (now.text, now.names)
    return Use(label, url, then.text, is_other)


def _sums(figure, sees_district):
    submission, period = figure.submission, figure.indicator.period
    own = Submission.objects.filter(pk=figure.submission_id)
    table = load_table(period, own)
    key = figure.indicator.key
    for spec in (table.spec(key), *computed_from(table, key)):
        place = reverse("reports:trace", args=[period.pk, spec.key])
        if submission is not None:
            place = f"{place}?xa={submission.commune_id}#xa-{submission.commune_id}"
        yield Sum(
            label=full_label(table, spec),
            commune=_commune_text(table, spec, submission),
            commune_url=_commune_url(figure, spec, sees_district),
            total_url=place if sees_district else "",
        )


def _commune_text(table: FigureTable, spec, submission):
    if submission is None:
        return ""
    return total_text(spec, commune_total(table, spec.key, submission.commune_id))


def _commune_url(figure, spec, sees_district):
    submission = figure.submission
    if submission is None:
        return ""
    if not sees_district:
        return reverse("reports:entry", args=[submission.pk])
    page = reverse("reports:review", args=[submission.period_id, submission.pk])
    return f"{page}#{anchor(spec.key)}"


def _issued(figure, sees_district):
    """(words, address, version) of the district's papers that were summed from it."""
    rows = IssuedReport.objects.filter(period=figure.indicator.period_id)
    if not sees_district:
        rows = rows.filter(state=State.ISSUED)
    kept = ("state", "number", "symbol", "date", "period", "finalised_at", "figures")
    for paper in rows.select_related("period").only(*kept, "period__phrase"):
        for *_, figure_id, version in paper.figures.get("cells", ()):
            if figure_id == figure.pk:
                name = "issued" if sees_district else "issued_pdf"
                url = reverse(f"reports:{name}", args=[paper.pk])
                yield _paper_words(paper), url, version


def _paper_words(paper):
    if paper.state == State.ISSUED:
        return (
            f"Văn bản số {paper.number:02d}/{paper.symbol} ngày {paper.date:%d/%m/%Y}"
        )
    return f"{paper.get_state_display()} lập lúc {_moment(paper.finalised_at)}"


def _moment(at):
    return f"{timezone.localtime(at):%H:%M %d/%m/%Y}"


def _of_the_commune(figure, submission):
    """The same of what the district accepted, and of the commune's own papers."""
    place = figure.indicator.key, figure.hamlet_id
    for row in submission.acceptances.select_related("event"):
        url = reverse("reports:acceptance", args=[submission.pk, row.number])
        label = f"Bản tiếp nhận lúc {_moment(row.event.at)}"
        yield from _found(row.content, place, label, url)
    for paper in submission.papers.defer("content"):
        url = reverse("reports:commune_paper", args=[submission.pk])
        yield from _found(paper.figures, place, f"Bản in của xã {paper.code}", url)


def _found(content, place, label, url):
    for line in content["lines"]:
        if (line["key"], line["hamlet_id"]) == place:
            yield label, url, line["version"]

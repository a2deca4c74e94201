"""From every total down to who typed a figure, and from a figure up to its totals."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from reports import moves
from reports.commune_papers import make_paper
from reports.consolidation import consolidate
from reports.evidence import attach, remove
from reports.intake.attached import check_file
from reports.intake.pasted import keep_message
from reports.models import Figure, FigureVersion, IssuedReport, ReportingPeriod
from reports.recording import Origin, Proposal, record
from reports.totals import amount_of
from teams.models import User
from tests import files
from tests.factories import make_staff, put_in_state
from tests.pages import Page
from tests.reports.reviewing import fill_in, make_office

HISTORY = "a[href^='/so-lieu/']"
TRACE = "a[href*='/chi-tieu/']"


def pages(client, url, seen=None):
    """The page at an address; each is asked for once."""
    seen = {} if seen is None else seen
    path = url.split("#")[0]
    if path not in seen:
        response = client.get(path)
        assert response.status_code == 200, url
        seen[path] = response
    return seen[path]


def hrefs(response, selector):
    found = Page(response.content).all(selector)
    return list(dict.fromkeys(link.etree_element.get("href") for link in found))


# --- on the whole example: every total, down and up again -----------------------------


@pytest.fixture
def officer(client, example):
    client.force_login(User.objects.get(username="canbo"))
    return client


PERIOD = "6 tháng đầu năm 2023"
KEYS = [
    "households",
    "sessions",
    "trained",
    "guided",
    "dvctt",
    "vneid",
    "vneid_1",
    "vneid_2",
    "ocop",
    "ocop_online",
    "other_online",
]


@pytest.mark.parametrize("key", KEYS)
def test_a_total_leads_in_two_links_to_every_figure_and_these_add_up(officer, key):
    period = ReportingPeriod.objects.get(phrase=PERIOD)
    sums = consolidate(period)
    totals = pages(officer, reverse("reports:totals", args=[period.pk]))
    trace = reverse("reports:trace", args=[period.pk, key])
    assert trace in hrefs(totals, f"td {TRACE}")
    found = hrefs(pages(officer, trace), f".trace {HISTORY}")
    figures = Figure.objects.filter(pk__in=[int(url.split("/")[2]) for url in found])
    spec = sums.table.spec(key)
    amounts = [amount_of(spec, sums.table.cell(*place)) for place in places(figures)]
    assert sum(a for a in amounts if a is not None) == sums.totals[key].value
    history = pages(officer, found[0])
    assert Page(history.content).all(".timeline li")


def places(figures):
    for figure in figures.select_related("submission", "indicator"):
        commune = figure.submission.commune_id if figure.submission else None
        yield figure.indicator.key, commune, figure.hamlet_id


def test_every_total_of_the_page_is_walked_and_none_is_missed(example):
    period = ReportingPeriod.objects.get(phrase=PERIOD)
    assert list(period.indicators.values_list("key", flat=True)) == KEYS


@pytest.mark.parametrize("key", ["guided", "vneid_1", "sessions"])
def test_a_figure_leads_up_again_to_the_same_total(officer, key):
    period = ReportingPeriod.objects.get(phrase=PERIOD)
    trace = reverse("reports:trace", args=[period.pk, key])
    down = pages(officer, trace)
    figure = hrefs(down, f".trace tbody {HISTORY}")[0]
    up = [url for url in hrefs(pages(officer, figure), TRACE) if trace in url]
    again = officer.get(up[0])
    assert again.context["page"].total == down.context["page"].total
    opened = [c for c in again.context["page"].communes if c.is_open]
    commune = Figure.objects.get(pk=int(figure.split("/")[2])).submission.commune_id
    assert [c.unit.id for c in opened] == [commune]


def test_the_number_of_the_period_before_leads_to_its_own_figures(officer):
    period = ReportingPeriod.objects.get(phrase=PERIOD)
    totals = pages(officer, reverse("reports:totals", args=[period.pk]))
    before = reverse("reports:trace", args=[period.previous_id, "guided"])
    assert before in hrefs(totals, TRACE)
    page = pages(officer, before).context["page"]
    (row,) = (r for r in totals.context["page"].rows if r.spec.key == "guided")
    assert page.total.text == row.last


def test_an_issued_paper_says_what_the_figure_said_in_it(officer):
    paper = IssuedReport.objects.get(state="issued")
    figure = Figure.objects.filter(
        indicator__period=paper.period, indicator__key="guided"
    ).first()
    page = Page(officer.get(reverse("reports:history", args=[figure.pk])).content)
    assert paper.number is not None
    (line,) = (t for t in page.texts("#nam-trong ~ .rows li") if "Văn bản số" in t)
    assert f"Đã vào Văn bản số {paper.number:02d}/{paper.symbol}" in line
    assert line.endswith(f"giá trị khi đó {int(figure.value)}")


# --- computed totals, pages, sources: on a small office -------------------------------


@pytest.fixture
def office(db):
    office = make_office()
    fill_in(office.first, office.lan)
    return office


def figure_of(office, key="sessions"):
    return office.first.figures.filter(indicator__key=key).first()


def history(client, figure):
    return Page(client.get(reverse("reports:history", args=[figure.pk])).content)


def change(office, value, **origin):
    put_in_state(office.first, "draft")
    figure = figure_of(office)
    origin = {"source": FigureVersion.Source.TYPED, **origin}
    proposal = Proposal(
        figure.indicator_id, None, "value", value, based_on=figure.version
    )
    record([proposal], submission=office.first, origin=Origin(office.lan, **origin))


def test_a_computed_total_unfolds_to_what_was_typed_for_it(client, db):
    office = make_office(tag="2")
    office.period.indicators.filter(key="vneid").update(total_typed=False)
    fill_in_parts(office)
    client.force_login(office.officer)
    url = reverse("reports:trace", args=[office.period.pk, "vneid"])
    response = client.get(url)
    (commune, *_) = response.context["page"].communes
    assert [leaf.name for leaf in commune.leaves] == ["Level_1", "Level_2"]
    assert sum(int(leaf.cell.text) for leaf in commune.leaves) == 30
    assert response.context["page"].total.text == "30"
    leaf = Page(client.get(hrefs(response, f".trace {HISTORY}")[0]).content)
    sums = leaf.texts("#nam-trong ~ .rows li strong")
    assert sums == ["3. Vneid: Level_1", "3. Vneid"]


def fill_in_parts(office):
    fill_in(office.first, office.lan)
    typed = office.first.figures.get(indicator__key="vneid")
    typed.versions.all().delete()
    typed.delete()


def test_a_long_trace_has_pages_of_fifty_and_opens_at_a_commune(client, db):
    taken = {}
    for size in (3, 23, 104):
        office = make_office(size, tag=str(size))
        for row in office.returns:
            fill_in(row, office.lan)
        client.force_login(office.officer)
        url = reverse("reports:trace", args=[office.period.pk, "guided"])
        with CaptureQueriesContext(connection) as captured:
            page = client.get(url).context["page"]
        taken[size] = len(captured)
        assert page.total.text == f"{150 * size:,}".replace(",", ".")
    assert taken[3] == taken[23] == taken[104]
    assert len(page.communes) == 50
    last = office.communes[-1].pk
    page = client.get(f"{url}?xa={last}").context["page"]
    assert [c.unit.id for c in page.communes if c.is_open] == [last]
    assert len(page.communes) == 4


@pytest.mark.parametrize("query", ["?trang=x", "?trang=99", "?xa=x", "?xa=0", "?xa="])
def test_a_strange_page_breaks_nothing(hoa, office, query):
    url = reverse("reports:trace", args=[office.period.pk, "guided"])
    assert len(hoa.get(url + query).context["page"].communes) == 3


def test_a_figure_says_whether_the_total_counts_it(hoa, office):
    figure = figure_of(office)
    assert "tổng chung chưa cộng số này" not in history(hoa, figure).text
    put_in_state(office.first, "returned")
    assert "tổng chung chưa cộng số này" in history(hoa, figure).text


def test_what_was_accepted_and_printed_says_what_stood_in_it(hoa, office):
    make_paper(office.first, by=office.lan)
    moves.accept(office.first, by=office.officer)
    moves.reopen(office.first, by=office.officer, reason="Sửa")
    change(office, 9)
    uses = [
        text
        for text in history(hoa, figure_of(office)).texts("#nam-trong ~ .rows li")
        if text.startswith("Đã vào")
    ]
    assert len(uses) == 2
    assert all(text.endswith("giá trị khi đó 2, nay đã khác") for text in uses)


def test_a_value_leads_to_its_message_for_those_who_may_see_it(client, office):
    message = keep_message("Sessions 9", office.first, by=office.lan)
    change(office, 9, source=FigureVersion.Source.MESSAGE, message=message)
    put_in_state(office.first, "accepted")
    for user in (office.officer, office.leader, office.lan):
        client.force_login(user)
        (url,) = hrefs(
            client.get(reverse("reports:history", args=[figure_of(office).pk])),
            "a[href*='/tin-nhan/']",
        )
        page = Page(client.get(url).content)
        assert "Sessions 9" in page.texts("blockquote")
        assert page.texts(".rows li") == ["2. Sessions9"]
    client.force_login(make_staff(office.communes[1], "binh"))
    assert client.get(url).status_code == 404


def test_a_value_leads_to_its_file_until_that_is_taken_away(hoa, office):
    put_in_state(office.first, "draft")
    row, _ = attach(check_file(files.PDF, "bieu.pdf"), office.first, by=office.lan)
    change(office, 9, source=FigureVersion.Source.FILE, file=row)
    page = history(hoa, figure_of(office))
    assert hoa.get(page.links()["bieu.pdf"]).status_code == 200
    remove(row, by=office.lan)
    page = history(hoa, figure_of(office))
    assert "bieu.pdf" not in page.links()
    assert "bieu.pdf (đã bỏ)" in page.text


def test_the_communes_staff_go_up_no_further_than_their_own_commune(client, office):
    client.force_login(office.lan)
    page = history(client, figure_of(office))
    links = page.all("#nam-trong ~ .rows a")
    assert [a.etree_element.get("href") for a in links] == [
        reverse("reports:entry", args=[office.first.pk])
    ]


def test_the_cost_of_a_history_does_not_grow_with_the_communes(client, db):
    taken = {}
    for size in (1, 23):
        office = make_office(size, tag=str(size))
        for row in office.returns:
            fill_in(row, office.lan)
        client.force_login(office.officer)
        url = reverse("reports:history", args=[figure_of(office).pk])
        client.get(url)
        with CaptureQueriesContext(connection) as captured:
            client.get(url)
        taken[size] = len(captured)
    assert taken[1] == taken[23]

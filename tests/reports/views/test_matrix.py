"""Communes × indicators: what stands at each figure, said by sign and word."""

import pytest
from django.urls import reverse

from reports import moves, questions
from reports.models import Figure
from reports.news import mark_looked, receipt_of_look
from reports.views.desk import matrix as matrix_module
from tests.factories import make_period, set_figure
from tests.pages import Page, next_page
from tests.reports.reviewing import fill_in, make_office


def get(client, office, query=""):
    url = reverse("reports:matrix", args=[office.period.pk])
    response = client.get(url + query)
    assert response.status_code == 200
    return response


def cells(client, office, query=""):
    """{(commune, indicator): the cell} of the page."""
    page = get(client, office, query).context["page"]
    return {
        (row.submission.commune.name, column.spec.key): cell
        for row in page.page.object_list
        for column, cell in zip(page.columns, row.cells, strict=True)
    }


def marks(cell):
    return {mark.label for mark in cell.marks}


def look(office):
    receipt = receipt_of_look(office.officer, office.period)
    mark_looked(office.officer, office.period, receipt)


def test_each_figure_is_the_communes_total_sent_or_not(hoa, office):
    fill_in(office.first, office.lan, state="draft")
    found = cells(hoa, office)
    assert found["Hưng Đạo", "guided"].text == "150"
    assert found["Hưng Đạo", "vneid"].text == "30"
    assert len(found) == 3 * 6


def test_blanks_are_counted_by_their_cells_and_lead_to_the_first(hoa, office):
    found = cells(hoa, office)
    cell = found["An Thanh", "guided"]
    assert (cell.text, cell.blanks, marks(cell)) == ("–", 2, {"Còn trống"})
    hamlet = office.communes[1].hamlets.get(name="An Lao")
    assert cell.url.endswith(f"#o-guided-{hamlet.pk}")
    assert found["An Thanh", "sessions"].url.endswith("#o-sessions-xa")
    answer = hoa.get(cell.url)
    assert f'id="o-guided-{hamlet.pk}"' in answer.content.decode()


def test_a_total_with_a_blank_in_it_is_a_number_and_blank(hoa, office):
    hamlet = office.communes[0].hamlets.get(name="An Lao")
    set_figure(office.first, "guided", 7, hamlet=hamlet, by=office.lan)
    cell = cells(hoa, office)["Hưng Đạo", "guided"]
    assert (cell.text, cell.blanks) == ("7", 1)


def test_zero_none_and_blank_are_told_apart(hoa, office):
    set_figure(office.returns[0], "sessions", 0, by=office.lan)
    set_figure(office.returns[1], "sessions", None, by=office.lan)
    found = cells(hoa, office)
    texts = [found[name.name, "sessions"].text for name in office.communes]
    assert texts == ["0", "kps", "–"]


def test_errors_and_oddities_are_marked_at_their_figure(hoa, office):
    fill_in(office.first, office.lan, vneid=(300, 10, 20))
    look(office)
    found = cells(hoa, office)
    cell = found["Hưng Đạo", "vneid"]
    assert marks(cell) == {"Lỗi", "Khác thường"}
    assert cell.worst == "loi"
    assert cell.why
    assert not marks(found["Hưng Đạo", "sessions"])


def test_questions_are_marked_waiting_and_answered(hoa, office):
    fill_in(office.first, office.lan)
    asked = [
        questions.ask(
            office.first,
            by=office.officer,
            indicator=office.period.indicators.get(key=key),
            text="Đúng không?",
        )
        for key in ("sessions", "vneid")
    ]
    moves.send_back(office.first, by=office.officer)
    questions.answer(asked[1], by=office.lan, answer="Đúng")
    look(office)
    found = cells(hoa, office)
    assert marks(found["Hưng Đạo", "sessions"]) == {"Đang hỏi"}
    assert marks(found["Hưng Đạo", "vneid"]) == {"Đã trả lời"}


def test_a_change_is_marked_until_its_reader_looked(hoa, office):
    fill_in(office.first, office.lan)
    assert marks(cells(hoa, office)["Hưng Đạo", "guided"]) == {"Mới thay đổi"}
    look(office)
    assert not marks(cells(hoa, office)["Hưng Đạo", "guided"])


def test_every_mark_is_a_sign_and_a_word(hoa, office):
    fill_in(office.first, office.lan, vneid=(300, 10, 20))
    page = Page(get(hoa, office).content)
    text = next(t for t in page.texts("tbody td.is-loi") if t.startswith("300"))
    assert "✕" in text
    assert ", lỗi" in text


def test_a_filter_leaves_rows_and_columns_with_something(hoa, office):
    fill_in(office.first, office.lan, vneid=(300, 10, 20))
    fill_in(office.returns[1], office.lan)
    found = cells(hoa, office, "?loc=loi")
    assert set(found) == {("Hưng Đạo", "vneid")}


@pytest.mark.parametrize("query", ["", "?q=hung", "?loc=trong"])
def test_every_tab_counts_the_cells_that_it_shows(hoa, office, query, monkeypatch):
    monkeypatch.setattr(matrix_module, "A_PAGE", 2)
    fill_in(office.first, office.lan, vneid=(300, 10, 20))
    for tab in get(hoa, office, query).context["page"].tabs:
        if tab.count is None:
            continue
        shown, address = 0, tab.query
        while address:
            response = get(hoa, office, address)
            page = response.context["page"]
            wanted = None if tab.value == "co" else tab.value
            shown += sum(
                bool(cell.marks) if wanted is None else wanted in cell.marks
                for row in page.page.object_list
                for cell in row.cells
            )
            address = next_page(response)
        assert shown == tab.count, tab.label


def test_each_column_ends_with_its_sum_and_its_counts(hoa, office):
    fill_in(office.first, office.lan, vneid=(300, 10, 20))
    fill_in(office.returns[1], office.lan)
    columns = get(hoa, office).context["page"].columns
    found = {c.spec.key: (c.total, c.blanks, c.asked, c.odd) for c in columns}
    assert found["guided"] == ("300", 1, 0, 0)
    assert found["vneid"] == ("330", 1, 0, 2)


def test_the_sum_has_the_districts_own_figure_in_it(hoa, office):
    fill_in(office.first, office.lan)
    indicator = office.period.indicators.get(key="sessions")
    Figure.objects.create(indicator=indicator, state="value", value=5, version=1)
    columns = get(hoa, office).context["page"].columns
    assert {c.spec.key: c.total for c in columns}["sessions"] == "7"


def test_communes_stand_on_pages_of_50(client, db):
    office = make_office(60)
    client.force_login(office.officer)
    page = get(client, office).context["page"]
    assert (len(page.page.object_list), page.page.paginator.num_pages) == (50, 2)


def test_a_planned_period_says_so(hoa, office):
    office.period = make_period(office.district, "6 tháng cuối năm 2023")
    assert "chưa mở" in get(hoa, office).content.decode()

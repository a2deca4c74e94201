"""The district's sums: the totals, where each comes from, its own figures."""

import io
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from reports.consolidation import consolidate
from reports.models import (
    Figure,
    FigureVersion,
    FindingReason,
    PeriodIndicator,
    Submission,
)
from reports.recording import Origin, Proposal, record
from tests.factories import put_in_state, set_figure
from tests.pages import Page
from tests.reports.reviewing import address, fill_in, make_office

ACCEPTED_ONLY = "?chi-tinh=da-tiep-nhan"


@pytest.fixture
def office(db):
    """Three communes: one accepted, one sent, one that has not begun."""
    office = make_office()
    fill_in(office.returns[0], office.lan, state="accepted", guided=(100, 50))
    fill_in(office.returns[1], office.lan, state="sent", guided=(7, 3), vneid=(3, 1, 2))
    return office


def url(name, office, *more):
    return reverse(f"reports:{name}", args=[office.period.pk, *more])


def totals_of(client, office, query=""):
    page = client.get(url("totals", office) + query).context["page"]
    return {row.spec.key: (row.text, row.total.counted) for row in page.rows}


# --- the totals -----------------------------------------------------------------------


def test_all_that_was_handed_in_is_summed_or_what_was_accepted_alone(hoa, office):
    assert totals_of(hoa, office)["guided"] == ("160", 2)
    assert totals_of(hoa, office, ACCEPTED_ONLY)["guided"] == ("150", 1)


def test_a_blank_is_never_summed_as_a_zero(hoa, office):
    page = hoa.get(url("totals", office)).context["page"]
    sessions = next(row for row in page.rows if row.spec.key == "sessions")
    assert (sessions.text, sessions.blanks, sessions.total.incomplete) == ("4", 1, True)


def test_a_finding_leads_to_the_commune_that_it_comes_from(hoa, office):
    office.returns[1].figures.filter(indicator__key="vneid").update(value=4)
    response = hoa.get(url("totals", office))
    group = next(g for g in response.context["page"].rules if g.rule == "parts")
    [line] = group.lines
    assert line.url == address("review", office.returns[1]) + "#o-vneid-xa"
    assert "4 → 3" in [mending.change for mending in line.mendings]
    page = response.content.decode()
    assert line.message in page and "4 → 3" in page


def test_a_reason_is_kept_for_the_district(hoa, office):
    sent = {"rule": "commune_missing", "reason-commune_missing": "checked"}
    assert hoa.post(url("district_reason", office), sent).status_code == 302
    kept = FindingReason.objects.get()
    assert (kept.rule, kept.submission, kept.by) == (
        "commune_missing",
        None,
        office.officer,
    )
    page = hoa.get(url("totals", office)).context["page"]
    group = next(g for g in page.rules if g.rule == "commune_missing")
    assert (group.reason, group.form) == (kept, None)


def test_a_reason_that_cannot_be_kept_stays_on_the_page(hoa, office):
    sent = {
        "rule": "commune_missing",
        "reason-commune_missing": "",
        "note-commune_missing": "Xã đang sáp nhập",
    }
    response = hoa.post(url("district_reason", office), sent)
    assert response.status_code == 422
    assert "Xã đang sáp nhập" in response.content.decode()
    assert not FindingReason.objects.exists()


def test_an_unknown_rule_is_not_found(hoa, office):
    sent = {"rule": "nothing", "reason-nothing": "checked"}
    assert hoa.post(url("district_reason", office), sent).status_code == 404


def test_a_hint_is_ticked_off(hoa, office):
    guided = office.returns[0].figures.filter(indicator__key="guided")
    guided.update(value=1495)
    text = hoa.get(url("totals", office)).content.decode()
    assert 'name="reason-too_neat"' in text
    sent = {"rule": "too_neat", "reason-too_neat": "checked"}
    hoa.post(url("district_reason", office), sent)
    text = hoa.get(url("totals", office)).content.decode()
    assert 'name="reason-too_neat"' not in text
    assert "Đã xem" in text


def test_the_way_to_the_report_says_what_the_reader_may_do_there(client, office):
    for user, words in (
        (office.leader, "Xem báo cáo"),
        (office.officer, "Soạn báo cáo"),
    ):
        client.force_login(user)
        assert words in client.get(url("totals", office)).content.decode()


def test_a_leader_reads_the_totals_without_forms(client, office):
    client.force_login(office.leader)
    text = client.get(url("totals", office)).content.decode()
    assert "Còn" in text
    assert url("district_reason", office) not in text
    assert url("district_figures", office) not in text


# --- the district's own figures -------------------------------------------------------


def own_cell(office):
    return f"c-{office.period.indicators.get(key='sessions').pk}-0"


def own_figure():
    return Figure.objects.get(submission=None)


def test_the_districts_own_figure_is_saved_with_its_version_and_added(hoa, office):
    assert "c-" in own_cell(office)
    response = hoa.post(url("district_figures", office), {own_cell(office): "1.002"})
    assert response["Location"] == url("totals", office)
    version = own_figure().versions.get()
    assert (version.value, version.by, version.source) == (
        1002,
        office.officer,
        "typed",
    )
    assert totals_of(hoa, office)["sessions"] == ("1.006", 2)


POLICE = "Công an huyện, Báo cáo số 15/BC-CAH ngày 10/6/2023"


@pytest.fixture
def from_police(office):
    """An indicator of this period that the district has from the police."""
    return PeriodIndicator.objects.create(
        period=office.period,
        key="vneid_police",
        name="Tài khoản do Công an cấp",
        unit="Tài khoản",
        time="flow",
        level="district",
        source="Công an huyện",
        position=99,
    )


def test_a_figure_from_another_body_keeps_its_source(hoa, office, from_police):
    cell = f"c-{from_police.pk}-0"
    page = Page(hoa.get(url("district_figures", office)).content)
    _, asked = page.form_with("Lưu số liệu")
    assert asked[f"source-{cell}"] == ["Công an huyện"]
    hoa.post(url("district_figures", office), {cell: "120", f"source-{cell}": POLICE})
    assert own_figure().versions.get().note == POLICE
    for name, more in (("totals", ()), ("trace", ("vneid_police",))):
        text = hoa.get(url(name, office, *more)).content.decode()
        assert f"Nguồn: {POLICE}" in text
    history = reverse("reports:history", args=[own_figure().pk])
    assert POLICE in hoa.get(history).content.decode()
    assert consolidate(office.period).facts["nguon_vneid_police"].text == POLICE


def test_another_source_of_the_same_number_is_a_version_of_its_own(
    hoa, office, from_police
):
    cell, address = f"c-{from_police.pk}-0", url("district_figures", office)
    for source, base in (("Công an huyện", "0"), (POLICE, "1"), (POLICE, "2")):
        sent = {cell: "120", f"source-{cell}": source, f"base-{cell}": base}
        hoa.post(address, sent)
    notes = own_figure().versions.values_list("note", flat=True)
    assert list(notes) == ["Công an huyện", POLICE]


def test_a_figure_from_another_body_is_not_taken_without_its_source(
    hoa, office, from_police
):
    cell = f"c-{from_police.pk}-0"
    sent = {cell: "120", f"source-{cell}": " "}
    answer = hoa.post(url("district_figures", office), sent)
    assert answer.status_code == 422
    assert "Ghi cơ quan cung cấp số liệu" in Page(answer.content).text
    assert not Figure.objects.filter(submission=None).exists()
    sent = {cell: "", f"source-{cell}": ""}
    assert hoa.post(url("district_figures", office), sent).status_code == 302


def test_nothing_arose_is_kept_as_such(hoa, office):
    hoa.post(url("district_figures", office), {"none-" + own_cell(office): "1"})
    assert own_figure().state == Figure.State.NONE
    assert "checked" in hoa.get(url("district_figures", office)).content.decode()


@pytest.mark.parametrize("typed", ["1.23", "-5", "mười", "1,234", "-", "9" * 40])
def test_a_doubtful_number_is_not_saved_and_not_lost(hoa, office, typed):
    response = hoa.post(url("district_figures", office), {own_cell(office): typed})
    assert response.status_code == 422
    assert f'value="{typed}"' in response.content.decode()
    assert 'aria-invalid="true"' in response.content.decode()
    assert not Figure.objects.filter(submission=None).exists()


def test_a_question_is_answered_by_ticking_its_box(hoa, office):
    cell = own_cell(office)
    text = hoa.post(url("district_figures", office), {cell: "1,234"}).content.decode()
    assert f'name="confirm-{cell}" value="1234"' in text
    hoa.post(
        url("district_figures", office), {cell: "1,234", f"confirm-{cell}": "1234"}
    )
    assert own_figure().value == 1234


def test_what_someone_else_saved_meanwhile_is_shown_before_it_is_replaced(hoa, office):
    cell = own_cell(office)
    hoa.post(url("district_figures", office), {cell: "1", f"base-{cell}": "0"})
    stale = {cell: "5", f"base-{cell}": "0"}
    response = hoa.post(url("district_figures", office), stale)
    text = response.content.decode()
    assert response.status_code == 422
    assert "Phạm Thị Hoa vừa ghi 1" in text
    assert 'value="5"' in text
    assert own_figure().value == 1

    [drawn] = response.context["figures"]
    assert drawn.base == 1
    hoa.post(url("district_figures", office), {cell: "5", f"base-{cell}": "1"})
    assert own_figure().value == 5
    assert own_figure().versions.count() == 2


def test_a_spoiled_version_replaces_nothing(hoa, office):
    cell = own_cell(office)
    hoa.post(url("district_figures", office), {cell: "1"})
    for spoiled in ("x", "-1", "1" * 30):
        sent = {cell: "5", f"base-{cell}": spoiled}
        assert hoa.post(url("district_figures", office), sent).status_code == 422
    assert own_figure().value == 1


# --- where a total comes from ---------------------------------------------------------


def trace_of(client, office, key, query=""):
    return client.get(url("trace", office, key) + query).context["page"]


@pytest.mark.parametrize("query", ["", ACCEPTED_ONLY])
def test_hamlets_add_up_to_their_commune_and_communes_to_the_total(hoa, office, query):
    page = trace_of(hoa, office, "guided", query)
    summed = [commune for commune in page.communes if commune.counted]
    for commune in summed:
        assert sum(int(leaf.cell.text) for leaf in commune.leaves) == int(
            commune.cell.text
        )
    assert sum(int(c.cell.text) for c in summed) == int(page.total.text)
    assert len(summed) == (1 if query else 2)
    assert len(page.communes) == 3


def test_the_districts_own_figure_stands_in_the_sum(hoa, office):
    hoa.post(url("district_figures", office), {own_cell(office): "6"})
    page = trace_of(hoa, office, "sessions")
    assert [leaf.cell.text for leaf in page.own] == ["6"]
    assert [c.cell.text for c in page.communes if c.counted] == ["2", "2"]
    assert page.total.text == "10"


def test_a_blank_hamlet_is_marked(hoa, office):
    hamlet = office.communes[0].hamlets.first()
    Figure.objects.filter(hamlet=hamlet).update(state="blank", value=None)
    page = trace_of(hoa, office, "guided")
    cells = [leaf.cell for leaf in page.communes[0].leaves]
    assert [cell.is_blank for cell in cells] == [True, False]
    assert page.blanks == 1
    assert "chưa đủ" in hoa.get(url("trace", office, "guided")).content.decode()


def test_a_commune_with_its_total_only_has_no_hamlets_in_the_sum(hoa, office):
    row = office.returns[0]
    row.total_only.add(office.period.indicators.get(key="guided"))
    set_figure(row, "guided", 500, by=office.lan)
    page = trace_of(hoa, office, "guided")
    assert page.communes[0].leaves == ()
    assert page.communes[0].cell.text == "500"
    assert page.total.text == "510"


def test_an_unknown_indicator_is_not_found(hoa, office):
    assert hoa.get(url("trace", office, "nothing")).status_code == 404


# --- the history of a figure ----------------------------------------------------------


def test_every_value_stands_with_who_when_and_from_what(client, office):
    row = put_in_state(office.returns[0], Submission.State.DRAFT)
    figure = row.figures.get(indicator__key="sessions")
    change = Proposal(figure.indicator_id, None, "value", Decimal(9), based_on=1)
    record(
        [change],
        submission=row,
        origin=Origin(
            office.officer, FigureVersion.Source.PHONE, "Ông Tâm gọi lúc 8 giờ"
        ),
    )
    client.force_login(office.lan)
    response = client.get(reverse("reports:history", args=[figure.pk]))
    page = response.context["page"]
    text = response.content.decode()
    assert [value.text for value in page.values] == ["9", "2"]
    assert page.place == "xã Hưng Đạo"
    for words in ("Phạm Thị Hoa", "Nguyễn Thị Lan", "Ông Tâm gọi lúc 8 giờ"):
        assert words in text
    assert "Xã báo qua điện thoại, cấp huyện nhập thay" in text


def test_the_communes_staff_do_not_see_the_districts_own_figure(client, office):
    client.force_login(office.officer)
    client.post(url("district_figures", office), {own_cell(office): "6"})
    history = reverse("reports:history", args=[own_figure().pk])
    assert client.get(history).status_code == 200
    client.force_login(office.lan)
    assert client.get(history).status_code == 404


# --- the spreadsheet ------------------------------------------------------------------


def test_the_spreadsheet_holds_the_same_totals(hoa, office):
    response = hoa.get(url("totals_xlsx", office))
    assert ".xlsx" in response["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(response.content)).active
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True)}
    head = rows["Đơn vị"]
    guided = next(i for i, name in enumerate(head) if name and "Guided" in name)
    assert rows["Tổng cộng"][guided] == 160
    assert rows["xã Hưng Đạo"][guided] == 150
    assert rows["xã Quang Phục"][guided] is None
    accepted = hoa.get(url("totals_xlsx", office) + ACCEPTED_ONLY)
    sheet = load_workbook(io.BytesIO(accepted.content)).active
    rows = {row[1]: row for row in sheet.iter_rows(values_only=True)}
    assert rows["Tổng cộng"][guided] == 150
    assert rows["xã An Thanh"][guided] is None

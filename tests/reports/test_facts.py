"""What a text may cite by name, and what it prints where something is missing."""

import datetime as dt

import pytest

from reports.consolidation import consolidate
from reports.facts import UnknownFact, cited_names, fill, known_names
from reports.models import Activity, Submission
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    """Two communes count people guided and list their other products."""
    district = make.make_district()
    communes = [
        make.make_commune(district, position=1),
        make.make_commune(district, "An Thanh", "11125", position=2),
    ]
    for commune in communes:
        make.make_hamlet_team(make.make_hamlet(commune))
    make.make_indicator(district, "guided")
    make.make_indicator(
        district, "other_online", kind="list", product_kind="other", unit="Sản phẩm"
    )
    officer = make.make_officer(district)
    period = make.make_open_period(district, officer)
    return {
        "district": district,
        "communes": communes,
        "officer": officer,
        "period": period,
        "submissions": list(period.submissions.in_district_order()),
    }


def send(world, number, guided=1000, names=()):
    submission = world["submissions"][number]
    by = world["officer"]
    make.set_figure(submission, "guided", guided, by=by)
    make.set_figure(submission, "other_online", len(names), names=names, by=by)
    make.put_in_state(submission, Submission.State.SENT)


def said(world, text):
    return fill(text, consolidate(world["period"]).facts)


def test_a_text_cites_totals_counts_and_the_period_by_name(world):
    send(world, 0, 1000)
    send(world, 1, 250)
    text = "{ky}: {guided} người, {so_xa_da_gui}/{so_xa} xã, {so_to_thon} Tổ."
    assert said(world, text) == "6 tháng đầu năm 2023: 1.250 người, 02/02 xã, 02 Tổ."


def test_names_of_a_list_stand_in_the_districts_order_with_their_count(world):
    send(world, 1, names=["Mắm cáy"])
    send(world, 0, names=["Tranh thêu", "Túi, ví thêu"])
    text = "{so_other_online} sản phẩm: {danh_sach_other_online}."
    assert said(world, text) == "03 sản phẩm: Tranh thêu; Túi, ví thêu; Mắm cáy."


def test_a_figure_that_lacks_a_commune_says_so(world):
    send(world, 0, 1000)
    assert said(world, "{guided}") == "1.000 (chưa đủ: 1/2 xã)"


def test_a_figure_that_nobody_sent_is_never_shown_as_zero(world):
    assert said(world, "{guided}") == "… (chưa đủ: 0/2 xã)"


def test_the_roster_counts_as_of_the_cut_off(world):
    hamlet = make.make_hamlet(world["communes"][0], "Ô Mễ")
    make.make_hamlet_team(hamlet)
    hamlet.teams.update(valid_from=dt.date(2023, 6, 15))
    assert said(world, "{so_thon} {so_to_thon} {so_thanh_vien_to_thon}") == "03 02 06"


def test_trained_communes_are_counted_once_and_within_the_period(world):
    first, second = world["communes"]
    inside, outside = dt.date(2023, 3, 1), dt.date(2023, 6, 15)
    for commune, date in ((first, inside), (first, inside), (second, outside)):
        Activity.objects.create(
            district=world["district"],
            commune=commune,
            kind="training",
            date=date,
            title="Tập huấn",
        )
    assert said(world, "{so_xa_da_tap_huan}/{so_xa}") == "01/02"


def test_unknown_names_are_refused_all_at_once(world):
    with pytest.raises(UnknownFact) as refusal:
        said(world, "{guided} {khong_co} {ocop}")
    assert refusal.value.names == ("khong_co", "ocop")


def test_the_names_that_are_offered_are_those_that_are_filled(world):
    consolidation = consolidate(world["period"])
    assert set(known_names(consolidation.table.specs)) == set(consolidation.facts)


def test_names_are_read_between_braces_once_each():
    assert cited_names("{a} và { b }, lại {a}") == ("a", "b")


def test_changes_since_the_period_before_are_told_in_words_number_and_percent(world):
    earlier = world["period"]
    send(world, 0, 1000)
    send(world, 1, 250)
    period = make.make_open_period(
        world["district"],
        world["officer"],
        phrase="6 tháng cuối năm 2023",
        first_day=dt.date(2023, 6, 15),
        last_day=dt.date(2023, 12, 14),
        previous=earlier,
    )
    later = world | {
        "period": period,
        "submissions": list(period.submissions.in_district_order()),
    }
    send(later, 0, 1100)
    send(later, 1, 300)
    text = (
        "{guided}: {tang_giam_guided}, {phan_tram_tang_giam_guided} so với "
        "{ky_truoc_guided} của {ky_truoc}; chênh {chenh_lech_guided}"
    )
    assert said(later, text) == (
        "1.400: tăng 150, tăng 12% so với 1.250 của 6 tháng đầu năm 2023; chênh 150"
    )


def test_without_a_period_before_a_change_is_never_a_number(world):
    send(world, 0, 1000)
    send(world, 1, 250)
    assert said(world, "{tang_giam_guided}") == "… (chưa có số kỳ trước)"


def test_communes_are_counted_and_named(world):
    send(world, 0, 1000)
    text = (
        "{so_xa_chua_gui} xã: {danh_sach_xa_chua_gui}; {so_xa_thieu_guided} xã, "
        "{danh_sach_xa_thieu_guided}; {ty_le_xa_da_gui}; {so_xa_co_guided}; "
        "{danh_sach_xa_da_tap_huan}"
    )
    assert said(world, text) == (
        "01 xã: xã An Thanh; 01 xã, xã An Thanh; 50%; 01; không có xã nào"
    )


def test_days_stand_as_in_a_document(world):
    assert said(world, "{ngay_dau_ky} {ngay_chot} {cong_van}") == (
        "15/12/2022 14/6/2023 …"
    )


def test_what_few_texts_cite_is_looked_up_only_then(world, django_assert_num_queries):
    facts = consolidate(world["period"]).facts
    with django_assert_num_queries(0):
        assert "tang_giam_guided" in facts
        fill("{guided} {so_xa}", facts)

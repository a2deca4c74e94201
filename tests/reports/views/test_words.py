"""The communes' words side by side: whose, which topic, and into the narrative."""

import datetime as dt

import pytest
from django.urls import reverse

from reports.models import Activity, Submission, SubmissionWords, WordsVersion
from reports.words_beside import fitting_section, topic_of
from reports.writing import start_report
from tests.factories import make_letterhead, put_in_state
from tests.pages import Page
from tests.reports.reviewing import make_office

State, Topic = Submission.State, SubmissionWords.Topic


@pytest.fixture
def office(db):
    office = make_office()
    make_letterhead(office.district)
    return office


def write(submission, topic, text, by, state=State.SENT):
    """A commune's words, as they are stored, in a return of that state."""
    put_in_state(submission, state)
    words = SubmissionWords.objects.create(
        submission=submission, topic=topic, text=text, version=2
    )
    for number, said in ((1, "Bản trước"), (2, text)):
        WordsVersion.objects.create(words=words, number=number, text=said, by=by)
    return words


def read(client, office, query=""):
    response = client.get(reverse("reports:words", args=[office.period.pk]) + query)
    assert response.status_code == 200
    return Page(response.content)


def test_words_stand_in_the_districts_order_with_who_wrote_them(hoa, office):
    write(office.returns[1], Topic.RESULTS, "Mô hình chợ 4.0", office.lan)
    write(office.first, Topic.RESULTS, "Tổ đi từng ngõ", office.lan)
    page = read(hoa, office)
    assert page.texts(".words h2") == ["Xã Hưng Đạo", "Xã An Thanh"]
    assert page.texts(".words-text") == ["Tổ đi từng ngõ", "Mô hình chợ 4.0"]
    assert page.texts(".words-head .muted")[0].startswith("Nguyễn Thị Lan, ")


def test_one_topic_stands_on_the_page_and_the_silent_at_its_end(hoa, office):
    write(office.first, Topic.DIFFICULTIES, "Sóng yếu", office.lan)
    put_in_state(office.returns[1], State.ACCEPTED)
    page = read(hoa, office, "?muc=difficulties")
    assert page.texts(".words-text") == ["Sóng yếu"]
    assert "01 đơn vị không ghi nội dung này xã An Thanh." in page.text
    assert "Chưa xã nào đã gửi có ghi nội dung này." in read(hoa, office).text


def test_what_is_not_sent_is_shown_only_when_asked_for(hoa, office):
    write(office.first, Topic.RESULTS, "Đang viết", office.lan, state=State.DRAFT)
    page = read(hoa, office)
    assert page.texts(".words-text") == []
    page = read(hoa, office, page.links()["Xem cả biểu chưa gửi"])
    assert page.texts(".words-text") == ["Đang viết"]
    assert page.texts(".words .chip") == ["Đang nhập"]


@pytest.mark.parametrize("search", ["song yeu", "SÓNG YẾU", "hung dao"])
def test_a_search_ignores_diacritics_and_knows_communes(hoa, office, search):
    write(office.first, Topic.RESULTS, "Nơi xa sóng yếu", office.lan)
    write(office.returns[1], Topic.RESULTS, "Đều tốt", office.lan)
    page = read(hoa, office, f"?muc=results&q={search}")
    assert page.texts(".words-text") == ["Nơi xa sóng yếu"]


def test_a_search_that_finds_nothing_leads_back(hoa, office):
    write(office.first, Topic.RESULTS, "Đều tốt", office.lan)
    page = read(hoa, office, "?muc=results&q=xyz")
    assert page.links()["Bỏ tìm kiếm"] == "?muc=results"


def test_words_are_printed_as_words(hoa, office):
    write(office.first, Topic.RESULTS, "<b>Tốt</b>\nDòng hai", office.lan)
    page = read(hoa, office)
    assert page.all(".words-text b") == []
    assert page.texts(".words-text") == ["<b>Tốt</b>Dòng hai"]


def test_activities_of_communes_within_the_period_stand_in_a_table(hoa, office):
    for commune, day, title in (
        (office.communes[1], dt.date(2023, 3, 1), "Tập huấn VNeID"),
        (office.communes[0], dt.date(2023, 4, 1), "Ra quân"),
        (office.communes[0], dt.date(2023, 9, 1), "Ngoài kỳ"),
        (None, dt.date(2023, 3, 1), "Của huyện"),
    ):
        Activity.objects.create(
            district=office.district,
            commune=commune,
            date=day,
            title=title,
            kind="training",
        )
    for submission in office.returns:
        put_in_state(submission, State.SENT)
    page = read(hoa, office, "?muc=hoat-dong")
    assert page.texts("tbody [data-label='Nội dung']") == ["Ra quân", "Tập huấn VNeID"]
    assert "01 đơn vị không ghi hoạt động nào xã Quang Phục." in page.text
    found = read(hoa, office, "?muc=hoat-dong&q=tap huan")
    assert found.texts("tbody th") == ["Xã An Thanh"]


@pytest.mark.parametrize(
    ("title", "topic"),
    [
        ("TỒN TẠI, HẠN CHẾ, NGUYÊN NHÂN", "difficulties"),
        ("Khó khăn, vướng mắc", "difficulties"),
        ("ĐỀ XUẤT, KIẾN NGHỊ", "proposals"),
        ("Kết quả đạt được", "results"),
        ("Tác động đến kết quả chuyển đổi số", ""),
        ("Thông tin chung", ""),
    ],
)
def test_a_heading_says_which_words_fit_under_it(title, topic):
    assert topic_of(title) == topic


def test_words_lead_to_the_section_they_fit_and_stand_beside_its_text(hoa, office):
    start_report(office.period, by=office.officer)
    write(office.first, Topic.PROPOSALS, "Đề nghị tập huấn", office.lan)
    write(office.returns[1], Topic.PROPOSALS, "Hỗ trợ máy tính", office.lan)
    page = read(hoa, office, "?muc=proposals")
    link = page.links()["Chép vào mục “ĐỀ XUẤT, KIẾN NGHỊ”: xã An Thanh"]
    assert link.endswith("#y-kien")
    edit = Page(hoa.get(link).content)
    assert edit.one("details#y-kien").etree_element.get("open") is not None
    assert edit.texts("#y-kien .words h2") == ["Xã An Thanh", "Xã Hưng Đạo"]
    assert edit.texts("#y-kien .is-chosen .words-text") == ["Hỗ trợ máy tính"]


def test_beside_a_section_stand_the_words_that_fit_its_heading(hoa, office):
    start_report(office.period, by=office.officer)
    write(office.first, Topic.DIFFICULTIES, "Sóng yếu", office.lan)
    section = fitting_section(office.period, Topic.DIFFICULTIES)
    address = reverse("reports:section_edit", args=[section.pk])
    edit = Page(hoa.get(address).content)
    assert edit.texts("#y-kien .words-text") == ["Sóng yếu"]
    assert edit.one("details#y-kien").etree_element.get("open") is None


@pytest.mark.parametrize("chosen", ["x", "²", "9" * 30, "0"])
def test_words_that_are_not_there_are_passed_over(hoa, office, chosen):
    start_report(office.period, by=office.officer)
    section = office.period.report.sections.first()
    address = reverse("reports:section_edit", args=[section.pk])
    assert hoa.get(f"{address}?y-kien={chosen}").status_code == 200


def test_words_of_another_office_never_stand_beside(hoa, office):
    other = make_office(tag="-2")
    theirs = write(other.first, Topic.RESULTS, "Của nơi khác", other.lan)
    start_report(office.period, by=office.officer)
    section = office.period.report.sections.first()
    address = reverse("reports:section_edit", args=[section.pk])
    page = hoa.get(f"{address}?y-kien={theirs.pk}")
    assert "Của nơi khác" not in page.content.decode()


def test_the_leader_reads_and_copies_nothing(client, office):
    start_report(office.period, by=office.officer)
    write(office.first, Topic.RESULTS, "Tốt", office.lan)
    client.force_login(office.leader)
    page = read(client, office)
    assert page.texts(".words-text") == ["Tốt"]
    assert not any(link.startswith("Chép") for link in page.links())


@pytest.mark.parametrize("query", ["", "?muc=hoat-dong", "?muc=results&q=a"])
def test_queries_do_not_grow_with_the_communes(
    client, office, query, django_assert_max_num_queries
):
    many = make_office(60, tag="-2")
    counts = []
    for each in (office, many):
        for submission in each.returns:
            write(submission, Topic.RESULTS, "Làm tốt", each.lan)
            Activity.objects.create(
                district=each.district,
                commune=submission.commune,
                date=dt.date(2023, 3, 1),
                title="Ra quân",
                kind="training",
            )
        client.force_login(each.officer)
        with django_assert_max_num_queries(40) as captured:
            page = read(client, each, query)
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert len(page.all(".words > li, tbody tr")) == 50

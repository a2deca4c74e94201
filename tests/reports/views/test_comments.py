"""The leader's comments on the pages: made on a phone, settled, read again."""

import pytest
from django.urls import reverse

from reports.commenting import comment, settle
from reports.models import LeaderComment
from reports.writing import start_report
from tests.factories import make_letterhead
from tests.pages import Page
from tests.reports.reviewing import make_office


@pytest.fixture
def office(db):
    office = make_office()
    make_letterhead(office.district)
    office.report = start_report(office.period, by=office.officer)
    return office


@pytest.fixture
def tuan(client, office):
    client.force_login(office.leader)
    return client


def get(client, name, *args, query=""):
    response = client.get(reverse(f"reports:{name}", args=args) + query)
    assert response.status_code == 200
    return Page(response.content)


def say(office, text="Số này cao quá.", **target):
    return comment(office.period, by=office.leader, text=text, **target)


def write(client, page, link, text):
    """Follow a link to the form, write, send; the page that follows."""
    address = page.links()[link]
    form = Page(client.get(address).content)
    _, fields = form.form_with("Gửi góp ý")
    return Page(client.post(address, fields | {"text": text}, follow=True).content)


def test_a_section_is_commented_from_the_report(tuan, office):
    section = office.report.sections.last()
    page = get(tuan, "report", office.period.pk)
    label = next(link for link in page.links() if link.startswith("Góp ý mục PHƯƠNG"))
    after = write(tuan, page, label, "Nêu rõ chỉ tiêu.")
    row = LeaderComment.objects.get()
    assert (row.section, row.text, row.by) == (
        section,
        "Nêu rõ chỉ tiêu.",
        office.leader,
    )
    assert "01 góp ý chưa xử lý" in after.links()


def test_a_total_and_the_figure_of_one_commune_are_commented(tuan, office):
    page = get(tuan, "totals", office.period.pk)
    write(tuan, page, "Góp ý: Guided", "Xem lại tổng.")
    page = get(tuan, "trace", office.period.pk, "guided")
    after = write(tuan, page, "Góp ý: xã An Thanh", "Xem lại xã này.")
    of_commune, of_total = LeaderComment.objects.all()
    assert of_total.submission is None
    assert of_commune.submission == office.returns[1]
    assert {row.indicator.key for row in (of_commune, of_total)} == {"guided"}
    assert "Xem lại tổng." in after.text
    assert "Xem lại xã này." in after.text


def test_the_officer_sees_and_settles_and_the_leader_reads_the_answer(
    client, hoa, office
):
    row = say(office, indicator=office.period.indicators.get(key="guided"))
    home = Page(hoa.get("/").content)
    assert "01 góp ý của lãnh đạo chưa xử lý" in home.links()
    page = get(hoa, "comments", office.period.pk)
    assert page.texts(".comment-head a") == ["Chỉ tiêu 1. Guided"]
    form, fields = page.form_with("Đã xử lý")
    address = form.etree_element.get("action")
    assert address.endswith(f"#gop-y-{row.pk}")
    after = Page(hoa.post(address, fields | {"reply": "Đã sửa."}, follow=True).content)
    assert "Mọi góp ý đã được xử lý." in after.text
    client.force_login(office.leader)
    page = get(client, "comments", office.period.pk, query="?xem=tat-ca")
    assert "Đã sửa." in page.one("blockquote").etree_element.find("p").text
    assert page.all("main form") == []


def test_without_a_word_it_stays_open_and_the_page_says_what_to_do(hoa, office):
    row = say(office)
    response = hoa.post(
        reverse("reports:comment_settle", args=[row.pk]), {"reply": " "}
    )
    assert response.status_code == 422
    page = Page(response.content)
    assert page.texts(".invalid-feedback") == ["Đề nghị ghi ngắn gọn đã xử lý thế nào."]
    row.refresh_from_db()
    assert row.is_open


def test_an_empty_comment_is_refused_in_words(tuan, office):
    address = reverse("reports:comment_add", args=[office.period.pk])
    response = tuan.post(address, {"text": ""})
    assert response.status_code == 422
    assert "Đề nghị ghi nội dung góp ý." in Page(response.content).text


def test_the_leader_takes_back_what_nobody_answered(tuan, office):
    say(office, "Nhầm.")
    answered = say(office, "Rõ.")
    settle(answered, by=office.officer, reply="Xong.")
    page = get(tuan, "comments", office.period.pk, query="?xem=tat-ca")
    form, fields = page.form_with("Rút lại góp ý")
    after = tuan.post(form.etree_element.get("action"), fields, follow=True)
    assert "Đã rút lại góp ý." in Page(after.content).text
    gone = reverse("reports:comment_take_back", args=[answered.pk])
    again = tuan.post(gone, follow=True)
    assert "vừa được xử lý hoặc rút lại" in Page(again.content).text


@pytest.mark.parametrize(
    "query",
    ["?muc=0", "?muc=x", "?muc=²", "?muc=99999999999999999999", "?chi-tieu=khong-co"],
)
def test_what_is_not_there_is_not_commented(tuan, office, query):
    address = reverse("reports:comment_add", args=[office.period.pk])
    assert tuan.get(address + query).status_code == 404


def test_the_return_of_another_office_is_not_commented(tuan, office):
    other = make_office(tag="-2")
    address = reverse("reports:comment_add", args=[office.period.pk])
    query = f"?chi-tieu=guided&bieu={other.first.pk}"
    assert tuan.get(address + query).status_code == 404
    section = start_report(other.period, by=other.officer).sections.first()
    assert tuan.get(f"{address}?muc={section.pk}").status_code == 404
    theirs = comment(other.period, by=other.leader, text="Của nơi khác.")
    for name in ("comment_take_back", "comment_settle"):
        assert (
            tuan.post(reverse(f"reports:{name}", args=[theirs.pk])).status_code == 404
        )


def test_finalising_warns_of_open_comments_and_goes_on(hoa, office):
    say(office)
    page = get(hoa, "finalise", office.period.pk)
    assert page.links()["01 góp ý của lãnh đạo chưa xử lý"] == reverse(
        "reports:comments", args=[office.period.pk]
    )
    assert page.form_with("Chốt bản trình ký")


def test_the_empty_page_says_the_next_step(tuan, office):
    page = get(tuan, "comments", office.period.pk)
    assert page.links()["Mở báo cáo"] == reverse(
        "reports:report", args=[office.period.pk]
    )


@pytest.mark.parametrize("name", ["comments", "report", "trace"])
def test_queries_do_not_grow_with_the_comments(
    client, office, name, django_assert_max_num_queries
):
    many = make_office(12, tag="-2")
    make_letterhead(many.district)
    many.report = start_report(many.period, by=many.officer)
    counts = []
    for each, comments in ((office, 2), (many, 20)):
        for n in range(comments):
            indicator = each.period.indicators.get(key="guided")
            say(each, f"Số {n}", indicator=indicator, submission=each.returns[n % 3])
            say(each, f"Mục {n}", section=each.report.sections.all()[n % 3])
        client.force_login(each.officer)
        args = [each.period.pk, "guided"] if name == "trace" else [each.period.pk]
        with django_assert_max_num_queries(60) as captured:
            get(client, name, *args)
        counts.append(len(captured))
    assert counts[0] == counts[1]

"""Writing the report: sections save themselves, the page beside is the paper's."""

import pytest
from django.test import Client
from django.urls import reverse

from reports.commenting import comment
from reports.models import LeaderComment
from reports.writing import save_body, start_report
from tests.factories import make_district, make_letterhead, make_officer
from tests.pages import Page, text_of
from tests.reports.reviewing import make_office

JSON = {"accept": "application/json"}


@pytest.fixture
def office(db):
    office = make_office()
    make_letterhead(office.district)
    office.report = start_report(office.period, by=office.officer)
    office.section = office.report.sections.get(title="Thông tin chung")
    office.mai = make_officer(office.district, "mai", full_name="Vũ Thị Mai")
    return office


def write_url(office):
    return reverse("reports:report_write", args=[office.period.pk])


def opened(client, office, query=""):
    response = client.get(write_url(office) + query)
    assert response.status_code == 200
    return Page(response.content)


def send(client, office, body, base=1, **more):
    address = reverse("reports:section_save", args=[office.section.pk])
    return client.post(address, {"body": body, "base": base, **more}, headers=JSON)


def part(page, office):
    return page.one(f"#muc-{office.section.pk}")


def body_of(office):
    office.section.refresh_from_db()
    return office.section.body


def test_the_report_leads_to_the_page_and_the_page_to_the_pdf(hoa, office):
    report = Page(hoa.get(reverse("reports:report", args=[office.period.pk])).content)
    assert report.links("a.btn-primary") == {"Viết báo cáo": write_url(office)}
    links = opened(hoa, office).links()
    pdf = reverse("reports:preview_pdf", args=[office.period.pk])
    assert links["Xem PDF"] == pdf


def test_every_section_stands_there_with_its_number_and_text(hoa, office):
    save_body(office.section, "Lời **đậm**", by=office.officer, base=1)
    page = opened(hoa, office)
    assert len(page.all("textarea")) == office.report.sections.count()
    assert text_of(part(page, office).query("h2")) == "1. Thông tin chung"
    field = page.field("Nội dung mục Thông tin chung").etree_element
    assert field.text.strip() == "Lời **đậm**"
    assert page.one(f"input[name=base-{office.section.pk}]").etree_element.get(
        "value"
    ) == ("2")


def test_a_section_saves_itself(hoa, office):
    told = send(hoa, office, "- Mộ\0t\r\n- Hai").json()
    assert (told["state"], told["version"], told["remarks"]) == ("saved", 2, [])
    assert body_of(office) == "- Một\n- Hai"


def test_an_unknown_name_is_said_and_kept_as_a_draft(hoa, office):
    told = send(hoa, office, "Có {so_xaa} xã 😀").json()
    assert told["state"] == "saved"
    assert told["remarks"][0] == "Không có số liệu tên {so_xaa}. Có phải {so_xa}?"
    assert "Văn bản không in được ký tự" in told["remarks"][1]
    assert body_of(office) == "Có {so_xaa} xã 😀"
    page = opened(hoa, office)
    said = text_of(part(page, office).query("[data-remarks]"))
    assert "Có phải {so_xa}?" in said
    cited = text_of(part(page, office).query("[data-cited]"))
    assert "không có số liệu tên này" in cited


def test_two_writers_see_both_texts(hoa, office):
    save_body(office.section, "của Mai", by=office.mai, base=1)
    told = send(hoa, office, "của Hoa").json()
    assert (told["state"], told["by"], told["body"]) == (
        "conflict",
        "Vũ Thị Mai",
        "của Mai",
    )
    assert body_of(office) == "của Mai"
    assert send(hoa, office, "của Hoa", told["version"]).json()["state"] == "saved"
    assert body_of(office) == "của Hoa"


def test_an_answer_that_was_lost_is_no_conflict(hoa, office):
    send(hoa, office, "đã gửi")
    told = send(hoa, office, "đã gửi, viết tiếp", unheard=["x", "đã gửi"]).json()
    assert (told["state"], told["version"]) == ("saved", 3)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({"body": "a" * 50_001, "base": 1}, "Mục này dài quá 50.000 ký tự"),
        ({"body": "a", "base": ""}, "đề nghị tải lại trang"),
        ({"body": "a", "base": "9" * 30}, "đề nghị tải lại trang"),
    ],
)
def test_what_cannot_be_saved_says_why(hoa, office, sent, words):
    address = reverse("reports:section_save", args=[office.section.pk])
    response = hoa.post(address, sent, headers=JSON)
    assert response.status_code == 422
    assert words in response.json()["message"]
    assert body_of(office) == ""


def test_a_session_that_ended_is_told_to_the_script(office):
    assert send(Client(), office, "còn giữ").status_code == 401
    assert body_of(office) == ""


def test_another_person_who_signed_in_since_writes_nothing(hoa, office):
    response = send(hoa, office, "của ai", user=office.mai.pk)
    assert (response.status_code, body_of(office)) == (409, "")


def test_without_scripts_all_sections_are_saved_by_one_button(hoa, office):
    other = office.report.sections.last()
    sent = {
        f"body-{office.section.pk}": "một",
        f"base-{office.section.pk}": 1,
        f"body-{other.pk}": "hai",
        f"base-{other.pk}": 1,
    }
    page = Page(hoa.post(write_url(office), sent, follow=True).content)
    assert "Đã lưu lúc" in page.text
    other.refresh_from_db()
    assert (body_of(office), other.body) == ("một", "hai")


def test_without_scripts_a_conflict_shows_both_and_asks(hoa, office):
    save_body(office.section, "của Mai", by=office.mai, base=1)
    pk = office.section.pk
    sent = {f"body-{pk}": "của Hoa", f"base-{pk}": 1}
    response = hoa.post(write_url(office), sent)
    assert response.status_code == 422
    page = Page(response.content)
    theirs = text_of(page.one("[data-theirs]:not([hidden])"))
    base = page.one(f"input[name=base-{pk}]").etree_element.get("value")
    assert base == str(office.section.versions.count())
    assert "Vũ Thị Mai đã lưu nội dung khác" in theirs
    assert "của Mai" in theirs and "của Hoa" in theirs
    hoa.post(write_url(office), sent | {f"base-{pk}": 2, "lay": pk})
    assert body_of(office) == "của Mai"
    hoa.post(write_url(office), sent | {f"base-{pk}": 2})
    assert body_of(office) == "của Hoa"


def test_the_form_of_a_section_does_not_overwrite_either(hoa, office):
    address = reverse("reports:section_edit", args=[office.section.pk])
    _, fields = Page(hoa.get(address).content).form_with("Lưu")
    save_body(office.section, "của Mai", by=office.mai, base=1)
    page = Page(hoa.post(address, fields | {"body": "của Hoa"}).content)
    assert "Vũ Thị Mai vừa lưu nội dung khác" in page.text
    assert "của Mai" in text_of(page.one("[aria-label='Bản đang lưu']"))
    assert body_of(office) == "của Mai"
    _, fields = page.form_with("Lưu")
    assert fields["body"] == ["của Hoa"]
    hoa.post(address, fields)
    assert body_of(office) == "của Hoa"


def test_the_page_beside_may_be_framed_by_us_alone_and_runs_nothing(hoa, office):
    page = hoa.get(write_url(office))
    assert "frame-src 'self'" in page["Content-Security-Policy"]
    frame = Page(page.content).one("iframe").etree_element
    assert frame.get("sandbox") == "allow-same-origin"
    beside = hoa.get(frame.get("src"))
    assert beside["X-Frame-Options"] == "SAMEORIGIN"
    assert "frame-ancestors 'self'" in beside["Content-Security-Policy"]
    assert "script-src" not in beside["Content-Security-Policy"]
    styles = Page(beside.content).all("link[rel=stylesheet]")
    paper = hoa.get(styles[0].etree_element.get("href"))
    assert paper["Content-Type"].startswith("text/css")
    assert b"text-indent: 12.7mm" in paper.content
    assert page["X-Frame-Options"] == "DENY"


def test_a_script_is_told_the_page_and_what_is_odd_in_each_section(hoa, office):
    send(hoa, office, "Lời **đậm**")
    address = reverse("reports:written_page", args=[office.period.pk])
    told = hoa.get(address, headers=JSON).json()
    assert Page(told["page"]).texts("p strong") == ["đậm"]
    assert set(told["findings"]) == {
        "",
        *(str(row.pk) for row in office.report.sections.all()),
    }


def test_without_a_letterhead_both_sides_say_what_is_missing(hoa, office):
    office.district.letterheads.all().delete()
    words = "Chưa có mẫu đầu văn bản"
    page = opened(hoa, office)
    assert words in page.text
    assert len(page.all("textarea")) == office.report.sections.count()
    address = reverse("reports:written_page", args=[office.period.pk])
    assert words in hoa.get(address).content.decode()


def test_a_comment_stands_at_its_section_and_is_settled_there(hoa, office):
    comment(office.period, by=office.leader, text="Nêu rõ hơn.", section=office.section)
    page = opened(hoa, office)
    assert "Nêu rõ hơn." in text_of(part(page, office))
    form, fields = page.form_with("Đã xử lý")
    address = form.etree_element.get("action")
    after = hoa.post(address, fields | {"reply": "Đã nêu."})
    assert after["Location"] == f"{write_url(office)}#muc-{office.section.pk}"
    assert LeaderComment.objects.get().reply == "Đã nêu."
    assert "Nêu rõ hơn." not in text_of(part(opened(hoa, office), office))


def test_every_figure_is_listed_with_its_name_value_and_meaning(hoa, office):
    lines = opened(hoa, office).texts(".figures li")
    assert "kỳ báo cáo 6 tháng đầu năm 2023 {ky}" in lines


def test_the_communes_words_are_one_press_away(hoa, office):
    links = opened(hoa, office).links(".write-links a")
    (address,) = (links[text] for text in links if text.startswith("Ý kiến các xã: t"))
    assert address.endswith("?muc=difficulties")


def test_another_districts_officer_finds_nothing(client, office):
    make_letterhead(elsewhere := make_district("Thanh Hà"))
    client.force_login(make_officer(elsewhere, "xa"))
    assert client.get(write_url(office)).status_code == 404
    address = reverse("reports:written_page", args=[office.period.pk])
    assert client.get(address).status_code == 404
    assert send(client, office, "của người ngoài").status_code == 404
    assert body_of(office) == ""


def test_queries_do_not_grow_with_sections_and_comments(
    hoa, office, django_assert_max_num_queries
):
    counts = []
    for number in range(9):
        section = office.report.sections.create(
            position=50 + number, level=2, title=f"Khó khăn {number}", body="{ky}"
        )
        comment(office.period, by=office.leader, text="Xem lại.", section=section)
        with django_assert_max_num_queries(40) as captured:
            opened(hoa, office)
        counts.append(len(captured))
    assert len(set(counts[1:])) == 1


def test_a_finding_quotes_what_its_message_does_not_say_itself(hoa, office):
    office.section.body = "Theo Công văn số 237/CV-TCĐ ngày 09/3/2023."
    office.section.save()
    line = opened(hoa, office).one(f"#muc-{office.section.pk} .write-finding")
    assert text_of(line).count("237/CV-TCĐ") == 1
    assert "Đề nghị viết: Đề nghị" not in text_of(line)

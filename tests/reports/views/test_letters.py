"""The pages of the letters: proposed, edited, numbered, downloaded, thrown away."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from reports.models import CitedDocument, Letter, Submission
from tests.factories import make_letterhead, make_period, make_signer, put_in_state
from tests.pages import Page, text_of
from tests.reports.outputs import paper, word
from tests.reports.reviewing import make_office

pytestmark = pytest.mark.django_db

State = Submission.State


def make_desk(communes=3, tag=""):
    office = make_office(communes, tag)
    make_letterhead(office.district)
    make_signer(office.district)
    return office


@pytest.fixture
def office(db):
    return make_desk()


def url(office, name="letters", *more):
    return reverse(f"reports:{name}", args=[office.period.pk, *more])


def begin(client, office):
    """The dispatch that the officer's button makes."""
    page = Page(client.get(url(office)).content)
    form, sent = page.form_with("Soạn công văn yêu cầu báo cáo")
    client.post(form.etree_element.get("action"), sent)
    return Letter.objects.latest("pk")


def remind(client, office, until=None):
    until = until or f"{timezone.localtime() + dt.timedelta(2):%d/%m/%Y} 16:00"
    response = client.post(url(office, "letter_reminder"), {"until": until})
    assert response.status_code == 302, response.content.decode()
    return Letter.objects.latest("pk")


def fields(client, office, letter):
    page = Page(client.get(url(office, "letter_edit", letter.pk)).content)
    return page.form_with("Lưu")[1]


def test_an_empty_page_says_what_to_press(hoa, office):
    page = Page(hoa.get(url(office)).content)
    assert "Chưa có công văn nào" in page.text
    assert len(page.all(".btn-primary")) <= 1
    assert "Công văn" in page.texts("nav a[aria-current=page]")


def test_the_dispatch_is_begun_read_and_downloaded(hoa, office):
    letter = begin(hoa, office)
    page = Page(hoa.get(url(office, "letter", letter.pk)).content)
    assert "V/v báo cáo kết quả hoạt động của Tổ CNSCĐ" in page.text
    assert "Guided" in text_of(page.one("table"))
    pdf = hoa.get(url(office, "letter_pdf", letter.pk))
    assert pdf["Content-Type"] == "application/pdf"
    assert "testserver" in paper.pages(pdf.content)[0]
    docx = hoa.get(url(office, "letter_docx", letter.pk))
    assert f"du-thao-{letter.pk}.docx" in docx["Content-Disposition"]
    assert "kính gửi: ủy ban nhân dân các xã" in word.body(word.opened(docx.content))


def test_what_the_officer_edits_is_what_prints(hoa, office):
    letter = begin(hoa, office)
    sent = fields(hoa, office, letter)
    sent |= {
        "symbol": ["/UBND-VHTT"],
        "subject": ["V/v  đề nghị\nbáo cáo"],
        "addressees": ["- Sở KH&CN;\n- UBND các xã."],
        "body": ["Đoạn một.\n- Gạch đầu dòng."],
    }
    assert hoa.post(url(office, "letter_edit", letter.pk), sent).status_code == 302
    text = paper.plain(
        paper.pages(hoa.get(url(office, "letter_pdf", letter.pk)).content)[0]
    )
    assert "/ubnd-vhtt" in text
    assert "v/v đề nghị báo cáo" in text
    assert "- sở kh&cn; - ubnd các xã." in text
    assert "đoạn một. - gạch đầu dòng." in text


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("symbol", "UBND VHTT", "Ký hiệu viết liền"),
        ("symbol", "/", "Ký hiệu viết liền"),
        ("subject", "", "bắt buộc"),
        ("body", "Chào 😀", "không in được ký tự “😀”"),
        ("recipients", "x" * 2001, "2000"),
        ("signer", "999999", "hợp lệ"),
    ],
)
def test_what_cannot_be_taken_is_said_at_its_field(hoa, office, field, typed, message):
    letter = begin(hoa, office)
    sent = fields(hoa, office, letter) | {field: [typed]}
    response = hoa.post(url(office, "letter_edit", letter.pk), sent)
    assert response.status_code == 422
    page = Page(response.content)
    assert message in page.text
    before = letter.symbol, letter.subject, letter.body, letter.recipients
    letter.refresh_from_db()
    assert (letter.symbol, letter.subject, letter.body, letter.recipients) == before


# The reminder


def test_the_reminder_shows_who_is_late_and_asks_for_the_new_time(hoa, office):
    put_in_state(office.first, State.ACCEPTED)
    page = Page(hoa.get(url(office, "letter_reminder")).content)
    assert page.texts("ul.rows li") == [
        "xã An Thanh chưa nhập",
        "xã Quang Phục chưa nhập",
    ]
    letter = remind(hoa, office)
    assert [name for name, _ in letter.late] == ["xã An Thanh", "xã Quang Phục"]
    text = paper.pages(hoa.get(url(office, "letter_pdf", letter.pk)).content)[0]
    assert "xã Quang Phục" in text
    assert "Hưng Đạo" not in text


@pytest.mark.parametrize("typed", ["", "mai", "31/02/2030", "1/1/2024 16:00"])
def test_a_new_time_that_cannot_be_kept_is_refused(hoa, office, typed):
    response = hoa.post(url(office, "letter_reminder"), {"until": typed})
    assert response.status_code == 422
    assert Page(response.content).all("[aria-invalid=true]")
    assert not Letter.objects.exists()


def test_the_example_may_try_a_time_after_its_own_deadline(hoa, office):
    office.district.is_example = True
    office.district.save()
    refused = hoa.post(url(office, "letter_reminder"), {"until": "24/7/2023 16:00"})
    assert refused.status_code == 422
    assert remind(hoa, office, "25/7/2023 16:00")


def test_where_nobody_is_late_the_pages_say_so_and_make_nothing(hoa, office):
    office.period.submissions.update(state=State.SENT)
    page = Page(hoa.get(url(office)).content)
    assert "Các đơn vị đã gửi đủ" in page.text
    assert "Soạn công văn đôn đốc" not in page.text
    assert "đã gửi đủ" in Page(hoa.get(url(office, "letter_reminder")).content).text
    later = {"until": f"{timezone.localtime() + dt.timedelta(2):%d/%m/%Y}"}
    answer = hoa.post(url(office, "letter_reminder"), later, follow=True)
    assert "không cần công văn đôn đốc" in answer.content.decode()
    assert not Letter.objects.exists()


def test_a_period_that_is_not_open_offers_the_dispatch_alone(hoa, office):
    office.period = make_period(office.district, "6 tháng cuối năm 2023")
    page = Page(hoa.get(url(office)).content)
    assert "Soạn công văn yêu cầu báo cáo" in page.text
    assert "soạn được khi kỳ đang mở" in page.text
    assert hoa.get(url(office, "letter_reminder")).status_code == 403


def test_a_draft_tells_who_has_sent_since_and_a_numbered_one_keeps_its_list(
    hoa, office
):
    letter = remind(hoa, office)
    put_in_state(office.first, State.SENT)
    page = Page(hoa.get(url(office, "letter", letter.pk)).content)
    assert "đã gửi: xã Hưng Đạo" in page.text
    number(hoa, office, letter, date=f"{timezone.localdate():%d/%m/%Y}")
    pdf = hoa.get(url(office, "letter_pdf", letter.pk)).content
    assert "xã Hưng Đạo" in paper.pages(pdf)[0]


# Number and date


def number(client, office, letter, **typed):
    typed = {"number": "5", "date": "19/07/2023", **typed}
    return client.post(url(office, "letter_number", letter.pk), typed)


def test_number_and_date_freeze_the_letter(hoa, office):
    letter = begin(hoa, office)
    assert number(hoa, office, letter).status_code == 302
    page = Page(hoa.get(url(office, "letter", letter.pk)).content)
    assert "Số 05/TCĐ ngày 19/07/2023" in page.text
    assert "Sửa công văn" not in page.text
    for name in ("letter_edit", "letter_number", "letter_discard"):
        assert hoa.get(url(office, name, letter.pk)).status_code == 403
        assert hoa.post(url(office, name, letter.pk), {}).status_code == 403
    pdf = hoa.get(url(office, "letter_pdf", letter.pk))
    assert "cong-van-yeu-cau-bao-cao-5.pdf" in pdf["Content-Disposition"]
    assert "Số: 05/TCĐ" in paper.pages(pdf.content)[0]


def test_a_dispatch_may_become_what_the_communes_answer(hoa, office):
    letter = begin(hoa, office)
    page = Page(hoa.get(url(office, "letter_number", letter.pk)).content)
    assert page.one("[name=cite]").etree_element.get("checked") is not None
    number(hoa, office, letter, cite="on")
    office.period.refresh_from_db()
    assert office.period.commune_dispatch == CitedDocument.objects.get()
    assert office.period.dispatch is None
    again = begin(hoa, office)
    page = Page(hoa.get(url(office, "letter_number", again.pk)).content)
    assert page.one("[name=cite]").etree_element.get("checked") is None


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"number": "0"}, "số nguyên từ 1"),
        ({"number": "năm"}, "số nguyên từ 1"),
        ({"number": ""}, "Đề nghị ghi số"),
        ({"date": ""}, "Đề nghị ghi ngày"),
        ({"date": "19/13/2023"}, "không có ngày này"),
        ({"date": "19/07/2099"}, "chưa tới"),
        ({"date": "19/07/2009"}, "không giữ chức vụ đó"),
    ],
)
def test_a_number_or_date_that_cannot_be_is_said_at_its_field(
    hoa, office, typed, message
):
    response = number(hoa, office, begin(hoa, office), **typed)
    assert response.status_code == 422
    assert message in Page(response.content).text
    assert not Letter.objects.get().is_numbered


def test_a_letter_without_signer_is_not_numbered(hoa, office):
    letter = begin(hoa, office)
    Letter.objects.update(signer=None)
    assert (
        "Chưa chọn người ký"
        in hoa.get(url(office, "letter", letter.pk)).content.decode()
    )
    answer = number(hoa, office, letter)
    assert "chưa có người ký" in answer.content.decode()


def test_a_reminder_is_not_older_than_its_list(hoa, office):
    letter = remind(hoa, office)
    answer = number(hoa, office, letter)
    assert "đứng trước ngày lập danh sách" in answer.content.decode()
    page = Page(hoa.get(url(office, "letter_number", letter.pk)).content)
    assert not page.all("[name=cite]")


def test_a_number_that_is_taken_is_said(hoa, office):
    number(hoa, office, begin(hoa, office))
    answer = number(hoa, office, begin(hoa, office))
    assert "Số 05/TCĐ năm 2023 đã dùng" in Page(answer.content).text


def test_without_a_letterhead_the_page_says_where_to_add_one(hoa, office):
    office.district.letterheads.all().delete()
    letter = begin(hoa, office)
    page = Page(hoa.get(url(office, "letter", letter.pk)).content)
    assert "Hãy thêm ở mục Mẫu đầu văn bản" in page.text
    assert "Mở PDF" not in page.text
    answer = hoa.get(url(office, "letter_pdf", letter.pk), follow=True)
    assert "Mẫu đầu văn bản" in answer.content.decode()


# Throwing away, reading, scope


def test_a_draft_is_thrown_away_after_a_question(hoa, office):
    letter = begin(hoa, office)
    assert (
        "Bỏ bản soạn"
        in hoa.get(url(office, "letter_discard", letter.pk)).content.decode()
    )
    assert Letter.objects.exists()
    answer = hoa.post(url(office, "letter_discard", letter.pk), follow=True)
    assert "Đã bỏ bản soạn." in answer.content.decode()
    assert not Letter.objects.exists()


def test_a_leader_reads_and_changes_nothing(hoa, office):
    letter = begin(hoa, office)
    hoa.force_login(office.leader)
    page = Page(hoa.get(url(office)).content)
    assert "Soạn công văn" not in page.text
    page = Page(hoa.get(url(office, "letter", letter.pk)).content)
    assert "Sửa công văn" not in page.text
    assert hoa.get(url(office, "letter_pdf", letter.pk)).status_code == 200
    assert hoa.get(url(office, "letter_edit", letter.pk)).status_code == 404


def test_a_letter_is_found_under_its_own_period_alone(hoa, office):
    letter = begin(hoa, office)
    office.period = make_period(office.district, "6 tháng cuối năm 2023")
    assert hoa.get(url(office, "letter", letter.pk)).status_code == 404


def test_the_queries_of_the_pages_do_not_grow_with_the_communes(client, office):
    counts = []
    for each in (office, make_desk(12, " 2")):
        client.force_login(each.officer)
        letter = remind(client, each)
        for name, more in (
            ("letters", ()),
            ("letter_reminder", ()),
            ("letter", (letter.pk,)),
        ):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(url(each, name, *more)).status_code == 200
            counts.append(len(queries))
    assert counts[:3] == counts[3:]


def test_a_long_list_of_the_late_is_cut_on_screen_and_whole_on_paper(client, db):
    office = make_desk(101)
    client.force_login(office.officer)
    page = Page(client.get(url(office, "letter_reminder")).content)
    assert len(page.all("ul.rows li")) == 100
    assert "công văn ghi đủ 101 đơn vị" in page.text
    letter = remind(client, office)
    page = Page(client.get(url(office, "letter", letter.pk)).content)
    assert len(page.all("tbody tr")) == 100
    pdf = client.get(url(office, "letter_pdf", letter.pk)).content
    assert "101" in paper.pages(pdf)[-1]
    assert "Xã Số 100" in paper.pages(pdf)[-1]

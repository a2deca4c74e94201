"""The page of the commune's own report: letterhead, copies, files, what changed."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image

from reports.models import Attachment, CommuneLetterhead, CommunePaper
from reports.wording import Wording, write_words
from teams.models import Role
from tests.factories import make_commune, make_staff, make_user, set_figure
from tests.pages import Page, text_of
from tests.reports.entering import Hand, make_desk
from tests.reports.outputs import paper as reading
from tests.reports.outputs import word
from tests.reports.outputs.conformance import broken_rules

pytestmark = pytest.mark.django_db

HEAD = {
    "issuing_agency": " ỦY BAN NHÂN DÂN \n\nXÃ HƯNG ĐẠO",
    "place": "Hưng Đạo",
    "symbol": "BC-UBND",
    "authority": "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH",
    "signer": "Lê Văn An",
}


@pytest.fixture
def desk(db):
    desk = make_desk()
    set_figure(desk.submission, "sessions", 3, by=desk.lan)
    return desk


@pytest.fixture
def lan(client, desk):
    client.force_login(desk.lan)
    return client


def url(desk, name="commune_paper", *more):
    return reverse(f"reports:{name}", args=[desk.submission.pk, *more])


def page(client, desk):
    response = client.get(url(desk))
    assert response.status_code == 200
    return response


def make(client, desk):
    return client.post(url(desk, "commune_paper_make"), follow=True)


def test_the_page_says_in_short_what_the_paper_would_say(lan, desk):
    text = page(lan, desk).content.decode()
    assert page(lan, desk).context["page"].content.code in text
    assert "Households; Extra_2; Vneid; Vneid, Vneid_1" in text
    assert "Các hoạt động, Kết quả nổi bật" in text
    assert "Chưa có bản in nào" in text
    assert not CommuneLetterhead.objects.exists()


def test_a_copy_is_made_and_downloaded_as_pdf_and_word(lan, desk):
    answer = make(lan, desk).content.decode()
    row = CommunePaper.objects.get()
    assert f"Đã lập bản in {row.code}" in answer
    assert "Khớp số liệu hiện nay" in answer
    pdf = lan.get(url(desk, "commune_paper_pdf", row.pk))
    assert pdf["Content-Type"] == "application/pdf"
    assert row.code in reading.pages(pdf.content)[0]
    assert broken_rules(pdf.content) == []
    docx = lan.get(url(desk, "commune_paper_docx", row.pk))
    name = f"bao-cao-xa-hung-dao-{row.code}.docx"
    assert docx["Content-Disposition"] == f'attachment; filename="{name}"'
    opened = word.opened(docx.content)
    assert opened.core_properties.title.startswith("Báo cáo kết quả hoạt động")


def test_a_second_press_of_the_button_makes_no_second_copy(lan, desk):
    make(lan, desk)
    assert "Nội dung không đổi" in make(lan, desk).content.decode()
    assert CommunePaper.objects.count() == 1


def test_what_cannot_be_printed_is_said_on_the_page(lan, desk):
    wording = Wording("results", "Tốt 😀")
    write_words(wording, submission=desk.submission, by=desk.lan)
    answer = make(lan, desk)
    assert answer.status_code == 200
    assert "Không in được ký tự “😀”" in answer.content.decode()


def test_letterhead_and_signer_are_kept_and_printed(lan, desk):
    answer = lan.post(url(desk), HEAD, follow=True)
    assert "Đã lưu phần đầu văn bản" in answer.content.decode()
    make(lan, desk)
    row = CommunePaper.objects.get()
    assert row.content["signature"]["name"] == "Lê Văn An"
    assert row.content["letterhead"]["issuing_agency"] == [
        "ỦY BAN NHÂN DÂN",
        "XÃ HƯNG ĐẠO",
    ]


@pytest.mark.parametrize(
    ("field", "text", "message"),
    [
        ("issuing_agency", "MỘT\nHAI\nBA", "Ghi tối đa 02 dòng; đang có 03."),
        ("authority", "A\nB\nC\nD\nE", "Ghi tối đa 04 dòng; đang có 05."),
        ("place", "", "Trường này"),
        ("signer", "An 😀", "không in được ký tự “😀”"),
        ("symbol", "X" * 31, "30"),
    ],
)
def test_a_letterhead_that_cannot_be_printed_is_refused_at_its_field(
    lan, desk, field, text, message
):
    answer = lan.post(url(desk), {**HEAD, field: text})
    assert answer.status_code == 422
    assert message in "".join(answer.context["form"].errors[field])
    assert not CommuneLetterhead.objects.exists()


def test_what_was_typed_stands_in_the_form_that_is_refused(lan, desk):
    answer = lan.post(url(desk), {**HEAD, "place": ""}).content.decode()
    assert "Lê Văn An" in answer
    assert 'href="#id_place"' in answer


def test_both_sides_see_what_changed_since_the_copy(client, lan, desk):
    make(lan, desk)
    Hand(lan, desk, desk.binh).type("5", "sessions").save()
    code = CommunePaper.objects.get().code
    client.force_login(desk.lan)
    commune = page(client, desk).content.decode()
    client.force_login(desk.officer)
    review = reverse("reports:review", args=[desk.period.pk, desk.submission.pk])
    for text in (commune, client.get(review).content.decode()):
        assert f'Số liệu đã đổi sau bản in <span class="code">{code}</span>' in text
        assert "3. Sessions" in text
        assert "Trần Văn Bình" in text


# The signed scan


def photo(colour="white"):
    """A small photograph as a phone sends it."""
    out = BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return SimpleUploadedFile("IMG_1.jpg", out.getvalue(), "image/jpeg")


def send_scan(client, desk, row, upload):
    return client.post(url(desk, "commune_paper_scan", row.pk), {"scan": upload})


def made(client, desk):
    make(client, desk)
    return CommunePaper.objects.get()


def test_the_signed_scan_stands_beside_its_copy_for_both_sides(client, lan, desk):
    row = made(lan, desk)
    assert send_scan(lan, desk, row, photo()).status_code == 302
    row.refresh_from_db()
    assert (row.scan.purpose, row.scan.by) == ("signed", desk.lan)
    client.force_login(desk.officer)
    (link,) = (
        href
        for words, href in Page(page(client, desk).content).links().items()
        if words == "IMG_1.jpg"
    )
    assert client.get(link)["Content-Type"] == "image/jpeg"


def test_a_new_scan_takes_the_place_of_the_last_which_stays_on_record(lan, desk):
    row = made(lan, desk)
    send_scan(lan, desk, row, photo())
    send_scan(lan, desk, row, photo())
    assert Attachment.objects.count() == 1
    send_scan(lan, desk, row, photo("black"))
    row.refresh_from_db()
    first, second = Attachment.objects.order_by("pk")
    assert (first.removed_by, second.removed_by) == (desk.lan, None)
    assert row.scan == second


def test_what_changed_after_the_signature_counts_from_the_signed_copy(lan, desk):
    row = made(lan, desk)
    send_scan(lan, desk, row, photo())
    Hand(lan, desk, desk.binh).type("5", "sessions").save()
    lan.force_login(desk.lan)
    make(lan, desk)
    text = Page(page(lan, desk).content).text
    assert f"Số liệu đã đổi sau bản đã ký {row.code}" in text
    assert "Bản giấy đã ký không còn khớp với biểu." in text


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("ky.pdf", b"", "Tệp rỗng"),
        ("ky.pdf", b"GIF89a", "“ky.pdf”: không phải tệp nhận được"),
        ("ky.pdf", b"%PDF-1.7 cut", "mất phần cuối"),
    ],
)
def test_a_scan_that_cannot_be_taken_is_refused_at_its_copy(
    lan, desk, name, content, message
):
    row = made(lan, desk)
    answer = send_scan(lan, desk, row, SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    (opened,) = Page(answer.content).all("details.paper-scan[open]")
    assert message in text_of(opened)
    assert not Attachment.objects.exists()


def test_a_word_file_is_no_signed_paper(lan, desk):
    row = made(lan, desk)
    docx = lan.get(url(desk, "commune_paper_docx", row.pk)).content
    answer = send_scan(lan, desk, row, SimpleUploadedFile("bc.docx", docx))
    assert "phải là tệp PDF quét hoặc ảnh chụp" in answer.content.decode()


def test_the_printed_pdf_itself_can_be_sent_as_a_scan(lan, desk):
    row = made(lan, desk)
    pdf = lan.get(url(desk, "commune_paper_pdf", row.pk)).content
    assert (
        send_scan(lan, desk, row, SimpleUploadedFile("q.pdf", pdf)).status_code == 302
    )


def test_without_a_file_the_copy_says_what_is_due(lan, desk):
    row = made(lan, desk)
    answer = lan.post(url(desk, "commune_paper_scan", row.pk))
    assert answer.status_code == 422
    assert "Chọn tệp quét hoặc ảnh chụp bản đã ký." in answer.content.decode()


# Others


def test_the_district_reads_and_changes_nothing(client, desk):
    client.force_login(desk.lan)
    make(client, desk)
    row = CommunePaper.objects.get()
    leader = make_user("tuan", Role.LEADER, desk.district)
    for reader in (desk.officer, leader):
        client.force_login(reader)
        text = page(client, desk).content.decode()
        assert row.code in text
        assert "<textarea" not in text
        assert "Lập lại bản in" not in text
        assert client.get(url(desk, "commune_paper_pdf", row.pk)).status_code == 200
        assert client.post(url(desk), HEAD).status_code == 403
        assert client.post(url(desk, "commune_paper_make")).status_code == 404


def test_a_copy_is_only_there_under_its_own_return(client, desk):
    client.force_login(desk.lan)
    make(client, desk)
    row = CommunePaper.objects.get()
    other = make_desk(name="Gia Lộc")
    client.force_login(other.lan)
    for name in ("commune_paper_pdf", "commune_paper_docx"):
        assert client.get(url(desk, name, row.pk)).status_code == 404
        assert client.get(url(other, name, row.pk)).status_code == 404


def test_a_neighbour_who_also_keeps_the_rosters_sees_no_paper(client, desk):
    other = make_commune(desk.district, "An Thanh", "11087")
    both = make_staff(other, "hai")
    both.assignments.create(role=Role.ROSTER_ADMIN, district=desk.district)
    client.force_login(both)
    assert client.get(url(desk)).status_code == 404


@pytest.mark.parametrize("many", [1, 4])
def test_the_page_takes_as_many_queries_with_many_copies_as_with_one(client, many):
    desk = make_desk(hamlets=[f"Số {n}" for n in range(many)])
    client.force_login(desk.lan)
    for hamlet in desk.hamlets:
        set_figure(desk.submission, "households", 5, hamlet=hamlet, by=desk.lan)
        make(client, desk)
    set_figure(desk.submission, "sessions", 5, by=desk.lan)
    with CaptureQueriesContext(connection) as queries:
        response = page(client, desk)
    assert len(response.context["page"].papers) == many
    assert response.context["page"].changed
    assert len(queries) == 17

"""Kiểm tra văn bản: any file in, an answer in words out, and nothing kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from reports.machine_copy import to_bytes
from teams.models import Role
from tests import factories as make
from tests import files
from tests.pages import Page
from tests.reports.issued import data, issued_bytes, make_issued, with_data

pytestmark = pytest.mark.django_db
URL = "/van-ban/kiem-tra/"


@pytest.fixture
def district():
    return make.make_district()


@pytest.fixture
def paper(district):
    return make_issued(district, make.make_officer(district))


@pytest.fixture
def hoa(client, paper):
    client.force_login(paper.finalised_by)
    return client


def check(client, content, name="a.pdf"):
    response = client.post(URL, {"file": SimpleUploadedFile(name, content)})
    return response, Page(response.content)


def test_the_issued_paper_is_told_with_its_page(hoa, paper):
    response, page = check(hoa, issued_bytes())
    assert response.status_code == 200
    assert page.texts("h2")[0] == "Đúng văn bản đã ban hành"
    assert "03 dòng và đoạn có số in ra khớp dữ liệu." in page.text
    assert page.links("main dd a")[str(paper)] == f"/van-ban/{paper.pk}/"


def test_each_figure_that_disagrees_has_its_row(hoa):
    changed = data()
    changed["tables"][0]["rows"][0]["text"] = "85.076"
    _, page = check(hoa, with_data(issued_bytes(), to_bytes(changed)))
    assert page.texts("h2")[0] == "Khác với văn bản đã ban hành"
    assert page.texts("tbody th") == ["I. Kết quả: Tổng số hộ gia đình"] * 2
    assert page.texts("tbody td") == ["85.076", "58.076"] * 2
    assert "dữ liệu đã bị sửa" in page.text


def test_a_recalled_paper_says_so(hoa, district, paper):
    officer = paper.finalised_by
    make_issued(
        district,
        officer,
        period=paper.period,
        pdf=b"%PDF-",
        number=6,
        earlier=paper,
        relation="recalls",
    )
    _, page = check(hoa, issued_bytes())
    assert "Văn bản này đã có văn bản thu hồi: Số 06/BC-TCĐ" in page.text


def test_commune_staff_get_the_answer_without_the_districts_pages(
    client, district, paper
):
    client.force_login(make.make_staff(make.make_commune(district)))
    _, page = check(client, issued_bytes())
    links = page.links("main dd a")
    assert links == {str(paper): reverse("reports:issued_pdf", args=[paper.pk])}


def test_whoever_may_not_open_the_paper_is_told_its_name_without_a_link(
    client, district, paper
):
    client.force_login(make.make_user("tam", Role.ROSTER_ADMIN, district))
    _, page = check(client, issued_bytes())
    assert str(paper) in page.text
    assert page.links("main dd a") == {}


def test_another_districts_people_learn_nothing_of_ours(client, paper):
    client.force_login(make.make_officer(make.make_district("Gia Lộc"), "hai"))
    _, page = check(client, issued_bytes())
    assert page.texts("h2")[0] == "Không phải văn bản do đơn vị ban hành"
    assert "Văn bản lưu ở đây" not in page.text


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (files.picture(), "anh.jpg", "Chỉ kiểm tra được tệp PDF"),
        (b"", "a.pdf", "Tệp rỗng"),
        (b"hello", "a.pdf", "không phải tệp nhận được"),
    ],
)
def test_what_is_no_pdf_is_refused_with_a_word(hoa, content, name, why):
    response, page = check(hoa, content, name)
    assert response.status_code == 422
    assert why in page.text


def test_markup_in_a_files_data_is_shown_as_words(hoa):
    copy = data()
    copy["document"] |= {"number": "77", "subject": "<script>alert(1)</script>"}
    response, _ = check(hoa, with_data(issued_bytes(), to_bytes(copy)))
    assert "<script>alert" not in response.content.decode()
    assert "&lt;script&gt;alert" in response.content.decode()

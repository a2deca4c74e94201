"""The report as Word: whoever may open the PDF has its words, marked as no original."""

import pytest
from django.test import Client
from django.urls import reverse

from reports.blocks import ReportDocument
from reports.models import IssuedReport, ReportingPeriod, Section
from reports.outputs.docx import COPY_MARK
from teams.models import User
from tests.pages import Page
from tests.reports.outputs import paper, word

PERIOD = "6 tháng đầu năm 2023"
HEAD = "stt nội dung đơn vị tính số liệu"  # stands again on a page that a table runs to
ISSUED_FILE = 'attachment; filename="bc-tcd-09-2022.docx"'


@pytest.fixture
def issued(example):
    return IssuedReport.objects.get(state=IssuedReport.State.ISSUED)


def signed_in(username):
    client = Client()
    client.force_login(User.objects.get(username=username))
    return client


def words(answer):
    opened = word.opened(answer.content)
    assert opened.sections[0].footer.paragraphs[0].text.startswith(COPY_MARK)
    return paper.plain(word.body(opened).replace(HEAD, ""))


def of_pdf(body):
    return paper.plain(paper.body(body).replace(HEAD, ""))


def links(client, address):
    return Page(client.get(address).content).links()


@pytest.mark.parametrize("username", ["canbo", "lanhdao", "xa-hung-dao"])
def test_an_issued_paper_says_in_word_what_its_pdf_says(issued, username):
    client = signed_in(username)
    address = reverse("reports:issued_docx", args=[issued.pk])
    assert address in links(client, reverse("reports:papers")).values()
    answer = client.get(address)
    assert answer["Content-Disposition"] == ISSUED_FILE
    assert words(answer) in of_pdf(bytes(issued.issued_pdf))


def test_the_copy_for_signature_has_the_blanks_that_it_was_signed_with(issued):
    client = signed_in("canbo")
    address = reverse("reports:signing_docx", args=[issued.pk])
    page = reverse("reports:issued", args=[issued.pk])
    assert address in links(client, page).values()
    text = words(client.get(address))
    number = ReportDocument.from_json(issued.content).number_line
    assert paper.plain(number) in text
    assert text in of_pdf(bytes(issued.signing_pdf))


def test_the_draft_is_offered_beside_its_preview(example):
    client = signed_in("canbo")
    period = ReportingPeriod.objects.get(phrase=PERIOD)
    address = reverse("reports:draft_docx", args=[period.pk])
    page = reverse("reports:report", args=[period.pk])
    assert address in links(client, page).values()
    preview = client.get(reverse("reports:preview_pdf", args=[period.pk]))
    assert words(client.get(address)) in of_pdf(preview.content)


def test_what_cannot_be_printed_is_told_on_the_report(example):
    client = signed_in("canbo")
    period = ReportingPeriod.objects.get(phrase=PERIOD)
    section = Section.objects.filter(report__period=period, in_report=True).first()
    Section.objects.filter(pk=section.pk).update(title="Kết quả 😀")
    address = reverse("reports:draft_docx", args=[period.pk])
    answer = client.get(address, follow=True)
    assert "Không in được ký tự “😀”" in Page(answer.content).text

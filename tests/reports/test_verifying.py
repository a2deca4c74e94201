"""A file is judged by its bytes first, then by its data, then by its pages."""

import hashlib
import json
import random
from io import BytesIO

import pytest
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject

from reports.authorities import read_certificate, trust
from reports.blocks import IndicatorTable, Paragraph, Row, Section
from reports.intake.attached import check_file
from reports.machine_copy import SEAL, seal, to_bytes
from reports.models import IssuedReport
from reports.outputs.pdf import render_pdf
from reports.signed_copies import keep_signed
from reports.verifying import Origin, verify
from tests import factories as make
from tests.files import PDF
from tests.reports import signing
from tests.reports.issued import (
    DAY,
    ROWS,
    SAID,
    data,
    issued_bytes,
    make_document,
    make_issued,
    with_data,
    with_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return make.make_district()


@pytest.fixture
def officer(office):
    return make.make_officer(office)


@pytest.fixture
def paper(office, officer):
    return make_issued(office, officer)


def without_data():
    """The same pages in a file that says nothing to machines."""
    return with_data(issued_bytes(), b"none")


def judged(pdf, office, sees_copies=True):
    return verify(pdf, office, sees_copies=sees_copies)


def test_the_issued_bytes_are_known_and_their_figures_agree(office, paper):
    verdict = judged(issued_bytes(), office)
    assert (verdict.origin, verdict.paper) == (Origin.ISSUED, paper)
    assert verdict.is_good and verdict.seal_holds
    assert (verdict.compared, verdict.mismatches) == (3, ())


def test_one_byte_more_or_less_is_another_file(office, paper):
    pdf = bytearray(issued_bytes())
    at = pdf.index(b"/Producer") if b"/Producer" in pdf else pdf.index(b"/Type")
    pdf[at + 1] ^= 0x20
    verdict = judged(bytes(pdf), office)
    assert (verdict.origin, verdict.paper) == (Origin.ALTERED, paper)
    assert not verdict.is_good


def test_a_figure_that_the_page_prints_otherwise_is_named(office, paper):
    rows = (Row("1", "Tổng số hộ gia đình", "Hộ", "85.076"), ROWS[1])
    words = Paragraph(SAID.replace("17.250", "71.250"))
    section = Section(1, "I.", "Kết quả", (words, IndicatorTable(rows)))
    pdf = with_page(issued_bytes(), make_document(sections=(section,)))
    verdict = judged(pdf, office)
    assert verdict.origin is Origin.ALTERED
    said = [(m.label.split(": ")[1][:20], m.data, m.page) for m in verdict.mismatches]
    assert said == [
        ("Tổng số hộ gia đình", "58.076", "85.076"),
        ("Đã tập huấn 22/23 xã", "17.250", "71.250"),
    ]


def test_a_figure_that_only_goes_on_is_another_figure(office, paper):
    rows = (Row("1", "Tổng số hộ gia đình", "Hộ", "58.076.000"), ROWS[1])
    section = Section(1, "I.", "Kết quả", (Paragraph(SAID), IndicatorTable(rows)))
    pdf = with_page(issued_bytes(), make_document(sections=(section,)))
    (mismatch,) = judged(pdf, office).mismatches
    assert mismatch.page == "58.076.000"


def test_data_that_were_changed_are_named_beside_the_issued_ones(office, paper):
    changed = data()
    changed["tables"][0]["rows"][0]["text"] = "85.076"
    verdict = judged(with_data(issued_bytes(), to_bytes(changed)), office)
    assert verdict.origin is Origin.ALTERED
    assert not verdict.seal_holds
    (change,) = verdict.changed
    assert (change.data, change.page.split()[-1]) == ("85.076", "58.076")
    assert [m.page for m in verdict.mismatches] == ["58.076"]


def test_sealing_changed_data_anew_does_not_help(office, paper):
    changed = data()
    changed["tables"][0]["rows"][0]["text"] = "85.076"
    changed[SEAL] = seal(changed)
    verdict = judged(with_data(issued_bytes(), to_bytes(changed)), office)
    assert verdict.seal_holds
    assert verdict.origin is Origin.ALTERED
    assert len(verdict.changed) == 1


def test_a_signature_on_top_leaves_it_the_issued_paper(office, officer, paper):
    trust(read_certificate(signing.authority().der), office, by=officer)
    verdict = judged(signing.sign(issued_bytes(), signing.person()), office)
    assert (verdict.origin, verdict.paper) == (Origin.SIGNED, paper)
    assert verdict.is_good
    assert [s.state for s in verdict.signatures] == ["good"]


def test_a_signature_of_somebody_unknown_vouches_for_nothing_added(office, paper):
    verdict = judged(signing.sign(issued_bytes(), signing.person()), office)
    assert (verdict.origin, verdict.is_bad) == (Origin.SIGNED, False)
    assert not verdict.is_good


def test_a_signature_on_top_that_is_broken_is_not_good(office, paper):
    pdf = bytearray(signing.sign(issued_bytes(), signing.person()))
    pdf[pdf.index(b"PPKLite", len(issued_bytes()))] = ord("Q")  # it is signed too
    verdict = judged(bytes(pdf), office)
    assert verdict.origin is Origin.SIGNED
    assert verdict.is_bad and not verdict.is_good


def test_a_page_drawn_anew_on_top_is_told_even_if_its_figures_agree(office, paper):
    words = make_document(opening="Thực hiện ý kiến khác.")
    drawn = PdfReader(BytesIO(render_pdf(words))).pages[0]
    writer = PdfWriter(BytesIO(issued_bytes()), incremental=True)
    writer.pages[0][NameObject("/Contents")] = writer._add_object(
        drawn["/Contents"].get_object().clone(writer)
    )
    writer.pages[0][NameObject("/Resources")] = drawn["/Resources"].clone(writer)
    buffer = BytesIO()
    writer.write(buffer)
    verdict = judged(buffer.getvalue(), office)
    assert (verdict.origin, verdict.mismatches) == (Origin.EXTENDED, ())
    assert verdict.other_words and verdict.is_bad


def test_something_else_on_top_is_said(office, paper):
    verdict = judged(issued_bytes() + b"\n% added\n%%EOF\n", office)
    assert (verdict.origin, verdict.paper) == (Origin.EXTENDED, paper)
    assert not verdict.is_good


def test_the_signed_copy_that_is_kept_is_known(office, officer, paper):
    # Signed elsewhere on a file of its own, so that its bytes begin otherwise.
    other = signing.sign(without_data(), signing.person())
    keep_signed(check_file(other, "da-ky.pdf"), paper, by=officer)
    verdict = judged(other, office)
    assert (verdict.origin, verdict.paper) == (Origin.COPY, paper)


@pytest.mark.parametrize("relation", ["replaces", "corrects", "recalls"])
def test_a_later_paper_that_concerns_it_is_named(office, officer, paper, relation):
    later = make_issued(
        office,
        officer,
        period=paper.period,
        pdf=b"%PDF-1.7 other",
        number=6,
        earlier=paper,
        relation=relation,
    )
    verdict = judged(issued_bytes(), office)
    assert verdict.later == (later,)


def test_a_copy_for_signature_is_told_to_those_who_may_see_it_alone(office, officer):
    signing_pdf = without_data()
    make_issued(
        office,
        officer,
        signing_pdf=signing_pdf,
        signing_sha256=hashlib.sha256(signing_pdf).hexdigest(),
    )
    assert judged(signing_pdf, office).origin is Origin.SIGNING
    verdict = judged(signing_pdf, office, sees_copies=False)
    assert (verdict.origin, verdict.paper) == (Origin.UNKNOWN, None)


def test_another_districts_paper_is_told_by_what_stands_in_it_alone(paper):
    stranger = make.make_district("Gia Lộc")
    verdict = judged(issued_bytes(), stranger)
    assert (verdict.origin, verdict.paper, verdict.later) == (Origin.FOREIGN, None, ())
    assert verdict.claims["number"] == "05"


def test_a_number_that_was_never_issued_is_foreign(office, paper):
    changed = data()
    changed["document"]["number"] = "77"
    verdict = judged(with_data(issued_bytes(), to_bytes(changed)), office)
    assert (verdict.origin, verdict.paper) == (Origin.FOREIGN, None)


def test_a_pdf_without_data_is_unknown(office, paper):
    assert judged(without_data(), office).origin is Origin.UNKNOWN


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe",
        b"[" * 100_000,
        json.dumps({"schema": "bao-cao-1"}).encode(),
        json.dumps({**data(), "tables": 5}).encode(),
        json.dumps({**data(), "document": {"number": ["x"]}}).encode(),
        json.dumps({**data(), "tables": [{"rows": [{"cells": [1]}]}]}).encode(),
        json.dumps({**data(), "statements": [{"place": 1, "text": 2}]}).encode(),
        json.dumps(
            {**data(), "document": {**data()["document"], "subject": "\ud800"}}
        ).encode(),  # half a letter: no page can show it
        to_bytes({**data(), "schema": "bao-cao-999"}),
    ],
)
def test_data_of_any_other_shape_are_no_data(office, paper, payload):
    verdict = judged(with_data(issued_bytes(), payload), office)
    assert verdict.origin is Origin.UNKNOWN


def test_a_number_that_no_database_holds_is_foreign(office, paper):
    copy = data()
    copy["document"] |= {"number": "9" * 400, "date": DAY.isoformat()}
    verdict = judged(with_data(issued_bytes(), to_bytes(copy)), office)
    assert verdict.origin is Origin.FOREIGN


def test_a_locked_file_and_a_broken_one_say_so(office, paper):
    writer = PdfWriter(clone_from=PdfReader(BytesIO(issued_bytes())))
    writer.encrypt("bi-mat", algorithm="AES-256")
    buffer = BytesIO()
    writer.write(buffer)
    assert judged(buffer.getvalue(), office).origin is Origin.LOCKED
    assert judged(PDF, office).origin in (Origin.UNREADABLE, Origin.UNKNOWN)


def test_bytes_changed_at_random_never_break_the_judge(office, paper):
    chance = random.Random(5)
    for _ in range(6):
        pdf = bytearray(issued_bytes())
        for _ in range(40):
            pdf[chance.randrange(len(pdf))] = chance.randrange(256)
        assert not judged(bytes(pdf), office).is_good
    assert IssuedReport.objects.count() == 1

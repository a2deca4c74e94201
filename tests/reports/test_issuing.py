"""The copy for signature and the issued paper freeze; later figures touch neither."""

import datetime as dt
import hashlib

import pytest

from reports import issuing
from reports.blocks import ReportDocument
from reports.machine_copy import to_bytes
from reports.models import FindingReason, IssuedReport, Submission
from reports.outputs.payload import read_payload
from reports.register import NumberTaken
from reports.rules import NotNow
from reports.writing import start_report
from tests import factories as make

pytestmark = pytest.mark.django_db

ISSUED_ON = dt.date(2023, 7, 26)


@pytest.fixture
def world():
    """One accepted return of two; the officer explained that one is missing."""
    district = make.make_district()
    make.make_letterhead(district)
    commune = make.make_commune(district, position=1)
    make.make_commune(district, "An Thanh", "11125", position=2)
    make.make_indicator(district, "guided")
    officer = make.make_officer(district)
    period = make.make_open_period(district, officer)
    report = start_report(period, by=officer)
    report.signer = make.make_signer(district)
    report.addressees = "Sở Thông tin và Truyền thông"
    report.save()
    submission = period.submissions.get(commune=commune)
    figure = make.set_figure(submission, "guided", 1234, by=officer)
    make.put_in_state(submission, Submission.State.ACCEPTED)
    return {
        "district": district,
        "officer": officer,
        "leader": make.make_user("tuan", "leader", district),
        "period": period,
        "report": report,
        "figure": figure,
        "submission": submission,
    }


REASONS = {"commune_missing": ("checked", "")}


def finalised(world, by="officer"):
    return issuing.finalise(world["report"], by=world[by], reasons=REASONS)


def issued(world, number=5, **fields):
    paper = finalised(world)
    issuing.issue(paper, by=world["officer"], number=number, date=ISSUED_ON, **fields)
    return paper


def frozen(paper):
    paper = IssuedReport.objects.get(pk=paper.pk)
    return bytes(paper.signing_pdf), bytes(paper.issued_pdf or b""), paper.content


def change_the_figure(world):
    type(world["figure"]).objects.update(value=9999, version=2)


def test_a_missing_commune_does_not_block_but_wants_a_reason(world):
    with pytest.raises(issuing.Unexplained) as refusal:
        issuing.finalise(world["report"], by=world["officer"])
    assert refusal.value.rules == ("commune_missing",)
    paper = finalised(world)
    assert "1/2 xã" in str(paper.content)
    assert paper.findings[0]["reason"] == "Đã kiểm tra lại, số đúng (Hoa)"


def test_a_reason_that_was_given_earlier_is_asked_for_again(world):
    FindingReason.objects.create(
        period=world["period"],
        rule="commune_missing",
        reason="checked",
        by=world["officer"],
    )
    with pytest.raises(issuing.Unexplained):
        issuing.finalise(world["report"], by=world["officer"])


def test_the_copy_for_signature_sums_accepted_returns_alone(world):
    other = world["period"].submissions.exclude(pk=world["submission"].pk).get()
    make.set_figure(other, "guided", 500, by=world["officer"])
    make.put_in_state(other, Submission.State.SENT)
    assert finalised(world).figures["totals"]["guided"]["value"] == "1234.000"
    assert "1.734" in str(issuing.draft(world["report"]).to_json())


def test_the_copy_for_signature_has_no_number_no_day_and_no_draft_mark(world):
    document = ReportDocument.from_json(finalised(world).content)
    assert (document.number, document.date, document.status) == (None, None, "signing")


def test_every_printed_figure_keeps_the_version_it_was_summed_from(world):
    figure = world["figure"]
    cells = finalised(world).figures["cells"]
    commune = world["submission"].commune_id
    assert cells == [["guided", commune, None, figure.pk, 1]]


def test_issuing_adds_what_the_clerk_gave_and_nothing_else(world):
    paper = issued(world)
    before = ReportDocument.from_json(paper.content).to_json()
    after = ReportDocument.from_json(paper.issued_content).to_json()
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {"number", "date", "month", "year", "status"}
    assert (after["number"], after["date"]) == ("05", "2023-07-26")
    assert paper.issued_sha256 == hashlib.sha256(paper.issued_pdf).hexdigest()


def test_the_issued_pdf_alone_carries_what_a_machine_reads_of_it(world):
    paper = finalised(world)
    assert read_payload(bytes(paper.signing_pdf)) is None
    assert issuing.copy_for_machines(paper)["document"]["number"] is None
    issuing.issue(paper, by=world["officer"], number=5, date=ISSUED_ON)
    copy = issuing.copy_for_machines(paper)
    assert read_payload(bytes(paper.issued_pdf)) == to_bytes(copy)
    assert copy["document"]["number"] == "05"
    (row,) = copy["tables"][0]["rows"]
    assert (row["value"], row["counted"], row["expected"]) == (1234, 1, 2)


def test_later_changes_touch_neither_the_copy_nor_the_issued_paper(world):
    paper = issued(world)
    before = frozen(paper)
    change_the_figure(world)
    world["report"].closing = "Khác hẳn"
    world["report"].save()
    assert frozen(paper) == before


@pytest.mark.parametrize(
    "fields",
    [
        {"issued_pdf": b"x"},
        {"number": 6},
        {"content": {}},
        {"signing_pdf": b"x"},
        {"state": "discarded"},
    ],
)
def test_the_database_refuses_to_change_an_issued_paper(world, fields):
    paper = issued(world)
    with pytest.raises(Exception, match="frozen"):
        IssuedReport.objects.filter(pk=paper.pk).update(**fields)


def test_another_signer_may_be_entered_after_the_signature(world):
    signer = make.make_signer(world["district"], "Nguyễn Văn Nam", office="")
    document = ReportDocument.from_json(issued(world, signer=signer).issued_content)
    assert (document.signature.name, document.signature.office) == (
        "Nguyễn Văn Nam",
        "",
    )


def test_a_number_is_given_once_a_year(world):
    issued(world)
    paper = finalised(world)
    with pytest.raises(NumberTaken, match="05/BC-TCĐ năm 2023"):
        issuing.issue(paper, by=world["officer"], number=5, date=ISSUED_ON)
    issuing.issue(paper, by=world["officer"], number=6, date=ISSUED_ON)
    assert paper.state == IssuedReport.State.ISSUED


def test_a_replacement_and_what_it_replaces_name_each_other(world):
    first = issued(world)
    second = finalised(world)
    issuing.issue(
        second,
        by=world["officer"],
        number=6,
        date=ISSUED_ON,
        earlier=first,
        relation="replaces",
    )
    assert second.earlier == first
    assert list(first.later.all()) == [second]


def test_a_copy_can_be_discarded_and_made_again_and_stays_on_record(world):
    first = finalised(world)
    issuing.discard(first, by=world["officer"], reason="Lãnh đạo yêu cầu sửa")
    second = finalised(world)
    states = IssuedReport.objects.order_by("pk").values_list("pk", "state")
    assert list(states) == [(first.pk, "discarded"), (second.pk, "for_signature")]
    with pytest.raises(NotNow):
        issuing.issue(first, by=world["officer"], number=5, date=ISSUED_ON)


def test_a_period_has_one_copy_for_signature_at_a_time(world):
    finalised(world)
    with pytest.raises(NotNow, match="đang có một bản trình ký"):
        issuing.finalise(world["report"], by=world["officer"])


def test_only_the_officer_finalises_and_issues(world):
    with pytest.raises(NotNow):
        finalised(world, by="leader")
    paper = finalised(world)
    with pytest.raises(NotNow):
        issuing.issue(paper, by=world["leader"], number=5, date=ISSUED_ON)

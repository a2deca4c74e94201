"""The words looked over in the browser: mended, settled, taken back, carried on."""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from reports.carrying import insert_outcomes, last_proposals, tell_outcome
from reports.issuing import draft
from reports.language import STALE
from reports.models import (
    CitedDocument,
    OfficeWord,
    ProposalOutcome,
    Report,
    ReportingPeriod,
    SettledWording,
)
from reports.outputs.pdf import render_pdf
from reports.text_review import language_findings
from reports.writing import save_section, start_report
from teams.models import User
from tests.factories import (
    make_district,
    make_letterhead,
    make_officer,
    make_open_period,
    make_period,
    make_user,
)
from tests.pages import Page, option
from tests.reports.outputs import paper

WORDS = "Thực hiện Công văn số 237/CV-TCĐ, Tổ đã tập huấn."


@pytest.fixture
def world(db):
    """An office that has written two reports' words: the last one's and this one's."""
    district = make_district()
    officer = make_officer(district)
    make_letterhead(district)
    last = make_period(district)
    period = make_period(
        district,
        "6 tháng cuối năm 2023",
        next_phrase="6 tháng đầu năm 2024",
        first_day=dt.date(2023, 6, 15),
        last_day=dt.date(2023, 12, 14),
        deadline=timezone.make_aware(dt.datetime(2023, 12, 20, 17)),
        previous=last,
    )
    report = start_report(last, by=officer)
    write(report, "Công tác chỉ đạo, điều hành", WORDS, officer)
    write(report, "ĐỀ XUẤT, KIẾN NGHỊ", "- Đề nghị cấp kinh phí.", officer)
    return SimpleNamespace(
        district=district,
        officer=officer,
        last=last,
        period=period,
        report=start_report(period, by=officer),
        url=reverse("reports:text_review", args=[period.pk]),
    )


def write(report, title, body, by):
    section = report.sections.get(title=title)
    section.body = body
    save_section(section, by=by)
    return section


@pytest.fixture
def hoa(client, world):
    client.force_login(world.officer)
    return client


def page_of(client, url):
    return Page(client.get(url).content)


def press(client, url, button, **changes):
    """Press the first button of these words on the page, with fields changed."""
    form, fields = page_of(client, url).form_with(button)
    fields |= {name: [value] for name, value in changes.items()}
    target = form.etree_element.get("action") or url
    return client.post(target, fields, follow=True)


def labels(page):
    return page.texts(".wording-head strong")


def test_each_finding_shows_its_quote_place_clause_and_where_to_mend_it(hoa, world):
    page = page_of(hoa, world.url)
    (found,) = [w for w in page.all(".wording") if "237/CV-TCĐ" in w_text(w)]
    assert "Mục I.2, đoạn 1" in w_text(found)
    assert "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II" in w_text(found)
    section = world.report.sections.get(title="Công tác chỉ đạo, điều hành")
    address = reverse("reports:section_edit", args=[section.pk])
    assert address in [a.etree_element.get("href") for a in found.query_all("a")]
    assert [m.etree_element.text for m in found.query_all("mark")] == ["237/CV-TCĐ"]


def w_text(element):
    return " ".join("".join(element.etree_element.itertext()).split())


AS_ORIGINAL = "Đúng như bản gốc: Số, ký hiệu viện dẫn, Mục I.2, đoạn 1"


def test_as_in_the_original_settles_it_with_who_and_when(hoa, world):
    answer = press(hoa, world.url, AS_ORIGINAL)
    page = Page(answer.content)
    assert "Số, ký hiệu viện dẫn" not in labels(page)
    assert "Hoa" in page.one("#da-xac-nhan ~ .rows").etree_element[0][0][1].text
    row = SettledWording.objects.get()
    assert (row.quote, row.stance, row.by) == (
        "237/CV-TCĐ",
        "as_original",
        world.officer,
    )


def test_what_was_settled_can_be_looked_at_again_and_stays_on_record(hoa, world):
    press(hoa, world.url, AS_ORIGINAL)
    page = Page(press(hoa, world.url, "Rà soát lại: 237/CV-TCĐ").content)
    assert "Số, ký hiệu viện dẫn" in labels(page)
    row = SettledWording.objects.get()
    assert row.withdrawn_by == world.officer
    press(hoa, world.url, AS_ORIGINAL)
    assert SettledWording.objects.standing().count() == 1


def test_as_in_the_original_holds_for_the_next_report_too(hoa, world):
    last_url = reverse("reports:text_review", args=[world.last.pk])
    assert "Số, ký hiệu viện dẫn" in labels(page_of(hoa, world.url))
    press(hoa, last_url, AS_ORIGINAL)
    assert "Số, ký hiệu viện dẫn" not in labels(page_of(hoa, world.url))


def test_a_finding_that_is_gone_is_not_settled(hoa, world):
    settle = reverse("reports:text_settle", args=[world.period.pk])
    answer = hoa.post(settle, {"key": "khong-co"}, follow=True)
    assert "không còn phát hiện đó" in Page(answer.content).text
    assert not SettledWording.objects.exists()


def test_replacing_makes_a_new_version_of_the_section(hoa, world):
    section = write(
        world.report,
        "Công tác chỉ đạo, điều hành",
        "6 tháng đầu năm 2023 khó khăn.\nKết quả 6 tháng đầu năm 2023 tốt.",
        world.officer,
    )
    before = section.versions.count()
    press(hoa, world.url, "Thay “6 tháng đầu năm 2023” ở Mục I.2, đoạn 2")
    section.refresh_from_db()
    assert section.body == "6 tháng đầu năm 2023 khó khăn.\nKết quả {ky} tốt."
    assert section.versions.count() == before + 1
    assert section.versions.last().by == world.officer


def test_the_leader_reads_and_presses_nothing(client, world):
    client.force_login(make_user("tuan", "leader", world.district))
    page = page_of(client, world.url)
    assert labels(page)
    assert page.all(".wording form") == []
    proposals = reverse("reports:last_proposals", args=[world.period.pk])
    assert page_of(client, proposals).all("main form") == []
    assert client.post(proposals, {}).status_code == 403


def test_before_the_words_are_begun_the_page_says_where_to_begin(hoa, world):
    empty = make_period(world.district, "Năm 2024")
    for name in ("text_review", "last_proposals"):
        page = page_of(hoa, reverse(f"reports:{name}", args=[empty.pk]))
        address = reverse("reports:report", args=[empty.pk])
        assert page.links(".empty a") == {"Mở trang báo cáo": address}


def test_the_page_asks_the_same_queries_however_long_the_text(
    hoa, world, django_assert_num_queries
):
    with django_assert_num_queries(queries(hoa, world.url)):
        hoa.get(world.url)
    count = queries(hoa, world.url)
    long = "\n".join(f"- Ngày {d:02d}/3/2023, xã họp." for d in range(1, 21))
    write(world.report, "Thông tin chung", long, world.officer)
    assert queries(hoa, world.url) == count


def queries(client, url):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return len(captured)


def test_an_outcome_with_a_note_but_no_choice_is_asked_again(hoa, world):
    url = reverse("reports:last_proposals", args=[world.period.pk])
    form, fields = page_of(hoa, url).form_with("Lưu kết quả")
    note = next(name for name in fields if name.endswith("note"))
    answer = hoa.post(url, fields | {note: ["đã có"]})
    assert answer.status_code == 422
    assert "Có ghi chú thì chọn cả kết quả." in Page(answer.content).text
    assert not ProposalOutcome.objects.exists()


def test_outcomes_put_into_a_section_again_take_the_place_of_the_first(hoa, world):
    url = reverse("reports:last_proposals", args=[world.period.pk])
    section = world.report.sections.get(title="Thông tin chung")
    section.body = "Đoạn đầu."
    section.save()
    for outcome in ("under_way", "solved"):
        _, fields = page_of(hoa, url).form_with("Lưu kết quả")
        name = next(name for name in fields if name.endswith("outcome"))
        press(hoa, url, "Lưu kết quả", **{name: outcome})
        press(hoa, url, "Đưa vào cuối mục", section=section.pk)
    section.refresh_from_db()
    assert section.body == (
        "Đoạn đầu.\nKết quả giải quyết các kiến nghị kỳ trước:\n"
        "- Đề nghị cấp kinh phí: đã được giải quyết."
    )


def test_outcomes_are_put_below_what_somebody_saved_meanwhile(world):
    seen = world.report.sections.get(title="ĐỀ XUẤT, KIẾN NGHỊ")
    write(world.report, seen.title, "- Đề nghị mở lớp.", world.officer)
    (proposal,) = last_proposals(world.report, world.period)
    told = {"outcome": "solved", "note": "", "by": world.officer}
    tell_outcome(world.report, proposal, **told)
    proposals = last_proposals(world.report, world.period)
    insert_outcomes(seen, proposals, by=world.officer)
    body = world.report.sections.get(pk=seen.pk).body
    assert body.startswith("- Đề nghị mở lớp.\nKết quả giải quyết")


def test_the_office_adds_an_abbreviation_and_a_body_that_is_no_more(hoa, world):
    write(
        world.report,
        "Thông tin chung",
        "Phối hợp BQLDA và Chi nhánh điện Tứ Kỳ.",
        world.officer,
    )
    words = reverse("reports:office_words")
    assert "“BQLDA”" in page_of(hoa, world.url).text
    add = {"kind": "abbreviation", "text": "BQLDA"}
    press(hoa, words, "Thêm từ ngữ", **add)
    body = {"kind": "gone_body", "text": "Chi nhánh điện Tứ Kỳ", "until": "01/10/2023"}
    page = Page(press(hoa, words, "Thêm từ ngữ", **body, now="Điện lực A").content)
    assert len(page.all(".rows li")) == 2
    page = page_of(hoa, world.url)
    assert "“BQLDA”" not in page.text
    assert "Nay là: Điện lực A." in page.text


def test_a_word_is_refused_twice_and_a_body_without_its_day(hoa, world):
    words = reverse("reports:office_words")
    press(hoa, words, "Thêm từ ngữ", kind="abbreviation", text="BQLDA")
    again = press(hoa, words, "Thêm từ ngữ", kind="abbreviation", text="BQLDA")
    assert "Từ ngữ này đã có trong danh sách." in Page(again.content).text
    body = press(hoa, words, "Thêm từ ngữ", kind="gone_body", text="Phòng A")
    assert "thì ghi rõ từ ngày" in Page(body.content).text
    press(hoa, words, "Bỏ BQLDA")
    assert not OfficeWord.objects.exists()


# --- the second half of 2023 from the example's first half --------------------------


@pytest.fixture
def second_half(example, client):
    """The period after the example's, open, answering a dispatch of its own."""
    last = ReportingPeriod.objects.get(phrase="6 tháng đầu năm 2023")
    officer = User.objects.get(username="canbo")
    client.force_login(officer)
    dispatch = CitedDocument.objects.create(
        district=last.district,
        kind="dispatch",
        number="2010/TCĐ",
        date=dt.date(2023, 12, 5),
        issuer="Tổ chỉ đạo tỉnh",
    )
    return make_open_period(
        last.district,
        officer,
        phrase="6 tháng cuối năm 2023",
        next_phrase="6 tháng đầu năm 2024",
        first_day=dt.date(2023, 6, 15),
        last_day=dt.date(2023, 12, 14),
        opens_on=dt.date(2023, 12, 6),
        deadline=timezone.make_aware(dt.datetime(2023, 12, 20, 17)),
        previous=last,
        dispatch=dispatch,
    )


def begin(client, period):
    """Go on from the words of the last report of the same type."""
    url = reverse("reports:report_start", args=[period.pk])
    press(client, url, "Bắt đầu viết")


def written(period):
    """The words as they stand in the database now."""
    period = ReportingPeriod.objects.get(pk=period.pk)
    return Report.objects.select_related("signer").get(period=period)


def stale(period):
    report = written(period)
    found = language_findings(report, draft(report), period)
    return [(f.rule.value, f.place, f.quote) for f in found if f.rule in STALE]


def edit(client, period, title, body):
    section = period.report.sections.get(title=title)
    url = reverse("reports:section_edit", args=[section.pk])
    return press(client, url, "Lưu", body=body)


def test_the_second_half_of_2023_is_written_from_the_first(client, second_half):
    period = second_half
    url = reverse("reports:text_review", args=[period.pk])
    begin(client, period)
    cited = "Công văn số 1134/ TCĐCNSCĐ ngày 18/7/2023"
    assert stale(period) == [
        ("old_dispatch", "Đoạn mở đầu", cited),
        ("old_event", "Mục I.2, đoạn 1", "Ngày 16/02/2023"),
        ("old_event", "Mục I.2, đoạn 1", "Ngày 09/3/2023"),
        ("old_event", "Mục I.2, đoạn 2", "Đến hết tháng 5/2023"),
        ("old_proposal", "Tiêu đề mục III", ""),
        ("old_term", "Đoạn kết", "6 tháng đầu năm"),
    ]
    press(client, url, f"Thay “{cited}” ở Đoạn mở đầu")
    press(client, url, "Thay “6 tháng đầu năm” ở Đoạn kết")
    edit(
        client,
        period,
        "Công tác chỉ đạo, điều hành",
        "Ngày 20/9/2023, Tổ chỉ đạo triển khai CNSCĐ huyện tổ chức hội nghị.",
    )
    tell_outcomes(client, period)
    assert stale(period) == []
    text = paper.body(render_pdf(draft(written(period))))
    for words in (
        "kết quả hoạt động 6 tháng cuối năm 2023",
        "nhiệm vụ 6 tháng đầu năm 2024",
        "thực hiện công văn số 2010/tcđ ngày 05/12/2023",
        "ngày 20/9/2023",
        "kết quả giải quyết các kiến nghị kỳ trước:",
        "đã được giải quyết (đã mở 02 lớp)",
    ):
        assert words in text
    for words in ("1134", "16/02/2023", "6 tháng đầu năm 2023"):
        assert words not in text


def tell_outcomes(client, period):
    """One proposal was solved, the others are under way; put into section III."""
    url = reverse("reports:last_proposals", args=[period.pk])
    page = page_of(client, url)
    form, fields = page.form_with("Lưu kết quả")
    choices = [name for name in fields if name.endswith("outcome")]
    assert len(choices) == 3
    fields |= {name: ["under_way"] for name in choices}
    fields[choices[0]] = ["solved"]
    fields[choices[0].replace("outcome", "note")] = ["Đã mở 02 lớp"]
    client.post(url, fields)
    page = page_of(client, url)
    section = option(page.field("Đưa vào mục"), "ĐỀ XUẤT, KIẾN NGHỊ")
    press(client, url, "Đưa vào cuối mục", section=section)
    row = period.report.sections.get(pk=section)
    old, _, told = row.body.partition("Kết quả giải quyết")
    assert told.count("\n- ") == 3
    # What was solved is no longer proposed.
    assert [r for r, *_ in stale(period)] == ["old_proposal"]
    kept = "\n".join(old.splitlines()[1:])
    edit(client, period, row.title, f"{kept}\nKết quả giải quyết{told}")


def test_what_is_still_true_stays_settled(client, second_half):
    period = second_half
    url = reverse("reports:text_review", args=[period.pk])
    begin(client, period)
    press(client, url, "Vẫn đúng: Việc của kỳ trước, Mục I.2, đoạn 1")
    quotes = [quote for _, _, quote in stale(period)]
    assert "Ngày 16/02/2023" not in quotes
    assert "Ngày 09/3/2023" in quotes

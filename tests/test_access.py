"""Every address has a rule, written here: role × address, and the scope behind it.

C commune staff, O officer, A roster admin, L leader; "any" who signed in, "all" too
who did not. Not yours is 404; a person who did not sign in is asked to.
"""

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.utils import timezone

from reports.commenting import comment
from reports.commune_papers import make_paper
from reports.intake.pasted import keep_message
from reports.letters import start_dispatch
from reports.models import (
    Activity,
    Authority,
    CellQuestion,
    CitedDocument,
    Figure,
    Indicator,
    IssuedReport,
    Product,
    ReportType,
    Section,
    SettledWording,
    Submission,
    TypeSection,
)
from teams.models import Letterhead, Signer, User
from tests.factories import make_district, make_officer

pytestmark = pytest.mark.django_db

ROLES = {"C": "xa-hung-dao", "O": "canbo", "A": "quantri", "L": "lanhdao"}

# Address: who may, and which object of the example its numbers mean.
RULES = {
    "home": ("any", ""),
    "login": ("all", ""),
    "sign_in_again": ("all", ""),
    "logout": ("all", ""),
    "password_change": ("any", ""),
    "users": ("OA", ""),
    "set_email": ("OA", "user"),
    "set_password": ("OA", "user"),
    "reports:entry": ("C", "submission"),
    "reports:autosave": ("CO", "submission"),
    "reports:offline_worker": ("all", ""),
    "reports:story": ("COL", "submission cell"),
    "reports:submit": ("CO", "submission"),
    "reports:withdraw": ("C", "submission"),
    "reports:on_behalf": ("O", "period submission"),
    "reports:paste": ("CO", "submission"),
    "reports:message": ("CO", "submission message"),
    "reports:source_message": ("COL", "submission message"),
    "reports:commune_paper": ("COL", "submission"),
    "reports:commune_paper_make": ("C", "submission"),
    "reports:commune_paper_scan": ("C", "submission printed"),
    "reports:commune_paper_pdf": ("COL", "submission printed"),
    "reports:commune_paper_docx": ("COL", "submission printed"),
    "reports:evidence": ("COL", "submission"),
    "reports:evidence_file": ("COL", "submission attachment"),
    "reports:evidence_remove": ("CO", "submission attachment"),
    "reports:workbook": ("CO", "submission"),
    "reports:workbook_upload": ("CO", "submission"),
    "reports:workbook_preview": ("CO", "submission form_file"),
    "reports:last_receipt": ("COL", "submission"),
    "reports:receipt": ("COL", "submission number"),
    "reports:acceptance": ("COL", "submission number"),
    "reports:own_activities": ("C", "submission"),
    "reports:own_activity_add": ("C", "submission"),
    "reports:own_activity_edit": ("C", "submission own_activity"),
    "reports:own_activity_delete": ("C", "submission own_activity"),
    "reports:answers": ("C", "submission"),
    "reports:ask": ("O", "period submission"),
    "reports:question_withdraw": ("O", "question"),
    "reports:question_settle": ("O", "question"),
    "reports:board": ("OL", "period"),
    "reports:matrix": ("OL", "period"),
    "reports:changes_since": ("OL", "period"),
    "reports:looked": ("OL", "period"),
    "reports:export": ("OL", "period sheet ending"),
    "reports:review": ("OL", "period submission"),
    "reports:accept": ("O", "period submission"),
    "reports:accept_clean": ("O", "period"),
    "reports:send_back": ("O", "period submission"),
    "reports:reopen": ("O", "period submission"),
    "reports:bulk_grid": ("O", "period"),
    "reports:bulk_files": ("O", "period"),
    "reports:bulk_take_all": ("O", "period"),
    "reports:bulk_file": ("O", "period received"),
    "reports:bulk_file_whose": ("O", "period received"),
    "reports:bulk_file_skip": ("O", "period received"),
    "reports:totals": ("OL", "period"),
    "reports:district_reason": ("O", "period"),
    "reports:district_figures": ("O", "period"),
    "reports:totals_xlsx": ("OL", "period"),
    "reports:pictures": ("OL", "period"),
    "reports:trace": ("OL", "period key"),
    "reports:history": ("COL", "figure"),
    "reports:reminders": ("OL", "period"),
    "reports:reminded": ("O", "period"),
    "reports:remind_by_email": ("O", "period"),
    "reports:reminder_log": ("OL", "period"),
    "reports:words": ("OL", "period"),
    "reports:comments": ("OL", "period"),
    "reports:comment_add": ("L", "period"),
    "reports:comment_take_back": ("L", "comment"),
    "reports:comment_settle": ("O", "comment"),
    "reports:report": ("OL", "period"),
    "reports:report_start": ("O", "period"),
    "reports:report_restart": ("O", "period"),
    "reports:report_edit": ("O", "period"),
    "reports:section_add": ("O", "period"),
    "reports:section_edit": ("O", "section"),
    "reports:section_move": ("O", "section"),
    "reports:report_tables": ("O", "period"),
    "reports:report_table_add": ("O", "period"),
    "reports:report_table_edit": ("O", "report_table"),
    "reports:report_table_delete": ("O", "report_table"),
    "reports:report_tables_xlsx": ("OL", "period"),
    "reports:plans": ("O", "period"),
    "reports:type_tables": ("O", "type_of_table"),
    "reports:type_table_add": ("O", "type_of_table"),
    "reports:type_table_edit": ("O", "type_table"),
    "reports:type_table_delete": ("O", "type_table"),
    "reports:preview_pdf": ("OL", "period"),
    "reports:draft_docx": ("OL", "period"),
    "reports:text_review": ("OL", "period"),
    "reports:text_settle": ("O", "period"),
    "reports:text_replace": ("O", "period"),
    "reports:text_take_back": ("O", "settled"),
    "reports:last_proposals": ("OL", "period"),
    "reports:outcomes_insert": ("O", "period"),
    "reports:office_words": ("O", ""),
    "reports:office_word_remove": ("O", "office_word"),
    "reports:preview": ("O", "period"),
    "reports:cover_sheet": ("O", "period"),
    "reports:report_write": ("O", "period"),
    "reports:written_page": ("OL", "period"),
    "reports:section_save": ("O", "section"),
    "reports:section_versions": ("OL", "section"),
    "reports:section_restore": ("O", "section number"),
    "reports:paper_styles": ("any", "css"),
    "reports:finalise": ("O", "period"),
    "reports:letters": ("OL", "period"),
    "reports:letter_dispatch": ("O", "period"),
    "reports:letter_reminder": ("O", "period"),
    "reports:letter": ("OL", "period letter"),
    "reports:letter_edit": ("O", "period letter"),
    "reports:letter_number": ("O", "period letter"),
    "reports:letter_discard": ("O", "period letter"),
    "reports:letter_pdf": ("OL", "period letter"),
    "reports:letter_docx": ("OL", "period letter"),
    "reports:papers": ("COL", ""),
    "reports:register": ("OL", ""),
    "reports:issued": ("OL", "paper"),
    "reports:issue": ("O", "paper"),
    "reports:discard": ("O", "paper"),
    "reports:signing_pdf": ("OL", "paper"),
    "reports:issued_pdf": ("COL", "paper"),
    "reports:signed_copies": ("OL", "paper"),
    "reports:signed_copy": ("COL", "signed"),
    "reports:signed_check": ("OL", "signed"),
    "reports:signed_hide": ("O", "signed"),
    "reports:machine_copy": ("OL", "paper"),
    "reports:machine_json": ("OL", "paper"),
    "reports:machine_schema": ("any", ""),
    "reports:verify_paper": ("any", ""),
    "reports:authorities": ("O", ""),
    "reports:authority_add": ("O", ""),
    "reports:authority_remove": ("O", "authority"),
    "reports:signing_docx": ("OL", "paper"),
    "reports:issued_docx": ("COL", "paper"),
    "reports:setup": ("O", ""),
    "reports:periods": ("O", ""),
    "reports:period_add": ("O", ""),
    "reports:period_edit": ("O", "period"),
    "reports:period_open": ("O", "period"),
    "reports:period_close": ("O", "period"),
    "reports:period_reopen": ("O", "period"),
    "reports:period_delete": ("O", "period"),
    "reports:period_communes": ("O", "period"),
    "reports:calendar": ("OL", "period"),
    "reports:deadline": ("O", "period"),
    "reports:extend": ("O", "period submission"),
    "reports:from_parts": ("O", "period"),
    "reports:indicators": ("O", ""),
    "reports:indicator_add": ("O", ""),
    "reports:indicator_edit": ("O", "indicator"),
    "reports:indicator_retire": ("O", "indicator"),
    "reports:indicator_restore": ("O", "indicator"),
    "reports:period_renew": ("O", "period"),
    "reports:indicator_move": ("O", "indicator"),
    "reports:indicator_group_move": ("O", ""),
    "reports:indicator_cumulative": ("O", "indicator"),
    "reports:report_types": ("O", ""),
    "reports:report_type_add": ("O", ""),
    "reports:report_type": ("O", "report_type"),
    "reports:report_type_sample": ("O", "report_type"),
    "reports:report_type_edit": ("O", "report_type"),
    "reports:report_type_retire": ("O", "report_type"),
    "reports:report_type_restore": ("O", "report_type"),
    "reports:type_section_add": ("O", "report_type"),
    "reports:type_section_edit": ("O", "type_section"),
    "reports:type_section_move": ("O", "type_section"),
    "reports:type_section_delete": ("O", "type_section"),
    "reports:activities": ("O", ""),
    "reports:activity_add": ("O", ""),
    "reports:activity_edit": ("O", "activity"),
    "reports:activity_delete": ("O", "activity"),
    "reports:documents": ("O", ""),
    "reports:document_add": ("O", ""),
    "reports:document_edit": ("O", "document"),
    "reports:document_delete": ("O", "document"),
    "reports:document_files": ("O", "document"),
    "reports:document_file": ("COL", "document_file"),
    "reports:document_file_remove": ("O", "document_file"),
    "reports:products": ("O", ""),
    "reports:product_add": ("O", ""),
    "reports:product_edit": ("O", "product"),
    "reports:product_delete": ("O", "product"),
    "reports:letterheads": ("O", ""),
    "reports:letterhead_add": ("O", ""),
    "reports:letterhead_edit": ("O", "letterhead"),
    "reports:letterhead_delete": ("O", "letterhead"),
    "reports:signers": ("O", ""),
    "reports:signer_add": ("O", ""),
    "reports:signer_edit": ("O", "signer"),
    "reports:signer_delete": ("O", "signer"),
}
ASKED_BY_POST = {
    "logout",
    "reports:autosave",
    "reports:commune_paper_make",
    "reports:commune_paper_scan",
    "reports:withdraw",
    "reports:document_file_remove",
    "reports:signed_hide",
    "reports:evidence_remove",
    "reports:accept",
    "reports:send_back",
    "reports:bulk_file_whose",
    "reports:bulk_file_skip",
    "reports:question_withdraw",
    "reports:question_settle",
    "reports:looked",
    "reports:district_reason",
    "reports:reminded",
    "reports:comment_take_back",
    "reports:comment_settle",
    "reports:section_move",
    "reports:report_type_retire",
    "reports:report_type_restore",
    "reports:type_section_move",
    "reports:preview",
    "reports:section_save",
    "reports:section_restore",
    "reports:text_settle",
    "reports:text_replace",
    "reports:text_take_back",
    "reports:outcomes_insert",
    "reports:office_word_remove",
    "reports:letter_dispatch",
    "reports:indicator_retire",
    "reports:indicator_restore",
    "reports:indicator_move",
    "reports:indicator_group_move",
    "reports:indicator_cumulative",
}
MODELS = {
    "question": CellQuestion,
    "section": Section,
    "report_type": ReportType,
    "type_section": TypeSection,
    "paper": IssuedReport,
    "indicator": Indicator,
    "activity": Activity,
    "document": CitedDocument,
    "product": Product,
    "letterhead": Letterhead,
    "signer": Signer,
}


def addresses(patterns=None, namespace=""):
    for item in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(item, URLPattern):
            yield f"{namespace}{item.name}", item.callback
        elif item.namespace != "admin":
            inner = f"{namespace}{item.namespace}:" if item.namespace else namespace
            yield from addresses(item.url_patterns, inner)


def address_of(name):
    """The address, about Lan's return of the open period or another real row."""
    kinds = RULES[name][1].split()
    return reverse(name, args=[_number(kind) for kind in kinds])


def _number(kind):
    submission = Submission.objects.get(
        period__phrase="6 tháng đầu năm 2023", commune__code="11086"
    )
    numbers = {
        "period": submission.period_id,
        "submission": submission.pk,
        "key": "guided",
        "sheet": "lich-su",
        "ending": "csv",
        "css": "0123456789ab",
        "cell": f"c-{submission.period.indicators.get(key='sessions').pk}-0",
        "printed": _printed(submission, kind),
        "user": User.objects.get(username="xa-an-thanh").pk,
        "figure": Figure.objects.filter(submission=submission).first().pk,
        "number": 1,
        "own_activity": submission.period.activities_of(submission.commune).first().pk,
    }
    if kind == "letter":
        return _written(submission.period)
    if kind == "settled":
        return _settled(submission.period).pk
    if kind == "office_word":
        return _office_word(submission.period.district).pk
    if kind == "comment":
        return _commented(submission).pk
    if kind == "signed":
        return _signed().pk
    if kind == "authority":
        return _trusted().pk
    if kind == "document_file":
        return _scanned(submission.period).pk
    if kind == "message":
        return _pasted(submission).pk
    if kind == "attachment":
        return _attached(submission).pk
    if kind == "form_file":
        return _attached(submission, purpose="form").pk
    if kind == "received":
        return _received(submission).pk
    if kind in ("report_table", "type_of_table", "type_table"):
        return _tabled(submission.period, kind).pk
    return numbers[kind] if kind in numbers else MODELS[kind].objects.first().pk


def _printed(submission, kind):
    """A copy that Lan printed; made only for the addresses that ask for one."""
    if kind != "printed":
        return None
    lan = User.objects.get(username="xa-hung-dao")
    return make_paper(submission, by=lan)[0].pk


def _tabled(period, kind):
    """A table of the period's report, a type that the test makes, or its table."""
    if kind == "report_table":
        return period.report.tables.create(title="Bảng")
    own = {"district": period.district, "name": "Thử", "subject": "Báo cáo"}
    of_type, _ = ReportType.objects.get_or_create(**own)
    return of_type if kind == "type_of_table" else of_type.tables.create(title="Bảng")


def _written(period):
    hoa = User.objects.get(username="canbo")
    return start_dispatch(period, by=hoa, site="cnscd.example.vn").pk


def _pasted(submission):
    lan = User.objects.get(username="xa-hung-dao")
    return keep_message("An Lao 120", submission, by=lan)


def _commented(submission):
    tuan = User.objects.get(username="lanhdao")
    return comment(submission.period, by=tuan, text="Xem lại.")


def _settled(period):
    hoa = User.objects.get(username="canbo")
    fields = {"rule": "symbol", "key": "a", "stance": "as_original", "by": hoa}
    return SettledWording.objects.create(report=period.report, **fields)


def _office_word(district):
    hoa = User.objects.get(username="canbo")
    return district.office_words.create(kind="abbreviation", text="AB", by=hoa)


def _scanned(period):
    """A scan of the dispatch that the open period answers."""
    canbo = User.objects.get(username="canbo")
    period.dispatch = period.district.documents.first()
    period.save(update_fields=["dispatch"])
    return period.dispatch.files.create(
        name="a.pdf", content_type="application/pdf", size=1, content=b"%", by=canbo
    )


def _signed():
    canbo = User.objects.get(username="canbo")
    paper = IssuedReport.objects.get(state="issued")
    return paper.signed_copies.create(
        name="a.png", content_type="image/png", size=1, content=b"%", by=canbo
    )


def _trusted():
    canbo = User.objects.get(username="canbo")
    day = timezone.now()
    return Authority.objects.create(
        district=canbo.office, name="Gốc", valid_from=day, valid_to=day, by=canbo
    )


def _attached(submission, purpose="evidence"):
    lan = User.objects.get(username="xa-hung-dao")
    return submission.attachments.create(
        purpose=purpose,
        name="a.pdf",
        content_type="application/pdf",
        size=1,
        content=b"%",
        by=lan,
    )


def _received(submission):
    officer = User.objects.get(username="canbo")
    return submission.received_files.create(
        period=submission.period, name="a.xlsx", size=1, content=b"P", by=officer
    )


def ask(name, username=None):
    client = Client()
    if username:
        client.force_login(User.objects.get(username=username))
    if name in ASKED_BY_POST:
        return client.post(address_of(name), {"rule": "parts", "huong": "len"})
    return client.get(address_of(name))


def test_every_address_has_its_row_in_the_table_and_a_rule_on_its_view():
    found = dict(addresses())
    assert set(found) == set(RULES)
    assert [
        name for name, view in found.items() if not getattr(view, "roles", "")
    ] == []


CLOSED = [
    (name, letter)
    for name, (allowed, _) in RULES.items()
    for letter in ROLES
    if allowed not in ("any", "all") and letter not in allowed
]


@pytest.mark.parametrize(("name", "letter"), CLOSED)
def test_a_page_that_is_not_yours_is_not_there(example, name, letter):
    assert ask(name, ROLES[letter]).status_code == 404


OPEN = [
    (name, letter)
    for name, (allowed, _) in RULES.items()
    for letter in ROLES
    if letter in allowed
]


@pytest.mark.parametrize(("name", "letter"), OPEN)
def test_a_page_that_is_yours_is_there_now_or_says_that_it_is_not_time(
    example, name, letter
):
    assert ask(name, ROLES[letter]).status_code in {200, 302, 403, 409, 422}


@pytest.mark.parametrize("name", [n for n, (who, _) in RULES.items() if who != "all"])
def test_whoever_did_not_sign_in_is_asked_to(example, name):
    answer = ask(name)
    if answer.status_code == 403:  # what was sent waits in the sign-in page
        assert f'action="{reverse("login")}"' in answer.content.decode()
        return
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("login"))


# Pages about one commune, as Bình of An Thanh or another district's officer asks.
ABOUT_HUNG_DAO = [
    name
    for name, (allowed, about) in RULES.items()
    if "C" in allowed and about.startswith("submission")
]


@pytest.mark.parametrize("name", [*ABOUT_HUNG_DAO, "reports:history"])
def test_a_neighbour_sees_nothing_of_lans(example, name):
    assert ask(name, "xa-an-thanh").status_code == 404


OF_THE_DISTRICT = [
    name
    for name, (allowed, about) in RULES.items()
    if "O" in allowed and about and name not in ("set_email", "set_password")
]


@pytest.mark.parametrize("name", OF_THE_DISTRICT)
def test_the_officer_of_another_district_sees_nothing_of_ours(example, name):
    make_officer(make_district("Gia Lộc"), "hai")
    assert ask(name, "hai").status_code == 404


def admin_addresses():
    (site,) = (
        p
        for p in get_resolver().url_patterns
        if getattr(p, "namespace", None) == "admin"
    )
    for item in site.url_patterns:
        yield from _plain(item, "/quan-tri/")


def _plain(item, prefix):
    route = prefix + str(item.pattern).strip("^$")
    if not isinstance(item, URLPattern):
        for inner in item.url_patterns:
            yield from _plain(inner, route)
    elif "<path:content_type_id>" not in route and "(?P" not in route:
        for name in ("<path:object_id>", "<int:pk>"):
            route = route.replace(name, "1")
        yield route


@pytest.mark.parametrize("letter", ["C", "O", "L"])
def test_the_rosters_are_for_the_roster_admin_alone(example, letter):
    client = Client()
    client.force_login(User.objects.get(username=ROLES[letter]))
    sign_in = {"/quan-tri/login/"}
    open_pages = [
        route
        for route in admin_addresses()
        if route not in sign_in and client.get(route).status_code == 200
    ]
    assert open_pages == []

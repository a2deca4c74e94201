"""The officer writes the report: every section beside the page as it will print."""

from dataclasses import dataclass
from functools import cache
from hashlib import sha256

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from reports import rules
from reports.consolidation import consolidate
from reports.facts import known_names
from reports.figures import load_specs
from reports.forms.writing import BodyForm, remarks_on
from reports.models import Section, SectionVersion
from reports.outputs.screen import page_styles, page_without_document, render_page
from reports.writing import SavedMeanwhile, save_body
from teams.access import for_everyone_signed_in, for_roles, require
from teams.carrying import wants_json
from teams.models import Role
from tuky_cnscd.middleware import content_policy
from tuky_cnscd.vietnamese import nfc

from .desk.writing import by_section, differing, figures_of, findings_of, parts_of
from .papers import written_draft
from .scope import district_period, district_report

# Named in the page's head, so that a slow line fetches them all at once.
SCRIPTS = (
    *(
        f"js/writing/{name}.js"
        for name in ("main", "part", "outbox", "marks", "figures", "page")
    ),
    "js/entry/signin.js",
)
INVALID = 422
UNHEARD = 5  # texts that were sent and not answered, the newest ones
YEAR = 365 * 24 * 60 * 60
FRAME_POLICY = (
    "default-src 'none'; style-src 'self'; font-src 'self'; frame-ancestors 'self'"
)


@dataclass(frozen=True)
class Outcome:
    """What became of a text that was sent in: a version, or why not."""

    body: str
    version: SectionVersion | None = None
    theirs: SectionVersion | None = None
    problem: str = ""


@for_roles(Role.OFFICER)
def report_write(request, pk):
    """All sections at once; without scripts they are saved together."""
    report = district_report(request.user, pk)
    require(rules.may_write(request.user, report.period))
    if request.method == "POST":
        return _save_all(request, report)
    return _page(request, report)


@for_roles(Role.OFFICER)
@require_POST
def section_save(request, pk):
    """One section that saves itself; answered as JSON."""
    rows = Section.objects.for_user(request.user).select_related("report__period")
    section = get_object_or_404(rows, pk=pk)
    require(rules.may_write(request.user, section.report.period))
    if request.POST.get("user", "") not in ("", str(request.user.pk)):
        return JsonResponse({"other_user": str(request.user)}, status=409)
    sent = (request.POST.get("body", ""), request.POST.get("base", ""))
    outcome = _save(section, *sent, request)
    return _told(outcome, section, request.user)


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
@xframe_options_sameorigin
def written_page(request, pk):
    """The page as it prints now, for the frame; for a script also what is odd in it."""
    district_period(request.user, pk)
    report = district_report(request.user, pk)
    consolidation = consolidate(report.period)
    document, problem = written_draft(report, consolidation)
    styles = [_paper_url(), static("css/paper-screen.css")]
    page = (
        render_page(document, styles)
        if document
        else page_without_document(problem, styles)
    )
    if wants_json(request):
        found = by_section(findings_of(report, document, consolidation))
        return JsonResponse({"page": page, "findings": _shown(report, found)})
    return HttpResponse(page, headers={"Content-Security-Policy": FRAME_POLICY})


@for_everyone_signed_in
@require_GET
@cache_control(private=True, max_age=YEAR, immutable=True)
def paper_styles(request, version):
    """The paper's stylesheet for a browser; its address changes with its content."""
    return HttpResponse(_styles(), content_type="text/css; charset=utf-8")


def _page(request, report, outcomes=None):
    period = report.period
    consolidation = consolidate(period)
    document, problem = written_draft(report, consolidation)
    parts = parts_of(report, request.user, consolidation, document)
    for part in parts:
        _mark(part, (outcomes or {}).get(part.row.pk))
    context = {
        "period": period,
        "report": report,
        "document": document,
        "problem": problem,
        "parts": parts,
        "figures": figures_of(consolidation),
        "findings": by_section(findings_of(report, document, consolidation))[None],
        "shows_page": request.GET.get("trang") == "xem",
        "scripts": SCRIPTS,
    }
    status = INVALID if outcomes else 200
    answer = render(request, "reports/writing/page.html", context, status=status)
    answer["Content-Security-Policy"] = content_policy(frame_src="'self'")
    return answer


def _mark(part, outcome):
    """Show again what could not be saved; saving once more keeps it."""
    if outcome is None:
        return
    part.body, part.problem, part.theirs = outcome.body, outcome.problem, outcome.theirs
    if outcome.theirs:
        part.base = outcome.theirs.number


def _save_all(request, report):
    """Save each section that was changed; those that cannot be are shown again."""
    taken = set(request.POST.getlist("lay"))
    failed = {}
    for section in report.sections.all():
        field = f"body-{section.pk}"
        if field not in request.POST or str(section.pk) in taken:
            continue
        sent = (request.POST[field], request.POST.get(f"base-{section.pk}", ""))
        outcome = _save(section, *sent, request)
        if outcome.version is None:
            failed[section.pk] = outcome
    if failed:
        return _page(request, report, failed)
    messages.success(request, f"Đã lưu lúc {timezone.localtime():%H:%M}.")
    return redirect("reports:report_write", report.period_id)


def _save(section, typed, base, request) -> Outcome:
    typed = nfc(typed)
    form = BodyForm({"body": typed, "base": base})
    if not form.is_valid():
        return Outcome(typed, problem=form.problem())
    body = form.cleaned_data["body"]
    heard = request.POST.getlist("unheard")[-UNHEARD:]
    try:
        version = save_body(
            section,
            body,
            by=request.user,
            base=form.cleaned_data["base"],
            unheard=[nfc(text).strip() for text in heard],
        )
    except SavedMeanwhile as error:
        return Outcome(body, theirs=error.standing)
    return Outcome(body, version)


def _told(outcome, section, user):
    if outcome.problem:
        answer = {"state": "refused", "message": outcome.problem}
        return JsonResponse(answer, status=INVALID)
    version = outcome.version or outcome.theirs
    at = f"{timezone.localtime(version.at):%H:%M}"
    if outcome.theirs:
        own = version.by_id == user.pk
        who = "Bạn, ở một cửa sổ khác," if own else str(version.by)
        theirs, mine = differing(version.body, outcome.body)
        told = {"state": "conflict", "body": version.body, "by": who, "at": at}
        told |= {"version": version.number}
        return JsonResponse(told | {"theirs": _marked(theirs), "mine": _marked(mine)})
    known = known_names(load_specs(section.report.period))
    return JsonResponse(
        {
            "state": "saved",
            "version": version.number,
            "at": f"{timezone.localtime():%H:%M}",
            "remarks": remarks_on(outcome.body, known),
        }
    )


def _marked(pieces):
    """Pairs of text and whether the other text has it not."""
    return [[piece.text, piece.kind != "same"] for piece in pieces]


def _shown(report, found):
    """Each section's findings as the page draws them; "" for the whole report."""
    ids = ["", *report.sections.values_list("pk", flat=True)]
    return {
        str(pk): render_to_string(
            "reports/writing/findings.html", {"findings": found[pk or None]}
        )
        for pk in ids
    }


def _paper_url():
    version = sha256(_styles().encode()).hexdigest()[:12]
    return reverse("reports:paper_styles", args=[version])


@cache
def _styles():
    return page_styles(lambda name: static(f"fonts/{name}"))


urlpatterns = [
    path("ky/<int:pk>/bao-cao/viet/", report_write, name="report_write"),
    path("ky/<int:pk>/bao-cao/viet/trang/", written_page, name="written_page"),
    path("muc/<int:pk>/luu/", section_save, name="section_save"),
    path("to-giay/<slug:version>.css", paper_styles, name="paper_styles"),
]

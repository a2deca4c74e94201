"""Report types: the frame and the sections that later reports are begun from."""

from django.contrib import messages
from django.db import IntegrityError
from django.db.models import Count
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_GET, require_POST

from reports import outline
from reports.facts import UnknownFact, known_names
from reports.figures import catalogue_specs
from reports.forms.report_types import (
    NAME_TAKEN,
    NewTypeForm,
    NewTypeSectionForm,
    TypeForm,
    TypeSectionForm,
)
from reports.models import ReportType, TypeSection
from reports.outputs.pdf import render_pdf
from reports.report_types import START_WORDS, set_in_use
from reports.type_sample import sample, sample_period
from teams.access import for_roles
from teams.models import Role

from ..desk.report_types import frame_in_words, outline_of
from ..papers import COMPOSING_FAILED, pdf_response
from .shared import (
    INVALID,
    Door,
    bound_or_not,
    own_district,
    own_row,
    own_rows,
    steps_asked,
)

DOOR = Door("report_types", "Loại báo cáo", "loại báo cáo")
LATER_ONLY = (
    "Báo cáo của một kỳ bắt đầu từ bản sao của loại báo cáo; sửa ở đây không đổi báo "
    "cáo đã bắt đầu."
)


@for_roles(Role.OFFICER)
@require_GET
def report_types(request):
    """Every type of the office, those no longer in use apart."""
    rows = own_rows(request, ReportType).annotate(count=Count("sections"))
    context = {
        "door": DOOR,
        "lead": LATER_ONLY,
        "types": [row for row in rows if row.in_use],
        "retired": [row for row in rows if not row.in_use],
    }
    return render(request, "reports/report_types/list.html", context)


@for_roles(Role.OFFICER)
def report_type_add(request):
    """A name and what to begin from; the new type's page follows."""
    form = NewTypeForm(
        bound_or_not(request),
        district=own_district(request.user),
        initial={"source": request.GET.get("tu", "")},
    )
    if form.is_bound and form.is_valid():
        try:
            row = form.save()
        except IntegrityError:  # somebody took the name in the same moment
            form.add_error("name", NAME_TAKEN)
        else:
            messages.success(request, f"Đã lập loại báo cáo “{row}”.")
            return redirect("reports:report_type", row.pk)
    return _form_page(request, form, "Thêm loại báo cáo", DOOR.url)


@for_roles(Role.OFFICER)
@require_GET
def report_type(request, pk):
    """One type: its frame in words, its sections in order."""
    row = own_row(request, ReportType, pk)
    context = {
        "door": DOOR,
        "heading": row.name,
        "type": row,
        "lead": LATER_ONLY,
        "frame": frame_in_words(row),
        "outline": outline_of(row.sections.all(), row.numbering),
    }
    return render(request, "reports/report_types/page.html", context)


@for_roles(Role.OFFICER)
@require_GET
def report_type_sample(request, pk):
    """The type as it would print with the figures of the latest opened period."""
    row = own_row(request, ReportType, pk)
    period = sample_period(row)
    try:
        if period is not None:
            pdf = render_pdf(sample(row, period))
            return pdf_response(pdf, f"mau-bao-cao-{pk}.pdf")
        problem = "Chưa có kỳ nào đã mở để lấy số liệu in thử."
    except UnknownFact as error:
        names = ", ".join(f"{{{name}}}" for name in error.names)
        problem = f"{period} không có số liệu mà loại báo cáo này gọi: {names}."
    except COMPOSING_FAILED as error:
        problem = str(error)
    messages.error(request, problem)
    return redirect("reports:report_type", pk)


@for_roles(Role.OFFICER)
def report_type_edit(request, pk):
    row = own_row(request, ReportType, pk)
    form = TypeForm(bound_or_not(request), instance=row, known=_known(row.district))
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, "Đã lưu phần đầu và phần cuối của loại báo cáo.")
        return redirect("reports:report_type", pk)
    return _form_page(request, form, "Sửa phần đầu và phần cuối", _url(pk), row)


@for_roles(Role.OFFICER)
@require_POST
def report_type_retire(request, pk):
    """Offer it for no new report; it can be brought back."""
    return _set_in_use(request, pk, False, "Đã thôi dùng loại báo cáo “{}”.")


@for_roles(Role.OFFICER)
@require_POST
def report_type_restore(request, pk):
    return _set_in_use(request, pk, True, "Đã dùng lại loại báo cáo “{}”.")


@for_roles(Role.OFFICER)
def type_section_add(request, pk):
    """A new heading, behind the one that is chosen with all that stands below it."""
    row = own_row(request, ReportType, pk)
    lines = outline_of(row.sections.all(), row.numbering)
    form = NewTypeSectionForm(
        bound_or_not(request),
        instance=TypeSection(type=row),
        known=_known(row.district),
        outline=[(line.row, line.number) for line in lines],
        initial={"behind": request.GET["sau"]} if "sau" in request.GET else {},
    )
    if form.is_bound and form.is_valid():
        outline.put_behind(form.save(commit=False), form.behind_which())
        messages.success(request, f"Đã thêm mục “{form.instance}”.")
        return redirect("reports:report_type", pk)
    return _form_page(request, form, "Thêm mục", _url(pk), row)


@for_roles(Role.OFFICER)
def type_section_edit(request, pk):
    section = _own_section(request, pk)
    row = section.type
    form = TypeSectionForm(
        bound_or_not(request), instance=section, known=_known(row.district)
    )
    if form.is_bound and form.is_valid():
        form.save()
        messages.success(request, f"Đã lưu mục “{section}”.")
        return redirect("reports:report_type", row.pk)
    return _form_page(
        request, form, f"Sửa mục: {section}", _url(row.pk), row, section=section
    )


@for_roles(Role.OFFICER)
@require_POST
def type_section_move(request, pk):
    """Up or down, with all that stands below it."""
    section = _own_section(request, pk)
    if not outline.move(section, steps_asked(request)):
        messages.info(request, f"Mục “{section}” đã ở đầu hoặc cuối.")
    return redirect(f"{_url(section.type_id)}#muc-{section.pk}")


@for_roles(Role.OFFICER)
def type_section_delete(request, pk):
    """Ask on a page of its own, then take it out, its tables with it."""
    section = _own_section(request, pk)
    if request.method == "POST":
        section.delete()
        messages.success(request, f"Đã xóa mục “{section}”.")
        return redirect("reports:report_type", section.type_id)
    context = {
        "door": DOOR,
        "heading": f"Xóa mục: {section}",
        "section": section,
        "tables": section.tables.count(),
    }
    return render(request, "reports/report_types/section_delete.html", context)


def _own_section(request, pk):
    rows = own_rows(request, TypeSection).select_related("type__district")
    return get_object_or_404(rows, pk=pk)


def _known(district):
    return known_names(catalogue_specs(district))


def _url(pk):
    return reverse("reports:report_type", args=[pk])


def _set_in_use(request, pk, in_use, words):
    row = own_row(request, ReportType, pk)
    set_in_use(row, in_use)
    messages.success(request, words.format(row))
    return redirect(DOOR.url)


def _form_page(request, form, heading, back, row=None, **context):
    """Ask; where names may be cited, list them with what they mean."""
    names = START_WORDS | form.known if row else {}
    context |= {
        "door": DOOR,
        "form": form,
        "heading": heading,
        "back": back,
        "type": row,
        "names": names,
    }
    status = INVALID if form.is_bound else 200
    return render(request, "reports/report_types/form.html", context, status=status)


urlpatterns = [
    path("loai-bao-cao/", report_types, name="report_types"),
    path("loai-bao-cao/them/", report_type_add, name="report_type_add"),
    path("loai-bao-cao/<int:pk>/", report_type, name="report_type"),
    path(
        "loai-bao-cao/<int:pk>/in-thu.pdf",
        report_type_sample,
        name="report_type_sample",
    ),
    path("loai-bao-cao/<int:pk>/dau-cuoi/", report_type_edit, name="report_type_edit"),
    path(
        "loai-bao-cao/<int:pk>/thoi-dung/",
        report_type_retire,
        name="report_type_retire",
    ),
    path(
        "loai-bao-cao/<int:pk>/dung-lai/",
        report_type_restore,
        name="report_type_restore",
    ),
    path("loai-bao-cao/<int:pk>/muc/them/", type_section_add, name="type_section_add"),
    path("loai-bao-cao/muc/<int:pk>/", type_section_edit, name="type_section_edit"),
    path(
        "loai-bao-cao/muc/<int:pk>/thu-tu/", type_section_move, name="type_section_move"
    ),
    path(
        "loai-bao-cao/muc/<int:pk>/xoa/",
        type_section_delete,
        name="type_section_delete",
    ),
]

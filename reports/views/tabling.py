"""What the pages of tables do alike for a report and for a type: list, ask, delete."""

from django.contrib import messages
from django.shortcuts import redirect, render

from reports.forms.tables import TableForm, initial_of, plainest
from reports.tables.spec import Rows, TableSpec

from .desk.tables import Holder, kinds, lines, preview

INVALID = 422


def list_page(request, holder: Holder, **context):
    """The tables in order, each with where it stands."""
    context |= {"holder": holder, "lines": lines(holder)}
    return render(request, "reports/tables/list.html", context)


def add_page(request, holder: Holder):
    """First what the rows are; then the table."""
    rows = request.GET.get("dong", "")
    if rows not in list(Rows):
        context = {"holder": holder, "kinds": kinds()}
        return render(request, "reports/tables/kinds.html", context)
    row = holder.new_row()
    row.spec = plainest(Rows(rows)).to_json()
    return form_page(request, holder, row, heading="Thêm bảng")


def form_page(request, holder: Holder, row, *, heading):
    """Ask, show the table with the figures of now, and save when told to."""
    spec = TableSpec.from_json(row.spec)
    form = _form(request, holder, row, spec)
    title, section = row.title, row.section_id
    if form.is_bound and form.is_valid():
        if "xem" not in request.POST:
            return _save(request, holder, row, form)
        title, section = form.cleaned_data["title"], form.section_id()
        spec = form.spec()
    context = {
        "holder": holder,
        "form": form,
        "heading": heading,
        "preview": preview(holder, title, spec, section),
    }
    status = INVALID if form.is_bound and not form.is_valid() else 200
    return render(request, "reports/tables/form.html", context, status=status)


def delete_page(request, holder: Holder, row):
    """Ask on a page of its own, then delete."""
    if request.method == "POST":
        row.delete()
        messages.success(request, f"Đã bỏ bảng “{row.title}”.")
        return redirect(holder.list_url)
    context = {"holder": holder, "row": row}
    return render(request, "reports/tables/delete.html", context)


def _form(request, holder, row, spec):
    data = request.POST if request.method == "POST" else None
    of_row = {
        "title": row.title,
        "place": row.section_id or "",
        "position": row.position,
        "in_report": row.in_report,
    }
    return TableForm(
        data,
        rows=spec.rows,
        indicators=holder.indicators,
        sections=holder.sections(),
        known=holder.known,
        initial=initial_of(spec) | of_row,
    )


def _save(request, holder, row, form):
    data = form.cleaned_data
    row.title, row.in_report = data["title"], data["in_report"]
    row.position = data["position"] or row.position
    row.section_id = form.section_id()
    row.spec = form.spec().to_json()
    row.save()
    messages.success(request, f"Đã lưu bảng “{row.title}”.")
    return redirect(holder.list_url)

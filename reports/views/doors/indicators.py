"""The catalogue of indicators: what periods opened later will ask for."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from reports import catalogue
from reports.forms.indicators import IndicatorForm
from reports.models import Indicator
from reports.rules import NotNow
from teams.access import for_roles
from teams.models import Role

from .shared import Door, bound_or_not, form_page, own_district, own_row, own_rows

DOOR = Door("indicators", "Chỉ tiêu", "chỉ tiêu")
LATER_ONLY = (
    "Thay đổi ở đây chỉ dùng cho các kỳ mở sau này; kỳ đã mở giữ nguyên chỉ tiêu "
    "của kỳ đó."
)

RELATIONS = {
    "part_of": "thành phần của",
    "within": "nằm trong danh sách",
    "at_most": "không lớn hơn",
    "numerator": "tử số:",
    "denominator": "mẫu số:",
}


@for_roles(Role.OFFICER)
@require_GET
def indicators(request):
    """The catalogue in its order, the retired ones apart."""
    rows = own_rows(request, Indicator).select_related(*Indicator.RELATIONS)
    rows = list(rows)
    for row in rows:
        row.relations = relations_in_words(row)
    context = {
        "door": DOOR,
        "lead": LATER_ONLY,
        "active": [row for row in rows if row.is_active],
        "retired": [row for row in rows if not row.is_active],
    }
    return render(request, "reports/doors/indicators.html", context)


@for_roles(Role.OFFICER)
def indicator_add(request):
    district = own_district(request.user)
    form = IndicatorForm(
        bound_or_not(request),
        instance=Indicator(
            district=district, position=catalogue.next_position(district)
        ),
    )
    return form_page(
        request,
        DOOR,
        form,
        heading="Thêm chỉ tiêu",
        saved="Đã thêm chỉ tiêu; các kỳ mở từ nay có chỉ tiêu này.",
        lead=LATER_ONLY,
    )


@for_roles(Role.OFFICER)
def indicator_edit(request, pk):
    row = own_row(request, Indicator, pk)
    form = IndicatorForm(bound_or_not(request), instance=row)
    return form_page(
        request,
        DOOR,
        form,
        heading="Sửa chỉ tiêu",
        saved="Đã lưu chỉ tiêu cho các kỳ mở sau này.",
        template="reports/doors/indicator_edit.html",
        lead=LATER_ONLY,
        indicator=row,
    )


@for_roles(Role.OFFICER)
@require_POST
def indicator_retire(request, pk):
    """Leave it out of later periods; it can be brought back."""
    row = own_row(request, Indicator, pk)
    return _move(request, catalogue.retire, row, "Đã thôi dùng chỉ tiêu “{}”.")


@for_roles(Role.OFFICER)
@require_POST
def indicator_restore(request, pk):
    row = own_row(request, Indicator, pk)
    return _move(request, catalogue.bring_back, row, "Đã dùng lại chỉ tiêu “{}”.")


def _move(request, verb, row, message):
    try:
        verb(row)
    except NotNow as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, message.format(row))
    return redirect(DOOR.url)


def relations_in_words(indicator):
    """What an indicator has to do with others and with the roster, a phrase each."""
    found = [
        (f"{words} {_short(getattr(indicator, name))}")
        for name, words in RELATIONS.items()
        if getattr(indicator, name)
    ]
    if indicator.total_typed:
        found.append("tổng do xã nhập để đối chiếu")
    if indicator.at_most_roster:
        found.append(f"không lớn hơn: {indicator.get_at_most_roster_display()}")
    if not indicator.in_table:
        found.append("không in trong bảng")
    return found


def _short(indicator):
    number = indicator.number
    return f"chỉ tiêu {number}" if number else f"“{indicator.name}”"


urlpatterns = [
    path("chi-tieu/", indicators, name="indicators"),
    path("chi-tieu/them/", indicator_add, name="indicator_add"),
    path("chi-tieu/<int:pk>/", indicator_edit, name="indicator_edit"),
    path("chi-tieu/<int:pk>/thoi-dung/", indicator_retire, name="indicator_retire"),
    path("chi-tieu/<int:pk>/dung-lai/", indicator_restore, name="indicator_restore"),
]

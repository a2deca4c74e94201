"""The catalogue of indicators: what periods opened later will ask for."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.views.decorators.http import require_GET, require_POST

from reports import arranging, catalogue
from reports.forms.indicators import IndicatorForm
from reports.models import Indicator
from reports.rules import NotNow
from teams.access import for_roles
from teams.models import Role

from ..desk.catalogue import catalogue_page
from .shared import (
    Door,
    bound_or_not,
    form_page,
    own_district,
    own_row,
    own_rows,
    steps_asked,
)

DOOR = Door("indicators", "Chỉ tiêu", "chỉ tiêu")
LATER_ONLY = (
    "Thay đổi ở đây chỉ dùng cho các kỳ mở sau này; kỳ đã mở giữ nguyên chỉ tiêu "
    "của kỳ đó."
)

FORM = "reports/doors/indicator_form.html"
TIES = {
    "part_of": "là thành phần",
    "cumulative_of": "là số lũy kế",
    "within": "có danh sách nằm trong danh sách này",
    "at_most": "so với chỉ tiêu này (không lớn hơn)",
    "numerator": "lấy làm tử số",
    "denominator": "lấy làm mẫu số",
}


@for_roles(Role.OFFICER)
@require_GET
def indicators(request):
    """The catalogue in its order, group by group, the retired ones apart."""
    rows = own_rows(request, Indicator).select_related(*Indicator.RELATIONS)
    context = {"door": DOOR, "lead": LATER_ONLY, "page": catalogue_page(rows)}
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
        template=FORM,
        lead=LATER_ONLY,
        groups=arranging.groups_in_use(district),
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
        template=FORM,
        lead=LATER_ONLY,
        groups=arranging.groups_in_use(row.district_id),
        indicator=row,
        ties=[(other, TIES[name]) for other, name in catalogue.leaning_on(row)],
        may_be_cumulated=catalogue.lacks_cumulative(row),
    )


@for_roles(Role.OFFICER)
@require_POST
def indicator_move(request, pk):
    """One place up or down, its parts along with it."""
    row = own_row(request, Indicator, pk)
    if not arranging.move(row, steps_asked(request)):
        messages.info(request, f"Chỉ tiêu “{row}” đã ở đầu hoặc cuối nhóm.")
    return redirect(f"{DOOR.url}#ct-{row.pk}")


@for_roles(Role.OFFICER)
@require_POST
def indicator_group_move(request):
    """A whole group one place up or down."""
    group = request.POST.get("nhom", "")
    district = own_district(request.user)
    if not arranging.move_group(district, group, steps_asked(request)):
        messages.info(request, "Nhóm này đã ở đầu hoặc cuối danh sách.")
    return redirect(DOOR.url)


@for_roles(Role.OFFICER)
@require_POST
def indicator_cumulative(request, pk):
    """Keep a running total beside it."""
    row = own_row(request, Indicator, pk)
    return _move(
        request,
        catalogue.add_cumulative,
        row,
        "Đã thêm số lũy kế cho chỉ tiêu “{}”, đứng ngay sau số trong kỳ.",
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


urlpatterns = [
    path("chi-tieu/", indicators, name="indicators"),
    path("chi-tieu/them/", indicator_add, name="indicator_add"),
    path("chi-tieu/<int:pk>/", indicator_edit, name="indicator_edit"),
    path("chi-tieu/thu-tu-nhom/", indicator_group_move, name="indicator_group_move"),
    path("chi-tieu/<int:pk>/thu-tu/", indicator_move, name="indicator_move"),
    path(
        "chi-tieu/<int:pk>/luy-ke/", indicator_cumulative, name="indicator_cumulative"
    ),
    path("chi-tieu/<int:pk>/thoi-dung/", indicator_retire, name="indicator_retire"),
    path("chi-tieu/<int:pk>/dung-lai/", indicator_restore, name="indicator_restore"),
]

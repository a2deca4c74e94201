"""The certification authorities whose signatures the office trusts."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from reports.authorities import distrust, trust
from reports.forms.signed import AuthorityForm
from reports.intake.file_kinds import NotTaken
from reports.models import Authority
from teams.access import for_roles
from teams.models import Role

from .shared import INVALID, Door, own_district, own_row, own_rows

AUTHORITIES = Door("authorities", "Tổ chức chứng thực", "tổ chức chứng thực")
LEAD = "Chữ ký số trên bản đã ký được tin cậy khi chứng thư do các tổ chức này cấp."


@for_roles(Role.OFFICER)
@require_GET
def authorities(request):
    """Those that are trusted, then those that were taken out."""
    context = {
        "door": AUTHORITIES,
        "lead": LEAD,
        "rows": own_rows(request, Authority).trusted().select_related("by"),
        "removed": own_rows(request, Authority)
        .filter(removed_at__isnull=False)
        .select_related("removed_by"),
        "now": timezone.now(),
    }
    return render(request, "reports/doors/authorities.html", context)


@for_roles(Role.OFFICER)
def authority_add(request):
    """Ask for the certificate's file; what it is stands in the list afterwards."""
    form = AuthorityForm()
    if request.method == "POST":
        form = AuthorityForm(request.POST, request.FILES)
        if form.is_valid() and _trust(request, form):
            return redirect(AUTHORITIES.url)
    context = {"door": AUTHORITIES, "heading": "Thêm tổ chức chứng thực", "form": form}
    status = INVALID if form.is_bound else 200
    return render(request, "reports/doors/authority_add.html", context, status=status)


@for_roles(Role.OFFICER)
def authority_remove(request, pk):
    """Ask on a page of its own, then take it out of the list."""
    row = own_row(request, Authority, pk)
    if request.method == "POST":
        distrust(row, by=request.user)
        messages.success(request, f"Đã bỏ tổ chức chứng thực “{row}”.")
        return redirect(AUTHORITIES.url)
    context = {
        "door": AUTHORITIES,
        "heading": "Bỏ tổ chức chứng thực",
        "lead": row,
        "row": row,
    }
    return render(request, "reports/doors/authority_remove.html", context)


def _trust(request, form):
    try:
        row = trust(
            form.cleaned_data["file"], own_district(request.user), by=request.user
        )
    except NotTaken as why:
        form.add_error("file", str(why).capitalize())
        return False
    messages.success(
        request, f"Đã thêm “{row}”. Đối chiếu mã kiểm tra với mã mà tổ chức công bố."
    )
    return True


DOOR = "to-chuc-chung-thuc/"

urlpatterns = [
    path(DOOR, authorities, name="authorities"),
    path(f"{DOOR}them/", authority_add, name="authority_add"),
    path(f"{DOOR}<int:pk>/bo/", authority_remove, name="authority_remove"),
]

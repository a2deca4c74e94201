"""Letterheads and signers: both dated, so that old papers keep theirs."""

from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from reports.forms.heads import LetterheadForm, SignerForm
from teams.access import for_roles
from teams.models import Letterhead, Role, Signer

from .shared import (
    Door,
    bound_or_not,
    delete_page,
    form_page,
    own_district,
    own_row,
    own_rows,
)

LETTERHEADS = Door("letterheads", "Mẫu đầu văn bản", "mẫu đầu văn bản")
SIGNERS = Door("signers", "Người ký", "người ký")
LETTERHEAD_LEAD = (
    "Báo cáo dùng mẫu có hiệu lực vào ngày hạn gửi của kỳ. Trước khi thêm mẫu mới, ghi "
    "ngày kết thúc cho mẫu đang dùng."
)


@for_roles(Role.OFFICER)
@require_GET
def letterheads(request):
    return _list_page(request, LETTERHEADS, Letterhead, "letterheads", LETTERHEAD_LEAD)


@for_roles(Role.OFFICER)
def letterhead_add(request):
    row = Letterhead(district=own_district(request.user))
    form = LetterheadForm(bound_or_not(request), instance=row)
    return form_page(
        request,
        LETTERHEADS,
        form,
        heading="Thêm mẫu đầu văn bản",
        saved="Đã thêm mẫu đầu văn bản.",
        lead=LETTERHEAD_LEAD,
    )


@for_roles(Role.OFFICER)
def letterhead_edit(request, pk):
    row = own_row(request, Letterhead, pk)
    form = LetterheadForm(bound_or_not(request), instance=row)
    return form_page(
        request,
        LETTERHEADS,
        form,
        heading="Sửa mẫu đầu văn bản",
        saved="Đã lưu. Văn bản đã ban hành không đổi theo.",
        delete="letterhead_delete",
    )


@for_roles(Role.OFFICER)
def letterhead_delete(request, pk):
    return delete_page(request, LETTERHEADS, own_row(request, Letterhead, pk))


@for_roles(Role.OFFICER)
@require_GET
def signers(request):
    lead = "Người ký chọn được cho báo cáo của kỳ mà chức vụ còn hiệu lực."
    return _list_page(request, SIGNERS, Signer, "signers", lead)


@for_roles(Role.OFFICER)
def signer_add(request):
    row = Signer(district=own_district(request.user))
    form = SignerForm(bound_or_not(request), instance=row)
    return form_page(
        request, SIGNERS, form, heading="Thêm người ký", saved="Đã thêm người ký."
    )


@for_roles(Role.OFFICER)
def signer_edit(request, pk):
    row = own_row(request, Signer, pk)
    form = SignerForm(bound_or_not(request), instance=row)
    return form_page(
        request,
        SIGNERS,
        form,
        heading="Sửa người ký",
        saved="Đã lưu. Văn bản đã ban hành không đổi theo.",
        delete="signer_delete",
    )


@for_roles(Role.OFFICER)
def signer_delete(request, pk):
    return delete_page(request, SIGNERS, own_row(request, Signer, pk))


def _list_page(request, door, model, name, lead):
    context = {
        "door": door,
        "lead": lead,
        "rows": own_rows(request, model),
        "today": timezone.localdate(),
    }
    return render(request, f"reports/doors/{name}.html", context)


urlpatterns = [
    path("mau-dau-van-ban/", letterheads, name="letterheads"),
    path("mau-dau-van-ban/them/", letterhead_add, name="letterhead_add"),
    path("mau-dau-van-ban/<int:pk>/", letterhead_edit, name="letterhead_edit"),
    path("mau-dau-van-ban/<int:pk>/xoa/", letterhead_delete, name="letterhead_delete"),
    path("nguoi-ky/", signers, name="signers"),
    path("nguoi-ky/them/", signer_add, name="signer_add"),
    path("nguoi-ky/<int:pk>/", signer_edit, name="signer_edit"),
    path("nguoi-ky/<int:pk>/xoa/", signer_delete, name="signer_delete"),
]

"""The registers: activities, cited documents and products."""

from django.db.models import Count
from django.shortcuts import render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET

from reports.forms.registers import (
    ActivityFilter,
    ActivityForm,
    DocumentForm,
    ProductForm,
)
from reports.models import Activity, CitedDocument, Product, ReportingPeriod
from teams.access import for_roles
from teams.models import Commune, Role
from tuky_cnscd.vietnamese import format_count

from .shared import (
    Door,
    bound_or_not,
    delete_page,
    form_page,
    own_district,
    own_row,
    own_rows,
)

ACTIVITIES = Door("activities", "Hoạt động", "hoạt động")
DOCUMENTS = Door("documents", "Văn bản viện dẫn", "văn bản")
PRODUCTS = Door("products", "Sản phẩm", "sản phẩm")


@for_roles(Role.OFFICER)
@require_GET
def activities(request):
    """What was done, by default in the newest period."""
    periods = own_rows(request, ReportingPeriod)
    newest = periods.first()
    chosen = {"ky": newest and newest.pk} | request.GET.dict()
    form = ActivityFilter(chosen, periods=periods, communes=_communes(request))
    rows = form.cut(own_rows(request, Activity)).select_related("commune")
    context = {
        "door": ACTIVITIES,
        "filter": form,
        "activities": rows.prefetch_related("documents"),
        "filtered": any(form.cleaned_data.values()),
    }
    return render(request, "reports/doors/activities.html", context)


@for_roles(Role.OFFICER)
def activity_add(request):
    row = Activity(district=own_district(request.user))
    form = ActivityForm(bound_or_not(request), instance=row)
    return form_page(
        request, ACTIVITIES, form, heading="Thêm hoạt động", saved="Đã thêm hoạt động."
    )


@for_roles(Role.OFFICER)
def activity_edit(request, pk):
    row = own_row(request, Activity, pk)
    form = ActivityForm(bound_or_not(request), instance=row)
    return _edit_page(request, ACTIVITIES, form, "Sửa hoạt động", "activity_delete")


@for_roles(Role.OFFICER)
def activity_delete(request, pk):
    return delete_page(request, ACTIVITIES, own_row(request, Activity, pk))


@for_roles(Role.OFFICER)
@require_GET
def documents(request):
    """Every document that texts cite, newest first."""
    rows = own_rows(request, CitedDocument).annotate(scans=Count("files"))
    context = {"door": DOCUMENTS, "documents": rows}
    return render(request, "reports/doors/documents.html", context)


@for_roles(Role.OFFICER)
def document_add(request):
    row = CitedDocument(district=own_district(request.user))
    form = DocumentForm(bound_or_not(request), instance=row)
    return form_page(
        request,
        DOCUMENTS,
        form,
        heading="Thêm văn bản viện dẫn",
        saved="Đã thêm văn bản.",
    )


@for_roles(Role.OFFICER)
def document_edit(request, pk):
    row = own_row(request, CitedDocument, pk)
    form = DocumentForm(bound_or_not(request), instance=row)
    return _edit_page(
        request, DOCUMENTS, form, "Sửa văn bản viện dẫn", "document_delete"
    )


@for_roles(Role.OFFICER)
def document_delete(request, pk):
    row = own_row(request, CitedDocument, pk)
    cited = row.activity_set.count()
    why_not = f"Văn bản đang được viện dẫn ở {format_count(cited)} hoạt động."
    return delete_page(request, DOCUMENTS, row, why_not=why_not if cited else "")


@for_roles(Role.OFFICER)
@require_GET
def products(request):
    """Products by commune, in the district's order."""
    rows = own_rows(request, Product).select_related("commune")
    rows = rows.order_by("commune__position", "commune__sort_key", "kind", "pk")
    context = {"door": PRODUCTS, "products": rows}
    return render(request, "reports/doors/products.html", context)


@for_roles(Role.OFFICER)
def product_add(request):
    form = ProductForm(bound_or_not(request), district=own_district(request.user))
    return form_page(
        request, PRODUCTS, form, heading="Thêm sản phẩm", saved="Đã thêm sản phẩm."
    )


@for_roles(Role.OFFICER)
def product_edit(request, pk):
    row = own_row(request, Product, pk)
    district = own_district(request.user)
    form = ProductForm(bound_or_not(request), instance=row, district=district)
    return _edit_page(request, PRODUCTS, form, "Sửa sản phẩm", "product_delete")


@for_roles(Role.OFFICER)
def product_delete(request, pk):
    return delete_page(request, PRODUCTS, own_row(request, Product, pk))


def _communes(request):
    return Commune.objects.on(timezone.localdate()).filter(
        district=own_district(request.user)
    )


def _edit_page(request, door, form, heading, delete):
    return form_page(
        request, door, form, heading=heading, saved="Đã lưu.", delete=delete
    )


urlpatterns = [
    path("hoat-dong/", activities, name="activities"),
    path("hoat-dong/them/", activity_add, name="activity_add"),
    path("hoat-dong/<int:pk>/", activity_edit, name="activity_edit"),
    path("hoat-dong/<int:pk>/xoa/", activity_delete, name="activity_delete"),
    path("van-ban-vien-dan/", documents, name="documents"),
    path("van-ban-vien-dan/them/", document_add, name="document_add"),
    path("van-ban-vien-dan/<int:pk>/", document_edit, name="document_edit"),
    path("van-ban-vien-dan/<int:pk>/xoa/", document_delete, name="document_delete"),
    path("san-pham/", products, name="products"),
    path("san-pham/them/", product_add, name="product_add"),
    path("san-pham/<int:pk>/", product_edit, name="product_edit"),
    path("san-pham/<int:pk>/xoa/", product_delete, name="product_delete"),
]

"""The tables of a report type: listed, made, changed; reports begun later copy them."""

from django.urls import path
from django.views.decorators.http import require_GET

from reports.models import ReportType, TypeTable
from teams.access import for_roles
from teams.models import Role

from ..desk.tables import type_holder
from ..tabling import add_page, delete_page, form_page, list_page
from .shared import own_row


@for_roles(Role.OFFICER)
@require_GET
def type_tables(request, pk):
    return list_page(request, _of_type(request, pk))


@for_roles(Role.OFFICER)
def type_table_add(request, pk):
    return add_page(request, _of_type(request, pk))


@for_roles(Role.OFFICER)
def type_table_edit(request, pk):
    row = own_row(request, TypeTable, pk)
    heading = f"Sửa bảng: {row.title}"
    return form_page(request, type_holder(row.type), row, heading=heading)


@for_roles(Role.OFFICER)
def type_table_delete(request, pk):
    row = own_row(request, TypeTable, pk)
    return delete_page(request, type_holder(row.type), row)


def _of_type(request, pk):
    return type_holder(own_row(request, ReportType, pk))


urlpatterns = [
    path("loai-bao-cao/<int:pk>/bang/", type_tables, name="type_tables"),
    path("loai-bao-cao/<int:pk>/bang/them/", type_table_add, name="type_table_add"),
    path("bang-cua-loai/<int:pk>/", type_table_edit, name="type_table_edit"),
    path("bang-cua-loai/<int:pk>/bo/", type_table_delete, name="type_table_delete"),
]

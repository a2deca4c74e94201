"""Communes and hamlets."""

from django.contrib import admin

from teams.models import Commune, Hamlet
from teams.resources import CommuneResource, HamletResource

from .base import RosterAdmin, commune_filter
from .files import FileDoors
from .site import roster_site

DATES = ("valid_from", "valid_to")


@admin.register(Commune, site=roster_site)
class CommuneAdmin(FileDoors, RosterAdmin):
    """The units that report, in the district's order."""

    resource_classes = [CommuneResource]
    list_display = ("__str__", "code", "position", *DATES)
    fields = ("kind", "name", "code", "position", *DATES, "successors")
    ordering = ("position", "sort_key")


@admin.register(Hamlet, site=roster_site)
class HamletAdmin(FileDoors, RosterAdmin):
    """Parts of communes."""

    resource_classes = [HamletResource]
    district_path = "commune__district"
    search_paths = ("search_key", "commune__search_key")
    list_display = ("__str__", "commune", "position", *DATES)
    list_select_related = ("commune",)
    list_filter = (commune_filter(),)
    fields = ("commune", "kind", "name", "position", *DATES, "successors")
    ordering = ("commune__position", "position", "sort_key")

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        field = super().formfield_for_manytomany(db_field, request, **kwargs)
        field.label_from_instance = lambda hamlet: f"{hamlet} ({hamlet.commune})"
        return field

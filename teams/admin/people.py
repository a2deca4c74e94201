"""Decisions, teams and members; telephone numbers stay masked until asked for."""

from django import forms
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from teams.forms import clean_phone
from teams.models import Decision, Member, PersonalDataAccess, Team
from teams.resources import DecisionResource, MemberResource, TeamResource
from teams.rules import may_export_members, roster_district

from .base import InDistrictForm, RosterAdmin, commune_filter
from .files import FileDoors
from .places import DATES
from .site import roster_site


@admin.register(Decision, site=roster_site)
class DecisionAdmin(FileDoors, RosterAdmin):
    """The decisions that founded the teams."""

    resource_classes = [DecisionResource]
    search_paths = ("number", "issuer")
    search_fields = ("number",)
    search_help_text = "Gõ số, ký hiệu hoặc cơ quan ban hành."
    list_display = ("number", "date", "issuer", "subject")
    fields = ("number", "date", "issuer", "subject")

    def get_search_results(self, request, queryset, search_term):
        # Numbers are looked up as they are spelled: there is no key without marks.
        return admin.ModelAdmin.get_search_results(self, request, queryset, search_term)


class TeamForm(InDistrictForm):
    """A team at a place; its commune follows from its hamlet."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if hamlet := self.fields.get("hamlet"):
            hamlet.label_from_instance = lambda row: f"{row} ({row.commune})"

    def clean(self):
        cleaned = super().clean()
        commune, hamlet = cleaned.get("commune"), cleaned.get("hamlet")
        if hamlet and commune and hamlet.commune_id != commune.pk:
            self.add_error("hamlet", f"{hamlet} không thuộc {commune}.")
        return cleaned


@admin.register(Team, site=roster_site)
class TeamAdmin(FileDoors, RosterAdmin):
    """Teams of communes and hamlets, and the steering team."""

    form = TeamForm
    resource_classes = [TeamResource]
    search_paths = ("hamlet__search_key", "commune__search_key")
    list_display = ("__str__", "commune", "level", "zalo_group", *DATES)
    list_select_related = ("district", "commune", "hamlet", "decision")
    list_filter = ("level", commune_filter())
    fields = ("level", "commune", "hamlet", "zalo_group", "decision", *DATES)


class MemberForm(InDistrictForm):
    """A member; the number they have is not shown, a new one may be entered."""

    new_phone = forms.CharField(
        label="Số điện thoại mới",
        required=False,
        max_length=20,
        help_text="Để trống nếu giữ nguyên số đang có.",
    )
    drop_phone = forms.BooleanField(label="Bỏ số đang có", required=False)

    class Meta:
        labels = {"team": "Tổ"}

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])

    def clean_new_phone(self):
        return clean_phone(self.cleaned_data["new_phone"])

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("new_phone") and cleaned.get("drop_phone"):
            self.add_error("drop_phone", "Đã nhập số mới thì không chọn bỏ số.")
        elif cleaned.get("new_phone"):
            self.instance.phone = cleaned["new_phone"]
        elif cleaned.get("drop_phone"):
            self.instance.phone = ""
        return cleaned


@admin.register(Member, site=roster_site)
class MemberAdmin(FileDoors, RosterAdmin):
    """The people of the teams. Every look at a number and every export is logged."""

    form = MemberForm
    resource_classes = [MemberResource]
    district_path = "team__district"
    search_paths = (
        "search_key",
        "team__commune__search_key",
        "team__hamlet__search_key",
    )
    list_display = ("full_name", "role", "team", "post", "phone_masked", *DATES)
    list_select_related = ("team__district", "team__commune", "team__hamlet__commune")
    list_filter = ("role", "team__level", commune_filter("team"))
    ordering = ("team__commune__position", "team__hamlet__position", "sort_key")
    search_help_text = "Tên người, xã hoặc thôn, có dấu hoặc không dấu."
    change_form_template = "admin/teams/member/change_form.html"
    person = ("team", "full_name", "role", "post", "body")

    def get_fields(self, request, obj=None):
        phones = ("phone_masked", "new_phone", "drop_phone") if obj else ("phone",)
        return (*self.person, *phones, *DATES)

    def get_readonly_fields(self, request, obj=None):
        return ("phone_masked",) if obj else ()

    @admin.display(description="điện thoại", empty_value="–")
    def phone_masked(self, member):
        return member.masked_phone or None

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(never_cache(self.reveal_phone)))
        address = path("<int:pk>/so-dien-thoai/", view, name="teams_member_phone")
        return [address, *super().get_urls()]

    def reveal_phone(self, request, pk):
        """Show one member's number, once, and write down who asked for it."""
        member = get_object_or_404(self.get_queryset(request), pk=pk)
        _log_access(request, PersonalDataAccess.Action.REVEAL, 1)
        context = {
            **self.admin_site.each_context(request),
            "title": f"Số điện thoại của {member.full_name}",
            "opts": self.opts,
            "member": member,
        }
        return TemplateResponse(request, "admin/teams/member/phone.html", context)

    def has_export_permission(self, request):
        return may_export_members(request.user, roster_district(request.user).pk)

    def get_export_data(self, file_format, request, queryset, **kwargs):
        if not self.has_export_permission(request):
            raise PermissionDenied
        rows = queryset.count()
        _log_access(request, PersonalDataAccess.Action.EXPORT, rows)
        return super().get_export_data(file_format, request, queryset, **kwargs)


def _log_access(request, action, rows):
    PersonalDataAccess.objects.create(
        user=request.user,
        district=roster_district(request.user),
        action=action,
        rows=rows,
    )


@admin.register(PersonalDataAccess, site=roster_site)
class PersonalDataAccessAdmin(RosterAdmin):
    """Who saw or took telephone numbers: to be read, never written."""

    search_fields = ()
    list_display = ("at", "user", "action", "rows")
    list_display_links = None
    list_select_related = ("user",)
    list_filter = ("action",)

    def has_add_permission(self, request):
        return False

    has_change_permission = has_delete_permission = lambda self, request, obj=None: (
        False
    )

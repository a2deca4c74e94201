"""Users and their duties in the admin's own district."""

from django.contrib import admin, messages
from django.forms import BaseInlineFormSet
from django.shortcuts import redirect

from teams.forms import clean_phone
from teams.models import Assignment, User
from teams.resources import AssignmentResource
from teams.resources.accounts import employs_alone
from teams.rules import roster_district
from tuky_cnscd.vietnamese import search_key

from .base import InDistrictForm, RosterAdmin, commune_filter, without_popups
from .files import FileDoors
from .site import roster_site


class UserForm(InDistrictForm):
    """A person's name and number; powers of the system are not on it."""

    class Meta:
        labels = {"is_active": "Đang sử dụng"}
        help_texts = {
            "is_active": "Bỏ chọn khi người này thôi việc; số liệu đã nhập vẫn giữ.",
            "username": "Chữ không dấu, số và dấu gạch, ví dụ xa-hung-dao.",
        }

    def clean_phone(self):
        return clean_phone(self.cleaned_data["phone"])


class AssignmentFormSet(BaseInlineFormSet):
    """Django's own words for too few forms have no Vietnamese yet."""

    default_error_messages = {
        **BaseInlineFormSet.default_error_messages,
        "too_few_forms": "Ghi ít nhất một phân công.",
    }


class AssignmentInline(admin.StackedInline):
    """At least one duty, all of them in this district."""

    model = Assignment
    form = InDistrictForm
    formset = AssignmentFormSet
    fields = ("role", "commune")
    extra = 0
    min_num = 1
    verbose_name_plural = "Phân công"

    def get_formset(self, request, obj=None, **kwargs):
        kwargs |= {"validate_min": True}
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.district = roster_district(request.user)
        return formset

    def get_queryset(self, request):
        rows = super().get_queryset(request).select_related("commune", "district")
        return rows.filter(district=roster_district(request.user))

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        if db_field.name == "commune":
            kwargs["queryset"] = db_field.related_model.objects.filter(
                district=roster_district(request.user)
            )
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_popups(field)

    def _may(self, request, obj=None):
        """Nobody changes their own duties: somebody else does."""
        return obj is None or (
            obj != request.user and employs_alone(roster_district(request.user), obj)
        )

    has_add_permission = has_change_permission = has_delete_permission = _may

    def has_view_permission(self, request, obj=None):
        return True


@admin.register(User, site=roster_site)
class UserAdmin(FileDoors, RosterAdmin):
    """People who sign in. One who leaves is switched off, never deleted."""

    form = UserForm
    resource_classes = [AssignmentResource]
    inlines = [AssignmentInline]
    search_fields = ("username",)
    list_display = ("full_name", "username", "duty", "phone", "last_login", "in_use")
    list_filter = ("is_active", "assignments__role", commune_filter("assignments"))
    fields = ("full_name", "username", "phone", "email", "is_active")
    ordering = ("username",)

    def get_queryset(self, request):
        here = Assignment.objects.filter(district=roster_district(request.user))
        people = admin.ModelAdmin.get_queryset(self, request)
        return people.filter(pk__in=here.values("user")).prefetch_related(
            "assignments__commune", "assignments__district"
        )

    @admin.display(description="đang sử dụng", ordering="is_active")
    def in_use(self, person):
        return "có" if person.is_active else "không"

    @admin.display(description="phân công")
    def duty(self, person):
        return "; ".join(str(duty) for duty in person.assignments.all())

    def get_search_results(self, request, queryset, search_term):
        """People by name or user name, diacritics ignored; they are few hundreds."""
        asked = search_key(search_term)
        if not asked:
            return queryset, False
        names = queryset.values_list("pk", "full_name", "username")
        found = [pk for pk, *words in names if asked in search_key(" ".join(words))]
        return queryset.filter(pk__in=found), False

    def has_change_permission(self, request, obj=None):
        may = super().has_change_permission(request, obj)
        return may and (
            obj is None or employs_alone(roster_district(request.user), obj)
        )

    def has_delete_permission(self, request, obj=None):
        return False

    def get_readonly_fields(self, request, obj=None):
        return ("is_active",) if obj == request.user else ()

    def save_model(self, request, obj, form, change):
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        messages.success(request, f"Đã thêm {obj}. Cấp mật khẩu dùng một lần tại đây.")
        return redirect("set_password", obj.pk)

    def get_export_queryset(self, request):
        """Duties of the people who are listed."""
        people = super().get_export_queryset(request)
        duties = Assignment.objects.filter(
            user__in=people.values("pk"), district=roster_district(request.user)
        )
        return duties.select_related("user", "commune").order_by(
            "commune__position", "user__username", "pk"
        )

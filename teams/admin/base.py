"""What all rosters share: whose rows, which choices, how rows end."""

from django.contrib import admin, messages
from django.contrib.admin.utils import NestedObjects
from django.db import models, router
from django.forms import DateInput, Media, ModelForm
from django.shortcuts import redirect
from django.utils.text import capfirst

from teams.models import Commune, Decision, Hamlet, Team
from teams.rules import roster_district
from tuky_cnscd.vietnamese import format_count, search_key

IN_DISTRICT = {
    Commune: "district",
    Hamlet: "commune__district",
    Team: "district",
    Decision: "district",
}
UNUSED_SCRIPTS = ("urlify.js", "prepopulate.js", "xregexp.js", "xregexp.min.js")
WITH_PLACES = {Hamlet: ["commune"], Team: ["district", "commune", "hamlet__commune"]}


class InDistrictForm(ModelForm):
    """A row of the admin's own district, set before its constraints are checked."""

    district = None

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if hasattr(self.instance, "district_id") and not self.instance.district_id:
            self.instance.district = self.district

    def _get_validation_exclusions(self):
        # Django leaves out constraints on what is not on the form.
        return super()._get_validation_exclusions() - {"district"}


class RosterAdmin(admin.ModelAdmin):
    """Rows of the admin's district, under the project's rule."""

    form = InDistrictForm
    actions = None
    list_per_page = 100
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    # `type="date"` follows the browser's language, not the page's.
    formfield_overrides = {
        models.DateField: {
            "widget": DateInput(attrs={"placeholder": "ngày/tháng/năm", "size": 12})
        }
    }
    district_path = "district"
    search_paths = ("search_key",)
    search_fields = ("search_key",)
    search_help_text = "Gõ có dấu hoặc không dấu."

    @property
    def media(self):
        """Django's scripts but those that spell web addresses: 40 KB of no use here."""
        files = super().media
        scripts = [path for path in files._js if not path.endswith(UNUSED_SCRIPTS)]
        return Media(css=files._css, js=scripts)

    # --- whose ------------------------------------------------------------------

    def has_module_permission(self, request):
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request):
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request, obj=None):
        return self.admin_site.has_permission(request)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        return rows.filter(**{self.district_path: roster_district(request.user)})

    # --- forms ------------------------------------------------------------------

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        form.district = roster_district(request.user)
        return form

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        return _only_own(super().formfield_for_foreignkey, db_field, request, kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        return _only_own(super().formfield_for_manytomany, db_field, request, kwargs)

    def formfield_for_dbfield(self, db_field, request, **kwargs):
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        return without_popups(field)

    # --- lists ------------------------------------------------------------------

    def changelist_view(self, request, extra_context=None):
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(
            request, {"title": title, **(extra_context or {})}
        )

    def get_search_results(self, request, queryset, search_term):
        """Rows in which every word is found, diacritics ignored."""
        for word in search_key(search_term).split():
            paths = [f"{path}__contains" for path in self.search_paths]
            found = queryset.none()
            for path in paths:
                found = found | queryset.filter(**{path: word})
            queryset = found
        return queryset, False

    # --- endings ----------------------------------------------------------------

    def delete_view(self, request, object_id, extra_context=None):
        """A row that others hang on is ended by its date, never deleted."""
        row = self.get_object(request, object_id)
        may = row is not None and self.has_delete_permission(request, row)
        if may and (hanging := what_hangs_on(row)):
            messages.error(
                request,
                f"Không xóa được {row} vì còn {hanging}. Nếu nay không còn nữa, hãy ghi"
                " ngày cuối vào ô “Đến hết ngày”: các báo cáo cũ vẫn giữ nguyên.",
            )
            return redirect("admin:teams_" + self.opts.model_name + "_change", row.pk)
        return super().delete_view(request, object_id, extra_context)


def _only_own(make_field, db_field, request, kwargs):
    """Offer rows of the admin's district alone."""
    model = db_field.related_model
    if model in IN_DISTRICT:
        own = {IN_DISTRICT[model]: roster_district(request.user)}
        rows = model._default_manager.filter(**own)
        kwargs["queryset"] = rows.select_related(*WITH_PLACES.get(model, []))
    return make_field(db_field, request, **kwargs)


def without_popups(field):
    """A choice without the admin's links to add and change what is chosen."""
    for verb in ("add", "change", "delete", "view"):
        if hasattr(field, "widget") and hasattr(field.widget, f"can_{verb}_related"):
            setattr(field.widget, f"can_{verb}_related", False)
    return field


def what_hangs_on(row):
    """“03 thôn, 01 biểu số liệu của xã”: what would go or break with `row`, or ""."""
    collector = NestedObjects(using=router.db_for_write(type(row)))
    collector.collect([row])
    counts = {}
    for model, rows in collector.model_objs.items():
        others = len(rows - {row})
        if others and not model._meta.auto_created:
            counts[model] = others
    for other in collector.protected:
        counts[type(other)] = counts.get(type(other), 0) + 1
    return ", ".join(
        f"{format_count(count)} {model._meta.verbose_name}"
        for model, count in counts.items()
    )


class CommuneFilter(admin.SimpleListFilter):
    """The communes of the admin's district, in its order."""

    title = "xã"
    parameter_name = "xa"

    def lookups(self, request, model_admin):
        district = roster_district(request.user)
        communes = Commune.objects.filter(district=district)
        return [(commune.pk, str(commune)) for commune in communes]

    def queryset(self, request, queryset):
        if self.value() and self.value().isdigit():
            path = "__".join(filter(None, [self.path, "commune"]))
            return queryset.filter(**{path: self.value()})
        return queryset


def commune_filter(path=""):
    """A filter on the commune at `path`."""
    return type("CommuneFilter", (CommuneFilter,), {"path": path})

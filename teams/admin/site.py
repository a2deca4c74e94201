"""The rosters' door: for the district's roster admin, nobody else, in Vietnamese."""

from django.contrib.admin import AdminSite
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.utils.decorators import method_decorator

from teams.rules import roster_district

# Ours stand at /dang-nhap/, /dang-xuat/ and /doi-mat-khau/.
NOT_HERE = {"logout", "password_change", "password_change_done", "autocomplete"}
ORDER = (
    "Commune",
    "Hamlet",
    "Decision",
    "Team",
    "Member",
    "User",
    "PersonalDataAccess",
)


class RosterSite(AdminSite):
    """Django's admin under the project's own rule instead of Django's permissions."""

    site_header = "Danh bạ"
    site_title = "Danh bạ"
    index_title = "Danh bạ Tổ công nghệ số cộng đồng"
    empty_value_display = "–"
    enable_nav_sidebar = False

    def has_permission(self, request):
        user = request.user
        return user.is_active and user.is_authenticated and bool(roster_district(user))

    def admin_view(self, view, cacheable=False):
        guarded = super().admin_view(view, cacheable)

        def ours_alone(request, *args, **kwargs):
            if request.user.is_authenticated and not self.has_permission(request):
                raise Http404
            return guarded(request, *args, **kwargs)

        ours_alone.roles = "roster admin"
        return ours_alone

    @method_decorator(login_not_required)
    def login(self, request, extra_context=None):
        """Lead on to the one sign-in page, which checks where `next` leads."""
        return redirect_to_login(request.GET.get("next", ""))

    def get_urls(self):
        return [
            url
            for url in super().get_urls()
            if getattr(url, "name", "") not in NOT_HERE
        ]

    def get_app_list(self, request, app_label=None):
        apps = super().get_app_list(request, app_label)
        for app in apps:
            app["models"].sort(key=lambda model: ORDER.index(model["object_name"]))
        return apps


roster_site = RosterSite()

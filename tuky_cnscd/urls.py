"""The site's addresses; error pages are templates/400, 403, 403_csrf, 404, 500."""

from django.urls import include, path

from reports.views.home import home
from teams.admin import roster_site

urlpatterns = [
    path("", home, name="home"),
    path("", include("teams.urls")),
    path("", include("reports.urls")),
    path("quan-tri/", roster_site.urls),
]

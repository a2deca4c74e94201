"""Addresses of the reports: the commune's desk, the district's desk, the shelf."""

from .views import doors, entry, papers, report, review

app_name = "reports"
urlpatterns = [
    *entry.urlpatterns,
    *review.urlpatterns,
    *report.urlpatterns,
    *papers.urlpatterns,
    *doors.urlpatterns,
]

"""Addresses of the reports: the commune's desk, the district's desk, the shelf."""

from .views import answering, asking, doors, entry, papers, report, review

app_name = "reports"
urlpatterns = [
    *entry.urlpatterns,
    *answering.urlpatterns,
    *review.urlpatterns,
    *asking.urlpatterns,
    *report.urlpatterns,
    *papers.urlpatterns,
    *doors.urlpatterns,
]

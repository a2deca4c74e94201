"""Addresses of the reports: the commune's desk, the district's desk, the shelf."""

from .views import activities, doors, entry, evidence, papers, receipt, report, review

app_name = "reports"
urlpatterns = [
    *entry.urlpatterns,
    *evidence.urlpatterns,
    *receipt.urlpatterns,
    *activities.urlpatterns,
    *review.urlpatterns,
    *report.urlpatterns,
    *papers.urlpatterns,
    *doors.urlpatterns,
]

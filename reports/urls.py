"""Addresses of the reports: the commune's desk, the district's desk, the shelf."""

from .views import doors, entry, evidence, papers, receipt, report, review

app_name = "reports"
urlpatterns = [
    *entry.urlpatterns,
    *evidence.urlpatterns,
    *receipt.urlpatterns,
    *review.urlpatterns,
    *report.urlpatterns,
    *papers.urlpatterns,
    *doors.urlpatterns,
]

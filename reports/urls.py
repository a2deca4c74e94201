"""Addresses of the reports: the commune's desk, the district's desk, the shelf."""

from .views import autosave, doors, entry, papers, report, review, story

app_name = "reports"
urlpatterns = [
    *entry.urlpatterns,
    *autosave.urlpatterns,
    *story.urlpatterns,
    *review.urlpatterns,
    *report.urlpatterns,
    *papers.urlpatterns,
    *doors.urlpatterns,
]

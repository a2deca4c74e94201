"""Addresses of the reports: the commune's desk, the district's desk, the shelf."""

from .views import autosave, commune_paper, doors, entry, papers, report, review, story

app_name = "reports"
urlpatterns = [
    *entry.urlpatterns,
    *autosave.urlpatterns,
    *story.urlpatterns,
    *commune_paper.urlpatterns,
    *review.urlpatterns,
    *report.urlpatterns,
    *papers.urlpatterns,
    *doors.urlpatterns,
]

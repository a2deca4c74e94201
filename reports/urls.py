"""Addresses of the reports: the commune's desk, the district's desk, the shelf."""

from .views import (
    activities,
    answering,
    asking,
    autosave,
    commune_paper,
    doors,
    entry,
    evidence,
    letters,
    offline,
    papers,
    pasting,
    pictures,
    receipt,
    report,
    review,
    story,
    workbook,
)

app_name = "reports"
urlpatterns = [
    *entry.urlpatterns,
    *autosave.urlpatterns,
    *offline.urlpatterns,
    *story.urlpatterns,
    *commune_paper.urlpatterns,
    *workbook.urlpatterns,
    *pasting.urlpatterns,
    *evidence.urlpatterns,
    *receipt.urlpatterns,
    *activities.urlpatterns,
    *answering.urlpatterns,
    *review.urlpatterns,
    *asking.urlpatterns,
    *pictures.urlpatterns,
    *report.urlpatterns,
    *letters.urlpatterns,
    *papers.urlpatterns,
    *doors.urlpatterns,
]

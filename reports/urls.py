"""Addresses of the reports: the commune's desk, the district's desk, the shelf."""

from .views import (
    acceptance,
    accepting,
    activities,
    answering,
    asking,
    autosave,
    commune_paper,
    doors,
    entry,
    evidence,
    offline,
    papers,
    pasting,
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
    *acceptance.urlpatterns,
    *activities.urlpatterns,
    *answering.urlpatterns,
    *review.urlpatterns,
    *asking.urlpatterns,
    *accepting.urlpatterns,
    *report.urlpatterns,
    *papers.urlpatterns,
    *doors.urlpatterns,
]

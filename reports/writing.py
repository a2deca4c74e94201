"""The officer's words in; the report's sections with their versions out."""

from django.db import transaction

from reports.models import (
    Report,
    ReportingPeriod,
    ReportType,
    Section,
    SectionVersion,
)
from reports.report_types import begin, last_reports, types_for, usual_type


class SavedMeanwhile(Exception):
    """Another text stands than the one that was changed: `standing`, a version."""

    def __init__(self, standing: SectionVersion):
        super().__init__(f"{standing.by} đã lưu nội dung khác.")
        self.standing = standing


def start_report(
    period, *, by, report_type: ReportType | None = None, carry: bool = True
) -> Report:
    """The period's report to write in; where it was begun already, that one.

    It goes on from the words of the last report of the type, if there is one and
    `carry` is true, else from the type. Without a type: as `usual_start` says.
    """
    with transaction.atomic():
        ReportingPeriod.objects.select_for_update().get(pk=period.pk)
        begun = Report.objects.filter(period=period).first()
        if begun is not None:
            return begun
        if report_type is None:
            return begin(usual_start(period), period, by=by)
        last = last_reports(period).get(report_type.name) if carry else None
        return begin(last or report_type, period, by=by)


def usual_start(period) -> Report | ReportType:
    """What a report begins from unasked: the last period's words, or its type.

    The last period's stand if it is of the same kind, or if no type is for this one.
    """
    last = last_words(period)
    suits = [row for row in types_for(period) if row.period_kind == period.kind]
    if last and (not suits or last.period.kind == period.kind):
        return last
    return usual_type(period)


def last_words(period) -> Report | None:
    """The report of the period that this one is compared with."""
    rows = Report.objects.filter(period=period.previous_id).select_related("period")
    return rows.first()


def is_plain_start(period) -> bool:
    """Whether there is nothing to choose between when a report is begun."""
    offered = types_for(period)
    suits = [row for row in offered if row.period_kind == period.kind]
    last = last_words(period)
    carried = last is not None and last.period.kind == period.kind
    return carried or len(suits) == 1 or not offered


def save_section(section, *, by, base=None) -> SectionVersion:
    """Save a section and keep what it says as its next version, if it says else.

    `base` is the number of the version that the text was made from, where a page
    showed one; raises `SavedMeanwhile` where another text stands since.
    """
    with transaction.atomic():
        standing = _standing(section)
        if base is not None and standing and standing.number != base:
            seen = section.versions.filter(number=base).first()
            if _says(standing) not in (_says(section), seen and _says(seen)):
                raise SavedMeanwhile(standing)
        section.save()
        return _keep(section, standing, by)


def save_body(section, body, *, by, base, unheard=()) -> SectionVersion:
    """The same of the text alone: the heading stays as it stands by now.

    `unheard` are texts that this person sent before and heard no answer of: that one
    was saved after all is no conflict. Raises `Section.DoesNotExist` if it was deleted.
    """
    with transaction.atomic():
        standing = _standing(section)
        section.refresh_from_db(fields=["title"])
        if standing and standing.number != base:
            seen = section.versions.filter(number=base).first()
            own = unheard if standing.by_id == by.pk else ()
            if standing.body not in (body, seen and seen.body, *own):
                raise SavedMeanwhile(standing)
        section.body = body
        section.save(update_fields=["body"])
        return _keep(section, standing, by)


def held(section) -> Section:
    """The section as it stands now; nobody else saves it before the transaction ends.

    For words that are made from those that stand. Raises `Section.DoesNotExist`.
    """
    return Section.objects.select_for_update().get(pk=section.pk)


def restore_version(version, *, by) -> SectionVersion:
    """Let a section say again what it said then; it becomes the next version."""
    section = version.section
    section.title, section.body = version.title, version.body
    return save_section(section, by=by)


def _standing(section):
    """The version that stands, read while nobody else can write the next one."""
    if not section.pk:
        return None
    Section.objects.select_for_update().get(pk=section.pk)
    return section.versions.select_related("by").order_by("-number").first()


def _keep(section, standing, by):
    if standing and _says(standing) == _says(section):
        return standing
    return SectionVersion.objects.create(
        section=section,
        number=standing.number + 1 if standing else 1,
        title=section.title,
        body=section.body,
        by=by,
    )


def _says(text):
    return (text.title, text.body)

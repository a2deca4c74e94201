"""A report type in; another made from it, or a period's report begun from it, out.

Whatever is begun is a copy: what changes in a type later changes no report.
"""

import re
import tomllib
from functools import cache
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from reports.letter_words import cited_document
from reports.models import (
    Report,
    ReportingPeriod,
    ReportTable,
    ReportType,
    Section,
    SectionVersion,
    TypeSection,
    TypeTable,
)
from reports.models.narrative import ReportFields, SectionFields
from reports.models.report_type import TableFields
from reports.rules import NotNow

PATTERNS = Path(__file__).with_name("report_patterns.toml")
FIRST, BLANK = "half_year", "blank"
STANDING_ORDER = "chế độ báo cáo định kỳ"
# Names that a type's texts may hold beside those of figures: filled in on beginning.
START_WORDS = {
    "can_cu": "công văn yêu cầu báo cáo; không có thì “chế độ báo cáo định kỳ”",
    "don_vi": "tên gọi đơn vị, theo mẫu đầu văn bản",
}
NAMED = re.compile(r"\{\s*(can_cu|don_vi)\s*\}")


def _names_of(abstract):
    return tuple(field.name for field in abstract._meta.local_fields)


FRAME, SECTION, TABLE = map(_names_of, (ReportFields, SectionFields, TableFields))
PREFILLED = ("addressees", "bases", "opening", "closing", "recipients")


def patterns() -> dict[str, str]:
    """The names of what a new type may be made from, by key."""
    return {key: pattern["name"] for key, pattern in _patterns().items()}


@transaction.atomic
def make_type(district, pattern, *, name="") -> ReportType:
    """A new type of the office from the pattern of that key; KeyError if none is."""
    given = _patterns()[pattern]
    names = {"period_kind", *FRAME} & set(given)
    made = ReportType.objects.create(
        district=district,
        name=name or given["name"],
        **{field: given[field] for field in names},
    )
    TypeSection.objects.bulk_create(
        TypeSection(type=made, position=place, **row)
        for place, row in enumerate(given["sections"], start=1)
    )
    return made


@transaction.atomic
def copy_type(report_type, *, name) -> ReportType:
    """Another type that begins as this one is: frame, sections and tables."""
    made = ReportType.objects.create(
        district_id=report_type.district_id,
        name=name,
        period_kind=report_type.period_kind,
        **_values(report_type, FRAME),
    )
    sections = [
        (row, TypeSection(type=made, **_values(row, SECTION)))
        for row in report_type.sections.all()
    ]
    TypeSection.objects.bulk_create(new for _, new in sections)
    _copy_tables(report_type, TypeTable, {"type": made}, sections)
    return made


@transaction.atomic
def begin(source, period, *, by) -> Report:
    """The period's report as a copy of `source`: a type, or an earlier report.

    Sections keep what they say as their first version. A type's report is signed by
    whom the office's last one was, where that person still may, and goes to whom asked
    for it, where the type names nobody.
    """
    is_type = isinstance(source, ReportType)
    frame, words = _values(source, FRAME), start_words(period) if is_type else {}
    frame |= {field: _filled(frame[field], words) for field in PREFILLED}
    if is_type and not frame["addressees"] and period.dispatch:
        frame["addressees"] = period.dispatch.issuer
    report = Report.objects.create(
        period=period,
        type_name=source.name if is_type else source.type_name,
        **frame,
        **(_last_signers(period) if is_type else _signers_of(source)),
    )
    rows = list(source.sections.all())
    sections = [Section(report=report, **_values(row, SECTION)) for row in rows]
    for section in sections:
        section.body = _filled(section.body, words)
    add_sections(sections, by=by)
    pairs = list(zip(rows, sections, strict=True))
    _copy_tables(source, ReportTable, {"report": report}, pairs)
    return report


def add_sections(sections, *, by, at=None):
    """Write new sections with their first version, all of one moment: `at`, or now."""
    at = at or timezone.now()
    Section.objects.bulk_create(sections)
    SectionVersion.objects.bulk_create(
        SectionVersion(
            section=section,
            number=1,
            title=section.title,
            body=section.body,
            by=by,
            at=at,
        )
        for section in sections
    )


def types_for(period) -> list[ReportType]:
    """The office's types in use, those for this kind of period first."""
    rows = ReportType.objects.filter(district=period.district_id, in_use=True)
    return sorted(rows, key=lambda row: row.period_kind != period.kind)


def usual_type(period) -> ReportType:
    """The first type for such a period; an office without any gets its first one."""
    offered = types_for(period)
    if offered:
        return offered[0]
    known = ReportType.objects.filter(district=period.district_id)
    return known.first() or make_type(period.district, FIRST)


def last_reports(period) -> dict[str, Report]:
    """The latest report before this period of each type, by the type's name."""
    earlier = Report.objects.filter(
        period__district=period.district_id, period__last_day__lt=period.last_day
    ).select_related("period")
    rows = earlier.order_by("period__last_day", "period_id")
    return {row.type_name: row for row in rows}


def rename(report_type, name):
    """Call a type otherwise; the reports begun from it go on belonging to it."""
    Report.objects.filter(
        period__district=report_type.district_id, type_name=report_type.name
    ).update(type_name=name)
    ReportType.objects.filter(pk=report_type.pk).update(name=name)
    report_type.name = name


def set_in_use(report_type, in_use):
    """Offer a type for new reports, or no longer; what was begun from it stays."""
    ReportType.objects.filter(pk=report_type.pk).update(in_use=in_use)
    report_type.in_use = in_use


def may_begin_anew(report) -> bool:
    """Whether nothing was written, remarked or closed since the report was begun."""
    if _was_written_in(report):
        return False
    remarked = (
        report.period.leader_comments.filter(section__report=report),
        report.period.issued_reports,
        report.proposal_outcomes,
        report.settled_wordings,
    )
    return not any(rows.exists() for rows in remarked)


def begin_anew(report):
    """Take an unwritten report away, so that another type may be chosen.

    Raises `NotNow` where `may_begin_anew` says no.
    """
    with transaction.atomic():
        ReportingPeriod.objects.select_for_update().get(pk=report.period_id)
        if not may_begin_anew(report):
            raise NotNow("Báo cáo đã có lời văn được sửa nên không chọn lại loại được.")
        report.delete()


def start_words(period) -> dict[str, str]:
    """What stands for the names in `START_WORDS` in a report of this period."""
    head = period.district.letterhead_on(period.due_day)
    return {
        "can_cu": cited_document(period.dispatch)
        if period.dispatch
        else STANDING_ORDER,
        "don_vi": head.short_name if head else str(period.district),
    }


def _was_written_in(report):
    """What a report begins with is of one moment; whatever is written later is not.

    Of a type without sections it begins with none: then each was written.
    """
    versions = SectionVersion.objects.filter(section__report=report)
    moments = versions.order_by().values("at").distinct().count()
    if moments != 1:
        return moments > 1
    begun_with = TypeSection.objects.filter(
        type__district=report.period.district_id, type__name=report.type_name
    )
    return versions.count() == 1 and not begun_with.exists()


def _values(row, names):
    return {name: getattr(row, name) for name in names}


def _copy_tables(source, model, owner, sections):
    """The source's tables under the new owner, each in the copy of its section."""
    new_by_old = {old.pk: new for old, new in sections}
    model.objects.bulk_create(
        model(
            **owner,
            section=new_by_old.get(table.section_id),
            **_values(table, TABLE),
        )
        for table in source.tables.all()
    )


def _filled(text, words):
    return NAMED.sub(lambda found: words[found[1]], text) if words else text


def _signers_of(report):
    return {"signer": report.signer, "second_signer": report.second_signer}


def _last_signers(period):
    """Who signed the office's last report, where still in force on the due day."""
    rows = Report.objects.filter(period__district=period.district_id)
    last = rows.order_by("-period__last_day", "-pk").first()
    if last is None:
        return {}
    then = last.signer and type(last.signer).objects.on(period.due_day)
    return {
        name: signer
        for name, signer in _signers_of(last).items()
        if signer and then and then.filter(pk=signer.pk).exists()
    }


@cache
def _patterns():
    with PATTERNS.open("rb") as file:
        return {each["key"]: each for each in tomllib.load(file)["pattern"]}

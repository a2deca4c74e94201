"""The officer's words in; the report's sections with their versions out."""

from django.db import transaction

from reports.models import Report, Section, SectionVersion

SKELETON = (
    (1, "KẾT QUẢ HOẠT ĐỘNG {ky}", ""),
    (2, "Thông tin chung", ""),
    (2, "Công tác chỉ đạo, điều hành", ""),
    (2, "Kết quả đạt được", Section.Table.INDICATORS),
    (1, "TỒN TẠI, HẠN CHẾ, NGUYÊN NHÂN", ""),
    (1, "ĐỀ XUẤT, KIẾN NGHỊ", ""),
    (1, "PHƯƠNG HƯỚNG, NHIỆM VỤ {ky_sau}", ""),
)


class SavedMeanwhile(Exception):
    """Another text stands than the one that was changed: `standing`, a version."""

    def __init__(self, standing: SectionVersion):
        super().__init__(f"{standing.by} đã lưu nội dung khác.")
        self.standing = standing


def start_report(period, *, by) -> Report:
    """The period's report to write in: the last one's words, or an empty frame."""
    previous = Report.objects.filter(period=period.previous_id).first()
    with transaction.atomic():
        report, is_new = Report.objects.get_or_create(
            period=period, defaults=_opening_words(period, previous)
        )
        if is_new:
            _start_sections(report, previous, by)
    return report


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


def _opening_words(period, previous):
    if previous is not None:
        names = ("subject", "addressees", "opening", "closing", "recipients")
        words = {name: getattr(previous, name) for name in names}
        return words | {"signer_id": previous.signer_id}
    dispatch = f"{period.dispatch}, " if period.dispatch else ""
    return {
        "subject": "Sơ kết hoạt động của Tổ CNSCĐ {ky} và phương hướng, "
        "nhiệm vụ {ky_sau}",
        "opening": f"Thực hiện {dispatch}{period.district} báo cáo kết quả, "
        "cụ thể như sau:",
        "closing": "Trên đây là báo cáo kết quả hoạt động {ky} và phương hướng, "
        f"nhiệm vụ {{ky_sau}} của {period.district}./.",
        "recipients": "Như trên\nLưu: VT",
    }


def _start_sections(report, previous, by):
    if previous is not None:
        sections = [
            Section(
                report=report,
                position=row.position,
                level=row.level,
                title=row.title,
                table=row.table,
                body=row.body,
                in_report=row.in_report,
            )
            for row in previous.sections.all()
        ]
    else:
        sections = [
            Section(
                report=report, position=place, level=level, title=title, table=table
            )
            for place, (level, title, table) in enumerate(SKELETON, start=1)
        ]
    for section in sections:
        save_section(section, by=by)

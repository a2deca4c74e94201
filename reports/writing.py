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


def save_section(section, *, by):
    """Save a section and keep what it says as its next version."""
    with transaction.atomic():
        section.save()
        last = section.versions.select_for_update().order_by("-number").first()
        unchanged = last and (last.title, last.body) == (section.title, section.body)
        if not unchanged:
            SectionVersion.objects.create(
                section=section,
                number=last.number + 1 if last else 1,
                title=section.title,
                body=section.body,
                by=by,
            )


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

"""Write the draft report of a period as a PDF file."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.issuing import draft
from reports.models import Report
from reports.outputs.pdf import render_pdf


class Command(BaseCommand):
    help = "Ghi bản dự thảo báo cáo của một kỳ ra tệp PDF."

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="tệp PDF sẽ ghi")
        parser.add_argument(
            "--period", default="6 tháng đầu năm 2023", help="tên kỳ báo cáo"
        )

    def handle(self, *args, path, period, **options):
        report = Report.objects.filter(period__phrase=period).first()
        if report is None:
            raise CommandError(f"Chưa có báo cáo của kỳ “{period}”.")
        pdf = render_pdf(draft(report))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(pdf)
        self.stdout.write(f"Đã ghi {path} ({len(pdf):,} byte).".replace(",", "."))

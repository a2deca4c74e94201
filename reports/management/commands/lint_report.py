"""Measure the pages of a paper's PDF against Decree 30 and print what is not so."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from reports.lint import UnreadablePdf, lint
from reports.lint.rows import Severity

LABELS = {Severity.ERROR: "LỖI", Severity.NOTE: "LƯU Ý"}


class Command(BaseCommand):
    help = "Kiểm tra thể thức của một tệp PDF theo Nghị định 30/2020/NĐ-CP."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="tệp PDF cần kiểm tra")

    def handle(self, *args, path, **options):
        try:
            findings = lint(path.read_bytes())
        except OSError as error:
            raise CommandError(f"Không mở được tệp {path}.", returncode=2) from error
        except UnreadablePdf as error:
            raise CommandError(f"{path}: {error}", returncode=2) from error
        for finding in findings:
            self._write(finding)
        errors = sum(finding.severity is Severity.ERROR for finding in findings)
        notes = len(findings) - errors
        self.stdout.write(f"{path.name}: {errors:02d} lỗi, {notes:02d} lưu ý.")
        if errors:
            raise SystemExit(1)

    def _write(self, finding):
        self.stdout.write(
            f"{LABELS[finding.severity]} · trang {finding.page} · {finding.rule}\n"
            f"  {finding.message}\n"
            f"  Căn cứ: {finding.citation}.\n"
        )

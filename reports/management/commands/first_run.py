"""Found a new office: what is not given as an option is asked."""

import argparse
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.example import reading
from reports.forms.founding import FoundingForm, proposed_answer
from reports.founding import found_office
from teams.commune_file import CommuneFileError, read_communes
from teams.models import District
from tuky_cnscd.spreadsheets import SpreadsheetError
from tuky_cnscd.vietnamese import format_count, search_key

QUESTIONS = FoundingForm.base_fields
LEAVE_BLANK = "-"
NO = {"k", "khong", "n", "no"}


class Command(BaseCommand):
    help = (
        "Lập đơn vị đầu tiên: tên, mẫu đầu văn bản, các xã (từ tệp), cán bộ tổng hợp, "
        "danh mục chỉ tiêu và kỳ báo cáo đầu tiên. Thiếu thông tin nào thì hỏi."
    )

    def add_arguments(self, parser):
        for name, field in QUESTIONS.items():
            parser.add_argument(_option(name), dest=name, help=field.label)
        parser.add_argument(
            "--communes",
            type=Path,
            help="tệp .csv hoặc .xlsx có các cột Mã, Loại, Tên và, nếu có, Thứ tự",
        )
        parser.add_argument(
            "--indicators",
            action=argparse.BooleanOptionalAction,
            help="lấy các chỉ tiêu của báo cáo 6 tháng đầu năm 2023 làm danh mục",
        )
        parser.add_argument(
            "--no-input",
            action="store_false",
            dest="interactive",
            help="không hỏi: thiếu thì lấy giá trị đề xuất, không có thì báo lỗi",
        )

    def handle(self, *, communes, indicators, interactive, **options):
        if District.objects.exists():
            raise CommandError(
                "Cơ sở dữ liệu đã có đơn vị tổng hợp. Nếu đó là dữ liệu ví dụ, xóa "
                "bằng lệnh remove_example rồi chạy lại."
            )
        self.interactive = interactive
        rows = self._communes(communes)
        form = self._answers(options)
        wanted = self._wants_indicators(indicators)
        catalogue = reading.toml("indicators.toml")["indicator"] if wanted else []
        self._report(found_office(form, rows, catalogue), len(rows), len(catalogue))

    def _communes(self, path):
        """The communes of the file; a file that was typed wrong is asked for again."""
        given = path is not None
        while True:
            if path is None:
                path = Path(self._ask("Tệp danh sách các xã (.csv, .xlsx)", "communes"))
            try:
                with path.open("rb") as file:
                    return read_communes(file, path.name)
            except OSError:
                problem = f"Không mở được tệp {path}."
            except (SpreadsheetError, CommuneFileError) as error:
                problem = f"{path.name}:\n{error}"
            if given or not self.interactive:
                raise CommandError(problem)
            self.stderr.write(problem)
            path = None

    def _answers(self, options):
        """The whole form, valid; Vietnamese messages for what cannot be taken."""
        answers = {name: options[name] for name in QUESTIONS if options[name]}
        for name, field in QUESTIONS.items():
            if options[name] is None:
                answers[name] = self._answer(name, field, answers)
        form = FoundingForm(answers)
        if not form.is_valid():
            lines = [
                f"{_label(name)}: {message}"
                for name, messages in form.errors.items()
                for message in messages
            ]
            raise CommandError("\n".join(lines))
        return form

    def _answer(self, name, field, answers):
        proposed = proposed_answer(name, answers, timezone.localdate())
        if not self.interactive:
            if proposed or not field.required:
                return proposed
            raise CommandError(f"Thiếu {_option(name)}: {field.label}.")
        while True:
            typed = self._ask(field.label, name, proposed, field.required)
            form = FoundingForm(answers | {name: typed})
            if name not in form.errors:
                return typed
            for message in form.errors[name]:
                self.stderr.write(message)

    def _ask(self, label, name, proposed="", required=True):
        """What a person types; Enter takes the proposal."""
        if not self.interactive:
            raise CommandError(f"Thiếu {_option(name)}: {label}.")
        hint = f" [{proposed}]" if proposed else ""
        if proposed and not required:
            hint += f" (gõ {LEAVE_BLANK} để bỏ trống)"
        try:
            typed = input(f"{label}{hint}: ").strip()
        except EOFError:
            raise CommandError(f"Thiếu {_option(name)}: {label}.") from None
        if typed == LEAVE_BLANK and not required:
            return ""
        return typed or proposed

    def _wants_indicators(self, indicators):
        if indicators is not None or not self.interactive:
            return indicators is not False
        typed = self._ask(
            "Lấy các chỉ tiêu của báo cáo 6 tháng đầu năm 2023 làm danh mục ban đầu? "
            "(c/k)",
            "indicators",
            "c",
        )
        return search_key(typed) not in NO

    def _report(self, made, communes, indicators):
        period = made.period
        deadline = timezone.localtime(period.deadline)
        for line in (
            f"Đã lập {made.district} với {format_count(communes)} xã, phường, thị "
            f"trấn và {format_count(indicators)} chỉ tiêu.",
            f"Kỳ đầu tiên (chưa mở): {period}, số liệu từ {period.first_day:%d/%m/%Y} "
            f"đến {period.last_day:%d/%m/%Y}, hạn gửi {deadline:%d/%m/%Y %H:%M}.",
            f"Cán bộ tổng hợp: {made.officer}, tên đăng nhập {made.officer.username}",
            f"Mật khẩu dùng một lần: {made.password}",
            "Mật khẩu chỉ hiện lần này và phải đổi khi đăng nhập. Việc tiếp theo: "
            "nhập thôn, Tổ và người dùng của xã ở trang Danh bạ, rồi mở kỳ báo cáo.",
        ):
            self.stdout.write(line)


def _option(name):
    return f"--{name.replace('_', '-')}"


def _label(name):
    return QUESTIONS[name].label if name in QUESTIONS else "Thông tin"

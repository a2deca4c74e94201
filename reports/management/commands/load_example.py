"""Load the example district with its three periods and accounts."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.crypto import get_random_string

from reports.example.load import load_example
from teams.models import District, User

# Known to everyone who reads this, so it is used only where DEBUG is on.
PASSWORD = "tuky-vi-du-2023"


class Command(BaseCommand):
    help = "Nạp dữ liệu ví dụ: huyện Tứ Kỳ, ba kỳ báo cáo và các tài khoản dùng thử."

    def add_arguments(self, parser):
        parser.add_argument(
            "--if-empty",
            action="store_true",
            help="không làm gì nếu cơ sở dữ liệu đã có đơn vị",
        )
        parser.add_argument(
            "--force", action="store_true", help="nạp cả khi DEBUG đang tắt"
        )
        parser.add_argument("--password", help="mật khẩu chung của các tài khoản ví dụ")

    def handle(self, *, if_empty, force, password, verbosity, **options):
        if District.objects.exists():
            has_example = District.objects.filter(is_example=True).exists()
            if if_empty:
                if has_example and verbosity:
                    self._print_accounts(PASSWORD)
                return
            if has_example:
                raise CommandError("Dữ liệu ví dụ đã có. Xóa bằng: remove_example.")
        if not (settings.DEBUG or force):
            raise CommandError(
                "DEBUG đang tắt: đây có thể là hệ thống thật. "
                "Nếu vẫn muốn nạp dữ liệu ví dụ, thêm --force."
            )
        password = password or self._password()
        example = load_example(timezone.localdate(), password)
        if verbosity:
            self.stdout.write(f"Đã nạp dữ liệu ví dụ: {example.district}.")
            self._print_accounts(password)

    def _password(self):
        return PASSWORD if settings.DEBUG else get_random_string(16)

    def _print_accounts(self, password):
        accounts = [
            ("canbo", "cán bộ tổng hợp"),
            ("quantri", "quản trị danh bạ"),
            ("lanhdao", "lãnh đạo"),
            ("xa-hung-dao", "cán bộ xã Hưng Đạo"),
            ("xa-an-thanh", "cán bộ xã An Thanh"),
        ]
        names = dict(User.objects.values_list("username", "full_name"))
        self.stdout.write(f"Tài khoản (mật khẩu lúc nạp: {password}):")
        for username, duty in accounts:
            name = names.get(username, "(đã xóa)")
            self.stdout.write(f"  {username:<12} {name}, {duty}")
        self.stdout.write("  xa-<tên xã>  các xã khác, ví dụ xa-nguyen-giap")

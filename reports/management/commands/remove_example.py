"""Remove the example district with all that hangs on it."""

from django.core.management.base import BaseCommand

from reports.example.remove import remove_example


class Command(BaseCommand):
    help = "Xóa dữ liệu ví dụ cùng mọi tài khoản, số liệu và văn bản của nó."

    def handle(self, *, verbosity, **options):
        removed = remove_example()
        if verbosity:
            self.stdout.write(
                "Đã xóa dữ liệu ví dụ." if removed else "Không có dữ liệu ví dụ."
            )

"""Write to those whose return is late and due for a reminder today; for a timer."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from reports.reminding import send_due
from tuky_cnscd.vietnamese import format_count

NO_MAIL = "Chưa cấu hình máy chủ thư: thiếu biến môi trường EMAIL_URL."
NO_SITE = "Thiếu biến môi trường SITE_URL, ví dụ https://baocao.example.vn."


class Command(BaseCommand):
    help = (
        "Gửi thư nhắc cán bộ các xã chưa gửi báo cáo: trước hạn 03 ngày và 01 ngày, sau"
        " hạn mỗi ngày làm việc trong hai tuần. Chạy lại trong ngày không gửi trùng."
    )

    def handle(self, *args, **options):
        if not settings.SENDS_MAIL:
            raise CommandError(NO_MAIL)
        if not settings.SITE_URL:
            raise CommandError(NO_SITE)
        failed = 0
        for period, sent in send_due(timezone.now(), site=settings.SITE_URL):
            self.stdout.write(f"{period.district}, {period}: {_told(sent)}")
            for row in sent.failed:
                self.stderr.write(f"{row.submission.commune}: {row.reason}")
            failed += len(sent.failed)
        if failed:
            raise CommandError(f"{format_count(failed)} thư không gửi được.")


def _told(sent):
    told = [f"đã gửi {format_count(len(sent.done))} thư"]
    if sent.unreachable:
        names = ", ".join(str(each.commune) for each in sent.unreachable)
        told.append(f"không có địa chỉ thư của {names}")
    return "; ".join(told) + "."

"""Kinds and parts of periods, deadlines of one commune, scans of documents.

A period that is there already is of the kind that its length says.
"""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

SHORTEST = (("year", 300), ("half_year", 135), ("quarter", 60), ("month", 20))  # days


def say_kinds(apps, schema_editor):
    periods = apps.get_model("reports", "ReportingPeriod").objects
    for period in periods.only("first_day", "last_day"):
        days = (period.last_day - period.first_day).days
        kind = next((kind for kind, least in SHORTEST if days >= least), "ad_hoc")
        periods.filter(pk=period.pk).update(kind=kind)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0010_reminders"),
        ("teams", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="periodevent",
            name="deadline",
            field=models.DateTimeField(
                help_text="The deadline from then on, if it was set.",
                null=True,
                verbose_name="hạn gửi",
            ),
        ),
        migrations.AddField(
            model_name="reportingperiod",
            name="kind",
            field=models.CharField(
                choices=[
                    ("month", "Tháng"),
                    ("quarter", "Quý"),
                    ("half_year", "6 tháng"),
                    ("year", "Năm"),
                    ("ad_hoc", "Đột xuất"),
                ],
                default="half_year",
                max_length=10,
                verbose_name="loại kỳ",
            ),
        ),
        migrations.AddField(
            model_name="reportingperiod",
            name="left_out",
            field=models.ManyToManyField(
                blank=True,
                related_name="+",
                to="teams.commune",
                verbose_name="xã không phải báo cáo",
            ),
        ),
        migrations.AddField(
            model_name="reportingperiod",
            name="parts",
            field=models.ManyToManyField(
                blank=True,
                related_name="wholes",
                to="reports.reportingperiod",
                verbose_name="lấy số liệu từ các kỳ",
            ),
        ),
        migrations.AddField(
            model_name="submission",
            name="extended_to",
            field=models.DateTimeField(
                blank=True, null=True, verbose_name="lùi hạn đến"
            ),
        ),
        migrations.AddField(
            model_name="submissionevent",
            name="deadline",
            field=models.DateTimeField(
                help_text="The commune's own, where the move set it.",
                null=True,
                verbose_name="hạn gửi",
            ),
        ),
        migrations.AlterField(
            model_name="figureversion",
            name="source",
            field=models.CharField(
                choices=[
                    ("typed", "Nhập trên biểu"),
                    ("phone", "Xã báo qua điện thoại, cấp huyện nhập thay"),
                    ("paper", "Từ bản giấy"),
                    ("file", "Từ tệp"),
                    ("message", "Từ tin nhắn"),
                    ("period", "Lấy từ các kỳ trong kỳ"),
                    ("example", "Dữ liệu ví dụ"),
                ],
                max_length=10,
            ),
        ),
        migrations.AlterField(
            model_name="periodevent",
            name="move",
            field=models.CharField(
                choices=[
                    ("open", "Mở kỳ"),
                    ("close", "Chốt kỳ"),
                    ("reopen", "Mở lại kỳ"),
                    ("renew", "Cập nhật chỉ tiêu"),
                    ("deadline", "Đổi hạn gửi"),
                ],
                max_length=10,
                verbose_name="việc",
            ),
        ),
        migrations.AlterField(
            model_name="submissionevent",
            name="move",
            field=models.CharField(
                choices=[
                    ("start", "Bắt đầu nhập"),
                    ("submit", "Gửi báo cáo"),
                    ("withdraw", "Rút lại"),
                    ("send_back", "Trả lại để chỉnh sửa"),
                    ("accept", "Tiếp nhận"),
                    ("reopen", "Mở lại"),
                    ("on_behalf", "Cấp huyện nhập thay"),
                    ("extend", "Đổi hạn gửi của xã"),
                ],
                max_length=10,
                verbose_name="việc",
            ),
        ),
        migrations.CreateModel(
            name="DocumentFile",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
                ("content_type", models.CharField(max_length=100)),
                (
                    "size",
                    models.PositiveIntegerField(
                        help_text="Bytes.", verbose_name="dung lượng"
                    ),
                ),
                ("sha256", models.CharField(max_length=64)),
                ("content", models.BinaryField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="files",
                        to="reports.citeddocument",
                        verbose_name="văn bản",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản quét của văn bản",
                "verbose_name_plural": "bản quét của văn bản",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("document", "sha256"), name="file_once_a_document"
                    )
                ],
            },
        ),
        migrations.RunPython(say_kinds, migrations.RunPython.noop),
    ]

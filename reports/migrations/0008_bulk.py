"""Files that the district was sent, kept until they are taken over, and as they came."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from . import _frozen

FROZEN = [
    (
        "reports_receivedfile_frozen",
        "reports_receivedfile",
        ["period_id", "name", "sha256", "content", "by_id", "at"],
        "1 = 1",
    )
]


def freeze(apps, schema_editor):
    _frozen.freeze(schema_editor, FROZEN)


def thaw(apps, schema_editor):
    _frozen.thaw(schema_editor, FROZEN)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0007_letters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReceivedFile",
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
                (
                    "by_hand",
                    models.BooleanField(
                        default=False,
                        help_text="The officer said whose it is; the file does not.",
                    ),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Chờ xem"),
                            ("taken", "Đã lấy vào"),
                            ("skipped", "Bỏ qua"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="trạng thái",
                    ),
                ),
                ("settled_at", models.DateTimeField(null=True)),
                ("name", models.CharField(max_length=200, verbose_name="tên tệp")),
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
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received_files",
                        to="reports.reportingperiod",
                        verbose_name="kỳ báo cáo",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="received_files",
                        to="reports.submission",
                        verbose_name="biểu",
                    ),
                ),
            ],
            options={
                "verbose_name": "tệp đã nhận",
                "verbose_name_plural": "tệp đã nhận",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("period", "sha256"), name="received_file_once_a_period"
                    )
                ],
            },
        ),
        migrations.RunPython(freeze, thaw),
    ]

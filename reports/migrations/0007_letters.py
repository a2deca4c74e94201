"""The letters around a period, frozen by the database once they are numbered."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from . import _frozen

FROZEN = [
    (
        "reports_letter_frozen",
        "reports_letter",
        [
            "period_id",
            "kind",
            "symbol",
            "subject",
            "addressees",
            "opening",
            "body",
            "closing",
            "recipients",
            "signer_id",
            "late",
            "listed_at",
            "by_id",
            "at",
            "number",
            "date",
            "content",
            "numbered_by_id",
            "numbered_at",
        ],
        "OLD.number IS NOT NULL",
    ),
]


def freeze(apps, schema_editor):
    _frozen.freeze(schema_editor, FROZEN)


def thaw(apps, schema_editor):
    _frozen.thaw(schema_editor, FROZEN)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0006_sending_receipts"),
        ("teams", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Letter",
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
                    "kind",
                    models.CharField(
                        choices=[
                            ("dispatch", "Công văn yêu cầu báo cáo"),
                            ("reminder", "Công văn đôn đốc"),
                        ],
                        max_length=10,
                        verbose_name="loại",
                    ),
                ),
                (
                    "symbol",
                    models.CharField(
                        help_text="In sau số văn bản, ví dụ UBND-VHTT.",
                        max_length=30,
                        verbose_name="ký hiệu",
                    ),
                ),
                (
                    "subject",
                    models.CharField(
                        help_text="In dưới số văn bản, sau chữ “V/v”.",
                        max_length=300,
                        verbose_name="V/v",
                    ),
                ),
                (
                    "addressees",
                    models.TextField(
                        help_text="Mỗi dòng một nơi nhận.",
                        max_length=10000,
                        verbose_name="kính gửi",
                    ),
                ),
                (
                    "opening",
                    models.TextField(max_length=3000, verbose_name="đoạn mở đầu"),
                ),
                (
                    "body",
                    models.TextField(
                        help_text="Mỗi dòng là một đoạn. Dòng mở đầu bằng “- ” là gạch đầu dòng, bằng “1. ” là mục đánh số.",
                        max_length=20000,
                        verbose_name="nội dung",
                    ),
                ),
                ("closing", models.TextField(max_length=3000, verbose_name="đoạn kết")),
                (
                    "recipients",
                    models.TextField(
                        help_text="Mỗi dòng một nơi nhận.",
                        max_length=2000,
                        verbose_name="nơi nhận",
                    ),
                ),
                ("late", models.JSONField(blank=True, default=list)),
                ("listed_at", models.DateTimeField(null=True)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("number", models.PositiveIntegerField(null=True, verbose_name="số")),
                ("date", models.DateField(null=True, verbose_name="ngày ban hành")),
                ("content", models.JSONField(null=True)),
                ("numbered_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "numbered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "period",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="reports.reportingperiod",
                        verbose_name="kỳ báo cáo",
                    ),
                ),
                (
                    "signer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="letters",
                        to="teams.signer",
                        verbose_name="người ký",
                    ),
                ),
            ],
            options={
                "verbose_name": "công văn",
                "verbose_name_plural": "công văn",
                "ordering": ["-at", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("content__isnull", True),
                                ("date__isnull", True),
                                ("number__isnull", True),
                            ),
                            models.Q(
                                ("content__isnull", False),
                                ("date__isnull", False),
                                ("number__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="numbered_letter_is_whole",
                    )
                ],
            },
        ),
        migrations.RunPython(freeze, thaw),
    ]

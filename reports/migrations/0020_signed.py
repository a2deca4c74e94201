"""Signed copies and authorities; what came in never changes."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from . import _frozen

FROZEN = [
    (
        "reports_signedcopy_frozen",
        "reports_signedcopy",
        [
            "issued_id",
            "name",
            "content_type",
            "size",
            "sha256",
            "content",
            "is_issued",
            "signatures",
            "by_id",
            "at",
        ],
        "1 = 1",
    ),
    (
        "reports_authority_frozen",
        "reports_authority",
        [
            "district_id",
            "name",
            "certificate",
            "sha256",
            "valid_from",
            "valid_to",
            "by_id",
            "at",
        ],
        "1 = 1",
    ),
]


def freeze(apps, schema_editor):
    _frozen.freeze(schema_editor, FROZEN)


def thaw(apps, schema_editor):
    _frozen.thaw(schema_editor, FROZEN)


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0019_language"),
        ("teams", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Authority",
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
                    "name",
                    models.CharField(
                        max_length=200, verbose_name="tên tổ chức chứng thực"
                    ),
                ),
                ("certificate", models.BinaryField(help_text="DER.")),
                ("sha256", models.CharField(max_length=64, verbose_name="mã kiểm tra")),
                ("valid_from", models.DateTimeField()),
                ("valid_to", models.DateTimeField()),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "district",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="authorities",
                        to="teams.district",
                        verbose_name="đơn vị",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "tổ chức chứng thực",
                "verbose_name_plural": "tổ chức chứng thực",
                "ordering": ["name", "pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at__isnull", True)),
                        fields=("district", "sha256"),
                        name="authority_trusted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("removed_at__isnull", True),
                                ("removed_by__isnull", True),
                            ),
                            models.Q(
                                ("removed_at__isnull", False),
                                ("removed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="authority_removed_by_somebody",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SignedCopy",
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
                ("is_issued", models.BooleanField(default=False)),
                ("signatures", models.JSONField(blank=True, default=list)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "issued",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="signed_copies",
                        to="reports.issuedreport",
                        verbose_name="văn bản đã ban hành",
                    ),
                ),
                (
                    "removed_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "bản đã ký",
                "verbose_name_plural": "bản đã ký",
                "ordering": ["at", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("removed_at__isnull", True),
                                ("removed_by__isnull", True),
                            ),
                            models.Q(
                                ("removed_at__isnull", False),
                                ("removed_by__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="signed_copy_removed_by_somebody",
                    )
                ],
            },
        ),
        migrations.RunPython(freeze, thaw),
    ]

"""What was accepted is kept as it stood, and never changes.

Returns that were accepted before are given the content of the sending before that.
"""

import django.db.models.deletion
from django.db import migrations, models

from . import _frozen

FROZEN = [
    (
        "reports_acceptance_frozen",
        "reports_acceptance",
        ["submission_id", "number", "event_id", "content", "sha256"],
        "1 = 1",
    ),
]


def freeze(apps, schema_editor):
    _frozen.freeze(schema_editor, FROZEN)


def thaw(apps, schema_editor):
    _frozen.thaw(schema_editor, FROZEN)


def keep_earlier(apps, schema_editor):
    """Nothing but a sending leads to an acceptance: its receipt holds the content."""
    Event = apps.get_model("reports", "SubmissionEvent")
    Acceptance = apps.get_model("reports", "Acceptance")
    rows = Event.objects.filter(move__in=["submit", "accept"])
    sent, numbers = {}, {}
    for event in rows.select_related("receipt").order_by("submission", "at", "pk"):
        if event.move == "submit":
            sent[event.submission_id] = event.receipt
        elif receipt := sent.get(event.submission_id):
            number = numbers.get(event.submission_id, 0) + 1
            numbers[event.submission_id] = number
            Acceptance.objects.create(
                submission_id=event.submission_id,
                number=number,
                event=event,
                content=receipt.content,
                sha256=receipt.sha256,
            )


class Migration(migrations.Migration):
    dependencies = [("reports", "0012_last_looks")]

    operations = [
        migrations.CreateModel(
            name="Acceptance",
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
                    "number",
                    models.PositiveIntegerField(
                        help_text="1, 2, … within the return.", verbose_name="lần"
                    ),
                ),
                ("content", models.JSONField()),
                ("sha256", models.CharField(max_length=64)),
                (
                    "event",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptance",
                        to="reports.submissionevent",
                    ),
                ),
                (
                    "submission",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acceptances",
                        to="reports.submission",
                        verbose_name="biểu",
                    ),
                ),
            ],
            options={
                "verbose_name": "bản đã tiếp nhận",
                "verbose_name_plural": "bản đã tiếp nhận",
                "ordering": ["submission", "number"],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("submission", "number"),
                        name="acceptance_number_once",
                    )
                ],
            },
        ),
        migrations.RunPython(freeze, thaw),
        migrations.RunPython(keep_earlier, migrations.RunPython.noop),
    ]

from django.db import migrations, models

SIX_MONTHS = "Báo cáo sơ kết 6 tháng"


def name_the_type(apps, schema_editor):
    """Every report that was written before there were types is of the first one."""
    apps.get_model("reports", "Report").objects.filter(type_name="").update(
        type_name=SIX_MONTHS
    )


class Migration(migrations.Migration):
    dependencies = [
        ("reports", "0017_plans"),
    ]

    operations = [
        migrations.AddField(
            model_name="report",
            name="two_signatures",
            field=models.BooleanField(default=False, verbose_name="hai cột chữ ký"),
        ),
        migrations.RunPython(name_the_type, migrations.RunPython.noop),
    ]

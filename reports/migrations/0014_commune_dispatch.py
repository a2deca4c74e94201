"""What the district answers and what its communes answer are two documents."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("reports", "0013_accepted")]

    operations = [
        migrations.AddField(
            model_name="reportingperiod",
            name="commune_dispatch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="periods_of_communes",
                to="reports.citeddocument",
                verbose_name="công văn gửi các xã",
            ),
        ),
        migrations.AlterField(
            model_name="reportingperiod",
            name="dispatch",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="periods",
                to="reports.citeddocument",
                verbose_name="công văn cấp trên yêu cầu báo cáo",
            ),
        ),
    ]

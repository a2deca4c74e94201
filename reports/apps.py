from django.apps import AppConfig


class ReportsConfig(AppConfig):
    """One figure's way from a hamlet to the paper."""

    name = "reports"
    verbose_name = "Báo cáo"
    default_auto_field = "django.db.models.BigAutoField"

from django.apps import AppConfig


class TeamsConfig(AppConfig):
    """The land and its people: communes, hamlets, teams, members and users."""

    name = "teams"
    verbose_name = "Danh bạ"
    default_auto_field = "django.db.models.BigAutoField"

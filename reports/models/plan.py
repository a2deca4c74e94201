"""The year's plan of an indicator, as the officer typed it; each change is kept."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils import timezone

from .indicator import PeriodIndicator
from .scope import ScopedQuerySet


class PlanQuerySet(ScopedQuerySet):
    def in_force(self, period) -> dict[str, Decimal]:
        """The plans of the period that stand now, by the indicator's key: one query."""
        rows = self.filter(indicator__period=period).order_by("pk")
        latest = dict(rows.values_list("indicator__key", "value"))
        return {key: value for key, value in latest.items() if value is not None}


class Plan(models.Model):
    """One plan as typed; the latest of an indicator stands, an empty one takes it back.

    A plan is the district's; what the communes do counts towards it.
    """

    commune_path = None
    district_path = "indicator__period__district"

    indicator = models.ForeignKey(
        PeriodIndicator, models.CASCADE, related_name="plans", verbose_name="chỉ tiêu"
    )
    value = models.DecimalField(
        "kế hoạch năm", max_digits=18, decimal_places=3, null=True
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="ai"
    )
    at = models.DateTimeField("lúc", default=timezone.now)

    objects = PlanQuerySet.as_manager()

    class Meta:
        verbose_name = "kế hoạch"
        verbose_name_plural = "kế hoạch"
        ordering = ["pk"]

    def __str__(self):
        return f"{self.indicator}: {self.value}"

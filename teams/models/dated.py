"""What was true on a date stays true: rows that begin and may end on a day."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q


class DatedQuerySet(models.QuerySet):
    def on(self, date):
        """Rows that were in force on `date` (both ends included)."""
        return self.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=date), valid_from__lte=date
        )


class Dated(models.Model):
    """A row in force from `valid_from` to `valid_to`, both days included."""

    valid_from = models.DateField("có hiệu lực từ ngày")
    valid_to = models.DateField("đến hết ngày", null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True

    def overlaps(self, queryset):
        """Rows of `queryset`, this one left out, that share a day with this one."""
        others = queryset.exclude(pk=self.pk)
        if self.valid_to:
            others = others.filter(valid_from__lte=self.valid_to)
        return others.filter(
            Q(valid_to__isnull=True) | Q(valid_to__gte=self.valid_from)
        )


def ends_after_it_begins(name):
    """The check constraint that every dated model carries, under its own `name`."""
    return models.CheckConstraint(
        condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
        name=name,
        violation_error_message="Ngày kết thúc phải bằng hoặc sau ngày bắt đầu.",
    )


def refuse_overlap(instance, queryset, message):
    """Raise a Vietnamese ValidationError where `queryset` shares days with us."""
    if instance.valid_from and instance.overlaps(queryset).exists():
        raise ValidationError({"valid_from": message})

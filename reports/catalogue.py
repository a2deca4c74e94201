"""The district's catalogue of indicators: started, one retired, one brought back.

What is changed here counts for periods opened later; an open period has its copies.
"""

from django.db.models import Q

from reports.models import Indicator
from reports.models.indicator import IndicatorFields
from reports.rules import NotNow

STEP = 10


def start_catalogue(district, rows) -> None:
    """Write indicators from `rows` (dicts by field name), relations given by key."""
    relations = IndicatorFields.RELATIONS
    indicators = {
        row["key"]: Indicator(
            district=district,
            position=place * STEP,
            **{name: row[name] for name in row if name not in relations},
        )
        for place, row in enumerate(rows, start=1)
    }
    Indicator.objects.bulk_create(indicators.values())
    for row in rows:
        for name in relations:
            if name in row:
                setattr(indicators[row["key"]], name, indicators[row[name]])
    Indicator.objects.bulk_update(indicators.values(), list(relations))


def next_position(district) -> int:
    """The place after the last indicator."""
    last = Indicator.objects.filter(district=district).last()
    return last.position + STEP if last else STEP


def retire(indicator):
    """Leave it out of periods opened later; those that had it keep it.

    Raises `NotNow` where an indicator in use leans on this one.
    """
    leaning = _leaning_on(indicator).filter(is_active=True).first()
    if leaning:
        raise NotNow(
            f"Chỉ tiêu “{leaning}” đang gắn với chỉ tiêu này. Đề nghị sửa hoặc thôi "
            "dùng chỉ tiêu đó trước."
        )
    _set_active(indicator, False)


def bring_back(indicator):
    """Ask for it again in periods opened later.

    Raises `NotNow` where it leans on an indicator that is retired.
    """
    for name in IndicatorFields.RELATIONS:
        other = getattr(indicator, name)
        if other and not other.is_active:
            raise NotNow(
                f"Chỉ tiêu này gắn với “{other}” đã thôi dùng. Đề nghị đưa chỉ tiêu "
                "đó vào dùng lại trước, hoặc sửa quan hệ."
            )
    _set_active(indicator, True)


def _leaning_on(indicator):
    leans = Q()
    for name in IndicatorFields.RELATIONS:
        leans |= Q(**{name: indicator})
    return Indicator.objects.filter(leans)


def _set_active(indicator, active):
    Indicator.objects.filter(pk=indicator.pk).update(is_active=active)
    indicator.is_active = active

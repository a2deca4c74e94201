"""The district's catalogue of indicators: started, one retired, one brought back.

What is changed here counts for periods opened later; an open period has its copies.
"""

from django.db import transaction
from django.db.models import Q

from reports.arranging import STEP, arrange
from reports.indicator_keys import key_of
from reports.models import Indicator
from reports.models.indicator import IndicatorFields
from reports.rules import NotNow

Time = IndicatorFields.Time
CUMULATIVE_NAME = "{} (lũy kế)"


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


@transaction.atomic
def add_cumulative(indicator):
    """Keep a running total beside it, and beside each of its parts, where none is.

    Raises `NotNow` for what has no running total: a stock, a list, a ratio, a part
    whose total has none.
    """
    if indicator.part_of_id or not indicator.may_be_cumulated:
        raise NotNow(
            "Chỉ thêm được số lũy kế cho chỉ tiêu đếm trong kỳ; thành phần có số lũy kế"
            " cùng với tổng của nó."
        )
    whole = _cumulative_of(indicator)
    for part in indicator.parts.filter(is_active=True, time=Time.FLOW):
        _cumulative_of(part, part_of=whole)
    arrange(indicator.district_id)


def lacks_cumulative(indicator):
    """Whether `add_cumulative` would add something."""
    if indicator.part_of_id or not indicator.may_be_cumulated:
        return False
    parts = indicator.parts.filter(is_active=True, time=Time.FLOW)
    flows = [indicator.pk, *parts.values_list("pk", flat=True)]
    return Indicator.objects.filter(cumulative_of__in=flows).count() < len(flows)


def leaning_on(indicator):
    """(another indicator in use, what ties it to this one) of each that leans on it."""
    rows = Indicator.objects.filter(_leans(indicator), is_active=True)
    return [
        (row, name)
        for row in rows
        for name in IndicatorFields.RELATIONS
        if getattr(row, f"{name}_id") == indicator.pk
    ]


def retire(indicator):
    """Leave it out of periods opened later; those that had it keep it.

    Raises `NotNow` where an indicator in use leans on this one.
    """
    leaning = dict.fromkeys(row for row, _ in leaning_on(indicator))
    if leaning:
        names = "; ".join(f"“{row}”" for row in leaning)
        raise NotNow(
            f"Đang gắn với chỉ tiêu này: {names}. Đề nghị sửa hoặc thôi dùng những chỉ"
            " tiêu đó trước."
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


def _leans(indicator):
    leans = Q()
    for name in IndicatorFields.RELATIONS:
        leans |= Q(**{name: indicator})
    return leans


def _cumulative_of(indicator, part_of=None):
    """The running total beside it: the one that there is, or a new one."""
    rows = Indicator.objects.filter(cumulative_of=indicator)
    found = rows.first()
    if found:
        return found
    same = ("unit", "kind", "level", "decimals", "district_adds", "source", "in_table")
    name = CUMULATIVE_NAME.format(indicator.name[:280])
    return Indicator.objects.create(
        district_id=indicator.district_id,
        key=key_of(f"luy ke {indicator.key}", keys_in_use(indicator.district_id)),
        name=name,
        definition="Tổng số từ trước đến hết kỳ này, gồm cả số trong kỳ.",
        time=Time.CUMULATIVE,
        cumulative_of=indicator,
        part_of=part_of,
        total_typed=indicator.total_typed,
        position=indicator.position,
        **{field: getattr(indicator, field) for field in same},
    )


def keys_in_use(district):
    """The keys of the whole catalogue, retired ones too."""
    return set(
        Indicator.objects.filter(district=district).values_list("key", flat=True)
    )


def _set_active(indicator, active):
    Indicator.objects.filter(pk=indicator.pk).update(is_active=active)
    indicator.is_active = active

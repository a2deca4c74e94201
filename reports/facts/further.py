"""A consolidation in; the facts that only few texts cite out, by name.

Changes since the period before, shares, communes by name, dates and dispatches.
"""

from decimal import Decimal

from reports.models import Submission
from reports.totals import commune_totals, district_totals
from tuky_cnscd.vietnamese import (
    decree_day_month,
    format_count,
    format_number,
    round_half_up,
)

from .fact import Fact
from .gathering import is_complete, sessions_of_communes
from .names import BY_COMMUNE, SHARE, further_names, whole_of

UNKNOWN = "…"
NO_LAST = "… (chưa có số kỳ trước)"
NOTHING = "không có xã nào"


def further(consolidation) -> dict[str, Fact]:
    """Every fact that `further_names` promises: ten queries at most.

    What cannot be told is "…" and incomplete, never a zero.
    """
    texts = (
        _of_communes(consolidation)
        | _of_the_period(consolidation.period)
        | _changes(consolidation)
        | _shares(consolidation)
        | _spread(consolidation)
    )
    labels = further_names(consolidation.table.specs)
    return {name: _fact(name, labels[name], texts[name]) for name in labels}


def percent_of(part, whole) -> Decimal | None:
    """What per cent `part` is of `whole`, to one decimal; None where it has none."""
    if part is None or not whole:
        return None
    return round_half_up(100 * Decimal(part) / Decimal(whole), 1)


def trained_ids(period) -> set[int]:
    """Communes with a conference or training of their own in the period."""
    return set(sessions_of_communes(period).values_list("commune", flat=True))


def last_totals(consolidation) -> dict:
    """The period before's totals that can be compared, by key: known in full."""
    last = consolidation.last
    if last is None:
        return {}
    table = consolidation.table
    return {
        key: total.value
        for key, total in district_totals(last).items()
        if table.has(key)
        and table.spec(key).unit == last.spec(key).unit
        and total.value is not None
        and not total.incomplete
    }


def _fact(name, label, text):
    return Fact(name, label, text, UNKNOWN not in text)


def _of_communes(consolidation):
    expected, missing = consolidation.expected, consolidation.units.missing
    trained = trained_ids(consolidation.period)
    untrained = [c.name for c in expected if c.id not in trained]
    states = [c.state for c in consolidation.table.communes]
    here = consolidation.units
    return {
        "so_xa_chua_gui": format_count(len(missing)),
        "so_xa_da_tiep_nhan": format_count(states.count(Submission.State.ACCEPTED)),
        "so_xa_chua_tap_huan": format_count(len(untrained)),
        "ty_le_xa_da_gui": _percent(percent_of(here.present, here.expected)),
        "ty_le_xa_da_tap_huan": _percent(
            percent_of(len(expected) - len(untrained), here.expected)
        ),
        "danh_sach_xa_chua_gui": _names(missing),
        "danh_sach_xa_da_tap_huan": _names(c.name for c in expected if c.id in trained),
        "danh_sach_xa_chua_tap_huan": _names(untrained),
    }


def _of_the_period(period):
    above, ours = period.dispatch, period.commune_dispatch
    return {
        "ky_truoc": period.previous.phrase if period.previous else UNKNOWN,
        "ngay_dau_ky": decree_day_month(period.first_day),
        "ngay_chot": decree_day_month(period.last_day),
        "han_gui": decree_day_month(period.due_day),
        "cong_van": above.number if above else UNKNOWN,
        "ngay_cong_van": decree_day_month(above.date) if above else UNKNOWN,
        "cong_van_gui_xa": ours.number if ours else UNKNOWN,
        "ngay_cong_van_gui_xa": decree_day_month(ours.date) if ours else UNKNOWN,
    }


def _changes(consolidation):
    last, texts = last_totals(consolidation), {}
    for spec in consolidation.table.specs:
        total, before = consolidation.totals[spec.key], last.get(spec.key)
        now = total.value if is_complete(spec, total, consolidation.units) else None
        texts |= _change(spec, now, before)
    return texts


def _change(spec, now, before):
    names = [
        f"{prefix}_{spec.key}"
        for prefix in ("ky_truoc", "tang_giam", "chenh_lech", "phan_tram_tang_giam")
    ]
    if before is None:
        return dict.fromkeys(names, NO_LAST)
    printed = format_number(before, spec.decimals) + ("%" if spec.is_ratio else "")
    if now is None:
        return dict.fromkeys(names, "… (chưa đủ số liệu)") | {names[0]: printed}
    by = format_count(abs(now - before))
    points = " điểm phần trăm" if spec.is_ratio else ""
    rate = percent_of(abs(now - before), before)
    return dict(
        zip(
            names,
            (
                printed,
                _moved(now - before, f"{by}{points}"),
                by,
                UNKNOWN if rate is None else _moved(now - before, _percent(rate)),
            ),
            strict=True,
        )
    )


def _moved(difference, by):
    if not difference:
        return "không thay đổi"
    return f"{'tăng' if difference > 0 else 'giảm'} {by}"


def _shares(consolidation):
    totals, units = consolidation.totals, consolidation.units
    specs = {spec.key: spec for spec in consolidation.table.specs}
    texts = {}
    for spec in specs.values():
        if whole := specs.get(whole_of(spec)):
            pair = [(each, totals[each.key]) for each in (spec, whole)]
            known = all(is_complete(each, total, units) for each, total in pair)
            values = [total.value for _, total in pair]
            texts[SHARE.format(spec.key)] = (
                _percent(percent_of(*values)) if known else UNKNOWN
            )
    return texts


def _spread(consolidation):
    """In how many communes an indicator arose, did not, or is not known in full."""
    table = consolidation.table
    each = {c.id: commune_totals(table, c.id) for c in table.communes}
    texts = {}
    for spec in table.specs:
        if spec.level not in BY_COMMUNE:
            continue
        known = {
            pk: totals[spec.key].value
            for pk, totals in each.items()
            if totals[spec.key].value is not None and not totals[spec.key].incomplete
        }
        lacking = [c.name for c in consolidation.expected if c.id not in known]
        arose = sum(1 for value in known.values() if value)
        texts |= {
            f"so_xa_co_{spec.key}": format_count(arose),
            f"so_xa_khong_co_{spec.key}": format_count(len(known) - arose),
            f"so_xa_thieu_{spec.key}": format_count(len(lacking)),
            f"danh_sach_xa_thieu_{spec.key}": _names(lacking),
        }
    return texts


def _percent(value):
    return UNKNOWN if value is None else f"{format_number(value)}%"


def _names(names):
    return ", ".join(names) or NOTHING

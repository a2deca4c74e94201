"""A catalogue's indicators in; the same put in order, or moved up or down, out.

The order is kept in `position`. What belongs together stands together: a group's
indicators, a total's parts, a running total behind what it adds up.
"""

from django.db import transaction

from reports.models import Indicator

STEP = 10


def arranged(rows, groups=None):
    """The rows in the order that they stand in, as (row, depth) pairs.

    What has no group comes first, then the groups in the order of `groups`, or as
    each first appears. Parts and running totals follow their whole and share its
    group; otherwise the order given is kept.
    """
    rows = list(rows)
    known = {row.pk for row in rows}
    below = {}
    for row in rows:
        below.setdefault(_whole_of(row, known), []).append(row)
    tops = below.get(None, [])
    order = ["", *(groups or _groups_of(tops))]
    tops = sorted(tops, key=lambda row: order.index(row.group))
    return [pair for top in tops for pair in _branch(top, 0, top.group, below)]


@transaction.atomic
def arrange(district, groups=None, rows=None):
    """Write the order down: positions in steps, and each branch's group."""
    rows = _locked(district) if rows is None else rows
    ordered = [row for row, _ in arranged(rows, groups)]
    for place, row in enumerate(ordered, start=1):
        row.position = place * STEP
    Indicator.objects.bulk_update(ordered, ["position", "group"])


@transaction.atomic
def move(indicator, steps):
    """Change places with the neighbour before (-1) or behind (1); its parts come along.

    A top changes places within its group, a part within its total. Whether it moved.
    """
    rows = _locked(indicator.district_id)
    groups = _groups_of(rows)
    siblings = siblings_of(indicator, rows)
    place = siblings.index(indicator) + steps
    if not 0 <= place < len(siblings):
        return False
    here, there = rows.index(indicator), rows.index(siblings[place])
    rows[here], rows[there] = rows[there], rows[here]
    arrange(indicator.district_id, groups, rows)
    return True


@transaction.atomic
def move_group(district, group, steps):
    """Change places with the group before (-1) or behind (1). Whether it moved."""
    rows = _locked(district)
    groups = _groups_of(row for row in rows if row.is_active)
    place = groups.index(group) + steps if group in groups else -1
    if not 0 <= place < len(groups):
        return False
    groups.remove(group)
    groups.insert(place, group)
    arrange(district, [*groups, *_groups_of(rows)], rows)
    return True


def groups_in_use(district):
    """The headings of the catalogue in their order."""
    return _groups_of(Indicator.objects.filter(district=district))


def siblings_of(indicator, rows):
    """The rows in use that it may change places with, itself among them."""
    return [
        row
        for row in rows
        if _standing(row) == _standing(indicator)
        and (row.is_active or row == indicator)
    ]


def _standing(row):
    """Rows with the same of this stand beside each other."""
    if row.part_of_id or row.cumulative_of_id:
        return row.part_of_id, row.cumulative_of_id if not row.part_of_id else None
    return row.group


def _locked(district):
    rows = Indicator.objects.select_for_update().filter(district=district)
    return list(rows.order_by("position", "pk"))


def _groups_of(rows):
    return list(dict.fromkeys(row.group for row in rows if row.group))


def _whole_of(row, known):
    """What it stands below: the total that it is part of, or what it adds up."""
    whole = row.part_of_id or row.cumulative_of_id
    return whole if whole in known else None


def _branch(row, depth, group, below):
    row.group = group
    yield row, depth
    others = sorted(below.get(row.pk, ()), key=lambda each: not each.part_of_id)
    for other in others:
        yield from _branch(other, depth + 1, group, below)

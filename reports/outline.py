"""A section of a report or of a type in; the same moved, put in or taken out, out.

A section moves with all that stands below it. Positions are counted anew: 1, 2, 3.
"""

from django.db import transaction

UP, DOWN = -1, 1


@transaction.atomic
def move(section, steps) -> bool:
    """Change places with the neighbour before (-1) or behind (1). Whether it moved.

    Past its last neighbour a section goes on under the heading next to its own.
    """
    rows = _locked(section)
    at = _place(rows, section)
    block = rows[at : _end(rows, at)]
    others = rows[:at] + rows[at + len(block) :]
    target = _above(rows, at) if steps == UP else _below(others, at, section.level)
    if target is None:
        return False
    _number(others[:target] + block + others[target:])
    return True


@transaction.atomic
def put_behind(section, other=None):
    """Save a new section behind another with all that stands below it, else first."""
    rows = _locked(section)
    at = 0 if other is None else _end(rows, _place(rows, other))
    section.position = at + 1
    section.save()
    _number(rows[:at] + [section] + rows[at:])


def may_move(rows) -> list[tuple[bool, bool]]:
    """Whether each of these sections, in order, may rise and may sink."""
    rows = list(rows)
    return [
        (
            _above(rows, at) is not None,
            _below(rows[:at] + rows[_end(rows, at) :], at, row.level) is not None,
        )
        for at, row in enumerate(rows)
    ]


def _above(rows, at):
    """Where the block at `at` stands after rising, or None."""
    level = rows[at].level
    for place in range(at - 1, -1, -1):
        if rows[place].level <= level:
            # Before a sibling; or before the heading above, if there is one before it.
            is_first_heading = rows[place].level < level and place == 0
            return None if is_first_heading else place
    return 0 if at else None


def _below(others, at, level):
    """Where a block of that level, taken out at `at`, stands after sinking, or None."""
    if at >= len(others):
        return None
    # Behind a sibling and all below it; or as the first under the next heading.
    return _end(others, at) if others[at].level == level else at + 1


def _end(rows, at):
    """The place behind a section and all that stands below it."""
    level = rows[at].level
    behind = range(at + 1, len(rows))
    return next((n for n in behind if rows[n].level <= level), len(rows))


def _place(rows, section):
    return next(n for n, row in enumerate(rows) if row.pk == section.pk)


def _locked(section):
    """All sections of the same report or type in order, held until the end."""
    owner = "report" if hasattr(section, "report_id") else "type"
    rows = type(section).objects.select_for_update()
    rows = rows.filter(**{owner: getattr(section, f"{owner}_id")})
    return list(rows.order_by("position", "pk"))


def _number(rows):
    for place, row in enumerate(rows, start=1):
        row.position = place
    type(rows[0]).objects.bulk_update(rows, ["position"])

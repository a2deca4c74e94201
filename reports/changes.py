"""A return and a moment in; which of its figures changed since, then and now, out."""

from dataclasses import dataclass
from itertools import groupby

from reports.models import Figure, FigureVersion


@dataclass(frozen=True)
class Change:
    """One figure then and now; `before` is None where nothing was entered yet.

    `after` is the version that stands: it says who changed it last, and when.
    """

    figure: Figure
    before: FigureVersion | None
    after: FigureVersion

    @property
    def is_real(self):
        """Whether it says something else now; it may have been changed back."""
        before = self.before or Figure()
        return any(
            getattr(before, name) != getattr(self.after, name)
            for name in ("state", "value", "names")
        )


def load_versions(submission, since) -> list[list[FigureVersion]]:
    """The versions of each figure that was saved after `since`: one query.

    A list a figure, in the order of the form, each in the order of time.
    """
    late = FigureVersion.objects.filter(figure__submission=submission, at__gt=since)
    rows = (
        FigureVersion.objects.filter(figure__in=late.values("figure"))
        .select_related("by", "figure__indicator", "figure__hamlet")
        .order_by(
            "figure__indicator__position",
            "figure__hamlet__position",
            "figure__hamlet__sort_key",
            "figure",
            "number",
        )
    )
    return [list(versions) for _, versions in groupby(rows, lambda v: v.figure_id)]


def change_of(versions, stood) -> Change | None:
    """What changed since the last version that `stood` says yes to, or None."""
    before, after = [v for v in versions if stood(v)], versions[-1]
    if stood(after):
        return None
    return Change(after.figure, before[-1] if before else None, after)

"""A section in; its versions by sitting, and two of them compared, out."""

from dataclasses import dataclass
from datetime import timedelta

from django.core.paginator import Page, Paginator

from reports.models import SectionVersion
from reports.text_diff import Piece, compare
from tuky_cnscd.forms import row_id

A_PAGE = 30
SAME_SITTING = timedelta(minutes=10)  # from one saving of a person to the next


@dataclass(frozen=True)
class Sitting:
    """What one person saved in a row, newest first; each saving is a version."""

    versions: tuple[SectionVersion, ...]

    @property
    def last(self):
        return self.versions[0]

    @property
    def first(self):
        return self.versions[-1]

    @property
    def earlier(self):
        return self.versions[1:]


@dataclass(frozen=True)
class Comparison:
    """Two versions, the older first, and their texts word by word."""

    older: SectionVersion
    newer: SectionVersion
    title: tuple[Piece, ...]
    body: tuple[Piece, ...]

    @property
    def is_same(self):
        return all(piece.kind == "same" for piece in (*self.title, *self.body))


@dataclass(frozen=True)
class VersionsPage:
    page: Page
    newest: SectionVersion | None
    comparison: Comparison | None


def versions_page(section, query) -> VersionsPage:
    """The sittings, newest first; `?cu=3&moi=7` names the versions to compare, else
    the newest sitting is held against the one before."""
    rows = section.versions.select_related("by").order_by("-number").defer("body")
    sittings = _sittings(rows)
    older, newer = _asked(query, sittings)
    return VersionsPage(
        page=Paginator(sittings, A_PAGE).get_page(query.get("trang")),
        newest=sittings[0].last if sittings else None,
        comparison=_compare(section, older, newer),
    )


def _sittings(versions) -> list[Sitting]:
    sittings: list[list[SectionVersion]] = []
    for version in versions:
        if sittings and _goes_on(version, sittings[-1][-1]):
            sittings[-1].append(version)
        else:
            sittings.append([version])
    return [Sitting(tuple(each)) for each in sittings]


def _goes_on(earlier, later):
    return earlier.by_id == later.by_id and later.at - earlier.at <= SAME_SITTING


def _asked(query, sittings):
    asked = sorted(row_id(query.get(name, "")) or 0 for name in ("cu", "moi"))
    if all(asked):
        return asked
    if len(sittings) < 2:
        newest = sittings[0].last.number if sittings else 0
        return newest - 1, newest
    return sittings[1].last.number, sittings[0].last.number


def _compare(section, older, newer):
    rows = section.versions.filter(number__in={older, newer}).select_related("by")
    found = {version.number: version for version in rows}
    if older == newer or len(found) < 2:
        return None
    before, after = found[older], found[newer]
    return Comparison(
        older=before,
        newer=after,
        title=compare(before.title, after.title),
        body=compare(before.body, after.body),
    )

"""A period and what was asked in; the communes' words under one topic out."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator

from reports.models import Activity, Section, SubmissionWords
from reports.words_beside import (
    Topic,
    Words,
    fitting_section,
    found,
    silent_communes,
    topic_of,
    with_writers,
    words_of,
)
from tuky_cnscd.forms import row_id
from tuky_cnscd.vietnamese import nfc, search_key

A_PAGE = 50
SILENT_NAMED = 100
LONGEST_SEARCH = 100
ACTIVITIES = "hoat-dong"
ALL = "tat-ca"


@dataclass(frozen=True)
class Tab:
    label: str
    query: str
    active: bool


@dataclass(frozen=True)
class Asked:
    """What the address asks for: topic, search, and whether all returns."""

    topic: str = Topic.RESULTS.value
    search: str = ""
    all: bool = False

    @classmethod
    def of(cls, query) -> "Asked":
        topic = query.get("muc", "")
        return cls(
            topic=topic
            if topic in (*Topic.values, ACTIVITIES)
            else Topic.RESULTS.value,
            search=" ".join(nfc(query.get("q", ""))[:LONGEST_SEARCH].split()),
            all=query.get("xem", "") == ALL,
        )

    def query(self, **changes) -> str:
        """The address of the same with something changed."""
        asked = {
            "muc": changes.get("topic", self.topic),
            "q": changes.get("search", self.search),
            "xem": ALL if changes.get("all", self.all) else "",
        }
        return "?" + urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True)
class Beside:
    """The communes' words that fit a section; `chosen`: the one that was asked for."""

    topic: str
    label: str
    words: tuple[Words, ...]
    chosen: int = 0


@dataclass(frozen=True)
class WordsPage:
    """`words` or `activities`; `silent`: who wrote nothing, the first of `silences`.

    `section`: the part of the report that these words may be copied into.
    """

    asked: Asked
    tabs: tuple[Tab, ...]
    page: Page
    words: tuple[Words, ...]
    activities: tuple[Activity, ...]
    silent: tuple[str, ...]
    silences: int
    section: Section | None

    @property
    def is_activities(self):
        return self.asked.topic == ACTIVITIES

    @property
    def more_silent(self):
        return self.silences - len(self.silent)

    @property
    def other_query(self):
        """The same with all returns, or with those that were sent alone."""
        return self.asked.query(all=not self.asked.all)


def words_page(period, query) -> WordsPage:
    """A fixed number of queries, whatever the number of communes."""
    asked = Asked.of(query)
    is_activities = asked.topic == ACTIVITIES
    rows = _activities(period, asked) if is_activities else _words(period, asked)
    page = Paginator(rows, A_PAGE).get_page(query.get("trang"))
    silent = _silent(period, asked)
    return WordsPage(
        asked=asked,
        tabs=tuple(_tabs(asked)),
        page=page,
        words=() if is_activities else tuple(with_writers(page)),
        activities=tuple(page) if is_activities else (),
        silent=tuple(str(s.commune) for s in silent[:SILENT_NAMED]),
        silences=silent.count(),
        section=None if is_activities else fitting_section(period, asked.topic),
    )


def words_beside(section, chosen="") -> Beside | None:
    """What communes wrote that fits the section's heading, the chosen one first."""
    period = section.report.period
    pk = row_id(chosen) or 0
    asked = SubmissionWords.objects.filter(submission__period=period, pk=pk)
    topic = asked.values_list("topic", flat=True).first() or topic_of(section.title)
    if not topic:
        return None
    rows = words_of(period, topic)
    first = with_writers(asked.select_related("submission__commune"))
    rest = with_writers(rows.exclude(pk=pk)[:A_PAGE])
    words = (*first, *rest)
    return Beside(topic, Topic(topic).label, words, pk if first else 0)


def _tabs(asked):
    for topic, label in (*Topic.choices, (ACTIVITIES, "Hoạt động")):
        yield Tab(label, asked.query(topic=topic), asked.topic == topic)


def _words(period, asked):
    rows = words_of(period, asked.topic, handed_in=not asked.all)
    return found(rows, asked.search) if asked.search else rows


def _activities(period, asked):
    """What the communes did from the first day to the last, commune by commune."""
    rows = Activity.objects.filter(
        district=period.district_id,
        date__range=(period.first_day, period.last_day),
        commune__in=_returns(period, asked).values("commune"),
    )
    rows = rows.select_related("commune").order_by(
        "commune__position", "commune__sort_key", "date", "pk"
    )
    if not asked.search:
        return rows
    key = search_key(asked.search)
    return [
        row
        for row in rows
        if key in row.commune.search_key
        or key in search_key(f"{row.title} {row.place}")
    ]


def _silent(period, asked):
    if asked.topic != ACTIVITIES:
        return silent_communes(period, asked.topic, handed_in=not asked.all)
    did = Activity.objects.filter(
        district=period.district_id,
        date__range=(period.first_day, period.last_day),
        commune__isnull=False,
    )
    returns = _returns(period, asked).exclude(commune__in=did.values("commune"))
    return returns.in_district_order()


def _returns(period, asked):
    return period.submissions.all() if asked.all else period.submissions.handed_in()

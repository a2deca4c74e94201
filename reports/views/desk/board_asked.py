"""An address's query and the board's rows in; the rows asked for, and the tabs, out.

A tab changes one thing that is asked and keeps the others, and its count is that of
the rows which its link then shows, over all pages.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from reports.models import Submission
from tuky_cnscd.vietnamese import nfc, search_key

from .holding import Holder, holder_label

State = Submission.State
LONGEST_SEARCH = 100

# What a row may have: the word in the address, what the tab says, and the test.
HAVING: Mapping[str, tuple[str, Callable]] = {
    "qua-han": ("Quá hạn", lambda row: row.overdue),
    "muon": ("Gửi muộn", lambda row: row.submission.is_late),
    "thieu": ("Thiếu số liệu", lambda row: row.missing),
    "loi": ("Có lỗi", lambda row: row.errors),
    "canh-bao": ("Có cảnh báo", lambda row: row.warnings),
    "cho-tra-loi": ("Đang hỏi", lambda row: row.waiting),
    "da-tra-loi": ("Đã trả lời", lambda row: row.answered),
    "tai-lieu": ("Có tài liệu", lambda row: row.files),
    "thay-doi": ("Có thay đổi", lambda row: row.changed),
}
# Most first; the district's order decides between equals, as sorting keeps it.
ORDERS: Mapping[str, Callable] = {
    "ngay": lambda row: -(row.days if row.days is not None else -1),
    "thieu": lambda row: -row.missing,
    "kiem-tra": lambda row: (-row.errors, -row.warnings),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for; what it does not know asks for nothing."""

    state: str = ""
    holder: str = ""
    having: str = ""
    search: str = ""
    order: str = ""
    page: str | int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> "Asked":
        """Read from a query: state, giu, co, q, xep, trang."""
        search = " ".join(nfc(query.get("q", ""))[:LONGEST_SEARCH].split())
        return cls(
            state=_known(query.get("state"), State.values),
            holder=_known(query.get("giu"), Holder.values),
            having=_known(query.get("co"), HAVING),
            search=search,
            order=_known(query.get("xep"), ORDERS),
            page=query.get("trang", 1),
        )

    def query(self, **changes) -> str:
        """The address of the same with `changes`, from its first page."""
        asked = replace(self, **changes)
        words = {
            "state": asked.state,
            "giu": asked.holder,
            "co": asked.having,
            "q": asked.search,
            "xep": asked.order,
        }
        return "?" + urlencode({name: word for name, word in words.items() if word})

    @property
    def is_filtered(self):
        return bool(self.state or self.holder or self.having or self.search)

    @property
    def cleared(self):
        """The address of all rows, in the same order."""
        return Asked(order=self.order).query()

    @property
    def hidden(self):
        """What the search form has to keep."""
        words = {"state": self.state, "giu": self.holder, "co": self.having}
        words["xep"] = self.order
        return [(name, word) for name, word in words.items() if word]

    @property
    def orders(self):
        """{order: the address of the same rows in it}, for the heads of the table."""
        names = {"xa": "", "ngay": "ngay", "thieu": "thieu", "kiem_tra": "kiem-tra"}
        return {name: self.query(order=order) for name, order in names.items()}


@dataclass(frozen=True)
class Tab:
    """One thing to ask for, and how many rows its link shows."""

    label: str
    count: int
    query: str
    active: bool
    state: str = ""


def _known(word, words):
    return word if word in words else ""


def _matches(row, asked: Asked, typed: str) -> bool:
    if asked.state and row.submission.state != asked.state:
        return False
    if asked.holder and row.holder != asked.holder:
        return False
    if asked.having and not HAVING[asked.having][1](row):
        return False
    return typed in row.submission.commune.search_key


def _filtered(rows: Iterable, asked: Asked) -> list:
    typed = search_key(asked.search)
    return [row for row in rows if _matches(row, asked, typed)]


def matching(rows: Iterable, asked: Asked) -> list:
    """The rows that are asked for, in the order that is asked for."""
    found = _filtered(rows, asked)
    return sorted(found, key=ORDERS[asked.order]) if asked.order else found


def tab_groups(rows, asked: Asked, level_word: str):
    """(name of the group, its tabs): by state, by holder, by what a row has."""
    return (
        ("Trạng thái", tuple(_tabs(rows, asked, "state", _states()))),
        ("Đang giữ", tuple(_tabs(rows, asked, "holder", _holders(level_word)))),
        ("Cần xem", tuple(_tabs(rows, asked, "having", _having()))),
    )


def _states():
    return [("", "Tất cả"), *((state.value, state.label) for state in State)]


def _holders(level_word):
    return [(h.value, holder_label(h, level_word)) for h in Holder]


def _having():
    return [(word, label) for word, (label, _) in HAVING.items()]


def _tabs(rows, asked, name, choices):
    others = _filtered(rows, replace(asked, **{name: ""}))
    chosen = getattr(asked, name)
    for value, label in choices:
        count = len(_filtered(others, Asked(**{name: value})))
        state = value if name == "state" else ""
        query = asked.query(**{name: value})
        yield Tab(label, count, query, chosen == value, state)


def steps(rows) -> tuple[tuple[int, str, str], ...]:
    """What to do next: (how many, of what, the address that shows them)."""
    every = Asked()
    choices = [
        ("biểu chờ tiếp nhận", replace(every, state=State.SENT)),
        ("xã quá hạn", replace(every, having="qua-han")),
        ("xã đã trả lời câu hỏi", replace(every, having="da-tra-loi")),
    ]
    counted = ((len(_filtered(rows, a)), words, a.query()) for words, a in choices)
    return tuple(step for step in counted if step[0])

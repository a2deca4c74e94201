"""What a check says: a rule, its severity, and one neutral sentence in Vietnamese."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices

from tuky_cnscd.vietnamese import format_number

from ..figures import PlaceKey, Spec
from .slips import Slip


class Severity(TextChoices):
    """Error: cannot be sent. Warning: passes with a reason. Hint: for the officer."""

    ERROR = "error", "Lỗi"
    WARNING = "warning", "Cảnh báo"
    HINT = "hint", "Gợi ý"


class Rule(TextChoices):
    """Every rule that figures are held to; reasons are given once a rule."""

    PARTS = "parts", "Tổng khác với các thành phần cộng lại"
    COUNT_NAMES = "count_names", "Số lượng khác với danh sách tên"
    NUMBER_MISSING = "number_missing", "Có danh sách tên nhưng chưa có số"
    BELOW_FLOW = "below_flow", "Lũy kế nhỏ hơn số trong kỳ"
    NOT_WITHIN = "not_within", "Danh sách có tên ngoài danh sách chung"
    HAMLETS_SUM = "hamlets_sum", "Số toàn xã khác các thôn cộng lại"
    ABOVE_LIMIT = "above_limit", "Lớn hơn chỉ tiêu đối chiếu"
    ABOVE_ROSTER = "above_roster", "Lớn hơn số trong danh bạ"
    RATIO = "ratio", "Tỷ lệ trên 100%"
    RUNNING_TOTAL = "running_total", "Lũy kế khác kỳ trước cộng trong kỳ"
    FAR_FROM_LAST = "far_from_last", "Khác nhiều so với kỳ trước"
    FAR_FROM_OTHERS = "far_from_others", "Khác nhiều so với các xã khác"
    HAMLET_FAR = "hamlet_far", "Thôn khác nhiều so với mức thường thấy"
    COMMUNE_MISSING = "commune_missing", "Còn xã chưa gửi"
    BLANK = "blank", "Còn ô chưa có số liệu"
    ZALO = "zalo", "Số nhóm Zalo khác số Tổ"
    ROSTER_GAP = "roster_gap", "Danh bạ còn thiếu"
    TOO_NEAT = "too_neat", "Số liệu tròn hoặc trùng khít"
    COPIED = "copied", "Trùng với số liệu kỳ trước"
    SAME_VALUE = "same_value", "Các thôn có số liệu giống nhau"
    SESSIONS = "sessions", "Số buổi ít hơn số hoạt động"
    PROSE = "prose", "Số trong lời văn khác số liệu"
    PROSE_UNSURE = "prose_unsure", "Số trong lời văn cần xem lại"
    WORDING = "wording", "Lời văn cần rà soát"
    LAYOUT = "layout", "Trình bày khác Nghị định 30/2020/NĐ-CP"
    LAYOUT_CUSTOM = "layout_custom", "Trình bày khác thông lệ"

    @property
    def severity(self) -> Severity:
        return SEVERITIES[self]


ERRORS = {
    Rule.PARTS,
    Rule.COUNT_NAMES,
    Rule.NUMBER_MISSING,
    Rule.BELOW_FLOW,
    Rule.NOT_WITHIN,
}
HINTS = {
    Rule.HAMLETS_SUM,
    Rule.ZALO,
    Rule.ROSTER_GAP,
    Rule.TOO_NEAT,
    Rule.COPIED,
    Rule.SAME_VALUE,
    Rule.SESSIONS,
    Rule.PROSE_UNSURE,
    Rule.WORDING,
    Rule.LAYOUT_CUSTOM,
}
SEVERITIES = {
    rule: Severity.ERROR
    if rule in ERRORS
    else (Severity.HINT if rule in HINTS else Severity.WARNING)
    for rule in Rule
}


@dataclass(frozen=True)
class Mending:
    """A changed figure that would make the figures agree; `place` if not here.

    `slip`: what would then have gone wrong; `also`: figures that change with it.
    """

    key: str
    before: Decimal
    after: Decimal
    place: str = ""
    commune_id: int | None = None
    hamlet_id: int | None = None
    slip: Slip = Slip.DIGIT
    also: tuple["Mending", ...] = ()

    @property
    def cell(self) -> PlaceKey:
        """Where the figure stands; a printed table's has no commune."""
        return self.key, self.commune_id, self.hamlet_id

    def __str__(self):
        change = f"{format_number(self.before)} → {format_number(self.after)}"
        return f"{change} tại {self.place}" if self.place else change


@dataclass(frozen=True)
class Finding:
    """One disagreement. No `commune_id`: it is the district's as a whole."""

    rule: Rule
    message: str
    key: str | None = None
    commune_id: int | None = None
    hamlet_id: int | None = None
    mendings: tuple[Mending, ...] = ()
    without_mendings: str = ""

    @property
    def bare(self) -> str:
        """The message for a page that lists the mendings below it."""
        return self.without_mendings or self.message

    @property
    def severity(self) -> Severity:
        return self.rule.severity

    @property
    def is_error(self) -> bool:
        return self.severity == Severity.ERROR


def pressing_rules(findings: Iterable[Finding]) -> tuple[Rule, ...]:
    """Rules of errors and warnings, each once, in order: they want a reason."""
    return tuple(dict.fromkeys(f.rule for f in findings if f.severity != Severity.HINT))


def label(spec: Spec) -> str:
    """How a sentence names an indicator: by its number in the table, or by name."""
    number = spec.number.strip(" .")
    return f"Chỉ tiêu {number}" if number else f"“{spec.name}”"


def inner(text: str) -> str:
    """A name as within a sentence: abbreviations keep their capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def inner_label(spec: Spec) -> str:
    """How the middle of a sentence names an indicator."""
    return inner(label(spec))


def with_unit(value: Decimal | None, spec: Spec) -> str:
    """17.250 người."""
    return f"{format_number(value)} {inner(spec.unit)}".strip()


def some(names: Iterable[str], most: int = 5) -> str:
    """The first few names, and how many more there are."""
    names = list(names)
    more = f" và {len(names) - most} nơi khác" if len(names) > most else ""
    return ", ".join(names[:most]) + more


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors, then warnings, then hints; otherwise in the order given."""
    order = list(Severity)
    return sorted(findings, key=lambda finding: order.index(finding.severity))

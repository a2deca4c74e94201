"""What a check of the words found: rule, place, quote, clause, suggestion.

Clauses are those of Decree 30/2020/NĐ-CP; where no text of law says it, the office's
own rule is named as such.
"""

from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from tuky_cnscd.vietnamese import search_key

from .text import Piece

ANNEX = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I, Mục II"
LONGEST_KEY = 500
HOUSE = "Quy ước trình bày của cơ quan"


class Stance(StrEnum):
    """What the officer says of a finding that is to stay: label is the button."""

    AS_ORIGINAL = "as_original", "Đúng như bản gốc"
    STILL_TRUE = "still_true", "Vẫn đúng"
    KEEP = "keep", "Giữ nguyên"

    def __new__(cls, value, label):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member


class Rule(StrEnum):
    """What can be wrong with the words: its label, its clause, how it is settled."""

    ABBREVIATION_EARLY = (
        "abbreviation_early",
        "Viết tắt trước khi giải thích",
        f"{HOUSE}: từ viết tắt được giải thích ở lần dùng đầu tiên",
        Stance.KEEP,
    )
    ABBREVIATION_NEVER = (
        "abbreviation_never",
        "Viết tắt không giải thích",
        f"{HOUSE}: từ viết tắt được giải thích ở lần dùng đầu tiên",
        Stance.KEEP,
    )
    SPELLING = (
        "spelling",
        "Một tên viết nhiều cách",
        f"{HOUSE}: một tên viết thống nhất trong cả văn bản",
        Stance.KEEP,
    )
    BODY_NAMES = (
        "body_names",
        "Một cơ quan gọi nhiều tên",
        f"{ANNEX}, khoản 2: tên cơ quan ban hành là tên chính thức, đầy đủ",
        Stance.KEEP,
    )
    SYMBOL = (
        "symbol",
        "Số, ký hiệu viện dẫn",
        f"{ANNEX}, khoản 3 (số, ký hiệu) và khoản 6 (viện dẫn)",
        Stance.AS_ORIGINAL,
    )
    ADDRESSEE = (
        "addressee",
        "Thiếu Kính gửi",
        f"{ANNEX}, khoản 9: báo cáo gửi cấp trên có phần “Kính gửi”",
        Stance.KEEP,
    )
    AS_ABOVE = (
        "as_above",
        "Thiếu Như trên",
        f"{ANNEX}, khoản 9: dưới “Nơi nhận” là “Như trên”",
        Stance.KEEP,
    )
    PROMISE = (
        "promise",
        "Tiêu đề nêu mà nội dung chưa có",
        f"{HOUSE}: nội dung mục đủ những gì tiêu đề nêu",
        Stance.KEEP,
    )
    EMPTY = (
        "empty",
        "Mục chưa có nội dung",
        f"{HOUSE}: nội dung mục đủ những gì tiêu đề nêu",
        Stance.KEEP,
    )
    DATE = (
        "date",
        "Ngày của báo cáo",
        f"{ANNEX}, khoản 4: thời gian ban hành văn bản",
        Stance.KEEP,
    )
    DISPATCH = (
        "dispatch",
        "Công văn viện dẫn khác công văn đã khai",
        f"{ANNEX}, khoản 6: viện dẫn đúng số, ký hiệu, thời gian ban hành",
        Stance.AS_ORIGINAL,
    )
    SIGNER = (
        "signer",
        "Người ký không còn giữ chức vụ",
        "Nghị định 30/2020/NĐ-CP, Điều 13: thẩm quyền ký ban hành văn bản",
        Stance.KEEP,
    )
    OLD_TERM = (
        "old_term",
        "Tên kỳ cũ",
        f"{HOUSE}: lời văn mang sang theo kỳ đang viết",
        Stance.STILL_TRUE,
    )
    OLD_EVENT = (
        "old_event",
        "Việc của kỳ trước",
        f"{HOUSE}: lời văn mang sang theo kỳ đang viết",
        Stance.STILL_TRUE,
    )
    PAST_DEADLINE = (
        "past_deadline",
        "Thời hạn đã qua",
        f"{HOUSE}: lời văn mang sang theo kỳ đang viết",
        Stance.STILL_TRUE,
    )
    OLD_DISPATCH = (
        "old_dispatch",
        "Công văn của kỳ trước",
        f"{ANNEX}, khoản 6: viện dẫn đúng văn bản có liên quan",
        Stance.STILL_TRUE,
    )
    GONE_BODY = (
        "gone_body",
        "Cơ quan, đơn vị không còn",
        f"{ANNEX}, khoản 2: tên cơ quan là tên chính thức",
        Stance.STILL_TRUE,
    )
    UNANSWERED = (
        "unanswered",
        "Hạn chế chưa có kiến nghị, nhiệm vụ",
        f"{HOUSE}: mỗi hạn chế có kiến nghị hoặc nhiệm vụ khắc phục",
        Stance.STILL_TRUE,
    )
    OLD_PROPOSAL = (
        "old_proposal",
        "Kiến nghị của kỳ trước",
        f"{HOUSE}: kiến nghị kỳ trước có kết quả giải quyết",
        Stance.STILL_TRUE,
    )

    def __new__(cls, value, label, clause, stance):
        member = str.__new__(cls, value)
        member._value_ = value
        member.label, member.clause, member.stance = label, clause, stance
        return member


STALE = frozenset(
    {
        Rule.OLD_TERM,
        Rule.OLD_EVENT,
        Rule.PAST_DEADLINE,
        Rule.OLD_DISPATCH,
        Rule.GONE_BODY,
        Rule.UNANSWERED,
        Rule.OLD_PROPOSAL,
    }
)


@dataclass(frozen=True)
class Replacement:
    """Words of one piece and what would stand in their place, {names} included."""

    old: str
    new: str


@dataclass(frozen=True)
class TextFinding:
    """One thing to look at, in office Vietnamese; `piece` says where to mend it.

    `about` tells apart findings of one rule with the same quote. `clause` may be the
    rule's own or a closer one; `sentence` is the one that the quote stands in.
    """

    rule: Rule
    piece: Piece
    quote: str
    message: str
    suggestion: str
    about: str = ""
    clause: str = ""
    sentence: str = ""
    replacement: Replacement | None = None

    def __post_init__(self):
        if not self.clause:
            object.__setattr__(self, "clause", self.rule.clause)
        if not self.sentence:
            sentence = self.piece.sentence_with(self.quote)
            object.__setattr__(self, "sentence", sentence)

    @property
    def place(self) -> str:
        """ "Mục I.2, đoạn 1"."""
        return self.piece.place

    @property
    def key(self) -> str:
        """What stays the same while nothing of it changes; no place in it."""
        words = search_key(f"{self.rule.value}|{self.quote}|{self.about}")
        if len(words) <= LONGEST_KEY:
            return words
        digest = sha256(words.encode()).hexdigest()
        return f"{words[: LONGEST_KEY - len(digest)]}{digest}"

"""A row of docs/decree30.md that the linter measures enters, its citation leaves."""

from enum import StrEnum

DECREE = "Nghị định 30/2020/NĐ-CP, Phụ lục I, Phần I"


class Severity(StrEnum):
    """Error: the decree says otherwise. Note: only custom or its sample forms do."""

    ERROR = "error"
    NOTE = "note"


class Row(StrEnum):
    """A row of docs/decree30.md."""

    PAPER = "paper"
    MARGINS = "margins"
    FONT = "font"
    TEXT = "text"
    PAGE_NUMBER = "page_number"
    PARENT = "parent"
    ISSUER = "issuer"
    NATION = "nation"
    MOTTO = "motto"
    NUMBER = "number"
    ABOUT = "about"
    PLACE = "place"
    KIND = "kind"
    SUBJECT = "subject"
    ADDRESSEE = "addressee"
    BASES = "bases"
    BODY = "body"
    HEADING_1 = "heading_1"
    HEADING_2 = "heading_2"
    HEADING_3 = "heading_3"
    ITEMS = "items"
    END = "end"
    RECIPIENTS_HEADING = "recipients_heading"
    RECIPIENTS = "recipients"
    AUTHORITY = "authority"
    SPACE = "space"
    NAME = "name"
    ANNEX = "annex"
    ORDER = "order"
    BREAKS = "breaks"

    @property
    def citation(self) -> str:
        """Where the decree says it; for custom, that it is custom."""
        return f"{DECREE}, {CLAUSES[self]}" if self.is_law else CUSTOM

    @property
    def is_law(self) -> bool:
        """Whether the decree speaks of it at all."""
        return bool(CLAUSES[self])


CUSTOM = "Thông lệ trình bày văn bản (Nghị định 30/2020/NĐ-CP không quy định)"
CLAUSES = {
    Row.PAPER: "Mục I, khoản 1 và 2 (khổ giấy, kiểu trình bày)",
    Row.MARGINS: "Mục I, khoản 3 (định lề trang)",
    Row.FONT: "Mục I, khoản 4 (phông chữ)",
    Row.TEXT: "Mục I, khoản 4 (phông chữ, bộ mã Unicode)",
    Row.PAGE_NUMBER: "Mục I, khoản 7 (số trang)",
    Row.NATION: "Mục II, khoản 1 (Quốc hiệu)",
    Row.MOTTO: "Mục II, khoản 1 (Tiêu ngữ)",
    Row.PARENT: "Mục II, khoản 2 (cơ quan chủ quản trực tiếp)",
    Row.ISSUER: "Mục II, khoản 2 (cơ quan ban hành)",
    Row.NUMBER: "Mục II, khoản 3 (số, ký hiệu)",
    Row.PLACE: "Mục II, khoản 4 (địa danh và thời gian)",
    Row.KIND: "Mục II, khoản 5 (tên loại)",
    Row.SUBJECT: "Mục II, khoản 5 (trích yếu)",
    Row.ABOUT: "Mục II, khoản 5 (trích yếu của công văn)",
    Row.BASES: "Mục II, khoản 6 (căn cứ ban hành)",
    Row.BODY: "Mục II, khoản 6 (nội dung)",
    Row.HEADING_1: "Mục II, khoản 6 và Mục V (phần, mục đánh số La Mã)",
    Row.HEADING_2: "Mục II, khoản 6 và Mục V (khoản có tiêu đề)",
    Row.HEADING_3: "",
    Row.ITEMS: "Mục II, khoản 6 và Mục V (khoản, điểm)",
    Row.END: "",
    Row.AUTHORITY: "Mục II, khoản 7 (quyền hạn, chức vụ)",
    Row.SPACE: "Mục II, khoản 7 và Mục IV, ô số 7c (chữ ký)",
    Row.NAME: "Mục II, khoản 7 (họ và tên)",
    Row.ADDRESSEE: "Mục II, khoản 9 (nơi nhận: Kính gửi)",
    Row.RECIPIENTS_HEADING: "Mục II, khoản 9 (nơi nhận)",
    Row.RECIPIENTS: "Mục II, khoản 9 (nơi nhận)",
    Row.ANNEX: "Mục III, khoản 1 (phụ lục)",
    Row.ORDER: "Mục IV (sơ đồ bố trí các thành phần thể thức)",
    Row.BREAKS: "",
}

"""A component of the paper enters, how the decree wants it set leaves."""

from dataclasses import dataclass

from .rows import Row


@dataclass(frozen=True)
class Look:
    """How a component is set: sizes in points, then bold, italic, capitals.

    None leaves it open.
    """

    name: str
    sizes: tuple[float, float]
    bold: bool | None
    italic: bool | None
    capitals: bool | None

    @property
    def size_words(self) -> str:
        low, high = (f"{size:g}" for size in self.sizes)
        return f"cỡ chữ {low}" if low == high else f"cỡ chữ {low} đến {high}"

    @property
    def style_words(self) -> str:
        return style_words(self.bold, self.italic)


def style_words(bold: bool | None, italic: bool | None) -> str:
    """ "kiểu chữ đứng, đậm" and its like."""
    words = [] if italic is None else ["nghiêng" if italic else "đứng"]
    if bold is not None:
        words.append("đậm" if bold else "không đậm")
    return f"kiểu chữ {', '.join(words)}"


LOOKS = {
    Row.PAGE_NUMBER: Look("Số trang", (13, 14), False, False, None),
    Row.PARENT: Look("Tên cơ quan chủ quản", (12, 13), False, False, True),
    Row.ISSUER: Look("Tên cơ quan ban hành", (12, 13), True, False, True),
    Row.NATION: Look("Quốc hiệu", (12, 13), True, False, True),
    Row.MOTTO: Look("Tiêu ngữ", (13, 14), True, False, False),
    Row.NUMBER: Look("Số, ký hiệu", (13, 13), False, False, None),
    Row.ABOUT: Look("Trích yếu công văn", (12, 13), False, False, False),
    Row.PLACE: Look("Địa danh và thời gian", (13, 14), False, True, False),
    Row.KIND: Look("Tên loại văn bản", (13, 14), True, False, True),
    Row.SUBJECT: Look("Trích yếu", (13, 14), True, False, False),
    Row.ADDRESSEE: Look("Dòng Kính gửi", (13, 14), False, False, False),
    Row.BASES: Look("Căn cứ ban hành", (13, 14), False, True, False),
    Row.BODY: Look("Nội dung", (13, 14), False, False, False),
    Row.HEADING_1: Look("Tiêu đề mục La Mã", (13, 14), True, False, True),
    Row.HEADING_2: Look("Tiêu đề khoản", (13, 14), True, False, False),
    Row.HEADING_3: Look("Tiêu đề cấp ba", (13, 14), True, None, False),
    Row.ITEMS: Look("Khoản, điểm không có tiêu đề", (13, 14), False, False, False),
    Row.RECIPIENTS_HEADING: Look("Từ “Nơi nhận:”", (12, 12), True, True, False),
    Row.RECIPIENTS: Look("Danh sách nơi nhận", (11, 11), False, False, False),
    Row.AUTHORITY: Look("Quyền hạn, chức vụ người ký", (13, 14), True, False, True),
    Row.NAME: Look("Họ và tên người ký", (13, 14), True, False, False),
}

"""Rows and looks enter, the rules leave by key: what is measured and what is allowed,
in the words that people read."""

from dataclasses import dataclass

from .components import LOOKS
from .rows import CLAUSES, Row, Severity


@dataclass(frozen=True)
class Rule:
    """One thing that is measured: what of, and what is allowed, in words."""

    key: str
    row: Row
    subject: str
    allowed: str
    severity: Severity = Severity.ERROR


NOTE = "†"
LIST_ENDS = "mỗi dòng cuối có dấu chấm phẩy, dòng cuối cùng có dấu chấm"
OTHERS = {
    Row.PAPER: {
        "size": ("Khổ giấy", "A4, 210 × 297 mm"),
        "landscape": (
            "Kiểu trình bày",
            "theo chiều dài; theo chiều rộng chỉ khi trang có bảng, biểu hoặc phụ lục",
        ),
    },
    Row.MARGINS: {
        "top": ("Lề trên", "20–25 mm"),
        "bottom": ("Lề dưới", "20–25 mm"),
        "left": ("Lề trái", "30–35 mm"),
        "right": ("Lề phải", "15–20 mm"),
    },
    Row.FONT: {
        "family": (
            "Phông chữ",
            "Times New Roman hoặc phông tự do cùng kích thước (thông lệ)",
        ),
        "colour": ("Màu chữ", "màu đen"),
    },
    Row.TEXT: {"nfc": ("Mã tiếng Việt", "Unicode dựng sẵn (NFC)")},
    Row.PAGE_NUMBER: {
        "first": ("Số trang", "không hiển thị số trang thứ nhất"),
        "sequence": ("Số trang", "đánh liên tục từ số 1, hiển thị từ trang thứ hai"),
        "arabic": ("Số trang", "chữ số Ả Rập, chỉ có số"),
        "centre": ("Số trang", "canh giữa theo chiều ngang"),
        "place": ("Số trang", "đặt trong phần lề trên"),
    },
    Row.NATION: {
        "wrap": ("Quốc hiệu", "trình bày trên một dòng"),
        "place": ("Quốc hiệu", "ở nửa phải, phía trên cùng trang thứ nhất"),
    },
    Row.MOTTO: {
        "place": ("Tiêu ngữ", "canh giữa dưới Quốc hiệu"),
        "rule": ("Đường kẻ dưới Tiêu ngữ", "nét liền, dài bằng dòng chữ"),
        "dash": ("Tiêu ngữ", "gạch nối giữa các cụm từ, có cách chữ"),
    },
    Row.PARENT: {"place": ("Cơ quan chủ quản", "canh giữa với cơ quan ban hành")},
    Row.ISSUER: {
        "place": ("Tên cơ quan ban hành", "các dòng canh giữa với nhau, ở nửa trái"),
        "rule": (
            "Đường kẻ dưới tên cơ quan ban hành",
            "dài từ 1/3 đến 1/2 dòng chữ, đặt cân đối",
        ),
    },
    Row.NUMBER: {
        "place": ("Số, ký hiệu", "canh giữa dưới tên cơ quan ban hành"),
        "words": ("Số, ký hiệu", "từ “Số”, dấu hai chấm, số, “/”, ký hiệu in hoa"),
        "zero": ("Số văn bản", "số nhỏ hơn 10 ghi thêm số 0 phía trước"),
        "spaces": ("Số, ký hiệu", "không cách chữ quanh “/” và “-”"),
    },
    Row.ABOUT: {"place": ("Trích yếu công văn", "canh giữa dưới số, ký hiệu")},
    Row.PLACE: {
        "place": ("Địa danh và thời gian", "canh giữa dưới Quốc hiệu và Tiêu ngữ"),
        "line": ("Địa danh và thời gian", "cùng một dòng với số, ký hiệu"),
        "day": ("Ngày ban hành", "ngày nhỏ hơn 10 ghi thêm số 0 phía trước"),
        "month": (
            "Tháng ban hành",
            "tháng 1, 2 ghi thêm số 0 phía trước, các tháng khác không",
        ),
        "words": ("Địa danh và thời gian", "“Địa danh, ngày … tháng … năm …”"),
    },
    Row.KIND: {"place": ("Tên loại văn bản", "canh giữa theo chiều ngang")},
    Row.SUBJECT: {
        "place": ("Trích yếu", "canh giữa dưới tên loại văn bản"),
        "rule": (
            "Đường kẻ dưới trích yếu",
            "dài từ 1/3 đến 1/2 dòng chữ, đặt cân đối",
        ),
    },
    Row.ADDRESSEE: {
        "missing": ("Dòng Kính gửi", "phải có khi nơi nhận ghi “Như trên”"),
        "absent": ("Dòng Kính gửi", "phải có khi báo cáo gửi cơ quan cấp trên", NOTE),
        "same_line": ("Dòng Kính gửi", "một nơi gửi thì ghi trên cùng một dòng"),
        "dashes": ("Dòng Kính gửi", "mỗi nơi gửi một dòng, đầu dòng có gạch ngang"),
        "ends": ("Dòng Kính gửi", LIST_ENDS),
        "aligned": ("Dòng Kính gửi", "các gạch đầu dòng thẳng dưới dấu hai chấm"),
    },
    Row.BASES: {"ends": ("Căn cứ ban hành", LIST_ENDS)},
    Row.BODY: {
        "justify": ("Nội dung", "dàn đều cả hai lề"),
        "indent": ("Dòng đầu đoạn", "lùi vào 10 mm hoặc 12,7 mm"),
        "spacing": ("Khoảng cách giữa các đoạn", "tối thiểu 6 pt"),
        "leading": ("Khoảng cách giữa các dòng", "từ dòng đơn đến 1,5 dòng"),
    },
    Row.HEADING_1: {"sequence": ("Mục La Mã", "đánh số liên tục từ I")},
    Row.HEADING_2: {"sequence": ("Khoản", "đánh số liên tục từ 1")},
    Row.HEADING_3: {
        "sequence": ("Tiêu đề cấp ba", "đánh số liên tục theo mục chứa nó", NOTE)
    },
    Row.ITEMS: {
        "sequence": ("Khoản", "đánh số liên tục từ 1"),
        "letters": ("Điểm", "theo thứ tự chữ cái tiếng Việt, không bỏ chữ"),
    },
    Row.END: {"mark": ("Kết thúc nội dung", "có dấu “./.”", NOTE)},
    Row.RECIPIENTS_HEADING: {
        "place": (
            "Từ “Nơi nhận:”",
            "sát lề trái, ngang hàng với dòng quyền hạn, chức vụ",
        ),
    },
    Row.RECIPIENTS: {
        "missing": ("Danh sách nơi nhận", "phải có"),
        "dashes": ("Danh sách nơi nhận", "đầu mỗi dòng có gạch ngang"),
        "ends": ("Danh sách nơi nhận", LIST_ENDS),
        "as_above": ("Danh sách nơi nhận", "có Kính gửi thì “Như trên” đứng đầu"),
        "archive": ("Danh sách nơi nhận", "dòng cuối là “Lưu: VT, …”"),
        "place": ("Danh sách nơi nhận", "sát lề trái, dưới từ “Nơi nhận:”"),
    },
    Row.AUTHORITY: {
        "place": ("Quyền hạn, chức vụ người ký", "canh giữa trong nửa phải"),
    },
    Row.SPACE: {
        "empty": ("Chỗ ký", "để trống"),
        "picture": ("Chỗ ký", "không có hình, trừ chữ ký số sau khi ký", NOTE),
        "room": ("Chỗ ký", "đủ chỗ để ký (từ 15 mm)", NOTE),
    },
    Row.NAME: {
        "place": ("Họ và tên người ký", "canh giữa dưới quyền hạn, chức vụ"),
        "titles": ("Họ và tên người ký", "không ghi học hàm, học vị, danh hiệu"),
    },
    Row.ANNEX: {
        "page": ("Phụ lục", "bắt đầu ở trang riêng"),
        "label": ("Từ “Phụ lục”", "chữ in thường, cỡ chữ 14, đứng, đậm, canh giữa"),
        "roman": ("Phụ lục", "từ hai phụ lục trở lên đánh số bằng chữ số La Mã"),
        "title": (
            "Tên phụ lục",
            "chữ in hoa, cỡ chữ 13 đến 14, đứng, đậm, canh giữa",
        ),
        "enclosed": (
            "Thông tin chỉ dẫn kèm theo",
            "“(Kèm theo …)”, chữ in thường, cỡ chữ 13 đến 14, nghiêng, canh giữa",
        ),
        "end": ("Kết thúc phụ lục", "có dấu “./.”", NOTE),
    },
    Row.ORDER: {"order": ("Thứ tự các thành phần", "theo sơ đồ bố trí")},
    Row.BREAKS: {
        "heading": ("Tiêu đề cuối trang", "phải đi liền với nội dung", NOTE),
        "signature": ("Chữ ký", "trên cùng trang có ít nhất 02 dòng nội dung", NOTE),
        "torn": ("Khối chữ ký", "không bị cắt sang trang khác", NOTE),
    },
}


def _looks():
    for row, look in LOOKS.items():
        severity = Severity.ERROR if CLAUSES[row] else Severity.NOTE
        yield Rule(f"{row}.size", row, look.name, look.size_words, severity)
        yield Rule(f"{row}.style", row, look.name, look.style_words, severity)
        if look.capitals is not None:
            case = "chữ in hoa" if look.capitals else "chữ in thường"
            yield Rule(f"{row}.case", row, look.name, case, severity)


def _required():
    for row in (
        Row.NATION,
        Row.MOTTO,
        Row.ISSUER,
        Row.NUMBER,
        Row.PLACE,
        Row.KIND,
        Row.SUBJECT,
        Row.BODY,
        Row.RECIPIENTS_HEADING,
        Row.AUTHORITY,
        Row.NAME,
    ):
        yield Rule(f"{row}.missing", row, LOOKS[row].name, "phải có")


def _others():
    for row, rules in OTHERS.items():
        for what, (subject, allowed, *note) in rules.items():
            severity = Severity.NOTE if note else Severity.ERROR
            yield Rule(f"{row}.{what}", row, subject, allowed, severity)


RULES: dict[str, Rule] = {
    rule.key: rule for rules in (_looks(), _required(), _others()) for rule in rules
}

"""Words of a text in; what they speak of (concepts, with their places) out."""

import re
from dataclasses import dataclass
from functools import cache

DROPPED = "-"
# Several ways of saying one thing; of phrases that begin alike the longest counts.
CONCEPTS = {
    "household": "hộ gia đình|hộ dân|hộ|gia đình|nóc nhà",
    "person": "người dân|người|lượt người dân|lượt người|lượt dân|công dân|bà con|"
    "nhân dân|dân|quần chúng",
    "member": "thành viên|tổ viên",
    "comrade": "đồng chí|đ/c|cán bộ",
    "session": "buổi|buổi hội nghị",
    "conference": "hội nghị|lớp|lớp tập huấn|cuộc",
    "train": "tập huấn|bồi dưỡng|đào tạo",
    "guide": "hướng dẫn|hỗ trợ hướng dẫn",
    "account": "tài khoản|tk",
    "dvctt": "dvctt|dvc tt|dvc|dịch vụ công trực tuyến|dịch vụ công|"
    "cổng dịch vụ công|cổng dịch vụ công quốc gia|dịch vụ công quốc gia",
    "vneid": "vneid|định danh điện tử|định danh và xác thực điện tử|định danh|"
    "định danh điện tử vneid|đdđt",
    "level1": "mức độ 1|mức 1|mức độ i|mức độ một|mức một|mđ 1|cấp độ 1",
    "level2": "mức độ 2|mức 2|mức độ ii|mức độ hai|mức hai|mđ 2|cấp độ 2",
    "ocop": "ocop|mỗi xã một sản phẩm",
    "product": "sản phẩm|sp|mặt hàng|nông sản",
    "market": "sàn thương mại điện tử|sàn tmđt|thương mại điện tử|tmđt|sàn giao dịch "
    "thương mại điện tử|sàn giao dịch|sàn",
    "steering": "tổ chỉ đạo|ban chỉ đạo|tổ chỉ đạo cnscđ|tổ chỉ đạo triển khai cnscđ|"
    "tổ chỉ đạo triển khai công nghệ số cộng đồng|tổ chỉ đạo công nghệ số cộng đồng|"
    "tổ chỉ đạo huyện|tổ cnscđ cấp huyện|tổ cnscđ huyện|tổ cấp huyện",
    "team": "tổ|tổ cnscđ|cnscđ|tổ công nghệ số cộng đồng|công nghệ số cộng đồng|"
    "tổ công nghệ số|các tổ",
    "hamlet": "thôn|kdc|khu dân cư|tổ dân phố|tdp|khu phố|ấp|xóm|cấp thôn",
    "commune": "đơn vị hành chính cấp xã|đơn vị hành chính|xã|thị trấn|"
    "phường|đặc khu|cấp xã|đơn vị cấp xã|đơn vị|địa phương",
    "district": "huyện|toàn huyện|cấp huyện|thành phố|tỉnh",
    "zalo": "zalo|nhóm zalo|group zalo",
    "group": "nhóm|group",
    "business": "hộ kinh doanh|hộ sản xuất kinh doanh|hộ sản xuất, kinh doanh|"
    "hộ sản xuất|cơ sở kinh doanh|hộ kinh doanh cá thể",
    "dossier": "hồ sơ|thủ tục hành chính",
    "full": "toàn trình|trực tuyến toàn trình",
    "online": "trực tuyến|qua mạng",
    "million": "triệu đồng",
    "billion": "tỷ đồng|tỉ đồng",
    "money": "đồng|vnđ|nghìn đồng|ngàn đồng",
    "signature": "chữ ký số|chữ kí số|chứng thư số|chữ ký điện tử",
    "cashless": "không dùng tiền mặt|không tiền mặt|thanh toán không dùng tiền mặt|"
    "thanh toán điện tử|ví điện tử",
    "qr": "qr|mã qr|qrcode|qr code|mã qr code",
    "health": "sổ sức khỏe điện tử|sổ sức khoẻ điện tử|sổ sức khỏe|sức khỏe điện tử",
    "skills": "kỹ năng số|kĩ năng số|kỹ năng số cơ bản|bình dân học vụ số",
    "fraud": "lừa đảo|cảnh báo lừa đảo|lừa đảo trực tuyến|lừa đảo trên mạng",
    "sent": "gửi|đã gửi|gửi báo cáo|nộp báo cáo|báo cáo số liệu|có số liệu|gửi số liệu|"
    "có báo cáo|nộp|gửi biểu|tổng hợp từ|nhận báo cáo|nhận được báo cáo|báo cáo của|"
    "số liệu từ|số liệu của|số liệu tổng hợp|tổng hợp số liệu",
    "accepted": "tiếp nhận|đã tiếp nhận|được tiếp nhận",
    "not": "chưa|không|còn thiếu|thiếu",
    "other": "khác|ngoài ocop|không phải ocop|không phải là ocop|ngoài sản phẩm ocop|"
    "không thuộc ocop",
    "rate": "tỷ lệ|tỉ lệ|phần trăm",
    "past": "kỳ trước|kì trước|cùng kỳ|cùng kì|năm trước|năm ngoái|kỳ báo cáo trước|"
    "đầu kỳ|trước đó|trước đây|6 tháng trước|kỳ liền trước|quý trước|tháng trước",
    "plan": "kế hoạch|chỉ tiêu giao|chỉ tiêu được giao|kế hoạch giao|chỉ tiêu đề ra|"
    "đề ra|tối đa|trở lên|chỉ tiêu tỉnh giao|chỉ tiêu huyện giao",
    "aim": "thời gian tới|kỳ tới|phấn đấu|dự kiến|mục tiêu|sẽ|tối thiểu|ít nhất|cần|"
    "đề nghị",
    "each": "mỗi|bình quân|trung bình|từng xã|từng thôn|từng tổ|từng buổi",
    "of_which": "trong đó|trong số đó|trong số này|riêng|bao gồm",
    "besides": "ngoài|ngoài việc|ngoài ra|bên cạnh",
    DROPPED: "lần lượt|tổ chức|thời điểm|tổ trưởng|tổ phó|xã hội|đơn vị tính|hộ tịch|"
    "hộ khẩu|hộ chiếu|ngoài ra|sản phẩm của|địa bàn|phối hợp",
    "differs": "nữ|nghèo|cận nghèo|còn lại|đảng viên|cao tuổi|kiêm nhiệm|"
    "dân tộc|thí điểm|nông thôn mới|trường học|"
    "kinh doanh|sản xuất|tiêu biểu|xuất sắc|khó khăn|vùng sâu",
}
# What says nothing about which figure is meant.
FILLER_WORDS = """
số lượng tổng cộng toàn bộ đã được các của trên địa bàn trong kỳ này nay đến có
là đạt ở tại cho những cả khoảng hơn gần huyện tạo lập thành công cài đặt kích
hoạt đăng ký mở triển khai thực hiện hoàn hoàn thành kết quả tính hết tháng tổ
chức duy trì hoạt động thành lập gồm bao cấp đưa lên bán sử dụng việc về theo
hiện đang từ ngày năm đầu cuối sau khi do vào ra qua để được lượt hội liên tục
tham gia dự tham dự hỗ trợ giúp tất thuộc toàn thống kê liệu chốt thời điểm nhờ
cùng đều hiệu quả nhận công phê duyệt ghi xây dựng báo cáo tăng giảm so vượt
lượt bằng ước tương đương ứng chiếm mức thêm lên xuống rồi cũng đó thì mà như
sau cụ thể nhiều chuyển đổi
"""
FILLERS = frozenset(FILLER_WORDS.split())
BETWEEN = frozenset({"và", "còn", "với"})
WORD = re.compile(r"[^\W_]+|[^\w\s]")


@dataclass(frozen=True)
class Term:
    """A concept, or a word of its own (`is_known` false), at its place."""

    concept: str
    start: int
    end: int
    is_known: bool = True
    is_mark: bool = False


@cache
def _phrases():
    found = {}
    for concept, phrases in CONCEPTS.items():
        for phrase in phrases.split("|"):
            found[tuple(phrase.split())] = concept
    return found


@cache
def _longest_from():
    """How many words the longest phrase has that begins with a word."""
    most = {}
    for phrase in _phrases():
        most[phrase[0]] = max(len(phrase), most.get(phrase[0], 0))
    return most


def terms(text: str, start: int = 0) -> tuple[Term, ...]:
    """The concepts and other words of a text, fillers left out; marks are kept.

    What is named after "ngoài" up to the next comma is what is not meant.
    """
    words = [(m[0].casefold(), m.start(), m.end()) for m in WORD.finditer(text)]
    found, at, besides = [], 0, False
    while at < len(words):
        length, concept = _longest(words, at)
        first, last = words[at], words[at + length - 1]
        at += length
        term = _term(concept, first[0], start + first[1], start + last[2])
        if besides and not (term and term.concept == ","):
            continue
        besides = term is not None and term.concept == "besides"
        if besides:
            term = Term("other", term.start, term.end)
        if term is not None:
            found.append(term)
    return tuple(found)


def _term(concept, word, start, end):
    if concept == DROPPED or (concept is None and word in FILLERS):
        return None
    if concept is not None:
        return Term(concept, start, end)
    is_mark = not word[0].isalnum() or word in BETWEEN
    return Term(word, start, end, False, is_mark)


def _longest(words, at):
    most = _longest_from().get(words[at][0], 0)
    for length in range(min(most, len(words) - at), 0, -1):
        key = tuple(word for word, *_ in words[at : at + length])
        if key in _phrases():
            return length, _phrases()[key]
    return 1, None

"""A second, unlike maker of texts with a wrong number: other districts, other words.

Each sentence is one of the ways in which offices write such facts; a text is a few of
them in a row, in lines or run together, with sentences between that hold no figure.
"""

from decimal import Decimal
from random import Random

from tests.reports.prose_slips import KINDS as SLIPS
from tests.reports.prose_texts import Text
from tests.reports.prose_worlds import figures

# Names of slots are those of facts; "!" marks what needs the last report's figures.
SENTENCES = """
Huyện {D} hiện có {so_xa} xã, thị trấn với {so_thon} thôn, khu dân cư và {households} hộ dân.
Toàn huyện {D} có {households} hộ gia đình.
Tổng số hộ gia đình trên địa bàn huyện {D} tính đến thời điểm báo cáo là {households} hộ.
Số hộ gia đình: {households}
Đến nay, 100% xã, thị trấn đã thành lập Tổ CNSCĐ cấp xã với {so_to_xa} Tổ.
Trên địa bàn huyện đã thành lập được {so_to_thon} Tổ công nghệ số cộng đồng thôn, khu dân cư và {so_to_xa} Tổ công nghệ số cộng đồng cấp xã.
Tổ công nghệ số cộng đồng cấp xã: {so_to_xa} tổ; cấp thôn: {so_to_thon} tổ.
Có {so_to_thon}/{so_thon} thôn, KDC thành lập Tổ CNSCĐ.
Các Tổ CNSCĐ cấp thôn có tổng số {so_thanh_vien_to_thon} thành viên.
Tổng số thành viên Tổ công nghệ số cộng đồng thôn, khu dân cư là {so_thanh_vien_to_thon} người.
Lực lượng nòng cốt là {so_thanh_vien_to_thon} thành viên của {so_to_thon} Tổ CNSCĐ thôn.
Tổ chỉ đạo triển khai CNSCĐ huyện được kiện toàn với {so_thanh_vien_to_chi_dao} đồng chí.
Ban Chỉ đạo huyện có {so_thanh_vien_to_chi_dao} thành viên do đồng chí Phó Chủ tịch UBND huyện làm Tổ trưởng.
Tổ chỉ đạo CNSCĐ cấp huyện gồm {so_thanh_vien_to_chi_dao:words} thành viên.
Các Tổ đã lập {so_nhom_zalo} nhóm Zalo để trao đổi công việc.
Duy trì hoạt động của {so_nhom_zalo} nhóm Zalo Tổ CNSCĐ các cấp.
Số nhóm Zalo đang hoạt động là {so_nhom_zalo} nhóm.
Trong kỳ có {so_xa_da_tap_huan}/{so_xa} xã, thị trấn tổ chức tập huấn cho thành viên Tổ CNSCĐ.
Số xã, thị trấn đã tổ chức tập huấn đạt {so_xa_da_tap_huan}/{so_xa} đơn vị.
{so_xa_da_tap_huan:words} xã, thị trấn đã hoàn thành tập huấn.
Đã có {so_xa_da_gui}/{so_xa} xã, thị trấn gửi số liệu, đạt {ty_le_gui:percent1}.
Báo cáo được tổng hợp từ số liệu của {so_xa_da_gui}/{so_xa} xã, thị trấn.
Các xã, thị trấn đã mở {sessions} buổi tập huấn, hướng dẫn cho thành viên và người dân.
Số buổi hội nghị, tập huấn, hướng dẫn: {sessions} buổi.
Tổ chức được {sessions} buổi hội nghị, tập huấn trong kỳ.
Tập huấn cho {trained} thành viên Tổ CNSCĐ.
Đã có {trained} lượt thành viên của Tổ được tập huấn, bồi dưỡng kỹ năng số.
Số thành viên được tập huấn trong kỳ là {trained} người, tăng {chenh_lech_trained} người so với kỳ trước.!
{trained}/{so_thanh_vien_to_thon} thành viên Tổ CNSCĐ thôn được tập huấn, đạt {ty_trong_trained:percent1}.
Các Tổ CNSCĐ đã hướng dẫn cho {guided} lượt người dân sử dụng dịch vụ số.
Số người dân được Tổ CNSCĐ hướng dẫn là {guided} người.
{guided} người dân đã được hướng dẫn cài đặt, sử dụng các nền tảng số.
Hướng dẫn được {guided:rough} lượt người dân.
Số người dân được hướng dẫn đạt {guided} người (kỳ trước {ky_truoc_guided} người).!
So với kỳ trước, số người dân được hướng dẫn tăng {chenh_lech_guided} người, tương ứng {phan_tram_tang_giam_guided:percent1}.!
Số người được hướng dẫn tăng từ {ky_truoc_guided} lên {guided} người.!
Tạo thành công {dvctt} tài khoản dịch vụ công trực tuyến cho người dân.
Số tài khoản dịch vụ công trực tuyến được tạo thành công: {dvctt} tài khoản; số tài khoản định danh điện tử: {vneid} tài khoản.
Kết quả: {dvctt} tài khoản DVCTT, {vneid} tài khoản VNeID.
{ty_trong_dvctt:percent1} số người dân được hướng dẫn đã tạo tài khoản DVCTT.
Có {dvctt} người dân được Tổ hướng dẫn tạo tài khoản dịch vụ công trực tuyến.
Tài khoản DVCTT tăng {chenh_lech_dvctt} tài khoản ({phan_tram_tang_giam_dvctt:percent1}) so với kỳ trước.!
Toàn huyện kích hoạt {vneid} tài khoản định danh điện tử (mức độ 1: {vneid_1}, mức độ 2: {vneid_2}).
Tài khoản VNeID đạt {vneid}, gồm {vneid_1} tài khoản mức độ 1 và {vneid_2} tài khoản mức độ 2.
Về định danh điện tử, có {vneid_2} tài khoản mức 2 và {vneid_1} tài khoản mức 1.
Gần đây đã hỗ trợ cài đặt {vneid:rough} tài khoản VNeID.
Tài khoản VNeID mức độ 1, mức độ 2 lần lượt là {vneid_1} và {vneid_2} tài khoản.
Tổng số tài khoản VNeID là {vneid} tài khoản, tăng {phan_tram_tang_giam_vneid:percent} so với kỳ trước.!
Huyện có {so_ocop} sản phẩm OCOP còn hiệu lực công nhận.
Số sản phẩm OCOP của địa phương: {so_ocop}; đã đưa lên sàn TMĐT: {so_ocop_online}.
{so_ocop_online}/{so_ocop} sản phẩm OCOP đã có mặt trên sàn thương mại điện tử.
{ty_trong_ocop_online:percent1} sản phẩm OCOP được đưa lên sàn TMĐT.
Đưa {so_ocop_online} sản phẩm OCOP lên sàn thương mại điện tử.
Ngoài sản phẩm OCOP, Tổ CNSCĐ hỗ trợ đưa {so_other_online} sản phẩm khác lên sàn.
Có thêm {so_other_online} sản phẩm không phải OCOP được bán trên sàn TMĐT.
| 4 | Số người dân được hướng dẫn | Người | {guided} |
| 5 | Tài khoản DVCTT đã tạo thành công | Tài khoản | {dvctt} |
+ Mức độ 2: {vneid_2} tài khoản VNeID.
""".strip().splitlines()
BETWEEN = """
Ngày 12/5/2024, UBND huyện ban hành Kế hoạch số 85/KH-UBND về chuyển đổi số.
Phấn đấu đến hết năm 2025 có 80% người dân trưởng thành có tài khoản VNeID.
Công tác tuyên truyền được thực hiện qua hệ thống loa truyền thanh 02 lần/tuần.
Xã {X} đã hướng dẫn 312 người dân, tạo 205 tài khoản DVCTT.
Bình quân mỗi Tổ có 06 thành viên.
Huyện đã tổ chức 01 hội nghị sơ kết với 120 đại biểu tham dự.
Thực hiện Đề án 06 của Chính phủ và Nghị quyết số 52-NQ/TW.
Đã phát 5.000 tờ rơi, treo 46 băng rôn tuyên truyền.
Hạ tầng mạng 4G, 5G được phủ sóng rộng rãi.
Kinh phí hỗ trợ 500.000 đồng/tháng cho mỗi Tổ.
Trong đó có 12 thành viên là nữ.
Kế hoạch 6 tháng cuối năm giao 20.000 tài khoản DVCTT.
Đường dây nóng: 0220 3747 123.
Thôn 3 và Thôn 5 chưa có nhà văn hóa đạt chuẩn.
Đồng chí Nguyễn Văn Ba làm Tổ trưởng, hai đồng chí làm Tổ phó.
Phối hợp với 03 doanh nghiệp viễn thông hỗ trợ 35 hộ sản xuất kinh doanh.
Một số xã chưa có mạng cáp quang đến từng hộ.
""".strip().splitlines()
DISTRICTS = ("Ninh Giang", "Thanh Hà", "Kim Thành", "Gia Lộc", "Cẩm Giàng")
COMMUNES = ("Tân Hương", "Hồng Phong", "An Đức", "Vĩnh Hòa")
JOINTS = ("\n", "\n- ", " ")


def world(rng: Random):
    """Values of a district and of its last report, as names → numbers."""
    communes = rng.randint(12, 34)
    hamlets = communes * rng.randint(3, 7) + rng.randint(1, 9)
    teams = hamlets - rng.choice((0, 0, 1, 3))
    members = teams * rng.randint(4, 7) + rng.randint(1, 30)
    guided = rng.randint(6000, 39000)
    first, second = rng.randint(2100, 8900), rng.randint(21000, 69000)
    ocop = rng.randint(12, 28)
    values = {
        "households": rng.randint(31000, 78000),
        "sessions": communes + rng.randint(8, 60),
        "trained": members - rng.randint(20, 90),
        "guided": guided,
        "dvctt": guided * rng.randint(70, 95) // 100,
        "vneid": first + second,
        "vneid_1": first,
        "vneid_2": second,
        "ocop": ocop,
        "ocop_online": ocop - rng.randint(1, 4),
        "other_online": rng.randint(3, 9),
    }
    last = {key: max(1, n * rng.randint(70, 96) // 100) for key, n in values.items()}
    sent, trained = communes - rng.choice((0, 0, 1, 2)), communes - rng.choice((0, 1, 3))
    counts = {
        "so_xa": communes,
        "so_xa_da_gui": sent,
        "so_xa_da_tap_huan": trained,
        "so_xa_chua_gui": communes - sent,
        "so_xa_chua_tap_huan": communes - trained,
        "so_xa_da_tiep_nhan": sent,
        "so_to_xa": communes,
        "so_thon": hamlets,
        "so_to_thon": teams,
        "so_thanh_vien_to_thon": members,
        "so_thanh_vien_to_chi_dao": rng.randint(15, 52),
        "so_nhom_zalo": communes + teams + rng.choice((-2, 0, 1)),
    }
    return values, counts, last


def slots_of(values, counts, last):
    """What each slot prints."""
    slots = {**counts, **values}
    for key, now in values.items():
        slots[f"so_{key}"] = now
        slots[f"ky_truoc_{key}"] = last[key]
        slots[f"chenh_lech_{key}"] = now - last[key]
        slots[f"phan_tram_tang_giam_{key}"] = Decimal(100 * (now - last[key])) / last[key]
    shares = {
        "ty_le_gui": (counts["so_xa_da_gui"], counts["so_xa"]),
        "ty_trong_trained": (values["trained"], counts["so_thanh_vien_to_thon"]),
        "ty_trong_dvctt": (values["dvctt"], values["guided"]),
        "ty_trong_ocop_online": (values["ocop_online"], values["ocop"]),
    }
    slots |= {name: Decimal(100 * a) / b for name, (a, b) in shares.items()}
    return {name: Decimal(value) for name, value in slots.items()}


def other_text(rng: Random, sentences=SENTENCES, between=BETWEEN):
    """A few sentences in any order, with some between that say no figure."""
    plain = world(rng)
    chosen = rng.sample(sentences, rng.randint(1, 5))
    chosen += rng.sample(between, rng.randint(0, 2))
    rng.shuffle(chosen)
    lines = [line.removesuffix("!") for line in chosen]
    template = rng.choice(JOINTS).join(lines)
    if any("|" in line or line.startswith("+") for line in lines):
        template = "\n".join(lines)
    template = template.replace("{D}", rng.choice(DISTRICTS))
    template = template.replace("{X}", rng.choice(COMMUNES))
    return Text(template, slots_of(*plain)), figures(*plain)


def other_example(rng: Random):
    """As `other_text`, with at least one slot."""
    while True:
        text, known = other_text(rng)
        if text.slots:
            return text, known


KINDS = SLIPS

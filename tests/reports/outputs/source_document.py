"""The report of July 2023, written by hand as blocks, for what is printed from it."""

from dataclasses import replace

from reports.blocks import (
    Bullet,
    IndicatorTable,
    Letterhead,
    Numbered,
    Paragraph,
    ReportDocument,
    Row,
    Section,
    Signature,
    Status,
)

LETTERHEAD = Letterhead(
    parent_agency="Ủy ban nhân dân huyện Tứ Kỳ",
    issuing_agency=("Tổ chỉ đạo triển khai", "Công nghệ số cộng đồng"),
    place="Tứ Kỳ",
)

SUBJECT = (
    "Sơ kết hoạt động của Tổ CNSCĐ 6 tháng đầu năm 2023 và phương hướng, nhiệm vụ "
    "6 tháng cuối năm 2023"
)

OPENING = (
    "Thực hiện Công văn số 1134/TCĐCNSCĐ ngày 18/7/2023 của Tổ chỉ đạo triển khai "
    "công nghệ số cộng đồng tỉnh Hải Dương về việc báo cáo sơ kết hoạt động Tổ Công "
    "nghệ số cộng đồng 6 tháng đầu năm 2023, Tổ chỉ đạo CNSCĐ huyện Tứ Kỳ báo cáo kết "
    "quả, cụ thể như sau:"
)

GENERAL = Section(
    2,
    "1.",
    "Thông tin chung",
    (
        Bullet(
            "Ngày 06/4/2022, UBND huyện đã ban hành Quyết định số 1252/QĐ-UBND thành "
            "lập Tổ chỉ đạo triển khai CNSCĐ cấp huyện gồm 46 thành viên, đồng chí Phó "
            "Chủ tịch Thường trực UBND huyện làm Tổ trưởng."
        ),
        Bullet("Số lượng Tổ CNSCĐ cấp xã: 23."),
        Bullet("Số lượng thôn/KDC trên địa bàn: 105"),
        Bullet("Số lượng Tổ CNSCĐ thôn/KDC trên địa bàn: 105."),
        Bullet("Số lượng thành viên Tổ CNSCĐ cấp thôn, KDC: 615 thành viên."),
        Bullet("Nhóm zalo của Tổ CNSCĐ: 129"),
    ),
)

DIRECTION = Section(
    2,
    "2.",
    "Công tác chỉ đạo, điều hành",
    (
        Paragraph(
            "Ngày 16/02/2023, Tổ chỉ đạo triển khai Công nghệ số cộng đồng (CNSCĐ) "
            "huyện phối hợp với Trung tâm viễn thông VNPT Tứ Kỳ - Hải Dương, Bưu điện "
            "Tứ Kỳ - Hải Dương và Tổ chỉ đạo triển khai Đề án 06 của huyện tổ chức "
            "thành công Hội nghị tập huấn bồi dưỡng kỹ năng số, hỗ trợ đưa hộ sản xuất "
            "nông nghiệp lên sàn thương mại điện tử cho Tổ CNSCĐ cấp xã và cấp thôn "
            "trên địa bàn huyện Tứ Kỳ tại xã Hưng Đạo. Ngày 09/3/2023, Tổ chỉ đạo "
            "triển khai CNSCĐ huyện đã ban hành Công văn số 237/CV-TCĐ về việc tiếp "
            "tục triển khai Kế hoạch số 203/KH-TCĐ ngày 08/11/2022 về tập huấn cho Tổ "
            "CNSCĐ cấp xã, thôn."
        ),
        Paragraph(
            "Đến hết tháng 5/2023, đã có 23/23 xã, thị trấn hoàn thành việc tập huấn "
            "cho Tổ CNSCĐ cấp xã, cấp thôn về việc hỗ trợ người dân cài đặt tài khoản "
            "dịch vụ công trực tuyến, cài đặt tài khoản định danh điện tử, tài khoản "
            "thanh toán không dùng tiền mặt và hỗ trợ các hộ sản xuất, kinh doanh đưa "
            "sản phẩm lên sàn Thương mại điện tử (TMĐT)."
        ),
    ),
)

ROWS = (
    Row("1", "Tổng số hộ gia đình trên địa bàn", "Hộ gia đình", "58.076"),
    Row(
        "2",
        "Số buổi hội nghị, tập huấn, hướng dẫn thành viên của Tổ và người dân",
        "Buổi",
        "23",
    ),
    Row("3", "Số thành viên của Tổ được tập huấn", "Người", "615"),
    Row("4", "Số người dân được hướng dẫn", "Người", "17.250"),
    Row(
        "5",
        "Số lượng tài khoản DVCTT đã được Tổ hướng dẫn và tạo thành công",
        "Tài khoản",
        "15.352",
    ),
    Row(
        "6",
        "Số lượng tài khoản VNeID đã được Tổ hướng dẫn và tạo thành công",
        "Tài khoản",
        "71.994 trong đó: 4.621 tài khoản mức độ 1, 71.373 tài khoản mức độ 2",
    ),
    Row(
        "7",
        "Số lượng sản phẩm OCOP của địa phương",
        "Sản phẩm",
        "11 sản phẩm gồm: Gạo bãi rươi, Rươi cấp đông, Cây cấp đông, Chim bồ câu pháp "
        "thảo dược, Nấm sò, Nấm mỡ, Nấm hương, Nấm đông trùng hạ thảo, Niêu rươi đốt, "
        "Chả rươi, Gà thịt.",
    ),
    Row(
        "8",
        "Số lượng sản phẩm OCOP của địa phương được đưa lên sàn TMĐT",
        "Sản phẩm",
        "Gạo bãi rươi, rươi cấp đông, cây cấp đông, niêu rươi đốt, chả rươi, Nấm sò, "
        "Nấm mỡ, Nấm hương, Nấm đông trùng hạ thảo.",
    ),
)

STATISTICS = Section(
    3,
    "3.1.",
    "Số liệu thống kê",
    (
        IndicatorTable(ROWS),
        Bullet(
            "Ngoài việc hỗ trợ các sản phẩm OCOP đưa lên sàn TMĐT, Tổ CNSCĐ các cấp đã "
            "hỗ trợ đưa được 04 sản phẩm lên sàn thương mại điện tử: Tranh thêu Hòa "
            "Nhượng; túi, ví thêu Minh Tú; gạo Thanh Loan - xã Hưng Đạo; Mắm cáy Điện "
            "Hoa- xã An Thanh."
        ),
    ),
)

EFFECT = Section(
    3,
    "3.2.",
    "Tác động các hoạt động của Tổ đến kết quả chuyển đổi số của địa phương",
    (
        Paragraph(
            "Tổ CNSCĐ là cầu nối của chính quyền địa phương để thông tin, tuyên truyền "
            "các chủ trương, chính sách của Đảng, Nhà nước về công tác chuyển đổi số "
            "đến với nhân dân; trực tiếp truyền thông, vận động, hướng dẫn, hỗ trợ "
            "người dân sử dụng các ứng dụng công nghệ thông minh, thương mại điện tử, "
            "dịch vụ hành chính công; tham gia thực hiện chuyển đổi số trong các lĩnh "
            "vực của đời sống xã hội; từ đó, cùng chính quyền xây dựng chính quyền số, "
            "phát triển kinh tế số, xã hội số tại thôn, KDC. Các tổ công nghệ số đã và "
            "đang tập trung tuyên truyền để người dân nâng cao nhận thức về chuyển đổi "
            "số và phổ cập kỹ năng số đến người dân."
        ),
    ),
)

SHORTCOMINGS = Section(
    1,
    "II.",
    "Tồn tại, hạn chế, nguyên nhân",
    (
        Bullet(
            "Một số thành viên trong tổ chưa thành thạo về việc sử dụng các nền tảng "
            "số, dịch vụ số, công nghệ số."
        ),
        Bullet(
            "Cơ sở vật chất để thực hiện chuyển đổi số chưa đồng bộ, các công cụ liên "
            "quan như điện thoại thông minh, máy tính, đường truyền, mạng chưa phủ cập "
            "đến 100% người dân."
        ),
        Bullet("Kinh phí để các Tổ CNSCĐ các thôn, KDC hoạt động không có."),
    ),
)

PROPOSALS = Section(
    1,
    "III.",
    "Đề xuất, kiến nghị",
    (
        Bullet(
            "Đề nghị Sở Thông tin và Truyền thông tiếp tục mở các lớp tập huấn, bồi "
            "dưỡng kỹ năng số cho Tổ CNSCĐ các cấp, cung cấp các tài liệu hướng dẫn "
            "việc hướng dẫn cài đặt, sử dụng các ứng dụng số bằng các tờ rơi, áp phích "
            "để Tổ CNSCĐ các thôn, KDC có thể đến gửi, hướng dẫn trực tiếp."
        ),
        Bullet(
            "Sở Thông tin và Truyền thông cần phối hợp với các ngân hàng, nhà mạng "
            "nâng cao chất lượng các ứng dụng có liên quan như QR Code, Mobi money để "
            "tạo thuận tiện, dễ sử dụng cho người dân; phối hợp với các doanh nghiệp "
            "viễn thông hoàn thiện và nâng cao hạ tầng thông tin để thúc đẩy, thuận "
            "tiện trong việc thực hiện chuyển đổi số."
        ),
        Bullet(
            "Tham mưu cho UBND tỉnh có cơ chế, chính sách hỗ trợ, động viên cho Tổ "
            "CNSCĐ các cấp để tạo động lực cho lực lượng này nhiệt tình tham gia vào "
            "việc thực hiện nhiệm vụ."
        ),
    ),
)

PLANS = Section(
    1,
    "IV.",
    "Phương hướng, nhiệm vụ 6 tháng cuối năm 2023",
    (
        Numbered(
            "1.",
            "Tiếp tục chỉ đạo Tổ CNSCĐ các xã, thị trấn thực hiện việc tuyên truyền "
            "nâng cao nhận thức của người dân về tác dụng của công nghệ số đối với "
            "người dân và trong việc xây dựng chính quyền số.",
        ),
        Numbered(
            "2.",
            "Phối hợp với các doanh nghiệp CNTT trong và ngoài huyện hỗ trợ tập huấn "
            "chuyên sâu cho Tổ CNSCĐ cấp xã, cấp thôn để các thành viên thành thạo về "
            "kỹ năng số, hỗ trợ, hướng dẫn nhân dân cài đặt và sử dụng được tài khoản "
            "dịch vụ công trực tuyến, ứng dụng không dùng tiền mặt và tài khoản VneID, "
            "đăng ký chữ ký số cá nhân trên nền tảng di động.",
        ),
        Numbered(
            "3.",
            "Tham gia, cử người tham gia các buổi tập huấn nâng cao trình độ về chuyên "
            "môn, nghiệp vụ do tỉnh tổ chức.",
        ),
    ),
)

DOCUMENT = ReportDocument(
    letterhead=LETTERHEAD,
    subject=SUBJECT,
    opening=OPENING,
    sections=(
        Section(1, "I.", "Kết quả hoạt động 6 tháng đầu năm 2023"),
        GENERAL,
        DIRECTION,
        Section(2, "3.", "Kết quả đạt được"),
        STATISTICS,
        EFFECT,
        SHORTCOMINGS,
        PROPOSALS,
        PLANS,
    ),
    closing=(
        "Trên đây là báo cáo kết quả hoạt động 6 tháng đầu năm và phương hướng, nhiệm "
        "vụ 6 tháng cuối năm 2023 của Tổ chỉ đạo triển khai CNSCĐ huyện Tứ Kỳ./."
    ),
    recipients=(
        "Như trên",
        "Sở TTTT",
        "Chủ tịch, các PCT UBND huyện",
        "Tổ chỉ đạo CNSCĐ huyện",
        "Tổ CNSCĐ các xã, thị trấn",
        "Lưu: VT",
    ),
    signature=Signature(
        authority=("TM. Tổ chỉ đạo CNSCĐ", "KT. Tổ trưởng", "Tổ phó"),
        office="Trưởng phòng VH&TT",
        name="Trương Thị Toan",
    ),
    month=7,
    year=2023,
    addressees=("Tổ chỉ đạo triển khai công nghệ số cộng đồng tỉnh Hải Dương",),
    status=Status.DRAFT,
    is_example=True,
)


def document(**changes) -> ReportDocument:
    """The report of July 2023 with some of its fields changed."""
    return replace(DOCUMENT, **changes)

"""A period's indicators in; the names that its text may cite, with meanings, out."""

LABELS = {
    "ky": "kỳ báo cáo",
    "ky_sau": "kỳ tiếp theo",
    "nam": "năm của kỳ",
    "so_xa": "số xã phải báo cáo",
    "so_xa_da_gui": "số xã có số liệu trong báo cáo",
    "so_xa_da_tap_huan": "số xã đã tập huấn trong kỳ",
    "so_to_xa": "số Tổ CNSCĐ cấp xã",
    "so_thon": "số thôn, KDC",
    "so_to_thon": "số Tổ CNSCĐ thôn, KDC",
    "so_thanh_vien_to_thon": "số thành viên Tổ CNSCĐ thôn, KDC",
    "so_thanh_vien_to_chi_dao": "số thành viên Tổ chỉ đạo",
    "so_nhom_zalo": "số nhóm Zalo",
}
FURTHER_LABELS = {
    "so_xa_chua_gui": "số xã chưa có số liệu trong báo cáo",
    "so_xa_da_tiep_nhan": "số xã có biểu đã tiếp nhận",
    "so_xa_chua_tap_huan": "số xã chưa tập huấn trong kỳ",
    "ty_le_xa_da_gui": "tỷ lệ xã có số liệu trong báo cáo",
    "ty_le_xa_da_tap_huan": "tỷ lệ xã đã tập huấn trong kỳ",
    "danh_sach_xa_chua_gui": "tên các xã chưa có số liệu trong báo cáo",
    "danh_sach_xa_da_tap_huan": "tên các xã đã tập huấn trong kỳ",
    "danh_sach_xa_chua_tap_huan": "tên các xã chưa tập huấn trong kỳ",
    "ky_truoc": "kỳ trước để so sánh",
    "ngay_dau_ky": "ngày đầu kỳ",
    "ngay_chot": "ngày chốt số liệu",
    "han_gui": "ngày hết hạn gửi",
    "cong_van": "số, ký hiệu công văn yêu cầu báo cáo",
    "ngay_cong_van": "ngày của công văn yêu cầu báo cáo",
    "cong_van_gui_xa": "số, ký hiệu công văn gửi các xã",
    "ngay_cong_van_gui_xa": "ngày của công văn gửi các xã",
}
LABELS |= FURTHER_LABELS
OF_EACH = {
    "ky_truoc_{}": "số kỳ trước",
    "tang_giam_{}": "tăng, giảm so với kỳ trước, ví dụ “tăng 1.234”",
    "chenh_lech_{}": "mức tăng, giảm so với kỳ trước, chỉ ghi số",
    "phan_tram_tang_giam_{}": "tăng, giảm theo phần trăm, ví dụ “tăng 12,5%”",
}
OF_COUNTED = {
    "so_xa_co_{}": "số xã có phát sinh",
    "so_xa_khong_co_{}": "số xã không phát sinh",
    "so_xa_thieu_{}": "số xã chưa có đủ số liệu",
    "danh_sach_xa_thieu_{}": "tên các xã chưa có đủ số liệu",
}
SHARE = "ty_trong_{}"
BY_COMMUNE = ("hamlet", "commune")


def known_names(specs) -> dict[str, str]:
    """Every name that a text of the period may cite, with what it means."""
    return further_names(specs) | _names_now(specs)


def further_names(specs) -> dict[str, str]:
    """Those that are looked up only where a text cites one: changes, shares, names."""
    names = dict(FURTHER_LABELS)
    by_key = {spec.key: spec for spec in specs}
    for spec in specs:
        patterns = OF_EACH | (OF_COUNTED if spec.level in BY_COMMUNE else {})
        for pattern, meaning in patterns.items():
            names[pattern.format(spec.key)] = f"{spec.name}: {meaning}"
        if whole := by_key.get(whole_of(spec)):
            meaning = f"tỷ lệ so với “{whole.name}”"
            names[SHARE.format(spec.key)] = f"{spec.name}: {meaning}"
    return {name: names[name] for name in names if name not in _names_now(specs)}


def whole_of(spec) -> str | None:
    """The key of what the indicator is a share of, if its relations name one."""
    return spec.part_of or spec.within or spec.at_most


def _names_now(specs):
    names = {name: LABELS[name] for name in LABELS if name not in FURTHER_LABELS}
    for spec in specs:
        names[spec.key] = spec.name
        if spec.source:
            names[f"nguon_{spec.key}"] = f"{spec.name}: nguồn số liệu"
        if spec.is_list:
            names[f"so_{spec.key}"] = f"{spec.name}, ghi 04 thay cho 4"
            names[f"danh_sach_{spec.key}"] = f"{spec.name}: tên từng sản phẩm"
    return names

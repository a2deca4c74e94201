"""A key comes of the name, without accents, and is never one that is taken."""

import pytest

from reports.indicator_keys import LONGEST, key_of
from reports.models import Indicator


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Số người dân được hướng dẫn", "nguoi_dan_duoc_huong_dan"),
        ("Tổng số hộ gia đình trên địa bàn", "ho_gia_dinh_tren_dia_ban"),
        ("Số lượng tài khoản VNeID đã được tạo", "tai_khoan_vneid_da_duoc_tao"),
        ("2 lần/năm", "ct_2_lan_nam"),
        ("Nguồn thu", "ct_nguon_thu"),
        ("Danh sách hộ", "ct_danh_sach_ho"),
        ("Số", "so"),
        ("???", "chi_tieu"),
        ("", "chi_tieu"),
    ],
)
def test_a_key_says_the_name(name, key):
    assert key_of(name) == key


@pytest.mark.parametrize("name", ["số " * 30, "a" * 200, "người dân " * 30])
def test_a_key_fits_and_is_valid_even_when_taken(name):
    key = key_of(name, taken={key_of(name)}, reserved={f"{key_of(name)}_2"})
    assert len(key) <= LONGEST
    assert key.endswith("_3")
    Indicator._meta.get_field("key").run_validators(key)

"""A group opens with its heading, once, where its first indicator stands."""

from reports.figures import Spec
from reports.headings import headings


def test_only_the_first_of_a_group_has_the_heading_above_it():
    specs = [
        Spec("a"),
        Spec("b", group="Tài khoản"),
        Spec("c", group="Tài khoản", part_of="b"),
        Spec("d", group="Sản phẩm"),
    ]
    assert headings(specs) == {"b": "Tài khoản", "d": "Sản phẩm"}
    assert headings(specs[2:]) == {"c": "Tài khoản", "d": "Sản phẩm"}
    assert headings(specs[:1]) == {}

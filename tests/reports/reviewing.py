"""A small district whose officer reviews what its communes sent."""

from types import SimpleNamespace

from django.urls import reverse

from teams.models import Role
from tests.factories import (
    make_commune,
    make_district,
    make_hamlet,
    make_hamlet_team,
    make_indicator,
    make_officer,
    make_open_period,
    make_staff,
    make_user,
    put_in_state,
    set_figure,
)

NAMES = ["Hưng Đạo", "An Thanh", "Quang Phục"]


def make_indicators(district):
    """Guided by hamlet; sessions, a typed total of two parts, a list by commune."""
    guided = make_indicator(district, "guided", level="hamlet")
    make_indicator(district, "sessions", unit="Buổi", district_adds=True)
    total = make_indicator(district, "vneid", total_typed=True, at_most=guided)
    make_indicator(district, "level_1", part_of=total, number="")
    make_indicator(district, "level_2", part_of=total, number="")
    make_indicator(district, "ocop", kind="list", product_kind="ocop", unit="Sản phẩm")


def make_office(communes=3, tag="", **period):
    """A district with so many communes of two hamlets each, its period open.

    `tag` keeps the names of two offices apart.
    """
    district = make_district(f"Tứ Kỳ{tag}")
    rows = []
    for number in range(communes):
        name = NAMES[number] if number < len(NAMES) else f"Xã Số {number}"
        commune = make_commune(district, name, f"{11086 + number}", position=number)
        for place, hamlet in enumerate(["An Lao", "Xuân Nẻo"]):
            make_hamlet_team(make_hamlet(commune, hamlet, position=place))
        rows.append(commune)
    make_indicators(district)
    officer = make_officer(district, f"hoa{tag}", full_name="Phạm Thị Hoa")
    period = make_open_period(district, officer, **period)
    returns = list(period.submissions.in_district_order())
    return SimpleNamespace(
        district=district,
        communes=rows,
        officer=officer,
        leader=make_user(f"tuan{tag}", Role.LEADER, district),
        lan=make_staff(rows[0], f"lan{tag}", full_name="Nguyễn Thị Lan"),
        period=period,
        returns=returns,
        first=returns[0],
    )


def fill_in(submission, by, *, state="sent", guided=(100, 50), vneid=(30, 10, 20)):
    """Every figure of a return, without contradictions unless they are asked for."""
    hamlets = submission.commune.hamlets.order_by("position")
    for hamlet, value in zip(hamlets, guided, strict=True):
        set_figure(submission, "guided", value, hamlet=hamlet, by=by)
    for key, value in zip(("vneid", "level_1", "level_2"), vneid, strict=True):
        set_figure(submission, key, value, by=by)
    set_figure(submission, "sessions", 2, by=by)
    set_figure(submission, "ocop", 1, names=["Rươi kho"], by=by)
    return put_in_state(submission, state)


def address(name, submission, **more):
    """The address of a page or a move of one return."""
    places = {"period": submission.period_id, "submission": submission.pk, **more}
    return reverse(f"reports:{name}", kwargs=places)

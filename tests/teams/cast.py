"""Who works where: one district with two communes, and a neighbour's."""

from types import SimpleNamespace

from teams.models import Assignment, Role, User
from tests.factories import (
    make_commune,
    make_district,
    make_hamlet,
    make_hamlet_team,
    make_officer,
    make_staff,
    make_user,
)

PASSWORD = "mot-cau-de-nho-12"


def make_cast():
    """The officer Hoa, Minh who keeps the roster, Tuấn who leads, Lan and Bình."""
    district = make_district()
    hung_dao = make_commune(district)
    an_thanh = make_commune(district, "An Thanh", "11125")
    cast = SimpleNamespace(
        district=district,
        hung_dao=hung_dao,
        an_thanh=an_thanh,
        an_lao=make_hamlet(hung_dao),
        hoa=make_officer(district, full_name="Nguyễn Thị Hoa", phone="0912345678"),
        minh=make_user("minh", Role.ROSTER_ADMIN, district),
        tuan=make_user("tuan", Role.LEADER, district),
        lan=make_staff(hung_dao, full_name="Phạm Thị Lan"),
        binh=make_staff(an_thanh, "binh"),
        nobody=User.objects.create_user("moi", full_name="Người Mới"),
    )
    cast.team = make_hamlet_team(cast.an_lao)
    cast.member = cast.team.members.get(role="head")
    return cast


def make_neighbour():
    """Another district with its own commune, team and people."""
    district = make_district("Thanh Miện")
    commune = make_commune(district, "Cao Thắng", "11299")
    return SimpleNamespace(
        district=district,
        commune=commune,
        team=make_hamlet_team(make_hamlet(commune, "Bằng Bộ")),
        staff=make_staff(commune, "hang"),
        minh=make_user("minh-tm", Role.ROSTER_ADMIN, district),
    )


def allow_export(user, district):
    Assignment.objects.create(user=user, role=Role.MEMBER_EXPORT, district=district)
    user.__dict__.pop("duties", None)


def with_password(user, **fields):
    """The user with a password to sign in with."""
    user.set_password(PASSWORD)
    for name, value in fields.items():
        setattr(user, name, value)
    user.save()
    return user

"""Small worlds for tests: a district with communes, hamlets, people and a period.

Keyword arguments set fields; everything else is plain and fixed.
"""

import datetime as dt
from decimal import Decimal

from django.utils import timezone

from reports.models import (
    Figure,
    FigureVersion,
    Indicator,
    ReportingPeriod,
    Submission,
)
from reports.opening import open_period
from teams.models import (
    Assignment,
    Commune,
    District,
    Hamlet,
    Letterhead,
    Member,
    Role,
    Signer,
    Team,
    User,
)

LONG_AGO = dt.date(2010, 1, 1)


def make_district(name="Tứ Kỳ", **fields):
    return District.objects.create(name=name, **fields)


def make_commune(district, name="Hưng Đạo", code="11086", **fields):
    fields = {"kind": "xa", "valid_from": LONG_AGO, **fields}
    return Commune.objects.create(district=district, name=name, code=code, **fields)


def make_hamlet(commune, name="An Lao", **fields):
    fields = {"kind": "thon", "valid_from": LONG_AGO, **fields}
    return Hamlet.objects.create(commune=commune, name=name, **fields)


def make_user(username, role, district, commune=None, **fields):
    fields = {"full_name": username.capitalize(), **fields}
    user = User.objects.create_user(username=username, password=None, **fields)
    Assignment.objects.create(user=user, role=role, district=district, commune=commune)
    return user


def make_officer(district, username="hoa", **fields):
    return make_user(username, Role.OFFICER, district, **fields)


def make_staff(commune, username="lan", **fields):
    return make_user(
        username, Role.COMMUNE_STAFF, commune.district, commune=commune, **fields
    )


def make_indicator(district, key, **fields):
    fields = {
        "name": key.capitalize(),
        "unit": "Người",
        "kind": "count",
        "time": "flow",
        "level": "commune",
        "position": district.indicators.count() + 1,
        **fields,
    }
    fields.setdefault("number", str(fields["position"]))
    return Indicator.objects.create(district=district, key=key, **fields)


def make_period(district, phrase="6 tháng đầu năm 2023", **fields):
    fields = {
        "next_phrase": "6 tháng cuối năm 2023",
        "first_day": dt.date(2022, 12, 15),
        "last_day": dt.date(2023, 6, 14),
        "opens_on": dt.date(2023, 6, 15),
        "deadline": timezone.make_aware(dt.datetime(2023, 7, 24, 17)),
        **fields,
    }
    return ReportingPeriod.objects.create(district=district, phrase=phrase, **fields)


def make_open_period(district, officer, **fields):
    """A period that `officer` opened with the indicators there are."""
    period = make_period(district, **fields)
    open_period(period, by=officer)
    return period


def make_letterhead(district, **fields):
    fields = {
        "parent_agency": "Ủy ban nhân dân huyện Tứ Kỳ",
        "issuing_agency": "Tổ chỉ đạo triển khai\nCông nghệ số cộng đồng",
        "short_name": "Tổ chỉ đạo CNSCĐ huyện Tứ Kỳ",
        "place": "Tứ Kỳ",
        "valid_from": LONG_AGO,
        **fields,
    }
    return Letterhead.objects.create(district=district, **fields)


def make_signer(district, name="Trương Thị Toan", **fields):
    fields = {
        "authority": "TM. TỔ CHỈ ĐẠO CNSCĐ\nKT. TỔ TRƯỞNG\nTỔ PHÓ",
        "office": "TRƯỞNG PHÒNG VH&TT",
        "valid_from": LONG_AGO,
        **fields,
    }
    return Signer.objects.create(district=district, name=name, **fields)


def make_hamlet_team(hamlet, people=3):
    """A team of the hamlet with a head and so many people in all."""
    team = Team.objects.create(
        district=hamlet.commune.district,
        level="hamlet",
        commune=hamlet.commune,
        hamlet=hamlet,
        zalo_group="Nhóm",
        valid_from=LONG_AGO,
    )
    for number in range(people):
        Member.objects.create(
            team=team,
            full_name=f"Người Thứ {number}",
            role="member" if number else "head",
            phone=f"0000{number:06d}",
            valid_from=LONG_AGO,
        )
    return team


def set_figure(submission, key, value=None, *, hamlet=None, by, names=()):
    """Store a figure with its first version, in any state; None: nothing arose."""
    state = "none" if value is None else "value"
    fields = {
        "state": state,
        "value": None if value is None else Decimal(value),
        "names": list(names),
    }
    figure = Figure.objects.create(
        indicator=submission.period.indicators.get(key=key),
        submission=submission,
        hamlet=hamlet,
        version=1,
        **fields,
    )
    FigureVersion.objects.create(
        figure=figure, number=1, by=by, source="typed", **fields
    )
    return figure


def put_in_state(submission, state):
    """Set the state without a move, for tests of what may follow."""
    Submission.objects.filter(pk=submission.pk).update(state=state)
    submission.refresh_from_db()
    return submission

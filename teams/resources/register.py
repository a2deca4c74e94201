"""What a file's rows refer to by code and name: the district's register, read once."""

from collections import defaultdict
from functools import cached_property

from django.utils import timezone

from teams.models import Commune, Decision, Hamlet, Team
from tuky_cnscd.vietnamese import format_count, quote, search_key


class Register:
    """Places, teams and decisions of one district, found as files name them.

    Of rows that share a name at different times, the one in force on `day` is meant.
    Raises ValueError with a Vietnamese message where there is none, or several.
    """

    def __init__(self, district):
        self.district = district

    def commune(self, code, day):
        """The commune of that code."""
        return _one(self._communes[code], day, f"Không có xã nào mang mã {quote(code)}")

    def hamlet(self, commune, text, day):
        """The commune's hamlet, named with its kind (“thôn An Nhân”) or without."""
        asked = search_key(text)
        mine = self._hamlets[commune.pk]
        full = [h for h in mine if h.search_key == asked]
        bare = [h for h in mine if search_key(h.name) == asked]
        return _one(full or bare, day, f"{commune} không có thôn, KDC {quote(text)}")

    def team(self, level, commune, hamlet, day):
        """The team of that level at that place."""
        place = (level, commune and commune.pk, hamlet and hamlet.pk)
        where = hamlet or commune or self.district
        return _one(self._teams[place], day, f"Chưa có Tổ CNSCĐ {where} trong danh bạ")

    def decision(self, number):
        """The decision of that number, as it is spelled on the paper."""
        asked = search_key(number)
        found = [d for d in self._decisions if search_key(d.number) == asked]
        if len(found) > 1:
            raise ValueError(
                f"Có {format_count(len(found))} quyết định mang số {quote(number)};"
                " đề nghị chọn quyết định cho Tổ trên trang của Tổ."
            )
        if not found:
            raise ValueError(
                f"Không có quyết định số {quote(number)} trong danh bạ; đề nghị thêm"
                " quyết định trước."
            )
        return found[0]

    @cached_property
    def _communes(self):
        rows = defaultdict(list)
        for commune in Commune.objects.filter(district=self.district):
            rows[commune.code].append(commune)
        return rows

    @cached_property
    def _hamlets(self):
        rows = defaultdict(list)
        found = Hamlet.objects.filter(commune__district=self.district)
        for hamlet in found.select_related("commune"):
            rows[hamlet.commune_id].append(hamlet)
        return rows

    @cached_property
    def _teams(self):
        rows = defaultdict(list)
        found = Team.objects.filter(district=self.district)
        for team in found.select_related("district", "commune", "hamlet"):
            rows[team.level, team.commune_id, team.hamlet_id].append(team)
        return rows

    @cached_property
    def _decisions(self):
        return list(Decision.objects.filter(district=self.district))


def in_force(rows, day):
    """Of dated rows, those in force on `day` (today for None)."""
    day = day or timezone.localdate()
    return [
        row
        for row in rows
        if row.valid_from <= day and (row.valid_to is None or row.valid_to >= day)
    ]


def _one(rows, day, nothing):
    found = in_force(rows, day) or (rows if len(rows) == 1 else [])
    if not rows:
        raise ValueError(f"{nothing}.")
    if len(found) != 1:
        raise ValueError(f"{nothing} đang có hiệu lực; đề nghị kiểm tra lại ngày.")
    return found[0]

"""Decisions, teams and their members in and out of files."""

from collections import defaultdict
from functools import cached_property

from teams.forms import bare_phone
from teams.models import Decision, Member, Team
from tuky_cnscd.vietnamese import search_key

from .base import RosterResource
from .columns import Choice, Code, Column, Day, Phone, Text


class DecisionResource(RosterResource):
    """A decision is known by its number, date and issuer."""

    number = Column("Số, ký hiệu", "number", required=True)
    date = Column("Ngày ban hành", "date", Day(), required=True)
    issuer = Column("Cơ quan ban hành", "issuer", required=True)
    subject = Column("Trích yếu", "subject")

    class Meta:
        model = Decision
        fields = ("number", "date", "issuer", "subject")
        skip_unchanged = report_skipped = clean_model_instances = True

    def find(self):
        return Decision.objects.filter(
            district=self.district,
            number=self.values["number"],
            date=self.values["date"],
            issuer=self.values["issuer"],
        )

    def _standing(self, rows):
        return rows[0] if rows else None


class PlacedResource(RosterResource):
    """Lines that name a team's level and place."""

    def resolve(self):
        """Find the commune and the hamlet that the level asks for."""
        self.home = self.part = None
        level = self.values.get("level")
        code, name = self.values.get("commune"), self.values.get("hamlet")
        if level in (Team.Level.COMMUNE, Team.Level.HAMLET):
            self._look_up("commune", "home", self.register.commune, code or "")
        if level == Team.Level.HAMLET and self.home:
            self._look_up("hamlet", "part", self._hamlet, name or "")
        self._refuse_what_does_not_fit(level, code, name)

    def _hamlet(self, name, day):
        return self.register.hamlet(self.home, name, day)

    def _look_up(self, column, attribute, look_up, text):
        try:
            setattr(self, attribute, look_up(text, self.day))
        except ValueError as error:
            message = str(error) if text else "Cấp này phải ghi cột này."
            self.refuse(column, message)

    def _refuse_what_does_not_fit(self, level, code, name):
        if not level and "level" not in self.problems:
            self.refuse("level", "Cột này không được để trống.")
        if code and level == Team.Level.STEERING:
            self.refuse("commune", "Tổ chỉ đạo không ghi mã xã.")
        if name and level in (Team.Level.STEERING, Team.Level.COMMUNE):
            self.refuse("hamlet", "Chỉ Tổ cấp thôn, KDC mới ghi cột này.")


class HamletLabel(Text):
    """A hamlet with its kind, for a commune may have a thôn and a KDC of one name."""

    def render(self, value, obj=None, **kwargs):
        return str(value) if value else ""


class TeamResource(PlacedResource):
    """A team is known by its level and place."""

    level = Column("Cấp", "level", Choice(Team.Level), required=True)
    commune = Column("Mã xã", "commune__code", Code(), required=True, refers=True)
    hamlet = Column("Thôn, KDC", "hamlet", HamletLabel(), required=True, refers=True)
    zalo_group = Column("Nhóm Zalo", "zalo_group")
    decision = Column("Quyết định thành lập số", "decision__number", refers=True)
    valid_from = Column("Từ ngày", "valid_from", Day())
    valid_to = Column("Đến hết ngày", "valid_to", Day())

    class Meta:
        model = Team
        fields = (
            "level",
            "commune",
            "hamlet",
            "zalo_group",
            "decision",
            "valid_from",
            "valid_to",
        )
        skip_unchanged = report_skipped = clean_model_instances = True

    def resolve(self):
        super().resolve()
        self.founding = None
        if number := self.values.get("decision"):
            try:
                self.founding = self.register.decision(number)
            except ValueError as error:
                self.refuse("decision", str(error))

    def find(self):
        return Team.objects.select_related(
            "district", "commune", "hamlet", "decision"
        ).filter(
            district=self.district,
            level=self.values["level"],
            commune=self.home,
            hamlet=self.part,
        )

    def place(self, instance):
        instance.commune, instance.hamlet = self.home, self.part
        if "decision" in self.values:
            instance.decision = self.founding


class MemberResource(PlacedResource):
    """A member is known by team and name; two of one name, by telephone as well."""

    level = Column(
        "Cấp Tổ", "team__level", Choice(Team.Level), required=True, refers=True
    )
    commune = Column("Mã xã", "team__commune__code", Code(), required=True, refers=True)
    hamlet = Column(
        "Thôn, KDC", "team__hamlet", HamletLabel(), required=True, refers=True
    )
    full_name = Column("Họ và tên", "full_name", required=True)
    role = Column("Vai trò", "role", Choice(Member.Role))
    post = Column("Chức vụ", "post")
    body = Column("Cơ quan, đoàn thể", "body")
    phone = Column("Điện thoại", "phone", Phone())
    valid_from = Column("Từ ngày", "valid_from", Day())
    valid_to = Column("Đến hết ngày", "valid_to", Day())

    class Meta:
        model = Member
        fields = (
            "level",
            "commune",
            "hamlet",
            "full_name",
            "role",
            "post",
            "body",
            "phone",
            "valid_from",
            "valid_to",
        )
        skip_unchanged = report_skipped = clean_model_instances = True

    def resolve(self):
        super().resolve()
        if self.problems:
            return
        try:
            self.team = self.register.team(
                self.values["level"], self.home, self.part, self.day
            )
        except ValueError as error:
            self.refuse("level", str(error))

    @cached_property
    def _by_team(self):
        """The district's members by team: one query a file, not one a line."""
        rows = defaultdict(list)
        for member in Member.objects.filter(team__district=self.district):
            rows[member.team_id].append(member)
        return rows

    def find(self):
        asked = search_key(self.values["full_name"])
        rows = [m for m in self._by_team[self.team.pk] if m.search_key == asked]
        for member in rows:
            member.team = self.team
        phone = bare_phone(self.values.get("phone", ""))
        return [row for row in rows if bare_phone(row.phone) == phone] or rows

    def after_save_instance(self, instance, row, **kwargs):
        if instance not in self._by_team[instance.team_id]:
            self._by_team[instance.team_id].append(instance)

    def place(self, instance):
        instance.team = self.team

    def dehydrate_phone(self, member):
        """The whole number: only who may export members comes here, and is logged."""
        return member.phone

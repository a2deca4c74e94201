"""Communes and hamlets in and out of files."""

from teams.models import Commune, Hamlet

from .base import RosterResource
from .columns import Choice, Code, Column, Day, Number


class CommuneResource(RosterResource):
    """A commune is known by its code; several in time may have had the same."""

    code = Column("Mã xã", "code", Code(), required=True)
    kind = Column("Loại", "kind", Choice(Commune.Kind))
    name = Column("Tên", "name")
    position = Column("Thứ tự", "position", Number())
    valid_from = Column("Từ ngày", "valid_from", Day())
    valid_to = Column("Đến hết ngày", "valid_to", Day())

    class Meta:
        model = Commune
        fields = ("code", "kind", "name", "position", "valid_from", "valid_to")
        skip_unchanged = report_skipped = clean_model_instances = True

    def find(self):
        return Commune.objects.filter(
            district=self.district, code=self.values.get("code", "")
        )


class HamletResource(RosterResource):
    """A hamlet is known by its commune, kind and name."""

    commune = Column("Mã xã", "commune__code", Code(), required=True, refers=True)
    kind = Column("Loại", "kind", Choice(Hamlet.Kind), required=True)
    name = Column("Tên", "name", required=True)
    position = Column("Thứ tự", "position", Number())
    valid_from = Column("Từ ngày", "valid_from", Day())
    valid_to = Column("Đến hết ngày", "valid_to", Day())

    class Meta:
        model = Hamlet
        fields = ("commune", "kind", "name", "position", "valid_from", "valid_to")
        skip_unchanged = report_skipped = clean_model_instances = True

    def resolve(self):
        try:
            self.home = self.register.commune(self.values["commune"], self.day)
        except ValueError as error:
            self.refuse("commune", str(error))

    def find(self):
        return Hamlet.objects.select_related("commune").filter(
            commune=self.home, kind=self.values["kind"], name=self.values["name"]
        )

    def place(self, instance):
        instance.commune = self.home

"""People and their duties in and out of files: one line for each duty."""

from django.core.exceptions import ValidationError

from teams.forms import bare_phone
from teams.models import Assignment, Role, User

from .base import RosterResource
from .columns import Choice, Code, Column, PlainPhone


class AssignmentResource(RosterResource):
    """A duty is known by user name, role and commune."""

    username = Column("Tên đăng nhập", "user__username", required=True, refers=True)
    full_name = Column("Họ và tên", "user__full_name", required=True, refers=True)
    phone = Column("Điện thoại", "user__phone", PlainPhone(), refers=True)
    email = Column("Thư điện tử", "user__email", refers=True)
    role = Column("Vai trò", "role", Choice(Role), required=True)
    commune = Column("Mã xã", "commune__code", Code(), refers=True)

    class Meta:
        model = Assignment
        fields = ("username", "full_name", "phone", "email", "role", "commune")
        skip_unchanged = report_skipped = clean_model_instances = True

    def resolve(self):
        self.person = self.person_of(self.values["username"])
        self.home = None
        if code := self.values.get("commune"):
            try:
                self.home = self.register.commune(code, None)
            except ValueError as error:
                self.refuse("commune", str(error))

    def person_of(self, username):
        """The user of that name, if this district alone employs them; or a new one."""
        person = User.objects.filter(username=username).first()
        if person is None:
            person = User(username=username)
            person.set_unusable_password()
        elif not employs_alone(self.district, person):
            self.refuse("username", "Tên đăng nhập này đã dùng cho người khác.")
        return person

    def find(self):
        if self.person.pk is None:
            return []
        return Assignment.objects.select_related("user", "commune").filter(
            user=self.person,
            role=self.values["role"],
            district=self.district,
            commune=self.home,
        )

    def _standing(self, rows):
        return rows[0] if rows else None

    def place(self, instance):
        """Save the person as the line says, so that the duty has whom to belong to."""
        if instance.pk is None and self.person == self.user:
            self.refuse("role", "Vai trò của chính mình thì nhờ người khác đổi.")
            return
        person = instance.user if instance.pk else self.person
        person.full_name = self.values["full_name"]
        phone = self.values.get("phone", person.phone)
        if bare_phone(phone) != bare_phone(person.phone):
            person.phone = phone
        person.email = self.values.get("email", person.email)
        try:
            person.full_clean()
        except ValidationError as error:
            for name, errors in error.error_dict.items():
                self.problems[name if name in self.fields else "username"] = errors
            return
        person.save()
        instance.user, instance.commune = person, self.home


def employs_alone(district, person):
    """Whether `person` works here and nowhere else, and is no system administrator."""
    districts = {duty.district_id for duty in person.duties}
    return districts == {district.pk} and not person.is_superuser

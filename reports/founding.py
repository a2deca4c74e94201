"""A new office's answers in; its district, people, catalogue, first type
of report and first period out."""

from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction

from reports.catalogue import start_catalogue
from reports.models import ReportingPeriod
from reports.report_types import FIRST, make_type
from reports.terms import DAYS_OPEN_BEFORE_END
from teams.models import Assignment, Commune, District, Letterhead, Role, User
from teams.passwords import readable_password

# The first person also keeps the roster, and may take its people out as a file:
# without them nobody could add the others, as nobody raises their own rights.
FIRST_ROLES = (Role.OFFICER, Role.ROSTER_ADMIN, Role.MEMBER_EXPORT)


@dataclass(frozen=True)
class Founded:
    """What was made; the password is known only here."""

    district: District
    officer: User
    password: str
    period: ReportingPeriod


def found_office(form, communes, indicators) -> Founded:
    """Write everything or nothing.

    `form` is a valid FoundingForm, `communes` are unsaved rows without district and
    dates, `indicators` are dicts as `start_catalogue` takes them (none: empty).
    """
    with transaction.atomic():
        district = form.built(District)
        district.save()
        form.built(Letterhead, district=district).save()
        _save_communes(communes, district, form.cleaned_data["valid_from"])
        officer, password = _save_officer(form, district)
        if indicators:
            start_catalogue(district, indicators)
        make_type(district, FIRST)
        period = _save_period(form, district)
    return Founded(district, officer, password, period)


def _save_communes(communes, district, since):
    for commune in communes:
        commune.district = district
        commune.valid_from = since
        commune.set_keys()
    Commune.objects.bulk_create(communes)


def _save_officer(form, district):
    password = readable_password()
    officer = form.built(User, must_change_password=True)
    officer.set_password(password)
    officer.save()
    Assignment.objects.bulk_create(
        Assignment(user=officer, role=role, district=district) for role in FIRST_ROLES
    )
    return officer, password


def _save_period(form, district):
    """The first period waits to be opened; entry may begin some days before its end."""
    opens_on = form.cleaned_data["last_day"] - timedelta(days=DAYS_OPEN_BEFORE_END)
    period = form.built(ReportingPeriod, district=district, opens_on=opens_on)
    period.save()
    return period

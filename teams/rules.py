"""Who someone is: which person works where, in which role."""

from .models import Role


def is_staff_of(user, commune_id):
    """Whether `user` enters figures for this commune."""
    return any(
        d.role == Role.COMMUNE_STAFF and d.commune_id == commune_id for d in user.duties
    )


def holds(user, role, district_id):
    """Whether `user` holds `role` at this district."""
    return any(d.role == role and d.district_id == district_id for d in user.duties)


def is_officer_of(user, district_id):
    return holds(user, Role.OFFICER, district_id)


def is_roster_admin_of(user, district_id):
    return holds(user, Role.ROSTER_ADMIN, district_id)


def may_export_members(user, district_id):
    """A right of its own beside the roster admin's (Law 91/2025/QH15)."""
    return is_roster_admin_of(user, district_id) and holds(
        user, Role.MEMBER_EXPORT, district_id
    )


def may_reset_password(user, other):
    """The officer and the roster admin set one-time passwords in their district.

    Only the roster admin may do so for people who hold a role at the district.
    """
    if user.pk == other.pk or not other.duties:
        return False
    districts = {d.district_id for d in other.duties}
    if any(d.role != Role.COMMUNE_STAFF for d in other.duties):
        return all(is_roster_admin_of(user, pk) for pk in districts)
    return all(
        is_roster_admin_of(user, pk) or is_officer_of(user, pk) for pk in districts
    )


def roster_district(user):
    """The district whose roster `user` keeps, or None: one roster at a time."""
    kept = [d.district for d in user.duties if d.role == Role.ROSTER_ADMIN]
    return kept[0] if kept else None

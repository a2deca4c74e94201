from .accounts import Assignment, PersonalDataAccess, Role, User
from .people import Decision, Member, Signer, Team
from .places import Commune, District, Hamlet, Letterhead

__all__ = [
    "Assignment",
    "Commune",
    "Decision",
    "District",
    "Hamlet",
    "Letterhead",
    "Member",
    "PersonalDataAccess",
    "Role",
    "Signer",
    "Team",
    "User",
]

"""Rosters in and out of files, by the keys that an office uses: codes and names."""

from .accounts import AssignmentResource
from .people import DecisionResource, MemberResource, TeamResource
from .places import CommuneResource, HamletResource

__all__ = [
    "AssignmentResource",
    "CommuneResource",
    "DecisionResource",
    "HamletResource",
    "MemberResource",
    "TeamResource",
]

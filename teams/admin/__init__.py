"""The rosters: communes, hamlets, decisions, teams, members and users."""

from . import accounts, people, places
from .site import roster_site

__all__ = ["accounts", "people", "places", "roster_site"]

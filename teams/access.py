"""Every address has a rule: which roles a page is for, said on its view."""

from functools import wraps

from django.core.exceptions import PermissionDenied
from django.http import Http404


def for_roles(*roles):
    """This page is for people who hold one of `roles`; to others it is not there.

    The view carries the roles as `view.roles`, so that a test can list every
    address with its rule and fail where one has none.
    """

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not request.user.has_role(*roles):
                raise Http404
            return view(request, *args, **kwargs)

        guarded.roles = frozenset(roles)
        return guarded

    return decorate


def for_everyone_signed_in(view):
    """This page is for any person who has signed in."""
    view.roles = "signed in"
    return view


def require(allowed, why=""):
    """Answer 403 where a move is the person's own, but not now."""
    if not allowed:
        raise PermissionDenied(why)

"""What was sent after the session had ended: kept in the next page, to be sent again.

The fields travel in the pages themselves, so nothing is stored before the person has
signed in, and it works without scripts. Passwords and files are never carried.
"""

import json
from dataclasses import dataclass

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.csrf import csrf_failure

from .forms import OwnPasswordForm, SignInForm

FIELD = "carried"
TOKEN = "csrfmiddlewaretoken"


@dataclass(frozen=True)
class Carried:
    """A form on its way: the address it was sent to, its (name, value) pairs."""

    address: str
    fields: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """All of it as one hidden field."""
        return json.dumps([self.address, self.fields], ensure_ascii=False)


def carried_from(request) -> Carried | None:
    """The form that was just sent, or None where there is nothing to carry."""
    if request.method != "POST" or request.FILES:
        return None
    fields = tuple(
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name != TOKEN
    )
    if not fields or any("password" in name for name, _ in fields):
        return None
    return Carried(request.get_full_path(), fields)


def carried_on(request) -> Carried | None:
    """The form that the page just sent has kept; None if there is none."""
    try:
        address, pairs = json.loads(request.POST.get(FIELD, ""))
        fields = tuple((str(name), str(value)) for name, value in pairs)
    except (ValueError, TypeError):
        return None
    if not url_has_allowed_host_and_scheme(str(address), allowed_hosts=None):
        return None
    return Carried(str(address), fields)


def ask_to_sign_in(request, carried):
    """The sign-in page, with the form kept in it."""
    context = {
        "form": SignInForm(request),
        "next": carried.address,
        "carried": carried.text,
    }
    return _answer(request, "teams/login.html", context, status=403)


def offer_to_resend(request, carried, status=200):
    """The page that sends the form again, in the name of whoever has signed in.

    Who came with a one-time password chooses their own first; the form waits.
    """
    if request.user.must_change_password:
        context = {"form": OwnPasswordForm(request.user), "carried": carried.text}
        return _answer(request, "teams/password_change.html", context, status=status)
    return _answer(request, "teams/resend.html", {"carried": carried}, status=status)


class KeepsTyped:
    """For a form view: carry a kept form through it, and offer it when that is done."""

    def get_context_data(self, **kwargs):
        kept = carried_on(self.request)
        return super().get_context_data(carried=kept.text if kept else "", **kwargs)

    def form_valid(self, form):
        done = super().form_valid(form)
        kept = carried_on(self.request)
        return offer_to_resend(self.request, kept) if kept else done


def wants_json(request) -> bool:
    """Whether a script of ours asks, not a person who follows a link."""
    return request.headers.get("Accept") == "application/json"


def token_refused(request, reason=""):
    """Carry on a form of this site whose token is out of date; refuse any other.

    The token changes with each sign-in, so a page left open in another window holds
    an old one. `Origin` is the browser's word that the form is this site's own; even
    so nothing is done before the person presses the button.
    """
    own = f"{request.scheme}://{request.get_host()}"
    if request.headers.get("Origin") == own and wants_json(request):
        status = 403 if request.user.is_authenticated else 401
        return JsonResponse({"token": get_token(request)}, status=status)
    if request.headers.get("Origin") == own:
        if request.path == reverse("login") and request.user.is_authenticated:
            return redirect("home")
        if carried := carried_from(request):
            if request.user.is_authenticated:
                return offer_to_resend(request, carried, status=403)
            return ask_to_sign_in(request, carried)
    return csrf_failure(request, reason)


def _answer(request, template, context, status):
    response = render(request, template, context, status=status)
    add_never_cache_headers(response)
    return response

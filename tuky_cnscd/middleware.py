"""What every request passes: the content policy, the size of a form, the address."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import (
    RequestDataTooBig,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

GetResponse = Callable[[HttpRequest], HttpResponse]


def content_policy(**changed: str) -> str:
    """SECURE_CSP as a header; `frame_src="'self'"` sets one directive otherwise."""
    directives = {name: " ".join(to) for name, to in settings.SECURE_CSP.items()}
    directives |= {name.replace("_", "-"): to for name, to in changed.items()}
    return "; ".join(f"{name} {sources}" for name, sources in directives.items())


def content_security_policy(get_response: GetResponse) -> GetResponse:
    """Send SECURE_CSP with every response that has no policy of its own."""
    policy = content_policy()

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Content-Security-Policy", policy)
        return response

    return middleware


def address_without_nul(get_response: GetResponse) -> GetResponse:
    """Pass a NUL in an address over: PostgreSQL refuses to look for one.

    No page has one in its path.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404
        query = request.META.get("QUERY_STRING", "")
        request.META["QUERY_STRING"] = query.replace("%00", "").replace("\0", "")
        return get_response(request)

    return middleware


def button_only_pages(get_response: GetResponse) -> GetResponse:
    """Say what to do where an address that takes a button's press was just opened.

    It happens after signing in again: the address is then asked for by GET, and
    Django answers 405 with an empty page.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if response.status_code == 405 and not response.content:
            page = render(request, "405.html", status=405)
            page.headers["Allow"] = response.headers["Allow"]
            return page
        return response

    return middleware


class TooMuchDataMiddleware:
    """Answer a form above the limits with 413 and a page that says so.

    Django answers 400 without a word, and sets no limit to files. The CSRF check is
    the first to read the form, so this stands before it.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs) -> HttpResponse | None:
        """Read the form; return the error page if it is too large."""
        if _announced_bytes(request) > settings.MOST_BYTES_SENT:
            return render(request, "413.html", status=413)
        try:
            len(request.POST)
        except (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent):
            return render(request, "413.html", status=413)
        return None


def _announced_bytes(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isascii() and length.isdigit() else 0


def client_address(request: HttpRequest) -> str:
    """Return the address that signs in: behind a proxy, the one the proxy saw.

    That is the last entry of X-Forwarded-For; those before it are the client's word.
    """
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "")
    if settings.BEHIND_PROXY and forwarded:
        return forwarded.rpartition(",")[2].strip()
    return request.META.get("REMOTE_ADDR", "")

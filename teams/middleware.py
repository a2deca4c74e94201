"""What stands between signing in and the pages."""

from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect

from .carrying import ask_to_sign_in, carried_from, wants_json

STILL_OPEN = {"password_change", "logout"}


class SignInFirst(LoginRequiredMiddleware):
    """Django's own, but a form sent after the session ended is not thrown away.

    A script is told so in its own way, and asks the person within its page.
    """

    def handle_no_permission(self, request, view_func):
        if wants_json(request):
            return JsonResponse({"signed_out": True}, status=401)
        if carried := carried_from(request):
            return ask_to_sign_in(request, carried)
        return super().handle_no_permission(request, view_func)


def own_password_first(get_response):
    """Lead a person with a one-time password to choose their own before all else."""

    def middleware(request: HttpRequest) -> HttpResponse:
        return get_response(request)

    def process_view(request, view, args, kwargs):
        user = request.user
        if not user.is_authenticated or not user.must_change_password:
            return None
        if request.resolver_match.view_name in STILL_OPEN:
            return None
        return redirect("password_change")

    middleware.process_view = process_view
    return middleware

"""Signing in and out, passwords, and who works where."""

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.db.models import Prefetch
from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache

from . import rules
from .access import for_everyone_signed_in, for_roles, require
from .carrying import KeepsTyped
from .forms import EmailForm, OwnPasswordForm, SignInForm
from .models import Assignment, Role, User
from .passwords import set_one_time_password

OWN_PASSWORD_FIRST = (
    "Mật khẩu này chỉ dùng một lần. Mở trang đăng nhập ở thẻ khác để đặt mật khẩu mới,"
    " rồi quay lại đây đăng nhập."
)
STAFF_KEEPERS = (Role.OFFICER, Role.ROSTER_ADMIN)


class SignIn(KeepsTyped, LoginView):
    """The sign-in page; who has signed in already goes home.

    A form that came after the session ended waits in it, and is sent again from the
    page that follows.
    """

    template_name = "teams/login.html"
    form_class = SignInForm
    redirect_authenticated_user = True


class ChangePassword(KeepsTyped, PasswordChangeView):
    """A person's own new password, also the one that follows a one-time password."""

    template_name = "teams/password_change.html"
    form_class = OwnPasswordForm
    success_url = reverse_lazy("home")

    def form_valid(self, form):
        form.user.must_change_password = False
        messages.success(self.request, "Đã đổi mật khẩu.")
        return super().form_valid(form)


@login_not_required
@never_cache
def sign_in_again(request):
    """Sign in from within a page that holds what is not sent yet: JSON both ways.

    GET gives the token that the POST needs; the POST's answer, the one from then on.
    """
    if request.method != "POST":
        return JsonResponse({"token": get_token(request)})
    form = SignInForm(request, request.POST)
    if not form.is_valid():
        message = next(iter(form.errors.values()))[0]
        return JsonResponse({"message": message}, status=422)
    if form.get_user().must_change_password:
        return JsonResponse({"message": OWN_PASSWORD_FIRST}, status=409)
    login(request, form.get_user())
    return JsonResponse({"user": request.user.pk, "token": get_token(request)})


sign_in_again.roles = "anyone"
sign_in = SignIn.as_view()
sign_in.roles = "anyone"
sign_out = login_not_required(LogoutView.as_view())
sign_out.roles = "anyone"
change_password = for_everyone_signed_in(
    method_decorator(never_cache, name="dispatch")(ChangePassword).as_view()
)


@for_roles(*STAFF_KEEPERS)
def users(request):
    """Who works where: the people of the viewer's districts, by commune."""
    people = _people_of(request.user)
    for person in people:
        person.may_reset = rules.may_reset_password(request.user, person)
    return render(request, "teams/users.html", {"people": people})


@never_cache
@for_roles(*STAFF_KEEPERS)
def set_password(request, pk):
    """Say what will happen; on POST, make a one-time password and show it once."""
    person = get_object_or_404(_staff_of(request.user), pk=pk)
    require(rules.may_reset_password(request.user, person))
    password = None
    if request.method == "POST":
        password = set_one_time_password(person, by=request.user)
    context = {"person": person, "password": password}
    return render(request, "teams/set_password.html", context)


@for_roles(*STAFF_KEEPERS)
def set_email(request, pk):
    """Where reminders reach a person; by whoever may give them a password."""
    person = get_object_or_404(_staff_of(request.user), pk=pk)
    require(rules.may_reset_password(request.user, person))
    form = EmailForm(request.POST or None, instance=person)
    if form.is_valid():
        form.save()
        messages.success(request, f"Đã lưu địa chỉ thư của {person}.")
        return redirect("users")
    context = {"person": person, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "teams/set_email.html", context, status=status)


def _staff_of(user):
    """The people who work where `user` is officer or roster admin."""
    districts = {d.district_id for d in user.duties if d.role in STAFF_KEEPERS}
    at_these = Assignment.objects.filter(district__in=districts)
    return User.objects.filter(pk__in=at_these.values("user"))


def _people_of(user):
    """The same with their duties: communes in the district's order come last."""
    duties = Assignment.objects.select_related("district", "commune").order_by("pk")
    people = list(
        _staff_of(user).prefetch_related(Prefetch("assignments", duties, "to_duties"))
    )
    for person in people:
        person.duties = person.to_duties
    return sorted(people, key=_by_place)


def _by_place(person):
    communes = [d.commune for d in person.duties if d.commune]
    first = min(((c.position, c.sort_key) for c in communes), default=(-1, ""))
    return (*first, not person.is_active, person.username)

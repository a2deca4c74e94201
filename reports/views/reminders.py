"""The officer reminds who is late: words to paste, e-mails to send, a log of both."""

from django.conf import settings
from django.contrib import messages
from django.db.models import Max
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from reports import reminding, rules
from reports.forms.reminders import EmailsForm, SaidForm
from reports.lateness import late_returns
from reports.models import Reminder
from reports.reminder_words import Contact
from teams.access import for_roles, require
from teams.models import Role
from tuky_cnscd.vietnamese import format_count

from .desk.reminder_emails import emails_page
from .desk.reminders import late_page, log_page, reminders_page
from .scope import district_period

INVALID = 422
PAGE = "trang"


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def reminders(request, period):
    """Who is late, the words to paste, whom to call."""
    period = district_period(request.user, period)
    page = reminders_page(
        period,
        request.user,
        site=site_of(request),
        now=timezone.now(),
        number=request.GET.get(PAGE),
    )
    context = {"period": period, "page": page, "sends_mail": settings.SENDS_MAIL}
    return render(request, "reports/reminders/page.html", context)


@for_roles(Role.OFFICER)
@require_POST
def said(request, period):
    """Note that one commune, or all late ones, were reminded elsewhere."""
    period = district_period(request.user, period)
    require(rules.may_remind(request.user, period), reminding.CLOSED)
    form = SaidForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Chưa ghi được: chọn nhắc qua Zalo hoặc điện thoại.")
        return redirect("reports:reminders", period.pk)
    rows = late_returns(period)
    if pk := form.cleaned_data["submission"]:
        rows = rows.filter(pk=pk)
    way = Reminder.Way(form.cleaned_data["way"])
    count = reminding.log_said(period, rows, way, by=request.user)
    if count:
        how = "gọi điện" if way == Reminder.Way.PHONE else "nhắc qua Zalo"
        words = f"Đã ghi: {how} {format_count(count)} đơn vị."
        messages.success(request, words)
    else:
        messages.info(request, "Không còn đơn vị nào phải nhắc; không ghi gì thêm.")
    return redirect("reports:reminders", period.pk)


@for_roles(Role.OFFICER)
def remind_by_email(request, period):
    """The e-mails and whom they go to; sent by the button below them."""
    period = district_period(request.user, period)
    require(rules.may_remind(request.user, period), reminding.CLOSED)
    page, late = late_page(period, request.GET.get(PAGE))
    ready = reminding.emails(
        late,
        site=site_of(request),
        now=timezone.now(),
        contact=Contact(str(request.user), request.user.phone),
    )
    form = EmailsForm(ready, request.POST if request.method == "POST" else None)
    if form.is_bound and settings.SENDS_MAIL and form.is_valid():
        return _send(request, period, form)
    context = {
        "period": period,
        "page": emails_page(page, late, form),
        "form": form,
        "seen": _last_reminder(period),
        "sends_mail": settings.SENDS_MAIL,
    }
    status = INVALID if form.is_bound else 200
    return render(request, "reports/reminders/emails.html", context, status=status)


@for_roles(Role.OFFICER, Role.LEADER)
@require_GET
def reminder_log(request, period):
    """Who was reminded, how, when, by whom, with which result."""
    period = district_period(request.user, period)
    page, told = log_page(period, request.user, request.GET.get(PAGE))
    context = {"period": period, "page": page, "told": told}
    return render(request, "reports/reminders/log.html", context)


def site_of(request) -> str:
    """How absolute addresses begin: as the settings say, or as this page was asked."""
    return settings.SITE_URL or f"{request.scheme}://{request.get_host()}"


def _send(request, period, form):
    sent = reminding.send_by_hand(
        period, form.emails(), by=request.user, seen=form.cleaned_data["seen"]
    )
    if sent.done:
        messages.success(request, f"Đã gửi {format_count(len(sent.done))} thư nhắc.")
    if sent.failed:
        count = format_count(len(sent.failed))
        messages.error(
            request, f"{count} thư không gửi được; lý do ghi ở từng dòng dưới đây."
        )
    if not sent.done and not sent.failed:
        messages.info(
            request,
            "Không gửi thêm thư nào: các xã đã gửi báo cáo, hoặc thư vừa được gửi.",
        )
    return redirect("reports:reminder_log", period.pk)


def _last_reminder(period) -> int:
    rows = Reminder.objects.filter(submission__period=period)
    return rows.aggregate(last=Max("pk"))["last"] or 0


PERIOD = "ky/<int:period>/don-doc/"

urlpatterns = [
    path(PERIOD, reminders, name="reminders"),
    path(f"{PERIOD}da-nhac/", said, name="reminded"),
    path(f"{PERIOD}gui-thu/", remind_by_email, name="remind_by_email"),
    path(f"{PERIOD}nhat-ky/", reminder_log, name="reminder_log"),
]

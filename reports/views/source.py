"""A message that figures were taken from, as it was pasted, and which figures."""

from django.shortcuts import get_object_or_404, render
from django.urls import path
from django.views.decorators.http import require_GET

from reports.figures import Spec
from reports.models import SourceMessage
from teams.access import for_roles
from teams.models import Role

from .desk.cells import cell_text
from .scope import seen_submission, submission_url


@for_roles(Role.COMMUNE_STAFF, Role.OFFICER, Role.LEADER)
@require_GET
def source_message(request, submission, message):
    """For those who may see the return, also once entry is closed."""
    submission = seen_submission(request.user, submission)
    rows = SourceMessage.objects.select_related("by")
    message = get_object_or_404(rows, pk=message, submission=submission)
    versions = message.versions.select_related("figure__indicator", "figure__hamlet")
    order = ("figure__indicator__position", "figure__hamlet__position", "number")
    context = {
        "submission": submission,
        "period": submission.period,
        "message": message,
        "taken": [(v, _text(v)) for v in versions.order_by(*order)],
        "back": submission_url(request.user, submission),
    }
    return render(request, "reports/source_message.html", context)


def _text(version):
    indicator = version.figure.indicator
    spec = Spec(indicator.key, kind=indicator.kind, decimals=indicator.decimals)
    return cell_text(spec, version)


urlpatterns = [
    path(
        "bieu/<int:submission>/tin-nhan/<int:message>/goc/",
        source_message,
        name="source_message",
    )
]

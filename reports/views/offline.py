"""The worker that keeps a commune's form for when there is no line."""

from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.urls import path
from django.views.decorators.http import require_GET


@login_not_required
@require_GET
def offline_worker(request):
    """Served at the root: a worker only sees addresses below its own."""
    script = Path(finders.find("js/offline.js")).read_bytes()
    response = HttpResponse(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


offline_worker.roles = "anyone"

urlpatterns = [path("ngoai-tuyen.js", offline_worker, name="offline_worker")]

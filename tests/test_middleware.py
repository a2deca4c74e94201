"""The content policy, forms above the limits, and whose address it is."""

import pytest
from django.http import HttpResponse, JsonResponse
from django.test import override_settings
from django.urls import path

from tuky_cnscd.middleware import client_address


def read(request):
    return HttpResponse(f"{len(request.POST)} fields")


def alone(request):
    return HttpResponse(headers={"Content-Security-Policy": "sandbox"})


def asked(request):
    return JsonResponse(request.GET.dict())


read.login_required = alone.login_required = asked.login_required = False
urlpatterns = [path("read", read), path("alone", alone), path("asked", asked)]
pytestmark = pytest.mark.urls(__name__)


def test_every_response_carries_the_content_policy(client):
    for address in ("/read", "/nowhere"):
        policy = client.get(address).headers["Content-Security-Policy"]
        assert policy == (
            "default-src 'none'; script-src 'self'; style-src 'self'; "
            "font-src 'self'; img-src 'self' data:; connect-src 'self'; "
            "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
        )


def test_a_response_that_brings_a_policy_keeps_it(client):
    assert client.get("/alone").headers["Content-Security-Policy"] == "sandbox"


def test_a_nul_in_an_address_reaches_no_page(client):
    assert client.get("/asked?q=a%00b&%00").json() == {"q": "ab"}
    response = client.get("/as%00ked")
    assert response.status_code == 404
    assert "Không tìm thấy trang này" in response.content.decode()


def test_files_above_the_limit_together_are_refused_unread(client):
    large = {"CONTENT_LENGTH": str(64 * 1024 * 1024 + 1)}
    response = client.post("/read", {}, **large)
    assert response.status_code == 413
    assert "quá lớn" in response.content.decode()


def test_a_commune_of_60_hamlets_is_within_the_limits(client):
    fields = {f"x{number}": "" for number in range(60 * 27 * 2)}
    assert client.post("/read", fields).content == b"3240 fields"


@pytest.mark.parametrize(
    ("fields", "kind"),
    [
        ({f"x{number}": "" for number in range(20_001)}, "multipart/form-data"),
        ("x=" + "ạ" * 5_000_000, "application/x-www-form-urlencoded"),
    ],
)
def test_a_form_above_the_limits_is_told_so_in_vietnamese(client, fields, kind):
    if kind == "multipart/form-data":
        response = client.post("/read", fields)
    else:
        response = client.post("/read", fields, content_type=kind)
    assert response.status_code == 413
    assert "quá lớn" in response.content.decode()


@pytest.mark.parametrize(
    ("behind_proxy", "address"), [(True, "10.1.2.3"), (False, "127.0.0.1")]
)
def test_only_a_trusted_proxy_is_believed_about_the_address(rf, behind_proxy, address):
    request = rf.get("/", headers={"X-Forwarded-For": "6.6.6.6, 10.1.2.3"})
    with override_settings(BEHIND_PROXY=behind_proxy):
        assert client_address(request) == address


@pytest.mark.urls("tuky_cnscd.urls")
def test_an_address_for_buttons_says_so_when_it_is_opened(client):
    answer = client.get("/dang-xuat/")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST, OPTIONS")
    assert "cần bấm nút" in answer.content.decode()

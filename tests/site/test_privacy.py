"""What a family types stays between her and this server."""

import io
import logging

import pytest
from django.core import mail
from django.test import Client, RequestFactory
from django.urls import path
from django.views.debug import ExceptionReporter

from localoffer import logs
from localoffer.urls import urlpatterns as real
from tests.making import service

WORDS = "autism+respite"
TYPED = f"q={WORDS}&near=TA6+4RN"
SECRETS = ("autism", "respite", "ta6", "4rn")


def breaks(request):
    raise ValueError(f"could not read {request.GET['q']!r} near {request.GET['near']}")


urlpatterns = [path("breaks/", breaks), *real]


@pytest.fixture
def log():
    """Everything that the site's own handler writes, from the level of debugging up."""
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    handler.setFormatter(logging.getLogger().handlers[0].formatter or logs.DiscreetFormatter())
    formatter = next(
        (
            held.formatter
            for held in logging.getLogger().handlers
            if isinstance(held.formatter, logs.DiscreetFormatter)
        ),
        None,
    )
    assert formatter, "the console writes with another formatter"
    handler.setFormatter(formatter)
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield written
    root.removeHandler(handler)
    root.setLevel(before)


def silent_about(text: str) -> bool:
    return not [secret for secret in SECRETS if secret in text.lower()]


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "status"), [("/nope/", 404), ("/find/", 503), ("/services/x/", 404)])
def test_a_page_that_fails_leaves_no_word_in_the_log(
    log, client: Client, settings, tmp_path, address, status
):
    settings.SEARCH_INDEX_DIR = tmp_path / "no-index"
    assert client.get(f"{address}?{TYPED}", follow=True).status_code == status
    assert log.getvalue()
    assert silent_about(log.getvalue())


@pytest.mark.urls(__name__)
@pytest.mark.django_db
def test_an_error_that_quotes_the_words_is_logged_without_them(log, client: Client, settings):
    settings.ADMINS = [("Operator", "operator@example.org")]
    client.raise_request_exception = False
    answer = client.get(f"/breaks/?{TYPED}")
    assert answer.status_code == 500
    assert "went wrong on our side" in answer.content.decode()
    assert "ValueError" in log.getvalue()
    assert silent_about(log.getvalue())


def test_a_mail_to_the_operators_holds_no_word(settings, rf: RequestFactory):
    settings.ADMINS = [("Operator", "operator@example.org")]
    handler = logs.DiscreetEmailHandler()
    handler.setFormatter(logs.DiscreetFormatter())
    request = rf.get(f"/find/?{TYPED}")
    with logs.keeping_quiet_about(request):
        record = logging.LogRecord(
            "django.request", logging.ERROR, "", 1, "lost: autism respite at %s", ("TA64RN",), None
        )
        record.request = request
        handler.emit(record)
    assert len(mail.outbox) == 1
    assert silent_about(mail.outbox[0].subject + mail.outbox[0].body)


def test_the_error_report_of_django_hides_parameters_and_variables(rf: RequestFactory):
    request = rf.get(f"/find/?{TYPED}")
    words = "autism respite"
    held = logs.DiscreetReporterFilter()
    assert silent_about(repr(held.get_safe_request_meta(request)["QUERY_STRING"]))
    frame = type("Frame", (), {"f_locals": {"words": words}})
    assert dict(held.get_traceback_frame_variables(request, frame)) == {"words": "[hidden]"}
    assert isinstance(ExceptionReporter(request, None, None, None).filter, logs.DiscreetReporterFilter)


@pytest.mark.parametrize(
    "line",
    [
        "GET /find/?q=autism+respite&near=TA6+4RN HTTP/1.1",
        "no place TA6 4RN",
        "no place ta64rn",
        "at /x?near=TA6%204RN",
    ],
)
def test_no_line_keeps_a_query_string_or_a_postcode(line: str):
    assert silent_about(logs.discreet(line))


PUBLIC = ["/", "/find/", f"/find/?{TYPED}", "/browse/", "/services/", "/about/", "/about/privacy/",
          "/about/accessibility/", "/nope/", "/find/suggest/?text=au", "/map/base.geojson", "/robots.txt",
          "/help-online/"]  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_a_visitor_who_only_searches_gets_no_cookie(client: Client, address: str):
    answer = client.get(address, follow=True)
    assert not answer.cookies
    assert "Set-Cookie" not in answer.headers


@pytest.mark.django_db
def test_a_page_about_a_service_sets_no_cookie_either(client: Client):
    one = service("Sparks")
    answer = client.get(one.get_absolute_url())
    assert answer.status_code == 200
    assert not answer.cookies
    assert not client.get(one.organisation.get_absolute_url()).cookies


@pytest.mark.django_db
@pytest.mark.parametrize("address", [f"/find/?{TYPED}", "/find/suggest/?text=au", f"/services/?{TYPED}"])
def test_no_shared_cache_keeps_an_address_with_words(client: Client, address: str):
    assert "no-store" in client.get(address, follow=True)["Cache-Control"]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_every_page_carries_the_strict_policy(client: Client, address: str):
    answer = client.get(address, follow=True)
    policy = answer["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert "http" not in policy
    assert answer["Referrer-Policy"] == "same-origin"
    assert "geolocation=()" in answer["Permissions-Policy"]


@pytest.mark.django_db
def test_a_page_holds_no_inline_script_style_or_handler(client: Client):
    for address in PUBLIC:
        html = client.get(address, follow=True).content.decode()
        assert " style=" not in html, address
        assert " onclick=" not in html, address
        assert "<style" not in html, address
        for script in html.split("<script")[1:]:
            tag = script.split(">")[0]
            assert "src=" in tag or "application/" in tag, address


@pytest.mark.django_db
def test_the_editors_rooms_have_a_policy_of_their_own(client: Client):
    policy = client.get("/admin/login/")["Content-Security-Policy"]
    assert "script-src 'self' 'unsafe-inline'" in policy
    assert "http" not in policy


@pytest.mark.django_db
def test_search_engines_are_asked_to_leave_searches_alone(client: Client):
    assert "Disallow: /find/" in client.get("/robots.txt").content.decode()
    assert 'content="noindex"' in client.get(f"/find/?{TYPED}").content.decode()


def test_cookies_of_editors_are_safe_in_service():
    from localoffer.settings import base

    assert base.SESSION_COOKIE_SECURE
    assert base.SESSION_COOKIE_HTTPONLY
    assert base.CSRF_COOKIE_SECURE

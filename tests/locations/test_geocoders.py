"""What a family types stays on the server, unless an operator turned another geocoder on."""

import json
import logging
import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import checks
from geopy.exc import ConfigurationError
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from locations.geocoders import Chain, LocalGeocoder, OSPlaces, chain, configured
from locations.place import Precision
from locations.queries import PlaceNotFoundError, locate
from tests.locations.making import somerset

pytestmark = pytest.mark.django_db

NOMINATIM = [{"display_name": "Halbeath, Fife, Scotland", "lat": "56.0811", "lon": "-3.4026"}]
OS_PLACES = {"results": [{"DPA": {"ADDRESS": "1, HALBEATH ROAD, DUNFERMLINE", "LAT": 56.08, "LNG": -3.40}}]}


@pytest.fixture(autouse=True)
def county(tmp_path, settings):
    settings.HOME_AREA = "E06000066"
    settings.GEOCODERS, settings.GEOCODER_URL, settings.GEOCODER_KEY = [], "", ""
    somerset(tmp_path)


@pytest.fixture
def elsewhere(settings, monkeypatch):
    """A real server on loopback that answers as it is told and keeps what it was asked."""
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            server = self.server
            server.asked.append((self.path, dict(self.headers)))
            server.hold.wait(timeout=server.wait)
            self.send_response(server.status)
            self.end_headers()
            self.wfile.write(server.answer.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.asked, server.status, server.answer = [], 200, json.dumps(NOMINATIM)
    server.hold, server.wait = threading.Event(), 0
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    settings.GEOCODER_URL = f"http://127.0.0.1:{server.server_port}"
    yield server
    server.hold.set()
    server.shutdown()
    server.server_close()


def test_with_the_default_settings_nothing_leaves_the_server(monkeypatch):
    tried = []

    def refuse(*args: object, **_: object) -> None:
        tried.append(args)
        raise OSError("no network in this test")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    for typed in ("Halbeath", "EX1 1AA", "1 High Street, Nowhere", "Bridgewater"):
        with pytest.raises(PlaceNotFoundError):
            locate(typed)
    assert locate("TA6 4RN").label == "TA6 4RN"
    assert tried == []


def test_nominatim_is_asked_only_for_what_is_not_known_here(elsewhere, settings):
    settings.GEOCODERS = ["nominatim"]
    assert locate("Wells").label == "Wells, Somerset"
    assert locate("TA6 9ZZ").label == "TA6 9"
    assert elsewhere.asked == []
    place = locate("Halbeath")
    assert (place.label, place.lat, place.lon) == ("Halbeath, Fife, Scotland", 56.0811, -3.4026)
    assert (place.precision, place.area_codes) == (Precision.POINT, ())
    [(path, headers)] = elsewhere.asked
    asked = parse_qs(urlsplit(path).query)
    assert asked["q"] == ["Halbeath"]
    assert "gb" in asked["countrycodes"][0]
    assert headers["User-Agent"].startswith("signpost")


def test_a_place_found_elsewhere_knows_its_areas(elsewhere, settings):
    settings.GEOCODERS = ["nominatim"]
    elsewhere.answer = json.dumps([{"display_name": "Cossington", "lat": "51.157", "lon": "-2.918"}])
    assert locate("Cossington").area_codes == ("E06000066",)


def test_os_places_is_asked_with_the_key_kept_out_of_the_address(elsewhere, settings):
    settings.GEOCODERS, settings.GEOCODER_KEY = ["osplaces"], "secret-key"
    elsewhere.answer = json.dumps(OS_PLACES)
    assert locate("1 Halbeath Road").label == "1, HALBEATH ROAD, DUNFERMLINE"
    [(path, headers)] = elsewhere.asked
    assert urlsplit(path).path == "/search/places/v1/find"
    assert parse_qs(urlsplit(path).query)["output_srs"] == ["EPSG:4326"]
    assert headers["Key"] == "secret-key"
    assert "secret-key" not in path


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (500, "broken"),
        (429, "slow down"),
        (401, "no"),
        (200, "<html>not json</html>"),
        (200, "[]"),
        (200, '{"error": "Unable to geocode"}'),
        (200, '[{"display_name": "Paris", "lat": "48.85", "lon": "2.35"}]'),
        (200, '[{"display_name": "No point"}]'),
        (200, '{"results": [{"DPA": {}}]}'),
        (200, '["what"]'),
    ],
)
@pytest.mark.parametrize("name", ["nominatim", "osplaces"])
def test_whatever_goes_wrong_elsewhere_the_family_gets_our_own_words(
    elsewhere, settings, name, status, answer
):
    settings.GEOCODERS, settings.GEOCODER_KEY = [name], "k"
    elsewhere.status, elsewhere.answer = status, answer
    with pytest.raises(PlaceNotFoundError, match="We could not find Halbeath"):
        locate("Halbeath")
    assert len(elsewhere.asked) == 1


def test_a_geocoder_that_does_not_answer_in_time_is_given_up(elsewhere, settings, monkeypatch):
    monkeypatch.setattr(chain, "TIMEOUT_SECONDS", 0.2)
    settings.GEOCODERS, settings.GEOCODER_KEY = ["nominatim"], "timeout"
    elsewhere.wait = 20
    began = time.monotonic()
    with pytest.raises(PlaceNotFoundError, match="We could not find Halbeath"):
        locate("Halbeath")
    assert time.monotonic() - began < 5
    assert len(elsewhere.asked) == 1


def test_a_geocoder_that_is_away_is_as_one_that_knows_nothing(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.GEOCODER_URL = f"http://127.0.0.1:{taken.getsockname()[1]}"
        settings.GEOCODERS = ["nominatim"]
        with pytest.raises(PlaceNotFoundError, match="We could not find Halbeath"):
            locate("Halbeath")


def test_no_log_line_holds_what_a_family_typed(elsewhere, settings, caplog):
    settings.GEOCODERS = ["nominatim"]
    with caplog.at_level(logging.DEBUG):
        locate("Halbeath")
        elsewhere.status = 500
        with pytest.raises(PlaceNotFoundError):
            locate("Halbeath again")
    said = "\n".join(
        record.getMessage() for record in caplog.records if not record.name.startswith("django.db")
    )
    assert "Nominatim did not answer: GeocoderServiceError" in said
    assert "halbeath" not in said.lower()


def test_the_local_geocoder_has_the_shape_of_geopys_own():
    geocoder = LocalGeocoder()
    assert isinstance(geocoder, Geocoder)
    found = geocoder.geocode("ta64rn")
    assert isinstance(found, Location)
    assert (found.address, found.point.latitude, found.raw["precision"]) == ("TA6 4RN", 51.14859, "postcode")
    assert [one.raw["area"] for one in geocoder.geocode("Wells", exactly_one=False)] == ["Mendip", "Norfolk"]
    assert geocoder.geocode("Halbeath") is None
    assert geocoder.geocode("") is None


def test_the_local_geocoder_could_not_ask_anybody_if_it_tried():
    with pytest.raises(NotImplementedError):
        LocalGeocoder().adapter.get_json("http://127.0.0.1/", timeout=1, headers={})


def test_the_chain_is_the_local_geocoder_alone_unless_the_operator_says_more(settings):
    assert [type(one) for one in configured().geocoders] == [LocalGeocoder]
    settings.GEOCODERS, settings.GEOCODER_KEY = ["nominatim", "osplaces"], "k"
    made = configured()
    assert isinstance(made, Chain)
    assert [type(one).__name__ for one in made.geocoders[1:]] == ["_BritishNominatim", "OSPlaces"]
    assert all(one.timeout == 3 for one in made.geocoders[1:])


def test_a_place_abroad_is_not_taken_from_another_geocoder(elsewhere, settings):
    settings.GEOCODERS = ["nominatim"]
    elsewhere.answer = json.dumps([{"display_name": "Paris", "lat": "48.85", "lon": "2.35"}])
    assert configured().geocode("Paris") is None
    assert configured().geocode("Paris", exactly_one=False) is None
    assert len(elsewhere.asked) == 2


def test_os_places_without_a_key_is_no_geocoder():
    with pytest.raises(ConfigurationError):
        OSPlaces("")


@pytest.mark.parametrize(
    ("geocoders", "url", "key", "ids"),
    [
        ([], "nonsense", "", []),
        (["nominatim"], "", "", []),
        (["nominatim"], "https://nominatim.example.org", "", []),
        (["nominatim"], "http://127.0.0.1:8110", "", []),
        (["google"], "", "", ["locations.E001"]),
        (["osplaces"], "", "", ["locations.E002"]),
        (["osplaces"], "", "k", []),
        (["nominatim", "osplaces"], "https://example.org", "k", ["locations.E003"]),
        (["nominatim"], "nominatim.example.org", "", ["locations.E004"]),
        (["nominatim"], "http://nominatim.example.org", "", ["locations.W001"]),
    ],
)
def test_wrong_settings_are_said_when_the_site_starts(settings, geocoders, url, key, ids):
    settings.GEOCODERS, settings.GEOCODER_URL, settings.GEOCODER_KEY = geocoders, url, key
    found = [message for message in checks.run_checks() if message.id and message.id.startswith("locations.")]
    assert [message.id for message in found] == ids
    assert all(message.hint for message in found)

"""What a slow phone has to fetch before the first results can be read."""

import re

import pytest
import requests

from tests.journeys.server import Server

pytestmark = pytest.mark.browser

MOST_BYTES = 100_000
SEARCH = "/find/?q=club&near=TA6+4RN&group=near"


def on_the_wire(address: str) -> int:
    """Bytes of the body as they come to a browser."""
    answer = requests.get(address, headers={"Accept-Encoding": "gzip, br"}, stream=True, timeout=30)
    return len(answer.raw.read(decode_content=False))


def test_the_first_page_of_results_without_the_map_is_at_most_100_kilobytes(server: Server):
    html = requests.get(server.address + SEARCH, timeout=30).text
    files = set(re.findall(r'<(?:link|script)[^>]+(?:href|src)="(/(?:static|theme)[^"]+)"', html))
    weights = {path: on_the_wire(server.address + path) for path in files}
    weights[SEARCH] = on_the_wire(server.address + SEARCH)
    assert len(files) == 4, files
    assert sum(weights.values()) <= MOST_BYTES, weights
    assert html.count('class="result"') == 20


def test_the_words_of_a_page_come_compressed(server: Server):
    answer = requests.get(server.address + SEARCH, headers={"Accept-Encoding": "gzip"}, timeout=30)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "no-store" in answer.headers["Cache-Control"]


def test_files_with_a_hash_are_kept_for_ever_and_come_compressed(server: Server):
    html = requests.get(server.address + "/", timeout=30).text
    sheet = re.search(r'href="(/static/build/site\.[0-9a-f]{12}\.css)"', html)[1]
    asked = {"Accept-Encoding": "gzip, br"}
    headers = requests.get(server.address + sheet, headers=asked, timeout=30).headers
    assert headers["Content-Encoding"] == "br"
    assert "max-age=315360000" in headers["Cache-Control"]

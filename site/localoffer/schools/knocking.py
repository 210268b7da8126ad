"""Ask one address whether it is there. Pure: no Django here."""

from dataclasses import dataclass

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from directory.feeds.client import Client
from directory.feeds.rows import FeedError

#: Many sites know only browsers and answer others with "forbidden": the page is there all the same.
THERE_BUT_SHY = frozenset({401, 403, 405, 406, 429})
REDIRECTS_MOST = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """Whether the address works, and what came back in a few words."""

    works: bool
    said: str


def knock(url: str, timeout: float, *, allow_private: bool = False) -> Answered:
    """Ask once, following redirects, reading none of the page. Nothing is raised; ``timeout`` in seconds."""
    with Client(allow_private=allow_private) as client:
        session = client.session
        session.max_redirects = REDIRECTS_MOST
        session.headers["Accept"] = "text/html, application/pdf;q=0.9, */*;q=0.5"
        session.headers["User-Agent"] = "Signpost link check"
        for adapter in session.adapters.values():
            if isinstance(adapter, HTTPAdapter):
                adapter.max_retries = Retry(0, read=False)
        try:
            with session.get(url, timeout=timeout, stream=True) as answer:
                return _told(answer)
        except FeedError as refused:
            return Answered(works=False, said=str(refused).split(". ")[0])
        except requests.Timeout:
            return Answered(works=False, said=f"no answer in {timeout:g} seconds")
        except requests.TooManyRedirects:
            return Answered(works=False, said="sends us round in circles")
        except requests.exceptions.SSLError:
            return Answered(works=False, said="its certificate is not right")
        except requests.RequestException:
            return Answered(works=False, said="can't be reached")


def _told(answer: requests.Response) -> Answered:
    code = answer.status_code
    if code < 400:
        return Answered(works=True, said="works")
    if code in THERE_BUT_SHY:
        return Answered(works=True, said=f"answers, but not to us ({code})")
    said = "not found" if code in (404, 410) else f"{answer.reason or 'an error'}".lower()
    return Answered(works=False, said=f"{said} ({code})")

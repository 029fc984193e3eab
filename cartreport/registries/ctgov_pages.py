"""ClinicalTrials.gov's API over the network: one page, with patience and with limits."""

from __future__ import annotations

import http.client
import io
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import IO, Any

from cartreport.errors import FetchError, OutageError
from cartreport.registries.bounded import TIMEOUT, opener, save
from cartreport.registries.json_text import items

BASE = "https://clinicaltrials.gov/api/v2"
PAUSE = 1.3
"""Seconds from one request to the next; the registry allows about 50 a minute."""
ATTEMPTS = 6
LONGEST = 90.0
"""Seconds that a server may ask us to wait."""
PASSING = {408, 425, 429, 500, 502, 503, 504}


@dataclass(frozen=True)
class Page:
    """An answer on disk: its studies are read one by one."""

    file: IO[bytes]
    token: str
    total: int | None
    count: int

    def studies(self) -> Iterator[Any]:
        """Each study as JSON."""
        return (item.value for item in _items(self.file, {}))


def _items(file: IO[bytes], about: dict[str, Any]) -> Iterator[Any]:
    file.seek(0)
    text = io.TextIOWrapper(file, encoding="utf-8", errors="replace", newline="")
    try:
        yield from items(text, "the answer", about)
    finally:
        text.detach()


@dataclass
class Server:
    """The registry's server: asks for pages at a decent pace and again where that may help.

    ``sleep`` and ``clock`` are given, so that tests don't wait; ``told`` hears of every retry.
    """

    agent: str
    sleep: Callable[[float], None]
    clock: Callable[[], float]
    base: str = BASE
    told: Callable[[str], None] = lambda _: None
    last: float | None = field(default=None, init=False)

    def page(self, asked: Mapping[str, str]) -> Page:
        """The page; :class:`FetchError` when the attempts are used up or can't help."""
        url = f"{self.base.rstrip('/')}/studies?{urllib.parse.urlencode(asked)}"
        if urllib.parse.urlsplit(url).scheme not in ("http", "https"):
            raise FetchError(f"{self.base} is no web address", "it begins with https://")
        for attempt in range(1, ATTEMPTS + 1):
            self._pace()
            try:
                return self._once(url)
            except _PassingError as problem:
                if attempt == ATTEMPTS:
                    message = f"the registry's server gave up {ATTEMPTS} times: {problem}"
                    hint = "run the same command later: it goes on where it stopped"
                    raise OutageError(message, hint) from problem
                wait = problem.wait if problem.wait is not None else float(2 ** (attempt - 1))
                self.told(f"{problem}; again in {wait:.0f} s")
                self.sleep(wait)
        raise AssertionError

    def _pace(self) -> None:
        now = self.clock()
        if self.last is not None and now - self.last < PAUSE:
            self.sleep(PAUSE - (now - self.last))
        self.last = self.clock()

    def _once(self, url: str) -> Page:
        with ExitStack() as failing:
            file = failing.enter_context(tempfile.TemporaryFile())
            self._load(url, file)
            page = _page(file)
            failing.pop_all()
        return page

    def _load(self, url: str, file: IO[bytes]) -> None:
        request = urllib.request.Request(url, headers={"User-Agent": self.agent})  # noqa: S310
        try:
            with opener(self.clock).open(request, timeout=TIMEOUT) as answer:
                save(answer, file)
                if answer.length:
                    raise _PassingError("the answer is cut off")
        except urllib.error.HTTPError as error:
            with error:
                raise _refused(error) from error
        except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
            reason = getattr(error, "reason", error)
            raise _PassingError(f"no answer: {reason}") from error


def _page(file: IO[bytes]) -> Page:
    """An answer as a page, read through once: whether it is JSON, and what it says of itself."""
    about: dict[str, Any] = {}
    count = 0
    for item in _items(file, about):
        if item.error:
            raise _PassingError("the answer is cut off or no JSON")
        count += 1
    if "studies" not in about:
        raise FetchError("the answer is no page of studies", "check --base")
    total = about.get("totalCount")
    token = str(about.get("nextPageToken") or "")
    return Page(file, token, total if isinstance(total, int) else None, count)


class RefusedError(FetchError):
    """The server's last word on a request: asking again won't help."""


class _PassingError(Exception):
    """Something that may be gone at the next attempt; ``wait`` is what the server asks for."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.wait = wait


def _refused(error: urllib.error.HTTPError) -> Exception:
    """What an error status means: wait and ask again, or give up with the server's own words."""
    if error.code in PASSING:
        asked = error.headers.get("Retry-After", "") if error.headers else ""
        wait = min(float(asked), LONGEST) if asked.isdigit() else None
        return _PassingError(f"the server says {error.code}", wait)
    try:
        words = " ".join(error.read(2000).decode("utf-8", "replace").split())[:200]
    except (OSError, http.client.HTTPException):
        words = ""
    return RefusedError(f"the server refuses the request ({error.code}): {words}", "see the query")

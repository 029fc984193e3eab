"""The network within bounds: a whole answer in so many seconds and bytes, from the host asked for.

A socket's own limit starts anew with every byte, so that one byte a second would go on for ever.
Here every read, those of the headers too, is held against one deadline.
"""

from __future__ import annotations

import functools
import http.client
import io
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable
from typing import IO, Any

from cartreport.errors import FetchError

TIMEOUT = 60.0
"""Seconds without any byte."""
LONGEST = 300.0
"""Seconds from the request to the last byte of an answer."""
LARGEST = 128_000_000
"""Bytes of an answer: a page of a thousand studies has some ten million."""
BLOCK = 1 << 16


class SlowError(OSError):
    """The answer is not whole when its time is over."""


class _Timed(io.RawIOBase):
    """A socket's stream of which every read ends in time."""

    def __init__(self, socket: Any, clock: Callable[[], float], end: float) -> None:
        self._socket, self._clock, self._end = socket, clock, end
        self._raw = socket.makefile("rb", buffering=0)

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int | None:
        """The next bytes; :class:`SlowError` where time is over."""
        left = self._end - self._clock()
        if left <= 0:
            raise SlowError(f"the answer is not whole after {LONGEST:.0f} s")
        self._socket.settimeout(min(TIMEOUT, left))
        found: int | None = self._raw.readinto(buffer)
        return found

    def close(self) -> None:
        """Let go of the stream."""
        self._raw.close()
        super().close()


class _Line:
    """A socket whose answers are read in time; in all else the socket itself."""

    def __init__(self, socket: Any, clock: Callable[[], float]) -> None:
        self._socket, self._clock = socket, clock
        self._end = clock() + LONGEST

    def makefile(self, *_: Any, **__: Any) -> Any:
        """The stream that the answer is read from."""
        return io.BufferedReader(_Timed(self._socket, self._clock, self._end))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._socket, name)


class _Plain(http.client.HTTPConnection):
    """A connection whose answers end in time."""

    def __init__(self, *given: Any, clock: Callable[[], float], **named: Any) -> None:
        self._clock = clock
        super().__init__(*given, **named)

    def connect(self) -> None:
        """Connect, and watch what comes."""
        super().connect()
        self.sock = _Line(self.sock, self._clock)


class _Secure(_Plain, http.client.HTTPSConnection):
    """The same by TLS."""


class _Http(urllib.request.HTTPHandler):
    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._kind = functools.partial(_Plain, clock=clock)

    def http_open(self, req: urllib.request.Request) -> Any:
        """Open a plain address."""
        return self.do_open(self._kind, req)


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, clock: Callable[[], float]) -> None:
        super().__init__()
        self._kind = functools.partial(_Secure, clock=clock)

    def https_open(self, req: urllib.request.Request) -> Any:
        """Open an address by TLS."""
        return self.do_open(self._kind, req)


class _Here(urllib.request.HTTPRedirectHandler):
    """Redirects within the host and scheme that were asked for; any other ends the fetch."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: Any,
        newurl: str,
    ) -> urllib.request.Request | None:
        """The request to go on with; :class:`FetchError` where it leads elsewhere."""
        asked, told = (urllib.parse.urlsplit(url) for url in (req.full_url, newurl))
        if (asked.scheme, asked.netloc) != (told.scheme, told.netloc):
            fp.close()
            place = f"{told.scheme}://{told.hostname}"[:100]
            message = f"the server sends us on to {place}, another host or scheme"
            raise FetchError(message, "see whether --base is the registry's address")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def opener(clock: Callable[[], float]) -> urllib.request.OpenerDirector:
    """What opens web addresses, and nothing else, within the bounds."""
    found = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        _Http(clock),
        _Https(clock),
        _Here(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        urllib.request.UnknownHandler(),
    ):
        found.add_handler(handler)
    return found


def save(answer: IO[bytes], file: IO[bytes]) -> None:
    """An answer's body, block by block; :class:`FetchError` where it is larger than any page."""
    size = 0
    while data := answer.read(BLOCK):
        size += len(data)
        if size > LARGEST:
            message = f"the answer is larger than {LARGEST // 1_000_000} MB"
            raise FetchError(message, "ask for less, or see --base")
        file.write(data)

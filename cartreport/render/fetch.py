"""What a page may load while it is rendered: its own drawings and the brand's faces.

Both are in memory. Every other address is refused, whatever its scheme: no network, no file.
"""

from __future__ import annotations

from collections.abc import Mapping

from weasyprint.urls import URLFetcher, URLFetcherResponse

KINDS = {"drawing": "image/svg+xml", "font": "font/ttf"}


class Memory(URLFetcher):  # type: ignore[misc]
    """Serves ``drawing:…`` and ``font:…`` from memory and remembers what it refused."""

    def __init__(self, held: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=set(KINDS))
        self.held = held
        self.refused: list[str] = []

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        """The bytes behind an address of ours. Raises ``ValueError`` for any other."""
        if url in self.held:
            return URLFetcherResponse(url, self.held[url], {"Content-Type": self._kind(url)})
        self.refused.append(url[:200])
        raise ValueError("a page loads its own drawings and faces only")

    def _kind(self, url: str) -> str:
        return KINDS[url.partition(":")[0]]

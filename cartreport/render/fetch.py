"""What a page may load while it is rendered: its own drawings and the brand's faces.

Both are in memory. Every other address is refused, whatever its scheme: no network, no file.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from weasyprint.urls import URLFetcher

KINDS = {
    "drawing": "image/svg+xml",
    "font": "font/ttf",
    "svg": "image/svg+xml",
    "png": "image/png",
    "jpe": "image/jpeg",
}


def from_memory(held: Mapping[str, bytes], refused: list[str]) -> URLFetcher:
    """A fetcher that serves ``held`` by address and notes in ``refused`` what else is asked for."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Memory(URLFetcher):  # type: ignore[misc]
        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
            if url in held:
                kind = KINDS[url.partition(":")[0]]
                return URLFetcherResponse(url, held[url], {"Content-Type": kind})
            refused.append(url[:200])
            raise ValueError("a page loads its own drawings and faces only")

    return Memory(allowed_protocols=set(KINDS))

"""A registry of our own on a loopback address: it answers as the real one does, or is away."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CODES = ("id", "sponsor", "class", "phase", "status", "updated", "country", "city", "title")
HELD = (
    "NCT90000001|AbClon|INDUSTRY|PHASE1|RECRUITING|2026-08-20|France|Lyon|CD19 CAR-T cells in lymphoma",
    "NCT90000002|University of Utah|OTHER|PHASE2|RECRUITING|2026-08-21|Spain|Madrid|BCMA CAR-T cells in myeloma",
)
"""Two records of nobody's, one a line, in the order of ``CODES``."""


def study(line: str) -> dict[str, Any]:
    """A record as the registry's API gives it."""
    row = dict(zip(CODES, line.split("|"), strict=True))
    return {
        "protocolSection": {
            "identificationModule": {"nctId": row["id"], "briefTitle": row["title"]},
            "statusModule": {
                "overallStatus": row["status"],
                "startDateStruct": {"date": "2026-03-01"},
                "lastUpdatePostDateStruct": {"date": row["updated"]},
            },
            "sponsorCollaboratorsModule": {
                "leadSponsor": {"name": row["sponsor"], "class": row["class"]}
            },
            "conditionsModule": {"conditions": ["Multiple Myeloma"]},
            "designModule": {"phases": [row["phase"]], "enrollmentInfo": {"count": 20}},
            "contactsLocationsModule": {
                "locations": [{"country": row["country"], "city": row["city"], "facility": "X"}]
            },
        }
    }


@dataclass
class Registry:
    """What it holds, whether it is away, whether it talks nonsense; ``url`` is its address.

    ``meanwhile`` is done while who asks waits for the answer.
    """

    url: str = ""
    lines: list[str] = field(default_factory=lambda: list(HELD))
    away: bool = False
    broken: bool = False
    asked: int = 0
    meanwhile: Callable[[], object] = lambda: None

    def answer(self) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the next answer."""
        self.asked += 1
        self.meanwhile()
        if self.away:
            return 503, {"Retry-After": "0"}, b"away"
        if self.broken:
            return 200, {}, json.dumps({"studies": [{"protocolSection": {}}]}).encode()
        held = {"studies": [study(line) for line in self.lines], "totalCount": len(self.lines)}
        return 200, {}, json.dumps(held).encode()


@contextmanager
def served() -> Iterator[Registry]:
    """The registry for as long as the block lasts."""
    registry = Registry()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            status, headers, body = registry.answer()
            self.send_response(status)
            for name, value in {**headers, "Content-Length": str(len(body))}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        registry.url = f"http://127.0.0.1:{server.server_port}/api/v2"
        try:
            yield registry
        finally:
            server.shutdown()
            thread.join()

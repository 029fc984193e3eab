"""``cartreport fetch`` against a server of our own that replays pages and every kind of failure."""

from __future__ import annotations

import hashlib
import json
import threading
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from cartreport.cli.group import main
from cartreport.errors import FetchError
from cartreport.registries import ctgov_pages, rows_of
from cartreport.registries.ctgov_pages import Server
from cartreport.registries.fetch import fetch
from cartreport.registries.reading import Reading

DAY = "2026-11-22"


def study(number: int) -> dict[str, Any]:
    return {
        "protocolSection": {
            "identificationModule": {"nctId": f"NCT{number:08d}", "briefTitle": "T"},
            "statusModule": {"overallStatus": "RECRUITING"},
            "sponsorCollaboratorsModule": {"leadSponsor": {"name": "X", "class": "OTHER"}},
        }
    }


def page(first: int, token: str = "", total: int | None = None) -> dict[str, Any]:
    found: dict[str, Any] = {"studies": [study(first + n) for n in range(3)]}
    if token:
        found["nextPageToken"] = token
    if total is not None:
        found["totalCount"] = total
    return found


@dataclass
class Replay:
    """What the server answers, in order: pages, statuses, or pages cut off."""

    answers: list[Any]
    asked: list[dict[str, str]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def replay() -> Iterator[Replay]:
    script = Replay([])

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = urllib.parse.urlsplit(self.path).query
            script.asked.append(dict(urllib.parse.parse_qsl(query)))
            answer = script.answers.pop(0) if script.answers else 410
            if isinstance(answer, tuple):
                status, headers, body = answer
            elif isinstance(answer, int):
                status, headers, body = answer, {}, b"no"
            else:
                status, headers, body = 200, {}, json.dumps(answer).encode()
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            if "Content-Length" not in headers:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    script.url = f"http://127.0.0.1:{server.server_port}/api/v2"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield script
    server.shutdown()
    server.server_close()
    thread.join()


def client(replay: Replay) -> tuple[Server, list[float]]:
    waits: list[float] = []
    return Server("cartreport/test", waits.append, lambda: 0.0, replay.url), waits


def ids(path: Path) -> list[str]:
    return [located.row.id for located in rows_of("ctgov", [path], Reading())]


def test_pages_to_a_snapshot_with_its_sidecar(replay: Replay, tmp_path: Path) -> None:
    """All pages are in one file that import reads; the sidecar has query, day, count and hash."""
    replay.answers = [page(1, "a", total=9), page(4, "b"), page(7)]
    server, waits = client(replay)
    found = fetch({"query.term": "cells & more"}, tmp_path, DAY, server)
    assert found.path == tmp_path / f"{DAY}-ctgov.ndjson"
    assert ids(found.path) == [f"NCT{n:08d}" for n in range(1, 10)]
    assert (found.studies, found.total) == (9, 9)
    sidecar = yaml.safe_load(
        (tmp_path / f"{DAY}-ctgov.ndjson.source.yaml").read_text(encoding="utf-8")
    )
    assert sidecar["sha256"] == hashlib.sha256(found.path.read_bytes()).hexdigest()
    assert (sidecar["rows"], sidecar["snapshot"]) == (9, DAY)
    assert sidecar["query"] == "query.term=cells & more"
    assert [asked.get("pageToken") for asked in replay.asked] == [None, "a", "b"]
    assert replay.asked[0]["query.term"] == "cells & more"
    assert "Contact" not in replay.asked[0]["fields"]
    assert sum(waits) == pytest.approx(2 * ctgov_pages.PAUSE)
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        f"{DAY}-ctgov.ndjson",
        f"{DAY}-ctgov.ndjson.source.yaml",
    ]


def cut(body: bytes) -> tuple[int, dict[str, str], bytes]:
    return 200, {"Content-Length": str(len(body))}, body[:40]


@pytest.mark.parametrize(
    ("failure", "waited"),
    [
        ((429, {"Retry-After": "7"}, b"slow"), 7.0),
        ((429, {"Retry-After": "99999"}, b"slow"), ctgov_pages.LONGEST),
        (500, 1.0),
        (503, 1.0),
        (cut(json.dumps(page(1)).encode()), 1.0),
        ((200, {}, json.dumps(page(1)).encode()[:-30]), 1.0),
        ((200, {}, b"<html>busy</html>"), 1.0),
    ],
    ids=["429", "429-long", "500", "503", "cut", "short", "html"],
)
def test_what_may_pass_is_waited_out(
    replay: Replay, tmp_path: Path, failure: Any, waited: float
) -> None:
    """After one failure the same page is asked for again, after the time that was asked for."""
    replay.answers = [failure, page(1)]
    server, waits = client(replay)
    assert fetch({"query.term": "x"}, tmp_path, DAY, server).studies == 3
    assert waited in waits
    assert len(replay.asked) == 2


def test_waits_double_and_end(replay: Replay, tmp_path: Path) -> None:
    """A server that stays down is given up, and the message says that the next call goes on."""
    replay.answers = [500] * 10
    server, waits = client(replay)
    with pytest.raises(FetchError) as raised:
        fetch({"query.term": "x"}, tmp_path, DAY, server)
    assert "500" in str(raised.value)
    assert "goes on" in raised.value.hint
    assert [wait for wait in waits if wait != ctgov_pages.PAUSE] == [1.0, 2.0, 4.0, 8.0, 16.0]
    assert not (tmp_path / f"{DAY}-ctgov.ndjson").exists()


def test_a_wrong_query_is_not_repeated(replay: Replay, tmp_path: Path) -> None:
    """400 is the server's last word, and its words are shown."""
    replay.answers = [(400, {}, b"Unknown field name")]
    server, _ = client(replay)
    with pytest.raises(FetchError, match="Unknown field name"):
        fetch({"query.term": "x"}, tmp_path, DAY, server)
    assert len(replay.asked) == 1


@pytest.mark.parametrize(
    "answers",
    [
        [page(1, "a"), page(4, "b"), page(7, "a")],
        [page(1, "a"), page(1, "b")],
    ],
    ids=["token", "studies"],
)
def test_pages_in_a_circle_are_noticed(replay: Replay, tmp_path: Path, answers: list[Any]) -> None:
    """A token that comes again, or a page of known studies, ends the fetch instead of looping."""
    replay.answers = answers
    server, _ = client(replay)
    with pytest.raises(FetchError, match="circle"):
        fetch({"query.term": "x"}, tmp_path, DAY, server)
    assert not (tmp_path / f"{DAY}-ctgov.ndjson").exists()


def test_a_cut_fetch_goes_on(replay: Replay, tmp_path: Path) -> None:
    """After a failure on page 2 the next call asks for page 2 first; half a line is dropped."""
    replay.answers = [page(1, "a", total=6), 403]
    server, _ = client(replay)
    with pytest.raises(FetchError):
        fetch({"query.term": "x"}, tmp_path, DAY, server)
    part = tmp_path / f"{DAY}-ctgov.ndjson.part"
    with part.open("ab") as file:
        file.write(b'{"protocolSection": {"half')
    replay.answers = [page(4)]
    found = fetch({"query.term": "x"}, tmp_path, DAY, server)
    assert replay.asked[-1]["pageToken"] == "a"
    assert ids(found.path) == [f"NCT{n:08d}" for n in range(1, 7)]
    assert found.total == 6


def test_a_token_that_is_stale_begins_anew(replay: Replay, tmp_path: Path) -> None:
    """Where the server no longer knows the place, the fetch starts over by itself."""
    replay.answers = [page(1, "a", total=6), 403]
    server, _ = client(replay)
    with pytest.raises(FetchError):
        fetch({"query.term": "x"}, tmp_path, DAY, server)
    replay.answers = [(400, {}, b"token expired"), page(1, "c"), page(4)]
    found = fetch({"query.term": "x"}, tmp_path, DAY, server)
    assert ids(found.path) == [f"NCT{n:08d}" for n in range(1, 7)]


def test_another_query_does_not_go_on(replay: Replay, tmp_path: Path) -> None:
    """What another query left is not mixed in."""
    replay.answers = [page(1, "a"), 403]
    server, _ = client(replay)
    with pytest.raises(FetchError):
        fetch({"query.term": "x"}, tmp_path, DAY, server)
    replay.answers = [page(11)]
    assert fetch({"query.term": "y"}, tmp_path, DAY, server).studies == 3


def test_nobody_there(tmp_path: Path) -> None:
    """No server at all is a message, after the attempts."""
    server = Server("cartreport/test", lambda _: None, lambda: 0.0, "http://127.0.0.1:9/api")
    with pytest.raises(FetchError, match="no answer"):
        fetch({"query.term": "x"}, tmp_path, DAY, server)
    with pytest.raises(FetchError, match="no web address"):
        fetch(
            {"query.term": "x"},
            tmp_path,
            DAY,
            Server("a", lambda _: None, lambda: 0.0, "file:///etc"),
        )


def test_the_command(replay: Replay, tmp_path: Path) -> None:
    """The command loads, counts, and says what to do next; without a query it is wrong usage."""
    replay.answers = [page(1, total=3)]
    args = ["fetch", "ctgov", "--query", "x", "--out", str(tmp_path), "--day", DAY]
    shown = CliRunner().invoke(main, [*args, "--base", replay.url])
    assert shown.exit_code == 0
    assert "3 studies" in shown.output
    assert "cartreport import ctgov" in shown.output
    snapshot, out = tmp_path / f"{DAY}-ctgov.ndjson", tmp_path / "trials.csv"
    shown = CliRunner().invoke(main, ["import", "ctgov", str(snapshot), "-o", str(out)])
    assert shown.exit_code == 0
    sidecar = yaml.safe_load((tmp_path / "trials.source.yaml").read_text(encoding="utf-8"))
    assert (sidecar["snapshot"], sidecar["query"]) == (DAY, "query.term=x")
    assert CliRunner().invoke(main, ["fetch", "ctgov"]).exit_code == 2


def test_no_study_has_its_own_code(replay: Replay, tmp_path: Path) -> None:
    """A query that nothing answers is said as such, with exit code 6, and writes nothing."""
    replay.answers = [{"studies": [], "totalCount": 0}]
    args = ["fetch", "ctgov", "--query", "x", "--out", str(tmp_path), "--day", DAY]
    shown = CliRunner().invoke(main, [*args, "--base", replay.url])
    assert shown.exit_code == 6
    assert "0 studies" in shown.output
    assert list(tmp_path.iterdir()) == []


def test_an_outage_has_its_own_code(replay: Replay, tmp_path: Path) -> None:
    """A server that stays down is exit code 5: the same command may work later."""
    replay.answers = [500] * 10
    server, _ = client(replay)
    with pytest.raises(FetchError) as raised:
        fetch({"query.term": "x"}, tmp_path, DAY, server)
    assert raised.value.exit_code == 5


@pytest.mark.parametrize("code", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("place", ["http://localhost:{port}/api/v2/studies", "http://127.0.0.1:9/", "file:///etc/hostname", "https://127.0.0.1:{port}/"])  # fmt: skip
def test_a_redirect_elsewhere_is_refused(
    replay: Replay, tmp_path: Path, code: int, place: str
) -> None:
    """Another host, port or scheme is never asked, and the message says which."""
    port = replay.url.split(":")[2].split("/")[0]
    replay.answers = [(code, {"Location": place.format(port=port)}, b""), page(1)]
    server, _ = client(replay)
    with pytest.raises(FetchError, match=r"another host or scheme|refuses|301|302|30"):
        fetch({"query.term": "x"}, tmp_path, DAY, server)
    assert len(replay.asked) == 1


def test_a_redirect_within_the_host_is_followed(replay: Replay, tmp_path: Path) -> None:
    """The same host and scheme under another path is the registry's own business."""
    replay.answers = [(302, {"Location": f"{replay.url}/elsewhere"}, b""), page(1)]
    server, _ = client(replay)
    assert fetch({"query.term": "x"}, tmp_path, DAY, server).studies == 3


def test_an_answer_that_drips_ends(replay: Replay, tmp_path: Path) -> None:
    """Each byte comes in time, the whole doesn't: every read moves the clock on by a minute."""
    time = iter(range(0, 10_000_000, 60))
    replay.answers = [page(1)] * 6
    waits: list[float] = []
    server = Server("cartreport/test", waits.append, lambda: float(next(time)), replay.url)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("cartreport.registries.bounded.LONGEST", 30.0)
        with pytest.raises(FetchError, match="not whole after"):
            fetch({"query.term": "x"}, tmp_path, DAY, server)


def test_an_answer_larger_than_any_page(
    replay: Replay, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What goes on beyond the limit is not read further, and not asked for again."""
    monkeypatch.setattr("cartreport.registries.bounded.LARGEST", 1000)
    replay.answers = [(200, {}, b" " * 200_000), page(1)]
    server, _ = client(replay)
    with pytest.raises(FetchError, match="larger than"):
        fetch({"query.term": "x"}, tmp_path, DAY, server)
    assert len(replay.asked) == 1


def test_half_a_character_in_an_answer(replay: Replay, tmp_path: Path) -> None:
    """The snapshot keeps it as the escape that it is, and import reads it."""
    odd = json.dumps(page(1)).replace('"briefTitle": "T"', '"briefTitle": "T\\ud83d"')
    replay.answers = [(200, {}, odd.encode())]
    server, _ = client(replay)
    found = fetch({"query.term": "x"}, tmp_path, DAY, server)
    assert b"\\ud83d" in found.path.read_bytes()
    assert len(ids(found.path)) == 3

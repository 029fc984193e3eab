"""The preview: what a change makes stale, what stands while something is wrong, who may look."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from cartreport.errors import ProjectError, RequestError
from cartreport.preview.follow import Follower
from cartreport.preview.pages import Pages
from cartreport.preview.screen import Screen
from cartreport.preview.server import Server
from cartreport.preview.watched import Stale, seen, stale
from cartreport.shipped import shipped
from cartreport.story import Options, build

PROJECT = Path(__file__).parents[1] / "project"
LONG = 120.0
"""The most that a change is waited for; each comes as soon as it is there."""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return Path(shutil.copytree(PROJECT, tmp_path / "own"))


@pytest.fixture
def server() -> Iterator[Server]:
    with Server(Screen(page=b"<p>page</p>"), 0) as made:
        Thread(target=made.serve_forever, args=(0.01,), daemon=True).start()
        yield made
        made.screen.close()
        made.shutdown()


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def test_a_change_reaches_from_its_stage_on(project: Path) -> None:
    """Data make all stale, words and brands the sentences, a template or a sheet the page alone."""
    cases = {
        "data/trials.csv": Stale.DATA,
        "sources.yaml": Stale.DATA,
        "templates/briefing/words.yaml": Stale.WORDS,
        "brands/own/_brand.yml": Stale.WORDS,
        "brands/own/device.svg": Stale.WORDS,
        "templates/briefing/print.css": Stale.LOOK,
        "templates/briefing/sections/cover.html": Stale.LOOK,
        "out/2026-02/briefing.html": Stale.NOTHING,
        "templates/briefing/.cover.html.swp": Stale.NOTHING,
        "data/trials.csv~": Stale.NOTHING,
    }
    found = {}
    for name in cases:
        before = seen(project)
        write(project / name, f"changed {name}")
        found[name] = stale(project, before, seen(project))
    assert found == cases
    before = seen(project)
    (project / "templates/briefing/print.css").unlink()
    assert stale(project, before, seen(project)) is Stale.LOOK
    assert any(path.is_relative_to(shipped()) for path in before)


def test_the_page_is_that_of_a_build_but_for_its_id(project: Path, tmp_path: Path) -> None:
    """What is previewed is what would be published, held against the edition before; nothing is.

    So it is after an edit, though tables that are as they were are not read a second time.
    """
    out = tmp_path / "out"
    earlier = Options(
        out=out, formats=("html",), edition="2026-01", as_of="2026-01-31", record=True
    )
    build(project, earlier)
    pages = Pages(project)
    for old, new in (("", ""), ("BX-2 rights", "BX-3 rights"), ("10000000", "12000000")):
        table = project / "data" / "deals.csv"
        table.write_text(table.read_text("utf-8").replace(old, new), "utf-8")
        page = pages.refresh(Stale.DATA).decode()
        assert not (project / "out").exists()
        result = build(project, Options(out=out, formats=("html",), record=False))
        (name,) = [name for name in result.files if name.endswith(".html")]
        built = (result.folder / name).read_text("utf-8")
        assert page.replace("preview", "") == built.replace(result.build, "").replace("preview", "")
        assert result.against == "2026-01/r1"


def test_a_page_after_an_edit_of_words_or_terms_is_that_of_a_build(
    project: Path, tmp_path: Path
) -> None:
    """What is kept from the last page knows the words and the terms that it came from."""
    out = tmp_path / "out"
    earlier = {"edition": "2026-01", "as_of": "2026-01-31"}
    build(project, Options(out=out, formats=("html",), record=True, **earlier))  # type: ignore[arg-type]
    pages = Pages(project)
    pages.refresh(Stale.DATA)
    words, origin = project / "templates/tables/words.yaml", project / "data/vocab/origin.yaml"
    words.parent.mkdir(parents=True)
    titled = origin.read_text("utf-8").replace("title: Origin", "title: Descent")
    for path, text in (
        (words, "not-stated: unsaid\n"),
        (words, "not-stated: unknown here\n"),
        (origin, titled),
    ):
        path.write_text(text, "utf-8")
        page = pages.refresh(Stale.DATA).decode()
        result = build(project, Options(out=out, formats=("html",), record=False))
        (name,) = [name for name in result.files if name.endswith(".html")]
        built = (result.folder / name).read_text("utf-8")
        assert page.replace("preview", "") == built.replace(result.build, "").replace("preview", "")


def test_what_is_asked_for_in_vain_is_said_after_the_data(project: Path) -> None:
    """A briefing that there is not hides no problem of the data."""
    table = project / "data" / "deals.csv"
    table.write_text(table.read_text("utf-8") + "x\n", "utf-8")
    with pytest.raises(ProjectError) as caught:
        Pages(project, name="landscapes").refresh(Stale.DATA)
    assert caught.value.problems.errors


def test_what_failed_stays_due(project: Path) -> None:
    """Data that are broken and mended are read again, though only a sheet changed in between."""
    pages = Pages(project)
    pages.refresh(Stale.DATA)
    path = project / "sources.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: Example landscape", "title: [x"), "utf-8")
    for reached in (Stale.DATA, Stale.LOOK):
        with pytest.raises(Exception, match="error"):
            pages.refresh(reached)
    path.write_text(text.replace("Example landscape", "Mended landscape"), "utf-8")
    assert b"Mended landscape" in pages.refresh(Stale.LOOK)
    with pytest.raises(RequestError, match="no briefing 'nosuch'"):
        Pages(project, "nosuch").refresh(Stale.DATA)


def test_a_mistake_is_shown_over_the_last_good_page(project: Path) -> None:
    """Good page, a template's mistake with its line, mended: the page changes twice, not thrice."""
    screen, stop, said = Screen(), Event(), list[str]()
    follower = Follower(Pages(project), screen, said.append)
    thread = Thread(target=follower.run, args=(stop,), daemon=True)
    thread.start()

    def until(version: int, stopped: bool) -> dict[str, object]:
        change = 0
        while True:
            change, text = screen.after(change, LONG)
            assert text, "no news came"
            told: dict[str, object] = json.loads(text)
            if (told["version"], told["stopped"], told["busy"]) == (version, stopped, ""):
                return told

    until(1, stopped=False)
    first = screen.page
    cover = project / "templates" / "briefing" / "sections" / "cover.html"
    write(cover, '<section class="cover" id="{{ section.id }}">\n{{ section.nom }}</section>')
    told = until(1, stopped=True)
    assert screen.page == first
    (fault,) = told["faults"]  # type: ignore[misc]
    assert fault["place"] == "templates/briefing/sections/cover.html:2 E603"
    write(cover, '<section class="cover" id="{{ section.id }}"><h1>Ours</h1></section>')
    until(2, stopped=False)
    assert b"<h1>Ours</h1>" in screen.page
    stop.set()
    thread.join(LONG)
    assert said[0] == said[2] == "page"


def ask(server: Server, path: str, host: str = "") -> tuple[int, bytes]:
    request = Request(server.address.rstrip("/") + path, headers={"Host": host} if host else {})
    try:
        with urlopen(request, timeout=LONG) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, b""


def test_this_machine_alone_may_look_and_sees_the_page_alone(server: Server) -> None:
    """Loopback, the right Host, four addresses: nothing of the disk, no listing."""
    assert server.server_address[0] == "127.0.0.1"
    assert ask(server, "/page?v=1") == (200, b"<p>page</p>")
    assert b"EventSource" in ask(server, "/")[1]
    port = server.server_address[1]
    assert ask(server, "/page", f"localhost:{port}")[0] == 200
    for host in ("evil.example", f"evil.example:{port}", "127.0.0.1"):
        assert ask(server, "/page", host)[0] == 403
    for path in ("/pdf", "/data/", "/../sources.yaml", "/page/", "/%2e%2e/etc/passwd"):
        assert ask(server, path) == (404, b"")


def test_news_reach_the_browser(server: Server) -> None:
    """A page that is made is told to who listens."""
    with urlopen(server.address + "events", timeout=LONG) as stream:
        server.screen.shows(page=b"<p>new</p>")
        line = stream.readline().decode()
    told = json.loads(line.removeprefix("data: "))
    assert (told["version"], told["address"], told["faults"]) == (1, "/page", [])


def test_a_port_that_is_taken_is_said(server: Server) -> None:
    """Two previews at one port: the second says so and what to do."""
    with pytest.raises(RequestError, match="cannot be had") as told:
        Server(Screen(), server.server_address[1])
    assert "--port 0" in told.value.hint

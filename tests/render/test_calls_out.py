"""A page that calls nobody: hostile drawings and templates are refused, and a browser asks nothing."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from cartreport.render.drawings import UnsafeError, safe
from cartreport.render.gates.reading import read
from cartreport.render.html import guarded

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from browser import CHROMIUM, FLAGS

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
HOSTILE = [
    '<rect fill="url(HOST/a)" width="9" height="9"/>',
    '<rect fill="u\\72l(HOST/b)" width="9" height="9"/>',
    '<rect filter="src(\'HOST/c\')" width="9" height="9"/>',
    '<rect style="fill:u\\72l(HOST/d)" width="9" height="9"/>',
    '<rect clip-path="url(HOST/e#x)" width="9" height="9"/>',
    '<rect mask="url(/**/HOST/f)" width="9" height="9"/>',
    '<rect cursor="url(HOST/g), auto" width="9" height="9"/>',
    '<g marker-start="u\\000072 l(HOST/h)"/>',
    '<image href="HOST/i" width="9" height="9"/>',
    '<style>rect{background:image-set("HOST/j" 1x)}</style>',
    '<rect onload="fetch(\'HOST/k\')" width="9" height="9"/>',
    '<script>fetch("HOST/l")</script>',
    '<foreignObject><img xmlns="http://www.w3.org/1999/xhtml" src="HOST/m"/></foreignObject>',
    '<a href="HOST/n" ping="HOST/o"><rect width="9" height="9"/></a>',
    '<use href="HOST/p#x"/>',
    '<rect width="9" height="9"><animate attributeName="fill" to="url(HOST/q)"/></rect>',
]


@pytest.mark.parametrize("inside", HOSTILE)
def test_a_hostile_drawing_is_refused(inside: str) -> None:
    """In whatever spelling a drawing would fetch, it is not read."""
    with pytest.raises(UnsafeError):
        safe(SVG.format(inside.replace("HOST", "http://127.0.0.1:9")).encode())


@pytest.mark.parametrize(
    "inside",
    [
        '<rect fill="url(#a)" clip-path="url(\'#b\')" width="9" height="9"/>',
        '<g transform="translate(1 2) rotate(3)"><path d="M0 0h1"/></g>',
        '<rect fill="rgb(1,2,3)" stroke="var(--ink)" width="9" height="9"/>',
    ],
)
def test_a_plain_drawing_is_read(inside: str) -> None:
    """References to its own ids, transforms and colours are none of that."""
    assert safe(SVG.format(inside).encode())


@pytest.mark.parametrize(
    ("markup", "told"),
    [
        ('<meta http-equiv="Refresh" content="0;url=http://x/"/>', "outgoing"),
        ('<iframe srcdoc="<img src=http://x/>"></iframe>', "outgoing"),
        ('<base href="http://x/"/>', "outgoing"),
        ('<object data="http://x/"></object>', "outgoing"),
        ('<a href="#a" ping="http://x/">a</a>', "links"),
        ('<svg><rect fill="u\\72l(http://x/)"/></svg>', "styles"),
        ('<svg><rect mask="src(http://x/)"/></svg>', "styles"),
        ('<p style="background:u\\72l(http://x/)">a</p>', "styles"),
    ],
)
def test_a_template_that_calls_out_is_noticed(markup: str, told: str) -> None:
    """What leads away, holds a page of its own or fetches by a style is there for the gate."""
    found = read(f"<html><head></head><body>{markup}</body></html>", {})
    assert getattr(found, told)


@pytest.mark.parametrize(
    "style", ["u\\72l(http://x/)", "u\\000072 l(http://x/)", "src(http://x/)", "src('http://x/')", "URL(/**/http://x/)", "image-set('http://x/' 1x)"]
)  # fmt: skip
def test_the_gate_reads_styles_as_a_browser_does(style: str) -> None:
    """Escapes, comments and the newer names of the same thing."""
    from cartreport.render.drawings import plainly
    from cartreport.render.gates.outside import IN_STYLE

    found = IN_STYLE.search(plainly(f"background: {style}"))
    assert found is not None
    assert (found[1] or found[2]).strip().startswith("http://x/")


@pytest.fixture
def asked() -> Iterator[tuple[str, list[str]]]:
    """A server beside the page, and what it was asked for."""
    seen: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_GET  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", seen
    server.shutdown()
    server.server_close()
    thread.join()


def opened(page: Path) -> None:
    """Open a page in a browser and let it do what it does."""
    quiet = (
        "--disable-background-networking",
        "--disable-component-update",
        "--virtual-time-budget=2000",
    )
    profile = f"--user-data-dir={page.parent / 'profile'}"
    command = [CHROMIUM, *FLAGS, *quiet, profile, "--dump-dom", page.as_uri()]
    subprocess.run(command, capture_output=True, check=True, timeout=120)


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
def test_a_browser_asks_for_nothing(tmp_path: Path, asked: tuple[str, list[str]]) -> None:
    """With every hostile drawing in the page, past the check, its policy lets no request out.

    The same page without the policy makes some: the test would see them.
    """
    host, seen = asked
    drawings = "".join(SVG.format(inside.replace("HOST", host)) for inside in HOSTILE)
    page = tmp_path / "page.html"
    whole = f"<!DOCTYPE html><html><head><title>T</title></head><body>{drawings}<script>1</script></body></html>"
    page.write_text(whole, encoding="utf-8")
    opened(page)
    assert len(seen) >= 3
    seen.clear()
    hostile_script = '<script>fetch("' + host
    assert hostile_script in whole
    page.write_text(guarded(whole), encoding="utf-8")
    opened(page)
    assert seen == []

"""A build opens no socket, starts no program and reads nothing outside the project and itself.

An audit hook hears every file that Python opens and every socket and process that it makes; what
WeasyPrint and Pango open below Python is kept from hostile addresses by the fetcher, whose refusals
close a gate.
"""

from __future__ import annotations

import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import cartreport
from cartreport.errors import CartreportError
from cartreport.problems import Problems
from cartreport.story import Options, build

sys.path.insert(0, str(Path(__file__).parent))
from small import edit, put, small_project

SECRET = "root:x:0:0"
OWN = [
    Path(cartreport.__file__).resolve().parent,
    Path(cartreport.__file__).resolve().parents[1] / "templates",
    *(Path(place).resolve() for place in sysconfig.get_paths().values()),
    Path(sys.base_prefix).resolve(),
]
FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.system", "os.spawn", "os.posix_spawn")
# Files that tell a library about the machine and nothing about anybody.
HARMLESS = [
    Path(p) for p in ("/dev/null", "/etc/mime.types", "/etc/os-release", "/usr/share/zoneinfo")
]

# WeasyPrint hands faces to Pango through files in a folder of its own.
SCRATCH = Path(tempfile.gettempdir()).resolve()

_heard: list[tuple[str, Any]] | None = None
_installed = False


def _hook(event: str, args: tuple[Any, ...]) -> None:
    if _heard is not None and (event == "open" or event.startswith(FORBIDDEN)):
        _heard.append((event, args[0] if args else None))


@pytest.fixture
def heard() -> Iterator[list[tuple[str, Any]]]:
    """Every opened file, socket and process while the test runs."""
    global _heard, _installed  # noqa: PLW0603 - an audit hook can never be taken out again
    if not _installed:
        sys.addaudithook(_hook)
        _installed = True
    _heard = []
    yield _heard
    _heard = None


def foreign(heard: list[tuple[str, Any]], *allowed: Path) -> list[tuple[str, Any]]:
    """What was opened outside the allowed folders; sockets and programs always count."""
    rooms = [*OWN, *(path.resolve() for path in allowed)]
    found = []
    for event, what in heard:
        if event == "open":
            if not isinstance(what, (str, bytes)):
                continue  # a descriptor that is open already
            path = Path(what.decode() if isinstance(what, bytes) else what).resolve()
            scratch = path.parent.parent == SCRATCH and path.parent.name.startswith("weasyprint-")
            if scratch or (path.parent == SCRATCH and path.name.startswith("weasyprint-")):
                continue
            if any(path.is_relative_to(room) for room in (*HARMLESS, *rooms)):
                continue
        found.append((event, what))
    return found


def test_a_build_keeps_to_itself(tmp_path: Path, heard: list[tuple[str, Any]]) -> None:
    """Every format: no socket, no program, no file outside project, results and package."""
    project = small_project(tmp_path / "project")
    heard.clear()
    build(project, Options(out=tmp_path / "out"))
    assert foreign(heard, project, tmp_path / "out") == []
    opened = {str(what) for event, what in heard if event == "open"}
    assert str(project / "sources.yaml") in opened, "the hook hears nothing"


def page(block: str) -> Callable[[Path], None]:
    """A project whose own page says something in place of the sections."""

    def write(project: Path) -> None:
        put(
            project / "templates/briefing/page.html",
            '{% extends "builtin/briefing/page.html" %}\n'
            "{% block sections %}" + block + "{{ super() }}{% endblock %}",
        )

    return write


def css(rule: str) -> Callable[[Path], None]:
    """A project whose own print sheet ends with a rule."""

    def write(project: Path) -> None:
        shipped = Path(cartreport.__file__).resolve().parents[1] / "templates/briefing/print.css"
        put(project / "templates/briefing/print.css", shipped.read_text("utf-8") + rule)

    return write


def source(path: str) -> Callable[[Path], None]:
    """A project that declares a file somewhere else."""
    return lambda project: edit(
        project / "sources.yaml", r"path: data/programmes\.csv", f"path: {path}"
    )


def link(name: str, target: str) -> Callable[[Path], None]:
    """A project in which a file is a link out of it."""

    def write(project: Path) -> None:
        (project / name).unlink(missing_ok=True)
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).symlink_to(target)

    return write


def logo(svg: str) -> Callable[[Path], None]:
    """A project with a brand of its own whose logo is that drawing."""

    def write(project: Path) -> None:
        brand = project / "brands/mine"
        put(brand / "_brand.yml", "meta: {name: Mine}\nlogo: {small: logo.svg}\n")
        put(brand / "logo.svg", svg)
        text = (project / "sources.yaml").read_text("utf-8")
        (project / "sources.yaml").write_text(text + "\nbrand: mine\n", "utf-8")

    return write


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 13 11">{}</svg>'
ENTITY = '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'

HOSTILE: dict[str, Callable[[Path], None]] = {
    "image by http": page('<img src="http://198.51.100.7/x.png" alt=""/>'),
    "image by file": page('<img src="file:///etc/passwd" alt=""/>'),
    "image that climbs": page('<img src="../../../etc/passwd" alt=""/>'),
    "object": page('<object data="file:///etc/passwd"></object>'),
    "style sheet by http": page('<link rel="stylesheet" href="https://198.51.100.7/x.css"/>'),
    "import in a style": page('<style>@import "http://198.51.100.7/x.css";</style>'),
    "script by http": page('<script src="//198.51.100.7/x.js"></script>'),
    "javascript link": page('<a href="javascript:alert(1)">x</a>'),
    "include that climbs": page('{% include "../../../../etc/passwd" %}'),
    "include from the root": page('{% include "/etc/passwd" %}'),
    "template that reaches into Python": page('{{ "".__class__.__mro__[1].__subclasses__() }}'),
    "template that reads a file": page("{{ brand.folder.joinpath('../../x').read_text() }}"),
    "font by file": css(
        "@font-face{font-family:Evil;src:url(file:///etc/passwd)}p{font-family:Evil}"
    ),
    "background by http": css("body{background:url(http://198.51.100.7/x.png)}"),
    "import in the sheet": css('@import url("file:///etc/passwd");'),
    "source that climbs": source("../../../../../../etc/passwd"),
    "source from the root": source("/etc/passwd"),
    "source by http": source("http://198.51.100.7/x.csv"),
    "source by a link": link("data/programmes.csv", "/etc/passwd"),
    "source by a device": link("data/programmes.csv", "/dev/zero"),
    "template by a link": link("templates/briefing/sections/evidence.html", "/etc/passwd"),
    "templates folder by a link": link("templates", "/etc"),
    "brand folder by a link": lambda project: (
        logo(SVG.format(""))(project),
        (project / "brands").rename(project.parent / "brands"),
        link("brands", "../brands")(project),
    )[0],
    "brand file by a link": lambda project: (
        logo(SVG.format(""))(project),
        link("brands/mine/_brand.yml", "/etc/passwd")(project),
    )[0],
    "words by a link": link("templates/briefing/words.yaml", "/etc/passwd"),
    "logo with an image": logo(SVG.format('<image href="http://198.51.100.7/x.png"/>')),
    "logo with a file": logo(SVG.format('<use href="file:///etc/passwd#x"/>')),
    "logo with a style": logo(SVG.format("<style>@import 'http://198.51.100.7/x.css';</style>")),
    "logo with an entity": logo(ENTITY + SVG.format("<text>&x;</text>")),
    "logo with a script": logo(SVG.format("<script>alert(1)</script>")),
    "logo with a handler": logo(SVG.format('<path d="M0 0h9" onload="alert(1)"/>')),
    "logo by a link": lambda project: (
        logo(SVG.format(""))(project),
        link("brands/mine/logo.svg", "/etc/passwd")(project),
    )[0],
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_refused(name: str, tmp_path: Path, heard: list[tuple[str, Any]]) -> None:
    """A clear error, nothing published, no address fetched and nothing of the file told."""
    project = small_project(tmp_path / "project", ("targets", "evidence"))
    HOSTILE[name](project)
    out = tmp_path / "out"
    heard.clear()
    with pytest.raises(CartreportError) as caught:
        build(project, Options(out=out, formats=("html", "pdf")))
    problems = getattr(caught.value, "problems", None) or Problems()
    said = "\n".join([str(caught.value), caught.value.hint, *map(str, problems)])
    assert SECRET not in said
    assert len(said) > 20
    assert not (out / "2026-02").exists()
    assert foreign(heard, project, out) == []


def test_markup_in_data_is_text(tmp_path: Path) -> None:
    """A value that looks like markup is printed as it stands."""
    project = small_project(tmp_path / "project")
    path = project / "data/programmes.csv"
    head, first, *rest = path.read_text("utf-8").splitlines()
    cells = first.split(",")
    for column in ("name", "short"):
        cells[head.split(",").index(column)] = "<script>alert(1)</script>"
    path.write_text("\n".join([head, ",".join(cells), *rest]) + "\n", "utf-8")
    folder = build(project, Options(out=tmp_path / "out", formats=("html",))).folder
    text = (folder / "landscape.html").read_text("utf-8")
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text

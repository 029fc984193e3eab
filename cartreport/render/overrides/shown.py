"""What is wrong with the pictures that a project's templates and sheets show."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from cartreport.problems import Problem
from cartreport.render.assets import Named, find, names, places
from cartreport.render.drawings import UnsafeError, plainly
from cartreport.render.logo import read
from cartreport.render.overrides.text import Own
from cartreport.sources.suggest import did_you_mean

KINDS = (".png", ".jpg", ".jpeg", ".svg")
FACES = (".ttf", ".otf", ".woff", ".woff2")
_ABROAD = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//|[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_ELSEWHERE = re.compile(
    r"<(?:script|link|iframe|object|embed|video|audio|source)\b[^>]*?\s(?:src|href|data)\s*="
    r"\s*[\"'](?P<name>[^\"'{]+)[\"']",
    re.IGNORECASE,
)
_IMPORT = re.compile(r"@import\b[^;]*", re.IGNORECASE)
_ESCAPED = re.compile(r"\S*\\[^;}]*")
_FETCHING = re.compile(r"url\(|@import|image-set\(|src\(", re.IGNORECASE)
BESIDE = "save it beside the template, in the brand's folder or the project, and name it there"


def faults(own: Own, project: Path, brands: Sequence[Path]) -> Iterator[Problem]:
    """Pictures that the page cannot carry (E608): on the network, nowhere, or not fit to print.

    ``brands`` are the folders of those that the briefings of the template have.
    """
    if own.suffix not in (".html", ".css"):
        return
    for named in names(own.bare, own.suffix):
        told = _fault(own, named, project, brands or (project,))
        if told:
            message, hint = told
            yield Problem(own.at(named.start), "E608", message, hint, named.name)
    for found in _ELSEWHERE.finditer(own.bare) if own.suffix == ".html" else ():
        message = f"a page fetches nothing, and {found['name']!r} would be fetched"
        hint = "write what it holds into the template, a sheet or screen.js"
        yield Problem(own.at(found.start("name")), "E608", message, hint, found["name"])
    if own.suffix == ".css":
        for found in _IMPORT.finditer(own.bare):
            message = "a sheet imports no other"
            hint = "write the rules into this file; faces come from the brand"
            yield Problem(own.at(found.start()), "E608", message, hint, found[0])
        for found in _ESCAPED.finditer(own.bare):
            if len(_FETCHING.findall(plainly(found[0]))) > len(_FETCHING.findall(found[0])):
                message = "an escape hides an address"
                yield Problem(own.at(found.start()), "E608", message, BESIDE, found[0])


def _fault(own: Own, named: Named, project: Path, brands: Sequence[Path]) -> tuple[str, str] | None:
    """What is wrong with an address, and what to do; ``None``: nothing is."""
    name, template = named.name, own.name.partition("/")[0]
    if name.startswith("#") or name.lower().startswith("data:"):
        return None
    if _ABROAD.match(name):
        return f"a page fetches nothing, and {name!r} is not of this project", BESIDE
    if name.lower().endswith(FACES):
        return f"{name!r} is a face", "put it into the brand's folder, under typography.fonts"
    try:
        files = [find(name, places(project, template, brand)) for brand in brands]
        path = next((file for file in files if file), None)
        if path is None:
            return f"there is no picture {name!r}", _nearest(name, project, template, brands)
        read(path, "shown-")
    except UnsafeError as error:
        return f"{name!r} {error}", error.hint
    return None


def _nearest(name: str, project: Path, template: str, brands: Sequence[Path]) -> str:
    """The picture that may be meant, or where one is looked for."""
    there = {
        path.relative_to(folder).as_posix()
        for brand in brands
        for folder, _ in places(project, template, brand)[:-1]
        for path in folder.iterdir()
        if path.suffix.lower() in KINDS
    }
    near = did_you_mean(name, sorted(there))
    if near.startswith("did"):
        return near
    return f"it is looked for in templates/{template}, the brand's folder and the project"

"""Pictures that a template or a style sheet names: found beside it, and carried in the page.

They are looked for in the template's folder of the project and the folders in it, in the brand's
folder, and in the project; nowhere else. A name that a template computes is looked for in the first
two alone, so that a build knows its inputs before it renders.
"""

from __future__ import annotations

import html
import re
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from cartreport.render.drawings import UnsafeError, painted
from cartreport.render.logo import Image, read

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|//|#|/(?!/)", re.IGNORECASE)
"""How an address begins that is no file beside a template."""
_SOURCE = re.compile(
    r"(?P<before><img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*?\ssrc\s*=\s*)"
    r"(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)')",
    re.IGNORECASE,
)
_URL = re.compile(r"url\(\s*([\"']?)(?P<name>[^\"'()\\\s]+)\1\s*\)", re.IGNORECASE)
STYLED = re.compile(
    r"(?P<open><style\b[^>]*>)(?P<sheet>.*?)(?=</style)|\sstyle\s*=\s*(?P<said>\"[^\"]*\"|'[^']*')",
    re.IGNORECASE | re.DOTALL,
)


class Named(NamedTuple):
    """An address that a text names, where it begins, and whether a sheet does."""

    name: str
    start: int
    styled: bool


class Picture(NamedTuple):
    """A picture's bytes and their kind, such as ``image/png``."""

    data: bytes
    kind: str

    @property
    def url(self) -> str:
        """The picture as an address that holds it."""
        return f"data:{self.kind};base64,{b64encode(self.data).decode()}"


@dataclass(frozen=True)
class Assets:
    """The pictures of a template in a project with a brand; ``tokens`` colour their drawings."""

    project: Path
    brand: Path
    tokens: Mapping[str, str]

    def page(self, text: str, template: str, place: Callable[[Picture], str]) -> str:
        """A page with every picture beside its template at the address that ``place`` gives it.

        What is not found stands as it stood: the gates speak of it.
        """

        def shown(found: re.Match[str]) -> str:
            name = html.unescape(found["double"] or found["single"] or "")
            address = self._address(name, template, place)
            return f'{found["before"]}"{address}"' if address else found[0]

        def styled(found: re.Match[str]) -> str:
            said = found["sheet"] if found["open"] else found["said"]
            return found[0].replace(said, self.sheet(said, template, place)) if said else found[0]

        return STYLED.sub(styled, _SOURCE.sub(shown, text))

    def sheet(self, text: str, template: str, place: Callable[[Picture], str]) -> str:
        """The same of a style sheet."""

        def shown(found: re.Match[str]) -> str:
            address = self._address(html.unescape(found["name"]), template, place)
            return f"url({address})" if address else found[0]

        return _URL.sub(shown, text)

    def _address(self, name: str, template: str, place: Callable[[Picture], str]) -> str:
        if not name or ADDRESS.match(name):
            return ""
        path = self.named(template).get(name)
        try:
            path = path or find(name, places(self.project, template, self.brand)[:-1])
            return place(self._picture(path)) if path else ""
        except UnsafeError:
            return ""

    def _picture(self, path: Path) -> Picture:
        image: Image = read(path, f"{path.stem}-")
        data = image.data or painted(image.markup, self.tokens).encode()
        return Picture(data, image.kind)

    def named(self, template: str) -> Mapping[str, Path]:
        """What the texts of the template name outright, with the files that they mean."""
        return self._named.setdefault(template, pictures(self.project, template, self.brand))

    @cached_property
    def _named(self) -> dict[str, Mapping[str, Path]]:
        return {}


def pictures(project: Path, template: str, brand: Path) -> dict[str, Path]:
    """Every picture that a text of the project's template names, by the name."""
    folder = project / "templates" / template
    found: dict[str, Path] = {}
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.suffix not in (".html", ".css") or not path.is_file():
            continue
        if not path.resolve().is_relative_to(folder.resolve()):
            continue
        for named in names(path.read_bytes().decode("utf-8", "replace"), path.suffix):
            try:
                file = find(named.name, places(project, template, brand))
            except UnsafeError:
                continue
            if file is not None:
                found[named.name] = file
    return found


def names(text: str, suffix: str) -> Iterator[Named]:
    """The addresses that a template or a sheet names outright, from ``src`` and ``url()``."""
    if suffix == ".css":
        for found in _URL.finditer(text):
            yield Named(found["name"], found.start("name"), styled=True)
        return
    for found in _SOURCE.finditer(text):
        group = "double" if found["double"] is not None else "single"
        if found[group] and "{{" not in found[group]:
            yield Named(html.unescape(found[group]), found.start(group), styled=False)
    for part in STYLED.finditer(text):
        group = "sheet" if part["open"] else "said"
        for found in _URL.finditer(part[group] or ""):
            if "{{" not in found["name"]:
                yield Named(found["name"], part.start(group) + found.start("name"), styled=True)


def find(name: str, folders: list[tuple[Path, Path]]) -> Path | None:
    """The file that a name means in the first of ``folders`` that has it; ``None`` in none.

    A folder comes with the one that its files may not leave. Raises :class:`UnsafeError` for a
    name that leads out of it.
    """
    if not name or ADDRESS.match(name) or "\0" in name:
        return None
    for folder, root in folders:
        path = folder / unquote(name)
        try:
            inside, there = path.resolve().is_relative_to(root.resolve()), path.is_file()
        except (OSError, ValueError):
            continue
        if there and inside:
            return path
        if there:
            raise UnsafeError(f"leads out of {folder.name}/", "copy the file to where it is named")
    return None


def places(project: Path, template: str, brand: Path) -> list[tuple[Path, Path]]:
    """Where pictures are looked for, each with the folder that none may leave; the project last."""
    own = project / "templates" / template
    if own.is_dir() and not own.resolve().is_relative_to(project.resolve()):
        return [(brand, brand), (project, project)]
    below = sorted(path for path in own.rglob("*") if path.is_dir()) if own.is_dir() else []
    return [*((folder, own) for folder in (own, *below)), (brand, brand), (project, project)]

"""``manifest.json``: what an edition holds, what it was made from, and by which versions.

No time of day and no path of this machine stands in it: the same input gives the same manifest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from cartreport.sources.files import digest

MANIFEST = "manifest.json"

# The libraries whose release can change a published byte.
SHAPING = (
    "fonttools",
    "fontpkg-inter",
    "fontpkg-source-serif-4",
    "jinja2",
    "justmytype-intl-cjk",
    "pandas",
    "pydyf",
    "uharfbuzz",
    "weasyprint",
    "xlsxwriter",
)


@dataclass(frozen=True)
class Published:
    """One file of an edition: hash, size in bytes, pages of a PDF, who cut its fonts, its build.

    ``format`` is the name of the one that made it.
    The same input gives the same bytes where the cutter is the same.
    """

    sha256: str
    size: int
    pages: int | None = None
    cutter: str | None = None
    build: str = ""
    format: str = ""


@dataclass(frozen=True)
class Manifest:
    """What the manifest says.

    ``inputs``: id of a source (or template, brand …) → file → sha256; ``sources``: id of a source
    → its newest entry and the day to which it was searched; ``code`` is the hash of the package's
    own modules; ``against`` the edition that it was held against. All but ``files`` speaks of the
    build that wrote last. Where it made a part of the edition, ``earlier`` says the same of each
    build whose files it kept, by id.
    """

    title: str
    edition: str
    as_of: str
    build: str
    cartreport: str
    versions: Mapping[str, str]
    counts: Mapping[str, int]
    warnings: int
    inputs: Mapping[str, Mapping[str, str]]
    sources: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    code: str = ""
    against: str = ""
    files: Mapping[str, Published] = field(default_factory=dict)
    earlier: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """UTF-8 JSON with its keys in order, so that two editions compare line by line."""
        held = asdict(self)
        for entry in held["files"].values():
            for key in ("pages", "cutter"):
                if entry[key] is None:
                    del entry[key]
        if not self.earlier:
            del held["earlier"]
        return (json.dumps(held, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


@cache
def versions() -> dict[str, str]:
    """The installed version of each library that shapes bytes, as this process met it."""
    from importlib.metadata import version

    return {name: version(name) for name in SHAPING}


@cache
def code() -> str:
    """The hash of the package's own modules: the same from a checkout and from a wheel.

    Taken once a process, as what runs was read once.
    """
    import cartreport

    folder = Path(cartreport.__file__).resolve().parent
    modules = {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in folder.rglob("*.py")
    }
    return digest(json.dumps(modules, sort_keys=True).encode())


def build_id(inputs: Mapping[str, Mapping[str, str]], shaped_by: Mapping[str, str]) -> str:
    """Eight hex digits that change when an input file, a template, the brand or a version does.

    ``shaped_by`` names what else shapes bytes: versions, the hash of the code, the dates asked for.
    """
    text = json.dumps([inputs, shaped_by], sort_keys=True)
    return digest(text.encode())[:8]


def recorded(folder: Path) -> dict[str, Any] | None:
    """What a folder's manifest says; ``None`` where there is no readable one."""
    try:
        held: dict[str, Any] = json.loads((folder / MANIFEST).read_bytes())
        held["files"] = dict(held["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return held


def listed(folder: Path) -> set[str] | None:
    """The files that a folder's manifest lists; ``None`` where there is no readable manifest."""
    held = recorded(folder)
    return None if held is None else set(held["files"])

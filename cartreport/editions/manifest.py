"""``manifest.json``: what an edition holds, what it was made from, and by which versions.

No time of day and no path of this machine stands in it: the same input gives the same manifest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path

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
    "weasyprint",
)


@dataclass(frozen=True)
class Published:
    """One file of an edition: size in bytes, hash, pages of a PDF, and who cut a page's fonts.

    The same input gives the same bytes where the cutter is the same.
    """

    sha256: str
    size: int
    pages: int | None = None
    cutter: str | None = None


@dataclass(frozen=True)
class Manifest:
    """What the manifest says. ``inputs``: id of a source (or template, brand …) → file → sha256."""

    title: str
    edition: str
    as_of: str
    build: str
    cartreport: str
    versions: Mapping[str, str]
    counts: Mapping[str, int]
    warnings: int
    inputs: Mapping[str, Mapping[str, str]]
    files: Mapping[str, Published] = field(default_factory=dict)

    def to_bytes(self) -> bytes:
        """UTF-8 JSON with its keys in order, so that two editions compare line by line."""
        held = asdict(self)
        for entry in held["files"].values():
            for key in ("pages", "cutter"):
                if entry[key] is None:
                    del entry[key]
        return (json.dumps(held, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


def digest(data: bytes) -> str:
    """The sha256 of some bytes, in hex."""
    return sha256(data).hexdigest()


def published(
    files: Mapping[str, bytes], pages: Mapping[str, int], cutters: Mapping[str, str]
) -> dict[str, Published]:
    """The manifest's entries for files about to be written; pages and cutters of those with any."""
    return {
        name: Published(digest(data), len(data), pages.get(name), cutters.get(name))
        for name, data in sorted(files.items())
    }


def versions() -> dict[str, str]:
    """The installed version of each library that shapes bytes."""
    from importlib.metadata import version

    return {name: version(name) for name in SHAPING}


def build_id(inputs: Mapping[str, Mapping[str, str]], shaped_by: Mapping[str, str]) -> str:
    """Eight hex digits that change when an input file, a template, the brand or a version does."""
    text = json.dumps([inputs, shaped_by], sort_keys=True)
    return digest(text.encode())[:8]


def listed(folder: Path) -> set[str] | None:
    """The files that a folder's manifest lists; ``None`` where there is no readable manifest."""
    try:
        held = json.loads((folder / MANIFEST).read_bytes())
        return set(held["files"])
    except (OSError, ValueError, KeyError, TypeError):
        return None

"""What this machine has for rendering: the libraries that draw text, the faces, the versions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

from cartreport.errors import MachineError
from cartreport.render.install import install_line


@dataclass(frozen=True)
class Finding:
    """One thing looked at. ``needed`` says whether a PDF can do without it; ``hint`` mends it."""

    name: str
    good: bool
    detail: str
    hint: str = ""
    needed: bool = True


def findings() -> list[Finding]:
    """Everything that the PDF needs, and what it found instead."""
    return [_python(), *_engine(), *_faces()]


def _python() -> Finding:
    running = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), running, "cartreport needs 3.11 or newer")


def _engine() -> Iterator[Finding]:
    """WeasyPrint and the system libraries that it opens when it is imported."""
    from cartreport.render.engine import TESTED, engine, pango_version

    try:
        weasyprint = engine()
    except MachineError as error:
        yield Finding(error.name, good=False, detail=error.detail, hint=error.line)
        return
    yield Finding("Pango", good=True, detail=pango_version())
    yield _cutter()
    version = weasyprint.__version__
    yield Finding(
        "WeasyPrint",
        good=version == TESTED,
        detail=version,
        hint=f"pages were checked with {TESTED}: pip install weasyprint=={TESTED}",
        needed=False,
    )


def _cutter() -> Finding:
    """The system's subsetter, which WeasyPrint uses: fontTools stands in for it."""
    from cartreport.render.engine import cutter

    found = cutter()
    return Finding(
        "HarfBuzz subset",
        good=found is not None,
        detail=found or "not there, or older than 4.1: fonts are cut more slowly",
        hint=install_line(),
        needed=False,
    )


def _faces() -> Iterator[Finding]:
    """The font files that come as dependencies."""
    from cartreport.briefing.measure import shipped_faces, song_face

    try:
        faces, cjk = shipped_faces()
        song = song_face()
    except ImportError as error:
        hint = f"pip install {str(error.name).replace('_', '-')}"
        yield Finding("Faces", good=False, detail=f"{error.name} is not installed", hint=hint)
        return
    for role, path in [*faces.items(), ("zh", cjk), ("zh in running text", song)]:
        yield Finding(
            f"Face for {role}",
            good=path.is_file(),
            detail=path.name if path.is_file() else f"{path} is not there",
            hint="pip install --force-reinstall cartreport",
        )

"""What this machine has for rendering: the libraries that draw text, the faces, the versions."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from cartreport.errors import RenderError

TESTED = "70.0"
"""The release of WeasyPrint whose pages were looked at; others move them."""

INSTALL = {
    "debian": "apt-get install --no-install-recommends "
    "libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0",
    "fedora": "dnf install pango harfbuzz",
    "alpine": "apk add pango harfbuzz-subset",
    "arch": "pacman -S pango harfbuzz",
    "suse": "zypper install libpango-1_0-0 libharfbuzz-subset0",
    "macos": "brew install pango",
    "windows": "pacman -S mingw-w64-x86_64-pango   (in an MSYS2 shell, https://www.msys2.org)",
}
KIN = {
    "ubuntu": "debian",
    "rhel": "fedora",
    "centos": "fedora",
    "opensuse": "suse",
    "manjaro": "arch",
}


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


def install_line() -> str:
    """The command that installs Pango on this system, as it would be typed."""
    return INSTALL.get(_system(), INSTALL["debian"])


def _system() -> str:
    """The key of :data:`INSTALL` for this machine."""
    if sys.platform == "darwin":
        return "macos"
    if sys.platform == "win32":
        return "windows"
    try:
        lines = Path("/etc/os-release").read_text("utf-8").splitlines()
    except OSError:
        return "debian"
    held: dict[str, str] = {}
    for line in lines:
        key, _, value = line.partition("=")
        held[key] = value
    names = f"{held.get('ID', '')} {held.get('ID_LIKE', '')}".replace('"', "").split()
    known = (KIN.get(name, name) for name in names)
    return next((name for name in known if name in INSTALL), "debian")


def _python() -> Finding:
    running = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), running, "cartreport needs 3.11 or newer")


def _engine() -> Iterator[Finding]:
    """WeasyPrint and the system libraries that it opens when it is imported."""
    from cartreport.render.engine import engine

    try:
        weasyprint = engine()
        from weasyprint.text.ffi import harfbuzz_subset, pango
    except RenderError as error:
        said = str(error.__cause__).split(":", 1)[0]
        missing = said.removeprefix("cannot load library ").strip("'\" ")
        yield Finding("Pango", good=False, detail=f"{missing} is not there", hint=install_line())
        return
    except ImportError as error:
        yield Finding("WeasyPrint", good=False, detail=str(error), hint="pip install cartreport")
        return
    number = pango.pango_version()
    pango_version = f"{number // 10000}.{number // 100 % 100}.{number % 100}"
    yield Finding("Pango", number >= 14400, pango_version, f"1.44 or newer: {install_line()}")
    yield Finding(
        "HarfBuzz subset",
        good=bool(harfbuzz_subset),
        detail="there" if harfbuzz_subset else "not there: fonts are cut more slowly",
        hint=install_line(),
        needed=False,
    )
    version = weasyprint.__version__
    yield Finding(
        "WeasyPrint",
        good=version == TESTED,
        detail=version,
        hint=f"pages were checked with {TESTED}: pip install weasyprint=={TESTED}",
        needed=False,
    )


def _faces() -> Iterator[Finding]:
    """The font files that come as dependencies."""
    from cartreport.briefing.measure import shipped_faces

    try:
        faces, cjk = shipped_faces()
    except ImportError as error:
        hint = f"pip install {str(error.name).replace('_', '-')}"
        yield Finding("Faces", good=False, detail=f"{error.name} is not installed", hint=hint)
        return
    for role, path in [*faces.items(), ("zh", cjk)]:
        yield Finding(
            f"Face for {role}",
            good=path.is_file(),
            detail=path.name if path.is_file() else f"{path} is not there",
            hint="pip install --force-reinstall cartreport",
        )

"""The line that installs what the PDF needs, as it would be typed on this system."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from shutil import which

RELEASE = Path("/etc/os-release")
QUOTES = str.maketrans("", "", "\"'")
DEBIAN = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")
"""What Debian must hold; the Makefile installs the same."""

INSTALL: dict[str, tuple[str, ...]] = {
    "debian": ("apt-get update", f"apt-get install -y --no-install-recommends {' '.join(DEBIAN)}"),
    "fedora": ("dnf install -y pango harfbuzz",),
    "alpine": ("apk add pango so:libharfbuzz-subset.so.0",),
    "arch": ("pacman -S pango harfbuzz",),
    "suse": ("zypper install libpango-1_0-0 libharfbuzz-subset0",),
    "macos": ("brew install pango",),
    "windows": ("pacman -S mingw-w64-x86_64-pango",),
}
KIN = {
    "ubuntu": "debian",
    "rhel": "fedora",
    "centos": "fedora",
    "opensuse": "suse",
    "manjaro": "arch",
}
MANAGERS = {
    "apt-get": "debian",
    "dnf": "fedora",
    "apk": "alpine",
    "pacman": "arch",
    "zypper": "suse",
    "brew": "macos",
}
"""Who a system is of which nothing else is known: the first of these programs that it has."""


def install_line() -> str:
    """The command that installs Pango on this system; without root's rights it asks for them."""
    system = _system()
    if system is None:
        return "install Pango 1.44 or newer and HarfBuzz's subsetter as this system has them"
    steps = INSTALL[system]
    if system == "windows":
        return f"{steps[0]}   (in an MSYS2 shell, https://www.msys2.org)"
    if system == "macos" or _is_root():
        return " && ".join(steps)
    if which("sudo"):
        return " && ".join(f"sudo {step}" for step in steps)
    return f'su -c "{" && ".join(steps)}"'


def _is_root() -> bool:
    return os.geteuid() == 0


def _system() -> str | None:
    """The key of :data:`INSTALL` for this machine, if it is one that we know."""
    if sys.platform == "darwin":
        return "macos"
    if sys.platform == "win32":
        return "windows"
    known = (KIN.get(name, name) for name in _names())
    named = next((name for name in known if name in INSTALL), None)
    return named or next((MANAGERS[name] for name in MANAGERS if which(name)), None)


def _names() -> list[str]:
    """What a Linux calls itself, and what it descends from."""
    try:
        lines = RELEASE.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError):
        return []
    said = dict(line.partition("=")[::2] for line in lines)
    return f"{said.get('ID', '')} {said.get('ID_LIKE', '')}".translate(QUOTES).lower().split()

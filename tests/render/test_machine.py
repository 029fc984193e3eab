"""What a machine lacks: doctor, build and the Makefile say the same of it, and blame nobody else."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from cartreport.cli.group import main
from cartreport.render import engine, install, machine, subset
from tests.small import small_project
from tests.warm import Asked, done

ROOT = Path(__file__).resolve().parents[2]

# What a process does from which libraries are hidden: neither cffi nor ctypes finds a name that fits.
HIDING = """
import ctypes, re
import cffi

def hide(owner, name, hidden):
    real = getattr(owner, name)
    def open_(self, library=None, *rest, **more):
        if library and hidden.match(str(library)):
            raise OSError(f"cannot load library '{library}': no such file")
        return real(self, library, *rest, **more)
    setattr(owner, name, open_)

hide(cffi.FFI, "dlopen", re.compile(r"^(lib)?(%s)([-.](0|1|2|so|dylib|dll)|$)"))
hide(ctypes.CDLL, "__init__", re.compile(r"^(lib)?(%s)([-.](0|1|2|so|dylib|dll)|$)"))
assert "weasyprint" not in __import__("sys").modules
"""
NEEDED = {
    "gobject": "libgobject-2.0-0",
    "pango": "libpango-1.0-0",
    "harfbuzz": "libharfbuzz-0",
    "fontconfig": "libfontconfig-1",
    "pangoft2": "libpangoft2-1.0-0",
}
"""Without one of these there is no PDF; the name by which WeasyPrint asks for it first."""
ADVISED = ("harfbuzz-subset", "harfbuzz-vector")
"""Without these there is one."""


def without(libraries: str, *args: str) -> Asked:
    """A command on a machine that lacks them."""
    return Asked(args, before=HIDING % (libraries, libraries))


def built(libraries: str, folder: Path, *args: str) -> Asked:
    """A build of a small project there."""
    folder.mkdir()
    project = small_project(folder / "project", ("companies",))
    return without(libraries, "build", "-p", str(project), "-o", str(folder / "out"), *args)


def test_without_a_library_doctor_and_build_say_the_same(tmp_path: Path) -> None:
    """Each of them hidden in turn: both end with 3, name it, give the line; neither blames a template."""
    line = install.install_line()
    asked = [
        command
        for library in NEEDED
        for command in (without(library, "doctor"), built(library, tmp_path / library))
    ]
    told = done(tmp_path, asked)
    for library, doctor, build in zip(NEEDED, told[::2], told[1::2], strict=True):
        assert (doctor.code, build.code) == (3, 3), library + doctor.stderr + build.stderr
        for said in (doctor.stderr, build.stderr):
            assert f"Pango: {NEEDED[library]} cannot be loaded" in said
            assert line in said
        assert build.stderr.startswith("this machine E812 ")
        assert "E801" not in build.stderr
        out = tmp_path / library / "out"
        assert not out.exists() or not any(out.glob("2*"))


@pytest.mark.slow
def test_what_doctor_passes_build_can_do(tmp_path: Path) -> None:
    """Without a library that is only advised the PDF is published, with the same words on it.

    The manifest says who cut the faces: in the PDF fontTools, where HarfBuzz's subsetter is hidden.
    HTML and CSV need no library of the system.
    """
    asked = [
        command
        for library in ADVISED
        for command in (without(library, "doctor", "--json"), built(library, tmp_path / library))
    ]
    every = "|".join((*NEEDED, *ADVISED))
    *told, pages = done(tmp_path, [*asked, built(every, tmp_path / "every", "-f", "html,csv")])
    assert pages.code == 0, pages.stderr
    for library, doctor, build in zip(ADVISED, told[::2], told[1::2], strict=True):
        assert doctor.code == 0, doctor.stderr
        looked = {item["name"]: item for item in json.loads(doctor.stdout)}["HarfBuzz subset"]
        assert library != "harfbuzz-subset" or not looked["good"]
        assert build.code == 0, build.stderr
        assert "E8" not in build.stderr
    without_subset, without_vector = (tmp_path / library for library in ADVISED)
    assert words(without_subset) == words(without_vector)
    ours, theirs = subset.cutter(), engine.cutter()
    assert theirs is not None
    assert cutters(without_vector) == {".html": ours, ".pdf": f"{ours}, then {theirs}"}
    assert cutters(without_subset)[".html"] == ours
    assert cutters(without_subset)[".pdf"].startswith(f"{ours}, then fontTools ")


def edition(folder: Path) -> Path:
    (found,) = (folder / "out").glob("2*")
    return found


def words(folder: Path) -> list[str]:
    from pypdf import PdfReader

    (pdf,) = edition(folder).glob("*.pdf")
    return [page.extract_text() for page in PdfReader(pdf).pages]


def cutters(folder: Path) -> dict[str, str]:
    """Who cut the faces of each page; tables have no faces."""
    files = json.loads((edition(folder) / "manifest.json").read_text("utf-8"))["files"]
    found = {Path(name).suffix: file["cutter"] for name, file in files.items() if "cutter" in file}
    assert found.keys() == {".html", ".pdf"}
    return found


def test_doctor_speaks_of_what_is_there() -> None:
    """doctor lists Pango, the cutter, WeasyPrint and the faces; --quiet leaves out what is good."""
    shown = CliRunner().invoke(main, ["doctor"])
    assert shown.exit_code == 0, shown.output
    for word in ("Pango", "HarfBuzz subset", "WeasyPrint", "Face for zh"):
        assert word in shown.output
    assert "ok " not in CliRunner().invoke(main, ["doctor", "--quiet"]).output


def test_doctor_gives_the_install_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without Pango: exit code 3 and the line to type, as this system spells it."""
    lost = machine.Finding("Pango", False, "libpango cannot be loaded", "apt-get install libpango")
    monkeypatch.setattr(machine, "findings", lambda: [lost])
    shown = CliRunner().invoke(main, ["doctor", "--quiet"])
    assert shown.exit_code == 3
    assert "apt-get install libpango" in shown.output


def test_a_pango_that_is_too_old_is_told_by_both(monkeypatch: pytest.MonkeyPatch) -> None:
    """doctor finds what build would raise: one place decides."""
    from cartreport.errors import MachineError
    from cartreport.render import engine

    monkeypatch.setattr(engine, "_pango", lambda: 14206)
    found = {item.name: item for item in machine.findings()}
    assert (found["Pango"].good, found["Pango"].detail) == (False, "1.42.6 is older than 1.44")
    with pytest.raises(MachineError) as raised:
        engine.engine()
    assert raised.value.line == found["Pango"].hint == install.install_line()


DEBIAN = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@pytest.mark.parametrize(
    "release, line",
    [
        ("ID=debian\n", f"apt-get update && {DEBIAN}"),
        ("ID=ubuntu\nID_LIKE=debian\n", f"apt-get update && {DEBIAN}"),
        ("ID=linuxmint\nID_LIKE='ubuntu debian'\n", f"apt-get update && {DEBIAN}"),
        ("ID=fedora\nVERSION_ID=43\n", "dnf install -y pango harfbuzz"),
        ('ID="rocky"\nID_LIKE="rhel centos fedora"\n', "dnf install -y pango harfbuzz"),
        ("ID=alpine\n", "apk add pango so:libharfbuzz-subset.so.0"),
        ("ID=arch\n", "pacman -S pango harfbuzz"),
        (
            'ID="opensuse-tumbleweed"\nID_LIKE="opensuse suse"\n',
            "zypper install libpango-1_0-0 libharfbuzz-subset0",
        ),
    ],
)
def test_install_line_by_system(
    release: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line is that of the distribution or of the one that it descends from."""
    linux(monkeypatch, tmp_path, release)
    assert install.install_line() == line


@pytest.mark.parametrize(
    "programs, line",
    [
        (("apk",), "apk add pango so:libharfbuzz-subset.so.0"),
        (("apt-get", "brew"), f"apt-get update && {DEBIAN}"),
        ((), "install Pango 1.44 or newer and HarfBuzz's subsetter as this system has them"),
    ],
)
def test_a_system_of_no_known_name(
    programs: tuple[str, ...], line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is known by its package manager; where that is strange too, no line is invented."""
    linux(monkeypatch, tmp_path, "garbage\n", programs)
    assert install.install_line() == line


def test_without_root_s_rights_the_line_asks_for_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By sudo where there is one, else by su; Homebrew wants no root at all."""
    linux(monkeypatch, tmp_path, "ID=debian\n")
    monkeypatch.setattr(install, "_is_root", lambda: False)
    assert install.install_line() == f'su -c "apt-get update && {DEBIAN}"'
    monkeypatch.setattr(install, "which", lambda name: f"/usr/bin/{name}")
    assert install.install_line() == f"sudo apt-get update && sudo {DEBIAN}"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert install.install_line() == "brew install pango"


def linux(
    monkeypatch: pytest.MonkeyPatch, folder: Path, release: str, programs: tuple[str, ...] = ()
) -> None:
    """This machine as a Linux of that /etc/os-release, with root's rights and these programs."""
    (folder / "os-release").write_text(release, "utf-8")
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(install, "RELEASE", folder / "os-release")
    monkeypatch.setattr(install, "_is_root", lambda: True)
    monkeypatch.setattr(install, "which", lambda name: name if name in programs else None)

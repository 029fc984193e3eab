"""The two commands of the Makefile: what they install, what they make anew, how they end."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from cartreport.render import install

ROOT = Path(__file__).resolve().parents[1]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
LINE = "Install it with: dnf install -y pango harfbuzz"


def program(folder: Path, name: str, text: str) -> None:
    """A program in a folder of its own, which stands first on the path."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{text}\n", "utf-8")
    path.chmod(0o755)


def sh(folder: Path, script: str, *args: str) -> subprocess.CompletedProcess[str]:
    path = f"{folder / 'bin'}:{os.environ['PATH']}"
    return subprocess.run(
        ["sh", str(ROOT / "scripts" / script), *args],
        capture_output=True,
        text=True,
        cwd=folder,
        env={**os.environ, "PATH": path},
        check=False,
    )


def debian(folder: Path, *, user: int, sudo: str, installed: str = "there") -> None:
    """A Debian of fake programs; its apt-get writes down what it is asked for."""
    programs = folder / "bin"
    program(programs, "id", f"echo {user}")
    program(programs, "sudo", sudo)
    program(programs, "apt-get", f'echo "$@" >> {folder}/asked')
    program(programs, "dpkg-query", f'case "$*" in *{installed}*) printf installed;; esac')


def asked(folder: Path) -> list[str]:
    path = folder / "asked"
    return path.read_text("utf-8").splitlines() if path.exists() else []


SUDO = 'shift; exec "$@"'  # sudo -n apt-get …
REFUSES = "exit 1"
WANTED = "install -q -y --no-install-recommends pango hb"


@pytest.mark.parametrize("user, sudo", [(0, REFUSES), (1000, SUDO)])
def test_packages_that_are_missing_are_installed(user: int, sudo: str, tmp_path: Path) -> None:
    """As root, or by a sudo that asks nothing; one line says what and why."""
    debian(tmp_path, user=user, sudo=sudo)
    done = sh(tmp_path, "packages.sh", "it draws text", "pango", "there", "hb")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "Installing pango hb: it draws text\n"
    assert asked(tmp_path) == ["update -q", WANTED]


def test_packages_that_are_there_are_left_alone(tmp_path: Path) -> None:
    """Nothing is asked for, nothing is said."""
    debian(tmp_path, user=0, sudo=REFUSES)
    done = sh(tmp_path, "packages.sh", "it draws text", "there")
    assert (done.returncode, done.stderr, asked(tmp_path)) == (0, "", [])


def test_without_rights_nothing_is_installed(tmp_path: Path) -> None:
    """Exit code 1, and whoever asked says the rest."""
    debian(tmp_path, user=1000, sudo=REFUSES)
    done = sh(tmp_path, "packages.sh", "it draws text", "pango")
    assert (done.returncode, done.stderr, asked(tmp_path)) == (1, "", [])


def test_an_installation_that_fails_is_told(tmp_path: Path) -> None:
    """The last lines of apt-get are shown, and what it could not install."""
    debian(tmp_path, user=0, sudo=REFUSES)
    program(tmp_path / "bin", "apt-get", "echo no route to mirror; exit 100")
    done = sh(tmp_path, "packages.sh", "it draws text", "pango")
    assert done.returncode == 1
    assert done.stderr.splitlines()[1:] == [
        "no route to mirror",
        "apt-get could not install pango.",
    ]


MISSING = f"""case $1 in
doctor) echo "missing  Pango" >&2; echo "error: this machine cannot make a PDF" >&2
  echo "  {LINE}" >&2; exit 3;;
*) echo "$@";;
esac"""
ADVICE = 'case $1 in doctor) echo "advice   HarfBuzz subset" >&2;; *) echo "$@";; esac'
GOOD = '[ "$1" = doctor ] || echo "$@"'


@pytest.mark.parametrize(
    "cartreport, build, stderr, lack",
    [
        (GOOD, "build --no-record --out o\n", "", None),
        (ADVICE, "build --no-record --out o\n", "advice   HarfBuzz subset\n", None),
        (
            MISSING,
            "build --out o --format html,csv\n",
            "",
            f"this machine cannot make a PDF. {LINE}\n",
        ),
    ],
)
def test_what_can_be_built_is_built(
    cartreport: str, build: str, stderr: str, lack: str | None, tmp_path: Path
) -> None:
    """Advice stops nothing; without a PDF the rest is made, and a line says what is missing."""
    debian(tmp_path, user=1000, sudo=REFUSES)
    program(tmp_path / "bin", "cartreport", cartreport)
    (tmp_path / "lack").write_text("of an earlier run", "utf-8")
    (tmp_path / "scripts").symlink_to(ROOT / "scripts")
    done = sh(tmp_path, "edition.sh", "bin", "o", "lack", "pango")
    assert (done.returncode, done.stdout, done.stderr) == (0, build, stderr)
    path = tmp_path / "lack"
    assert (path.read_text("utf-8") if path.exists() else None) == lack


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with the Makefile and a venv's stamps, each as its own recipe writes it."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    (tmp_path / ".venv").mkdir()
    for name, words in (("made", "ORIGIN"), ("run", "PINS"), ("dev", "PINS")):
        made = make(tmp_path, "--eval", f"{name}: ; @$({words}) > .venv/{name}.stamp", name)
        assert made.returncode == 0, made.stderr
    return tmp_path


def make(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    held = {key: value for key, value in os.environ.items() if not key.startswith("MAKE")}
    return subprocess.run(
        ["make", f"PYTHON={sys.executable}", *args],
        capture_output=True,
        text=True,
        cwd=folder,
        env=held,
        check=False,
    )


def steps(folder: Path) -> list[str]:
    """What `make test` would make anew: the venv, the package in it, the tools of the tests."""
    planned = make(folder, "-n", "types").stdout
    signs = {"venv": "-m venv --clear", "run": "pip install -q .* -e \\.", "dev": "--group dev"}
    return [name for name, sign in signs.items() if re.search(sign, planned)]


def test_a_second_run_installs_nothing(tree: Path) -> None:
    """The stamps hold what the venv was made from; touching a file changes nothing."""
    (tree / "constraints.txt").touch()
    assert steps(tree) == []


def test_other_pins_are_installed(tree: Path) -> None:
    """By their content, not by their date: an unpacked archive is older than any stamp."""
    with (tree / "constraints.txt").open("a") as file:
        file.write("x==1\n")
    os.utime(tree / "constraints.txt", (0, 0))
    assert steps(tree) == ["run", "dev"]


@pytest.mark.parametrize("origin", ["3 10 /usr {tree}", "", "3 11 /usr /elsewhere"])
def test_a_venv_of_another_python_or_folder_is_made_anew(tree: Path, origin: str) -> None:
    """All of it: a venv neither moves nor changes its Python."""
    (tree / ".venv" / "made.stamp").write_text(origin.format(tree=tree), "utf-8")
    assert steps(tree) == ["venv", "run", "dev"]


def test_the_last_line_says_what_is_missing(tree: Path) -> None:
    """`make briefing` fails with it where no PDF could be made."""
    (tree / "scripts").mkdir()
    (tree / "scripts" / "edition.sh").write_text('echo built; echo "no PDF: $$" > "$3"\n', "utf-8")
    done = make(tree, "briefing")
    assert (done.returncode, done.stdout) == (2, "built\n")
    assert re.fullmatch(r"Makefile:\d+: \*\*\* no PDF: \d+\.  Stop\.", done.stderr.splitlines()[-1])


def test_the_makefile_installs_what_doctor_names() -> None:
    """One list of Debian's packages, spelled twice because one is read before there is a venv."""
    (listed,) = re.findall(r"^RUN_PACKAGES +:= (.*)$", MAKEFILE, re.MULTILINE)
    assert tuple(listed.split()) == install.DEBIAN

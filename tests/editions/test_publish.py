"""An edition is published whole or not at all."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from cartreport.editions import lock, publish
from cartreport.editions.manifest import Manifest, Published, build_id, digest, versions
from cartreport.errors import RenderError

EDITION = "2026-08"
STANDING = {EDITION, publish.LATEST}


def entry(name: str, data: bytes, build: str) -> Published:
    format = name.rsplit(".", 1)[-1]
    pages, cutter = (2, "HarfBuzz 6.0.0") if format == "pdf" else (None, None)
    return Published(digest(data), len(data), pages, cutter, build, format)


def manifest(files: dict[str, bytes], build: str = "0badcafe") -> Manifest:
    return Manifest(
        title="T",
        edition=EDITION,
        as_of="2026-08-31",
        build=build,
        cartreport="0",
        versions={},
        counts={"trials": 3},
        warnings=0,
        inputs={"trials": {"data/t.csv": "00"}},
        files={name: entry(name, data, build) for name, data in files.items()},
    )


def put(out: Path, build: str = "0badcafe", whole: bool = True, **files: bytes) -> Path:
    named = {name.replace("__", "/").replace("_", "."): data for name, data in files.items()}
    publish.publish(out, EDITION, named, manifest(named, build), whole=whole, patience=0)
    return out / EDITION


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "manifest.json"
    }


def test_files_and_manifest_arrive(tmp_path: Path) -> None:
    """What was handed over stands in out/<edition>, with a manifest of hashes, sizes and pages."""
    folder = put(tmp_path / "deep" / "out", b_html=b"<p>", b_pdf=b"%PDF", tables__x_csv=b"a\n")
    assert held(folder) == {"b.html": b"<p>", "b.pdf": b"%PDF", "tables/x.csv": b"a\n"}
    listed = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert listed["files"]["b.pdf"] == {
        "build": "0badcafe",
        "cutter": "HarfBuzz 6.0.0",
        "format": "pdf",
        "pages": 2,
        "sha256": digest(b"%PDF"),
        "size": 4,
    }
    assert "pages" not in listed["files"]["b.html"]
    assert {path.name for path in folder.parent.iterdir() if path.name[0] != "."} == STANDING


def test_replaces_the_edition_as_a_whole(tmp_path: Path) -> None:
    """A file that the new build did not write is gone: nothing of two builds stands mixed."""
    put(tmp_path, b_html=b"1", old_csv=b"1")
    folder = put(tmp_path, b_html=b"2")
    assert held(folder) == {"b.html": b"2"}
    assert {path.name for path in tmp_path.iterdir()} == STANDING


def test_folder_follows_the_umask(tmp_path: Path) -> None:
    """A folder made by a temporary-folder call would be 0700 and no web server could read it."""
    before = os.umask(0o022)
    try:
        folder = put(tmp_path, b_html=b"1", tables__x_csv=b"")
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (folder, folder / "tables")}
    assert modes == {0o755}
    assert stat.S_IMODE((folder / "b.html").stat().st_mode) == 0o644


@pytest.mark.parametrize("step", ["write_new", "_swap"])
def test_failure_leaves_the_last_edition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    """A full disk while writing or swapping: the old edition is untouched, no staging is left."""
    put(tmp_path, b_html=b"good")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device", str(tmp_path / "x"))

    monkeypatch.setattr(publish, step, full)
    with pytest.raises(RenderError, match="no space left"):
        put(tmp_path, b_html=b"new")
    assert held(tmp_path / EDITION) == {"b.html": b"good"}
    assert not list(tmp_path.glob(".staging*"))


def test_second_rename_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new edition cannot be put in place, the old one is put back at once."""
    put(tmp_path, b_html=b"good")
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        if self.name.startswith(publish.STAGING):
            raise OSError(13, "Permission denied", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    with pytest.raises(RenderError, match="permission denied"):
        put(tmp_path, b_html=b"new")
    assert held(tmp_path / EDITION) == {"b.html": b"good"}


KILLED = """
import os, sys
from pathlib import Path
from cartreport.editions import publish
from cartreport.editions.manifest import Manifest, Published
out, at = Path(sys.argv[1]), sys.argv[2]
real = Path.rename
def rename(self, target):
    if at == "before" and self.name == "2026-08": os._exit(9)
    done = real(self, target)
    if at == "between" and self.name == "2026-08": os._exit(9)
    if at == "after" and self.name.startswith(publish.STAGING): os._exit(9)
    return done
Path.rename = rename
files = {"b.html": b"new"}
publish.publish(out, "2026-08", files, Manifest(
    title="T", edition="2026-08", as_of="2026-08-31", build="1", cartreport="0", versions={},
    counts={}, warnings=0, inputs={}, files={"b.html": Published("0", 3)}))
"""


@pytest.mark.parametrize("at, left", [("before", b"good"), ("between", b"good"), ("after", b"new")])
def test_kill_is_healed(tmp_path: Path, at: str, left: bytes) -> None:
    """A build killed before, between or after the renames: the next run finds a whole edition."""
    put(tmp_path, b_html=b"good")
    script = textwrap.dedent(KILLED)
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path), at], check=False)
    assert done.returncode == 9
    publish.heal(tmp_path)
    assert held(tmp_path / EDITION) == {"b.html": left}
    assert {path.name for path in tmp_path.iterdir()} == STANDING
    assert held(put(tmp_path, b_html=b"next")) == {"b.html": b"next"}


def test_one_build_at_a_time(tmp_path: Path) -> None:
    """A second build that finds the folder locked says who holds it, and publishes nothing."""
    put(tmp_path, b_html=b"good")
    with (
        lock.locked(tmp_path),
        pytest.raises(RenderError, match=f"another build .*process {os.getpid()}"),
    ):
        put(tmp_path, b_html=b"new")
    assert held(tmp_path / EDITION) == {"b.html": b"good"}
    put(tmp_path, b_html=b"new")


def test_the_lock_is_never_a_link(tmp_path: Path) -> None:
    """A link by the lock's name is refused, and what it leads to keeps its bytes."""
    treasure = tmp_path / "thesis.txt"
    treasure.write_text("years of work")
    out = tmp_path / "out"
    out.mkdir()
    (out / lock.LOCK).symlink_to(treasure)
    with pytest.raises(RenderError, match=r"cartreport\.lock is a link"):
        put(out, b_html=b"new")
    assert treasure.read_text() == "years of work"
    assert sorted(path.name for path in out.iterdir()) == [lock.LOCK]


def test_a_lock_that_was_left_is_not_written_to(tmp_path: Path) -> None:
    """A file by that name is replaced, not filled: it may be another name of somebody's file."""
    treasure = tmp_path / "thesis.txt"
    treasure.write_text("years of work")
    out = tmp_path / "out"
    out.mkdir()
    os.link(treasure, out / lock.LOCK)
    assert held(put(out, b_html=b"new")) == {"b.html": b"new"}
    assert treasure.read_text() == "years of work"
    assert {path.name for path in out.iterdir()} == STANDING


RACING = """
import os, sys
from pathlib import Path
from cartreport.editions import lock
lock.PAUSE = 0.0
inside = Path(sys.argv[1]) / "inside"
for _ in range(150):
    with lock.locked(Path(sys.argv[1]), patience=1e9):
        handle = os.open(inside, os.O_CREAT | os.O_EXCL)
        os.close(handle)
        os.unlink(inside)
"""


def test_the_lock_holds_though_it_comes_and_goes(tmp_path: Path) -> None:
    """Four processes take the lock 150 times each: never two at once, and no file is left."""
    command = [sys.executable, "-c", RACING, str(tmp_path)]
    running = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate()[1] for process in running] == [""] * 4
    assert list(tmp_path.iterdir()) == []


def test_a_part_replaces_what_it_makes(tmp_path: Path) -> None:
    """The rest stays byte for byte; the manifest lists all, each file with the build that made it."""
    put(tmp_path, "aaaaaaaa", b_html=b"1", b_pdf=b"1", tables__x_csv=b"1", tables__y_csv=b"1")
    folder = put(tmp_path, "bbbbbbbb", whole=False, b_html=b"2", tables__y_csv=b"2")
    assert held(folder) == {"b.html": b"2", "b.pdf": b"1", "tables/y.csv": b"2"}
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert {name: file["build"] for name, file in said["files"].items()} == {
        "b.html": "bbbbbbbb",
        "b.pdf": "aaaaaaaa",
        "tables/y.csv": "bbbbbbbb",
    }
    assert said["files"]["b.pdf"]["pages"] == 2
    assert said["build"] == "bbbbbbbb"
    assert said["earlier"].keys() == {"aaaaaaaa"}
    assert said["earlier"]["aaaaaaaa"]["inputs"] == {"trials": {"data/t.csv": "00"}}
    folder = put(tmp_path, "cccccccc", whole=False, b_html=b"3")
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert said["earlier"].keys() == {"aaaaaaaa", "bbbbbbbb"}
    folder = put(tmp_path, "cccccccc", b_html=b"4")
    said = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert held(folder) == {"b.html": b"4"}
    assert "earlier" not in said


def test_a_part_keeps_nothing_that_it_cannot_speak_of(tmp_path: Path) -> None:
    """A file changed by hand: the manifest could not be true, so nothing is published and it stays."""
    folder = put(tmp_path, b_html=b"1", b_pdf=b"1")
    (folder / "b.pdf").write_bytes(b"with my notes")
    with pytest.raises(RenderError, match=r"b\.pdf is not as the build wrote it"):
        put(tmp_path, whole=False, b_html=b"2")
    assert held(folder) == {"b.html": b"1", "b.pdf": b"with my notes"}
    (folder / "b.pdf").unlink()
    assert held(put(tmp_path, whole=False, b_html=b"2")) == {"b.html": b"2"}


def test_healing_waits_for_nobody(tmp_path: Path) -> None:
    """While a build holds the lock its staging folder is its own; afterwards it is rubbish."""
    staging = tmp_path / f"{publish.STAGING}{EDITION}"
    staging.mkdir()
    with lock.locked(tmp_path):
        publish.heal(tmp_path)
        assert staging.is_dir()
    publish.heal(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_out_is_a_file(tmp_path: Path) -> None:
    """``--out`` names a file: a message, no trace."""
    (tmp_path / "out").write_text("x")
    with pytest.raises(RenderError, match="cannot write"):
        publish.prepare(tmp_path / "out", EDITION)


@pytest.mark.skipif(os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_out_not_writable(tmp_path: Path) -> None:
    """A read-only folder is found before anything is rendered."""
    tmp_path.chmod(0o555)
    with pytest.raises(RenderError, match=r"may not be written|cannot write"):
        publish.prepare(tmp_path, EDITION)
    with pytest.raises(RenderError, match="cannot write"):
        publish.prepare(tmp_path / "out", EDITION)


def test_somebody_elses_files_are_safe(tmp_path: Path) -> None:
    """A folder of that name with files that no build wrote is not replaced."""
    (tmp_path / EDITION).mkdir()
    (tmp_path / EDITION / "thesis.docx").write_text("years of work")
    with pytest.raises(RenderError, match=r"thesis\.docx"):
        put(tmp_path, b_html=b"new")
    assert held(tmp_path / EDITION) == {"thesis.docx": b"years of work"}


@pytest.mark.parametrize("name", ["../x", "/etc/x", "a/../../x", ""])
def test_no_file_leaves_the_edition(tmp_path: Path, name: str) -> None:
    """A name that climbs out is our bug and stops before the old edition is touched."""
    put(tmp_path, b_html=b"good")
    with pytest.raises(ValueError, match="not a path inside"):
        publish.publish(tmp_path, EDITION, {name: b""}, manifest({name: b""}))
    assert held(tmp_path / EDITION) == {"b.html": b"good"}
    assert not list(tmp_path.glob(".staging*"))


def test_build_id_changes_with_its_inputs() -> None:
    """One changed byte of an input, or another release of a library, is another build."""
    first = build_id({"trials": {"t.csv": "00"}}, {"weasyprint": "70.0"})
    assert len(first) == 8
    assert first == build_id({"trials": {"t.csv": "00"}}, {"weasyprint": "70.0"})
    assert first != build_id({"trials": {"t.csv": "01"}}, {"weasyprint": "70.0"})
    assert first != build_id({"trials": {"t.csv": "00"}}, {"weasyprint": "71.0"})


def test_versions_are_installed() -> None:
    """Each library that shapes bytes has a version to name."""
    assert versions()["weasyprint"].startswith("70")

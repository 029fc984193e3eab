"""``cartreport init``: a landscape that is right and builds at once, and nothing of yours is lost."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from cartreport import __version__
from cartreport.cli.group import main
from cartreport.story import Options, build, check


def init(*args: str) -> tuple[int, str]:
    shown = CliRunner().invoke(main, ["init", *args])
    return shown.exit_code, shown.output


def test_what_init_writes_is_right_and_builds(tmp_path: Path) -> None:
    """No problem at all, not even a warning; the page has the subject's name and every section."""
    demo = tmp_path / "demo"
    code, said = init(str(demo), "--subject", "Obesity drugs: all")
    assert (code, "next: cartreport build" in said) == (0, True), said
    assert [str(problem) for problem in check(demo)] == []
    made = build(demo, Options(out=tmp_path / "out", formats=("html",)))
    page = (made.folder / "landscape.html").read_text("utf-8")
    assert "Obesity drugs: all landscape" in page
    for section in ("summary", "glance", "sponsors", "trials", "targets", "companies", "evidence"):
        assert f'id="{section}"' in page


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """A landscape that is there gets the job alone; a file that is there stays, and nothing is written."""
    demo = tmp_path / "demo"
    demo.mkdir()
    (demo / "README.md").write_text("mine", "utf-8")
    code, said = init(str(demo))
    assert (code, sorted(path.name for path in demo.iterdir())) == (2, ["README.md"]), said
    (demo / "README.md").unlink()
    assert init(str(demo))[0] == 0
    before = {path: path.read_bytes() for path in demo.rglob("*") if path.is_file()}
    assert init(str(demo))[0] == 2
    assert init(str(demo), "--ci", "github")[0] == 0
    assert all(path.read_bytes() == held for path, held in before.items())
    lock = (demo / "requirements.txt").read_text("utf-8").splitlines()
    assert f"cartreport=={__version__}" in lock
    assert any(line.startswith("weasyprint==") for line in lock)

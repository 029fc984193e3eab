"""The guide "A landscape of your own" gives a briefing as it is written."""

from __future__ import annotations

import re
from pathlib import Path

from cartreport.story import Options, build, check

GUIDE = (Path(__file__).parents[1] / "docs" / "how-to" / "start.md").read_text("utf-8")


def test_the_smallest_project_is_right_and_builds(tmp_path: Path) -> None:
    """Every file of the page, put where it says: no problem at all, and a page for each section."""
    files = re.findall(r"^`([\w./-]+)`\n\n```\w+\n(.*?)```", GUIDE, re.MULTILINE | re.DOTALL)
    assert len(files) >= 10
    for name, text in files:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert [str(problem) for problem in check(tmp_path)] == []
    made = build(tmp_path, Options(out=tmp_path / "out", formats=("html",)))
    page = (made.folder / "landscape.html").read_text("utf-8")
    for section in ("cover", "contents", "reading", "targets", "white-space", "companies"):
        assert f'id="{section}"' in page

"""The documentation says what the code has: commands, sections, blocks, codes, links."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cartreport.briefing.sections import SECTIONS
from cartreport.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link and picture of a page is a file of the project."""
    for target in re.findall(r"\]\((?!https?://|#)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_every_section_is_documented() -> None:
    """The table of sections in docs/templates.md names each one."""
    documented = set(re.findall(r"`([a-z-]+)`", text("docs/templates.md")))
    ids = {module.__name__.rsplit(".", 1)[-1].replace("_", "-") for module in SECTIONS}
    assert ids - documented == set()


def test_every_block_is_documented() -> None:
    """Block names are public: docs/templates.md lists those of the page, and no other."""
    page = text("templates/briefing/page.html")
    page = re.sub(r"{#.*?#}", "", page, flags=re.DOTALL)
    blocks = set(re.findall(r"{% block (\w+)", page))
    listed = re.search(r"Blocks: (.*?)\n\n", text("docs/templates.md"), re.DOTALL)
    assert listed
    assert set(re.findall(r"`(\w+)`", listed[1])) == blocks


def test_every_command_is_in_the_readme() -> None:
    """A command that nobody reads of is not there."""
    readme = text("README.md")
    for name, *_ in COMMANDS:
        assert f"cartreport {name}" in readme, name


def test_every_row_of_contributing_names_a_file_that_is_there() -> None:
    """The worked examples of CONTRIBUTING.md exist."""
    rows = re.findall(r"^\|.*\| `([\w/.-]+)` \|$", text("CONTRIBUTING.md"), re.MULTILINE)
    assert len(rows) >= 6
    rooms = (
        "",
        "cartreport",
        "cartreport/sources",
        "cartreport/briefing",
        "cartreport/render",
        "templates",
    )
    for name in rows:
        if "/" not in name:
            continue
        assert any((ROOT / room / name).exists() for room in rooms), name

"""The documentation says what the code has: commands, sections, blocks, codes, links."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from cartreport.briefing.sections import SECTIONS
from cartreport.cli import COMMANDS, help_text
from cartreport.cli.group import main

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Every relative link and picture of a page is a file of the project."""
    for target in re.findall(r"\]\((?!https?://|#)([^)#\s]+)", page.read_text("utf-8")):
        assert (page.parent / target).exists(), f"{page.name} links to {target}"


def headings(page: Path) -> set[str]:
    """The names by which links reach the headings of a page."""
    heads = re.findall(r"^#+ (.*)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def test_every_page_is_reached_from_the_readme() -> None:
    """Whoever follows the links of README.md comes to every page; a link to a heading finds it."""
    waiting, reached, lost = [ROOT / "README.md"], {ROOT / "README.md"}, []
    link = re.compile(r"\]\((?!https?://)([^)#\s]*)(?:#([^)]*))?\)")
    for page in waiting:
        for name, part in link.findall(page.read_text("utf-8")):
            target = (page.parent / name).resolve() if name else page
            if target.suffix == ".md" and target not in reached:
                reached.add(target)
                waiting.append(target)
            if part and target.suffix == ".md" and part not in headings(target):
                lost.append(f"{page.name}: {name}#{part}")
    assert lost == []
    assert set((ROOT / "docs").rglob("*.md")) - reached == set()


def test_every_command_of_the_pages_is_one() -> None:
    """What is written as `cartreport …` names a command and options that it has."""
    wrong = []
    for page in PAGES:
        code = re.findall(r"```(?:sh)?\n(.*?)```|`([^`\n]+)`", page.read_text("utf-8"), re.DOTALL)
        joined = "\n".join("".join(one) for one in code).replace("\\\n", " ")
        for line in re.findall(r"^cartreport ([a-z].*)$", joined, re.MULTILINE):
            words = shlex.split(line, comments=True)
            wrong += [f"{page.name}: {line}: {one}" for one in unknown(words)]
    assert wrong == []


def unknown(words: list[str]) -> set[str]:
    """The command, or the options, that there is none of."""
    command: click.Command | None = main
    with click.Context(main) as context:
        while isinstance(command, click.Group) and words:
            name, *words = words
            command = command.get_command(context, name)
            if command is None:
                return {name}
    assert command is not None
    known = {name for option in command.params for name in option.opts}
    return {word for word in words if re.match(r"--?[a-z]", word)} - known


def test_every_section_is_documented() -> None:
    """The table of sections in docs/how-to/templates.md names each one."""
    documented = set(re.findall(r"`([a-z-]+)`", text("docs/how-to/templates.md")))
    ids = {module.__name__.rsplit(".", 1)[-1].replace("_", "-") for module in SECTIONS}
    assert ids - documented == set()


def test_every_block_is_documented() -> None:
    """Block names are public: docs/reference/templates.md lists those of the page, and no other."""
    page = text("templates/briefing/page.html")
    page = re.sub(r"{#.*?#}", "", page, flags=re.DOTALL)
    blocks = set(re.findall(r"{% block (\w+)", page))
    (row,) = re.findall(
        r"^\| `briefing/page.html` \|.*$", text("docs/reference/templates.md"), re.MULTILINE
    )
    assert set(re.findall(r"`(\w+)`", row.rpartition(" | ")[2])) == blocks


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


NAMED = re.compile(r"\b(?:docs|cartreport|templates|tests|scripts|bench)/[\w./-]*\w\.\w+")
"""A file of the project, as prose, comments and docstrings name it."""
EXAMPLES = re.compile(r"/x\.py$|/x/|^templates/briefing/")
"""Of a project that the reader may have; the row of CONTRIBUTING that stands for any name."""


def test_every_path_that_is_named_is_there() -> None:
    """Pages, the package and the brands name no file of the project that does not exist."""
    places = [
        *PAGES,
        *(ROOT / "cartreport").rglob("*.py"),
        *(ROOT / "templates").rglob("*.yml"),
    ]
    dead = [
        f"{place.relative_to(ROOT)}: {name}"
        for place in places
        for name in NAMED.findall(place.read_text("utf-8"))
        if not (ROOT / name).exists() and not EXAMPLES.search(name)
    ]
    assert dead == []


def test_a_registry_that_contributing_names_is_read() -> None:
    """Where a new thing needs a line in a list, something reads that list."""
    lists = set(re.findall(r"`([A-Z]{4,})`", text("CONTRIBUTING.md"))) - {"KIND"}
    assert {"TABLES", "SECTIONS", "GATES", "CHECKS"} <= lists
    modules = [path.read_text("utf-8") for path in (ROOT / "cartreport").rglob("*.py")]
    for name in sorted(lists):
        uses = re.compile(rf"\b{name}\b(?!:? ?[^\n=]*=[^=])")
        read = sum(
            len(uses.findall(re.sub(r'"""' + ".*?" + r'"""', "", module, flags=re.DOTALL)))
            for module in modules
        )
        assert read, name


def test_no_page_promises_what_nothing_does() -> None:
    """Sentences that were found untrue do not come back."""
    for page in PAGES:
        told = page.read_text("utf-8")
        assert not re.search(r"SVG or PNG|four colours and a face|traceable to its rows", told), (
            page
        )
    assert "no command ends with it" not in help_text()

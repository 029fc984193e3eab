"""The house rules of docs/explanation/architecture.md, held against the code itself."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cartreport"

# Lower first: a module imports from its own layer's folder and from the layers before it.
LAYERS = (
    {"problems", "errors", "shipped"},
    {"sources"},
    {"registries"},
    {"landscape"},
    {"classify"},
    {"starter"},
    {"changes"},
    {"briefing"},
    {"render"},
    {"editions"},
    {"story"},
    {"month"},
    {"preview"},
    {"cli"},
    {"__main__"},
)
ONLY_IN = {
    "click": {"cli"},
    "rich": {"cli"},
    "jinja2": {"render"},
    "weasyprint": {"render"},
}
HEAVY = {"pandas", "weasyprint", "rich", "fontTools", "openpyxl", "sqlalchemy"}
SUBJECT = re.compile(
    r"\bCAR-?T\b|\bCD19\b|\bBCMA\b|\bNMPA\b|\bCDE\b|\bNRDL\b|\bChina\b|\bChinese\b|autologous"
    r"|allogeneic|\bleukaemia\b|\blymphoma\b|\bmyeloma\b",
    re.IGNORECASE,
)


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


@functools.cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file, made once for all rules."""
    return ast.parse(path.read_text("utf-8"))


def layer(name: str) -> int:
    return next(i for i, names in enumerate(LAYERS) if name in names)


def room(path: Path) -> str:
    """The folder or top-level module of the package that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> list[tuple[str, int, bool]]:
    """Every import as (dotted name, line, at module level and not only for types)."""
    found = []
    typing_only = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test)
        for inner in ast.walk(node)
    }
    inside = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        at_top = id(node) not in typing_only and id(node) not in inside
        found.extend((name, getattr(node, "lineno", 0), at_top) for name in names)
    return found


def test_modules_are_found() -> None:
    """A check that walks nothing can't fail: the package has modules in every room."""
    assert len(modules()) > 30
    assert {room(path) for path in modules()} >= set().union(*LAYERS)


def broken(rule: Callable[[Path], Iterator[str]], paths: Iterable[Path]) -> str:
    """All that breaks a rule, a line each: one test a rule, and one run tells everything."""
    return "\n".join(line for path in paths for line in rule(path))


def upward_imports(path: Path) -> Iterator[str]:
    """What a module imports that is not below it."""
    own = room(path)
    if own == "__init__":
        return
    for name, line, _ in imports(parsed(path)):
        parts = name.split(".")
        if parts[0] != "cartreport" or len(parts) < 2 or parts[1].startswith("__"):
            continue
        if parts[1] == own:
            continue
        together = {parts[1], own} <= LAYERS[0]
        if not together and layer(parts[1]) >= layer(own):
            yield f"{path.relative_to(ROOT)}:{line} ({own}) imports {name}, which is not below it"


def misplaced_libraries(path: Path) -> Iterator[str]:
    """What a module imports outside the library's room, or earlier than it is needed."""
    own = room(path)
    for name, line, at_top in imports(parsed(path)):
        top = name.split(".")[0]
        if own not in ONLY_IN.get(top, {own}):
            yield f"{path.relative_to(ROOT)}:{line} imports {top}"
        if at_top and top in HEAVY:
            yield f"{path.relative_to(ROOT)}:{line} imports {top} early"


def clocks(path: Path) -> Iterator[str]:
    """Where a module below the command line reads the clock."""
    if room(path) == "cli":
        return
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow", "time_ns"}:
            yield f"{path.relative_to(ROOT)}:{node.lineno} reads the clock"


def subject_words(path: Path) -> Iterator[str]:
    """Where the package names what it is not about."""
    if "registries" in path.parts:  # the registries that importers read are formats
        return
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        found = SUBJECT.search(line)
        if found:
            yield f"{path.relative_to(ROOT)}:{number} names {found[0]!r}"


def too_large(path: Path) -> Iterator[str]:
    """A file or a function that doesn't fit a screen or two."""
    lines = path.read_text("utf-8").count("\n")
    if path.name != "problems.py" and lines > 300:  # the table of codes is data
        yield f"{path.relative_to(ROOT)} has {lines} lines"
    for node in ast.walk(parsed(path)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            size = (node.end_lineno or 0) - node.lineno + 1
            if size > 50:
                yield f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {size} lines"


def broad_excepts(path: Path) -> Iterator[str]:
    """Where any error at all is caught outside the command line."""
    for node in ast.walk(parsed(path)):
        if isinstance(node, ast.ExceptHandler):
            name = getattr(node.type, "id", "")
            broad = node.type is None or name in {"Exception", "BaseException"}
            if broad and room(path) != "cli":
                yield f"{path.relative_to(ROOT)}:{node.lineno} swallows every error"


def test_imports_go_down() -> None:
    """A module imports from lower layers or from its own folder, never upwards."""
    assert broken(upward_imports, modules()) == ""


def test_libraries_stay_in_their_rooms() -> None:
    """click and rich only in cli, jinja2 and weasyprint only in render; heavy ones not at start."""
    assert broken(misplaced_libraries, modules()) == ""


def test_only_the_command_line_knows_the_clock() -> None:
    """The date that a briefing speaks of is an argument, all the way down."""
    assert broken(clocks, modules()) == ""


def frames_in_sections(path: Path) -> Iterator[str]:
    """Where a section reaches past the tables for what is known."""
    if "sections" in path.parts:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.search(r"\.landscape\.(?!\w+ import)|\bimport pandas", line) and (
                not line.startswith("from ")
            ):
                yield f"{path.relative_to(ROOT)}:{number} {line.strip()}"


def test_sections_take_tables() -> None:
    """A section is given tables and words: what it prints was counted once, in a table."""
    assert broken(frames_in_sections, modules()) == ""


def test_the_engine_knows_no_subject() -> None:
    """The subject lives in data/ and templates/: no word of it stands in the package."""
    assert broken(subject_words, modules()) == ""


def test_files_and_functions_stay_small() -> None:
    """No file over 300 lines (the table of codes is data), no function over 50."""
    assert broken(too_large, modules()) == ""


def test_no_swallowed_errors() -> None:
    """A broad except hides our bugs; only the command line's last guard may have one."""
    assert broken(broad_excepts, modules()) == ""


FAULTS = """import weasyprint
from cartreport.cli import run
NAME = "CAR-T"
def long(when):
    try:
        when.today()
    except Exception:
        pass
"""


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (upward_imports, [":2 (landscape) imports cartreport.cli, which is not below it"]),
        (misplaced_libraries, [":1 imports weasyprint", ":1 imports weasyprint early"]),
        (clocks, [":6 reads the clock"]),
        (subject_words, [":3 names 'CAR-T'"]),
        (too_large, [" has 309 lines", ":4 long: 306 lines"]),
        (broad_excepts, [":7 swallows every error"]),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_rule_names_what_breaks_it(
    rule: Callable[[Path], Iterator[str]],
    said: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A module with every fault is named with its line by every rule."""
    monkeypatch.setattr("test_architecture.ROOT", tmp_path)
    monkeypatch.setattr("test_architecture.PACKAGE", tmp_path / "cartreport")
    path = tmp_path / "cartreport" / "landscape" / "faulty.py"
    path.parent.mkdir(parents=True)
    path.write_text(FAULTS + "        when = 1\n" * 301, "utf-8")
    found = [line.removeprefix("cartreport/landscape/faulty.py") for line in rule(path)]
    assert set(said) <= set(found)
    assert {line[:3] for line in said} == {line[:3] for line in found}


def test_no_room_without_a_noun() -> None:
    """What has no noun has no home: no utils, helpers, base, core or common."""
    names = {path.stem for path in modules()} | {p.name for p in PACKAGE.rglob("*") if p.is_dir()}
    assert not names & {"utils", "helpers", "base", "core", "common", "misc"}

"""The house rules of docs/architecture.md, held against the code itself."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "cartreport"

# Lower first: a module imports from its own layer's folder and from the layers before it.
LAYERS = (
    {"problems", "errors", "shipped"},
    {"sources"},
    {"landscape"},
    {"classify"},
    {"briefing"},
    {"render"},
    {"editions"},
    {"story"},
    {"cli"},
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
# The registries that importers read are formats, not the subject.
SUBJECT_FREE = [path for path in sorted(PACKAGE.rglob("*.py")) if "importers" not in path.parts]


def modules() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


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


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_imports_go_down(path: Path) -> None:
    """A module imports from lower layers or from its own folder, never upwards."""
    own = room(path)
    if own == "__init__":
        return
    for name, line, _ in imports(ast.parse(path.read_text("utf-8"))):
        parts = name.split(".")
        if parts[0] != "cartreport" or len(parts) < 2 or parts[1].startswith("__"):
            continue
        if parts[1] == own:
            continue
        together = {parts[1], own} <= LAYERS[0]
        assert together or layer(parts[1]) < layer(own), (
            f"{path.relative_to(ROOT)}:{line} ({own}) imports {name}, which is not below it"
        )


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    """click and rich only in cli, jinja2 and weasyprint only in render; heavy ones not at start."""
    own = room(path)
    for name, line, at_top in imports(ast.parse(path.read_text("utf-8"))):
        top = name.split(".")[0]
        assert own in ONLY_IN.get(top, {own}), f"{path.relative_to(ROOT)}:{line} imports {top}"
        assert not (at_top and top in HEAVY), f"{path.relative_to(ROOT)}:{line} imports {top} early"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_only_the_command_line_knows_the_clock(path: Path) -> None:
    """The date that a briefing speaks of is an argument, all the way down."""
    if room(path) == "cli":
        return
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Attribute) and node.attr in {"today", "now", "utcnow", "time_ns"}:
            pytest.fail(f"{path.relative_to(ROOT)}:{node.lineno} reads the clock")


@pytest.mark.parametrize("path", SUBJECT_FREE, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_the_engine_knows_no_subject(path: Path) -> None:
    """The subject lives in data/ and templates/: no word of it stands in the package."""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        found = SUBJECT.search(line)
        assert not found, f"{path.relative_to(ROOT)}:{number} names {found[0]!r}"


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(PACKAGE)))
def test_files_and_functions_stay_small(path: Path) -> None:
    """No file over 300 lines (the table of codes is data), no function over 50."""
    text = path.read_text("utf-8")
    if path.name != "problems.py":
        assert text.count("\n") <= 300, f"{path.relative_to(ROOT)} has {text.count(chr(10))} lines"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            size = (node.end_lineno or 0) - node.lineno + 1
            assert size <= 50, f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {size} lines"


def test_no_room_without_a_noun() -> None:
    """What has no noun has no home: no utils, helpers, base, core or common."""
    names = {path.stem for path in modules()} | {p.name for p in PACKAGE.rglob("*") if p.is_dir()}
    assert not names & {"utils", "helpers", "base", "core", "common", "misc"}


def test_no_swallowed_errors() -> None:
    """A broad except hides our bugs; only the command line's last guard may have one."""
    for path in modules():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                broad = node.type is None or getattr(node.type, "id", "") in {
                    "Exception",
                    "BaseException",
                }
                assert not broad or room(path) == "cli", f"{path}:{node.lineno}"

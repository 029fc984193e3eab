"""The header of a CSV file: its names held against the columns, and what stands there instead."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from itertools import islice

from cartreport.problems import Problems, Where
from cartreport.sources.suggest import did_you_mean

SEPARATORS = {",": ",", ";": ";", "tab": "\t", "|": "|"}
OTHERS = ("；", "，", "、", "：")
"""Full-width signs that people type between cells; the csv module cannot declare them."""
LOOKED = 30
"""Lines in which the header is looked for, where the first row is none."""
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def separator_of(text: str, columns: Mapping[str, bool], declared: str) -> str:
    """The name of the separator by which the first row is a header with all columns that must be
    there; the declared one where that is so by none or by itself.
    """
    needed = {name for name, must in columns.items() if must} or set(columns)
    for name in dict.fromkeys((declared, *SEPARATORS)):
        first = next((cells for _, cells in _first(text, SEPARATORS[name]) if any(cells)), [])
        if needed <= set(first):
            return name
    return declared


def wrong_header(
    names: tuple[str, ...],
    columns: Mapping[str, bool],
    text: str,
    separator: str,
    places: list[Where],
    problems: Problems,
) -> bool:
    """Whether the header can't be used; each thing that is wrong with it is a problem (E022).

    ``places`` are those of the header's cells.
    """
    before = len(problems)
    if not set(names) & set(columns):
        _no_header(names, columns, text, separator, places, problems)
        return True
    for number, name in enumerate(names):
        if not name.strip():
            message = f"column {number + 1} has no name"
            problems.add(places[number], "E022", message, "name it, or remove it")
        elif name not in columns:
            hint = did_you_mean(name, set(columns) - set(names))
            problems.add(places[number], "E022", f"unknown column {name!r}", hint, name)
        elif names.index(name) != number:
            message = f"column {name!r} stands twice"
            problems.add(places[number], "E022", message, "remove one", name)
    for name, needed in columns.items():
        if needed and name not in names:
            problems.add(places[0], "E022", f"column {name!r} is missing", "add it")
    return len(problems) > before


def _no_header(
    names: tuple[str, ...],
    columns: Mapping[str, bool],
    text: str,
    separator: str,
    places: list[Where],
    problems: Problems,
) -> None:
    """The first row holds no column's name: one problem that says what the row is instead."""
    at, first = places[0], names[0]
    if first.casefold().startswith("sep="):
        hint = "delete the line, and declare `separator:` on the source"
        problems.add(at, "E022", "the first row is Excel's note of its separator", hint, first)
        return
    line = _header_below(text, columns, separator)
    if line:
        message = "the first row is a comment or a title, not the header"
        hint = f"the header stands on line {line}: delete the lines above it"
        problems.add(at, "E022", message, hint, first)
        return
    cells = max(SEPARATORS, key=lambda name: first.count(SEPARATORS[name]))
    if len(names) == 1 and SEPARATORS[cells] in first:
        hint = f"declare `separator: '{cells}'` on the source in sources.yaml"
        problems.add(at, "E022", "the cells are not separated as declared", hint)
        return
    wide = max(OTHERS, key=first.count)
    if len(names) == 1 and wide in first:
        message = f"the cells are separated by the full-width {wide!r}"
        problems.add(at, "E022", message, "write a comma between cells", wide)
        return
    needed = [name for name, must in columns.items() if must] or list(columns)
    hint = "begin the file with the column names; there must be " + ", ".join(needed[:8])
    if first.startswith("#") or (len(names) > 1 and sum(map(bool, names)) == 1):
        problems.add(at, "E022", "the first row is a comment or a title", hint, first)
        return
    problems.add(at, "E022", "the first row names no column of this kind of source", hint, first)


def _header_below(text: str, columns: Mapping[str, bool], separator: str) -> int:
    """The line of a row that names at least half of its cells as columns; 0 without one."""
    for line, cells in _first(text, separator):
        named = [cell for cell in cells if cell]
        known = sum(cell in columns for cell in named)
        if known > 1 and 2 * known >= len(named):
            return line
    return 0


def _first(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """The first rows of a text with their lines, as far as they can be read."""
    lines = (line[0] for line in islice(LINE.finditer(text), LOOKED))
    reader = csv.reader(lines, delimiter=separator)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows.extend((reader.line_num, cells) for cells in reader)
    except csv.Error:
        return rows
    return rows

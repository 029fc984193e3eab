"""What the YAML parser refuses, as a problem at the place that has to be mended."""

from __future__ import annotations

import re
from typing import Any

import yaml

from cartreport.problems import Where

INDENT = "set it under the names above it, or end the line above with ':'"
HINTS = (
    ("mapping values are not allowed", INDENT),
    ("sequence entries are not allowed", "begin the list on the next line"),
    ("could not find expected ':'", "write ': ' after the name, or indent the text under its key"),
    ("unexpected end of stream", "close the quote that opens here"),
    ("unexpected document indicator", "close the quote that opens here"),
    ("escape", "write \\\\ for a backslash, or use single quotes"),
    ("hexdecimal", "write \\\\ for a backslash, or use single quotes"),
    ("expected ',' or ']'", "close the bracket, or quote a value that begins with ["),
    ("expected ',' or '}'", "close the brace, or quote a value that begins with {"),
    ("alphabetic or numeric character", "a value that begins with * or & must stand in quotes"),
    ("undefined tag handle", "a value that begins with ! must stand in quotes"),
    ("non-alphabetical character", "a line that begins with % must stand in quotes"),
    ("expected key", "check the indentation; a quoted value ends at its closing quote"),
    ("expected '-' indicator", "check the indentation: the list's items begin in one column"),
)
# What PyYAML's own parser says, in the words of libyaml: one fault, one message on every machine.
SAME = (
    (r"found character '.*' that cannot", "found character that cannot"),
    (r"(unknown escape character) .*", r"\1"),
    (r"^sequence entries are not allowed here", "block sequence entries are not allowed here"),
    (r"not allowed here$", "not allowed in this context"),
    (r"^expected '?(',' or '[\]}]'|<document start>)'?, but .*", r"did not find expected \1"),
    (r"^expected the node content, but .*", "did not find expected node content"),
    (r"^expected (alphabetic or numeric character), but .*", r"did not find expected \1"),
    (
        r"^expected (chomping or indentation indicators|a comment or a line break), but .*",
        "did not find expected comment or line break",
    ),
)
UNENDED = {
    "while parsing a block mapping": "did not find expected key",
    "while parsing a block collection": "did not find expected '-' indicator",
}
OPENED = ("unexpected end of stream", "unexpected document indicator", "could not find expected")
"""Where the parser stops is far from the fault here: it is where the part began."""
_BRACED = re.compile(r"[ \t]*(?:- )?([\w.-]+): ({(?:[^{}:'\"]|:(?! ))*}[ \t]*[^ \t#].*)$")
"""A value that begins with a name in braces and goes on: meant as a text, read as a mapping."""
ANY = "quote values that hold ': ' or begin with a special character"


def at(name: str, mark: Any) -> Where:
    """A mark of the parser as a place."""
    return Where(name, mark.line + 1, mark.column + 1) if mark is not None else Where(name)


def problem_of(
    error: yaml.YAMLError, text: str, name: str, depth: int
) -> tuple[Where, str, str, str]:
    """The place, code, message and hint for what the parser raised; ``depth`` is the bound."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return Where(name), "E010", str(error).splitlines()[0], ANY
    said = _said(error)
    mark = error.problem_mark or error.context_mark
    if mark and "unknown escape character '" in str(
        error.problem
    ):  # PyYAML's mark is behind the backslash
        return Where(name, mark.line + 1, mark.column), "E010", said, _hint(said, text, mark)
    if "nesting depth" in said:
        return at(name, mark), "E012", f"nested deeper than {depth}", "flatten it"
    if any(part in said for part in OPENED) and error.context_mark is not None:
        mark = error.context_mark
    return at(name, mark), "E010", said, _hint(said, text, mark)


def _said(error: yaml.MarkedYAMLError) -> str:
    """What is wrong, in the same words by either parser."""
    said = error.problem or "not YAML"
    if said.startswith("expected <block end>"):
        said = UNENDED.get(error.context or "", said)
    for pattern, words in SAME:
        said = re.sub(pattern, words, said)
    return said


def _hint(said: str, text: str, mark: Any) -> str:
    lines = text.split("\n")
    line = lines[mark.line] if mark is not None and mark.line < len(lines) else ""
    column = mark.column if mark is not None else 0
    if "tab character" in said:
        return "indent with blanks, not with a tab"
    if braced := _BRACED.match(line):
        return f"a value that begins with {{ stands in quotes: write {braced[1]}: {_in(braced[2])}"
    if "mapping values are not allowed" in said and ": " in line[:column]:
        return _quoted(line)
    if "cannot start any token" in said:
        char = line[column : column + 1]
        if char == "\t":
            return "indent with blanks, not with a tab"
        return f"a value that begins with {char} must stand in quotes"
    return next((hint for part, hint in HINTS if part in said), ANY)


def _in(value: str) -> str:
    """A text in the quotes that it does not hold itself."""
    return f"'{value.strip()}'" if "'" not in value else f'"{value.strip()}"'


def _quoted(line: str) -> str:
    """What to write in place of a line whose value holds ``: ``."""
    key, _, value = line.strip().partition(": ")
    if '"' in value or "\\" in value or " #" in value or len(value) > 60:
        return "put the value into quotes: it holds ': '"
    return f"the value holds ': ': write {key}: \"{value.strip()}\""

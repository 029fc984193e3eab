"""Strict YAML: text, plain numbers, lists and mappings, each with its place.

Built from the parser's events in one loop: nothing recurses, so no depth of nesting can break it.
Plain ``NO``, ``1.10``, ``0123``, ``12:30`` and dates stay the text that they are; only a number
that reads back exactly as it is written becomes one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from cartreport.problems import Problems, Where
from cartreport.sources.files import YAML_LIMIT, read_text

DEPTH = 40
ALIASED = 10_000
"""How many nodes aliases may add to a document: an alias bomb has billions."""

_WHOLE = re.compile(r"-?(?:0|[1-9]\d{0,17})")
_DECIMAL = re.compile(r"-?(?:0|[1-9]\d*)\.\d+")
_COMMENT = re.compile(r"^[^\s#'\"\[{&*!|>%@`-][^'\"]*?\s(#\S.*)$")
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Path_ = tuple[str | int, ...]


@dataclass
class Document:
    """A file's data with the place of every part; ``keys`` are the places of the names."""

    name: str
    data: Any
    places: dict[Path_, Where]
    keys: dict[Path_, Where]

    def where(self, path: Path_) -> Where:
        """The place of a part, or of the nearest enclosing part that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Where(self.name))

    def name_of(self, path: Path_) -> Where:
        """The place of a part's name, for a message about a field that should not be there."""
        return self.keys.get(path, self.where(path))


@dataclass
class _Open:
    """A mapping or list under construction. ``key`` waits for its value."""

    node: Any
    path: Path_
    key: str | None = None
    anchor: str | None = None
    size: int = 1
    merged: set[str] = field(default_factory=set)


class _RefusedError(Exception):
    def __init__(self, where: Where, code: str, message: str, hint: str, value: str = "") -> None:
        super().__init__(message)
        self.problem = (where, code, message, hint, value)


def read_yaml(path: Path, name: str, problems: Problems) -> Document | None:
    """The data of a YAML file, or ``None`` with a problem; ``name`` is the path that is printed."""
    read = read_text(path, name, YAML_LIMIT, "utf-8", problems)
    return parse_yaml(read[0], name, problems) if read else None


def parse_yaml(text: str, name: str, problems: Problems) -> Document | None:
    """The same from text."""
    builder = _Builder(name, problems)
    try:
        for event in yaml.parse(text, Loader=Loader):
            builder.take(event)
    except _RefusedError as refused:
        problems.add(*refused.problem)
        return None
    except yaml.MarkedYAMLError as error:
        where = _at(name, error.problem_mark or error.context_mark)
        problems.add(where, "E010", error.problem or "not YAML", _mend(text, error, where))
        return None
    except yaml.YAMLError as error:
        problems.add(Where(name), "E010", str(error).splitlines()[0])
        return None
    if not builder.documents or builder.data is None:
        problems.add(Where(name), "E013", "the file holds no data", "fill it, or take it out")
        return None
    _cut_values(text, name, builder, problems)
    return Document(name, builder.data, builder.places, builder.keys)


def _at(name: str, mark: Any) -> Where:
    """A mark of the parser as a place."""
    return Where(name, mark.line + 1, mark.column + 1) if mark is not None else Where(name)


def _mend(text: str, error: yaml.MarkedYAMLError, where: Where) -> str:
    """What would be right, from what the parser says."""
    problem = error.problem or ""
    lines = text.splitlines()
    line = lines[where.line - 1] if 0 < where.line <= len(lines) else ""
    if "mapping values are not allowed" in problem:
        return "put the value into quotes: it holds ': '"
    if "\t" in line:
        return "indent with blanks, not with a tab"
    if "alias" in problem or "anchor" in (error.context or ""):
        return "a value that begins with * or & must stand in quotes"
    if "unexpected end of stream" in problem or "quoted" in (error.context or ""):
        return "close the quote"
    return "quote values that hold ': ' or begin with a special character"


def _cut_values(text: str, name: str, builder: _Builder, problems: Problems) -> None:
    """A plain value followed by `` #`` was cut there by YAML: say so, it is seldom meant."""
    lines = text.splitlines()
    for where in builder.plain:
        line = lines[where.line - 1]
        found = _COMMENT.match(line[where.column - 1 :])
        if found and not re.match(r"#\s", found[1]):
            at = Where(name, where.line, where.column + found.start(1))
            problems.add(
                at, "W014", "the value is cut here: # begins a comment", "quote it", found[1]
            )


class _Builder:
    """Takes events, gives data; raises :class:`_RefusedError` for what is not allowed."""

    def __init__(self, name: str, problems: Problems) -> None:
        self.name = name
        self.problems = problems
        self.documents = 0
        self.data: Any = None
        self.places: dict[Path_, Where] = {}
        self.keys: dict[Path_, Where] = {}
        self.plain: list[Where] = []
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliased = 0

    def take(self, event: yaml.Event) -> None:
        """One event of the parser."""
        match event:
            case yaml.DocumentStartEvent():
                self.documents += 1
                if self.documents > 1:
                    raise _RefusedError(
                        _at(self.name, event.start_mark),
                        "E012",
                        "a second document begins",
                        "one file, one document",
                    )
            case yaml.MappingStartEvent() | yaml.SequenceStartEvent():
                self._open(event)
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                done = self.stack.pop()
                if done.anchor:
                    self.anchors[done.anchor] = (done.node, done.size)
                if self.stack:
                    self.stack[-1].size += done.size
            case yaml.AliasEvent():
                self._alias(event)
            case yaml.ScalarEvent():
                self._scalar(event)
            case _:
                pass

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._no_tag(event)
        if len(self.stack) >= DEPTH:
            raise _RefusedError(
                _at(self.name, event.start_mark),
                "E012",
                f"nested deeper than {DEPTH}",
                "flatten it",
            )
        node: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        if self.stack and isinstance(self.stack[-1].node, dict) and self.stack[-1].key is None:
            raise _RefusedError(
                _at(self.name, event.start_mark), "E012", "a key must be a plain text", "quote it"
            )
        path = self._place(node, _at(self.name, event.start_mark))
        self.stack.append(_Open(node, path, anchor=event.anchor))

    def _alias(self, event: yaml.AliasEvent) -> None:
        if event.anchor not in self.anchors:
            hint = "a value that begins with * must stand in quotes"
            raise _RefusedError(
                _at(self.name, event.start_mark),
                "E010",
                f"no anchor &{event.anchor}",
                hint,
                f"*{event.anchor}",
            )
        node, size = self.anchors[event.anchor]
        self.aliased += size
        if self.aliased > ALIASED:
            raise _RefusedError(
                _at(self.name, event.start_mark),
                "E012",
                "aliases multiply the data",
                "write it out",
            )
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key == "<<" and isinstance(node, dict):
            self._merge(top, node)
            return
        self._place(node, _at(self.name, event.start_mark))
        if self.stack:
            self.stack[-1].size += size

    def _merge(self, top: _Open, node: dict[str, Any]) -> None:
        """``<<: *x``: the other mapping's entries, where this one has none of its own."""
        for key, value in node.items():
            if key not in top.node:
                top.node[key] = value
                top.merged.add(key)
        top.node.pop("<<", None)
        top.key = None

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        self._no_tag(event)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.node, dict) and top.key is None:
            self._key(top, event)
            return
        plain = event.implicit[0] and event.style in (None, "")
        value = plain_value(event.value) if plain else event.value
        path = self._place(value, _at(self.name, event.start_mark))
        if plain and value is not None:
            self.plain.append(self.places[path])
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        key, where = str(event.value), _at(self.name, event.start_mark)
        path = (*top.path, key)
        if key in top.node and key not in top.merged:
            first = self.keys[path]
            message = f"{key!r} stands twice in one mapping, first on line {first.line}"
            self.problems.add(where, "E011", message, "keep one of them", key)
        top.merged.discard(key)
        self.keys[path] = where
        top.key = key

    def _place(self, value: Any, where: Where) -> Path_:
        """Put a value where it belongs and note its place."""
        if not self.stack:
            self.data = value
            self.places[()] = where
            return ()
        top = self.stack[-1]
        if isinstance(top.node, dict):
            assert top.key is not None
            path: Path_ = (*top.path, top.key)
            top.node[top.key] = value
            top.key = None
        else:
            path = (*top.path, len(top.node))
            top.node.append(value)
        top.size += 1
        self.places[path] = where
        return path

    def _no_tag(self, event: Any) -> None:
        if event.tag is not None and event.tag != "!":
            raise _RefusedError(
                _at(self.name, event.start_mark),
                "E012",
                f"the tag {event.tag}",
                "write plain data",
                event.tag,
            )


def plain_value(text: str) -> str | int | float | None:
    """What an unquoted scalar is: nothing, a number that reads back as written, or its text."""
    if text in ("", "~", "null"):
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text

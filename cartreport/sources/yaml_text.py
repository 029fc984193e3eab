"""Strict YAML: text, plain numbers, lists and mappings, each with its place.

Built from the parser's events in one loop: nothing recurses, so no depth of nesting can break it.
Plain ``NO``, ``1.10``, ``0123``, ``12:30`` and dates stay the text that they are; only a number
that reads back exactly as it is written becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from cartreport.problems import Problem, Problems, Where
from cartreport.sources.files import YAML_LIMIT, digest, read_bytes, text_of
from cartreport.sources.yaml_errors import at, problem_of
from cartreport.sources.yaml_plain import PlainLoader

DEPTH = 40
ALIASED = 10_000
"""How many nodes aliases may add to a document: an alias bomb has billions."""

_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]*)\.[0-9]+")
_CUT = re.compile(r"[ \t]+(#[^\s#=*~-][^\r\n]*)")
"""What follows a plain value and is hardly meant as a comment: no blank after the #."""
MERGE = "<<"
Loader = getattr(yaml, "CSafeLoader", PlainLoader)
Path_ = tuple[str | int, ...]


@dataclass
class Document:
    """A file's data with the place of every part; ``keys`` are the places of the names.

    ``sha256`` is that of the bytes that were read; empty for a text that is no file.
    """

    name: str
    data: Any
    places: dict[Path_, Where]
    keys: dict[Path_, Where]
    sha256: str = ""

    def where(self, path: Path_) -> Where:
        """The place of a part, or of the nearest enclosing part that is there."""
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Where(self.name))

    def name_of(self, path: Path_) -> Where:
        """The place of a part's name, for a message about a field that should not be there."""
        return self.keys.get(path, self.where(path))

    def part(self, path: Path_) -> Part:
        """The places below a path, by the paths within it."""
        return Part(self, path)


@dataclass(frozen=True)
class Part:
    """One part of a document: as :class:`Document`, with paths that begin at the part."""

    document: Document
    path: Path_

    def where(self, path: Path_) -> Where:
        """The place of what stands there."""
        return self.document.where((*self.path, *path))

    def name_of(self, path: Path_) -> Where:
        """The place of its name."""
        return self.document.name_of((*self.path, *path))


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
    raw = read_bytes(path, name, YAML_LIMIT, problems)
    document, found = _document(raw, path, name) if raw is not None else (None, ())
    problems.extend(found)
    return document


@lru_cache(maxsize=512)  # a preview reads the same ones again after each edit; nobody changes one
def _document(raw: bytes, path: Path, name: str) -> tuple[Document | None, tuple[Problem, ...]]:
    met = Problems()
    read = text_of(raw, path, name, "utf-8", met)
    document = parse_yaml(read[0], name, met) if read else None
    if document is not None:
        document.sha256 = digest(raw)
    return document, tuple(met)


def parse_yaml(text: str, name: str, problems: Problems) -> Document | None:
    """The same from text."""
    builder = _Builder(name, text.removeprefix("\ufeff"), problems)
    try:
        builder.read()
    except _RefusedError as refused:
        problems.add(*refused.problem)
        return None
    except yaml.YAMLError as error:
        problems.add(*problem_of(error, builder.text, name, DEPTH))
        return None
    if not builder.documents or builder.data is None:
        problems.add(Where(name), "E013", "the file holds no data", "fill it, or take it out")
        return None
    return Document(name, builder.data, builder.places, builder.keys)


class _Builder:
    """Takes events, gives data; raises :class:`_RefusedError` for what is not allowed."""

    def __init__(self, name: str, text: str, problems: Problems) -> None:
        self.name = name
        self.text = text
        self.problems = problems
        self.documents = 0
        self.data: Any = None
        self.places: dict[Path_, Where] = {}
        self.keys: dict[Path_, Where] = {}
        self.stack: list[_Open] = []
        self.anchors: dict[str, tuple[Any, int]] = {}
        self.aliased = 0

    def read(self) -> None:
        """Take the events of the text, one after the other."""
        takers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._open,
            yaml.SequenceStartEvent: self._open,
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._begin,
        }
        for event in yaml.parse(self.text, Loader=Loader):
            taker = takers.get(type(event))
            if taker is not None:
                taker(event)

    def _refuse(self, event: Any, code: str, message: str, hint: str, value: str = "") -> NoReturn:
        raise _RefusedError(at(self.name, event.start_mark), code, message, hint, value)

    def _begin(self, event: yaml.DocumentStartEvent) -> None:
        self.documents += 1
        if self.documents > 1:
            self._refuse(event, "E012", "a second document begins", "one file, one document")

    def _close(self, _: yaml.MappingEndEvent | yaml.SequenceEndEvent) -> None:
        done = self.stack.pop()
        if done.anchor:
            self.anchors[done.anchor] = (done.node, done.size)
        if self.stack:
            self.stack[-1].size += done.size

    def _open(self, event: yaml.MappingStartEvent | yaml.SequenceStartEvent) -> None:
        self._no_tag(event)
        if len(self.stack) >= DEPTH:
            self._refuse(event, "E012", f"nested deeper than {DEPTH}", "flatten it")
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.node, dict):
            if top.key is None:
                self._refuse(event, "E012", "a key must be a plain text", "quote it")
            self._no_merge(top, event)
        node: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
        path = self._place(node, at(self.name, event.start_mark))
        self.stack.append(_Open(node, path, anchor=event.anchor))

    def _alias(self, event: yaml.AliasEvent) -> None:
        top = self.stack[-1] if self.stack else None
        if event.anchor not in self.anchors:
            hint = "a value that begins with * must stand in quotes"
            self._refuse(event, "E010", f"no anchor &{event.anchor}", hint, f"*{event.anchor}")
        if top is not None and isinstance(top.node, dict) and top.key is None:
            self._refuse(event, "E012", "an alias as a key", "write the key out")
        node, size = self.anchors[event.anchor]
        self.aliased += size
        if self.aliased > ALIASED:
            self._refuse(event, "E012", "aliases multiply the data", "write it out")
        if top is not None and top.key == MERGE and isinstance(node, dict):
            self._merge(top, node, at(self.name, event.start_mark))
            return
        if top is not None:
            self._no_merge(top, event)
        self._place(node, at(self.name, event.start_mark))
        if top is not None:
            top.size += size

    def _merge(self, top: _Open, node: dict[str, Any], where: Where) -> None:
        """``<<: *x``: the other mapping's entries, where this one has none of its own."""
        for key, value in node.items():
            if key not in top.node:
                top.node[key] = value
                top.merged.add(key)
                self.places[(*top.path, key)] = self.keys[(*top.path, key)] = where
        top.key = None

    def _no_merge(self, top: _Open, event: Any) -> None:
        if top.key == MERGE:
            self._refuse(event, "E012", "<< takes one alias to a mapping", "write it out")

    def _scalar(self, event: yaml.ScalarEvent) -> None:
        if event.tag is not None:
            self._no_tag(event)
        top = self.stack[-1] if self.stack else None
        if top is not None and isinstance(top.node, dict):
            if top.key is None:
                self._key(top, event)
                return
            self._no_merge(top, event)
        plain = event.implicit[0] and event.style in (None, "")
        value = plain_value(event.value) if plain else event.value
        if plain:
            self._note_cut(event)
        self._place(value, at(self.name, event.start_mark))
        if event.anchor and event.value == "" and plain:
            hint = "a value that begins with & must stand in quotes"
            self._refuse(event, "E010", f"an anchor &{event.anchor} on no value", hint)
        if event.anchor:
            self.anchors[event.anchor] = (value, 1)

    def _note_cut(self, event: yaml.ScalarEvent) -> None:
        """A plain value followed by `` #x`` was cut there by YAML: say so, it is seldom meant."""
        mark: Any = event.end_mark
        found = _CUT.match(self.text, mark.index)
        if found:
            where = Where(self.name, mark.line + 1, mark.column + 1 + found.start(1) - mark.index)
            message = "the value is cut here: # begins a comment"
            hint = "put the value into quotes; write a comment as '# text'"
            self.problems.add(where, "W014", message, hint, found[1])

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        key, where = str(event.value), at(self.name, event.start_mark)
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
            self._refuse(event, "E012", f"the tag {event.tag}", "write plain data", event.tag)


def plain_value(text: str) -> str | int | float | None:
    """What an unquoted scalar is: nothing, a number that reads back as written, or its text."""
    if text in ("", "~", "null"):
        return None
    if _WHOLE.fullmatch(text):
        return int(text)
    if _DECIMAL.fullmatch(text) and repr(float(text)) == text:
        return float(text)
    return text

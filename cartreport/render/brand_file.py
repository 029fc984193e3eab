"""``_brand.yml`` as a tree of entries that know their place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cartreport.problems import Problem, Where
from cartreport.sources.yaml_errors import problem_of

if TYPE_CHECKING:
    import yaml

LARGEST = 200_000
DEEPEST = 12
BARE = re.compile(
    r"^(?:[ \t]*|[^#'\"\n]*[{,][ \t]*)[\w'\"-]+:[ \t]+"
    r"(#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8}))(?=[ \t]*(?:[,}#]|$))",
    re.IGNORECASE | re.MULTILINE,
)
"""A colour without quotes: to YAML it is a comment, and nothing would be there."""
NULL = "tag:yaml.org,2002:null"


class UnreadableError(Exception):
    """The file is no tree of entries; ``problem`` says where and why."""

    def __init__(self, where: Where, code: str, message: str, hint: str) -> None:
        super().__init__(message)
        self.problem = Problem(where, code, message, hint)


@dataclass(frozen=True)
class Entry:
    """A value with its place: ``text`` of a scalar, ``children`` of a mapping, ``items`` of a list.

    ``place`` is where the value stands, ``key_place`` where its key does.
    """

    place: Where
    key_place: Where
    text: str = ""
    children: dict[str, Entry] | None = None
    items: tuple[Entry, ...] | None = None

    def at(self, path: str) -> Entry | None:
        """The entry under a dotted path, or ``None``; the empty path is this entry."""
        entry: Entry | None = self
        for key in filter(None, path.split(".")):
            entry = (entry.children or {}).get(key) if entry else None
        return entry


def read(path: Path, shown: str) -> Entry:
    """The file as a tree; every scalar is text, and a key without a value is not there.

    ``shown`` is its name in messages. Raises :class:`UnreadableError`.
    """
    import yaml

    whole = Where(shown)
    data = path.read_bytes()
    if len(data) > LARGEST:
        raise UnreadableError(whole, "E004", f"larger than {LARGEST:,} bytes", "a brand is a page")
    try:
        text = data.decode("utf-8-sig")
        if bare := BARE.search(text):
            line, column = text.count("\n", 0, bare.start(1)) + 1, bare.start(1)
            where = Where(shown, line, column - text.rfind("\n", 0, column))
            message = f"{bare[1]} without quotes is a comment in YAML"
            raise UnreadableError(where, "E702", message, f"write '{bare[1]}'")
        for event in yaml.parse(text):
            if isinstance(event, yaml.AliasEvent):
                where = _where(event.start_mark, shown)
                raise UnreadableError(where, "E012", "a YAML alias (*name)", "write the value out")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise UnreadableError(whole, "E005", "not UTF-8 text", "save it as UTF-8") from error
    except (yaml.YAMLError, RecursionError) as error:
        if isinstance(error, yaml.YAMLError):
            where, code, message, hint = problem_of(error, text, shown, DEEPEST)
            raise UnreadableError(where, code, f"not YAML: {message}", hint) from error
        raise UnreadableError(whole, "E010", "nested too deep", "flatten it") from error
    if node is None:
        raise UnreadableError(whole, "E013", "the file holds nothing", "write `meta:` and a name")
    return _entry(node, shown, _where(node.start_mark, shown), 0)


def _where(mark: Any, shown: str) -> Where:
    if mark is None:
        return Where(shown)
    return Where(shown, mark.line + 1, mark.column + 1)


def _entry(node: yaml.Node, shown: str, key_place: Where, depth: int) -> Entry:
    import yaml

    place = _where(node.start_mark, shown)
    if depth > DEEPEST:
        raise UnreadableError(place, "E012", "nested too deep", "a brand has five levels at most")
    if isinstance(node, yaml.MappingNode):
        return Entry(place, key_place, children=dict(_children(node, shown, depth)))
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_entry(item, shown, place, depth + 1) for item in node.value)
        return Entry(place, key_place, items=items)
    return Entry(place, key_place, text=str(node.value))


def _children(node: yaml.MappingNode, shown: str, depth: int) -> Iterator[tuple[str, Entry]]:
    seen: dict[str, Where] = {}
    for key, value in node.value:
        place = _where(key.start_mark, shown)
        name = str(key.value)
        if name in seen:
            message = f"the key {name!r} a second time"
            raise UnreadableError(place, "E011", message, f"first: {seen[name]}")
        seen[name] = place
        if value.tag != NULL:
            yield name, _entry(value, shown, place, depth + 1)

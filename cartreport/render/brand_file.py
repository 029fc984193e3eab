"""``_brand.yml`` as a tree of entries that know their place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cartreport.errors import TemplateError

LARGEST = 200_000
DEEPEST = 12


@dataclass(frozen=True)
class Entry:
    """A value with its place: ``text`` of a scalar, ``children`` of a mapping, ``items`` of a list.

    ``place`` is ``file:line:column`` of the value, ``key_place`` that of its key.
    """

    place: str
    key_place: str
    text: str = ""
    children: dict[str, Entry] = field(default_factory=dict)
    items: tuple[Entry, ...] = ()

    def at(self, path: str) -> Entry | None:
        """The entry under a dotted path, or ``None``; the empty path is this entry."""
        entry: Entry | None = self
        for key in filter(None, path.split(".")):
            entry = entry.children.get(key) if entry else None
        return entry


def read(path: Path) -> Entry:
    """The file as a tree; every scalar is text. Raises :class:`TemplateError` with the place."""
    import yaml

    file = f"{path.parent.name}/{path.name}"
    try:
        data = path.read_bytes()
        if len(data) > LARGEST:
            raise TemplateError(f"{file} is larger than {LARGEST} bytes", "A brand is a page.")
        text = data.decode("utf-8-sig")
        if any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text)):
            raise TemplateError(f"{file} uses a YAML alias (*name)", "Write the value out.")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except UnicodeDecodeError as error:
        raise TemplateError(f"{file} is not UTF-8 text", "Save it as UTF-8.") from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
        reason = getattr(error, "problem", None) or "nested too deep"
        raise TemplateError(
            f"{place} is not YAML: {reason}", "Quote colours: '#14212b'."
        ) from error
    if not isinstance(node, yaml.MappingNode):
        raise TemplateError(f"{file} holds no keys", "See templates/brands/ledger/_brand.yml.")
    return _entry(node, file, f"{file}:1:1", 0)


def _entry(node: object, file: str, key_place: str, depth: int) -> Entry:
    import yaml

    assert isinstance(node, yaml.Node)
    place = f"{file}:{node.start_mark.line + 1}:{node.start_mark.column + 1}"
    if depth > DEEPEST:
        raise TemplateError(f"{place} is nested too deep", "A brand has five levels at most.")
    if isinstance(node, yaml.MappingNode):
        return Entry(place, key_place, children=dict(_children(node, file, depth)))
    if isinstance(node, yaml.SequenceNode):
        items = tuple(_entry(item, file, place, depth + 1) for item in node.value)
        return Entry(place, key_place, items=items)
    return Entry(place, key_place, text=str(node.value))


def _children(node: object, file: str, depth: int) -> Iterator[tuple[str, Entry]]:
    import yaml

    assert isinstance(node, yaml.MappingNode)
    seen: dict[str, str] = {}
    for key, value in node.value:
        place = f"{file}:{key.start_mark.line + 1}:{key.start_mark.column + 1}"
        name = str(key.value)
        if name in seen:
            raise TemplateError(f"{place} has {name!r} a second time", f"First: {seen[name]}.")
        seen[name] = place
        yield name, _entry(value, file, place, depth + 1)

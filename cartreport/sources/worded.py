"""The words of a record that are terms of a vocabulary or ids of records, as its fields declare.

A field that is declared with :class:`~cartreport.sources.fields.Of` or ``Named`` is found here
without being named: in the record itself, in its lists, and in the records within it.
"""

from __future__ import annotations

import typing
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from pydantic import BaseModel

from cartreport.sources.fields import Named, Of

Path = tuple[str | int, ...]


class Worded(NamedTuple):
    """One word: its path in the record, itself, and what its field declares."""

    path: Path
    word: str
    of: Of | Named


def words_of(record: BaseModel) -> Iterator[Worded]:
    """Every word of a record that must be a term or the id of a record, with its path."""
    for name, key, of, within in fields_of(type(record)):
        told = getattr(record, name)
        if told is None:
            continue
        listed: Iterable[tuple[Path, Any]] = [((key,), told)]
        if isinstance(told, list):
            listed = (((key, index), item) for index, item in enumerate(told))
        for path, item in listed:
            if of is not None:
                yield Worded(path, item, of)
            elif within:
                yield from (one._replace(path=(*path, *one.path)) for one in words_of(item))


def declared_at(model: type[BaseModel], path: Path) -> Of | Named | None:
    """What is declared of the words at a path of a model's data; ``None`` where nothing is."""
    named = [part for part in path if isinstance(part, str)]
    for name, key, of, _ in fields_of(model):
        if named[:1] != [key]:
            continue
        if of is not None:
            return of
        parts = [*parts_of(model.model_fields[name].annotation)]
        below = [part for part in parts if isinstance(part, type) and issubclass(part, BaseModel)]
        return declared_at(below[0], path[path.index(key) + 1 :])
    return None


@lru_cache(maxsize=64)
def fields_of(model: type[BaseModel]) -> tuple[tuple[str, str, Of | Named | None, bool], ...]:
    """The fields of a model that hold such words: name, key in the data, declaration, or whether
    they hold records that do.
    """
    found = []
    for name, field in model.model_fields.items():
        parts = [*field.metadata, *parts_of(field.annotation)]
        of = next((part for part in parts if isinstance(part, Of | Named)), None)
        within = any(
            isinstance(part, type) and issubclass(part, BaseModel) and fields_of(part)
            for part in parts
        )
        mapped = typing.get_origin(field.annotation) is dict
        if of is not None or (within and not mapped):
            found.append((name, field.alias or name, of, within))
    return tuple(found)


def parts_of(annotation: Any) -> Iterator[Any]:
    """A type, what it is annotated with, and the same of its parts."""
    yield annotation
    for part in (*typing.get_args(annotation), *getattr(annotation, "__metadata__", ())):
        yield from parts_of(part)

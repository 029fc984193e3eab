"""What a template may name, read from the code: names, their kinds, and a line on each."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import Field, dataclass, fields, is_dataclass

from cartreport.briefing import briefing
from cartreport.render.page import FILTERS, NAMES

_POINTER = re.compile(r":\w+:`~?(?:[\w.]*\.)?(\w+)`")
_SENTENCE = re.compile(r"(?<=[.;])\s+")


@dataclass(frozen=True)
class Value:
    """A name that a template may write: ``kind`` as the code declares it, ``about`` a line."""

    name: str
    kind: str
    about: str


def given() -> Mapping[str, Value]:
    """The names that stand in every template of a page."""
    return {name: Value(name, kind, about) for name, (kind, about) in NAMES.items()}


def parts() -> Mapping[str, tuple[str, list[Value]]]:
    """Of each kind of value in a briefing: a line on it, and the fields that may be asked for."""
    kinds = {name: kind for name, kind in vars(briefing).items() if isinstance(kind, type)}
    return {
        name: (_first(kind), [_field(kind, one) for one in fields(kind)])
        for name, kind in kinds.items()
        if is_dataclass(kind) and kind.__module__ == briefing.__name__
    }


def filters() -> Mapping[str, str]:
    """The filters that the page has beside Jinja's own, and what each does."""
    return {name: _first(function) for name, function in FILTERS.items()}


def _field(kind: type, field: Field[object]) -> Value:
    declared = field.type
    return Value(field.name, str(getattr(declared, "__name__", declared)), _about(kind, field.name))


def _about(kind: type, name: str) -> str:
    """The sentence of a class's docstring that speaks of a field."""
    text = " ".join((inspect.getdoc(kind) or "").split())
    marked = f"``{name}``"
    said = next((sentence for sentence in _SENTENCE.split(text) if marked in sentence), "")
    return _plain(said)


def _first(function: object) -> str:
    return _plain((inspect.getdoc(function) or "").partition("\n")[0])


def _plain(text: str) -> str:
    """A sentence of a docstring without the signs that point into the code."""
    return _POINTER.sub(r"`\1`", text).replace("``", "`")

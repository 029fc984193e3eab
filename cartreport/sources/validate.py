"""From plain data to a model: each thing that a model refuses becomes a located problem."""

from __future__ import annotations

import re
import typing
from collections.abc import Callable
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from cartreport.problems import Problems, Where
from cartreport.sources.suggest import did_you_mean, slug

M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]
Locate = Callable[[Path], Where]
Hint = Callable[[Path, str], str]
"""From a path and a value that is no id to what would be right there."""


def validated(
    model: type[M],
    data: object,
    where: Locate,
    key: Locate,
    problems: Problems,
    words: Hint | None = None,
) -> M | None:
    """The model made from ``data``, or ``None`` with a problem for each part that it refuses.

    ``where`` gives the place of a value by its path, ``key`` that of a field's name.
    ``words`` says what to write for a word that is no id.
    """
    try:
        return model.model_validate(data)
    except ValidationError as error:
        items = [(item, _path(item, data)) for item in error.errors(include_url=False)]
        seen: set[Path] = set()
        for item, path in items:
            if _of_another(item) and any(
                one[: len(path)] == path and (len(one) > len(path) or not _of_another(told))
                for told, one in items
            ):
                continue  # meant for the other branch of the union, which says what is wrong
            if path in seen and item["type"] not in ("extra_forbidden", "missing"):
                continue  # the branches of a union each say the same
            seen.add(path)
            _note(model, item, path, where, key, problems, words)
        return None


def _of_another(item: Any) -> bool:
    """Whether a mapping or a list stands where this branch of a union wants something else."""
    return str(item["type"]).endswith("_type") and isinstance(item["input"], dict | list)


def _path(item: Any, data: object) -> Path:
    """The part of an error's location that stands in the data: names of union branches do not."""
    loc = item["loc"]
    path: list[str | int] = []
    node = data
    for index, part in enumerate(loc):
        inside = isinstance(node, dict) and part in node
        listed = isinstance(node, list) and isinstance(part, int) and part < len(node)
        if inside or listed:
            node = node[part]  # type: ignore[index]
            path.append(part)
        elif index == len(loc) - 1 and isinstance(node, dict) and str(part).isidentifier():
            path.append(part)
        elif part == "[key]":
            break
    return tuple(path)


def _note(
    model: type[BaseModel],
    item: Any,
    path: Path,
    where: Locate,
    key: Locate,
    problems: Problems,
    words: Hint | None,
) -> None:
    named = [part for part in path if isinstance(part, str)]
    name = named[-1] if named else f"item {path[-1]}" if path else "this"
    if item["type"] == "extra_forbidden":
        hint = did_you_mean(name, fields_at(model, path[:-1]))
        problems.add(key(path), "E101", f"there is no field {name!r} here", hint, name)
    elif item["type"] == "missing":
        problems.add(where(path[:-1]), "E102", f"{name!r} is missing", _what(model, path))
    elif item["type"] == "literal_error" and len(known := _choices(item)) > LISTED:
        value = str(item.get("input"))
        near = did_you_mean(value, known)
        hint = near if near.startswith("did") else f"one of {', '.join(known)}"
        problems.add(where(path), "E103", f"{name}: there is no {value!r}", hint, value)
    else:
        value = item.get("input")
        shown = "" if value is None or isinstance(value, (dict, list)) else str(value)[:60]
        message = _plain(item)
        code = "E104" if "is left out, not written" in message else "E103"
        told = f"{name}: {message}" + (f", not {shown!r}" if shown and code == "E103" else "")
        hint = _as_id(item, path, words) or _as_form(model, item, path) or _what(model, path)
        problems.add(where(path), code, told, hint, shown)


LISTED = 8
"""So many words that may stand in a field are listed with what they mean; of more, the nearest."""


def _choices(item: Any) -> list[str]:
    """The words that may stand in a field, as Pydantic names them."""
    return re.findall(r"'([^']*)'", str(item.get("ctx", {}).get("expected", "")))


def _as_id(item: Any, path: Path, words: Hint | None) -> str:
    """How an id, a text or a list would be written, as a hint; `""` for anything else.

    An id is only made up where the record itself is named: elsewhere it must be one that there is.
    """
    value = item.get("input")
    if item["type"] == "string_type" and isinstance(value, int | float):
        return f"put it into quotes: '{value}'"
    if item["type"] == "string_type" and isinstance(value, dict) and not any(value.values()):
        return f"put it into quotes: '{{{', '.join(value)}}}'"
    if item["type"] == "list_type" and isinstance(value, str | int | float):
        return f"write [{value}]"
    if item.get("ctx", {}).get("pattern") != SLUG or not isinstance(value, str):
        return ""
    if words is not None:
        return words(path, value)
    id = slug(value)
    return f"write {id!r}" if id and path[-1:] == ("id",) else ""


def _as_form(model: type[BaseModel], item: Any, path: Path) -> str:
    """An address with its scheme, or the fields that a mapping must have, as a hint; or `""`."""
    if item["type"] == "value_error" and str(item["msg"]).endswith(ADDRESS):
        bare = str(item["input"])
        return f"write https://{bare}" if re.match(r"[\w-]+(\.[\w-]+)+(/|$)", bare) else ""
    inner = _model_at(model, path) if item["type"] == "model_type" else None
    fields = inner.model_fields.items() if inner else ()
    needed = [f"{field.alias or name}: …" for name, field in fields if field.is_required()]
    return f"write {{{', '.join(needed)}}}" if needed else ""


def _plain(item: Any) -> str:
    """Pydantic's message in our words."""
    message = str(item["msg"]).removeprefix("Value error, ")
    pattern = item.get("ctx", {}).get("pattern")
    if pattern:
        return FORMS.get(pattern, f"it must match {pattern}")
    told = TYPES.get(item["type"])
    if told:
        return told
    message = re.sub(r"^Input should be", "it must be", message)
    message = message.replace("less than or equal to", "at most")
    message = message.replace("greater than or equal to", "at least")
    message = message.replace("a valid dictionary", "a mapping").replace("a valid ", "a ")
    return re.sub(r"^String should", "it should", message)


SLUG = r"^[a-z0-9]+(?:[-_][a-z0-9]+)*$"
ADDRESS = "http:// and names a host"
TYPES = {
    "string_type": "it must be text",
    "int_type": "it must be a whole number, such as 1200",
    "int_parsing": "it must be a whole number, such as 1200",
    "int_from_float": "it must be a whole number, such as 1200",
    "bool_type": "it must be true or false",
    "bool_parsing": "it must be true or false",
    "list_type": "it must be a list",
    "dict_type": "it must be a mapping of names to values",
    "model_type": "it must be a mapping of fields",
    "string_too_short": "it is empty",
    "too_short": "it is empty",
}
FORMS = {
    SLUG: "an id is lower-case letters and digits, joined by hyphens",
    r"^[A-Za-z0-9][A-Za-z0-9_-]*$": "an id is letters and digits, joined by hyphens",
    r"^[A-Z]{3}$": "a currency is its code of three capital letters",
    r"^\d{4}-\d{2}-\d{2}$": "a day is written YYYY-MM-DD",
    r"^\d{4}-\d{2}$": "an edition is written YYYY-MM",
}


def fields_at(model: type[BaseModel], path: Path) -> list[str]:
    """The names of the fields that may stand at a path of the model's data."""
    found = _model_at(model, path)
    return [f.alias or name for name, f in found.model_fields.items()] if found else []


def _model_at(model: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model at a path of the model's data."""
    found: type[BaseModel] | None = model
    for part in path:
        if isinstance(part, int):
            continue
        fields = found.model_fields if found else {}
        chosen = next((f for n, f in fields.items() if part in (n, f.alias)), None)
        found = _model_in(chosen.annotation) if chosen else found
    return found


def _model_in(annotation: Any) -> Any:
    """The first model within an annotation such as ``list[Fact]`` or ``dict[str, Reference]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in typing.get_args(annotation):
        found = _model_in(argument)
        if found is not None:
            return found
    return None


def _what(model: type[BaseModel], path: Path) -> str:
    """The description of a field, as a hint."""
    found: Any = model
    text = ""
    for part in path:
        if isinstance(part, int) or found is None:
            continue
        fields = getattr(found, "model_fields", {})
        chosen = next((f for n, f in fields.items() if part in (n, f.alias)), None)
        if chosen is None:
            return ""
        text = chosen.description or ""
        found = _model_in(chosen.annotation)
    return text.rstrip(".")

"""Words read from their files, and a pattern filled: what a reader sees, apart from the code."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from cartreport.errors import TemplateError
from cartreport.problems import Problems
from cartreport.sources.yaml_text import read_yaml

SLOT = re.compile(r"\{(?P<name>\w+)(?::(?P<form>\w+)|\|(?P<one>[^|{}]*)\|(?P<many>[^|{}]*))?\}")
"""What a pattern names: ``{n}``, ``{n:word}``, ``{n|trial|trials}``."""


Known = Callable[[str, Mapping[str, str]], bool]
"""Whether a file may give an entry, beside those that there are."""


def read_entries(
    files: Sequence[tuple[Path, str]], known: Known = lambda key, held: key in held
) -> tuple[dict[str, str], dict[str, str]]:
    """The patterns of one words file by entry, and the place where each stands.

    ``files`` are paths, each with the name that messages print: the file itself first, then those
    that replace its entries. Raises :class:`TemplateError` for a file that is no plain mapping of
    texts, or that replaces an entry which is not ``known``.
    """
    patterns: dict[str, str] = {}
    places: dict[str, str] = {}
    for number, (path, name) in enumerate(files):
        for key, (text, place) in _entries(path, name).items():
            if number and not known(key, patterns):
                near = get_close_matches(key, patterns, 1)
                hint = f"Did you mean {near[0]!r}?" if near else "The template has no such entry."
                raise TemplateError(f"{place} unknown entry {key!r}", hint)
            patterns[key], places[key] = text, place
    return patterns, places


def filled(
    pattern: str, given: Mapping[str, object], write: Callable[[re.Match[str]], str], where: str
) -> str:
    """A pattern with each of its slots written; ``where`` names it in a message.

    Raises :class:`TemplateError` for a slot that names a value nobody gave.
    """

    def fill(found: re.Match[str]) -> str:
        name = found["name"]
        if name not in given:
            raise TemplateError(
                f"{where} names {{{name}}}",
                f"Write `terms: {{{name.replace('_', '-')}: …}}` in sources.yaml, or let the "
                f"entry name what is known here: {', '.join(sorted(given))}.",
            )
        return write(found)

    return SLOT.sub(fill, pattern)


def _entries(path: Path, name: str) -> dict[str, tuple[str, str]]:
    """Entry → its text and place."""
    problems = Problems()
    document = read_yaml(path, name, problems)
    if document is None or problems.errors:
        first = next(iter(problems.errors), None)
        said = f"{first.where} {first.message}" if first else f"{name} cannot be read"
        raise TemplateError(said, first.hint if first else "")
    if not isinstance(document.data, dict):
        raise TemplateError(f"{name} is no mapping of entries", "Write `entry: text` lines.")
    found: dict[str, tuple[str, str]] = {}
    for key, value in document.data.items():
        place = str(document.keys.get((key,), name))
        if value is not None and not isinstance(value, (str, int, float)):
            raise TemplateError(f"{place} {key!r} is no text", "Write it in quotation marks.")
        found[str(key)] = ("" if value is None else str(value), place)
    return found

"""Words read from their files: the template's own, then single entries that a project replaces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from cartreport.briefing.words import Words
from cartreport.errors import TemplateError
from cartreport.problems import Problems
from cartreport.sources.yaml_text import read_yaml

FILE = "words.yaml"


def read_words(files: Sequence[tuple[Path, str]], terms: Mapping[str, str]) -> Words:
    """The words of one template.

    ``files`` are paths, each with the name that messages print: the template's own words first,
    then those that replace its entries. ``terms`` are the subject's words of sources.yaml. Raises
    :class:`TemplateError` for a file that is no plain mapping of texts, or that replaces an entry
    which the template does not have.
    """
    patterns: dict[str, str] = {}
    places: dict[str, str] = {}
    for number, (path, name) in enumerate(files):
        for key, (text, place) in _entries(path, name).items():
            if number and key not in patterns:
                near = get_close_matches(key, patterns, 1)
                hint = f"Did you mean {near[0]!r}?" if near else "The template has no such entry."
                raise TemplateError(f"{place} unknown entry {key!r}", hint)
            patterns[key], places[key] = text, place
    numbers = tuple(patterns.get("numbers", "").split())
    return Words(patterns, dict(terms), numbers, places)


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

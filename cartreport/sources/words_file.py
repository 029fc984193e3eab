"""Words read from their files, and a pattern filled: what a reader sees, apart from the code."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path

from cartreport.errors import TemplateError
from cartreport.problems import Problems
from cartreport.shipped import WORDS
from cartreport.sources.files import YAML_LIMIT, read_bytes, text_of
from cartreport.sources.language import SOURCE, Language
from cartreport.sources.yaml_text import parse_yaml

SLOT = re.compile(r"\{(?P<name>\w+)(?::(?P<form>\w+)|\|(?P<forms>[^{}]*\|[^{}]*))?\}")
"""What a pattern names: ``{n}``, ``{n:word}``, ``{n|trial|trials}``."""


NEEDS = "terms"
"""The entry that names the terms which a project must have: no words."""
Known = Callable[[str, Mapping[str, str]], bool]
"""Whether a file may give an entry, beside those that there are."""


def is_held(key: str, held: Mapping[str, str]) -> bool:
    """Whether there is such an entry: what a file may give where nothing else is said."""
    return key in held


def read_entries(
    files: Sequence[tuple[Path, str]], known: Known = is_held
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


def read_language(
    folders: Sequence[tuple[Path, str]], language: Language, known: Known = is_held
) -> tuple[dict[str, str], dict[str, str]]:
    """The same in a language: its file beside the shipped one gives each entry that has words.

    ``folders`` are those that may hold the files, the shipped one first. Raises
    :class:`TemplateError` where the language has no file, or an entry no words in it.
    """
    base = _files(folders, WORDS)
    if not language.foreign:
        return read_entries(base, known)
    for key, place, file in unworded(folders, language, known):
        raise TemplateError(
            f"{place} {key!r} has no words in {language.tag!r}", f"Write `{key}: …` in {file}."
        )
    own = _files(folders, language.file(WORDS))
    if not own:
        raise TemplateError(f"{base[0][1]} has no words in {language.tag!r}", _there(folders))
    return read_entries([base[0], *own], known)


def unworded(
    folders: Sequence[tuple[Path, str]], language: Language, known: Known = is_held
) -> Iterator[tuple[str, str, str]]:
    """Each entry that a language has no words for, its place, and the file that should have it.

    None where the language has no file at all.
    """
    base, own = _files(folders, WORDS)[:1], _files(folders, language.file(WORDS))
    if own:
        patterns, places = read_entries(base, known)
        _, at = read_entries([*base, *own], known)
        for key, text in patterns.items():
            if at[key] == places[key] and worded(text) and key != NEEDS:
                yield key, places[key], own[-1][1]


def worded(pattern: str) -> bool:
    """Whether an entry says something in a language, beside values and signs."""
    return any(char.isalpha() for char in SLOT.sub("", pattern))


def languages(folders: Sequence[tuple[Path, str]]) -> list[str]:
    """The languages that some folders have words in, that of the shipped ones first."""
    stem, end = WORDS.split(".")
    found = {
        path.name.split(".")[1] for folder, _ in folders for path in folder.glob(f"{stem}.*.{end}")
    }
    return [SOURCE, *sorted(found)]


def phrase(pattern: str, words: str) -> str:
    """Words in the place of a pattern's: with the blank that stands before it, where one does."""
    return f" {words}" if pattern.startswith(" ") else words


def host(pattern: str, told: str, label: str) -> str:
    """What a phrase that says where names: of `in the US` `the US`; else the label of the place."""
    before, _, after = pattern.partition("{place}")
    if not (told.startswith(before) and told.endswith(after)):
        return label
    return told[len(before) : len(told) - len(after)]


def _there(folders: Sequence[tuple[Path, str]]) -> str:
    return f"Languages are: {', '.join(languages(folders))}."


def _files(folders: Sequence[tuple[Path, str]], file: str) -> list[tuple[Path, str]]:
    """The files of a name, each with what messages call it; none twice."""
    found: dict[Path, tuple[Path, str]] = {}
    for folder, name in folders:
        path = folder / file
        if path.is_file() and not path.resolve().is_relative_to(folder.resolve()):
            raise TemplateError(f"{name}/{file} leads out of its folder", "Copy the file.")
        if path.is_file():
            found.setdefault(path.resolve(), (path, f"{name}/{file}"))
    return list(found.values())


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
    raw = read_bytes(path, name, YAML_LIMIT, problems)
    read = text_of(raw, path, name, "utf-8", problems) if raw is not None else None
    if read is None:
        raise _unreadable(name, problems)
    return _entries_of(read[0], name)


@lru_cache(maxsize=32)
def _entries_of(text: str, name: str) -> dict[str, tuple[str, str]]:
    """The same from text: one is asked for by tables, briefings and checks in turn."""
    problems = Problems()
    document = parse_yaml(text, name, problems)
    if document is None or problems.errors:
        raise _unreadable(name, problems)
    if not isinstance(document.data, dict):
        raise TemplateError(f"{name} is no mapping of entries", "Write `entry: text` lines.")
    found: dict[str, tuple[str, str]] = {}
    for key, value in document.data.items():
        place = str(document.keys.get((key,), name))
        if value is not None and not isinstance(value, (str, int, float)):
            raise TemplateError(f"{place} {key!r} is no text", "Write it in quotation marks.")
        found[str(key)] = ("" if value is None else str(value), place)
    return found


def _unreadable(name: str, problems: Problems) -> TemplateError:
    first = next(iter(problems.errors), None)
    said = f"{first.where} {first.message}" if first else f"{name} cannot be read"
    return TemplateError(said, first.hint if first else "")

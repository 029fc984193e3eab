"""The words of a briefing's template, read from their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from cartreport.briefing.numbers import stressed
from cartreport.briefing.words import Words
from cartreport.sources.language import SOURCE, Language
from cartreport.sources.words_file import read_entries, read_language

FILE = "words.yaml"


def read_words(files: Sequence[tuple[Path, str]], terms: Mapping[str, str]) -> Words:
    """The words of one template, of the files that :func:`read_entries` takes.

    ``terms`` are the subject's words of sources.yaml.
    """
    return _words(read_entries(files), terms, Language())


def words_in(
    folders: Sequence[tuple[Path, str]], terms: Mapping[str, str], language: str = SOURCE
) -> Words:
    """The words of the template of some folders, the shipped one first, in a language.

    Raises :class:`cartreport.errors.TemplateError` where it has no words of them.
    """
    told = _words(read_language(folders, Language(language)), terms, Language(language))
    if not told.language.foreign:
        return told
    shipped = _words(read_language(folders, Language()), terms, Language())
    named = ((key, shipped.names(key)) for key in shipped.patterns)
    return replace(told, deciding={key: names[0] for key, names in named if names})


def _words(
    told: tuple[dict[str, str], dict[str, str]], terms: Mapping[str, str], language: Language
) -> Words:
    patterns = {key: stressed(text) for key, text in told[0].items()}
    places = told[1]
    numbers = tuple(patterns.get("numbers", "").split())
    return Words(patterns, dict(terms), numbers, places, language=language)

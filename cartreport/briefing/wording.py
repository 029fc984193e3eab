"""The words of a briefing's template, read from their files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from cartreport.briefing.words import Words
from cartreport.sources.words_file import read_entries

FILE = "words.yaml"


def read_words(files: Sequence[tuple[Path, str]], terms: Mapping[str, str]) -> Words:
    """The words of one template, of the files that :func:`read_entries` takes.

    ``terms`` are the subject's words of sources.yaml.
    """
    patterns, places = read_entries(files)
    numbers = tuple(patterns.get("numbers", "").split())
    return Words(patterns, dict(terms), numbers, places)

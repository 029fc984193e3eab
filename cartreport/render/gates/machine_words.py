"""No word of the machinery stands in the text: nan, None, 2025.0, an unfilled brace.

A record may hold such a word, as a name: that is printed as it stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted

# A text that is nothing but one of these, as the machine spells it: "none" is a word of ours.
WHOLE = frozenset("nan NaN None NaT null undefined inf -inf <NA> True False".split())  # noqa: SIM905
# What no sentence holds. "None of them" is English; "in None" and "None," are not.
WITHIN = re.compile(
    r"(?<![\w'’-])nan(?![\w'’-])|\bNaN\b|\bNaT\b|<NA>|\bundefined(?=[%,;)]|$)"
    r"|(?<=[a-z,(] )None\b|\bNone(?=[,;)%])"
    r"|\{\{|\}\}|\{%|%\}"
    r"|(?<![\d.,])\d{3,}\.0(?![\d%])"
    r"|<[\w.]+ object at 0x|\bTimestamp\(|\bdtype\b|\bUndefined\b"
)


def gate(document: Document) -> Iterator[Problem]:
    """Each such word with the text around it, once a section."""
    told: set[tuple[str, str]] = set()
    for reading in document.readings.values():
        for passage in reading.passages:
            # a count of none begins a sentence: that it is its table's, another gate says
            found = "" if passage.counted else _found(passage.words)
            if not found or document.told(passage.words, found):
                continue
            if (passage.section, passage.words) not in told:
                told.add((passage.section, passage.words))
                yield Problem(
                    document.place(passage.section),
                    "E805",
                    f"{inside(passage.section)}: {quoted(found)} stands in {quoted(passage.words)}",
                    "a missing value is printed as a word that the briefing explains",
                    found,
                )


def _found(words: str) -> str:
    """The word of the machinery in a text; empty where there is none."""
    text = words.strip()
    if text in WHOLE:
        return text
    found = WITHIN.search(text)
    return found[0] if found else ""

"""The page is its table: every number says what the table says at its address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cartreport.briefing.trace import numbers_in
from cartreport.briefing.words import number
from cartreport.landscape.explained import parts_of
from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted

PRINTED = re.compile(r'<(span|text|tspan)\b[^>]*\sdata-at="([^"]*)"[^>]*>(.*?)</\1>', re.DOTALL)
"""A number in the page: its element, its address, its words."""
_TAG = re.compile(r"<title>.*?</title>|<[^>]*>")


def gate(document: Document) -> Iterator[Problem]:
    """Numbers that differ from their cells, and those behind which no records stand."""
    trace = document.briefing.trace
    if trace is None:
        return
    said: set[tuple[str, str]] = set()
    for section in document.briefing.sections:
        for address, words in dict.fromkeys(numbers_in(section)):
            said.add((address, words))
            wrong = next((trace.lost[p] for p in parts_of(address) if p in trace.lost), "")
            wrong = wrong or _differs(document, address, words)
            if wrong:
                yield Problem(
                    document.place(section.id),
                    "E813",
                    f"{inside(section.id)}: {quoted(words)} at {address}: {wrong}",
                    "print the number as its table gives it",
                    address,
                )
    for _, address, words in PRINTED.findall(document.screen):
        held = (html.unescape(address), html.unescape(_TAG.sub("", words)).strip())
        if held not in said:
            yield Problem(
                document.place(),
                "E813",
                f"the page prints {quoted(held[1])} at {held[0]}, and the briefing does not",
                "let the template place a number as it is given",
                held[0],
            )


def _differs(document: Document, address: str, words: str) -> str:
    """How a printed number differs from its cell; nothing where it does not."""
    trace = document.briefing.trace
    assert trace is not None
    values = [trace.numbers[part][0] for part in parts_of(address)]
    if len(values) == 2:
        part, whole = values
        share = round(100 * part / whole) if whole else 0
        told = [f"{share}%", f"{share}"] if whole else ["–"]
    else:
        told = [number(values[0]), *(["·"] if not values[0] else [])]
        named = document.briefing.words.get("numbers", "").split()
        if values[0] < len(named):
            told += [named[values[0]], named[values[0]].capitalize()]
    return "" if words.lstrip("+−") in told else f"the table gives {told[0]}"

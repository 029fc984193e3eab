"""The page is its table: every number says what the table says at its address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from cartreport.briefing.trace import Told, numbers_in
from cartreport.briefing.words import Words, number
from cartreport.landscape.explained import parts_of
from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted
from cartreport.sources.language import Language

PRINTED = re.compile(r'<(span|text|tspan)\b[^>]*\sdata-at="([^"]*)"[^>]*>(.*?)</\1>', re.DOTALL)
"""A number in the page: its element, its address, its words."""
NUMERAL = re.compile(r"\d[\d,]*(?:\.\d+)?")
SCALES = (1, 1e3, 1e4, 1e6, 1e8, 1e9)
"""What the numbers that a source states may be divided by where they are printed."""
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
    numbers = [trace.numbers[part] for part in parts_of(address)]
    if len(numbers) == 1 and numbers[0].form != "count":
        return _stated(document, words, numbers[0])
    part, whole = int(numbers[0].value), int(numbers[-1].value)
    if len(numbers) == 2:
        share = round(100 * part / whole) if whole else 0
        told = [f"{share}%", f"{share}"] if whole else ["–"]
    else:
        told = [number(part), *(["·"] if not part else [])]
        named = document.briefing.words.get("numbers", "").split()
        if part < len(named):
            told += [named[part], named[part].capitalize()]
    return "" if words.lstrip("+−") in told else f"the table gives {told[0]}"


def _stated(document: Document, words: str, cell: Told) -> str:
    """How a date, or a number that a source states, differs from its cell: it may be rounded."""
    if isinstance(cell.value, str):
        said = Words(document.briefing.words, language=Language(document.briefing.language))
        told = {said.day(cell.value), said.short_day(cell.value), said.day_of_year(cell.value)}
        return "" if words in told else f"the table gives {cell.value}"
    scales = (0.01,) if cell.form == "share" else SCALES
    for numeral in NUMERAL.findall(words):
        step = 0.5 * 10.0 ** -len(numeral.partition(".")[2])
        printed = float(numeral.replace(",", ""))
        if any(abs(cell.value / scale - printed) <= step * 1.001 for scale in scales):
            return ""
    return f"the table gives {cell.value:,}"

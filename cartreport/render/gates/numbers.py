"""The page is its table: every number says what the table says at its address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import NamedTuple

from cartreport.briefing.briefing import Section
from cartreport.briefing.numbers import untraced
from cartreport.briefing.sums import scales
from cartreport.briefing.trace import Told, numbers_in, numbers_within
from cartreport.briefing.words import Words, number
from cartreport.landscape.explained import parts_of, printed
from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted
from cartreport.sources.language import Language

PRINTED = re.compile(r'<(span|text|tspan)\b[^>]*\sdata-at="([^"]*)"[^>]*>(.*?)</\1>', re.DOTALL)
"""A number in the page: its element, its address, its words."""
NUMERAL = re.compile(r"(?:(?<!\w)[-−+])?\d[\d,]*(?:\.\d+)?")
"""With the sign before it, which no range has: of 5-10 there is none."""
GROUPED = 1_000
BLANK = "\u00a0"
"""What the page may set between the last words of a line, and a language between thousands."""
_TAG = re.compile(r"<title>.*?</title>|<[^>]*>")


def gate(document: Document) -> Iterator[Problem]:
    """Numbers that differ from their cells, and those behind which no records stand."""
    trace = document.briefing.trace
    if trace is None:
        return
    said: set[tuple[str, str]] = set()
    for section in document.briefing.sections:
        told: dict[tuple[str, str], str] = {}
        for address, words, place in dict.fromkeys(_places(section)):
            lost = next((trace.lost[p] for p in parts_of(address) if p in trace.lost), "")
            wrong = told.get((address, words)) or lost or _differs(document, address, words, place)
            told[address, words] = wrong
        said |= {(address, words.replace(BLANK, " ")) for address, words in told}
        for (address, words), wrong in told.items():
            if wrong:
                yield Problem(
                    document.place(section.id),
                    "E813",
                    f"{inside(section.id)}: {quoted(words)} at {address}: {wrong}",
                    "print the number as its table gives it",
                    address,
                )
    for _, address, words in PRINTED.findall(document.screen):
        told_as = html.unescape(_TAG.sub("", words)).replace(BLANK, " ").strip()
        held = (html.unescape(address), told_as)
        if held not in said:
            yield Problem(
                document.place(),
                "E813",
                f"the page prints {quoted(held[1])} at {held[0]}, and the briefing does not",
                "let the template place a number as it is given",
                held[0],
            )


class Place(NamedTuple):
    """Where a number stands: in which text, under which head, and whether in a drawing."""

    beside: str
    drawn: bool


def _places(section: Section) -> Iterator[tuple[str, str, Place]]:
    """Every number of a section, by its address and words."""
    for grid in filter(None, (exhibit.grid for exhibit in section.exhibits)):
        for row in grid.rows:
            for head, cell in zip_longest(grid.heads, row.cells):
                yield from _numbers(cell, head.label if head else "")
    bare = (
        replace(exhibit, grid=exhibit.grid and replace(exhibit.grid, rows=()))
        for exhibit in section.exhibits
    )
    yield from _numbers(replace(section, exhibits=tuple(bare)))


def _numbers(node: object, head: str = "") -> Iterator[tuple[str, str, Place]]:
    held = set(numbers_in(node, drawn=False))
    for address, words, text in numbers_within(node):
        beside = f"{head} {untraced(text)}"
        yield address, words, Place(beside, (address, words) not in held)


def _differs(document: Document, address: str, words: str, place: Place) -> str:
    """How a printed number differs from its cell; nothing where it does not."""
    trace = document.briefing.trace
    assert trace is not None
    numbers = [trace.numbers[part] for part in parts_of(address)]
    if len(numbers) == 1 and numbers[0].form != "count":
        return _stated(document, words, numbers[0], place)
    part, whole = int(numbers[0].value), int(numbers[-1].value)
    if len(numbers) == 2:
        share = round(100 * part / whole) if whole else 0
        told = [f"{share}%", *([f"{share}"] if place.drawn else [])] if whole else ["–"]
    else:
        told = [number(part), *(["·"] if not part else [])]
        if part >= GROUPED:  # commas in tables, the language's own separators in sentences
            told.append(Language(document.briefing.language).number(part))
        named = document.briefing.words.get("numbers", "").split()
        if part < len(named):
            told += [named[part], named[part].capitalize()]
    signed = place.drawn and words[:1] in ("+", "−")
    return "" if words[signed:] in told else f"the table gives {told[0]}"


def _stated(document: Document, words: str, cell: Told, place: Place) -> str:
    """How a date, or a number that a source states, differs from its cell.

    The number is the first numeral of its words; it may be rounded.
    """
    said = Words(document.briefing.words, language=Language(document.briefing.language))
    if isinstance(cell.value, str):
        told = {said.day(cell.value), said.short_day(cell.value), said.day_of_year(cell.value)}
        return "" if words in told else f"the table gives {cell.value}"
    told_as = f"the table gives {printed(cell.value, cell.form)}"
    found = NUMERAL.search(words)
    if found is None:
        return told_as
    before, after = words[: found.start()].rstrip(), words[found.end() :].lstrip()
    if cell.form == "share":
        divisors = {0.01} if place.drawn or after.startswith("%") else set()
    else:
        divisors = _divisors(said, before, after, place)
    numeral = found[0].replace(",", "").replace("−", "-")
    value, step = float(numeral), 0.5 * 10.0 ** -len(numeral.partition(".")[2])
    if not value and cell.value and cell.form != "share":
        return told_as
    near = (abs(cell.value / divisor - value) <= step * 1.001 for divisor in divisors)
    return "" if any(near) else told_as


def _divisors(said: Words, before: str, after: str, place: Place) -> set[float]:
    """What a numeral may stand divided by: the counter that follows it or goes before it.

    Else that of its head or of its sentence, or 1.
    """
    whole = r"(?<!\w){}(?!\w)" if said.language.latin else "{}"
    counters = [(size, whole.format(re.escape(word))) for size, word in scales(said)]
    for size, word in counters:
        if re.match(word, after) or re.search(f"{word}$", before):
            return {size}
    headed = {float(size) for size, word in counters if re.search(word, place.beside)}
    return headed if headed and place.drawn else {1.0, *headed}

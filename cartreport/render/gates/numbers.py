"""The page is its table: every number says what the table says at its address."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self

from cartreport.briefing.numbers import OWN
from cartreport.briefing.sums import scales
from cartreport.briefing.trace import Printed, Told, Trace, numbers_within
from cartreport.briefing.words import Words, number
from cartreport.landscape import explained
from cartreport.landscape.explained import parts_of
from cartreport.landscape.table import per_cent
from cartreport.problems import Problem
from cartreport.render.gates.document import Document, inside, quoted
from cartreport.sources.language import Language

PRINTED = re.compile(
    r'<(span|text|tspan)\b[^>]*\sdata-at="([^"]*)"[^>]*>'
    r"((?:[^<]|<(?!/?\1\b)[^>]*>|<\1\b[^>]*>[^<]*</\1>)*)</\1>"
)
"""A number in the page: its element, its address, its words; those may have such an element in."""
NUMERAL = re.compile(r"(?:(?<!\w)[-−+])?\d[\d,]*(?:\.\d+)?")
"""With the sign before it, which no range has: of 5-10 there is none."""
UNIT = re.compile(r"(?<=[,，(（])[^,，(（]*$")
"""The unit of a head: what stands last in it, behind a comma or in brackets."""
GROUPED = 1_000
MOST = 0.05
"""By so much of itself may rounding change a number that is no per cent."""
BLANK = "\u00a0"
"""What the page may set between the last words of a line, and a language between thousands."""
_TAG = re.compile(r"<title>.*?</title>|<[^>]*>")


def gate(document: Document) -> Iterator[Problem]:
    """Numbers that differ from their cells, and those behind which no records stand."""
    trace = document.briefing.trace
    if trace is None:
        return
    counters, said = Counters.of(document), set[tuple[str, str]]()
    for section in document.briefing.sections:
        told: dict[tuple[str, str], str] = {}
        for found in dict.fromkeys(numbers_within(section)):
            at = found.address, found.words
            lost = next((trace.lost[p] for p in parts_of(found.address) if p in trace.lost), "")
            told[at] = told.get(at) or lost or _differs(trace, counters, found)
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


def _differs(trace: Trace, counters: Counters, printed: Printed) -> str:
    """How a printed number differs from its cell; nothing where it does not."""
    words, drawn = printed.words, printed.place.drawn
    numbers = [trace.numbers[part] for part in parts_of(printed.address)]
    if len(numbers) == 1 and numbers[0].form != "count":
        return _stated(counters, printed, numbers[0])
    part, whole = int(numbers[0].value), int(numbers[-1].value)
    if len(numbers) == 2:
        share = per_cent(100 * part / whole) if whole else ""
        told = [f"{share}%", *([share] if drawn else [])] if whole else ["–"]
    else:
        told = [number(part), *(["·"] if not part else [])]
        if part >= GROUPED:  # commas in tables, the language's own separators in sentences
            told.append(counters.said.language.number(part))
        named = counters.said.numbers
        if part < len(named):
            told += [named[part], named[part].capitalize()]
    signed = drawn and words[:1] in ("+", "−")
    return "" if words[signed:] in told else f"the table gives {told[0]}"


def _stated(counters: Counters, printed: Printed, cell: Told) -> str:
    """How a date, words, or a number that a source states, differs from its cell.

    The number is the first numeral of its words. It may be rounded: to 0 or to 100 per cent only
    where it is that, and in no per cent by more than a twentieth.
    """
    words, said, share = printed.words, counters.said, cell.form == "share"
    if isinstance(cell.value, str):
        days = said.day, said.short_day, said.day_of_year
        told = [day(cell.value) for day in days] if cell.form == "date" else [cell.value]
        if cell.form == "words" and cell.value.isdecimal():
            told.append(said.number(int(cell.value)))
        return "" if words.replace(BLANK, " ") in told else f"the table gives {cell.value}"
    told_as = f"the table gives {explained.printed(cell.value, cell.form)}"
    found = NUMERAL.search(words)
    if found is None:
        return told_as
    signed = f"{words[found.end() :]}{printed.after}".lstrip(f" *{BLANK}").startswith("%")
    divisor = 0.01 if share else counters.divisor(printed, found)
    if not divisor or (share and not signed and not printed.place.drawn):
        return told_as
    numeral = found[0].replace(",", "").replace("−", "-")
    exact, value = cell.value / divisor, float(numeral)
    step, most = 0.5 * 10.0 ** -len(numeral.partition(".")[2]), MOST * abs(exact)
    if share or signed:
        most = 0.0 if value in (0, 100) else step
    return "" if abs(exact - value) <= min(step, most) + 1e-9 * abs(exact) else told_as


@dataclass(frozen=True)
class Counters:
    """The words of a briefing, and patterns of those that it counts by, the longer ones first."""

    said: Words
    patterns: tuple[tuple[int, str], ...]

    @classmethod
    def of(cls, document: Document) -> Self:
        """Those of the language of a briefing."""
        words, language = document.briefing.words, Language(document.briefing.language)
        said = Words(words, numbers=tuple(words.get("numbers", "").split()), language=language)
        whole = r"(?<!\w){}(?!\w)" if language.latin else "{}"
        held = ((size, whole.format(re.escape(word))) for size, word in scales(said))
        return cls(said, tuple(held))

    def divisor(self, printed: Printed, numeral: re.Match[str]) -> int:
        """What a numeral stands divided by; 0 where the words around it say another thing.

        The counter beside it in its own words says it. Else who wrote it does: the unit right
        behind it, or that of the head over its drawing, has no other counter, and where it is
        divided its text or its head has that one.
        """
        divisor, before = printed.divisor, printed.words[: numeral.start()].rstrip()
        if divisor == OWN:
            return 1
        after = printed.words[numeral.end() :].lstrip()
        if beside := self._found("^{}", after) or self._found("{}$", before):
            return beside[0]
        unit = UNIT.search(printed.place.head) if printed.place.drawn else None
        behind = self._found(r"^[\s*]*(?:[^\W\d_]+\s+)?{}", after + printed.after)
        if behind := behind or self._found("{}", unit[0] if unit else ""):
            return divisor if divisor in behind else 0
        text = f"{printed.before} {printed.after} {printed.place.head}"
        return divisor if divisor in (1, *self._found("{}", text)) else 0

    def _found(self, place: str, text: str) -> list[int]:
        """The sizes of the counters that stand at a place of a text."""
        return [n for n, word in self.patterns if re.search(place.replace("{}", word), text)]

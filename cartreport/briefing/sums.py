"""Sums of money as a language says them: by its own counters, such as million, or 万 and 亿."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from cartreport.briefing.grids import plain
from cartreport.errors import TemplateError

if TYPE_CHECKING:
    from cartreport.briefing.words import Words

MILLION = 1_000_000
LEAST = MILLION // 10
"""A sum that is less is said by no counter as large as this."""
SIZES = {
    "thousand": 1_000,
    "ten-thousand": 10_000,
    "million": MILLION,
    "hundred-million": 100 * MILLION,
    "billion": 1_000 * MILLION,
}


def said(words: Words, amount: int, currency: str) -> str:
    """A sum to two figures, whole from ten of a counter, and to the million at least: 1.2亿.

    ``amount.counters`` has the sizes that the language counts by and their words, the smallest
    first, ``amount.currencies`` codes and what they are called; any other goes by its code. What
    is too little for the smallest counter is said as it is.
    """
    size, counter = fitting(words, amount)
    number = plain(_said(amount, size) if counter else amount)
    told = words("amount.said", currency=named(words, currency), number=number, counter=counter)
    return re.sub(r"(\s)\s+", r"\1", told).strip()


def fitting(words: Words, amount: float) -> tuple[int, str]:
    """The counter that a sum is said by, once it is rounded: its size and word; else 1 and none."""
    held, *larger = _counters(words, "amount.counters")
    if amount < min(held[0], LEAST):
        return 1, ""
    for counter in larger:
        if _said(amount, held[0]) * held[0] >= counter[0]:
            held = counter
    return held


def unit(words: Words, size: int, currency: str) -> str:
    """What numbers that are divided by a counter's size are in, ``USD million``; by 1: ``USD``."""
    held = scales(words)[::-1]  # of a size the longer word
    counter, name = dict(held).get(size, ""), named(words, currency)
    return words("amount.unit", currency=name, counter=counter) if counter else name


def named(words: Words, currency: str) -> str:
    """What a language calls a currency; by its code where it has no word."""
    return dict(_pairs(words("amount.currencies"))).get(currency, currency)


def scales(words: Words) -> list[tuple[int, str]]:
    """Sizes and their words, the longer words first; none where a template has none."""
    entries = filter(words.has, ("amount.counters", "amount.counters.long"))
    held = {counter for entry in entries for counter in _counters(words, entry)}
    return sorted(held, key=lambda counter: (-len(counter[1]), counter))


def counts(words: Words, word: str) -> bool:
    """Whether a word of a unit is a counter, or holds one where the language sets no blanks."""
    known = [counter for _, counter in scales(words)]
    return word in {*SIZES, *known} or (
        not words.language.latin and any(counter in word for counter in known)
    )


def rounded(value: float, figures: int, size: int = 1, places: int = 0) -> float:
    """A value of a size to so many figures, whole if it has as many, and to ``places`` at least.

    Half is rounded up, as readers do.
    """
    exact = Decimal(str(value)) / size
    places = max(places, figures - 1 - exact.adjusted())
    return float(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP))


def _said(amount: float, size: int) -> float:
    return rounded(amount, 2, size, len(str(max(size // MILLION, 1))) - 1)


def _counters(words: Words, entry: str) -> list[tuple[int, str]]:
    return [(_size(size), word) for size, word in _pairs(words(entry))]


def _size(name: str) -> int:
    if name not in SIZES:
        raise TemplateError(
            f"amount.counters has the size {name!r}", f"Sizes are {', '.join(SIZES)}."
        )
    return SIZES[name]


def _pairs(entry: str) -> list[tuple[str, str]]:
    parts = entry.split()
    if not parts or len(parts) % 2:
        raise TemplateError(f"{entry!r} is no list of pairs", "Write what and its word, in turn.")
    return list(zip(parts[::2], parts[1::2], strict=True))

"""Sums of money as a language says them: by its own counters, such as million, or 万 and 亿."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.grids import plain

if TYPE_CHECKING:
    from cartreport.briefing.words import Words

MILLION = 1_000_000


def said(words: Words, amount: int, currency: str) -> str:
    """A sum to the million at least; of less than ten of a counter that large with one decimal.

    ``amount.counters`` has the sizes that the language counts by and their words, the smallest
    first, ``amount.currencies`` codes and what they are called; any other goes by its code.
    """
    counters = [(int(size), word) for size, word in _pairs(words("amount.counters"))]
    fitting = [counter for counter in counters if counter[0] <= amount] or counters[:1]
    size, counter = fitting[-1]
    names = dict(_pairs(words("amount.currencies")))
    finer = size >= MILLION and amount < 10 * size
    digits = max(len(str(size // MILLION)) - 1, int(finer))
    number, name = plain(round(amount / size, digits)), names.get(currency, currency)
    return words("amount.said", currency=name, number=number, counter=counter)


def _pairs(entry: str) -> list[tuple[str, str]]:
    parts = entry.split()
    return list(zip(parts[::2], parts[1::2], strict=True))

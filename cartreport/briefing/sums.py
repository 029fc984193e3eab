"""Sums of money as a language says them: by its own counters, such as million, or 万 and 亿."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.grids import plain
from cartreport.errors import TemplateError

if TYPE_CHECKING:
    from cartreport.briefing.words import Words

MILLION = 1_000_000
SIZES = {
    "thousand": 1_000,
    "ten-thousand": 10_000,
    "million": MILLION,
    "hundred-million": 100 * MILLION,
    "billion": 1_000 * MILLION,
}


def said(words: Words, amount: int, currency: str) -> str:
    """A sum to the million at least; of less than ten of a counter that large with one decimal.

    ``amount.counters`` has the sizes that the language counts by and their words, the smallest
    first, ``amount.currencies`` codes and what they are called; any other goes by its code.
    """
    counters = [(_size(size), word) for size, word in _pairs(words("amount.counters"))]
    fitting = [counter for counter in counters if counter[0] <= amount] or counters[:1]
    size, counter = fitting[-1]
    names = dict(_pairs(words("amount.currencies")))
    finer = size >= MILLION and amount < 10 * size
    digits = max(len(str(size // MILLION)) - 1, int(finer))
    number, name = plain(round(amount / size, digits)), names.get(currency, currency)
    return words("amount.said", currency=name, number=number, counter=counter)


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

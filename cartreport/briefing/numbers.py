"""Numbers that know where they stand: each is a cell of a table, and carries its address.

What is computed in a section from such numbers is a bare ``int`` again, which the words refuse: a
number on the page is a cell of a table or a share of two of them, never counted somewhere else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Self

from cartreport.landscape.address import OF, Address
from cartreport.landscape.table import per_cent

OPEN, _MIDDLE, _CLOSE, _BY = "\ue000", "\ue001", "\ue002", "\ue003"
_NUMBER = f"{OPEN}([^{_MIDDLE}]*){_MIDDLE}([^{_CLOSE}{_BY}]*)"
TRACED = re.compile(f"{_NUMBER}(?:{_BY}\\d+)?{_CLOSE}")
"""An address and the words that are printed for it, within a text."""
DIVIDED = re.compile(f"{_NUMBER}(?:{_BY}(\\d+))?{_CLOSE}")
"""The same, and what the number was divided by when its words were written."""
STRONG = "\ue005"
"""Before and behind what is strong: ``**`` of a words file, which no source writes."""
OWN = 0
"""A number is divided by nothing, and the unit beside it is its source's, with counters and all."""


LEAST, BARE = 10, 20
"""A share of fewer is not said in per cent; of fewer than these, its two numbers are said."""


class Placed:
    """A value that knows its cell: ``address``, such as ``trials-by-phase/phase-1/place:focus``."""

    address: str

    def __new__(cls, value: Any, address: str) -> Self:
        """The ``value`` as it stands at ``address``."""
        made = super().__new__(cls, value)  # type: ignore[call-arg]
        made.address = address
        return made


class Number(Placed, int):
    """A whole number: how many its cell counts."""


class Stated(Placed, int):
    """A whole number that a source states: its cell counts nothing."""


class Amount(Placed, float):
    """A number that a source states."""


class Date(Placed, str):  # noqa: SLOT000 - it carries its address
    """An ISO date of any precision."""


class Names(tuple[str, ...]):
    """The names of those that share a place: one, or all that tie for it."""

    __slots__ = ()


class Bound(int):
    """A whole number that the page's own rule sets, such as how many rows an exhibit shows."""


class Then(int):
    """A whole number of the edition before: what today's rules count there at an address."""


@dataclass(frozen=True)
class Share:
    """A part of a whole, printed in whole per cent; of few as its two numbers."""

    part: Number
    whole: Number

    @property
    def address(self) -> str:
        """Both addresses."""
        return f"{self.part.address}{OF}{self.whole.address}"

    @property
    def value(self) -> float:
        """From 0 to 1; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0

    def __str__(self) -> str:
        return f"{per_cent(100 * self.value)}%" if self.whole else "–"

    def __bool__(self) -> bool:
        return bool(self.whole)


class Worded(Placed, str):  # noqa: SLOT000 - it carries its address
    """What a source states in words, numbers and all."""


def traced(text: str, address: str, divisor: int = 1) -> str:
    """The words of a number, with its address within them and what they are divided by."""
    by = "" if divisor == 1 else f"{_BY}{divisor}"
    return f"{OPEN}{address}{_MIDDLE}{text}{by}{_CLOSE}"


def written(value: object, text: str = "", divisor: int = 1) -> str:
    """A number as a drawing prints it, or as ``text``, with its address where it has one."""
    text = text or (value if isinstance(value, str) else f"{value:,}")
    return traced(text, value.address, divisor) if isinstance(value, Placed) else text


def added(values: Iterable[int]) -> int:
    """The sum of numbers that part the same rows of a table: it stands in the columns of all.

    Of others it is a bare number. The gate holds it to the distinct units behind it.
    """
    counts = [value for value in values if value]
    places = [Address.read(n.address) for n in counts if isinstance(n, Number)]
    if len(places) < len(counts) or len({(place.table, place.rows) for place in places}) != 1:
        return sum(counts)
    columns = dict.fromkeys(column for place in places for column in place.columns)
    return Number(sum(counts), str(Address(places[0].table, places[0].rows, tuple(columns))))


def untraced(text: str) -> str:
    """The words alone: neither addresses nor signs of what is strong."""
    return TRACED.sub(r"\2", text).replace(STRONG, "")


def stressed(pattern: str) -> str:
    """A text of ours with the signs of what is strong in place of its ``**``."""
    return pattern.replace("**", STRONG)

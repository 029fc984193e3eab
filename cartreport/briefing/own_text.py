"""The text that an analyst writes into a plan: its braces are numbers of tables, or known names.

``{table/row/column}`` is the number that stands there, ``{a~b}`` a share. A number that is stated,
``{table/row/column = 12}``, is printed too, and is wrong as soon as the table says otherwise.
``{name}`` is a word that every text may name: of ``terms``, ``{place}``, ``{edition}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartreport.briefing.numbers import Number, Share
from cartreport.briefing.words import number
from cartreport.errors import RequestError
from cartreport.landscape.explained import explained, parts_of

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.landscape.table import Table

BRACED = re.compile(r"\{([^{}]*)\}")
_STATED = re.compile(r"\s+=\s+")
NAME = re.compile(r"\w+")


@dataclass(frozen=True)
class Slot:
    """One pair of braces: an ``address`` and what the text says it is, or a ``name``."""

    text: str
    address: str = ""
    stated: str = ""
    name: str = ""

    @classmethod
    def read(cls, text: str) -> Slot:
        """What stands between two braces; neither address nor name where it is nothing known."""
        address, *stated = _STATED.split(text.strip(), maxsplit=1)
        if "/" in address:
            return cls(text, address=address, stated=stated[0].strip() if stated else "")
        return cls(text, name=address if not stated and NAME.fullmatch(address) else "")


def slots(text: str) -> Iterator[Slot]:
    """The braces of a text in their order."""
    return (Slot.read(found[1]) for found in BRACED.finditer(text))


def held(tables: Mapping[str, Table], address: str) -> Number | Share:
    """The number at an address, or the share at two. Raises :class:`RequestError` for none."""
    found = [explained(tables, part) for part in parts_of(address)]
    numbers = [Number(one.value, str(one.address)) for one in found]
    if len(numbers) > 2:
        raise RequestError(f"{address!r} is no share", "Write part~whole, two addresses.")
    return Share(*numbers) if len(numbers) == 2 else numbers[0]


def told(value: Number | Share) -> str:
    """A number as plain words, to be held against what a text states."""
    return str(value) if isinstance(value, Share) else number(value)


def agrees(value: Number | Share, stated: str) -> bool:
    """Whether what a text states is the number: separators and blanks do not matter."""
    return re.sub(r"[,\s]", "", told(value)) == re.sub(r"[,\s]", "", stated)


def filled(desk: Desk, text: str) -> str:
    """A text with its numbers and names. Raises :class:`RequestError` for what there is not."""

    def fill(found: re.Match[str]) -> str:
        slot = Slot.read(found[1])
        if slot.address:
            value = held(desk.tables, desk.aimed(slot.address))
            if slot.stated and not agrees(value, slot.stated):
                raise RequestError(f"{slot.address} is {told(value)}, not {slot.stated}")
            return desk.words("n", n=value)
        if slot.name not in desk.words.terms:
            raise RequestError(
                f"{{{slot.text}}} is neither a number nor a name", "Write {table/row/column}."
            )
        return desk.words.terms[slot.name]

    return BRACED.sub(fill, text)

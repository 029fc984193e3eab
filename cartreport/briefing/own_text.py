"""The text that an analyst writes into a plan: its braces are numbers of tables, or known names.

``{table/row/column}`` is the number that stands there, ``{a~b}`` a share. A number that is stated,
``{table/row/column = 12}``, is printed too, and is wrong as soon as the table says otherwise.
``{name}`` is a word that every text may name: of ``terms``, ``{place}``, ``{edition}``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Text
from cartreport.briefing.numbers import Amount, Date, Number, Share, Worded, written
from cartreport.errors import RequestError
from cartreport.landscape.explained import explained, parts_of
from cartreport.landscape.table import per_cent

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.landscape.explained import Explained
    from cartreport.landscape.table import Table

Value = Number | Amount | Date | Worded | Share
"""What braces may stand for."""
BRACED = re.compile(r"\{([^{}]*)\}")
_STATED = re.compile(r"\s+=\s+")
NAME = re.compile(r"\w+")
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")
"""What Markdown may read as more than itself."""


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


def held(tables: Mapping[str, Table], address: str) -> Value:
    """What stands at an address, or the share at two. Raises :class:`RequestError` for none."""
    values = [_value(explained(tables, part)) for part in parts_of(address)]
    if len(values) == 1:
        return values[0]
    numbers = [value for value in values if isinstance(value, Number)]
    if len(values) > 2 or len(numbers) < 2:
        raise RequestError(f"{address!r} is no share", "Write part~whole, two addresses of counts.")
    return Share(*numbers)


def _value(found: Explained) -> Value:
    """A whole number, a date, or what else a source states, with its address."""
    value, address = found.value, str(found.address)
    if found.form == "share":
        return Worded(f"{per_cent(100 * float(value))}%", address)
    if isinstance(value, str):
        return Date(value, address) if found.form == "date" else Worded(value, address)
    return Number(value, address) if float(value).is_integer() else Amount(value, address)


def told(value: Value) -> str:
    """A number as plain words, to be held against what a text states."""
    return f"{value:,}" if isinstance(value, Number | Amount) else str(value)


def _spoken(desk: Desk, value: Value) -> str:
    """The same as the page says it, with its address."""
    if isinstance(value, Number | Share):
        return desk.words("n", n=value)
    if isinstance(value, Date):
        return desk.day(value)
    return written(value, desk.words.number(value) if isinstance(value, Amount) else str(value))


def agrees(value: Value, stated: str) -> bool:
    """Whether what a text states is the number: separators and blanks do not matter."""
    return re.sub(r"[,\s]", "", told(value)) == re.sub(r"[,\s]", "", stated)


def marked(desk: Desk, text: str) -> Text:
    """A text in Markdown with its numbers and names: the names are words, and no Markdown."""
    return Text(filled(desk, text, lambda name: _SIGN.sub(r"\\\g<0>", name)), markdown=True)


def filled(desk: Desk, text: str, named: Callable[[str], str] = str) -> str:
    """A text with its numbers and names. Raises :class:`RequestError` for what there is not."""

    def fill(found: re.Match[str]) -> str:
        slot = Slot.read(found[1])
        if slot.address:
            value = held(desk.tables, desk.aimed(slot.address))
            if slot.stated and not agrees(value, slot.stated):
                raise RequestError(f"{slot.address} is {told(value)}, not {slot.stated}")
            return _spoken(desk, value)
        if slot.name not in desk.words.terms:
            raise RequestError(
                f"{{{slot.text}}} is neither a number nor a name", "Write {table/row/column}."
            )
        return named(desk.words.terms[slot.name])

    return BRACED.sub(fill, text)

"""What stood at the same place in the edition before: risen, fallen, the same, or restated."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import KeyFigure, Mark
from cartreport.briefing.numbers import Number, Then
from cartreport.landscape.address import Address
from cartreport.landscape.last import kind_of, last_number, last_share, restated, unread
from cartreport.landscape.table import per_cent

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk


SIGNS: tuple[Mark, ...] = ("up", "down")
"""The marks of a number that rose or fell."""


@dataclass(frozen=True)
class Since:
    """A number of the edition before; ``restated`` where it was printed by another rule.

    ``unread``: its source was not read again, so that no change could show.
    """

    then: Then
    mark: Mark
    unread: bool = False

    @property
    def restated(self) -> bool:
        """Whether it is no rise and no fall."""
        return self.mark == "restated"


def since(desk: Desk, number: Number) -> Since | None:
    """What stood at a number's address; ``None`` in a first edition, or where nothing stood."""
    then = last_number(desk.landscape, number.address)
    if then is None:
        return None
    if restated(desk.landscape, number.address):
        return Since(Then(then), "restated")
    address = Address.read(number.address)
    kind = kind_of(desk.tables[address.table], address.columns)
    still = bool(kind) and unread(desk.landscape, kind)
    mark: Mark = "up" if number > then else "down" if number < then else ""
    return Since(Then(then), mark, still)


def share_since(desk: Desk, text: str, value: float) -> tuple[Mark, str] | None:
    """How a share at an address moved, in whole per cent, and what it was.

    ``None`` where it reads as it did, where none stood there, or where it was of another rule.
    """
    then, address = last_share(desk.landscape, text), Address.read(text)
    if then is None or restated(desk.landscape, text):
        return None
    kind = kind_of(desk.tables[address.table], address.columns)
    told = f"{per_cent(100 * then)}%"
    if told == f"{per_cent(100 * value)}%" or (kind and unread(desk.landscape, kind)):
        return None
    return "up" if value > then else "down", told


def key_figure(desk: Desk, n: Number, label: str, note: str) -> KeyFigure:
    """A key figure with what stood in its place in the edition before."""
    made, found = KeyFigure(desk.words("n", n=n), label, note), since(desk, n)
    if found is None or desk.last is None:
        return made
    word = "restated" if found.restated else "then" if found.mark else "same"
    word = "unread" if found.unread and not found.mark else word
    told = desk.words(f"since.figure.{word}", then=found.then, last=desk.last.edition)
    return replace(made, then=told, mark=found.mark)

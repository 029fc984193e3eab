"""Whether a table's dates such as 3/5/2024 are day first: its plain dates say so, or none does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from cartreport.problems import Where
from cartreport.registries import days
from cartreport.registries.reading import Reading

Scan = Callable[[], Iterable[tuple[str, str, Where]]]
"""Field, text and place of each date of a table, read once more from its beginning."""


@dataclass
class _Column:
    """What the dates of a column prove: order → the first that proves it."""

    proofs: dict[str, tuple[str, Where]] = field(default_factory=dict)
    either: int = 0


class DateOrder:
    """The order of day and month in a table, read off only when a date asks for it.

    A column whose plain dates, such as 25/3/2020, are all of one order has that order; one without
    such a date has that of the table's other dates. ``hint`` says how the order can be stated.
    """

    def __init__(self, scan: Scan, hint: str) -> None:
        self._scan, self.hint = scan, hint
        self._told: Counter[str] = Counter()

    @cached_property
    def _columns(self) -> dict[str, _Column]:
        found: dict[str, _Column] = {}
        for name, text, where in self._scan():
            column = found.setdefault(name, _Column())
            column.either += days.either(text)
            if proved := days.proved(text):
                column.proofs.setdefault(proved, (text, where))
        return found

    def read(self, name: str, called: str, text: str, where: Where, reading: Reading) -> str:
        """The date as its column has it, with a remark; empty, and an error, where none is proved.

        The error is told once a column: with the first place, and how many more there are.
        """
        column = self._columns.get(name, _Column())
        proofs = column.proofs or {
            order: proof for each in self._columns.values() for order, proof in each.proofs.items()
        }
        if len(proofs) == 1:
            ((order, (proof, line)),) = proofs.items()
            message = f"a {called} such as 3/5/2024 is read {order} first"
            hint = f"{proof} ({line}) can be nothing else; {text} is taken for "
            value = days.date(text, day_first=order == "day") or ""
            reading.note(where, "W033", message, hint + value, text)
            return value
        self._told[name] += column.either > 0  # else each is told: nothing could be counted
        if self._told[name] <= 1:
            _unknown(called, text, proofs, column.either - 1, where, reading, self.hint)
        return ""


def _unknown(
    called: str,
    text: str,
    proofs: dict[str, tuple[str, Where]],
    more: int,
    where: Where,
    reading: Reading,
    hint: str,
) -> None:
    """Say of a date that its day may be its month."""
    one, other = (days.date(text, day_first=first) for first in (True, False))
    message = f"the {called} {text} may be {one} or {other}"
    if proofs:
        shown = " and ".join(f"{proof} ({line})" for proof, line in proofs.values())
        message += f": {shown} are of both orders"
    else:
        message += ": no date of the table shows the order"
    if more > 0:
        message += f"; so it is with {more:,} more"
    reading.error(where, "E036", message, hint, text)

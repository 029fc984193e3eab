"""Facts: what stands where in a product, which is the newest, and its value as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from cartreport.landscape.rows.fields import Row
from cartreport.sources.dates import first_day

if TYPE_CHECKING:
    from cartreport.sources.records import Fact, Product, Records, Value


@dataclass(frozen=True)
class Placed:
    """A fact, the part of the product that holds it, and its role; ``use`` counts from 1."""

    fact: Fact
    part: str
    role: str | None
    use: int | None = None
    pivotal: str | None = None

    @property
    def subject(self) -> tuple[object, ...]:
        """What the fact speaks of: two facts with the same subject follow each other in time."""
        return self.part, self.use, self.pivotal, self.fact.what, self.fact.for_


def facts_of(records: Records, product: Product) -> Iterator[Placed]:
    """All facts of a product: its own, those of its uses, those of its pivotal trials."""
    role = partial(records.vocabulary.role, "facts")
    for fact in product.facts:
        yield Placed(fact, "product", role(fact.what))
    for number, use in enumerate(product.uses, 1):
        for fact in use.facts:
            yield Placed(fact, "use", role(fact.what), use=number)
    for trial in product.pivotal:
        for fact in trial.facts:
            yield Placed(fact, "pivotal", role(fact.what), pivotal=trial.name)


def current(facts: Iterable[Placed], as_of: str) -> list[Placed]:
    """The newest fact of each subject that was true at ``as_of``; undated ones are the oldest.

    Of two facts with the same date the one that stands first in the record is taken.
    """
    newest: dict[tuple[object, ...], Placed] = {}
    for placed in facts:
        if _when(placed) > as_of:
            continue
        held = newest.get(placed.subject)
        if held is None or _when(placed) > _when(held):
            newest[placed.subject] = placed
    return list(newest.values())


def _when(placed: Placed) -> str:
    return first_day(placed.fact.as_of) if placed.fact.as_of else ""


WEAK = ("low", "unverified")
"""Grades of confidence of what is printed with a question mark, or not at all."""
UNVERIFIED = "unverified"
"""The confidence of what no page bears out; printed in place of the value itself."""


def marked(fact: Row) -> bool:
    """Whether a row's value is printed with a question mark: disputed, or on a weak source."""
    return bool(fact["disputed"]) or fact["confidence"] in WEAK


def known(fact: Fact) -> Value | None:
    """The value of a fact; ``None`` where nothing is stated, or nothing bears out what is."""
    return fact.value if fact.value != "" and fact.confidence != UNVERIFIED else None


def plain(value: object) -> str | None:
    """A value as text: numbers without a needless ``.0``, a mapping as ``key value; …``."""
    if value is None or value == "":
        return None
    if isinstance(value, dict):
        return "; ".join(f"{key} {plain(held)}" for key, held in value.items())
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def fact_row(product: Product, placed: Placed, *, is_current: bool) -> Row:
    """The row of the facts frame."""
    fact = placed.fact
    return {
        "product": product.id,
        "part": placed.part,
        "use": placed.use,
        "pivotal": placed.pivotal,
        "what": fact.what,
        "role": placed.role,
        "for": fact.for_,
        "value": known(fact),
        "text": plain(known(fact)),
        "unit": fact.unit,
        "since": fact.since,
        "as_of": fact.as_of,
        "says": fact.says,
        "confidence": fact.confidence,
        "checked": fact.checked,
        "current": is_current,
        "disputed": any(other.field_ is None for other in fact.alternates),
        "refs": tuple(fact.refs),
        "note": fact.note,
    }

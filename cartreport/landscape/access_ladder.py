"""How many approved products stand on each rung: approved, price known, listed by a scheme."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.access import SCHEME, list_price, standing
from cartreport.landscape.approved_products import approved
from cartreport.landscape.groups import count, counted_table, told
from cartreport.landscape.measures import every, where
from cartreport.landscape.table import Column
from cartreport.sources.roles import LISTED, OUTCOME, PENDING

if TYPE_CHECKING:
    from cartreport.landscape.measures import Group
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

OUTCOMES, WORDS = "by outcome", "in words"
"""How the facts of a scheme tell of it."""


def table(landscape: Landscape) -> Table:
    """One row a rung, ``scheme:<id>`` for a scheme; a product may skip one.

    ``told``: whether a scheme's facts are outcomes or words, ``open``: whose outcome is pending.
    """
    labels = {f"{SCHEME}{term.id}": term for term in landscape.vocabulary["schemes"]}
    rungs = _rungs(landscape)

    def label(id: str, _: Group) -> str:
        return labels[id].label if id in labels else landscape.words(f"{RUNG}{id}")

    def short(id: str, _: Group) -> str:
        return (labels[id].short if id in labels else None) or label(id, ())

    return counted_table(
        (
            told(Column("id", kind="key"), lambda id, _: id),
            told(Column("label", kind="name"), label),
            told(Column("short"), short),
            told(Column("told"), lambda id, _: _told(landscape, id)),
            count("products", where(lambda at: at["stands"])),
            count("open", where(lambda at: at["open"])),
            count("of", every),
            told(Column("names", kind="terms"), lambda _, held: tuple(_stands(held, "short"))),
            told(Column("refs", kind="refs"), lambda _, held: _refs(held)),
        ),
        rungs,
        [at for held in rungs.values() for at in held],
        id="access-ladder",
        unit="product",
        as_of=landscape.date_of("products"),
        sources=landscape.source_ids("products"),
        overlaps=("products", "open", "of"),
    )


RUNG = "access-ladder.rung."
"""Before the words of the rungs that are no scheme."""


def _rungs(landscape: Landscape) -> dict[str, list[dict[str, Any]]]:
    """Rung → every approved product, whether it stands there, and the references for it."""
    products = approved(landscape)
    rungs: dict[str, list[dict[str, Any]]] = {
        "approved": [_at(product, stands=True) for product in products],
        "price": [_at(product, list_price(landscape, product["id"])) for product in products],
    }
    for term in landscape.vocabulary["schemes"]:
        id = f"{SCHEME}{term.id}"
        by_outcome = _told(landscape, id) == OUTCOMES
        rungs[id] = []
        for product in products:
            fact = standing(landscape, product["id"], term.id)
            role = landscape.vocabulary.role("scheme-outcomes", fact["text"]) if fact else None
            stands = role == LISTED if by_outcome else fact is not None
            rungs[id].append(_at(product, fact, stands=stands, open=role == PENDING))
    return rungs


def _at(
    product: dict[str, Any],
    fact: dict[str, Any] | None = None,
    *,
    stands: bool | None = None,
    open: bool = False,
) -> dict[str, Any]:
    """A product at a rung: where nothing else says so, it stands there by the fact."""
    return {
        "id": product["id"],
        "short": product["short"],
        "stands": fact is not None if stands is None else stands,
        "open": open,
        "refs": fact["refs"] if fact else (),
    }


def _stands(held: Group, column: str) -> list[Any]:
    return [at[column] for at in held if at["stands"]]


def _refs(held: Group) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ref for refs in _stands(held, "refs") for ref in refs))


def _told(landscape: Landscape, rung: str) -> str | None:
    """Whether a scheme's facts, of whatever product, are outcomes of the vocabulary or words."""
    if f"{RUNG}{rung}" in landscape.words.patterns:
        return None
    outcomes = landscape.vocabulary["scheme-outcomes"]
    own = (
        fact["text"]
        for fact in landscape.rows("facts")
        if fact["role"] == OUTCOME and fact["for"] == rung.removeprefix(SCHEME)
    )
    return OUTCOMES if any(text in outcomes for text in own) else WORDS

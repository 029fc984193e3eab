"""Prices and schemes of the approved products, as the newest facts give them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cartreport.briefing.sections.licensed import approved_products
from cartreport.briefing.words import number
from cartreport.sources import roles

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from cartreport.briefing.desk import Desk
    from cartreport.sources.vocabulary import Term


@dataclass(frozen=True)
class Price:
    """A product's list price with its date and how sure it is."""

    product: str
    value: float
    unit: str
    as_of: str
    confidence: str
    refs: tuple[str, ...]

    @property
    def doubtful(self) -> bool:
        """Whether the price must be printed with a question mark."""
        return self.confidence in ("low", "unverified")


@dataclass(frozen=True)
class Money:
    """How the prices of one unit are printed: in millions where they are that large."""

    currency: str
    per: str
    large: bool

    @property
    def scale(self) -> float:
        """What a value is divided by."""
        return 1e6 if self.large else 1.0

    def text(self, value: float) -> str:
        """An amount without its currency: three significant figures of a million, or whole."""
        return f"{value / 1e6:.3g}" if self.large else number(round(value))

    @property
    def unit(self) -> str:
        """The unit of the printed figures."""
        return f"{self.currency} million" if self.large else self.currency


def money_of(prices: list[Price]) -> Money:
    """The way to print these prices, all of one unit: its first word is the currency."""
    currency, _, per = prices[0].unit.partition(" ")
    return Money(currency, per, max(price.value for price in prices) >= 1e6)


def list_prices(desk: Desk) -> list[Price]:
    """The newest list price of each approved product that has one, in order of approval.

    Prices of another unit than most have are left out: they can't stand on one axis.
    """
    found: list[Price] = []
    for product in approved_products(desk):
        facts = current(desk, str(product["id"]), roles.PRICE)
        known = [_price(fact) for fact in facts if isinstance(fact["value"], (int, float))]
        found += sorted(known, key=lambda price: price.as_of)[-1:]
    units = Counter(price.unit for price in found)
    return [price for price in found if price.unit == units.most_common(1)[0][0]]


def _price(fact: dict[Hashable, Any]) -> Price:
    return Price(
        str(fact["product"]),
        fact["value"],
        str(fact["unit"] or ""),
        str(fact["as_of"] or ""),
        str(fact["confidence"]),
        tuple(fact["refs"]),
    )


def current(
    desk: Desk, product: str, role: str, scheme: str | None = None
) -> list[dict[Hashable, object]]:
    """The newest facts of a kind about a product, for one scheme where one is named."""
    return [
        fact
        for fact in desk.current_facts.get(product, [])
        if fact["role"] == role and scheme in (None, fact["for"])
    ]


def use_fact(desk: Desk, use: Mapping[Hashable, Any], role: str) -> dict[Hashable, Any] | None:
    """The newest sourced fact of a kind about one use of a product."""
    return next(
        (
            fact
            for fact in desk.current_facts.get(str(use["product"]), [])
            if fact["role"] == role
            and fact["part"] == "use"
            and fact["use"] == use["use"]
            and fact["confidence"] != "unverified"
        ),
        None,
    )


def schemes(desk: Desk) -> list[Term]:
    """The schemes that the project knows, in their order; none without the vocabulary."""
    vocabulary = desk.landscape.vocabulary
    return list(vocabulary["schemes"]) if "schemes" in vocabulary else []


def outcome(desk: Desk, product: str, scheme: str) -> dict[Hashable, object] | None:
    """The newest fact with a value of a product under a scheme: what came of it, or who pays."""
    facts = [
        fact
        for role in (roles.OUTCOME, roles.COVERAGE)
        for fact in current(desk, product, role, scheme)
        if fact["value"] is not None
    ]
    return facts[0] if facts else None


def pending(desk: Desk, scheme: str) -> int:
    """How many approved products wait for an outcome under a scheme: their term is pending."""
    found = [outcome(desk, str(p["id"]), scheme) for p in approved_products(desk)]
    return sum(meaning(desk, fact) == roles.PENDING for fact in found)


def meaning(desk: Desk, fact: Mapping[Hashable, object] | None) -> str | None:
    """The role of what came of a product under a scheme."""
    return desk.landscape.vocabulary.role("scheme-outcomes", str(fact["value"])) if fact else None


def scheme_counts(desk: Desk) -> list[tuple[str, int]]:
    """For each scheme of the vocabulary, its label and how many approved products it lists."""
    counts = []
    for term in schemes(desk):
        outcomes = [outcome(desk, str(p["id"]), term.id) for p in approved_products(desk)]
        counts.append((term.label, sum(meaning(desk, f) == roles.LISTED for f in outcomes)))
    return counts

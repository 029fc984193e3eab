"""Prices of the approved products, and the schemes that list them, as the tables have them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_high, median_low
from typing import TYPE_CHECKING

from cartreport.briefing import sums
from cartreport.briefing.grids import plain
from cartreport.briefing.numbers import OWN, untraced, written
from cartreport.briefing.sections.evidence_cells import mark_of
from cartreport.briefing.words import number
from cartreport.landscape.access import SCHEME
from cartreport.landscape.access_ladder import OUTCOMES
from cartreport.sources.roles import BASIC

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.numbers import Number
    from cartreport.briefing.view import Line
    from cartreport.briefing.words import Words


MIDDLE = 3
"""Of fewer prices the median is none of them."""


@dataclass(frozen=True)
class Prices:
    """The rows with a list price in the unit that most have; ``others`` are in another unit."""

    lines: Sequence[Line]
    others: Sequence[Line]
    words: Words

    @property
    def values(self) -> list[float]:
        """The prices of one unit."""
        return [line["price"] for line in self.lines]

    @property
    def of_one_year(self) -> list[Line]:
        """The firm prices of the newest year that has two, else of the newest that has one."""
        firm = [x for x in self.lines if x["price_date"] and not mark_of(x, "price")]
        years = Counter(line["price_date"][:4] for line in firm)
        most = [year for year in years if years[year] > 1] or list(years)
        return [x for x in firm if x["price_date"].startswith(max(most))]

    @property
    def middle(self) -> tuple[float, float] | None:
        """The two in the middle of those of one year, one price twice if it is one; none of few."""
        held = [line["price"] for line in self.of_one_year]
        return (median_low(held), median_high(held)) if len(held) >= MIDDLE else None

    @property
    def scale(self) -> int:
        """What a value is divided by where one is a million or more: as the language counts.

        Prices that their source counts by a counter of its own are divided by nothing.
        """
        if self._parted(self.lines[0]["price_unit"])[2]:
            return 1
        largest = max(self.values)
        return sums.fitting(self.words, largest)[0] if largest >= sums.MILLION else 1

    def text(self, value: float) -> str:
        """An amount without its currency: three figures of the scale, whole from a hundred up."""
        scaled = sums.rounded(value, 3, self.scale)
        return number(int(scaled)) if scaled.is_integer() else f"{Decimal(str(scaled)):,f}"

    def written(self, value: float, label: str = "") -> str:
        """The same, or a label of it, with its address and the scale."""
        own = self._parted(self.lines[0]["price_unit"])[2]
        return written(value, label or self.text(value), OWN if own else self.scale)

    @property
    def unit(self) -> str:
        """The unit of the printed figures: their currency, with the counter if there is one."""
        return sums.unit(self.words, self.scale, self._parted(self.lines[0]["price_unit"])[0])

    def apart(self, line: Line) -> str:
        """A price of another unit, with that unit."""
        currency, per, _ = self._parted(line["price_unit"])
        number = written(line["price"], plain(line["price"]), OWN)
        return f"{number} {sums.named(self.words, currency)}{per}".rstrip()

    @property
    def per(self) -> str:
        """What one price is for, after a blank; nothing where the unit does not say."""
        return self._parted(self.lines[0]["price_unit"])[1]

    def _parted(self, unit: str | None) -> tuple[str, str, bool]:
        """The currency of a unit, what follows it after a blank, and whether a source counts in it.

        The first word is the currency; a counter that a source wrote before or behind it is its.
        """
        said = (unit or "").split()
        counters = [n for n, word in enumerate(said) if sums.counts(self.words, word)]
        behind = [1] if said and said[0] in sums.SIZES else []
        n = max([*counters, *behind], default=0) + 1
        return " ".join(said[:n]), " ".join(("", *said[n:])), bool(counters)


def list_prices(desk: Desk) -> Prices | None:
    """The list prices of the approved products; ``None`` where none is known."""
    if not any(price is not None for price in desk.tables["access"].frame["price"]):
        return None
    priced = [line for line in desk.view("access") if line["price"] is not None]
    units = Counter(line["price_unit"] for line in priced)
    most = max(units, key=lambda unit: units[unit])
    return Prices(
        [line for line in priced if line["price_unit"] == most],
        [line for line in priced if line["price_unit"] != most],
        desk.words,
    )


def price_values(desk: Desk, prices: Prices | None, key: str = "access") -> dict[str, object]:
    """What sentences say of the prices: the range of one unit and one year, and what is not in it.

    The range is worded by ``<key>.range``, or ``<key>.same`` where it is one amount.
    """
    access, words = desk.view("access"), desk.words
    held = prices.of_one_year if prices else []
    every = [*prices.lines, *prices.others] if prices else []
    doubtful = [line for line in every if mark_of(line, "price")]
    left = {
        "missing": access.rows(line for line in access if line["price"] is None),
        "others": access.rows(prices.others if prices else []),
        "doubtful": access.rows(doubtful),
        "older": access.rows(
            line for line in prices.lines if line not in held and line not in doubtful
        )
        if prices
        else access.rows([]),
    }
    values: dict[str, object] = {
        "n": access.rows(),
        "priced": access.rows(every),
        "in_range": access.rows(held),
        "range": "",
        "median": "",
        "left": desk.listed(f"{key}.left", left),
        "doubtful": left["doubtful"],
    }
    if not prices:
        return values
    values |= {"unit": prices.unit, "per": prices.per, "drawn_n": access.rows(prices.lines)}
    if not held:
        return values
    known = [line["price"] for line in held]
    low, high = map(prices.written, (min(known), max(known)))
    year = held[0]["price_date"][:4]
    said = {
        "low": low,
        "high": high,
        "unit": prices.unit,
        "year": year,
        "in_range": values["in_range"],
    }
    return {
        **values,
        "year": year,
        "range": words(f"{key}.{'same' if untraced(low) == untraced(high) else 'range'}", **said),
        "median": _median(desk, prices, year),
    }


def _median(desk: Desk, prices: Prices, year: str) -> str:
    """Where the dotted line stands: on a price, or between two; nothing of few."""
    if prices.middle is None:
        return ""
    lower, upper = map(prices.written, prices.middle)
    values = {"median": lower, "upper": upper if upper != lower else "", "year": year}
    return desk.say("access.median", values)


def schemes(desk: Desk) -> list[Line]:
    """The rungs that are schemes, in the order of their vocabulary; none without it."""
    return [line for line in desk.view("access-ladder") if line["told"]]


def listing_schemes(desk: Desk) -> list[Line]:
    """Those whose facts are outcomes: a product can be listed there."""
    return [line for line in schemes(desk) if line["told"] == OUTCOMES]


def listing(desk: Desk, key: str) -> str:
    """Which schemes list most products, ties as ties, and how many the basic one lists.

    Worded by ``<key>``, ``<key>.tie``, ``<key>.none`` and, of a single product, ``<key>.one`` and
    ``<key>.none.one``; by ``<key>.basic`` and ``<key>.name``.
    """
    words, n = desk.words, desk.view("access").rows()
    first = longest(desk)
    one = ".one" if n == 1 else ""
    if not first:
        return words(f"{key}.none{one}", n=n)
    names = [words(f"{key}.name", label=line["label"], short=line["short"]) for line in first]
    listed = first[0].n("products")
    told = words(
        key + (one or (".tie" if first[1:] else "")), n=n, listed=listed, names=words.joined(names)
    )
    basic = _basic(desk)
    if basic is None or basic in first:
        return told
    name = words(f"{key}.name", label=basic["label"], short=basic["short"])
    return told + desk.say(f"{key}.basic", {"n": basic.n("products"), "name": name})


def longest(desk: Desk) -> list[Line]:
    """The schemes that list most products, several of a tie; none where none lists one."""
    held = listing_schemes(desk)
    most = max((line["products"] for line in held), default=0)
    return [line for line in held if line["products"] == most] if most else []


def _basic(desk: Desk) -> Line | None:
    """The rung of the scheme that basic insurance pays by."""
    ids = {term.id for term in desk.terms("schemes") if term.role == BASIC}
    held = listing_schemes(desk)
    return next((line for line in held if str(line.id).removeprefix(SCHEME) in ids), None)


def listed(desk: Desk) -> Number:
    """How many products one scheme or another lists."""
    return desk.view("access-ladder").count("products", listing_schemes(desk))


def waiting(desk: Desk) -> Number:
    """How many products wait for what comes of one scheme or another."""
    return desk.view("access-ladder").count("open", listing_schemes(desk))

"""One happening is told once: what another record tells of it too is of little weight."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from cartreport.changes.event import Event
from cartreport.changes.pair import Fields, Pair

TOLD = "told-already"
NEWS = "news"
STEPS: Mapping[str, tuple[str, ...]] = {
    "approved": ("approval", "label-widened"),
    "filed": ("filing",),
}
"""Stage of a rung → the rules of a product's events that say the same."""


def once(found: Iterable[Event], pair: Pair) -> Iterator[Event]:
    """The events, those of a programme or a rule that repeat a product's news under the rule so.

    A programme's rung repeats the approval or the filing of its product; a rule, a round or an
    action repeats what a product that it names has from the same page.
    """
    events = list(found)
    products = [one for one in events if one.of == "products" and one.grade == NEWS]
    rule, why = pair.grades[TOLD], pair.grades.why(TOLD)
    for event in events:
        again = event.grade == NEWS and any(_repeats(pair, event, one) for one in products)
        yield replace(event, grade=rule.grade, rule=TOLD, why=why) if again else event


def _repeats(pair: Pair, event: Event, one: Event) -> bool:
    product = pair.after.records["products"].get(one.record, {})
    if event.of == "programmes":
        rung = pair.term("phases", str(event.after)) if event.field == "phase" else None
        same = event.record == product.get("programme", one.record)
        return same and rung is not None and one.rule in STEPS.get(rung.stage or "", ())
    if event.of != "policy" or set(event.sources).isdisjoint(one.sources):
        return False
    text = str(pair.after.records["policy"].get(event.record, {}).get("summary", ""))
    return any(_names(name, text) for name in _called(product))


def _called(product: Fields) -> Iterator[str]:
    yield from (product[key] for key in ("name", "short", "brand") if key in product)
    yield from product.get("aliases", ())
    yield from (*product.get("names", {}).values(), *product.get("brands", {}).values())


def _names(name: str, text: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))

"""How an event reads: what its record is called, and its values in the words of the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cartreport.changes.compare import Comparison
from cartreport.changes.event import Event
from cartreport.changes.facts import unit_of
from cartreport.changes.pair import Pair
from cartreport.landscape.snapshot import Snapshot
from cartreport.sources.fields import Named, Of
from cartreport.sources.reading import MODELS
from cartreport.sources.worded import declared_at

VOCABULARIES = {
    ("trials", "status"): "statuses",
    ("trials", "phase"): "phases",
    ("programmes", "status"): "programme-statuses",
    ("programmes", "phase"): "phases",
}
"""Fields whose values are terms, or registries' codes of them."""
VALUES = ("approval-types", "filing-steps", "scheme-outcomes", "designations", "phases")
"""Vocabularies whose terms are the values of facts."""
NAMES = ("name", "title", "asset", "summary", "metric", "event", "sponsor")
"""Fields that say what a record is, the first that there is."""
LONGEST = 60


def vocabularies(event: Event) -> tuple[str, ...]:
    """The vocabularies whose terms the values of an event's field are."""
    of = _declared(event)
    held = (VOCABULARIES.get((event.of, event.field)), of.vocabulary if isinstance(of, Of) else "")
    found = tuple(name for name in held if name)
    return found or (VALUES if event.of == "products" else (event.field,))


def named(pair: Pair, event: Event, value: object) -> str:
    """What a record is called whose id the value is; nothing where it is no id."""
    of = _declared(event)
    if not isinstance(of, Named):
        return ""
    held = (side.records.get(of.kind, {}) for side in (pair.after, pair.before))
    record = next((records[str(value)] for records in held if str(value) in records), {})
    return str(record.get("short") or record.get("name") or "")


def unit_in(side: Snapshot, event: Event, value: object) -> str | None:
    """The unit of a value, where it is that of a product's fact."""
    product = side.records.get(event.of, {}).get(event.record, {})
    what = event.field.partition("/")[0]
    return unit_of(product, what, value) if event.of == "products" else None


def _declared(event: Event) -> Of | Named | None:
    model = MODELS.get(event.of)
    return declared_at(model, (event.field,)) if model else None


@dataclass(frozen=True)
class Said:
    """The events of a comparison in words."""

    comparison: Comparison

    @cached_property
    def _pair(self) -> Pair:
        return Pair(self.comparison.before, self.comparison.after)

    def name(self, event: Event) -> str:
        """What the record is called; of a trial without a title who runs it."""
        for side in (self.comparison.after, self.comparison.before):
            fields = side.records.get(event.of, {}).get(event.record)
            if fields:
                return _cut(str(next((fields[key] for key in NAMES if key in fields), "")))
        return ""

    def values(self, event: Event) -> str:
        """From → to; of two lists what went and what came."""
        before, after = event.before, event.after
        if isinstance(before, list) and isinstance(after, list):
            gone = [f"− {_cut(str(one))}" for one in before if one not in after]
            came = [f"+ {_cut(str(one))}" for one in after if one not in before]
            return ", ".join([*gone, *came])
        if event.field == "id" or (before is None and after is None):
            return ""
        sides = (self.comparison.before, before), (self.comparison.after, after)
        return " → ".join(self._word(event, value, side) for side, value in sides)

    def _word(self, event: Event, value: Any, side: Snapshot) -> str:
        if value is None:
            return "not stated"
        if isinstance(value, (dict, list)):
            return _cut(json.dumps(value, ensure_ascii=False))
        if told := named(self._pair, event, value):
            return told
        for name in vocabularies(event):
            if term := self._pair.term(name, str(value)):
                return term.label
        text = f"{value:,}" if isinstance(value, int | float) else _cut(str(value))
        unit = unit_in(side, event, value)
        return f"{text} {unit}" if unit else text

    def counts(self, events: list[Event]) -> str:
        """How many there are of each kind and reason, in one line."""
        return "; ".join(f"{count} × {kind}: {why}" for kind, why, count in _counted(events))


def _counted(events: list[Event]) -> Iterator[tuple[str, str, int]]:
    keys = [(event.kind, event.why) for event in events]
    for kind, why in dict.fromkeys(keys):
        yield kind, why, keys.count((kind, why))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

"""How an event reads: what its record is called, and its values in the words of the vocabulary."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cartreport.changes.compare import Comparison
from cartreport.changes.event import Event
from cartreport.changes.facts import unit_of
from cartreport.changes.pair import Pair
from cartreport.landscape.snapshot import Snapshot
from cartreport.landscape.words import TableWords, read_table_words
from cartreport.sources.fields import Named, Of
from cartreport.sources.project import EVERYWHERE
from cartreport.sources.reading import MODELS
from cartreport.sources.worded import declared_at

VOCABULARIES = {
    ("trials", "status"): "statuses",
    ("trials", "phase"): "phases",
    ("programmes", "status"): "programme-statuses",
    ("programmes", "phase"): "phases",
}
"""Fields whose values are terms, or registries' codes of them."""
WITHIN = {"uses": ("indications",)}
"""Field that holds records → what of them its events tell."""
VALUES = ("approval-types", "filing-steps", "scheme-outcomes", "designations", "phases")
"""Vocabularies whose terms are the values of facts."""
FACETS = "facets"
"""The subject's own axes: each is called after its vocabulary."""
UNITS = {
    ("deals", "upfront"): "currency",
    ("deals", "total"): "currency",
    ("figures", "value"): "unit",
}
"""Fields whose unit stands in another field of the record."""
AS_THEY_ARE = ("vocabulary", "tables", "sources")
"""Kinds of which a field is no field of a record."""
NAMES = ("name", "title", "asset", "summary", "metric", "event", "sponsor")
"""Fields that say what a record is, the first that there is."""
LONGEST = 60
COUNTABLE = ("correction", "restatement")
"""Grades of which there may be two."""
LEFT = "trial-left"
"""The rule of a record that a count lost."""
NAMED = 9
"""So many are named in one line."""
ABSENT = "not stated"


def vocabularies(event: Event) -> tuple[str, ...]:
    """The vocabularies whose terms the values of an event's field are."""
    first, _, part = event.field.partition("/")
    if first == FACETS:
        return (part,)
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
    """The unit of a value: that of a product's fact, a deal's currency, a figure's unit."""
    record = side.records.get(event.of, {}).get(event.record, {})
    if event.of == "products":
        return unit_of(record, event.field.partition("/")[0], value)
    return record.get(UNITS.get((event.of, event.field), ""))


def plain(value: Any) -> str:
    """A value without the signs of a program: a list and a mapping by their parts."""
    if isinstance(value, dict):
        return ", ".join(f"{name} {plain(held)}" for name, held in value.items())
    if isinstance(value, list):
        return "; ".join(map(plain, value))
    return f"{value:,}" if isinstance(value, int | float) else str(value)


def _declared(event: Event) -> Of | Named | None:
    model, name = MODELS.get(event.of), event.field.partition("/")[0]
    return declared_at(model, (name, *WITHIN.get(name, ()))) if model else None


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

    def change(self, event: Event) -> str:
        """The field, and from → to; of a whole record that it came or went."""
        if event.field == "id":
            return "new" if event.after else "no longer listed"
        return ": ".join(filter(None, (self._what(event), self._values(event))))

    def _what(self, event: Event) -> str:
        """The field in words: a kind of fact, an axis, and the part or the scheme that it is of."""
        if event.of in AS_THEY_ARE:
            return event.field
        first, *parts = event.field.split("/")
        if first == FACETS:
            return ", ".join(
                self.comparison.after.terms.get(part, {}).get("title", part) for part in parts
            )
        fact = self._pair.term("facts", first) if event.of == "products" else None
        schemes = (self._pair.term("schemes", part) for part in parts)
        told = (term.label if term else part for term, part in zip(schemes, parts, strict=True))
        return ", ".join([fact.label if fact else self._words.field(first), *told])

    @cached_property
    def _words(self) -> TableWords:
        return read_table_words(None, EVERYWHERE)  # no name of a field names the focus

    def _values(self, event: Event) -> str:
        """From → to; of lists what went and what came, of mappings the entries that differ."""
        before, after = event.before, event.after
        if isinstance(before or after, dict):
            held = [side if isinstance(side, dict) else {} for side in (before, after)]
            names = [
                name for name in {**held[0], **held[1]} if held[0].get(name) != held[1].get(name)
            ]
            return ", ".join(
                f"{name} {' → '.join(_part(side.get(name)) for side in held)}" for name in names
            )
        if isinstance(before or after, list):
            sides = [side if isinstance(side, list) else [] for side in (before, after)]
            gone = [f"− {self._one(event, one)}" for one in sides[0] if one not in sides[1]]
            came = [f"+ {self._one(event, one)}" for one in sides[1] if one not in sides[0]]
            return ", ".join([*gone, *came])
        if before is None and after is None:
            return ""
        told = self._word(event, after, self.comparison.after)
        return f"{self._word(event, before, self.comparison.before)} → {told}"

    def _word(self, event: Event, value: Any, side: Snapshot) -> str:
        if value is None:
            return ABSENT
        text, unit = self._one(event, value), unit_in(side, event, value)
        return f"{text} {unit}" if unit else text

    def _one(self, event: Event, value: Any) -> str:
        """A value in the words of the vocabulary, or of the record that it names."""
        if told := named(self._pair, event, value):
            return told
        for name in vocabularies(event):
            if term := self._pair.term(name, str(value)):
                return term.label
        return _cut(plain(value))

    def counts(self, events: list[Event]) -> str:
        """How many there are of each kind and reason, in one line; of what left also which."""
        return "; ".join(map(_counted, _alike(events)))


def by_grade(events: Collection[Event], grades: Iterable[str]) -> str:
    """How many there are of some grades."""
    counts = {grade: sum(event.grade == grade for event in events) for grade in grades}
    told = (f"{grade}s" if grade in COUNTABLE and n != 1 else grade for grade, n in counts.items())
    return ", ".join(f"{n} {word}" for n, word in zip(counts.values(), told, strict=True))


def _alike(events: Iterable[Event]) -> Iterable[list[Event]]:
    found: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        found.setdefault((event.kind, event.why), []).append(event)
    return found.values()


def _counted(events: Sequence[Event]) -> str:
    one, names = events[0], [event.record for event in events]
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    told = f" ({', '.join(names[:NAMED])}{more})" if one.rule == LEFT else ""
    return f"{len(events)} × {one.kind}: {one.why}{told}"


def _part(value: Any) -> str:
    return ABSENT if value is None else _cut(plain(value))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

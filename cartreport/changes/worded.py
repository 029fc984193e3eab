"""How an event reads on a page: whose record it is, what of it changed, from → to in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cartreport.changes.event import Event
from cartreport.changes.pair import Pair
from cartreport.changes.said import FACETS, named, plain, unit_in, vocabularies
from cartreport.landscape.frames import FRAMES as COLUMNS
from cartreport.landscape.model import Landscape
from cartreport.landscape.snapshot import Snapshot
from cartreport.landscape.words import TableWords

FRAMES = {
    "trials": ("trials", "outside"),
    "programmes": ("programmes", "outside_programmes"),
    "products": ("products", "outside_products"),
}
"""Kind of record → the frames that may hold one; of others the frame of its name."""
HELD = {name for name, columns in COLUMNS.items() if "id" in columns}
"""Frames whose rows have ids."""
NAMES = ("short", "asset", "body", "metric", "event", "name")
"""Columns that say what a record is called, the first that there is; of a trial its number."""
OWNERS = ("sponsor_short", "company_short", "publisher")
PARTS = ("schemes",)
"""Vocabularies whose terms a fact is held for."""
PHASES = "phases"
"""The vocabulary whose short words say little outside of a column of their own."""
FEW = 60
"""A list of names as long as this is said by how many came and went."""


@dataclass(frozen=True)
class Worded:
    """The events of two editions in the words of the later one; ``texts`` are those of records."""

    pair: Pair
    before: Landscape
    after: Landscape
    texts: Mapping[str, str] = field(default_factory=dict)

    def cells(self, event: Event) -> dict[str, str | None]:
        """``name``, ``who``, ``about``, ``what`` and ``said`` of the frame of changes."""
        row = self._row(event)
        names = [row[name] for name in NAMES if row.get(name)] if event.of != "trials" else []
        who = [row[name] for name in OWNERS if row.get(name)] + [
            self._words.comma(row.get("parties", ()))
        ]
        return {
            "name": str(next(iter(names), event.record)),
            "who": next(filter(None, who), None),
            "about": row.get("target"),
            "what": self._what(event) or None,
            "said": self._said(event, row) or None,
        }

    @property
    def _words(self) -> TableWords:
        return self.after.words

    @property
    def _absent(self) -> str:
        return self.after.vocabulary.absent

    def _row(self, event: Event) -> Mapping[str, Any]:
        for landscape in (self.after, self.before):
            for frame in FRAMES.get(event.of, (event.of,)):
                held = landscape.by_id(frame) if frame in HELD else {}
                if event.record in held:
                    return held[event.record]
        sides = (side.records.get(event.of, {}) for side in (self.pair.after, self.pair.before))
        return next((held[event.record] for held in sides if event.record in held), {})

    def _what(self, event: Event) -> str:
        """The field in words: a kind of fact, and the part or the scheme that it is of."""
        if event.field == "id" or event.of in ("vocabulary", "tables", "sources"):
            return ""
        first, *parts = event.field.split("/")
        if first == FACETS:
            return self._words.comma(self._axis(part) for part in parts)
        told = self._term(("facts",), first) if event.of == "products" else None
        rest = (self._term(PARTS, part) or part for part in parts)
        return self._words.comma([told or self._words.field(first), *rest])

    def _said(self, event: Event, row: Mapping[str, Any]) -> str:
        if event.field == "id":
            return self._whole(event, row)
        before, after = event.before, event.after
        if isinstance(before, (list, dict)) or isinstance(after, (list, dict)):
            return self._words.comma(self._parts(event, before, after))
        if before is None and after is None:
            return ""
        told = self._word(event, after, self.pair.after)
        if before == after:
            return told
        then = "" if before is None else self._word(event, before, self.pair.before)
        return f"{then} → {told}".strip()

    def _whole(self, event: Event, row: Mapping[str, Any]) -> str:
        """Of a record what it is; of one that went also that."""
        told = self._told(event, row)
        return told if event.after else f"{told} → {self._words('changes.gone')}".strip()

    def _told(self, event: Event, row: Mapping[str, Any]) -> str:
        known = self.after
        if event.of == "deals":
            return known.short("deal-types", row.get("type"))
        if event.of in ("trials", "programmes"):
            return known.label(PHASES, row.get("phase"))
        if event.of == "figures":
            return self._measured(row.get("value"), row.get("unit"))
        return str(row.get("summary") or row.get("stage") or row.get("due") or "")

    def _parts(self, event: Event, before: Any, after: Any) -> Iterator[str]:
        """What went and what came, of two lists by name, of two mappings by what they hold."""
        if isinstance(before or after, dict):
            held = [dict(side) if isinstance(side, dict) else {} for side in (before, after)]
            for name in dict.fromkeys([*held[0], *held[1]]):
                values = [side.get(name) for side in held]
                if values[0] != values[1]:
                    yield self._entry(name, values)
            return
        sides = [side if isinstance(side, list) else [] for side in (before, after)]
        gone, came = (
            [self._meant(event, one) for one in held if one not in other]
            for held, other in (sides, sides[::-1])
        )
        short = sum(map(len, (*gone, *came))) < FEW
        for sign, names in (("−", gone), ("+", came)):
            if names:
                yield f"{sign} {self._words.comma(names) if short else len(names)}"

    def _entry(self, name: str, values: list[Any]) -> str:
        """An entry of a mapping: what a result measures."""
        head = self._term(("measures",), name) or name
        unit = getattr(self.pair.term("measures", name), "unit", None)
        told = [self._absent if v is None else self._measured(v, unit) for v in values]
        return f"{head} {' → '.join(told[1:] if values[0] is None else told)}"

    def _axis(self, name: str) -> str:
        """What an axis of the subject's own is called."""
        known = self.after.vocabulary.get(name)
        return known.title if known is not None else name

    def _word(self, event: Event, value: Any, side: Snapshot) -> str:
        """A value of one side: that of a product's fact has a unit."""
        if value is None:
            return self._absent
        unit = unit_in(side, event, value)
        return self._measured(value, unit) if unit else self._meant(event, value)

    def _meant(self, event: Event, value: Any) -> str:
        """A value in the words of the vocabulary, or of the record that it names."""
        told = named(self.pair, event, value) or self._term(vocabularies(event), str(value))
        return told or self._measured(value)

    def _measured(self, value: Any, unit: str | None = None) -> str:
        """A number with its unit, a text in the words of this language."""
        number = isinstance(value, int | float)
        told = self._words.language.number(value) if number else self._text(value)
        return told if not unit else f"{told}%" if unit == "%" else f"{told} {self._text(unit)}"

    def _text(self, value: Any) -> str:
        """A text in the words that stand for it in this language, where there are some."""
        return self.texts.get(str(value), plain(value))

    def _term(self, vocabularies: tuple[str, ...], word: str) -> str | None:
        for name in vocabularies:
            found = self.pair.term(name, word)
            if found and name in self.after.vocabulary:
                told = self.after.label if name == PHASES else self.after.short
                return told(name, found.id)
            if found:
                return found.short or found.label
        return None

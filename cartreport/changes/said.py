"""How an event reads: what its record is called, and its values in the words of the vocabulary."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cartreport.changes.compare import Comparison
from cartreport.changes.event import Event
from cartreport.changes.pair import Pair

VOCABULARIES = {
    ("trials", "status"): "statuses",
    ("trials", "phase"): "phases",
    ("programmes", "status"): "programme-statuses",
    ("programmes", "phase"): "phases",
}
"""Fields whose values are terms, or registries' codes of them."""
NAMES = ("name", "title", "asset", "summary", "metric", "sponsor")
"""Fields that say what a record is, the first that there is."""
LONGEST = 60


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
        return f"{self._word(event, before)} → {self._word(event, after)}"

    def _word(self, event: Event, value: Any) -> str:
        if value is None:
            return "not stated"
        term = self._pair.term(VOCABULARIES.get((event.of, event.field), ""), str(value))
        if term:
            return term.label
        if isinstance(value, (dict, list)):
            return _cut(json.dumps(value, ensure_ascii=False))
        return f"{value:,}" if isinstance(value, int) else _cut(str(value))

    def counts(self, events: list[Event]) -> str:
        """How many there are of each kind and reason, in one line."""
        return "; ".join(f"{count} × {kind}: {why}" for kind, why, count in _counted(events))


def _counted(events: list[Event]) -> Iterator[tuple[str, str, int]]:
    keys = [(event.kind, event.why) for event in events]
    for kind, why in dict.fromkeys(keys):
        yield kind, why, keys.count((kind, why))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"

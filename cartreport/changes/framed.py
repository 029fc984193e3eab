"""Events as a frame of the landscape: counted, traced and exported as everything else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from cartreport.changes.event import Event
from cartreport.changes.pair import Pair
from cartreport.changes.rebased import rebased
from cartreport.changes.worded import Worded
from cartreport.landscape.framing import frame_of
from cartreport.landscape.model import Landscape
from cartreport.landscape.restored import restored
from cartreport.landscape.rows.awaited import DUE, awaited
from cartreport.landscape.snapshot import LABELS, Snapshot
from cartreport.sources.dates import last_day

MONTH = len("YYYY-MM")


def with_changes(
    landscape: Landscape,
    before: Snapshot,
    after: Snapshot,
    events: Sequence[Event],
    older: Iterable[Snapshot] = (),
    texts: Mapping[str, str] | None = None,
) -> Landscape:
    """The landscape that knows an earlier edition, what changed since, and what each awaited.

    ``older``: the editions before the earlier one, the oldest first. ``texts``: what stands in its
    language for a text of the records.
    """
    earlier = rebased(before, after, events, landscape)
    rows = _rows(events, Worded(Pair(before, after), earlier, landscape, texts or {}))
    frame, _ = frame_of("changes", rows)
    lists = {known.edition: _awaited_then(known) for known in (*older, before)}
    return replace(landscape, changes=frame, before=earlier, printed=before.numbers, lists=lists)


def _rows(events: Iterable[Event], worded: Worded) -> Iterator[dict[str, object]]:
    met: Counter[str] = Counter()
    for event in events:
        date, name = event.date, f"{event.of}/{event.record}/{event.field}/{event.rule}"
        met[name] += 1
        yield {
            "id": name if met[name] == 1 else f"{name}/{met[name]}",
            "kind": event.kind,
            "grade": event.grade,
            "of": event.of,
            "record": event.record,
            "field": event.field,
            "before": _text(event.before),
            "after": _text(event.after),
            "date": date,
            "month": date[:MONTH] if date and date[4:5] == "-" and date[5].isdigit() else None,
            "why": worded.after.words.why(event.rule, event.why),
            "rule": event.rule,
            "weight": worded.pair.grades[event.rule].weight,
            **worded.cells(event),
            "in_focus": event.focus,
            "refs": event.sources,
        }


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, list):
        return "; ".join(map(str, value)) or None
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)


READ = ("policy", "expected")
"""Kinds that say what is to come; trials do as well, those that start after the edition's year."""


@lru_cache(maxsize=16)
def _awaited_then(known: Snapshot) -> Mapping[str, str]:
    """Id → day of what was still to come; only what may be is read again."""
    year = known.as_of[: len("YYYY")]
    trials = {
        id: {name: value for name, value in fields.items() if name != LABELS}
        for id, fields in known.records.get("trials", {}).items()
        if fields.get("start", "") >= year
    }
    held = {kind: known.records.get(kind, {}) for kind in READ}
    told = restored(replace(known, records={**held, "trials": trials}, references={}))
    due = {str(row["id"]): str(row["due"]) for row in awaited(told) if row["state"] == DUE}
    return {id: day for id, day in due.items() if last_day(day) > known.as_of}

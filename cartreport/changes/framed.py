"""Events as a frame of the landscape: counted, traced and exported as everything else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from cartreport.changes.event import Event
from cartreport.landscape.framing import frame_of
from cartreport.landscape.model import Landscape

MONTH = len("YYYY-MM")


def with_changes(landscape: Landscape, events: Iterable[Event]) -> Landscape:
    """The landscape that knows what changed since an earlier edition."""
    return replace(landscape, changes=frame_of("changes", _rows(events)))


def _rows(events: Iterable[Event]) -> Iterator[dict[str, object]]:
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
            "why": event.why,
            "rule": event.rule,
            "in_focus": event.focus,
            "refs": event.sources,
        }


def _text(value: Any) -> str | None:
    if value is None or value == "":
        return None
    if isinstance(value, list):
        return "; ".join(map(str, value)) or None
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)

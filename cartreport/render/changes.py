"""A comparison of two editions for people and for programs: text, Markdown, JSON, CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from cartreport.changes.compare import Comparison
from cartreport.changes.event import ORDER, Event
from cartreport.changes.flows import Flow
from cartreport.changes.said import Said, by_grade
from cartreport.landscape.address import WHOLE
from cartreport.render.formats import md
from cartreport.render.formats.csv import cell

HEADS = {
    "news": "News",
    "correction": "Corrections: we were wrong",
    "restatement": "Restated: counted or labelled by other rules",
    "minor": "Of little weight",
    "cosmetic": "Cosmetic: the record changed, not what it tells of",
}
OPEN = ("news", "correction")
"""Grades whose events are listed; of the others a line of counts, unless all are asked for."""
KEYS = ("kind", "grade", "record", "field", "from", "to", "date", "sources", "why", "focus")


def as_json(comparison: Comparison, *, every: bool = True) -> str:  # noqa: ARG001 — all, always
    """One object for a program: both editions, the flows, every event."""
    held = {
        "before": comparison.before.edition,
        "after": comparison.after.edition,
        "flows": [_flow(flow) for flow in comparison.flows],
        "events": [_event(event) for event in comparison.events],
    }
    return json.dumps(held, ensure_ascii=False, indent=2) + "\n"


def _event(event: Event) -> dict[str, Any]:
    values = (
        *(event.kind, event.grade, event.record, event.field, event.before, event.after),
        *(event.date, list(event.sources), event.why, event.focus),
    )
    return dict(zip(KEYS, values, strict=True))


def _flow(flow: Flow) -> dict[str, Any]:
    return {
        "table": flow.table,
        "row": flow.row,
        "column": flow.column,
        "last": flow.last,
        "new": flow.new,
        "returned": flow.returned,
        "gone": flow.gone,
        "in": flow.came,
        "out": flow.left,
        "this": flow.this,
    }


def as_csv(comparison: Comparison, *, every: bool = True) -> str:  # noqa: ARG001 — all, always
    """A row an event, with the keys of the JSON as heads; the parts of a list between bars."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(KEYS)
    for event in comparison.events:
        writer.writerow([cell(_flat(value)) for value in _event(event).values()])
    return text.getvalue()


def _flat(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False, sort_keys=True)
    return tuple(value) if isinstance(value, list) else value


def as_text(comparison: Comparison, *, every: bool = False) -> str:
    """For a terminal: what is news and what was wrong, a line an event; the rest counted."""
    said = Said(comparison)
    lines = [_title(comparison), _sums(comparison), ""]
    for head, events, listed in _parts(comparison, every=every):
        if listed:
            lines += [head, *(f"  {_line(said, event)}" for event in events), ""]
        else:
            lines += [head, f"  {said.counts(events)} (--all lists them)", ""]
    return "\n".join([*lines, *(f"{_closing(flow)}" for flow in _whole(comparison))]) + "\n"


def as_md(comparison: Comparison, *, every: bool = False) -> str:
    """For a pull request or an e-mail: tables of news and corrections, the rest folded."""
    said = Said(comparison)
    lines = [f"## {md.safe(_title(comparison))}", "", _sums(comparison), ""]
    for head, events, listed in _parts(comparison, every=every):
        counted = [f"<details><summary>{md.safe(said.counts(events))}</summary>", ""]
        lines += [f"### {md.safe(head)}", "", *([] if listed else counted)]
        lines += ["| what | record | from → to | date | why |", "| --- | --- | --- | --- | --- |"]
        lines += [f"| {' | '.join(map(md.safe, _cells(said, event)))} |" for event in events]
        lines += [""] if listed else ["", "</details>", ""]
    return (
        "\n".join([*lines, *(f"- {md.safe(_closing(flow))}" for flow in _whole(comparison))]) + "\n"
    )


def _title(comparison: Comparison) -> str:
    before, after = comparison.before, comparison.after
    title = after.project.get("title", "")
    return f"{title}: {before.edition} ({before.as_of}) → {after.edition} ({after.as_of})"


def _sums(comparison: Comparison) -> str:
    told = by_grade(comparison.events, ORDER)
    return f"{told}." if comparison.events else "No change."


def _parts(comparison: Comparison, *, every: bool) -> Iterator[tuple[str, list[Event], bool]]:
    """Head, events, and whether they are listed: news of the focus country, elsewhere, the rest."""
    focus = comparison.after.project.get("focus", {}).get("label", "")
    for grade in ORDER:
        for here in (True, False):
            events = [
                event for event in comparison.events if event.grade == grade and event.focus is here
            ]
            place = f", {focus}" if here and focus else ", elsewhere" if not here else ""
            if events:
                yield HEADS[grade] + place, events, every or (here and grade in OPEN)


def _cells(said: Said, event: Event) -> tuple[str, ...]:
    record = f"{event.record} {said.name(event)}".strip()
    return event.kind, record, said.change(event), event.date or "", event.why


def _line(said: Said, event: Event) -> str:
    kind, record, told, date, why = _cells(said, event)
    return f"{kind:<14} {record} | {told} | {date} | {why}"


def _whole(comparison: Comparison) -> list[Flow]:
    """Each flow in which something moved, once: of the first table that has it."""
    found: dict[Flow, Flow] = {}
    for flow in comparison.flows:
        if flow.row == WHOLE and flow.moved:
            found.setdefault(replace(flow, table="", column=""), flow)
    return list(found.values())


def _closing(flow: Flow) -> str:
    parts = [(flow.new, "new"), (flow.returned, "returned"), (-flow.gone, "gone")]
    parts += [(flow.came, "in"), (-flow.left, "out")]
    steps = " ".join(f"{count:+d} {word}" for count, word in parts if count)
    return f"{flow.table} (unit: {flow.unit}): {flow.last} {steps} = {flow.this}"


FORMS: dict[str, Callable[..., str]] = {
    "text": as_text,
    "json": as_json,
    "md": as_md,
    "csv": as_csv,
}
"""The forms of a comparison, by name."""

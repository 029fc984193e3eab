"""What comes next and when, and how far the lists of earlier editions came true."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Exhibit, Grid, Head, Row, Section, Text
from cartreport.briefing.grids import LIVE_WIDTH, grid_of
from cartreport.briefing.sections.evidence_cells import weak
from cartreport.landscape.rows.awaited import DROPPED, HAPPENED, KINDS, START
from cartreport.landscape.watch_list import (
    EARLIER,
    GONE,
    NEW,
    SILENT,
    SLIPPED,
    STANDING,
    TO_COME,
    UNREAD,
)
from cartreport.landscape.watch_record import EARLY, OVER
from cartreport.sources.dates import first_day, last_day

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

KIND = "exhibits"
WIDTHS = {"due": 25.0, "label": 62.0, "who": 38.0, "about": 24.0, "note": 25.0}
FATES = (HAPPENED, SLIPPED, EARLIER, DROPPED, GONE, SILENT)
"""What may have become of an event of the last list, in the order in which it is told."""
FILED = "filed"
"""What waits for a decision whose day no source announces."""


def section(desk: Desk) -> Section | None:
    """What is to come by kind; what became of the last list; all earlier lists. None of nothing."""
    view = desk.view("watch-list")
    ahead = [line for line in view if line["state"] in TO_COME]
    filed = list(desk.view("filed-products")) if desk.filled("filed-products") else []
    if not view.lines and not filed:
        return None
    first = min(
        ahead, key=lambda line: (last_day(line["due"]), KINDS.index(line["kind"])), default=None
    )
    now = desk.as_of
    values: dict[str, object] = {
        "n": view.rows(ahead),
        "left": desk.clause("watch.unread", n=view.rows(_in(view.lines, UNREAD))),
        "quiet": desk.clause("watch.quiet", n=view.rows(_quiet(view.lines))),
        "slipped": desk.clause("watch.moved", n=view.rows(_in(ahead, SLIPPED))),
        "filed": desk.clause("watch.filed", n=desk.view("filed-products").rows(filed)),
        "day": desk.day(first["due"]) if first and leads(now, first, ahead) else None,
        "last": desk.last.edition if desk.last else None,
        **_record(desk),
    }
    values["fates"] = desk.listed("watch.fates", values)
    return replace(
        desk.section("watch-list", KIND, values=values),
        lead=Text(desk.say("watch-list.lead", values)),
        exhibits=(
            *_ahead(desk, ahead, filed, values),
            *_became(desk, values),
            *_earlier(desk, values),
        ),
    )


def leads(now: str, first: Line, ahead: Sequence[Line]) -> bool:
    """Whether no other event may come, from now on, before what the first one is dated to."""
    return all(max(first_day(line["due"]), now) >= first_day(first["due"]) for line in ahead)


def _in(lines: Sequence[Line], *states: str) -> list[Line]:
    return [line for line in lines if line["state"] in states]


def _quiet(lines: Sequence[Line]) -> list[Line]:
    """The events that are over and of which nothing is known; not those of the last list."""
    return [line for line in _in(lines, SILENT) if line["listed"] == "no"]


def _record(desk: Desk) -> dict[str, object]:
    """How many events of the last edition's list are due by now, and what became of them."""
    if desk.last is None or not desk.filled("watch-record"):
        return {}
    line = desk.view("watch-record").get(desk.last.edition)
    if line is None:
        return {}
    counts = {
        column.key: line.n(column.key)
        for column in line.view.table.columns
        if column.kind == "count"
    }
    return counts | {
        "blind": desk.clause("watch.blind", n=line.n("unread")),
        "ahead": desk.clause("watch.early", n=line.n(EARLY)),
    }


def _ahead(
    desk: Desk, ahead: Sequence[Line], filed: Sequence[Line], values: dict[str, object]
) -> Iterator[Exhibit]:
    rows: list[Row] = []
    for kind in KINDS:
        held = [line for line in ahead if line["kind"] == kind]
        if held:
            rows.append(_group(desk, kind, held))
            rows.extend(_row(desk, line) for line in held)
    if filed:
        rows.append(_group(desk, FILED, filed))
        rows.extend(_filed(desk, line) for line in filed)
    if rows:
        tables = ("watch-list", "filed-products") if filed else ("watch-list",)
        yield desk.exhibit("watch.ahead", *tables, values=values, grid=_grid(desk, rows))


def _group(desk: Desk, kind: str, lines: Sequence[Line]) -> Row:
    n = desk.words("n", n=lines[0].view.rows(lines))
    return Row((Cell(desk.words(f"watch.kind.{kind}"), small=n),), kind="group")


def _row(desk: Desk, line: Line, day: str = "") -> Row:
    """An event: its day first, then what, whose, its target, and how its day moved.

    With a ``day`` it is told from the last list, where it stood at that day.
    """
    new = line["state"] == NEW
    label = (
        desk.words("watch.start", trial=line["label"]) if line["kind"] == START else line["label"]
    )
    moved = line["state"] in (SLIPPED, EARLIER)
    note = f"watch.state.{line['state'].replace(' ', '-')}"
    if day and (moved or (line["state"] == SILENT and line["then"])):
        note = f"watch.became.{line['state'].replace(' ', '-')}"
    elif line["state"] == STANDING and desk.last is None:
        note = "watch.state.to-come.first"
    then = desk.short_day(line["then"]) if line["then"] else ""
    return Row(
        (
            Cell(desk.short_day(day or line["due"]), sort=day or line["due"]),
            Cell(label, refs=desk.cite(line["refs"], most=1), mark=weak(line["confidence"])),
            Cell(line["who"] or ""),
            Cell(line["about"] or ""),
            Cell(
                desk.words(note, then=then, due=desk.short_day(line["due"])),
                mark="new" if new else "",
                tone="change" if new or moved else "",
            ),
        )
    )


def _filed(desk: Desk, line: Line) -> Row:
    since = desk.short_day(line["date"]) if line["date"] else desk.words("none")
    return Row(
        (
            Cell(desk.words("watch.undated"), tone="muted", sort=""),
            Cell(
                desk.words("watch.decision", name=line["label"]),
                refs=desk.cite(line["refs"], most=1),
                mark="disputed" if line["presumed"] == "yes" else "",
            ),
            Cell(line["company"] or ""),
            Cell(line["target"] or ""),
            Cell(desk.words("watch.since", step=line["step"], day=since)),
        )
    )


def _became(desk: Desk, values: dict[str, object]) -> Iterator[Exhibit]:
    """What became of the events that the last edition listed: due by now, and before their day.

    None in a first edition. The record of the lists says which is which, and counts them; of
    those that were due alone the title speaks.
    """
    if OVER not in values or desk.last is None:
        return
    record, view = desk.view("watch-record"), desk.view("watch-list")
    told: dict[str, list[Line]] = {}
    for key in (OVER, EARLY):
        ids = record.units(key, [line for line in record if line.id == desk.last.edition])
        told[key] = [line for state in FATES for line in _in(view.lines, state) if line.id in ids]
    rows: list[Row] = []
    for key, lines in told.items():
        if lines and told[EARLY]:
            rows.append(_group(desk, key, lines))
        rows.extend(_row(desk, line, line["then"] or line["due"]) for line in lines)
    if rows:
        yield desk.exhibit(
            "watch.became", "watch-list", "watch-record", values=values, grid=_grid(desk, rows)
        )


def _earlier(desk: Desk, values: dict[str, object]) -> Iterator[Exhibit]:
    """The lists of all editions before: how many of what was due happened."""
    view = desk.view("watch-record")
    if len(view.lines) > 1:
        keys = [column.key for column in view.table.columns if column.kind == "count"]
        wide = LIVE_WIDTH / (len(keys) + 1)
        grid = grid_of(view, {"label": wide, **dict.fromkeys(keys, wide)}, desk.words)
        first = view.lines[0]
        told = {**values, "edition_then": first["label"], "all": first.n("over")}
        told["came_true"] = first.n("happened")
        told["blind"] = desk.clause("watch.blind", n=first.n("unread"))
        yield desk.exhibit("watch.record", "watch-record", values=told, grid=grid)


def _grid(desk: Desk, rows: Sequence[Row]) -> Grid:
    heads = tuple(Head(desk.words(f"watch.head.{key}"), width) for key, width in WIDTHS.items())
    return Grid(heads, tuple(rows), table="watch-list", style="wrap")

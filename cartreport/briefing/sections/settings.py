"""The settings side by side: one table over trials, programmes, companies and products."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from cartreport.briefing.briefing import Cell, Exhibit, Grid, Head, Row
from cartreport.briefing.figures.stacked_bars import Segment
from cartreport.briefing.grids import counted, stated
from cartreport.briefing.moved import fallen
from cartreport.briefing.numbers import Bound, Number
from cartreport.briefing.sections.doubt import doubt_line
from cartreport.briefing.sections.ladder import late_rung, rungs, second_phase
from cartreport.briefing.sections.share import last_full_year
from cartreport.briefing.words import lower_first
from cartreport.landscape.address import NOWHERE, ROWS, Address
from cartreport.landscape.taken import LEAST

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View

NAME = 62.0
COLUMNS, ACTIVE = "setting:", "status-group:active"
TABLES = {
    "trials-by-setting": "trials",
    "programmes-by-setting": "programmes",
    "approvals-timeline": "products",
}
"""The tables that are read, each with the kind of source that it counts."""
DATED = ("programmes", "products")
OF = {**dict.fromkeys(("programmes", "companies", "sets"), "programmes"), "approved": "products"}
"""Row → the kind of source that it counts."""
Column = tuple[str, str, str]
"""The key of a column, its label, and its colour."""


def setting_columns(desk: Desk, view: View) -> tuple[list[Column], list[str]]:
    """The columns of a table for each setting that has a colour; and those of the others."""
    named = [(f"{COLUMNS}{key}", label, hue) for key, label, hue in desk.settings]
    known = {key for key, *_ in named}
    return named, [key for key in view.keys(COLUMNS) if key not in known]


def setting_segments(desk: Desk, view: View, lines: Sequence[Line]) -> tuple[Segment, ...]:
    """The parts of a bar of some rows: the settings, those without a colour as one."""
    named, others = setting_columns(desk, view)
    parts = [([key] if key in view else [], label, hue) for key, label, hue in named]
    parts.append((others, desk.words("setting.none"), "hue-d"))
    return tuple(
        Segment(name, view.count(keys, lines) if keys else 0, hue) for keys, name, hue in parts
    )


def active(view: View, lines: Iterable[Line] | None = None) -> Number:
    """The active trials of some lines."""
    return view.count([key for key in view.keys("status-group:") if key == ACTIVE], lines)


def settings_exhibit(desk: Desk) -> Exhibit | None:
    """One table: each row names its own unit, so that no two are added; none for nothing."""
    columns, printed = _columns(desk)
    if not any(held["trials"] for held in columns.values()):
        return None
    starts = [
        desk.words(
            "settings.starts", name=lower_first(name), recent=held["recent"], trials=held["trials"]
        )
        for name, held in columns.items()
        if held["trials"]
    ]
    sizes = [
        desk.words("settings.trials", name=lower_first(name), n=held["trials"])
        for name, held in columns.items()
        if held["trials"]
    ]
    values: dict[str, object] = {
        "n": desk.view("trials-by-setting").total["n"],
        "doubt": doubt_line(desk, "trials-by-setting"),
        "starts": desk.words.joined(starts),
        "trials": desk.words.joined(sizes),
        "recent": any(held["recent"] for held in columns.values()),
        "since": str(last_full_year(desk)),
        "second": late_rung(desk),
        "least_stated": Bound(LEAST),
        "dates": "".join(desk.words(f"settings.{kind}") for kind in DATED if desk.has(kind)),
    }
    width = (174 - NAME) / len(columns)
    heads = (
        Head(desk.words("settings.head"), NAME),
        *(Head(name, width, "right") for name in columns),
    )
    rows = tuple(
        Row(
            (
                Cell(desk.words(f"settings.row.{row}", **values)),
                *(printed[name][row] for name in columns),
            )
        )
        for row in next(iter(columns.values()))
        if _told(desk, row)
    )
    return desk.exhibit(
        "settings",
        *(table for table, kind in TABLES.items() if desk.has(kind)),
        values=values,
        grid=Grid(heads, rows, table="trials-by-setting", sortable=False),
    )


def _columns(desk: Desk) -> tuple[dict[str, Mapping[str, Any]], dict[str, dict[str, Cell]]]:
    """The numbers of each setting that has one, or had one in the edition before; and its cells."""
    columns, printed = {}, {}
    for key, label, _ in desk.settings:
        held = _column(desk, key, label)
        cells = {row: _cell(desk, key, value) for row, value in held.items()}
        if any(held.values()) or any(cell.was for cell in cells.values()):
            columns[label], printed[label] = held, cells
    return columns, printed


def _told(desk: Desk, row: str) -> bool:
    """Whether the project has what a row counts: what nobody read is no zero."""
    if row == "far":
        return bool(late_rung(desk))
    if row == "cities":
        return bool(desk.view("trials-by-setting").total["distinct:city"])
    return row not in OF or desk.has(OF[row])


def _cell(desk: Desk, setting: str, value: float | None) -> Cell:
    """A number, zero as a dot, none known as such; a median between two keeps its half.

    A setting that its table no longer has keeps what stood there.
    """
    if value is None:
        return Cell("–", tone="muted", sort="")
    if not isinstance(value, Number):
        return stated(value) if value else Cell("·", tone="muted", sort=0)
    at = Address.read(value.address)
    if at.rows != (NOWHERE,):
        return counted(value)
    cell = counted(int(value))
    return cell if at.columns == (ROWS,) else fallen(desk, cell, str(replace(at, rows=(setting,))))


def _column(desk: Desk, setting: str, label: str) -> Mapping[str, Any]:
    """The numbers of one setting. A programme counts under the setting that it names first."""
    trials, programmes = desk.view("trials-by-setting"), desk.view("programmes-by-setting")
    line, named = trials.get(setting), programmes.get(setting)
    held, first = [line] if line else [], [named] if named else []
    since = last_full_year(desk)
    recent = [key for key in trials.keys("started:") if key[8:].isdigit() and int(key[8:]) >= since]
    uses = desk.view("approvals-timeline") if desk.has("products") else None
    return {
        "trials": trials.count("n", held),
        "active": active(trials, held),
        "recent": trials.count(recent, held),
        "far": trials.count(_far(desk, trials), held),
        "size": line["size"] if line else None,
        "cities": trials.count("distinct:city", held),
        "programmes": programmes.count("n", first),
        "companies": programmes.count("distinct:company", first),
        "sets": programmes.count("distinct:target-set", first),
        "approved": uses and uses.rows(use for use in uses if use["setting"] == label),
    }


def _far(desk: Desk, trials: View) -> list[str]:
    """The columns of the phases past the second."""
    second = second_phase(desk)
    far = (f"phase:{term.id}" for term in rungs(desk) if (term.order or 0) > second)
    return [key for key in far if key in trials]

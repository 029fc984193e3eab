"""The landscape at a glance: trials by phase and setting, and by year against the world."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import stacked_bars, years
from cartreport.briefing.guards import YEAR
from cartreport.briefing.numbers import Bound, Names, Number, Share
from cartreport.briefing.sections.doubt import doubt_line, turns
from cartreport.briefing.sections.ladder import late_rung, rungs, second_phase
from cartreport.briefing.sections.settings import setting_columns, setting_segments
from cartreport.briefing.sections.share import (
    ONCE,
    UNPLACED,
    YEARS,
    doubted,
    firm_share,
    is_record,
    last_full_year,
    starts,
    trials_to,
    world_share,
    year_lines,
)
from cartreport.briefing.words import lower_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

KIND = "exhibits"
PAGE = 12
"""Years drawn: the chart's width holds so many with their numbers."""
PHASES, SETTINGS, HERE = "trials-by-phase", "trials-by-setting", "place:focus"


def section(desk: Desk) -> Section | None:
    """Two charts: phase by setting, and start years of focus, first peer and the rest."""
    if not desk.has("trials") or not desk.view(PHASES).total["place:focus"]:
        return None
    values = _values(desk)
    drawn = {"phase": (_phases(desk, values), PHASES), "years": (_years(desk, values), YEARS)}
    return replace(
        desk.section("glance", KIND, values=values),
        exhibits=tuple(
            desk.exhibit(f"glance.{name}", table, values=values, figure=figure)
            for name, (figure, table) in drawn.items()
            if figure
        ),
    )


def _values(desk: Desk) -> dict[str, object]:
    n = desk.view(PHASES).total.n(HERE)
    return {
        **world_share(desk),
        **_of_phases(desk),
        **_of_settings(desk, n),
        **_of_years(desk),
        "doubt": doubt_line(desk, PHASES, HERE),
        "doubt_share": _without_doubt(desk),
        "n": n,
        "record": desk.words("share.record") if is_record(desk) else "",
        "home": _home(desk),
    }


def _of_phases(desk: Desk) -> dict[str, object]:
    """The trials below the first late rung, and past it, of those whose phase is a rung."""
    view, two = desk.view(PHASES), second_phase(desk)
    order = {term.id: term.order or 0 for term in rungs(desk)}
    early = view.count(HERE, [line for line in view if order.get(line.id or "", two) < two])
    late = view.count(HERE, [line for line in view if order.get(line.id or "", two) > two])
    return {
        "early": early,
        "early_share": Share(early, view.count(HERE, [x for x in view if x.id in order])),
        "late_n": late,
        "second": late_rung(desk),
    }


def _of_settings(desk: Desk, n: Number) -> dict[str, object]:
    """The setting with most trials, or those that tie; and the trials with a single one."""
    view = desk.view(PHASES)
    named, _ = setting_columns(desk, view)
    held = {key: label for key, label, _ in named if view.total[key]}
    most = max((view.total.n(key) for key in held), default=view.count(HERE, []))
    return {
        "setting": Names(lower_first(held[key]) for key in held if view.total[key] == most),
        "settings": Bound(len(held)),
        "setting_turns": turns(
            (line for line in desk.view(SETTINGS) if f"setting:{line.id}" in held), "n"
        ),
        "setting_n": most,
        "setting_share": Share(most, n),
        "clear": view.count(list(held)),
    }


def _of_years(desk: Desk) -> dict[str, object]:
    """The world's trials: those drawn, those that started earlier, and those that have not."""
    view, started = desk.view(YEARS), "begun:started"
    drawn = _drawn(desk)
    lines = year_lines(desk, *drawn)
    states = {key.partition(":")[2]: view.total[key] for key in view.keys("begun:")}
    outside = [line for line in view if line not in lines]
    left = {**states, "outside": view.count(started, outside)}
    peers = desk.words.joined([place.label for place in desk.peers])
    return {
        "drawn": view.count(started, lines),
        "drawn_here": view.count(f"{ONCE}focus", lines),
        "left": desk.listed("glance.years.left", left) or desk.words("glance.years.whole"),
        "part_year": _part_year(desk, drawn),
        "other_peers": desk.clause("glance.years.peers", peers=peers),
    }


def _part_year(desk: Desk, drawn: range) -> str:
    """That the last year drawn is not over, where it is not."""
    part = last_full_year(desk) + 1
    return desk.words("glance.years.part", part=str(part)) if drawn[-1] == part else ""


def _drawn(desk: Desk) -> range:
    """The years of the chart: so many up to the data's, from the first with a started trial."""
    last = int(trials_to(desk)[:4])
    begun = [int(str(line.id)) for line in year_lines(desk) if line["begun:started"]]
    return range(max(last + 1 - PAGE, min(begun, default=last)), last + 1)


def _home(desk: Desk) -> str:
    """How many trials name no place, and of how many of these the sponsor is from here."""
    view = desk.view(YEARS)
    if "home" not in view:
        return ""
    home, n = view.total["home"], view.total["place:not-stated"]
    key = "glance.years.home" if home < n else "glance.years.home.all"
    return desk.clause(key, home=home, n=n, all=view.total["n"]) if home else ""


def _without_doubt(desk: Desk) -> str:
    """The shares of the part year and of the last full one without the doubtful trials."""
    year = last_full_year(desk)
    part, full = firm_share(desk, year + 1), firm_share(desk, year)
    if not (doubted(desk) and part and full):
        return ""
    return desk.words("doubt.share", firm_part=part, firm=full, part=str(year + 1), year=str(year))


def _phases(desk: Desk, values: dict[str, object]) -> Figure:
    """Stacked bars: the vocabulary's phases as rows, settings as segments."""
    view, words = desk.view(PHASES), desk.words
    order = [term.id for term in rungs(desk)]
    held = [line for id in order if (line := view.get(id)) and line[HERE]]
    bars = [(line["label"], [line]) for line in held]
    blank = [line for line in view if line.id not in order]
    if view.count(HERE, blank):
        bars.append((words("phase.none"), blank))
    rows = tuple(
        stacked_bars.BarRow(label, setting_segments(desk, view, lines)) for label, lines in bars
    )
    scene = stacked_bars.draw(stacked_bars.StackedBars(rows), desk.measure)
    heads = [(words("phase.head"), 30.0), *((part.label, 30.0) for part in rows[0].segments)]
    data = _data(
        [*heads, (words("total"), 24.0)],
        [
            (bar, [*(part.value for part in row.segments), view.count(HERE, lines)])
            for row, (bar, lines) in zip(rows, bars, strict=True)
        ],
    )
    return Figure("phase-setting", scene, desk.say("glance.phase.alt", values), data)


def _data(heads: list[tuple[str, float]], rows: Iterable[tuple[str, list[int]]]) -> Grid:
    """The numbers of a figure as a grid: a name, then counts."""
    (name, width), *others = heads
    return Grid(
        (Head(name, width), *(Head(label, wide, "right") for label, wide in others)),
        tuple(Row((Cell(label), *map(_cell, counts))) for label, counts in rows),
    )


def _cell(count: int) -> Cell:
    at = count.address if isinstance(count, Number) else ""
    return Cell(str(int(count)), at=at)


def _counts(desk: Desk, lines: list[Line]) -> list[Number]:
    """Focus, peers without it, elsewhere, no place named: the started trials, each once."""
    view = desk.view(YEARS)
    peers = [f"{ONCE}{place.country}" for place in desk.peers]
    parts = [[f"{ONCE}focus"], *([peers] if peers else []), [f"{ONCE}rest"], [UNPLACED]]
    return [view.count(keys, lines) for keys in parts]


def _year(desk: Desk, year: int, last: int) -> years.Year:
    """One column: the trials that started in the year; the last ends at the day of the data."""
    note = ""
    if year == last:
        note = desk.words("glance.years.to", date=desk.words.day_of_year(trials_to(desk)))
    share = Share(*starts(desk, year))
    counts = tuple(_counts(desk, year_lines(desk, year)))
    told = 100 * share.value if share.whole >= YEAR else None
    return years.Year(str(year), counts, told, note, share.address)


def _years(desk: Desk, values: dict[str, object]) -> Figure | None:
    """Columns of started trials: focus, peers without a focus site, rest, no place named.

    None where no trial has started.
    """
    words, drawn = desk.words, _drawn(desk)
    rows = [_year(desk, year, last_full_year(desk) + 1) for year in drawn]
    shared = any(row.share is not None for row in rows)
    peers = desk.words.joined([place.label for place in desk.peers])
    names = [
        (desk.focus.label, "neu-1"),
        *([(words("glance.years.peer", peer=peers), "neu-2")] if peers else []),
        (words("glance.years.rest"), "neu-3"),
        (words("glance.years.unplaced"), "hue-d"),
    ]
    held = [at for at, _ in enumerate(names) if any(row.counts[at] for row in rows)]
    if not held:
        return None
    names = [names[at] for at in held]
    rows = [replace(row, counts=tuple(row.counts[at] for at in held)) for row in rows]
    scene = years.draw(
        years.Years(
            tuple(rows),
            tuple(years.Series(*name) for name in names),
            count_title=words("glance.years.count"),
            share_title=words("glance.years.share", **values) if shared else "",
        ),
        desk.measure,
    )
    view = desk.view(YEARS)
    data = _data(
        [(words("year"), 30.0), *((name, 36.0) for name, _ in names), (words("total"), 30.0)],
        [
            (row.label, [*row.counts, view.count("begun:started", year_lines(desk, year))])
            for row, year in zip(rows, drawn, strict=True)
        ],
    )
    return Figure("start-years", scene, desk.say("glance.years.alt", values), data)

"""The landscape at a glance: trials by phase and setting, and by year against the world."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import stacked_bars, years
from cartreport.briefing.sections.doubt import doubt_line
from cartreport.briefing.sections.ladder import second_phase
from cartreport.briefing.sections.share import (
    is_record,
    last_full_year,
    starts,
    world_share,
    year_rows,
)
from cartreport.briefing.sections.superlative import LEAST
from cartreport.briefing.words import lower_first, percent, short_day
from cartreport.landscape.begun import NEVER, PLANNED, STARTED, UNDATED, WAITING
from cartreport.landscape.trials_frame import unplaced_of_home

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

KIND = "exhibits"
PAGE = 12
"""Years drawn: the chart's width holds so many with their numbers."""


def section(desk: Desk) -> Section | None:
    """Two charts: phase by setting, and start years of focus, first peer and the rest."""
    if not len(desk.focus_trials):
        return None
    values = _values(desk)
    return replace(
        desk.section("glance", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "glance.phase",
                values=values,
                figure=_phases(desk, values),
                source=desk.sources("trials-by-phase"),
            ),
            desk.exhibit(
                "glance.years",
                values=values,
                figure=_years(desk, values),
                source=desk.sources("trials-by-country-year"),
            ),
        ),
    )


def _values(desk: Desk) -> dict[str, object]:
    landscape, trials = desk.landscape, desk.focus_trials
    phases = landscape.vocabulary["phases"]
    order = {term.id: term.order or 0 for term in phases}
    two = second_phase(desk)
    stated = trials[[phases[p].order is not None if p else False for p in trials["phase"]]]
    early = sum(order[phase] < two for phase in stated["phase"])
    late = sum(order[phase] > two for phase in stated["phase"])
    settings = Counter(trials["setting"])
    stated_settings = [(settings[key], key) for key, *_ in desk.settings]
    top_n, top = max(stated_settings, default=(0, None))
    world = landscape.trials
    first = last_full_year(desk) + 2 - PAGE
    drawn = range(first, first + PAGE)
    started = sum(
        int(row["started:world"]) for year, row in year_rows(desk).items() if year in drawn
    )
    states = Counter(world["begun"])
    return {
        **world_share(desk),
        "doubt": doubt_line(desk, "trials-by-phase", "focus"),
        "doubt_share": _without_doubt(desk),
        "n": len(trials),
        "world_all": len(world),
        "drawn": started,
        "outside": states[STARTED] - started,
        **{state: states[state] for state in (WAITING, PLANNED, NEVER, UNDATED)},
        "early": early,
        "early_share": percent(early, len(trials)),
        "late_n": late,
        "setting": lower_first(landscape.label("settings", top)),
        "setting_n": top_n,
        "setting_share": percent(top_n, len(trials)),
        "unclear": len(trials) - sum(settings[key] for key, *_ in desk.settings),
        "record": _record(desk),
        "home": _home(desk),
    }


def _home(desk: Desk) -> str:
    """How many trials name no place, and of how many of these the sponsor is from here."""
    trials = desk.landscape.rows("trials")
    blank = sum(not trial["countries"] for trial in trials)
    home = len(unplaced_of_home(trials))
    return desk.words("glance.years.home", n=blank, home=home) if home else ""


def _without_doubt(desk: Desk) -> str:
    """The shares of the part year and of the last full one without the doubtful trials."""
    year, rows = last_full_year(desk), year_rows(desk)
    held = [rows.get(y, {}).get("share_firm") for y in (year + 1, year)]
    if not desk.landscape.trials["doubt"].notna().any() or None in held:
        return ""
    part, full = (f"{value:.0%}" for value in held)
    return desk.words("doubt.share", firm_part=part, firm=full)


def _record(desk: Desk) -> str:
    """What the title says of the share: the newest year first, a record only where it holds."""
    share = world_share(desk)
    if int(str(share["world"])) < LEAST:
        return desk.words("glance.years.small")
    if is_record(desk):
        return desk.words("glance.years.record", **share)
    return desk.words("glance.years.plain" if share["share_part"] else "glance.years.last", **share)


def _phases(desk: Desk, values: dict[str, object]) -> Figure:
    """Stacked bars: the vocabulary's phases as rows, settings as segments."""
    names: list[tuple[str | None, str, str]] = [
        *desk.settings,
        (None, desk.words("setting.none"), "hue-d"),
    ]
    held = {setting for setting, *_ in desk.settings}
    counts: Counter[tuple[str, str | None]] = Counter()
    for phase, setting in desk.focus_trials[["phase", "setting"]].itertuples(index=False):
        counts[phase_row(desk, phase), setting if setting in held else None] += 1
    used = {phase for phase, _ in counts}
    labels = [
        *(row for row in dict.fromkeys(ladder(desk)) if row in used),
        desk.words("phase.none"),
    ]
    rows = tuple(
        stacked_bars.BarRow(
            label,
            tuple(stacked_bars.Segment(name, counts[label, key], hue) for key, name, hue in names),
        )
        for label in labels
    )
    scene = stacked_bars.draw(stacked_bars.StackedBars(rows), desk.measure)
    data = Grid(
        (
            Head(desk.words("phase.head"), 30),
            *(Head(name, 30, "right") for _, name, _ in names),
            Head(desk.words("total"), 24, "right"),
        ),
        tuple(
            Row(
                (
                    Cell(row.label),
                    *(Cell(str(part.value)) for part in row.segments),
                    Cell(str(row.total)),
                )
            )
            for row in rows
        ),
    )
    return Figure("phase-setting", scene, desk.words("glance.phase.alt", **values), data)


def ladder(desk: Desk) -> list[str]:
    """The short labels of ordered phases, lowest first."""
    phases = [term for term in desk.landscape.vocabulary["phases"] if term.order is not None]
    return [term.short or term.label for term in sorted(phases, key=lambda term: term.order or 0)]


def phase_row(desk: Desk, phase: str | None) -> str:
    """The row of a phase: its short label, or that none is stated (also "not applicable")."""
    phases = desk.landscape.vocabulary["phases"]
    if not phase or phases[phase].order is None:
        return desk.words("phase.none")
    return phases[phase].short or phases[phase].label


def _year(desk: Desk, year: int, last: int) -> years.Year:
    """One column: the trials that started in the year; the last ends at the day of the data."""
    landscape = desk.landscape
    held = landscape.trials[landscape.trials["start_year"] == year]
    started = held[held["begun"] == STARTED]
    here, known = starts(desk, year)
    peer = sum(
        not flag and bool(peers)
        for flag, peers in started[["in_focus", "peers"]].itertuples(index=False)
    )
    rest = known - here - peer
    named = (here, peer, rest) if landscape.project.focus.peers else (here, rest)
    note = ""
    if year == last:
        date = short_day(landscape.date_of("trials"), desk.months)
        note = desk.words("glance.years.to", date=date.rsplit(" ", 1)[0])
    share = 100 * here / known if known >= LEAST else None
    return years.Year(str(year), (*named, len(started) - known), share, note)


def _years(desk: Desk, values: dict[str, object]) -> Figure:
    """Columns of started trials: focus, first peer without a focus site, rest, no place named."""
    focus = desk.landscape.project.focus
    last = last_full_year(desk) + 1
    rows = [_year(desk, year, last) for year in range(last + 1 - PAGE, last + 1)]
    names = [
        (focus.label, "neu-1"),
        *(
            (desk.words("glance.years.peer", peer=place.label), "neu-2")
            for place in focus.peers[:1]
        ),
        (desk.words("glance.years.rest"), "neu-3"),
        (desk.words("glance.years.unplaced"), "hue-d"),
    ]
    scene = years.draw(
        years.Years(
            tuple(rows),
            tuple(years.Series(*name) for name in names),
            count_title=desk.words("glance.years.count"),
            share_title=desk.words("glance.years.share", **values),
        ),
        desk.measure,
    )
    data = Grid(
        (
            Head(desk.words("year"), 30),
            *(Head(name, 36, "right") for name, _ in names),
            Head(desk.words("total"), 30, "right"),
        ),
        tuple(
            Row((Cell(row.label), *(Cell(str(n)) for n in row.counts), Cell(str(sum(row.counts)))))
            for row in rows
        ),
    )
    return Figure("start-years", scene, desk.words("glance.years.alt", **values), data)

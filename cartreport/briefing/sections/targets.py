"""By target: which antigen sets are crowded, how far each has come, and who is there."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import stacked_bars
from cartreport.briefing.grids import LIVE_WIDTH, heat, heat_key
from cartreport.briefing.sections.facets import facet_exhibits
from cartreport.briefing.sections.ladder import MARKET
from cartreport.briefing.sections.presumed import firm, marked, presumed_line
from cartreport.briefing.words import number, percent

if TYPE_CHECKING:
    import pandas as pd

    from cartreport.briefing.desk import Desk

KIND = "exhibits"
BREAKS = (1, 3, 6, 12, 24)
"""Least counts of the five shades; fixed between editions."""
ROWS = 22
BARS = 8
NAME, BAR, PHASE, COMPANIES = 34.0, 29.0, 8.8, 17.0
"""Widths of the table's columns in millimetres; the linked trials take the rest."""
STAGES = ("early", "middle", "late", "market")


@dataclass(frozen=True)
class TargetSet:
    """One set of targets and its programmes."""

    label: str
    setting: str | None
    frame: pd.DataFrame

    @property
    def size(self) -> int:
        """How many programmes."""
        return len(self.frame)


def section(desk: Desk) -> Section | None:
    """The table of target sets by phase, and the stage stack of the largest ones."""
    sets = target_sets(desk)
    if len(sets) < 2:
        return None
    values = _values(desk, sets)
    title = "targets.table.title" + (".tie" if values["first_n"] == values["second_n"] else "")
    return replace(
        desk.section("targets", KIND, values=values),
        exhibits=(
            replace(
                desk.exhibit(
                    "targets.table",
                    values=values,
                    grid=_grid(desk, sets),
                    source=desk.sources("by-target"),
                    heat_key=heat_key(BREAKS),
                ),
                title=desk.words(title, **values),
            ),
            desk.exhibit(
                "targets.stack",
                values=values,
                figure=_stack(desk, sets, values),
                source=desk.sources("target-phase"),
            ),
            *facet_exhibits(desk),
        ),
    )


def target_sets(desk: Desk) -> list[TargetSet]:
    """Programmes by target set, most first, ties by label; those without a target are left out."""
    frame = desk.landscape.programmes
    known = frame[frame["target"].notna()]
    sets = [
        TargetSet(str(label), _main_setting(group), group)
        for label, group in known.groupby("target", sort=False)
    ]
    return sorted(sets, key=lambda item: (-item.size, item.label))


def _main_setting(frame: pd.DataFrame) -> str | None:
    """The setting that most of a set's programmes name; ``None`` for a tie or none."""
    counts = Counter(setting for settings in frame["settings"] for setting in settings[:1])
    ranked = counts.most_common(2)
    if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
        return None
    return str(ranked[0][0])


def _values(desk: Desk, sets: list[TargetSet]) -> dict[str, object]:
    frame = desk.landscape.programmes
    known = sum(item.size for item in sets)
    top = sets[:3]
    solo = [item for item in sets if item.size == 1]
    return {
        "n": len(frame),
        "sets": len(sets),
        "shown": min(ROWS, len(sets)),
        "bars": min(BARS, len(sets)),
        "known": known,
        "unknown": len(frame) - known,
        "top": desk.words.joined([item.label for item in top]),
        "top_n": sum(item.size for item in top),
        "top_share": percent(sum(item.size for item in top), known),
        "first": sets[0].label,
        "first_n": sets[0].size,
        "leaders": desk.words.joined([i.label for i in sets if i.size == sets[0].size]),
        "second": desk.words.joined([i.label for i in sets if i.size == sets[1].size]),
        "seconds": sum(item.size == sets[1].size for item in sets),
        "second_n": sets[1].size,
        "solo": len(solo),
        "linked": linked(desk, frame),
        "apart": _apart(desk, frame),
        "presumed": presumed_line(desk, frame),
        "presumed_drawn": presumed_line(desk, _drawn(desk, sets)),
        "trials": len(desk.focus_ids),
        "late_sets": sum(bool(_stages(desk, firm(item.frame))["market"]) for item in sets[:BARS]),
    }


def _grid(desk: Desk, sets: list[TargetSet]) -> Grid:
    """Target sets in two groups by their main setting, closed by the remainder and the total."""
    phases = phase_columns(desk)
    shown, rest = sets[:ROWS], sets[ROWS:]
    most = sets[0].size
    rows: list[Row] = []
    named = {setting: name for setting, name, _ in desk.settings}
    for setting in [*named, None]:
        part = [s for s in shown if (s.setting if s.setting in named else None) == setting]
        if not part:
            continue
        name = named[setting] if setting else desk.words("targets.mixed")
        rows.append(_group(desk, name, part))
        rows += [_row(desk, item.label, item.frame, phases, most) for item in part]
    frame = desk.landscape.programmes
    remainder = [
        (
            desk.words("targets.others", n=len(rest)),
            frame[frame["target"].isin([s.label for s in rest])],
        ),
        (desk.words("targets.none"), frame[frame["target"].isna()]),
    ]
    rows += [
        replace(_row(desk, name, part, phases, most), kind="remainder")
        for name, part in remainder
        if len(part)
    ]
    rows.append(
        replace(_row(desk, desk.words("total"), frame, phases, 0, shade=False), kind="total")
    )
    alone = not desk.landscape.has("trials")
    room = LIVE_WIDTH - NAME - BAR - PHASE * len(phases) - (0 if alone else COMPANIES)
    heads = (
        Head(desk.words("targets.head"), NAME),
        Head(desk.words("targets.programmes"), BAR),
        *(
            Head(label, PHASE, "centre", group=desk.words("targets.by_phase"))
            for label, _ in phases
        ),
        Head(desk.words("targets.companies"), room if alone else COMPANIES, "right"),
        *(() if alone else (Head(desk.words("targets.trials"), room, "right"),)),
    )
    return Grid(heads, tuple(rows), table="by-target", style="heat")


def phase_columns(desk: Desk) -> list[tuple[str, frozenset[str | None]]]:
    """Columns of the phase table: printed label and the phase ids that fall under it."""
    terms = desk.landscape.vocabulary["phases"]
    columns: dict[str, set[str | None]] = {}
    used = set(desk.landscape.programmes["phase"])
    for term in sorted(terms, key=lambda t: (t.order is None, t.order or 0)):
        if term.id not in used:
            continue
        label = (term.short or term.label) if term.order is not None else desk.words("none")
        columns.setdefault(label, set()).add(term.id)
    return [(label, frozenset(ids)) for label, ids in columns.items()]


def _group(desk: Desk, name: str, part: list[TargetSet]) -> Row:
    n = sum(item.size for item in part)
    note = desk.words("targets.group", sets=len(part), n=n)
    return Row((Cell(name, small=note),), kind="group")


def _row(
    desk: Desk,
    label: str,
    frame: pd.DataFrame,
    phases: list[tuple[str, frozenset[str | None]]],
    most: int,
    *,
    shade: bool = True,
) -> Row:
    counts = Counter(frame["phase"])
    approved = int((frame["product"].isin(_approved(desk))).sum())
    cells = []
    for _, ids in phases:
        n = sum(counts[phase] for phase in ids if phase)
        cell = marked(heat(n, BREAKS), frame, ids)
        cells.append(cell if shade else replace(cell, step=None, tone="strong"))
    companies = frame["company"].dropna().nunique()
    size = len(frame)
    return Row(
        (
            Cell(
                label,
                mark="approved" if approved and shade else "",
                small=str(approved) if approved and shade else "",
            ),
            Cell(number(size), bar=size / most if most else None, tone="strong", sort=size),
            *cells,
            Cell(number(companies) if companies else "·", sort=companies),
            *linked_cells(desk, frame),
        )
    )


def linked_cells(desk: Desk, frame: pd.DataFrame) -> tuple[Cell, ...]:
    """The cell of the linked trials; none where the project has no trials."""
    if not desk.landscape.has("trials"):
        return ()
    trials = linked(desk, frame)
    return (Cell(number(trials) if trials else "·", sort=trials),)


def linked(desk: Desk, frame: pd.DataFrame) -> int:
    """Distinct trials with a site in the focus country that the programmes of ``frame`` list."""
    return len({trial for trials in frame["trials"] for trial in trials} & desk.focus_ids)


def _drawn(desk: Desk, sets: list[TargetSet]) -> pd.DataFrame:
    """The programmes of the sets that the stack of stages draws."""
    frame = desk.landscape.programmes
    return frame[frame["target"].isin([item.label for item in sets[:BARS]])]


def _apart(desk: Desk, frame: pd.DataFrame) -> str:
    """How many linked records of the focus country are no trials of the landscape; else nothing."""
    listed = {trial for trials in frame["trials"] for trial in trials}
    apart = sum(row["in_focus"] and row["id"] in listed for row in desk.landscape.rows("outside"))
    return desk.words("targets.table.apart", n=apart) if apart else ""


def _approved(desk: Desk) -> list[str]:
    products = desk.landscape.products
    return list(products[products["stage"] == "approved"]["id"])


def _stages(desk: Desk, frame: pd.DataFrame) -> dict[str, int]:
    """Programmes by stage: up to phase 1, phase 1/2, phase 2 to 3, filed or approved."""
    terms = desk.landscape.vocabulary["phases"]
    held: list[str] = [terms[phase].stage or "early" for phase in frame["phase"]]
    stages = {stage: held.count(stage) for stage in STAGES}
    return {**stages, "market": sum(stage in MARKET for stage in held)}


def _stack(desk: Desk, sets: list[TargetSet], values: dict[str, object]) -> Figure:
    hues = ("seq-2", "seq-3", "seq-4", "seq-5")
    names = [desk.words(f"targets.stage.{stage}") for stage in STAGES]
    rows = []
    for item in sets[:BARS]:
        stages = _stages(desk, item.frame)
        rows.append(
            stacked_bars.BarRow(
                item.label,
                tuple(
                    stacked_bars.Segment(name, stages[stage], hue)
                    for name, stage, hue in zip(names, STAGES, hues, strict=True)
                ),
            )
        )
    scene = stacked_bars.draw(stacked_bars.StackedBars(tuple(rows)), desk.measure)
    return Figure("target-stages", scene, desk.words("targets.stack.alt", **values))

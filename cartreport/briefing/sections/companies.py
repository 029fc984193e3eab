"""By company: who leads, with what, how far, and the pipelines of the widest."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Figure, Grid, Head, Row, Section
from cartreport.briefing.figures import swimlane
from cartreport.briefing.grids import LIVE_WIDTH, heat, heat_key
from cartreport.briefing.scene import FULL
from cartreport.briefing.sections.evidence_cells import hue
from cartreport.briefing.sections.presumed import marked, presumed_line
from cartreport.briefing.sections.targets import linked_cells, phase_columns
from cartreport.briefing.words import lower_first, number

if TYPE_CHECKING:
    import pandas as pd

    from cartreport.briefing.desk import Desk

KIND = "exhibits"
BREAKS = (1, 2, 3, 5, 8)
ROWS = 26
LANES = 3
PER_LANE = 8
MANY = 5
"""From so many programmes on a company is counted among the large ones."""
NAME, COUNT, PHASE, TRIALS = 33.0, 17.0, 7.8, 13.0
"""Widths of the table's columns in millimetres; the targets take the rest."""


def section(desk: Desk) -> Section | None:
    """The companies table, and the pipelines of the companies with the most programmes."""
    ranked = companies(desk)
    if not ranked:
        return None
    values = _values(desk, ranked)
    made = desk.section("companies", KIND, values=values)
    if not values["many"]:
        made = replace(made, finding=desk.words("companies.finding.plain", **values))
    return replace(
        made,
        exhibits=(
            desk.exhibit(
                "companies.table",
                values=values,
                grid=_grid(desk, ranked),
                source=desk.sources("by-company"),
                heat_key=heat_key(BREAKS),
            ),
            *(
                desk.exhibit(
                    "companies.pipeline",
                    values={**values, **_pipeline_values(desk, company, frame)},
                    figure=_lanes(desk, company, frame),
                    source=desk.sources("programmes"),
                )
                for company, frame in ranked[:LANES]
            ),
        ),
    )


def companies(desk: Desk) -> list[tuple[str, pd.DataFrame]]:
    """(company id, its programmes), most programmes first, then the furthest, then by name."""
    frame = desk.landscape.programmes
    known = frame[frame["company"].notna()]
    found = [(str(company), group) for company, group in known.groupby("company", sort=False)]
    return sorted(found, key=lambda pair: (-len(pair[1]), -_furthest(desk, pair[1]), pair[0]))


def _furthest(desk: Desk, frame: pd.DataFrame) -> int:
    phases = desk.landscape.vocabulary["phases"]
    return max(phases[phase].order or 0 for phase in frame["phase"])


def _company(desk: Desk, company: str) -> dict[str, object]:
    frame = desk.landscape.companies
    return {str(k): v for k, v in frame[frame["id"] == company].to_dict("records")[0].items()}


def _values(desk: Desk, ranked: list[tuple[str, pd.DataFrame]]) -> dict[str, object]:
    programmes = desk.landscape.programmes
    many = [frame for _, frame in ranked if len(frame) >= MANY]
    named = sum(len(frame) for _, frame in ranked)
    solo = sum(len(frame) == 1 for _, frame in ranked)
    return {
        "n": len(programmes),
        "companies": len(ranked),
        "many": len(many),
        "least": MANY,
        "many_n": sum(len(frame) for frame in many),
        "named": named,
        "shown": min(ROWS, len(ranked)),
        "leader": str(_company(desk, ranked[0][0])["short"]),
        "leader_n": len(ranked[0][1]),
        "solo": solo,
        "no_company": int(programmes["company"].isna().sum()),
        "presumed": presumed_line(desk, programmes),
    }


def _grid(desk: Desk, ranked: list[tuple[str, pd.DataFrame]]) -> Grid:
    words, phases = desk.words, phase_columns(desk)
    programmes = desk.landscape.programmes
    rows = [_row(desk, company, frame, phases) for company, frame in ranked[:ROWS]]
    rest = [company for company, _ in ranked[ROWS:]]
    remainder = (
        (words("companies.others", n=len(rest)), programmes[programmes["company"].isin(rest)]),
        (words("companies.none"), programmes[programmes["company"].isna()]),
    )
    for name, part in remainder:
        if len(part):
            rows.append(Row(_counts(desk, name, "", part, phases, shade=True), kind="remainder"))
    rows.append(
        Row(_counts(desk, words("total"), "", programmes, phases, shade=False), kind="total")
    )
    heads = (
        Head(words("companies.head"), NAME),
        Head(words("companies.programmes"), COUNT, "right"),
        *(Head(label, PHASE, "centre", group=words("companies.by_phase")) for label, _ in phases),
        *((Head(words("companies.trials"), TRIALS, "right"),) if _trials_width(desk) else ()),
        Head(words("companies.targets"), _room(desk, phases)),
    )
    return Grid(heads, tuple(rows), table="by-company", style="heat")


def _room(desk: Desk, phases: list[tuple[str, frozenset[str | None]]]) -> float:
    """Millimetres that are left for the targets."""
    return LIVE_WIDTH - NAME - COUNT - _trials_width(desk) - PHASE * len(phases)


def _trials_width(desk: Desk) -> float:
    """Millimetres of the linked trials' column: none where the project has no trials."""
    return TRIALS if desk.landscape.has("trials") else 0.0


def _row(
    desk: Desk, company: str, frame: pd.DataFrame, phases: list[tuple[str, frozenset[str | None]]]
) -> Row:
    known = _company(desk, company)
    labels = Counter(str(target) for target in frame["target"] if target)
    ranked = sorted(labels, key=lambda label: (-labels[label], label))
    text = desk.measure.shorten(", ".join(ranked), (_room(desk, phases) - 5) * 72 / 25.4, 8)
    return Row(_counts(desk, str(known["short"]), text, frame, phases, shade=True))


def _counts(
    desk: Desk,
    name: str,
    targets: str,
    frame: pd.DataFrame,
    phases: list[tuple[str, frozenset[str | None]]],
    *,
    shade: bool,
) -> tuple[Cell, ...]:
    counts = Counter(frame["phase"])
    cells = []
    for _, ids in phases:
        cell = marked(heat(sum(counts[phase] for phase in ids if phase), BREAKS), frame, ids)
        cells.append(cell if shade else replace(cell, step=None, tone="strong"))
    return (
        Cell(name),
        Cell(number(len(frame)), tone="strong", sort=len(frame)),
        *cells,
        *linked_cells(desk, frame),
        Cell(targets),
    )


def _pipeline_values(desk: Desk, company: str, frame: pd.DataFrame) -> dict[str, object]:
    known = _company(desk, company)
    settings = Counter(setting for listed in frame["settings"] for setting in listed[:1])
    approved = int((frame["phase"] == "approved").sum())
    lead = max(settings, key=lambda key: (settings[key], key)) if settings else None
    return {
        "company": str(known["short"]),
        "size": len(frame),
        "approved": approved,
        "lead_setting": lower_first(desk.landscape.label("settings", lead)),
        "lead_n": settings[lead] if lead else 0,
        "targets": len({str(target) for target in frame["target"] if target}),
        "city": str(known["city"] or desk.words("none")),
        "seat": desk.words("companies.pipeline.seat", city=known["city"]) if known["city"] else "",
        "hidden": max(0, len(frame) - PER_LANE),
    }


def _lanes(desk: Desk, company: str, frame: pd.DataFrame) -> Figure:
    vocabulary = desk.landscape.vocabulary
    phases = [t for t in vocabulary["phases"] if t.order is not None and t.id in _used(desk)]
    rungs = [t.id for t in sorted(phases, key=lambda t: t.order or 0)]
    rows = sorted(
        frame.to_dict("records"),
        key=lambda row: (-(vocabulary["phases"][row["phase"]].order or -1), str(row["short"])),
    )[:PER_LANE]
    facet = desk.landscape.project.facets[:1]
    counted = desk.landscape.has("trials")
    lanes = tuple(
        swimlane.Lane(
            name=str(row["short"]) + (" ?" if row["presumed"] else ""),
            details=(
                str(row["target"] or desk.words("none")),
                *(desk.landscape.short(name, row["facets"].get(name)) for name in facet),
            ),
            reach=rungs.index(row["phase"]) + 1 if row["phase"] in rungs else 0,
            label=desk.landscape.short("indications", row["lead_indication"])
            if row["lead_indication"]
            else "",
            hue=hue(desk, row["settings"][0] if row["settings"] else None),
            count=len(set(row["trials"]) & desk.focus_ids) if counted else None,
            approved=row["phase"] == "approved",
            hollow=row["status_group"] != "active",
        )
        for row in rows
    )
    scene = swimlane.draw(
        swimlane.Swimlane(
            tuple(vocabulary["phases"][r].short or vocabulary["phases"][r].label for r in rungs),
            lanes,
            count_head=desk.words("companies.trials") if counted else "",
        ),
        desk.measure,
        FULL,
    )
    values = _pipeline_values(desk, company, frame)
    return Figure(f"pipeline-{company}", scene, desk.words("companies.pipeline.alt", **values))


def _used(desk: Desk) -> set[str]:
    return set(desk.landscape.programmes["phase"])

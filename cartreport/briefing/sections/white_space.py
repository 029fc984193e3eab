"""Target by indication: where programmes stand, how far they are, and which cells are empty."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Callout, Cell, Figure, Grid, Head, Row, Section, Text
from cartreport.briefing.figures import heat
from cartreport.briefing.grids import heat_key, step

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

KIND = "exhibits"
BREAKS = (1, 2, 4, 8, 16)
ROWS = 20
COLUMNS = 15


@dataclass(frozen=True)
class Matrix:
    """Programmes by (target set, indication group): active ones, all, and the highest phase."""

    rows: list[str]
    columns: list[str]
    active: Counter[tuple[str, str]]
    held: dict[tuple[str, str], list[str]]
    approved: set[tuple[str, str]]
    row_totals: Counter[str]
    column_totals: Counter[str]
    lead: dict[tuple[str, str], list[str]]

    @property
    def quiet(self) -> list[tuple[str, str]]:
        """Cells anywhere in the grid that hold only programmes of unknown or ended status."""
        return [cell for cell in self.held if not self.active[cell]]


def section(desk: Desk) -> Section | None:
    """The matrix and, in words, what it says and does not say."""
    matrix = matrix_of(desk)
    if not matrix.rows or not matrix.columns:
        return None
    values = _values(desk, matrix)
    return replace(
        desk.section("white-space", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "white-space.matrix",
                values=values,
                figure=_figure(desk, matrix, values),
                source=desk.sources("target-indication"),
                heat_key=heat_key(BREAKS),
            ),
        ),
        callout=Callout(
            rows=tuple(
                (
                    desk.words(f"white-space.sowhat.{n}.label"),
                    Text(desk.words(f"white-space.sowhat.{n}.text", **values)),
                )
                for n in (1, 2, 3)
            ),
            foot=desk.words("white-space.sowhat.foot", **values),
        ),
    )


def matrix_of(desk: Desk) -> Matrix:
    """The largest target sets against the largest indication groups.

    A programme counts once in every group that it names.
    """
    landscape = desk.landscape
    groups_of: dict[str, set[str]] = defaultdict(set)
    for programme, group in landscape.programme_indications[["programme", "group"]].itertuples(
        index=False
    ):
        if group:
            groups_of[programme].add(group)
    products = landscape.products
    on_market = set(products[products["stage"] == "approved"]["id"])
    active: Counter[tuple[str, str]] = Counter()
    held: dict[tuple[str, str], list[str]] = defaultdict(list)
    approved: set[tuple[str, str]] = set()
    row_totals: Counter[str] = Counter()
    column_totals: Counter[str] = Counter()
    sizes: Counter[str] = Counter()
    spread: Counter[str] = Counter()
    led: dict[tuple[str, str], list[str]] = defaultdict(list)
    indications = landscape.vocabulary["indications"]
    lead = _lead_groups(desk)
    for row in landscape.programmes.to_dict("records"):
        target = row["target"]
        if not target:
            continue
        is_active = row["status_group"] == "active"
        row_totals[target] += is_active
        sizes[target] += 1
        if row["lead_indication"] and not row["presumed"]:
            led[target, str(indications[row["lead_indication"]].group)].append(row["phase"])
        for group in sorted(groups_of[row["id"]]):
            held[target, group].append(row["phase"])
            active[target, group] += is_active
            column_totals[group] += is_active
            spread[group] += 1
            if row["product"] in on_market and group in lead[row["id"]]:
                approved.add((target, group))
    rows = sorted(sizes, key=lambda key: (-sizes[key], key))[:ROWS]
    columns = sorted(spread, key=lambda key: (-spread[key], key))[:COLUMNS]
    return Matrix(rows, columns, active, held, approved, row_totals, column_totals, led)


def _lead_groups(desk: Desk) -> dict[str, set[str | None]]:
    """Indication groups in which a programme's product is approved."""
    vocabulary = desk.landscape.vocabulary["indications"]
    by_product: dict[str, set[str | None]] = defaultdict(set)
    uses = desk.landscape.uses
    for product, indications in uses[uses["approval"].notna()][
        ["product", "indications"]
    ].itertuples(index=False):
        by_product[product] |= {vocabulary[term].group for term in indications}
    programmes = desk.landscape.programmes[["id", "product"]].itertuples(index=False)
    return {programme: by_product.get(product, set()) for programme, product in programmes}


def _values(desk: Desk, matrix: Matrix) -> dict[str, object]:
    cells = [(row, column) for row in matrix.rows for column in matrix.columns]
    filled = sum(matrix.active[cell] > 0 for cell in cells)
    quiet = sum(matrix.active[cell] == 0 and bool(matrix.held.get(cell)) for cell in cells)
    crowded = max(cells, key=lambda cell: (matrix.active[cell], cell))
    groups = desk.landscape.vocabulary["indication-groups"]
    reach = {row: sum(matrix.active[row, c] > 0 for c in matrix.columns) for row in matrix.rows}
    widest = [row for row in matrix.rows if reach[row] == max(reach.values())]
    return {
        "cells": len(cells),
        "filled": filled,
        "quiet": quiet,
        "empty": len(cells) - filled - quiet,
        "rows": len(matrix.rows),
        "columns": len(matrix.columns),
        "sets": len(matrix.row_totals),
        "groups": len(matrix.column_totals),
        "crowded_target": crowded[0],
        "crowded_group": groups[crowded[1]].label,
        "crowded_n": matrix.active[crowded],
        "wide_target": desk.words.joined(widest),
        "wide_sets": len(widest),
        "wide_n": max(reach.values()),
        "all_quiet": len(matrix.quiet),
        "all_held": len(matrix.held),
    }


def _ordered(desk: Desk, columns: list[str]) -> list[str]:
    """Columns in the vocabulary's order of settings, then by size as they came."""
    groups = desk.landscape.vocabulary["indication-groups"]
    settings = [term.id for term in desk.landscape.vocabulary["settings"]]
    return sorted(columns, key=lambda key: settings.index(groups[key].group or settings[-1]))


def _figure(desk: Desk, matrix: Matrix, values: dict[str, object]) -> Figure:
    vocabulary = desk.landscape.vocabulary
    groups, settings = vocabulary["indication-groups"], vocabulary["settings"]
    columns = _ordered(desk, matrix.columns)
    rows = []
    for target in matrix.rows:
        cells = tuple(_cell(desk, matrix, target, column) for column in columns)
        rows.append(heat.HeatRow(target, cells, total=matrix.row_totals[target]))
    shown = {
        term: settings[term].short or settings[term].label for term in (t.id for t in settings)
    }
    scene = heat.draw(
        heat.Heat(
            columns=tuple(
                heat.HeatColumn(
                    groups[c].short or groups[c].label, shown.get(groups[c].group or "", "")
                )
                for c in columns
            ),
            rows=tuple(rows),
            totals=tuple(matrix.column_totals[c] for c in columns),
            totals_label=desk.words("white-space.all_targets"),
            total_head=desk.words("white-space.all_active"),
            grand=sum(matrix.row_totals.values()),
        ),
        desk.measure,
    )
    data = Grid(
        (
            Head(desk.words("targets.head"), 30),
            *(Head(groups[c].short or groups[c].label, 9, "right") for c in columns),
        ),
        tuple(
            Row(
                (
                    Cell(row.label),
                    *(Cell(str(cell.count) if cell.count else "·") for cell in row.cells),
                )
            )
            for row in rows
        ),
    )
    return Figure("target-indication", scene, desk.words("white-space.matrix.alt", **values), data)


def _cell(desk: Desk, matrix: Matrix, target: str, column: str) -> heat.HeatCell:
    phases = desk.landscape.vocabulary["phases"]
    groups = desk.landscape.vocabulary["indication-groups"]
    held, n = matrix.held.get((target, column), []), matrix.active[target, column]
    if not held:
        return heat.HeatCell()
    leading = matrix.lead.get((target, column), [])
    best = max(leading, key=lambda phase: phases[phase].order or -1, default=None)
    name = f"{target} · {groups[column].label}"
    if not n:
        return heat.HeatCell(
            quiet=True, title=desk.words("white-space.quiet", name=name, n=len(held))
        )
    ranked = best is not None and phases[best].order is not None
    return heat.HeatCell(
        count=n,
        step=step(n, BREAKS),
        small=phases.short(best).replace("Early 1", "E") if ranked else "",
        approved=(target, column) in matrix.approved,
        title=desk.words("white-space.cell", name=name, n=n, phase=phases.label(best)),
    )

"""What the regulator and the payers did: rules, lists and safety actions, newest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Exhibit, Grid, Section
from cartreport.briefing.numbers import Bound
from cartreport.briefing.sections.evidence_cells import weak
from cartreport.briefing.sections.records import records_grid, with_cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

KIND = "exhibits"
ROWS = 20
EVENTS = {"date": 20.0, "effective": 20.0, "body": 30.0, "category": 26.0, "label": 78.0}
GRANTS = {"label": 30.0, "company": 28.0, "designation": 40.0, "for": 52.0, "date": 24.0}


def section(desk: Desk) -> Section | None:
    """The newest policy events, and the designations of approved and filed products."""
    if not desk.filled("policy"):
        return None
    values = _values(desk)
    return replace(
        desk.section(
            "regulation",
            KIND,
            values=values,
            finding="regulation.finding.year" if values["first"] == values["year"] else "",
        ),
        exhibits=(
            desk.exhibit(
                "regulation.events",
                values=values,
                grid=_events(desk, desk.view("policy").lines[:ROWS]),
                source=desk.sources("policy"),
            ),
            *_designations(desk, values),
        ),
    )


def _values(desk: Desk) -> dict[str, object]:
    policy = desk.view("policy")
    here = [line for line in policy if line["here"] == "yes"]
    year = policy.table.as_of[:4]
    return {
        "n": policy.rows(),
        "here": policy.rows(here),
        "elsewhere": policy.rows(line for line in policy if line["here"] == "no"),
        "shown": Bound(min(ROWS, len(policy.lines))),
        "shown_here": policy.rows(line for line in policy.lines[:ROWS] if line["here"] == "yes"),
        "first": min((line["date"][:4] for line in here), default=year),
        "last_year": policy.rows(line for line in here if line["date"][:4] == year),
        "year": year,
        **_granted(desk),
    }


def _granted(desk: Desk) -> dict[str, object]:
    """The designations in the focus, those elsewhere, and those on a weak source."""
    if not desk.has("products"):
        return {"granted": ""}
    grants = desk.view("designations")
    here = [line for line in grants if line["here"] == "yes"]
    n = grants.rows(here)
    return {
        "grants": n,
        "granted": desk.words("regulation.granted", grants=n) if n else "",
        "grants_elsewhere": grants.rows(line for line in grants if line["here"] == "no"),
        "doubtful": grants.rows(line for line in here if weak(line["confidence"])),
    }


def _events(desk: Desk, shown: Sequence[Line]) -> Grid:
    """The events; the body of one that is elsewhere names its jurisdiction."""
    bodies = [
        Cell(line["body"], small="" if line["here"] == "yes" else line["jurisdiction"])
        for line in shown
    ]
    made = records_grid(desk, desk.view("policy"), EVENTS, shown)
    return with_cells(made, {list(EVENTS).index("body"): bodies})


def _designations(desk: Desk, values: dict[str, object]) -> Iterator[Exhibit]:
    """Those in the focus, where there are any."""
    if values.get("grants"):
        grants = desk.view("designations")
        yield desk.exhibit(
            "regulation.grants",
            values=values,
            grid=records_grid(desk, grants, GRANTS, [g for g in grants if g["here"] == "yes"]),
            source=desk.sources("designations"),
        )

"""What the regulator and the payers did: rules, lists and safety actions, newest first."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Exhibit, Grid, Section
from cartreport.briefing.guards import kept
from cartreport.briefing.numbers import Bound
from cartreport.briefing.sections.evidence_cells import weak
from cartreport.briefing.sections.records import records_grid, with_cells
from cartreport.briefing.words import lower_first

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
        desk.section("regulation", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "regulation.events", "policy", values=values, grid=_events(desk, _shown(desk))
            ),
            *_designations(desk, values),
        ),
    )


def _values(desk: Desk) -> dict[str, object]:
    policy = desk.view("policy")
    here = [line for line in policy if line["here"] == "yes"]
    days = sorted(line["date"] for line in here)
    year = max(policy.table.as_of[:4], *(day[:4] for day in days[-1:]))
    shown = _shown(desk)
    elsewhere = policy.rows(line for line in policy if line["here"] == "no")
    return {
        "n": policy.rows(),
        "here": policy.rows(here),
        "apart": desk.clause("regulation.events.apart", elsewhere=elsewhere, n=policy.rows()),
        "shown": Bound(len(shown)),
        "shown_here": policy.rows(line for line in shown if line["here"] == "yes"),
        "kinds": _kinds(desk, shown),
        "span": desk.since(days[0], days[-1]) if days else "",
        "same_year": bool(days) and days[0][:4] == days[-1][:4],
        "last_year": policy.rows(line for line in here if line["date"][:4] == year),
        "year": year,
        **_granted(desk),
        **({"place": here[0]["jurisdiction"]} if here else {}),
    }


def _shown(desk: Desk) -> list[Line]:
    """The newest events, none of a day that the table would part."""
    return kept(desk.view("policy").lines, lambda line: str(line["date"]), ROWS)


def _kinds(desk: Desk, lines: Sequence[Line]) -> str:
    """The groups of some events, in a sentence; their own word where none is stated."""
    held = dict.fromkeys(line["group"] for line in lines if line["group"] != desk.absent)
    told = [lower_first(kind) if at else kind for at, kind in enumerate(held)]
    return desk.words.semicolon(told) or desk.words("regulation.name")


def _granted(desk: Desk) -> dict[str, object]:
    """The designations in the focus, those elsewhere, and those on a weak source."""
    if not desk.has("products"):
        return {"granted": ""}
    grants = desk.view("designations")
    here = [line for line in grants if line["here"] == "yes"]
    n = grants.rows(here)
    marks = {
        "grants_elsewhere": grants.rows(line for line in grants if line["here"] == "no"),
        "doubtful": grants.rows(line for line in here if weak(line["confidence"])),
    }
    return {
        "grants": n,
        "granted": desk.clause("regulation.granted", grants=n),
        "marks": desk.listed("regulation.grants.marks", marks),
    }


def _events(desk: Desk, shown: Sequence[Line]) -> Grid:
    """The events; the body of one that is elsewhere names its jurisdiction."""
    bodies = [
        Cell(line["body"])
        if line["here"] == "yes"
        else Cell(
            desk.words("regulation.events.body", body=line["body"]), small=line["jurisdiction"]
        )
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
            "designations",
            values=values,
            grid=records_grid(desk, grants, GRANTS, [g for g in grants if g["here"] == "yes"]),
        )

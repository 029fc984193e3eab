"""Every programme: company, target, design, indications, phase, status, trials, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.approved_products import all_refs, facet_columns, facets
from cartreport.landscape.cross import table_frame
from cartreport.landscape.table import Column, Table
from cartreport.landscape.terms import find

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape


def _place(landscape: Landscape, programme: dict[str, Any]) -> tuple[object, ...]:
    company = programme["company_short"]
    term = find(landscape.vocabulary, "phases", programme["phase"])
    order = term.order if term and term.order is not None else -1
    name = programme["short"].casefold()
    return company is None, (company or "").casefold(), -order, name, programme["id"]


def _columns(landscape: Landscape) -> tuple[Column, ...]:
    return (
        Column("id", "Id", "key"),
        Column("label", "Programme", "name"),
        Column("name", "Full name"),
        Column("company", "Company"),
        Column("target", "Target"),
        *facet_columns(landscape),
        Column("settings", "Setting", "terms"),
        Column("indication", "Lead indication"),
        Column("indications", "Indications", "terms"),
        Column("phase", "Highest phase"),
        Column("presumed", "Phase is presumed"),
        Column("status", "Status"),
        Column("trials", "Trials", "count"),
        Column("trials_focus", f"Trials in {landscape.project.focus.label}", "count", of="trials"),
        Column("trial_ids", "Trial numbers", "terms"),
        Column("as_of", "As of", "date"),
        Column("confidence", "Confidence"),
        Column("refs", "References", "refs"),
        Column("note", "Note"),
    )


def table(landscape: Landscape) -> Table:
    """One row a programme, by company, then the highest phase first, then name."""
    columns = _columns(landscape)
    held = sorted(landscape.rows("programmes"), key=lambda programme: _place(landscape, programme))
    focus = {trial["id"] for trial in landscape.rows("trials") if trial["in_focus"]}
    rows = [_row(landscape, programme, focus) for programme in held]
    every = {trial for row in rows for trial in row["trial_ids"]}
    return Table(
        id="programmes",
        title="All programmes",
        unit="programme",
        rule=(
            "Unit: programme. Highest phase: of records with a site in the focus country, and of "
            "records without a site when the sponsor is from there. Order: company, highest phase "
            "first, name; programmes without a company last."
        ),
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("programmes", "trials"),
        total={
            "label": f"{len(rows)} programmes",
            "trials": len(every),
            "trials_focus": len(every & focus),
        },
        overlaps=("trials", "trials_focus"),
        refs=all_refs(rows),
        facts={"programmes": len(rows)},
    )


def _row(landscape: Landscape, programme: dict[str, Any], focus: set[str]) -> dict[str, Any]:
    lead = programme["lead_indication"]
    return {
        "id": programme["id"],
        "label": programme["short"],
        "name": programme["name"],
        "company": programme["company_short"],
        "target": programme["target"],
        **facets(landscape, programme["facets"]),
        "settings": tuple(landscape.short("settings", term) for term in programme["settings"]),
        "indication": landscape.label("indications", lead) if lead else None,
        "indications": tuple(
            landscape.short("indications", term) for term in programme["indications"]
        ),
        "phase": landscape.label("phases", programme["phase"]),
        "presumed": "presumed" if programme["presumed"] else None,
        "status": landscape.label("programme-statuses", programme["status"]),
        "trials": len(set(programme["trials"])),
        "trials_focus": len(focus.intersection(programme["trials"])),
        "trial_ids": programme["trials"],
        "as_of": programme["as_of"],
        "confidence": programme["confidence"],
        "refs": programme["refs"],
        "note": programme["note"],
    }

"""Programmes of each company: how many, how far, how active, at which targets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE, TIES, ordered, table_frame
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.profile import COUNTED, SPONSORED, TRIALS, of_trials, profiles_of
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape


def sponsored_trials(landscape: Landscape) -> Counter[str]:
    """Company id → trials in the focus country that it leads."""
    return Counter(
        trial["sponsor_id"]
        for trial in landscape.rows("trials")
        if trial["in_focus"] and trial["sponsor_kind"] == "company"
    )


def table(landscape: Landscape) -> Table:
    """One row a company with a programme.

    ``sponsored`` counts the trials in the focus country whose lead sponsor is the company; other
    columns are those of :mod:`cartreport.landscape.profile`.
    """
    profiles = profiles_of(landscape)
    names = {company["id"]: company["short"] for company in landscape.rows("companies")}
    sponsored = sponsored_trials(landscape)
    by_company: dict[str, list[str]] = {}
    for programme in profiles.programmes.values():
        by_company.setdefault(programme["company"] or NONE, []).append(programme["id"])
    rows = ordered(
        (
            {
                "id": company,
                "label": names.get(company, NOT_STATED),
                **profiles.row(ids),
                "sponsored": sponsored[company],
            }
            for company, ids in by_company.items()
        ),
        "programmes",
        "approved",
    )
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Company", "name"),
        *profiles.but("companies"),
        Column("sponsored", "Trials sponsored", "count", of="trials"),
    )
    total = {
        "label": "All programmes",
        **profiles.total("companies"),
        "sponsored": sum(int(str(row["sponsored"])) for row in rows),
    }
    return Table(
        id="by-company",
        title="Programmes by company",
        unit="programme",
        rule=f"{COUNTED} {of_trials(landscape, TRIALS, SPONSORED)}{TIES}",
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("companies", "products", "programmes", "trials"),
        total=total,
        overlaps=("targets", "trials"),
        parts=profiles.parts,
        facts={"companies": len(set(by_company) - {NONE})},
    )

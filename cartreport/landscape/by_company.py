"""Programmes of each company: how many, how far, how active, at which targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE, TIES, ordered, table_frame
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.profile import COUNTED, TRIALS, profiles_of
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape


def table(landscape: Landscape) -> Table:
    """One row a company with a programme.

    ``sponsored`` counts the trials in the focus country whose lead sponsor is the company; other
    columns are those of :mod:`cartreport.landscape.profile`.
    """
    profiles = profiles_of(landscape)
    names = dict(zip(landscape.companies["id"], landscape.companies["short"], strict=True))
    trials = landscape.trials
    focus = trials[trials["in_focus"].astype(bool) & (trials["sponsor_kind"] == "company")]
    sponsored = focus["sponsor_id"].value_counts()
    by_company: dict[str, list[str]] = {}
    for programme in profiles.programmes.values():
        by_company.setdefault(programme["company"] or NONE, []).append(programme["id"])
    rows = ordered(
        (
            {
                "id": company,
                "label": names.get(company, NOT_STATED),
                **profiles.row(ids),
                "sponsored": int(sponsored.get(company, 0)),
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
        Column("sponsored", "Trials sponsored", "count"),
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
        rule=f"{COUNTED} {TRIALS} Trials sponsored: lead sponsor by name. {TIES}",
        columns=columns,
        frame=table_frame(columns, rows),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("companies", "products", "programmes", "trials"),
        total=total,
        overlaps=("antigens", "trials"),
        parts=profiles.parts,
        facts={"companies": len(set(by_company) - {NONE})},
    )

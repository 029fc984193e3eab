"""Programmes of each company: how many, how far, how active, at which targets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cartreport.landscape.groups import count, told
from cartreport.landscape.profile import grouped, profile, profiled_table, programmes_of, through
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from cartreport.landscape.measures import Group
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def sponsored_trials(landscape: Landscape) -> dict[str, list[str]]:
    """Company id → trials in the focus country that it leads."""
    trials = landscape.trials
    led = trials[trials["in_focus"].astype(bool) & (trials["sponsor_kind"] == "company")]
    return {
        str(sponsor): ids.tolist() for sponsor, ids in led.groupby("sponsor_id", sort=False)["id"]
    }


def table(landscape: Landscape) -> Table:
    """One row a company with a programme.

    ``sponsored`` counts the trials in the focus country whose lead sponsor is the company; other
    columns are those of :mod:`cartreport.landscape.profile`.
    """
    programmes = programmes_of(landscape)
    names = {company["id"]: company["short"] for company in landscape.rows("companies")}
    return profiled_table(
        landscape,
        [
            told(Column("id", kind="key"), lambda company, _: company),
            told(
                Column("label", kind="name"),
                lambda company, _: names.get(company, landscape.vocabulary.absent),
            ),
            *profile(landscape, programmes, "companies"),
            count(
                "sponsored",
                through(sponsored_trials(landscape), "company"),
                of="trials",
                counts="trial",
            ),
            told(Column("names", kind="terms"), _targets),
        ],
        grouped(programmes, lambda programme: [programme["company"]]),
        id="by-company",
        rule=landscape.words("by-company.rule") if landscape.has("trials") else "",
        order=("programmes", "approved", "trials"),
        kinds=("companies", "products", "programmes", "trials"),
        overlaps=("sets", "targets", "trials"),
    )


def _targets(_: str, programmes: Group) -> tuple[str, ...]:
    """The target sets by their labels, those of most programmes first."""
    labels = Counter(programme["target"] for programme in programmes if programme["target"])
    return tuple(sorted(labels, key=lambda label: (-labels[label], label.casefold(), label)))

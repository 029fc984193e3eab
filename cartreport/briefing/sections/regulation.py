"""What the regulator and the payers did: rules, lists and safety actions, newest first."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Exhibit, Grid, Head, Row, Section
from cartreport.briefing.sections.evidence_cells import weak

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from cartreport.briefing.desk import Desk

KIND = "exhibits"
ROWS = 20
EVENTS = (
    ("date", 20.0),
    ("effective", 20.0),
    ("body", 30.0),
    ("category", 26.0),
    ("summary", 78.0),
)
GRANTS = (
    ("product", 30.0),
    ("company", 28.0),
    ("designation", 40.0),
    ("for", 52.0),
    ("date", 24.0),
)


def section(desk: Desk) -> Section | None:
    """The newest policy events, and the designations of approved and filed products."""
    if not len(desk.landscape.policy):
        return None
    policy = desk.landscape.policy
    grants = _grants(desk)
    groups = Counter(policy["category"])
    values: dict[str, object] = {
        "n": len(policy),
        "shown": min(ROWS, len(policy)),
        "categories": len(groups),
        "first": str(min(policy["year"])),
        "grants": len(grants),
        "products": len({row["product"] for row in grants}),
        "doubtful": sum(bool(weak(row["confidence"])) for row in grants),
        "elsewhere": len(desk.landscape.facts)
        and sum(
            what.startswith("designation") and what != "designation"
            for what in desk.landscape.facts["what"]
        ),
        "last_year": int((policy["year"] == int(desk.landscape.as_of[:4])).sum()),
        "year": desk.landscape.as_of[:4],
    }
    return replace(
        desk.section("regulation", KIND, values=values),
        exhibits=(
            desk.exhibit(
                "regulation.events",
                values=values,
                grid=_events(desk),
                source=desk.sources("policy"),
            ),
            *_designations(desk, grants, values),
        ),
    )


def _designations(
    desk: Desk, grants: list[dict[Hashable, object]], values: dict[str, object]
) -> Iterator[Exhibit]:
    """The exhibit of the designations, where the project has products to have any."""
    if desk.landscape.has("products"):
        yield desk.exhibit(
            "regulation.grants",
            values=values,
            grid=_grants_grid(desk, grants),
            source=desk.sources("designations"),
        )


def _events(desk: Desk) -> Grid:
    heads = tuple(Head(desk.words(f"regulation.events.{key}"), width) for key, width in EVENTS)
    newest = desk.landscape.policy.sort_values(["date", "id"], ascending=False).head(ROWS)
    rows = tuple(
        Row(
            (
                Cell(desk.short_day(str(row["date"])), sort=str(row["date"])),
                Cell(desk.short_day(str(row["effective"])) if row["effective"] else "·"),
                Cell(str(row["body"])),
                Cell(desk.landscape.label("policy-categories", str(row["category"]))),
                Cell(
                    str(row["summary"]),
                    mark=weak(row["confidence"]),
                    refs=desk.cite(row["refs"], most=1),
                ),
            )
        )
        for row in newest.to_dict("records")
    )
    return Grid(heads, rows, table="policy", style="wrap")


def _grants(desk: Desk) -> list[dict[Hashable, object]]:
    facts = desk.landscape.facts
    own = facts[(facts["what"] == "designation") & facts["value"].notna()]
    return own.sort_values(["as_of", "product"], ascending=False, na_position="last").to_dict(
        "records"
    )


def _grants_grid(desk: Desk, grants: list[dict[Hashable, object]]) -> Grid:
    heads = tuple(Head(desk.words(f"regulation.grants.{key}"), width) for key, width in GRANTS)
    products = {str(row["id"]): row for row in desk.landscape.products.to_dict("records")}
    designations = desk.landscape.vocabulary["designations"]
    rows = []
    for fact in grants:
        product = products[str(fact["product"])]
        refs, value = fact["refs"], str(fact["value"])
        assert isinstance(refs, tuple)
        rows.append(
            Row(
                (
                    Cell(str(product["short"]), tone="strong"),
                    Cell(str(product["company_short"])),
                    Cell(
                        designations[value].label if value in designations else value,
                        mark=weak(fact["confidence"]),
                    ),
                    Cell(str(fact["for"] or desk.words("none"))),
                    Cell(
                        desk.short_day(str(fact["as_of"])) if fact["as_of"] else desk.words("nd"),
                        refs=desk.cite(refs, most=1),
                        sort=str(fact["as_of"] or ""),
                    ),
                )
            )
        )
    return Grid(heads, tuple(rows), table="designations", style="wrap")

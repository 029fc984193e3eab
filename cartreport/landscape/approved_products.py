"""Approved products in the order of their first approval, with every licensed use."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.listed import listed
from cartreport.landscape.pivotal import pivotal_result
from cartreport.landscape.rows.facts import UNVERIFIED
from cartreport.landscape.table import Column, heads

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def approved(landscape: Landscape) -> list[dict[str, Any]]:
    """The approved products, the first approved first; those without a date last, by id."""
    held = [product for product in landscape.rows("products") if product["approved"]]
    return sorted(held, key=lambda product: (product["order"] or len(held) + 1, product["id"]))


def facet_columns(landscape: Landscape) -> tuple[Column, ...]:
    """One column a facet of the project, ``facet:<name>``."""
    return tuple(
        Column(f"facet:{facet}", landscape.vocabulary[facet].title)
        for facet in landscape.project.facets
    )


def facets(landscape: Landscape, held: dict[str, str]) -> dict[str, object]:
    """The labels of a record's facets by column key, ``None`` where not stated."""
    return {
        f"facet:{facet}": landscape.label(facet, held[facet]) if facet in held else None
        for facet in landscape.project.facets
    }


def approval_type(landscape: Landscape, use: dict[str, Any]) -> str | None:
    """The type of a use's approval; `unverified` in its place where no page bears it out."""
    if use["approval_type_unverified"]:
        return landscape.words("head.confidence.unverified").lower()
    return landscape.label("approval-types", use["approval_type"])


def other_name(landscape: Landscape, *named: Mapping[str, str]) -> str | None:
    """The names in the language of the project's other title, joined; ``None`` where none is known.

    A name kept as ``<language>-short`` goes before the full one.
    """
    language = next(iter(landscape.project.titles), "")
    found = (names.get(f"{language}-short") or names.get(language) for names in named)
    return " ".join(filter(None, found)) or None


def _columns(landscape: Landscape) -> tuple[Column, ...]:
    return (
        *heads("id:key order:number label:name name brand other company company_other target"),
        *facet_columns(landscape),
        Column("approval", kind="date"),
        Column("licensed", kind="count", counts="approval"),
        *heads(
            "uses:terms dates:terms types:terms result:words result_n:number result_part"
            " marked:terms refs:refs result_refs:refs"
        ),
    )


def _row(
    landscape: Landscape, product: dict[str, Any], own: list[dict[str, Any]]
) -> dict[str, Any]:
    types = (approval_type(landscape, use) for use in own)
    return {
        "id": product["id"],
        "order": product["order"],
        "label": product["short"],
        "name": product["name"],
        "brand": product["brand"],
        "other": other_name(landscape, product["names"], product["brands"]),
        "company": product["company_short"],
        "company_other": other_name(landscape, product["company_names"]),
        "target": product["target"],
        **facets(landscape, product["facets"]),
        "approval": product["approval"],
        "licensed": len(own),
        "uses": tuple(use["short"] for use in own),
        "dates": tuple(use["approval"] or UNVERIFIED for use in own),
        "types": tuple(types),
        **pivotal_result(landscape, product["id"]),
        "refs": tuple(dict.fromkeys(ref for use in own for ref in use["refs"])),
    }


def table(landscape: Landscape) -> Table:
    """One row an approved product; ``uses`` and ``dates`` run in parallel, oldest first."""
    columns, uses = _columns(landscape), licensed_uses(landscape)
    rows = [
        _row(landscape, product, uses.get(product["id"], [])) for product in approved(landscape)
    ]

    def behind(row: str | None, _: str) -> list[str]:
        held = [row] if row is not None else [str(product["id"]) for product in rows]
        return [use["id"] for id in held for use in uses.get(id, [])]

    return listed(
        landscape,
        columns,
        rows,
        id="approved-products",
        unit="product",
        kinds=("products",),
        total={"licensed": sum(row["licensed"] for row in rows)},
        behind=behind,
    )


def licensed_uses(landscape: Landscape) -> dict[str, list[dict[str, Any]]]:
    """The uses that are approved, by product and in the order of the record.

    What is approved is decided here and in the product's stage alone: an approval whose day is
    unverified is one, and has no date.
    """
    held: dict[str, list[dict[str, Any]]] = {}
    for use in landscape.rows("uses"):
        if use["licensed"]:
            held.setdefault(use["product"], []).append(use)
    return held

"""Target set by disease group, one row a filled cell: programmes, how far, what is approved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from cartreport.landscape.cross import NONE
from cartreport.landscape.groups import count, counted_table, stated, told
from cartreport.landscape.measures import distinct, every, where
from cartreport.landscape.profile import approved_products, programmes_of
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from cartreport.landscape.measures import Group
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.profile import Programme
    from cartreport.landscape.table import Table

Place = Literal["group", "indication"]
TERMS = {"group": "indication-groups", "indication": "indications"}
"""The vocabulary of a place."""


def table(landscape: Landscape) -> Table:
    """One row a target set and disease group with a programme; its highest phase is earned there.

    A programme without an indication stands at ``not-stated``.
    """
    return cells(
        landscape,
        "group",
        id="target-indication",
        rule=landscape.words("target-indication.rule", leading=leading(landscape)),
    )


def leading(landscape: Landscape) -> str:
    """What the phase of a cell is, and where the project has products what they are."""
    parts = ("leading", "approved-there") if landscape.has("products") else ("leading",)
    return landscape.words.sentences(landscape.words(f"rule.{part}") for part in parts)


def cells(landscape: Landscape, place: Place, **more: Any) -> Table:
    """The table with a row a target set and place where it has a programme."""
    found = _cells(landscape, place)
    words = ("at", "above") if place == "indication" else ("at",)
    return counted_table(
        (
            *stated(Column("target", kind="key"), Column(place, kind="key")),
            *stated(Column("label", kind="name"), *map(Column, words), Column("setting")),
            count("programmes", every),
            count("active", where(lambda p: p["status_group"] == "active")),
            count("companies", distinct("company"), counts="company"),
            count("approved", distinct("won"), of="products", counts="product"),
            told(Column("phase"), lambda _, held: _highest(landscape, held)),
            told(Column("names", kind="terms"), _names),
        ),
        found,
        [programme for held in found.values() for programme in held],
        unit="programme",
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("programmes", "products"),
        closing={"label": landscape.words("total.programme")},
        overlaps=("programmes", "active", "companies", "approved"),
        **more,
    )


def _cells(landscape: Landscape, place: Place) -> dict[str, list[Programme]]:
    """Cell → its programmes, by target and in the order of the places.

    A programme ``leads`` there or does not; what it ``won`` is its products with an approval there.
    """
    won, products = _won(landscape, place), approved_products(landscape)
    leading = _leading(landscape, place)
    found: dict[str, list[Programme]] = {}
    for programme in programmes_of(landscape):
        for at, leads in leading.get(programme["id"], {NONE: False}).items():
            if at == NONE and place == "indication":
                continue
            target = programme["set"] or NONE
            own = products.get(programme["id"], ())
            found.setdefault(f"{target} {at}", []).append(
                {
                    **programme,
                    **_words(landscape, place, at),
                    "target": target,
                    "label": programme["target"] or landscape.vocabulary.absent,
                    "leads": leads,
                    "won": tuple(product for product in own if (product, at) in won),
                }
            )
    order = {term.id: n for n, term in enumerate(landscape.vocabulary[TERMS[place]])}

    def turn(cell: str) -> tuple[object, ...]:
        first = found[cell][0]
        last = order.get(first[place], len(order))
        return first["target"] == NONE, first["label"].casefold(), first["target"], last

    return {cell: found[cell] for cell in sorted(found, key=turn)}


def _leading(landscape: Landscape, place: Place) -> dict[str, dict[str, bool]]:
    """Programme → the places that it names, and whether it leads there."""
    found: dict[str, dict[str, bool]] = {}
    for row in landscape.rows("programme_indications"):
        named = found.setdefault(row["programme"], {})
        at = row[place] or NONE
        named[at] = named.get(at, False) or row["lead"]
    return found


def _words(landscape: Landscape, place: Place, at: str) -> dict[str, str | None]:
    """A place, its label, and the labels of what stands above it."""
    known = None if at == NONE else at
    group = known if place == "group" else landscape.parent("indications", known)
    setting = landscape.parent("indication-groups", group)
    return {
        place: at,
        "at": landscape.label(TERMS[place], known),
        "above": landscape.label("indication-groups", group),
        "setting": landscape.label("settings", setting),
    }


def _won(landscape: Landscape, place: Place) -> set[tuple[str, str | None]]:
    """Each product with the places in which it is approved."""
    return {
        (use["product"], at if place == "indication" else landscape.parent("indications", at))
        for use in landscape.rows("uses")
        if use["licensed"]
        for at in use["indications"]
    }


def _highest(landscape: Landscape, programmes: Group) -> str | None:
    """The highest phase of those that lead in a cell; what is approved elsewhere is not so here."""
    phases = landscape.vocabulary["phases"]
    ranked = [
        (order, phase)
        for programme in programmes
        if programme["leads"] and not programme["presumed"]
        for phase in [programme["phase"]]
        if phase in phases and (order := phases[phase].order) is not None
        if phases[phase].stage != "approved" or programme["won"]
    ]
    return phases.label(max(ranked)[1]) if ranked else None


def _names(_: str, programmes: Group) -> tuple[str, ...]:
    return tuple(sorted((programme["short"] for programme in programmes), key=str.casefold))

"""Which records are of the landscape, by the labels and facets that the project declares."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.sources.project import Members
    from cartreport.sources.records import Product, Records


def asked_of(members: Members | None) -> Mapping[str, Collection[str]]:
    """The terms that a declaration asks for, by label; none where there is none."""
    return members.labels if members else {}


def belongs(asked: Mapping[str, Collection[str]], held: Mapping[str, Collection[str]]) -> bool:
    """Whether a record with these values by label is one of the landscape.

    It is out where a declared label says so: it has values, and none of them is among the terms.
    A record that states nothing under a label stays: nothing speaks against it.
    """
    return all(
        not held.get(label) or bool(set(held[label]) & set(terms)) for label, terms in asked.items()
    )


def parted(records: Records) -> tuple[Records, Records]:
    """The records whose programmes and products are of the landscape, and those of the others.

    The second hold no other kind that was parted; trials are parted by their labels, apart.
    """
    scope = records.project.landscape
    if scope is None:
        return records, replace(records, programmes={}, products={})
    programmes = {
        name: belongs(asked_of(scope.programmes), _single(entry.record.facets))
        for name, entry in records.programmes.items()
    }
    products = {
        name: belongs(asked_of(scope.products), _single(_facets(records, entry.record)))
        for name, entry in records.products.items()
    }
    inside, outside = (
        replace(
            records,
            programmes={n: e for n, e in records.programmes.items() if programmes[n] is member},
            products={n: e for n, e in records.products.items() if products[n] is member},
        )
        for member in (True, False)
    )
    return inside, outside


def _facets(records: Records, product: Product) -> dict[str, str]:
    """A product's facets, and of its programme those that it does not state itself."""
    programme = records.programmes.get(product.programme or "")
    return {**(programme.record.facets if programme else {}), **product.facets}


def _single(facets: Mapping[str, str]) -> dict[str, tuple[str]]:
    return {facet: (term,) for facet, term in facets.items()}

"""What is approved is so in both places: in the product, and in its row of the programmes."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem, Where
from cartreport.sources.checks import walk
from cartreport.sources.records import Entry, Product, Programme, Records
from cartreport.sources.roles import APPROVAL
from cartreport.sources.vocabulary import APPROVED, Terms


def check(records: Records) -> Iterator[Problem]:
    """A product and its programme of which one alone is approved (E306).

    Nothing is said where the phases could not be read, or name no phase that is on the market:
    that is told once.
    """
    phases = records.vocabulary.get("phases")
    if phases is None or not (records.products and records.programmes):
        return
    marketed = {term.id for term in phases if term.stage == APPROVED}
    approved = [entry for entry in records.products.values() if entry.record.approved]
    if approved and not marketed:
        yield _no_phase(records, phases, approved[0])
        return
    for product in approved:
        yield from _its_phase(records, product, phases, marketed)
    if not records.lost:
        yield from _its_product(records, marketed)


def _no_phase(records: Records, phases: Terms, product: Entry[Product]) -> Problem:
    """No phase is on the market, and a product is."""
    row = records.programmes.get(product.record.programme or "")
    term = row.record.phase if row else ""
    file = Where(records.project.vocabulary[phases.name])
    where = phases.places.get((term, "stage"), phases.places.get((term,), file))
    message = f"no phase has the stage {APPROVED!r}, yet {product.record.id!r} is approved"
    hint = f"give the phase of products on the market `stage: {APPROVED}`"
    return walk.problem(where, "E306", message, hint, APPROVED)


def _its_phase(
    records: Records, product: Entry[Product], phases: Terms, marketed: set[str]
) -> Iterator[Problem]:
    """What a product that is approved says of its programme, and this of itself."""
    name = product.record.programme
    if name is None:
        if not records.lost:
            message = f"{product.record.id!r} is approved, but names no programme"
            hint = "give its row of the programme table under `programme`"
            yield walk.problem(product.where("stage"), "E306", message, hint, APPROVED)
        return
    programme = records.programmes.get(name)
    if programme is None or programme.record.phase in marketed:
        return
    phase = programme.record.phase
    if phase in phases:
        message = f"{product.record.id!r} is approved, its programme is in {phase!r}"
        hint = f"correct one: the product stands at {product.where('stage')}"
        yield walk.problem(programme.where("phase"), "E306", message, hint, phase)


def _its_product(records: Records, marketed: set[str]) -> Iterator[Problem]:
    """A programme on the market has a product that is, once products name their programmes."""
    products: dict[str, list[Entry[Product]]] = {}
    for product in records.products.values():
        if product.record.programme:
            products.setdefault(product.record.programme, []).append(product)
    if not products or not products.keys() <= records.programmes.keys():
        return
    for key, entry in records.programmes.items():
        held = products.get(key, [])
        if entry.record.phase not in marketed or any(one.record.approved for one in held):
            continue
        if held:
            message = f"{key!r} is approved, its product is {held[0].record.stage!r}"
            hint = f"correct one: the product stands at {held[0].where('stage')}"
        else:
            message = f"{key!r} is approved, and no product names it"
            hint = _to_write(records, entry)
        yield walk.problem(entry.where("phase"), "E306", message, hint, entry.record.phase)


def _to_write(records: Records, programme: Entry[Programme]) -> str:
    """The product that an approved programme lacks: its file and what makes it one."""
    key = programme.record.id
    path = next(source.path for source in records.project.sources if source.kind == "products")
    facts = records.vocabulary.get("facts")
    fact = records.vocabulary.of_role("facts", APPROVAL) if facts else APPROVAL
    return (
        f"add its product in {path.replace('*', key)}, with `programme: {key}`, "
        f"`stage: {APPROVED}` and a fact `{fact}`; or correct the phase"
    )

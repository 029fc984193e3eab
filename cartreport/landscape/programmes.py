"""Every programme: company, target, design, indications, phase, status, trials, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.approved_products import facet_columns, facets
from cartreport.landscape.groups import Counted, Told, count, counted_table, stated, told
from cartreport.landscape.listed import all_refs
from cartreport.landscape.measures import distinct
from cartreport.landscape.profile import Programme, linked
from cartreport.landscape.table import Column
from cartreport.landscape.terms import find

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def table(landscape: Landscape) -> Table:
    """One row a programme, by company, then the highest phase first, then name."""
    held = sorted(landscape.rows("programmes"), key=lambda programme: _place(landscape, programme))
    return counted_table(
        [
            told(Column("id", kind="key"), lambda programme, _: programme),
            *(told(column, cell) for column, cell in _cells(landscape)),
            *_trials(landscape),
            *stated(
                Column("as_of", kind="date"),
                Column("confidence"),
                Column("refs", kind="refs"),
                Column("note"),
            ),
        ],
        {programme["id"]: [programme] for programme in held},
        held,
        id="programmes",
        unit="programme",
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("programmes", "trials"),
        overlaps=("trials", "trials_focus", "trials_apart"),
        refs=all_refs(held),
    )


def _place(landscape: Landscape, programme: Programme) -> tuple[object, ...]:
    company = programme["company_short"]
    term = find(landscape.vocabulary, "phases", programme["phase"])
    order = term.order if term and term.order is not None else -1
    name = programme["short"].casefold()
    return company is None, (company or "").casefold(), -order, name, programme["id"]


def _cells(landscape: Landscape) -> Iterator[tuple[Column, Told]]:
    """What a programme is, in words."""
    companies = (landscape.whole or landscape).rows("companies")  # a partner is another company
    shorts = {company["id"]: company["short"] for company in companies}

    def words(vocabulary: str, field: str, *, short: bool = False) -> Told:
        read = landscape.short if short else landscape.label
        return _of(lambda programme: _said(lambda term: read(vocabulary, term), programme[field]))

    yield Column("label", kind="name"), _field("short")
    yield Column("name"), _field("name")
    yield Column("company"), _field("company_short")
    partners = _of(lambda held: tuple(shorts.get(name, name) for name in held["partners"]))
    yield Column("partners", kind="terms"), partners
    yield Column("target"), _field("target")
    for column in facet_columns(landscape):
        yield column, _facet(landscape, column.key)
    yield Column("settings", kind="terms"), words("settings", "settings", short=True)
    yield Column("indication"), words("indications", "lead_indication")
    indications = words("indications", "indications", short=True)
    yield Column("indications", kind="terms"), indications
    yield Column("phase"), words("phases", "phase")
    presumed = _of(lambda programme: "presumed" if programme["presumed"] else None)
    yield Column("presumed"), presumed
    yield Column("status"), words("programme-statuses", "status")


def _trials(landscape: Landscape) -> Iterator[Counted]:
    """The trials that a programme lists, and which of them are counted elsewhere."""
    more = {"of": "trials", "counts": "trial"}
    yield count("trials", distinct("trials"), counts="trial")
    yield count("trials_focus", linked(landscape), **more)
    if len(landscape.outside):
        apart = linked(landscape, "outside")
        yield count("trials_apart", apart, **more)
    yield told(Column("trial_ids", kind="terms"), _field("trials"))


def _said(read: Callable[[str], str], value: Any) -> Any:
    """The words of a term or of each of several; ``None`` for none."""
    if isinstance(value, tuple):
        return tuple(map(read, value))
    return read(value) if value else None


def _of(cell: Callable[[Mapping[str, Any]], object]) -> Told:
    return lambda _, held: cell(held[0])


def _field(field: str) -> Told:
    return _of(lambda programme: programme[field])


def _facet(landscape: Landscape, key: str) -> Told:
    return _of(lambda programme: facets(landscape, programme["facets"])[key])

"""Every programme: company, target, design, indications, phase, status, trials, evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.approved_products import all_refs, facet_columns, facets
from cartreport.landscape.groups import Counted, Told, count, counted_table, told
from cartreport.landscape.measures import distinct
from cartreport.landscape.profile import LINKED, Programme, linked
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
            told(Column("id", "Id", "key"), lambda programme, _: programme),
            *(told(column, cell) for column, cell in _cells(landscape)),
            *_trials(landscape),
            *(
                told(column, _field(column.key))
                for column in (
                    Column("as_of", "As of", "date"),
                    Column("confidence", "Confidence"),
                    Column("refs", "References", "refs"),
                    Column("note", "Note"),
                )
            ),
        ],
        {programme["id"]: [programme] for programme in held},
        held,
        id="programmes",
        title="All programmes",
        unit="programme",
        rule=(
            "Unit: programme. Highest phase: of records with a site in the focus country, and of "
            "records without a site when the sponsor is from there. Order: company, highest phase "
            "first, name; programmes without a company last."
        ),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("programmes", "trials"),
        closing={"label": f"{len(held)} programmes"},
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
    shorts = {company["id"]: company["short"] for company in landscape.rows("companies")}

    def words(vocabulary: str, field: str, *, short: bool = False) -> Told:
        read = landscape.short if short else landscape.label
        return _of(lambda programme: _said(lambda term: read(vocabulary, term), programme[field]))

    yield Column("label", "Programme", "name"), _field("short")
    yield Column("name", "Full name"), _field("name")
    yield Column("company", "Company"), _field("company_short")
    partners = _of(lambda held: tuple(shorts.get(name, name) for name in held["partners"]))
    yield Column("partners", "Partners", "terms"), partners
    yield Column("target", "Target"), _field("target")
    for column in facet_columns(landscape):
        yield column, _facet(landscape, column.key)
    yield Column("settings", "Setting", "terms"), words("settings", "settings", short=True)
    yield Column("indication", "Lead indication"), words("indications", "lead_indication")
    indications = words("indications", "indications", short=True)
    yield Column("indications", "Indications", "terms"), indications
    yield Column("phase", "Highest phase"), words("phases", "phase")
    presumed = _of(lambda programme: "presumed" if programme["presumed"] else None)
    yield Column("presumed", "Phase is presumed"), presumed
    yield Column("status", "Status"), words("programme-statuses", "status")


def _trials(landscape: Landscape) -> Iterator[Counted]:
    """The trials that a programme lists, and which of them are counted elsewhere."""
    more = {"of": "trials", "counts": "trial"}
    yield count("trials", "Trials listed", distinct("trials"), counts="trial")
    yield count("trials_focus", LINKED, linked(landscape), **more)
    if landscape.rows("outside"):
        apart = linked(landscape, "outside")
        yield count("trials_apart", "Linked, of another kind", apart, **more)
    yield told(Column("trial_ids", "Trial numbers", "terms"), _field("trials"))


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

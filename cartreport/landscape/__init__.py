"""RECORDS in, LANDSCAPE out, and from it the tables: what we know, counted.

In: :class:`cartreport.sources.records.Records`. Out: :class:`cartreport.landscape.model.Landscape`
(declared frames) and :class:`cartreport.landscape.table.Table` values, one file a question.
``TABLES`` lists the table modules; a module's name, with hyphens, is the table's id, and the first
line of its docstring describes it in every listing. Those of tables.yaml are declarations.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol

from cartreport.errors import RequestError
from cartreport.landscape import (
    access,
    access_ladder,
    approvals_timeline,
    approved_products,
    by_company,
    by_each_target,
    by_facet,
    by_phase,
    by_target,
    changes,
    companies,
    completeness,
    confidence,
    conflicts,
    deals,
    designations,
    evidence,
    facts,
    filed_products,
    freshness,
    left_out,
    market_figures,
    new_trials,
    policy,
    products,
    programmes,
    programmes_flow,
    references,
    restated,
    sponsor_sites,
    target_indication,
    target_indication_cells,
    trials,
    trials_by_design,
    trials_entrants,
    trials_flow,
    watch_list,
    watch_record,
)
from cartreport.landscape.counted import with_scope
from cartreport.landscape.declared import declarations
from cartreport.landscape.narrowed import AT, narrowed_table
from cartreport.landscape.select import suggestion
from cartreport.landscape.told import without_silent_columns
from cartreport.landscape.words import worded
from cartreport.sources.uncollected import uncollected

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


class TableModule(Protocol):
    """A module that answers one question."""

    __name__: str
    __doc__: str | None

    def table(self, landscape: Landscape) -> Table:
        """The answer."""
        ...


DECLARED = declarations()
"""The built-in tables that are declarations, by id."""
TABLES: tuple[TableModule, ...] = (
    by_company,
    by_target,
    by_each_target,
    by_phase,
    by_facet,
    target_indication,
    target_indication_cells,
    *DECLARED.values(),
    trials_by_design,
    trials_entrants,
    sponsor_sites,
    approved_products,
    approvals_timeline,
    filed_products,
    access,
    access_ladder,
    evidence,
    designations,
    deals,
    policy,
    market_figures,
    companies,
    programmes,
    trials,
    products,
    facts,
    freshness,
    left_out,
    completeness,
    confidence,
    conflicts,
    references,
    changes,
    new_trials,
    trials_flow,
    programmes_flow,
    restated,
    watch_list,
    watch_record,
)


def table_id(module: TableModule) -> str:
    """The id of a table module: its name with hyphens."""
    return module.__name__.rsplit(".", 1)[-1].replace("_", "-")


def description(module: TableModule) -> str:
    """The first line of the module's docstring."""
    return (module.__doc__ or "").strip().splitlines()[0]


class Tables(Mapping[str, "Table"]):
    """Every table of a landscape by id, each counted when it is asked for.

    Those of ``TABLES`` come first, then those that the project declares, then narrowed ones that
    were asked for. Raises :class:`cartreport.errors.RequestError` for one that there cannot be.
    """

    def __init__(self, landscape: Landscape) -> None:
        self.landscape = landscape
        self._names = (*map(table_id, TABLES), *landscape.project.tables)
        self._counted: dict[str, Table] = {}

    def __getitem__(self, name: str) -> Table:
        if name in self._counted:
            return self._counted[name]
        with uncollected():
            made = one_table(self.landscape, name)
        return self._counted.setdefault(made.id, made)

    def __contains__(self, name: object) -> bool:
        return name in self._counted or _plain(str(name)) in self._names

    def get(self, name: str, default: Any = None) -> Any:
        """The table of this id, else what was given."""
        try:
            return self[name]
        except RequestError:
            return default

    def __iter__(self) -> Iterator[str]:
        return iter(tuple(dict.fromkeys((*self._names, *self._counted))))

    def __len__(self) -> int:
        return len({*self._names, *self._counted})


def one_table(landscape: Landscape, name: str) -> Table:
    """The table of this id; raises :class:`cartreport.errors.RequestError` for an unknown one."""
    if AT in name:
        return narrowed_table(landscape, name)
    modules = {table_id(module): module for module in TABLES}
    wanted = _plain(name)
    if wanted in modules:
        return _built_in(landscape, modules[wanted])
    if wanted in landscape.project.tables:
        return _declared(landscape, wanted)
    names = [*modules, *landscape.project.tables]
    raise RequestError(f"there is no table {name!r}", suggestion(wanted, names, names))


def _plain(name: str) -> str:
    """A table's id however it is written: ``By_Phase`` is ``by-phase``."""
    return name.strip().casefold().replace("_", "-")


def _built_in(landscape: Landscape, module: TableModule) -> Table:
    table = without_silent_columns(landscape, module.table(landscape))
    return with_scope(landscape, worded(landscape.words, table))


def _declared(landscape: Landscape, name: str) -> Table:
    from cartreport.landscape.counting import table_of

    return with_scope(landscape, table_of(landscape, name, landscape.project.tables[name]))

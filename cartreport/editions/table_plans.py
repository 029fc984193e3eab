"""The tables that sources.yaml declares, held against what there is to count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartreport.editions.places import place_of
from cartreport.landscape import TABLES, table_id
from cartreport.landscape.axes import UNITS, Axis, axes_of
from cartreport.landscape.blocks import N
from cartreport.landscape.known_places import known_places
from cartreport.problems import Problem
from cartreport.sources.suggest import did_you_mean
from cartreport.sources.table_plan import Span, TablePlan

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartreport.sources.records import Records

Path = tuple[str | int, ...]


def check(records: Records) -> Iterator[Problem]:
    """Names of built-in tables (E201), axes that there are not (E210), unknown places (E205)."""
    built_in = [table_id(module) for module in TABLES]
    for name, plan in records.project.tables.items():
        at: Path = ("tables", name)
        if name in built_in:
            where = place_of(records, at)
            yield Problem(where, "E201", f"the table {name!r} is built in", "rename yours", name)
        yield from TableCheck(records, plan, at).problems()


@dataclass(frozen=True)
class TableCheck:
    """One declaration, and where in sources.yaml it stands."""

    records: Records
    plan: TablePlan
    at: Path

    @property
    def axes(self) -> Mapping[str, Axis]:
        """The axes that it may name."""
        unit = UNITS[self.plan.unit]
        return axes_of(unit, self.records.project, self.records.vocabulary.by_name)

    def problems(self) -> Iterator[Problem]:
        """What is wrong with its axes, its conditions, and the keys of its columns."""
        axes = self.axes
        for name, path in self._named():
            if name not in axes:
                message = f"a {self.plan.unit} has no axis {name!r}"
                yield self._problem(path, "E210", message, did_you_mean(name, axes), name)
        for name, wanted, path in self._conditions():
            if name in axes:
                yield from self._wanted(axes[name], wanted, path)
        yield from self._keys()
        yield from self._order()
        yield from self._heads()
        for key, value in self.plan.values.items():
            if value.field not in UNITS[self.plan.unit].values:
                message = f"a {self.plan.unit} has no {value.field} to take"
                hint = "take values in a table of trials"
                yield self._problem((*self.at, "values", key), "E210", message, hint, key)

    def _heads(self) -> Iterator[Problem]:
        """Braces in a title or a head, where nothing would be filled in."""
        plan = self.plan
        told: list[tuple[Path, str | None]] = [(("title",), plan.title)]
        told += [(("columns", at, "head"), block.head) for at, block in enumerate(plan.columns)]
        told += [(("values", key, "head"), value.head) for key, value in plan.values.items()]
        for path, text in told:
            if text and set("{}") & set(text):
                message = f"{path[-1]}: {text!r} is printed as it stands"
                hint = "leave the braces out: nothing is filled in here"
                yield self._problem((*self.at, *path), "E610", message, hint, text)

    def _named(self) -> Iterator[tuple[str, Path]]:
        """Every axis that the declaration names."""
        plan, at = self.plan, self.at
        yield plan.rows, (*at, "rows")
        for place, block in enumerate(plan.columns):
            if block.axis:
                yield block.axis, (*at, "columns", place, "axis")
        for field in ("distinct", "named"):
            for place, name in enumerate(getattr(plan, field)):
                yield name, (*at, field, place)
        yield from ((name, path) for name, _, path in self._conditions())

    def _conditions(self) -> Iterator[tuple[str, object, Path]]:
        """Every condition: an axis, what it wants of it, and where."""
        plan, at = self.plan, self.at
        held: list[tuple[Mapping[str, object], Path]] = [(plan.where, (*at, "where"))]
        held += [
            (block.where, (*at, "columns", place, "where"))
            for place, block in enumerate(plan.columns)
        ]
        held += [(v.where, (*at, "values", key, "where")) for key, v in plan.values.items()]
        for where, path in held:
            yield from ((name, wanted, (*path, name)) for name, wanted in where.items())

    def _keys(self) -> Iterator[Problem]:
        """Two columns, or groups of them, whose keys are alike or would begin alike."""
        plan, at = self.plan, self.at
        told: list[tuple[str, Path]] = [
            (block.begins, (*at, "columns", place)) for place, block in enumerate(plan.columns)
        ]
        told += [(key, (*at, "values", key)) for key in plan.values]
        for field in ("distinct", "named"):
            axes = enumerate(getattr(plan, field))
            told += [(f"{field}:{axis}", (*at, field, place)) for place, axis in axes]
        taken = {"id", "label", N, "distinct", "named", *["share"] * plan.share}
        for key, path in told:
            if key in taken:
                message = f"two columns, or groups of them, have the key {key!r}"
                yield self._problem(path, "E201", message, "give one of them another", key)
            taken.add(key)

    def _order(self) -> Iterator[Problem]:
        """An order by a column that there cannot be."""
        by, path = self.plan.by or N, (*self.at, "by")
        if by == N:
            return
        key, _, place = by.partition(":")
        named = {block.begins: block for block in self.plan.columns}
        axis = named[key].axis or "" if key in named else ""
        if key not in named or bool(axis) != bool(place):
            message = f"the table has no column {by!r} to order its rows by"
            known = [f"{key}:…" if block.axis else key for key, block in named.items()]
            yield self._problem(path, "E210", message, did_you_mean(by, [N, *known]), by)
        elif axis in self.axes:
            yield from self._wanted(self.axes[axis], place, path)

    def _wanted(self, axis: Axis, wanted: object, path: Path) -> Iterator[Problem]:
        """The places that a condition names, held against the vocabulary or the records."""
        told: list[tuple[str, Path]]
        if isinstance(wanted, Span):
            ends = (("from", wanted.from_), ("to", wanted.to))
            told = [(str(term), (*path, end)) for end, term in ends if term is not None]
            unordered = list(self._ends(axis, told))
            if unordered:
                yield from unordered
                return
        elif isinstance(wanted, list):
            told = [(str(place), (*path, index)) for index, place in enumerate(wanted)]
        else:
            told = [(str(wanted), path)]
        known = known_places(self.records, self.plan.unit, axis)
        for place, at in told:
            if known is not None and place not in known:
                message = f"no {axis.name} is called {place!r}"
                yield self._problem(at, "E205", message, did_you_mean(place, known[:-1]), place)

    def _ends(self, axis: Axis, told: list[tuple[str, Path]]) -> Iterator[Problem]:
        """The ends of a span must have a place in an order."""
        terms = self.records.vocabulary.get(axis.terms)
        for term, at in told:
            if terms is None or (term in terms and terms[term].order is None):
                message = f"{term!r} has no order along {axis.name!r}"
                hint = "name the terms one by one, in a list"
                yield self._problem(at, "E103", message, hint, term)

    def _problem(self, path: Path, code: str, message: str, hint: str, word: str) -> Problem:
        return Problem(place_of(self.records, path), code, message, hint, word)

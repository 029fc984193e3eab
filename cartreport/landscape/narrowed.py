"""Tables narrowed to what a briefing is about: ``trials-by-phase@setting=outer``.

The records of every unit that has the axis are sifted by the conditions of a
:class:`cartreport.landscape.breakdown.Breakdown`, and the table is counted anew over those that
are left: each of its numbers has an address, and behind it stand the records that it counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, unquote

from cartreport.errors import RequestError
from cartreport.landscape.axes import UNITS, Axis, Unit, axes_of
from cartreport.landscape.counted import UNITS as COUNTED
from cartreport.landscape.counted import counted
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

AT, IS = "@", "="
FOCUS = "@focus"
"""Behind a table's name: narrowed to what the briefing is about."""
SIFTED = ("programme", "product", "trial", "deal")
"""The units whose records are sifted; a place is called as the first of them calls it."""
CALLED = {("trial", "company"): "sponsor"}
"""Unit and axis → what the axis is called there: a trial's company is its lead sponsor."""
WITHIN = {
    "approval": "product",
    "designation": "product",
    "measure": "product",
    "fact": "product",
    "company": "programme",
}
"""What a table counts → the unit with which it is sifted."""
OWNED = {
    "uses": ("products", "product"),
    "facts": ("products", "product"),
    "programme_targets": ("programmes", "programme"),
    "programme_indications": ("programmes", "programme"),
    "programme_trials": ("programmes", "programme"),
    "trial_countries": ("trials", "trial"),
    "trial_cities": ("trials", "trial"),
    "trial_labels": ("trials", "trial"),
    "trial_sites": ("trials", "trial"),
}
"""Frame → the frame and the column of what its rows belong to."""


@dataclass(frozen=True)
class Narrowing:
    """Axis → place: what a unit must stand at to be counted."""

    where: Mapping[str, str]

    @classmethod
    def read(cls, text: str) -> Narrowing:
        """From ``axis=place``, several with commas. Raises :class:`RequestError` for else."""
        pairs = [part.partition(IS) for part in text.split(",")]
        if not all(name and place for name, _, place in pairs):
            raise RequestError(f"{text!r} narrows nothing", "Write axis=place, such as phase=ii.")
        return cls({name.strip(): unquote(place.strip()) for name, _, place in pairs})

    def __str__(self) -> str:
        return ",".join(f"{axis}{IS}{quote(place, safe='+:._-')}" for axis, place in self._pairs)

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return list(self.where.items())

    def axis(self, landscape: Landscape, unit: Unit, name: str) -> Axis | None:
        """The axis of a unit that a condition means; ``None`` where it has none."""
        axes = axes_of(unit, landscape.project, landscape.vocabulary.by_name)
        return axes.get(CALLED.get((unit.name, name), name))

    def fits(self, landscape: Landscape, unit: str) -> bool:
        """Whether what a table counts can be sifted by every condition."""
        own = WITHIN.get(unit, unit)
        return own in SIFTED and all(self.axis(landscape, UNITS[own], name) for name in self.where)

    def known(self, landscape: Landscape) -> Narrowing:
        """The same by ids. Raises :class:`RequestError` for an axis or a place there is not."""
        return Narrowing({name: self._place(landscape, name) for name in self.where})

    def _place(self, landscape: Landscape, name: str) -> str:
        """The id of a place, of its label or of another name of it."""
        labels = self._labels(landscape, name)
        wanted = self.where[name].casefold()
        for unit in SIFTED:
            axis = self.axis(landscape, UNITS[unit], name)
            terms = landscape.vocabulary.get(axis.terms) if axis else None
            if terms is not None and (term := terms.find(self.where[name])) in labels:
                return str(term)
        for id, label in labels.items():
            if wanted in (id.casefold(), label.casefold()):
                return id
        hint = did_you_mean(self.where[name], labels)
        raise RequestError(f"no {name} is called {self.where[name]!r}", hint)

    def _labels(self, landscape: Landscape, name: str) -> dict[str, str]:
        """Id → label of every place along an axis at which some record stands."""
        from cartreport.landscape.placed import placed

        labels: dict[str, str] = {}
        for unit in map(UNITS.__getitem__, SIFTED):
            axis = self.axis(landscape, unit, name)
            if axis is not None:
                along = placed(landscape, unit.frame, axis)
                labels = {key: along.labels.get(key, key) for key in along.keys} | labels
        if not labels:
            raise RequestError(f"no record has an axis {name!r}", _axes(landscape))
        if name == "company":  # hospitals sponsor trials and are none
            known = landscape.by_id("companies")
            labels = {key: str(known[key]["short"]) for key in labels if key in known}
        return labels

    def labels(self, landscape: Landscape) -> list[str]:
        """What is printed for the places, in the order of the conditions."""
        return [self._labels(landscape, name)[place] for name, place in self._pairs]


def aimed(name: str, about: Narrowing | None) -> str:
    """A table or an address with what a briefing is about in place of ``@focus``.

    Raises :class:`RequestError` where it is about nothing.
    """
    if FOCUS not in name:
        return name
    if about is None:
        hint = "Give the briefing a `focus:`, or name what is meant: @axis=place."
        raise RequestError(f"{name} asks for a focus, and the briefing has none", hint)
    return name.replace(FOCUS, f"{AT}{about}")


def _axes(landscape: Landscape) -> str:
    axes = axes_of(UNITS["programme"], landscape.project, landscape.vocabulary.by_name)
    return f"Axes: {', '.join(axes)}."


def narrowed_table(landscape: Landscape, name: str) -> Table:
    """The table of a name with conditions. Raises :class:`RequestError` for what there is not."""
    from cartreport.landscape import one_table

    base, _, text = name.partition(AT)
    wide = one_table(landscape, base)
    narrowing = Narrowing.read(text)
    if not narrowing.fits(landscape, wide.unit):
        axes = " and ".join(map(repr, narrowing.where))
        raise RequestError(f"table {base} counts {wide.unit}s, which have no axis {axes}")
    narrowing = narrowing.known(landscape)
    table = one_table(narrowed(landscape, narrowing), base)
    words = landscape.words
    places = words.comma(narrowing.labels(landscape))
    heads = words.comma(words(f"axis.{axis}").lower() for axis in narrowing.where)
    return replace(
        table,
        id=f"{table.id}{AT}{narrowing}",
        title=words("narrowed.title", title=table.title, place=places),
        rule=words("narrowed.rule", rule=table.rule, axis=heads, place=places),
    )


def narrowed(landscape: Landscape, narrowing: Narrowing) -> Landscape:
    """The landscape of the records that stand at every place; other kinds are as they were."""
    at = "narrowed", str(narrowing)
    return landscape.made_once(lambda: _narrowed(landscape, narrowing), *at)


def _narrowed(landscape: Landscape, narrowing: Narrowing) -> Landscape:
    frames: dict[str, Any] = {}
    for unit in map(UNITS.__getitem__, SIFTED):
        if narrowing.fits(landscape, unit.name):
            frames[unit.frame] = _sifted(landscape, narrowing, unit)
    for frame, (owner, column) in OWNED.items():
        if owner in frames:
            whole = getattr(landscape, frame)
            kept = whole[column].isin(set(frames[owner]["id"]))
            frames[frame] = whole[kept].reset_index(drop=True)
    if "programmes" in frames:
        sifted = [frames[name] for name in ("programmes", "products") if name in frames]
        named = {company for frame in sifted for company in frame["company"]}
        whole = landscape.companies
        frames["companies"] = whole[whole["id"].isin(named)].reset_index(drop=True)
    made = replace(landscape, before=None, whole=landscape, printed={}, **frames)
    for kind in COUNTED.values():  # what is counted of all records, and what is not
        made.found["counted", kind] = counted(landscape, kind)
    return made


def _sifted(landscape: Landscape, narrowing: Narrowing, unit: Unit) -> Any:
    """The rows of a unit's frame that meet every condition."""
    from cartreport.landscape.breakdown import Breakdown
    from cartreport.sources.table_plan import TablePlan

    where = {CALLED.get((unit.name, name), name): place for name, place in narrowing.where.items()}
    plan = TablePlan.model_validate(
        {"title": unit.name, "unit": unit.name, "rows": next(iter(where))}
    )
    told = Breakdown(landscape, unit.name, plan)
    return getattr(landscape, unit.frame)[told.let_in(where)].reset_index(drop=True)

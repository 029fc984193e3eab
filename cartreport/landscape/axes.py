"""Axes: the columns of the landscape along which a declared table may count or choose.

An axis gives each unit the places where it stands: none, one, or several. What is written here is
data: the counter in :mod:`cartreport.landscape.counting` reads the columns that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from cartreport.landscape.begun import STATES
from cartreport.landscape.terms import NAMES

if TYPE_CHECKING:
    from cartreport.sources.project import Project

Form = Literal[
    "one",
    "year",
    "many",
    "first",
    "long",
    "facet",
    "label",
    "own",
    "set",
    "size",
    "flag",
    "place",
    "home",
]


@dataclass(frozen=True)
class Axis:
    """One axis of a unit; its head and its places have words as ``axis.<name>``, ``place.<name>``.

    ``form`` — one: a column that holds one place; year: one that holds a year, and those between
    count too; many: a column that holds a tuple; first: the first of it; size: how many it has;
    set: a tuple that counts as one place; long: a column of ``frame``, which has a row a unit and
    place; facet: a column that maps facets to terms; label: what `classify` found; own: what of it
    the record itself says; flag: whether the column says anything; place: the focus country, its
    peers, elsewhere; home: whether what the column holds is held by a unit of the focus country
    too.
    ``vocabulary`` gives order and words of the places, ``places`` of an axis without one; else they
    stand for themselves. With ``above`` a place stands for the term above it, in the vocabulary so
    named. ``words`` is the column of the same frame that holds what is printed for a place,
    ``otherwise`` the one that stands in where a unit has no place. A ``whole`` axis has a column
    for each of its places, met or not. ``rule`` names the sentence that is said of every table that
    uses the axis;
    ``kinds`` are the kinds of source that it rests on beyond those of its unit.
    """

    name: str
    column: str
    form: Form = "one"
    vocabulary: str = ""
    above: str = ""
    words: str = ""
    otherwise: str = ""
    frame: str = ""
    places: tuple[str, ...] = ()
    whole: bool = False
    rule: str = ""
    kinds: tuple[str, ...] = ()

    @property
    def terms(self) -> str:
        """The vocabulary of the places themselves; empty where there is none."""
        return self.above or self.vocabulary


@dataclass(frozen=True)
class Unit:
    """What a table counts: its frame, its axes, and the kinds of source that it rests on.

    The first of ``sources`` is the one of the units themselves: a table is as of its date. A row
    that has a value in the column ``part_of`` is part of another unit, and none of its own.
    ``values`` are the columns that a table may take an earliest or a median of.
    """

    name: str
    frame: str
    sources: tuple[str, ...]
    axes: tuple[Axis, ...]
    facets: bool = False
    labels: bool = False
    part_of: str = ""
    values: tuple[str, ...] = ()


TARGETS = (
    Axis("target", "targets", "many", "targets"),
    Axis("target-set", "targets", "set", "targets"),
    Axis("target-class", "targets", "many", "targets", "target-classes"),
)
SIZES = ("none", "alone", "pair", "more")
"""How many targets a trial has: none, one, two, and all beyond."""
STANDINGS = ("doubtful", "firm")
RULES = ("extract", "conditions", "programme", "words", "target-class", "correction")
"""The rules that give a trial its setting."""
HOMES = ("here", "elsewhere")
"""Whether a trial's lead sponsor, as the registry names it, runs one in the focus country."""
GRADES = ("news", "correction", "restatement", "minor", "cosmetic")
"""The grades of what changed, in the order in which they are told."""
WHERE = ("focus", "elsewhere")
GROUPS = Axis("status-group", "status_group", vocabulary="status-groups", whole=True)
UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        Unit(
            "trial",
            "trials",
            ("trials",),
            (
                *(replace(axis, rule="labelled", kinds=("labels",)) for axis in TARGETS),
                Axis(
                    "target-count", "targets", "size", places=SIZES, whole=True, kinds=("labels",)
                ),
                Axis(
                    "setting", "setting", vocabulary="settings", rule="setting", kinds=("labels",)
                ),
                Axis("setting-rule", "setting_rule", places=RULES),
                Axis("phase", "phase", vocabulary="phases", rule="phase"),
                Axis("status", "status", vocabulary="statuses", rule="status"),
                GROUPS,
                Axis("standing", "doubt", "flag", places=STANDINGS, whole=True, rule="doubt"),
                Axis("begun", "begun", places=STATES, whole=True, rule="begun"),
                Axis(
                    "sponsor",
                    "sponsor_id",
                    words="sponsor_short",
                    otherwise="sponsor",
                    rule="named",
                    kinds=("companies", "institutions"),
                ),
                Axis("sponsor-name", "sponsor"),
                Axis(
                    "sponsor-type",
                    "sponsor_type",
                    vocabulary="sponsor-types",
                    rule="types",
                    kinds=("companies", "institutions"),
                ),
                Axis(
                    "sponsor-home",
                    "sponsor_id",
                    "home",
                    otherwise="sponsor",
                    places=HOMES,
                    whole=True,
                    rule="named",
                    kinds=("companies", "institutions"),
                ),
                Axis("start-year", "start_year", "year", rule="year"),
                Axis("start-quarter", "quarter"),
                Axis("place", "", "place", whole=True, rule="site"),
                Axis("first-place", "", "place", whole=True, rule="site"),
                Axis("country", "countries", "many"),
                Axis("city", "cities", "many"),
                Axis("site", "site", "long", words="short", frame="trial_sites"),
                Axis("programme", "programmes", "many"),
            ),
            labels=True,
            values=("start", "enrolment"),
        ),
        Unit(
            "programme",
            "programmes",
            ("programmes", "companies", "products"),
            (
                *TARGETS,
                Axis("company", "company", words="company_short"),
                Axis("phase", "phase", vocabulary="phases"),
                Axis("status", "status", vocabulary="programme-statuses"),
                GROUPS,
                Axis("setting", "settings", "many", "settings"),
                Axis("first-setting", "settings", "first", "settings"),
                Axis("indication", "indications", "many", "indications"),
                Axis("indication-group", "indications", "many", "indications", "indication-groups"),
                Axis("confidence", "confidence"),
            ),
            facets=True,
        ),
        Unit(
            "product",
            "products",
            ("products", "companies"),
            (*TARGETS, Axis("company", "company", words="company_short"), Axis("stage", "stage")),
            facets=True,
            part_of="extends",
        ),
        Unit(
            "deal",
            "deals",
            ("deals",),
            (
                Axis("type", "type", vocabulary="deal-types"),
                Axis("type-group", "type", "one", "deal-types", "deal-groups"),
                Axis("year", "year", "year"),
                Axis("currency", "currency"),
                Axis("company", "companies", "many"),
            ),
        ),
        Unit(
            "event",
            "policy",
            ("policy",),
            (
                Axis("category", "category", vocabulary="policy-categories"),
                Axis("category-group", "category", "one", "policy-categories", "policy-groups"),
                Axis("jurisdiction", "jurisdiction", vocabulary="jurisdictions"),
                Axis("year", "year", "year"),
            ),
        ),
        Unit(
            "change",
            "changes",
            ("trials", "products", "programmes", "deals", "policy"),
            (
                Axis("kind", "kind"),
                Axis("grade", "grade", places=GRADES),
                Axis("rule", "rule"),
                Axis("record-kind", "of"),
                Axis("focus", "in_focus", "flag", places=WHERE),
                Axis("month", "month"),
            ),
        ),
    )
}
"""What can be counted, by name."""


def axes_of(unit: Unit, project: Project, vocabularies: Iterable[str]) -> Mapping[str, Axis]:
    """The axes of a unit in a project, by name: its own, then facets and labels.

    A facet is an axis of programmes and products. A label is an axis of trials: each vocabulary of
    the project's own, by which trials may be labelled.
    """
    found = {axis.name: axis for axis in unit.axes}
    if unit.facets:
        for facet in project.facets:
            found.setdefault(facet, Axis(facet, "facets", "facet", facet))
    if unit.labels:
        every = [axis for one in UNITS.values() for axis in one.axes]
        read = {name for axis in every for name in (axis.vocabulary, axis.above)}
        for name in vocabularies:
            if name not in NAMES and name not in read:
                found.setdefault(name, Axis(name, name, "label", name, kinds=("labels",)))
    return found

"""Axes: the columns of the landscape along which a declared table may count or choose.

An axis gives each unit the places where it stands: none, one, or several. What is written here is
data: the counter in :mod:`cartreport.landscape.counting` reads the columns that it names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from cartreport.landscape.begun import RULE as BEGUN
from cartreport.landscape.begun import STATES
from cartreport.landscape.rows.settings import RULE as SETTING
from cartreport.landscape.rules import DOUBT, LABELLED, NAMED, PHASE, PLACE, STATUS, TYPES, YEAR
from cartreport.landscape.terms import NAMES

if TYPE_CHECKING:
    from cartreport.sources.project import Project

Form = Literal[
    "one", "year", "many", "first", "long", "facet", "label", "set", "size", "flag", "place", "home"
]


@dataclass(frozen=True)
class Axis:
    """One axis of a unit.

    ``form`` — one: a column that holds one place; year: one that holds a year, and those between
    count too; many: a column that holds a tuple; first: the first of it; size: how many it has;
    set: a tuple that counts as one place; long: a column of ``frame``, which has a row a unit and
    place; facet: a column that maps facets to terms; label: what `classify` found; flag: whether
    the column says anything; place: the focus country, its peers, elsewhere; home: whether what the
    column holds is held by a unit of the focus country too.
    ``vocabulary`` gives order and words of the places, ``places`` of an axis without one; else they
    stand for themselves. With ``above`` a place stands for the term above it, in the vocabulary so
    named. ``words`` is the column of the same frame that holds what is printed for a place,
    ``otherwise`` the one that stands in where a unit has no place. A ``whole`` axis has a column
    for each of its places, met or not. ``rule`` is said of every table that uses the axis;
    ``kinds`` are the kinds of source that it rests on beyond those of its unit.
    """

    name: str
    head: str
    column: str
    form: Form = "one"
    vocabulary: str = ""
    above: str = ""
    words: str = ""
    otherwise: str = ""
    frame: str = ""
    places: Mapping[str, str] = field(default_factory=dict)
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
    """

    name: str
    frame: str
    sources: tuple[str, ...]
    axes: tuple[Axis, ...]
    known_by: str = ""
    facets: bool = False
    labels: bool = False
    part_of: str = ""


TARGETS = (
    Axis("target", "Target", "targets", "many", "targets"),
    Axis("target-set", "Target set", "targets", "set", "targets"),
    Axis("target-class", "Targets mainly used in", "targets", "many", "targets", "target-classes"),
)
SIZES = {"none": "no target", "alone": "it alone", "pair": "a pair", "more": "three or more"}
"""How many targets a trial has: none, one, two, and all beyond."""
STANDINGS = {"doubtful": "Of doubtful standing", "firm": "Without the doubtful"}
RULES = {
    "extract": "extract",
    "conditions": "conditions",
    "programme": "programme",
    "words": "words",
    "target-class": "its target",
    "correction": "a person",
}
"""The rules that give a trial its setting."""
HOMES = {"here": "Sponsor with trials here", "elsewhere": "Sponsor without any here"}
"""Whether a trial's lead sponsor, as the registry names it, runs one in the focus country."""
GRADES = {
    "news": "News",
    "correction": "Corrections",
    "restatement": "Restated",
    "minor": "Of little weight",
    "cosmetic": "Cosmetic",
}
"""The grades of what changed, in the order in which they are told."""
WHERE = {"focus": "The focus country", "elsewhere": "Elsewhere"}
GROUPS = Axis("status-group", "By status", "status_group", vocabulary="status-groups", whole=True)
UNITS: dict[str, Unit] = {
    unit.name: unit
    for unit in (
        Unit(
            "trial",
            "trials",
            ("trials",),
            (
                *(replace(axis, rule=LABELLED, kinds=("labels",)) for axis in TARGETS),
                Axis(
                    "target-count",
                    "Binds",
                    "targets",
                    "size",
                    places=SIZES,
                    whole=True,
                    kinds=("labels",),
                ),
                Axis(
                    "setting",
                    "Setting",
                    "setting",
                    vocabulary="settings",
                    rule=SETTING,
                    kinds=("labels",),
                ),
                Axis("setting-rule", "Placed by", "setting_rule", places=RULES),
                Axis("phase", "Phase", "phase", vocabulary="phases", rule=PHASE),
                Axis("status", "Status", "status", vocabulary="statuses", rule=STATUS),
                GROUPS,
                Axis(
                    "standing",
                    "Standing",
                    "doubt",
                    "flag",
                    places=STANDINGS,
                    whole=True,
                    rule=DOUBT,
                ),
                Axis("begun", "State", "begun", places=STATES, whole=True, rule=BEGUN),
                Axis(
                    "sponsor",
                    "Lead sponsor",
                    "sponsor_id",
                    words="sponsor_short",
                    otherwise="sponsor",
                    rule=NAMED,
                    kinds=("companies", "institutions"),
                ),
                Axis("sponsor-name", "Names in the registry", "sponsor"),
                Axis(
                    "sponsor-type",
                    "Sponsor type",
                    "sponsor_type",
                    vocabulary="sponsor-types",
                    rule=TYPES,
                    kinds=("companies", "institutions"),
                ),
                Axis("sponsor-home", "Lead sponsor", "sponsor", "home", places=HOMES, whole=True),
                Axis("start-year", "Start year", "start_year", "year", rule=YEAR),
                Axis("start-quarter", "Start quarter", "quarter"),
                Axis("place", "Trials with a site in", "", "place", whole=True, rule=PLACE),
                Axis("first-place", "Each trial once", "", "place", whole=True, rule=PLACE),
                Axis("country", "Country", "countries", "many"),
                Axis("city", "City", "cities", "many"),
                Axis("site", "Site", "site", "long", words="short", frame="trial_sites"),
                Axis("programme", "Programme", "programmes", "many"),
            ),
            known_by="by registry number",
            labels=True,
        ),
        Unit(
            "programme",
            "programmes",
            ("programmes", "companies", "products"),
            (
                *TARGETS,
                Axis("company", "Company", "company", words="company_short"),
                Axis("phase", "Highest phase", "phase", vocabulary="phases"),
                Axis("status", "Status", "status", vocabulary="programme-statuses"),
                GROUPS,
                Axis("setting", "Setting", "settings", "many", "settings"),
                Axis("first-setting", "Setting", "settings", "first", "settings"),
                Axis("indication", "Indication", "indications", "many", "indications"),
                Axis(
                    "indication-group",
                    "Disease group",
                    "indications",
                    "many",
                    "indications",
                    "indication-groups",
                ),
                Axis("confidence", "Confidence", "confidence"),
            ),
            facets=True,
        ),
        Unit(
            "product",
            "products",
            ("products", "companies"),
            (
                *TARGETS,
                Axis("company", "Company", "company", words="company_short"),
                Axis("stage", "Stage", "stage"),
            ),
            facets=True,
            part_of="extends",
        ),
        Unit(
            "deal",
            "deals",
            ("deals",),
            (
                Axis("type", "Type", "type", vocabulary="deal-types"),
                Axis("type-group", "Type", "type", "one", "deal-types", "deal-groups"),
                Axis("year", "Year", "year", "year"),
                Axis("currency", "Currency", "currency"),
                Axis("company", "Company", "companies", "many"),
            ),
        ),
        Unit(
            "event",
            "policy",
            ("policy",),
            (
                Axis("category", "Category", "category", vocabulary="policy-categories"),
                Axis(
                    "category-group",
                    "Category",
                    "category",
                    "one",
                    "policy-categories",
                    "policy-groups",
                ),
                Axis("jurisdiction", "Where", "jurisdiction", vocabulary="jurisdictions"),
                Axis("year", "Year", "year", "year"),
            ),
        ),
        Unit(
            "change",
            "changes",
            ("trials", "products", "programmes", "deals", "policy"),
            (
                Axis("kind", "What changed", "kind"),
                Axis("grade", "Grade", "grade", places=GRADES),
                Axis("rule", "By the rule", "rule"),
                Axis("record-kind", "Of", "of"),
                Axis("focus", "Where", "in_focus", "flag", places=WHERE),
                Axis("month", "Month", "month"),
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
            found.setdefault(facet, Axis(facet, "", "facets", "facet", facet))
    if unit.labels:
        every = [axis for one in UNITS.values() for axis in one.axes]
        read = {name for axis in every for name in (axis.vocabulary, axis.above)}
        for name in vocabularies:
            if name not in NAMES and name not in read:
                found.setdefault(name, Axis(name, "", name, "label", name, kinds=("labels",)))
    return found

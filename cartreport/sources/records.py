"""The records that people keep: one model a kind, the only definition of their fields.

What changes over time is a :class:`Fact`; what names a thing is a field; unknown is absent.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Any, Generic, Literal, NamedTuple, TypeVar

from pydantic import Field

from cartreport.sources.events import Deal, Dispute, Expected, MarketFigure, PolicyEvent
from cartreport.sources.fields import (
    GRADES,
    Address,
    Confidence,
    Fact,
    Known,
    Named,
    Of,
    OtherValue,
    PartialDate,
    Record,
    Reference,
    RefId,
    Slug,
    Text,
    Value,
    Words,
)
from cartreport.sources.trials import Correction, Trial, TrialLabel
from cartreport.sources.vocabulary import APPROVED

if TYPE_CHECKING:
    from pathlib import Path

    from cartreport.problems import Where
    from cartreport.sources.project import Project, Sidecar
    from cartreport.sources.rules_file import RulesFile
    from cartreport.sources.translation import Translated
    from cartreport.sources.vocabulary import Vocabulary

__all__ = [
    "GRADES",
    "Company",
    "Confidence",
    "Correction",
    "Deal",
    "Dispute",
    "Doubt",
    "Entry",
    "Expected",
    "Fact",
    "Institution",
    "Known",
    "MarketFigure",
    "OtherValue",
    "PartialDate",
    "PivotalTrial",
    "PolicyEvent",
    "Product",
    "Programme",
    "Record",
    "Records",
    "RefId",
    "Reference",
    "Slug",
    "Trial",
    "TrialLabel",
    "Use",
    "Value",
]


class Doubt(Record):
    """Trials whose record does not stand as firmly as others; they are counted, and said."""

    trials: Annotated[list[Known], Field(min_length=1)]
    reason: Known
    refs: list[RefId] = []


class Company(Record):
    """A developer, partner or sponsor. `short` is what tables print."""

    id: Slug
    name: Known
    short: Annotated[Known, Field(max_length=22)]
    names: dict[str, Known] = Field({}, description="Name by language, e.g. `zh`.")
    aliases: list[Known] = []
    kind: Annotated[Known, Of("company-kinds", spelt=True)] | None = Field(
        None, description="Biotech, biopharma, multinational …"
    )
    city: Known | None = None
    province: Known | None = None
    founded: PartialDate | None = None
    listing: Known | None = None
    owner: Known | None = Field(None, description="Parent or acquirer, with its date.")
    website: Address | None = None
    position: Known | None = Field(None, description="One line: what it does here.")
    platforms: list[Known] = []
    sponsors: list[Text] = Field([], description="Its names as registry lead sponsor, verbatim.")
    sponsor_type: Literal["industry", "other"] = Field(
        "industry", description="How its trials count; `other` is a private institute."
    )
    doubtful: Known | None = Field(None, description="Why all its trials are of doubtful standing.")
    doubts: list[Doubt] = Field([], description="Single trials of doubtful standing.")
    confidence: Confidence
    unverified: list[Slug] = Field([], description="Fields that have no page behind them.")
    refs: list[RefId] = []
    rejected: list[OtherValue] = []
    references: dict[RefId, Reference] = {}
    note: Words | None = None


class Institution(Record):
    """A hospital, university or person that sponsors trials, by its registry names."""

    id: Slug
    name: Known
    short: Annotated[Known, Field(max_length=28)]
    kind: Literal["academic", "other"] = "academic"
    city: Known | None = None
    province: Known | None = None
    parent: Slug | None = Field(None, description="University or system that it belongs to.")
    sponsors: list[Text] = []
    sites: list[Text] = Field([], description="Its names as a trial's site, verbatim.")
    doubtful: Known | None = Field(None, description="Why all its trials are of doubtful standing.")
    note: Words | None = None


class Use(Record):
    """A disease and line that a product is licensed, filed or studied for."""

    indications: list[Annotated[Slug, Of("indications")]] = Field(
        description="Terms of the `indications` vocabulary."
    )
    short: Annotated[Known, Field(max_length=24)] = Field(description="What a table cell prints.")
    disease: Known = Field(description="The disease as the label or filing puts it, in our words.")
    line: Known | None = Field(None, description="Line of therapy and age group.")
    facts: list[Fact] = []
    note: Words | None = None


class PivotalTrial(Record):
    """A trial that an approval or filing rests on."""

    name: Known
    trials: list[Known] = Field([], description="Registry numbers, where confirmed.")
    facts: list[Fact] = Field([], description="registry-id, basis, efficacy and safety facts.")


class Product(Record):
    """A product that is approved, filed or in late stage in the focus country."""

    id: Slug
    name: Known = Field(description="INN in English, or the code where there is none.")
    short: Annotated[Known, Field(max_length=20)]
    names: dict[str, Known] = {}
    brand: Known | None = None
    brands: dict[str, Known] = {}
    aliases: list[Known] = []
    stage: Literal["approved", "filed", "late-stage"]
    company: Annotated[Slug, Named("companies")]
    partners: list[Annotated[Slug, Named("companies")]] = []
    programme: Annotated[Slug, Named("programmes")] | None = Field(
        None, description="Its row in the programme table."
    )
    extends: Annotated[Slug, Named("products")] | None = Field(
        None, description="The approved product that a filing widens."
    )
    targets: list[Annotated[Slug, Of("targets")]] = []
    facets: dict[Slug, Slug] = Field({}, description="The subject's own axes, by vocabulary.")
    uses: list[Use] = []
    facts: list[Fact] = []
    pivotal: list[PivotalTrial] = []
    rejected: list[OtherValue] = []
    references: dict[RefId, Reference] = {}
    note: Words | None = None

    @property
    def approved(self) -> bool:
        """Whether it is on the market: everything that counts approved products asks here."""
        return self.stage == APPROVED


class Programme(Record):
    """A product under development: the unit between a company and its trials."""

    id: Slug
    name: Known
    short: Words | None = None
    aliases: list[Known] = []
    company: Annotated[Slug, Named("companies")] | None = None
    partners: list[Annotated[Slug, Named("companies")]] = []
    targets: list[Annotated[Slug, Of("targets")]] = []
    facets: dict[Slug, Slug] = Field({}, description="Columns named in `facets` of sources.yaml.")
    features: list[Known] = Field([], description="Design features beyond the facets, in words.")
    settings: list[Annotated[Slug, Of("settings")]] = []
    lead_indication: Annotated[Slug, Of("indications")] | None = None
    indications: list[Annotated[Slug, Of("indications")]] = []
    phase: Annotated[Slug, Of("phases")]
    status: Annotated[Slug, Of("programme-statuses")]
    trials: list[Known] = []
    as_of: PartialDate
    refs: list[RefId] = []
    confidence: Confidence
    note: Words | None = None


R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Entry(Generic[R]):
    """A record with its places: ``where(path)`` is where that part of it stands."""

    record: R
    places: Mapping[tuple[str | int, ...], Where]

    def where(self, *path: str | int) -> Where:
        """The place of the part, or of the nearest enclosing part that has one."""
        while path not in self.places and path:
            path = path[:-1]
        return self.places[path]


class Later(NamedTuple):
    """What the view of a day leaves out: its kind, the record, and its date where it has one."""

    kind: str
    record: str
    date: str | None


@dataclass(frozen=True)
class Held:
    """What a table held that had no problem; ``asked`` is all that this follows from."""

    asked: tuple[str, ...]
    entries: Sequence[Entry[Any]]


@dataclass(frozen=True)
class Records:
    """Everything that a project says, by kind and id; the vocabulary stands beside it."""

    root: Path
    project: Project
    vocabulary: Vocabulary
    companies: dict[str, Entry[Company]] = field(default_factory=dict)
    institutions: dict[str, Entry[Institution]] = field(default_factory=dict)
    products: dict[str, Entry[Product]] = field(default_factory=dict)
    programmes: dict[str, Entry[Programme]] = field(default_factory=dict)
    trials: dict[str, Entry[Trial]] = field(default_factory=dict)
    deals: dict[str, Entry[Deal]] = field(default_factory=dict)
    policy: dict[str, Entry[PolicyEvent]] = field(default_factory=dict)
    figures: dict[str, Entry[MarketFigure]] = field(default_factory=dict)
    expected: dict[str, Entry[Expected]] = field(default_factory=dict)
    disputes: tuple[Entry[Dispute], ...] = ()
    labels: tuple[Entry[TrialLabel], ...] = ()
    corrections: tuple[Entry[Correction], ...] = ()
    translations: Mapping[str, Translated] = field(default_factory=dict)  # by language
    rules: RulesFile | None = None  # how `classify` reads trials
    references: dict[str, Reference] = field(default_factory=dict)  # all, those of records too
    shared: Mapping[str, Where] = field(default_factory=dict)  # of references files: id → place
    declared: Mapping[tuple[str | int, ...], Where] = field(default_factory=dict)  # sources.yaml
    sidecars: Mapping[str, Sidecar] = field(default_factory=dict)  # source → what its sidecar says
    snapshots: Mapping[str, tuple[str, Where]] = field(default_factory=dict)  # source → sidecar's
    lost: frozenset[tuple[str, str]] = frozenset()  # (kind, id or "*") that could not be read
    inputs: Mapping[str, Mapping[str, str]] = field(default_factory=dict)  # source → file → sha256
    asked: bool = False  # a day was asked for: what is later is no error, it is left out
    superseded: bool = False  # a day was asked for, and trials of a later one are there
    left_out: tuple[Later, ...] = ()  # by the view of that day
    tables: Mapping[str, Held] = field(default_factory=dict)  # by file: not read twice by a preview

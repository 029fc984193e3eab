"""``sources.yaml``: what a project declares, and the schema by example of every user's project."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field

from cartreport.sources.declared import Declared
from cartreport.sources.fields import Block, Count, Days, FullDate, Known, Slug, Text, Words
from cartreport.sources.grades import ChangesPlan
from cartreport.sources.month_plan import MonthPlan
from cartreport.sources.parameters import ParameterPlan
from cartreport.sources.section_plan import BriefingPlan
from cartreport.sources.table_plan import TablePlan

Kind = Literal[
    "companies",
    "institutions",
    "products",
    "programmes",
    "trials",
    "deals",
    "policy",
    "figures",
    "expected",
    "disputes",
    "labels",
    "corrections",
    "references",
]


class Place(Declared):
    """A country as the registries spell it, and the word that the briefing prints."""

    country: Known
    label: Known


ALL = "*"
"""The country of a focus that is none: all of them."""


class Focus(Place):
    """The country that the landscape is about, and those it is held against."""

    peers: list[Place] = []
    within: Known | None = Field(
        None, description="How a sentence says it, `in the US`; else `in` and the label."
    )

    @property
    def everywhere(self) -> bool:
        """Whether the landscape is of the whole world: every record is of it."""
        return self.country == ALL


EVERYWHERE = Focus(country=ALL, label="World")
"""The focus of a project that declares none."""


DATE = "{date}"
"""In a source's path: the day that a file is of, written YYYY-MM-DD."""


def _braces(path: str) -> str:
    """The path, if what stands in braces is a date, and once; else ``ValueError``."""
    odd = [word for word in re.findall(r"\{[^{}]*\}", path) if word != DATE]
    if odd:
        raise ValueError(f"{odd[0]} stands for nothing: did you mean {DATE}?")
    if path.count(DATE) > 1:
        raise ValueError(f"{DATE} stands in it twice")
    return path


class Source(Declared):
    """One source: files of one kind, who keeps them, and how old they may be."""

    id: Slug
    kind: Kind
    path: Annotated[str, AfterValidator(_braces)] = Field(
        description="Relative path; `*` matches within one folder, `{date}` the day of a file."
    )
    title: Known = Field(description="What it is, as the method page prints it.")
    owner: Known | None = Field(None, description="Who keeps it or produced it.")
    licence: Known | None = None
    searched_to: FullDate | None = Field(
        None, description="The day up to which it was looked through; an export's sidecar says so."
    )
    as_of: FullDate | None = Field(
        None, description="What it is of, where no entry has a date; it makes nothing fresh."
    )
    max_age_days: Days | None = None
    encoding: Literal["utf-8", "gb18030", "utf-16", "cp1252", "latin-1", "big5"] = "utf-8"
    separator: Literal[",", ";", "tab", "|"] = ","


class Sidecar(Declared):
    """What stands beside an export: where it is from, and what it held when it was made."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    title: Known | None = None
    producer: Known
    url: Words | None = None
    query: Words | None = None
    licence: Words | None = None
    snapshot: FullDate = Field(description="The day whose state the export holds.")
    accessed: FullDate | None = None
    rows: Count | None = None
    sha256: Words | None = None
    rules: Words | None = Field(None, description="Labels: fingerprint of the rules behind them.")


class Sites(Declared):
    """A second table with a row a site, beside the first: the trials' cities come from it."""

    path: Known | None = Field(None, description="Its file; absent: given on the command line.")
    id: str | int = Field(description="Column of the trial's number.")
    country: str | int
    city: str | int
    name: str | int | None = Field(None, description="Column of the site's name, if there is one.")


class Database(Declared):
    """Where `cartreport import sql` reads: a database, and what it is asked."""

    url: Known = Field(description="SQLAlchemy's address; `${NAME}` is an environment variable.")
    query: Block = Field(description="One SELECT; the filter runs in the database.")


class Mapped(Declared):
    """How a table that no importer knows is read: `cartreport import registry-csv`.

    A column is named by its heading, or by its number from 0 where there is no heading.
    """

    columns: dict[Slug, str | int | list[str | int]] = Field(
        description="Our field → its column, or several whose texts are put together."
    )
    header: bool = Field(True, description="False: the first row is already a record.")
    separator: Literal[",", ";", "tab", "|"] = ","
    lists: Text = Field("|", description="What stands between the parts of a list cell.")
    dates: Literal["month-first", "day-first"] | None = Field(
        None, description="Of 8/7/2026; absent: as the table's other dates prove it."
    )
    absent: list[Text] = Field([], description="Words that stand for an empty cell.")
    values: dict[Slug, dict[Text, str]] = Field(
        {}, description="By field: the table's word → ours; empty: says nothing."
    )
    constants: dict[Slug, Text] = Field({}, description="By field: what holds for every row.")
    prefixes: dict[Slug, Text] = Field(
        {}, description="By field: a regular expression cut off the beginning of a cell."
    )
    parts: dict[Slug, Text] = Field(
        {}, description="By list field: a regular expression whose group 1 is a part of the cell."
    )
    sites: Sites | None = None
    sql: Database | None = Field(None, description="A query in place of a file.")
    producer: Known | None = None
    about: dict[Slug, str | list[str] | dict[str, str]] = Field(
        {}, description="More for the sidecar: title, url, licence, notes …"
    )


class Members(Declared):
    """Which records of a kind are of the landscape.

    A record is out where its labels say so: it has values under a label named here, and none of
    them is among the terms. What a record does not state speaks neither way.
    """

    family: Known = Field(description="What all records of the kind are called, in the plural.")
    labels: dict[Slug, Annotated[list[Slug], Field(min_length=1)]] = Field(
        description="Label → the terms that make a record one of the landscape. Of trials: labels "
        "of `classify`; of programmes and products: facets.",
        min_length=1,
    )


class Scope(Declared):
    """What of the records is the landscape's; of a kind that is not named, all."""

    trials: Members | None = None
    programmes: Members | None = None
    products: Members | None = Field(
        None, description="A facet that a product does not state is that of its programme."
    )


class Project(Declared):
    """The whole of sources.yaml."""

    title: Known
    titles: dict[str, Known] = Field({}, description="The title by language, e.g. `zh`.")
    document: Known = Field("Landscape briefing", description="The kind of document: cover, foot.")
    edition: Annotated[str, Field(pattern=r"^\d{4}-\d{2}$")] = Field(
        "", description="Absent: the month of the as-of date."
    )
    as_of: FullDate = Field(
        "",
        description="The date the briefing speaks of; never the clock. Absent: the newest day that "
        "its sources know, of a file with `{date}` in its path or `searched_to`.",
    )
    language: Words = "en"
    label: Known | None = Field(None, description="Confidentiality label in the page foot.")
    independence: Known | None = Field(
        None, description="Who paid for the briefing, saw or approved it; absent: nothing is said."
    )
    publisher: Known | None = None
    brand: Slug = "ledger"
    focus: Focus = Field(EVERYWHERE, description="Absent: the landscape of the whole world.")
    terms: dict[Slug, Known] = Field({}, description="The subject's words for the words files.")
    facets: list[Slug] = Field([], description="Axes of a product, each with a vocabulary.")
    trial_facets: list[Slug] = Field([], description="Labels that trials are counted by.")
    landscape: Scope | None = Field(None, description="Which records are counted; absent: all.")
    vocabulary: dict[Slug, str] = Field(description="Vocabulary name → file.")
    sources: list[Source]
    imports: dict[Slug, Mapped] = Field({}, description="Tables for `import registry-csv`.")
    briefings: dict[Slug, BriefingPlan]
    tables: dict[Slug, TablePlan] = Field({}, description="Tables beyond those built in.")
    parameters: dict[Slug, ParameterPlan] = Field(
        {}, description="Values for words, sections and templates, which `--set` may change."
    )
    classify: Words | None = Field(None, description="The file of classification rules.")
    changes: ChangesPlan = Field(
        ChangesPlan(), description="How changes between editions are graded, where otherwise."
    )
    month: MonthPlan = Field(MonthPlan(), description="The monthly job: `cartreport month`.")

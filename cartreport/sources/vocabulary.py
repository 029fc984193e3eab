"""Controlled terms: the only place where order and labels live.

Curated files use term ids; aliases serve imports alone. Matching an alias folds case and blanks
and is otherwise exact: an unknown word is a problem with a suggestion, never "other".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pydantic import Field

from cartreport.sources.fields import Days, Few, Known, Record, Slug, Text, Words
from cartreport.sources.patterns import Pattern
from cartreport.sources.roles import OfFacts, OfSettings, OfSponsors, OfStatuses

if TYPE_CHECKING:
    from cartreport.problems import Where
RESERVED = ("not-stated", "others")
"""Ids that no term may have: tables call by them what is not stated, and the remainder."""

Stage = Literal["early", "middle", "late", "filed", "approved"]
"""What a rung of the ladder of phases means, from the first to a product on the market."""
APPROVED = "approved"
"""The stage of a product, and that of a programme's phase, that is on the market."""

Role = Literal[
    "assumed",
    "forecast",
    "wider",
    "basic",
    "listed",
    "pending",
    "early",
    "size",
    "part",
    "count",
    "stopped",
]
"""What a term means to the counts, beyond kinds of fact."""


class Term(Record):
    """One term. `group` is the id of the term's parent in a coarser vocabulary."""

    id: Slug
    label: Text
    short: Text | None = Field(None, description="For narrow columns.")
    order: Few | None = Field(None, description="Place in an ordered vocabulary; absent: none.")
    group: Slug | None = None
    names: dict[str, Known] = {}
    aliases: list[Text] = Field([], description="Other spellings and registries' codes, exact.")
    ids: dict[str, Text] = Field({}, description="Its id in an outside scheme, e.g. `gene`.")
    patterns: list[Pattern] = Field([], description="Regular expressions for reading free text.")
    product_names: list[Pattern] = Field(
        [], description="The same for names of products: what they say is no word of the record's."
    )
    definition: Known | None = None
    unit: Known | None = Field(None, description="The unit of a measure's number.")
    stale_after: Days | None = Field(None, description="Days; goes before that of the file.")
    many: bool = Field(False, description="Kinds of fact: several may be true on one day.")
    least_targets: Few | None = Field(None, description="Facets: at least so many targets.")
    most_targets: Few | None = Field(None, description="Facets: at most so many targets.")
    hue: Words | None = Field(None, description="Brand colour slot: a, b, c or d.")
    role: Literal[Role, OfFacts, OfStatuses, OfSponsors, OfSettings] | None = Field(
        None,
        description="What it means to the counts; `assumed`: no source states it (grade D); "
        "`forecast`: a figure of what is to come; `wider`: a place larger than those it stands "
        "among; `basic`: the scheme that basic insurance pays by; `listed`: a scheme pays; "
        "`pending`: what comes of it is open; `early`: a product was not approved yet; `size`: how "
        "many patients a result rests on, the narrowest first; `part`: the part of a trial that a "
        "result is of; `count`: in how many of the patients something was seen; "
        "`stopped`: a status of a trial that ended or paused before its time; "
        "`active`, `unknown`, `ended`: a group of statuses; `industry`, `academic`, "
        "`other`: a type of lead sponsor; `mixed`: the setting of a trial that has "
        "several; of a kind of fact what its values are.",
    )
    stage: Stage | None = Field(
        None, description="Phases: the stage that a rung of the ladder belongs to."
    )
    begun: Literal["never", "not-yet"] | None = Field(
        None, description="Statuses: a trial of this status never began, or has not begun yet."
    )


class Trap(Record):
    """Text that looks like a term and is none, or another one."""

    text: Known
    why: Known


class VocabularyFile(Record):
    """One vocabulary file."""

    title: Known
    stale_after: Days | None = Field(None, description="Days after which a fact of it is stale.")
    terms: list[Term]
    traps: list[Trap] = Field([], description="What reading by pattern must not fall for.")


@dataclass(frozen=True)
class Terms:
    """One vocabulary: terms in their order, found by id or alias."""

    name: str
    title: str
    by_id: Mapping[str, Term]
    stale_after: int | None = None
    places: Mapping[tuple[str | int, ...], Where] = field(default_factory=dict, compare=False)
    """The places in the file, by term and path: ``("phase-1", "group")``."""
    _aliases: dict[str, str] = field(default_factory=dict, compare=False)

    def __iter__(self) -> Iterator[Term]:
        return iter(self.by_id.values())

    def __contains__(self, term: object) -> bool:
        return term in self.by_id

    def __getitem__(self, term: str) -> Term:
        return self.by_id[term]

    def label(self, term: Words | None, absent: str = "not stated") -> str:
        """The label of a term id; ``absent`` for ``None`` or an empty text."""
        return self.by_id[term].label if term else absent

    def short(self, term: Words | None, absent: str = "n.s.") -> str:
        """The short label of a term id, or its label."""
        if not term:
            return absent
        found = self.by_id[term]
        return found.short or found.label

    def find(self, text: str) -> str | None:
        """The id of the term with this id, label or alias, case and blanks folded."""
        if not self._aliases:
            for term in self.by_id.values():
                for name in (term.id, term.label, *term.aliases):
                    self._aliases.setdefault(_fold(name), term.id)
        return self._aliases.get(_fold(text))


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


@dataclass(frozen=True)
class Vocabulary:
    """All vocabularies of a project by name: targets, indications, phases, statuses …

    ``absent`` is printed where no term stands.
    """

    by_name: Mapping[str, Terms]
    absent: str = "not stated"

    def __getitem__(self, name: str) -> Terms:
        return self.by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def role(self, name: str, term: str | None) -> str | None:
        """What a term means to the engine; in a project without the vocabulary the term itself."""
        terms = self.by_name.get(name)
        if terms is None or not terms.by_id or term is None:
            return term
        return terms[term].role if term in terms else None

    def of_role(self, name: str, role: str) -> str:
        """The id of the vocabulary's first term of a role; the role itself where none states it."""
        return next((term.id for term in self.by_name[name] if term.role == role), role)

    def get(self, name: str) -> Terms | None:
        """The vocabulary of that name; ``None`` where the project declares none."""
        return self.by_name.get(name)

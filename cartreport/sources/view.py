"""The view of a day: what is known now of what held then.

What happened after the day is left out, whenever it was read: when a page was read decides nothing.
A record's own date says when: a fact's `since`, else its `as_of`; the date of a deal or an event;
of what is expected the day on which it was said, and what became of it not before that happened.
Where it has none its pages say: it is left out if all were published after the day. A product is
there as soon as a fact of it is, a programme as soon as a page, a trial or a product of it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from cartreport.sources.checks import walk
from cartreport.sources.dates import first_day
from cartreport.sources.freshness import facts_in
from cartreport.sources.records import Entry, Later, Records
from cartreport.sources.roles import FILING, GRANTED
from cartreport.sources.vocabulary import APPROVED

if TYPE_CHECKING:
    from cartreport.sources.events import Expected
    from cartreport.sources.fields import Fact
    from cartreport.sources.records import Product, Programme

FILED, LATE = "filed", "late-stage"
"""The stages of a product that is not approved, or not even filed."""


def seen_on(records: Records) -> Records:
    """The records as of the project's date; ``left_out`` lists what is later, once each."""
    return _View(records, records.project.as_of).records()


@dataclass
class _View:
    """One day's view of some records, and what it has left out so far."""

    told: Records
    day: str
    left_out: list[Later] = field(default_factory=list)

    def records(self) -> Records:
        """The view: products first, for a programme is no further than its product."""
        products = self._each("products", self._product)
        programmes = self._each("programmes", lambda row: self._programme(row, products))
        seen = replace(
            self.told,
            products=_linked(products, programmes),
            programmes=programmes,
            deals=self._each("deals", self._event),
            policy=self._each("policy", self._event),
            figures=self._each("figures", self._figure),
            expected=self._each("expected", self._expected),
            disputes=tuple(self._disputes()),
            left_out=tuple(self.left_out),
        )
        cited = {citation.ref for citation in walk.citations(seen)}
        pages = {
            ref: page
            for ref, page in self.told.references.items()
            if ref in cited or not self._later(page.published)
        }
        return replace(seen, references=pages)

    def _each(self, kind: str, seen: Callable[[Any], Any]) -> dict[str, Entry[Any]]:
        """The records of a kind as they were on the day."""
        held: dict[str, Entry[Any]] = {}
        for name, entry in getattr(self.told, kind).items():
            record = seen(entry.record)
            if record is not None:
                held[name] = Entry(record, entry.places)
        return held

    def _leave(self, kind: str, record: str, date: str | None = None) -> None:
        self.left_out.append(Later(kind, record, date))

    def _later(self, date: str | None) -> bool:
        return date is not None and first_day(date) > self.day

    def _unpublished(self, refs: Iterable[str]) -> bool:
        """Whether there are pages, and all were published after the day."""
        pages = [self.told.references[ref] for ref in refs if ref in self.told.references]
        return bool(pages) and all(self._later(page.published) for page in pages)

    def _event(self, row: Any) -> Any:
        if not self._later(row.date):
            return row
        self._leave("deals" if hasattr(row, "parties") else "policy", row.id, row.date)
        return None

    def _figure(self, row: Any) -> Any:
        if not self._unpublished(row.refs):
            return row
        self._leave("figures", row.id)
        return None

    def _expected(self, row: Expected) -> Expected | None:
        """What was expected on the day; what became of it only if that was known."""
        if self._later(row.said):
            self._leave("expected", row.id, row.said)
            return None
        if self._later(row.outcome_date):
            return row.model_copy(update={"outcome": None, "outcome_date": None})
        return row

    def _facts(self, product: str, facts: list[Fact]) -> list[Fact]:
        """The facts that held; one that held before and was looked at later is of its beginning."""
        held: list[Fact] = []
        for fact in facts:
            date = fact.since or fact.as_of
            if self._later(date) if date else self._unpublished(fact.refs):
                self._leave("facts", f"{product} {fact.what}", date)
            elif self._later(fact.as_of):
                held.append(fact.model_copy(update={"as_of": fact.since}))
            else:
                held.append(fact)
        return held

    def _parts(self, product: str, parts: list[Any]) -> list[Any]:
        """Uses or pivotal trials with the facts that held; one of later facts alone goes."""
        cut = ((part, self._facts(product, part.facts)) for part in parts)
        return [
            part.model_copy(update={"facts": facts})
            for part, facts in cut
            if facts or not part.facts
        ]

    def _product(self, product: Product) -> Product | None:
        """The product with the facts that held and the stage that they show."""
        seen: Product = product.model_copy(
            update={
                "facts": self._facts(product.id, product.facts),
                "uses": self._parts(product.id, product.uses),
                "pivotal": self._parts(product.id, product.pivotal),
            }
        )
        row = self.told.programmes.get(product.programme or "")
        shown = row and (not self._later(row.record.as_of) or any(self._shown(row.record)))
        if any(facts_in(product)) and not any(facts_in(seen)) and not shown:
            self._leave("products", product.id)
            return None
        return seen.model_copy(update={"stage": self._stage(product, seen)})

    def _stage(self, product: Product, seen: Product) -> str:
        """The stage that is stated, or what is left of it where the fact behind it is later."""
        before, after = self._roles(product), self._roles(seen)
        stage: str = product.stage
        if stage == APPROVED and before & {*GRANTED} and not after & {*GRANTED}:
            stage = FILED if FILING in after else LATE
        if stage == FILED and FILING in before and FILING not in after:
            stage = LATE
        return stage

    def _roles(self, product: Product) -> set[str | None]:
        return {self.told.vocabulary.role("facts", fact.what) for fact in facts_in(product)}

    def _programme(self, row: Programme, products: dict[str, Entry[Any]]) -> Programme | None:
        """The programme, of the day on which something last showed it, and no further than then."""
        of = [e.record for e in products.values() if row.id == e.record.programme]
        if self._later(row.as_of):
            days = [*self._shown(row), *([self.day] if of else [])]
            shown = max(days, key=first_day, default=None)
            if shown is None:
                self._leave("programmes", row.id, row.as_of)
                return None
            row = row.model_copy(update={"as_of": shown})
        whole = [product for product in of if not product.extends]
        stated = self.told.products
        fell = [p.stage for p in whole if p.stage != stated[p.id].record.stage]
        phase = self._phase(row, {p.stage for p in whole}) if fell else row.phase
        if phase is None:
            self._leave("programmes", row.id, row.as_of)
            return None
        return row.model_copy(update={"phase": phase})

    def _shown(self, row: Programme) -> Iterable[str]:
        """The days up to the view's on which a page or the day's export shows a programme."""
        pages = (self.told.references[ref] for ref in row.refs if ref in self.told.references)
        yield from (p.published for p in pages if p.published and not self._later(p.published))
        if any(trial in self.told.trials for trial in row.trials):
            days = (day for day, _ in self.told.snapshots.values() if day <= self.day)
            yield max(days, default=self.day)

    def _phase(self, row: Programme, stages: set[str]) -> str | None:
        """The phase of a programme whose product went further later: filed, or by its trials."""
        phases = self.told.vocabulary.get("phases")
        if phases is None or phases[row.phase].stage not in (FILED, APPROVED):
            return row.phase
        if FILED in stages:
            return next((term.id for term in phases if term.stage == FILED), row.phase)
        codes = (self.told.trials[id].record.phase for id in row.trials if id in self.told.trials)
        found = (phases.find(code) for code in codes if code)
        terms = (phases[term] for term in found if term)
        below = [
            (term.order, term.id)
            for term in terms
            if term.order is not None and term.stage not in (None, FILED, APPROVED)
        ]
        return max(below, key=itemgetter(0))[1] if below else None

    def _disputes(self) -> Iterable[Entry[Any]]:
        gone = {later.record for later in self.left_out if later.kind != "facts"}
        return (entry for entry in self.told.disputes if entry.record.record not in gone)


def _linked(
    products: dict[str, Entry[Any]], programmes: dict[str, Entry[Any]]
) -> dict[str, Entry[Any]]:
    """The products without links to what is left out."""
    known = {"programme": programmes, "extends": products}
    held: dict[str, Entry[Any]] = {}
    for name, entry in products.items():
        loose = {
            link: None
            for link, there in known.items()
            if getattr(entry.record, link) not in (None, *there)
        }
        held[name] = Entry(entry.record.model_copy(update=loose), entry.places)
    return held

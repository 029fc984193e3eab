"""Records as another language says them: the same ids, facts and numbers under other words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache, cached_property
from itertools import pairwise
from typing import Any, Literal, TypeVar, get_origin

from pydantic import BaseModel

from cartreport.sources.events import PolicyEvent
from cartreport.sources.fields import Of, Reference
from cartreport.sources.language import Language
from cartreport.sources.project import Focus, Members, Project, Scope, Source
from cartreport.sources.records import Company, Entry, Product, Programme, Records
from cartreport.sources.translation import TermWords, Translated, Translation
from cartreport.sources.vocabulary import Term, Terms, Vocabulary
from cartreport.sources.worded import parts_of

MATCHED = ("sponsors", "sites", "aliases", "trials", "refs", "partners", "companies", "path")
"""Fields by whose words records are joined."""
T = TypeVar("T")
M = TypeVar("M", bound=BaseModel)


def translated(records: Records, language: str) -> Records:
    """The records in a language: what it has no words for stays as it is."""
    held = records.translations.get(language, Translated())
    return _Speaking(records, Language(language), held.words).records


@dataclass(frozen=True)
class _Speaking:
    """Records on their way into a language."""

    told: Records
    language: Language
    words: Translation

    @property
    def records(self) -> Records:
        told = self.told
        return replace(
            told,
            project=self._project,
            vocabulary=Vocabulary({name: self._terms(t) for name, t in self._vocabulary.items()}),
            companies=self._each(told.companies, self._company),
            products=self._each(told.products, self._product),
            programmes=self._each(told.programmes, self._programme),
            institutions=self._each(told.institutions, self._text),
            references={id: self._page(page) for id, page in told.references.items()},
            disputes=tuple(replace(e, record=self._text(e.record)) for e in told.disputes),
            deals=self._each(told.deals, self._text),
            policy=self._each(told.policy, self._event),
            figures=self._each(told.figures, self._text),
            expected=self._each(told.expected, self._text),
        )

    @property
    def _vocabulary(self) -> Mapping[str, Terms]:
        return self.told.vocabulary.by_name

    @staticmethod
    def _each(held: Mapping[str, Entry[Any]], way: Any) -> dict[str, Entry[Any]]:
        return {id: replace(entry, record=way(entry.record)) for id, entry in held.items()}

    @cached_property
    def _project(self) -> Project:
        project, words = self.told.project, self.words
        title = words.title or self.language.of(project.titles) or project.title
        titles = {project.language: project.title} if title != project.title else {}
        return self._text(project).model_copy(
            update={
                "title": title,
                "titles": titles,
                "document": words.document or project.document,
                "label": words.label or project.label,
                "independence": words.independence or project.independence,
                "language": self.language.tag,
                "focus": self._focus(project.focus),
                "terms": {
                    name: words.terms.get(name) or self._text(term)
                    for name, term in project.terms.items()
                },
                "landscape": self._scope(project.landscape),
                "sources": [self._source(source) for source in project.sources],
            }
        )

    def _focus(self, focus: Focus) -> Focus:
        peers = [
            peer.model_copy(update={"label": self.words.peers.get(peer.country, peer.label)})
            for peer in focus.peers
        ]
        label = self.words.place or focus.label
        within = self.words.within or (None if self.words.place else focus.within)
        return focus.model_copy(update={"label": label, "within": within, "peers": peers})

    def _scope(self, scope: Scope | None) -> Scope | None:
        if scope is None:
            return None
        held: dict[str, Members] = {}
        for kind, family in self.words.families.items():
            members = getattr(scope, kind, None)
            if members is not None:
                held[kind] = members.model_copy(update={"family": family})
        return scope.model_copy(update=held)

    def _source(self, source: Source) -> Source:
        words = self.words.sources.get(source.id)
        update: dict[str, Any] = {"licence": self._text(source.licence)}
        if words is not None:
            update |= {"title": words.title, "owner": words.owner or source.owner}
        return source.model_copy(update=update)

    def _page(self, page: Reference) -> Reference:
        """A page keeps its title: it is looked for by it. How it was read is said in our words."""
        update = {"publisher": self._text(page.publisher), "via": self._text(page.via)}
        return page.model_copy(update=update)

    def _terms(self, terms: Terms) -> Terms:
        words = self.words.vocabulary.get(terms.name)
        held = words.terms if words else {}
        by_id = {id: self._term(term, held.get(id)) for id, term in terms.by_id.items()}
        title = (words.title if words else None) or terms.title
        return replace(terms, title=title, by_id=by_id, _aliases={})

    def _term(self, term: Term, given: str | TermWords | None) -> Term:
        words = TermWords(label=given) if isinstance(given, str) else given
        label = words.label if words else self.language.of(term.names)
        if label is None:
            return term
        short = words.short if words else self.language.of(term.names, "short")
        kept = None if term.short and needed(term.short) else term.short
        return term.model_copy(
            update={
                "label": label,
                "short": short or kept,
                "definition": (words.definition if words else None) or term.definition,
                "unit": (words.unit if words else None) or term.unit,
                "aliases": [*term.aliases, term.label],
            }
        )

    def _company(self, company: Company) -> Company:
        return self._text(company).model_copy(update=self._named(company))

    def _product(self, product: Product) -> Product:
        update = self._named(product)
        brand = self.language.of(product.brands)
        if brand:
            update |= {"brand": brand, "brands": self._source_names("", product.brand)}
        return self._text(product).model_copy(update=update)

    def _event(self, event: PolicyEvent) -> PolicyEvent:
        told, focus = self._text(event), self.told.project.focus
        terms = self._vocabulary.get("jurisdictions")
        id = terms.find(event.jurisdiction) if terms else None
        if event.jurisdiction == focus.label:
            label = self._focus(focus).label
        elif terms and id:
            label = self._terms(terms)[id].label
        else:
            return told
        return told.model_copy(update={"jurisdiction": label})

    def _programme(self, programme: Programme) -> Programme:
        """A programme goes by the name of its product, where there is one."""
        name = self._of_programme.get(programme.id)
        return programme.model_copy(update={"short": name}) if name else programme

    @cached_property
    def _of_programme(self) -> dict[str, str]:
        products = (entry.record for entry in self.told.products.values())
        named = (
            (product.programme, self._named(product).get("short"))
            for product in products
            if product.programme and not product.extends
        )
        return {programme: name for programme, name in named if programme and name}

    def _named(self, record: Company | Product) -> dict[str, Any]:
        """Name and short name, and what the language of the data calls it as the other name."""
        name, short = self.language.of(record.names), self.language.of(record.names, "short")
        if not (name or short):
            return {"names": {}}
        other = self._source_names("", record.name) | self._source_names("short", record.short)
        return {"name": name or record.name, "short": short or name, "names": other}

    def _source_names(self, part: str, name: str | None) -> dict[str, str]:
        key = self.told.project.language + (f"-{part}" if part else "")
        return {key: name} if name else {}

    def _text(self, value: T) -> T:
        """A value with each of its texts that has words of ours in their place."""
        texts = self.words.texts
        if not texts:
            return value
        made: Any = value
        if isinstance(value, str):
            made = texts.get(value, value)
        elif isinstance(value, (list, tuple)):
            made = type(value)(self._text(part) for part in value)
        elif isinstance(value, dict):
            made = {key: self._text(part) for key, part in value.items()}
        elif isinstance(value, BaseModel):
            parts = {name: getattr(value, name) for name in _texts_of(type(value))}
            told = {name: self._text(part) for name, part in parts.items()}
            changed = {name: part for name, part in told.items() if part is not parts[name]}
            made = value.model_copy(update=changed)
        return made  # type: ignore[no-any-return]


@cache
def _texts_of(model: type[BaseModel]) -> tuple[str, ...]:
    """The fields of a model that may hold a text: no id, no term and no word of the program's."""

    def coded(part: object) -> bool:
        pattern = getattr(part, "pattern", None)
        return get_origin(part) is Literal or isinstance(part, Of) or pattern is not None

    held = {
        name: (*field.metadata, *parts_of(field.annotation))
        for name, field in model.model_fields.items()
        if name not in MATCHED
    }
    return tuple(name for name, parts in held.items() if not any(map(coded, parts)))


def needed(text: str) -> bool:
    """Whether a text is more than a sign: ``AB12`` is the same in any language."""
    return any(
        not one.isupper() and not other.isupper() and one.isalpha() and other.isalpha()
        for one, other in pairwise(text)
    )

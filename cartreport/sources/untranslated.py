"""What a briefing in another language would have to print in that of the data, with its place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cartreport.problems import Problem, Where
from cartreport.sources.language import Language
from cartreport.sources.records import Records
from cartreport.sources.translated import needed
from cartreport.sources.translation import END, STEM, Translated

Path = tuple[str | int, ...]


def untranslated(records: Records, language: str, asked: Where) -> Iterator[Problem]:
    """Each word of the project that has none in a language (E614).

    ``asked`` is where the language is asked for. A project that has no file of words in it is told
    so once.
    """
    held = records.translations.get(language)
    missing = list(_Missing(records, Language(language), held or Translated()).parts())
    file = f"{STEM}{language}{END}"
    if held is None and missing:
        message = f"{len(missing)} words of this project have none in {language!r}"
        first = missing[0]
        hint = f"write {file}; the first is {first.key} of {first.text!r} ({first.where})"
        yield Problem(asked, "E614", message, hint, language)
        return
    for one in missing:
        message = f"{one.text!r} has no words in {language!r}"
        yield Problem(one.where, "E614", message, f"write `{one.key}: …` in {file}", one.text)


@dataclass(frozen=True)
class _Part:
    key: str
    text: str
    where: Where


@dataclass(frozen=True)
class _Missing:
    records: Records
    language: Language
    held: Translated

    def parts(self) -> Iterator[_Part]:
        """In the order of sources.yaml, then the vocabularies."""
        words, project = self.held.words, self.records.project
        title = words.title or self.language.of(project.titles)
        told: list[tuple[str, str | None, str | None, Path]] = [
            ("title", project.title, title, ("title",)),
            ("document", project.document, words.document, ("document",)),
            ("label", project.label, words.label, ("label",)),
            ("independence", project.independence, words.independence, ("independence",)),
        ]
        if not project.focus.everywhere:
            told.append(("place", project.focus.label, words.place, ("focus", "label")))
        for index, peer in enumerate(project.focus.peers):
            label = words.peers.get(peer.country)
            told.append((f"peers.{peer.country}", peer.label, label, ("focus", "peers", index)))
        told += [
            (f"terms.{name}", term, words.terms.get(name) or words.texts.get(term), ("terms", name))
            for name, term in project.terms.items()
        ]
        for index, source in enumerate(project.sources):
            own = words.sources.get(source.id)
            at: Path = ("sources", index, "title")
            told.append(
                (f"sources.{source.id}.title", source.title, own.title if own else None, at)
            )
        for kind in ("trials", "programmes", "products"):
            members = project.landscape and getattr(project.landscape, kind)
            if members:
                path: Path = ("landscape", kind, "family")
                told.append((f"families.{kind}", members.family, words.families.get(kind), path))
        for key, text, given, path in told:
            if text and not given and self._lacks(text):
                yield _Part(key, text, self._declared(path))
        yield from self._terms()

    def _terms(self) -> Iterator[_Part]:
        for name, terms in self.records.vocabulary.by_name.items():
            words = self.held.words.vocabulary.get(name)
            if not (words and words.title) and self._lacks(terms.title):
                at = self._declared(("vocabulary", name))
                yield _Part(f"vocabulary.{name}.title", terms.title, at)
            given = words.terms if words else {}
            for term in terms:
                named = term.id in given or self.language.of(term.names)
                if not named and self._lacks(term.label):
                    where = terms.places.get((term.id, "label"), Where(name))
                    yield _Part(f"vocabulary.{name}.terms.{term.id}", term.label, where)

    def _lacks(self, text: str) -> bool:
        """Whether a text of the data has to be said otherwise in the language."""
        return needed(text) and not self.language.writes(text)

    def _declared(self, path: Path) -> Where:
        """Where in sources.yaml it stands, or its nearest part that does."""
        while path and path not in self.records.declared:
            path = path[:-1]
        return self.records.declared.get(path, Where("sources.yaml"))

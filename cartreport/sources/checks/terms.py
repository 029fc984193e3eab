"""Terms: every word of a controlled field is an id of its vocabulary, never a spelling of it.

Registry exports keep the registry's own codes, so a trial's phase, status and sponsor class may
be any alias; one that is new there is a warning, as the table is the registry's. Which words are
terms of what, the declarations of the fields say; a vocabulary that a word needs and the project
does not declare is a problem too.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from cartreport.problems import Problem, Where
from cartreport.sources import roles
from cartreport.sources.checks import nearest, walk
from cartreport.sources.checks.vocabulary import PARENTS, declare, undeclared
from cartreport.sources.checks.vocabulary import check as check_vocabulary
from cartreport.sources.fields import Of
from cartreport.sources.records import Entry, Records
from cartreport.sources.suggest import slug
from cartreport.sources.worded import words_of

VALUES = {
    roles.PHASE: "phases",
    roles.APPROVAL_TYPE: "approval-types",
    roles.DESIGNATION: "designations",
    roles.DESIGNATION_ELSEWHERE: "designations",
    roles.FILING: "filing-steps",
}
"""Role of a kind of fact → the vocabulary of its values."""
MEASURES = "measures"
NEW_CODE = "W410"
OPEN = (roles.UNKNOWN, "other")
"""Roles of a group that says nothing of what is in it."""


class Need(NamedTuple):
    """The first word that needs a vocabulary, and where it stands."""

    where: Where
    word: str


def check(records: Records) -> Iterator[Problem]:
    """Words that their vocabulary does not hold, and vocabularies that words need (E205); codes of
    a registry that are new (W410).
    """
    yield from check_vocabulary(records)
    needed: dict[str, Need] = {}
    for entries in walk.kinds(records):
        yield from _words(records, entries, needed)
    for kind in ("products", "programmes"):
        for entry in getattr(records, kind).values():
            yield from _facets(records, entry)
    for stated in walk.facts(records):
        yield from _fact(records, stated, needed)
    yield from _missing(records, needed)


def _words(
    records: Records, entries: Iterable[Entry[Any]], needed: dict[str, Need]
) -> Iterator[Problem]:
    """Each wrong id where it stands; a registry's code once, however many records have it.

    In tables that an import wrote it is the registry that has a new one, in others somebody's slip.
    """
    imported = _imported(records)
    having: dict[tuple[str, str, bool], list[Where]] = {}
    for entry in entries:
        for path, word, of in words_of(entry.record):
            if not isinstance(of, Of):
                continue
            if of.vocabulary not in records.vocabulary:
                needed.setdefault(of.vocabulary, Need(entry.where(*path), word))
            elif not of.spelt:
                yield from _word(records, of.vocabulary, word, entry.where(*path))
            elif records.vocabulary[of.vocabulary].find(word) is None:
                where = entry.where(*path)
                having.setdefault((of.vocabulary, word, where.file in imported), []).append(where)
    for (name, word, new), places in having.items():
        rows = f" ({len(places):,} records have it)" if len(places) > 1 else ""
        message = f"{word!r} is neither a term of {name} nor an alias of one{rows}"
        file, line = records.project.vocabulary[name], _line(records, name, word)
        hint = f"add it to the aliases of its term in {file}; for a new one put under terms: {line}"
        near = "" if new else nearest.term(word, records.vocabulary[name])
        hint = f"{near} Or {hint}" if near.startswith("did you mean") else hint
        yield walk.problem(places[0], NEW_CODE if new else "E205", message, hint, word)


def _imported(records: Records) -> set[str]:
    """The files of trials that an import wrote: beside each stands what it was made from."""
    kinds = {source.id: source.kind for source in records.project.sources}
    made = [id for id in records.sidecars if kinds.get(id) == "trials"]
    return {file for id in made for file in records.inputs.get(id, ())}


def _line(records: Records, name: str, word: str) -> str:
    """A term to paste. Where it needs a group, that of what is not known, or else a gap."""
    terms = records.vocabulary[name]
    above = records.vocabulary.get(PARENTS.get(name, ""))
    group = {}
    if any(term.group for term in terms):
        open_ = next((term.id for term in above or () if term.role in OPEN), "…")
        group = {"group": open_}
    told = {"id": slug(word) or "term", "label": word, **group, "aliases": [word]}
    return f"- {json.dumps(told, ensure_ascii=False)}"


def _missing(records: Records, needed: Mapping[str, Need]) -> Iterator[Problem]:
    """Vocabularies that no entry of sources.yaml names, though words of the records need them."""
    where = records.declared.get(("vocabulary",), Where("sources.yaml"))
    told = {name for name, _ in undeclared(records)}
    for name, need in needed.items():
        if name not in records.project.vocabulary and name not in told:
            message = f"{need.word!r} at {need.where} needs the vocabulary {name!r}, not declared"
            yield walk.problem(where, "E205", message, declare(name), name)


def _word(records: Records, name: str, word: str, where: Where) -> Iterator[Problem]:
    """A problem where a word is no id of a vocabulary."""
    terms = records.vocabulary.get(name)
    if terms is not None and word not in terms:
        message = f"{word!r} is no term of {name}"
        yield walk.problem(where, "E205", message, nearest.term(word, terms), word)


def _facets(records: Records, entry: Entry[Any]) -> Iterator[Problem]:
    for facet, word in entry.record.facets.items():
        where = entry.where("facets", facet)
        if facet not in records.project.facets:
            message = f"{facet!r} is no facet of this project"
            hint = nearest.name(facet, records.project.facets)
            yield walk.problem(where, "E205", message, hint, facet)
        else:
            yield from _word(records, facet, word, where)


def _fact(records: Records, stated: walk.Stated, needed: dict[str, Need]) -> Iterator[Problem]:
    """What a fact holds for and its value, where its kind says of which vocabulary they are."""
    for name, word, path in words_of_fact(stated):
        where = stated.where(*path)
        if name not in records.vocabulary:
            needed.setdefault(name, Need(where, word))
        yield from _word(records, name, word, where)


def words_of_fact(stated: walk.Stated) -> Iterator[tuple[str, str, walk.Path]]:
    """Vocabulary, word and path of each; what came of a scheme is a term where it is one word, and
    so is what a product is covered by.
    """
    fact = stated.fact
    if isinstance(fact.value, dict):
        yield from ((MEASURES, measure, ("value", measure)) for measure in fact.value)
    name = VALUES.get(stated.role or "")
    if name and fact.value is not None:
        yield name, str(fact.value), ("value",)
    covered = stated.role == roles.COVERAGE and _one_word(fact.for_)
    if fact.for_ is not None and (covered or stated.role == roles.OUTCOME):
        yield "schemes", fact.for_, ("for",)
    if stated.role == roles.OUTCOME and _one_word(fact.value):
        yield "scheme-outcomes", str(fact.value), ("value",)


def _one_word(told: object) -> bool:
    return isinstance(told, str) and told != "" and " " not in told

"""Terms: every word of a controlled field is an id of its vocabulary, never a spelling of it.

Registry exports keep the registry's own codes, so a trial's phase, status and sponsor class may
be any alias. A vocabulary that the project does not declare holds nothing against anybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cartreport.problems import Problem, Where
from cartreport.sources.checks import nearest, walk
from cartreport.sources.checks.vocabulary import check as check_vocabulary
from cartreport.sources.records import Entry, Records

FIELDS: dict[str, dict[str, str]] = {
    "products": {"targets": "targets"},
    "programmes": {
        "targets": "targets",
        "settings": "settings",
        "lead_indication": "indications",
        "indications": "indications",
        "phase": "phases",
        "status": "programme-statuses",
    },
    "deals": {"type": "deal-types"},
    "policy": {"category": "policy-categories"},
}
"""Kind → field → the vocabulary whose ids stand there."""
CODES: dict[str, dict[str, str]] = {
    "trials": {"phase": "phases", "status": "statuses", "sponsor_class": "sponsor-classes"},
    "policy": {"jurisdiction": "jurisdictions"},
    "companies": {"kind": "company-kinds"},
    "figures": {"kind": "figure-kinds"},
}
"""Kind → field → the vocabulary whose ids, labels or aliases stand there."""
VALUES = {
    "phase": "phases",
    "approval-type": "approval-types",
    "designation": "designations",
    "designation-elsewhere": "designations",
    "filing": "filing-steps",
}
"""Kind of fact → the vocabulary of its values."""
MEASURES = "measures"


def check(records: Records) -> Iterator[Problem]:
    """Words that their vocabulary does not hold (E205), in records and in vocabularies."""
    yield from check_vocabulary(records)
    for kind, fields in FIELDS.items():
        for entry in getattr(records, kind).values():
            for field, name in fields.items():
                yield from _field(records, entry, field, name)
    for kind, fields in CODES.items():
        for field, name in fields.items():
            yield from _codes(records, kind, field, name)
    for kind in ("products", "programmes"):
        for entry in getattr(records, kind).values():
            yield from _facets(records, entry)
    yield from _uses(records)
    for stated in walk.facts(records):
        yield from _fact(records, stated)


def _uses(records: Records) -> Iterator[Problem]:
    for entry in records.products.values():
        for index, use in enumerate(entry.record.uses):
            for place, word in enumerate(use.indications):
                where = entry.where("uses", index, "indications", place)
                yield from _word(records, "indications", word, where)


def _word(records: Records, name: str, word: str, where: Where) -> Iterator[Problem]:
    """A problem where a word is no id of a vocabulary."""
    terms = records.vocabulary.get(name)
    if terms is not None and word not in terms:
        message = f"{word!r} is no term of {name}"
        yield walk.problem(where, "E205", message, nearest.term(word, terms), word)


def _field(records: Records, entry: Entry[Any], field: str, name: str) -> Iterator[Problem]:
    told = getattr(entry.record, field)
    if isinstance(told, list):
        for index, word in enumerate(told):
            yield from _word(records, name, word, entry.where(field, index))
    elif told is not None:
        yield from _word(records, name, told, entry.where(field))


def _codes(records: Records, kind: str, field: str, name: str) -> Iterator[Problem]:
    """One problem a code, however many records have it: an export repeats what it says."""
    terms = records.vocabulary.get(name)
    if terms is None:
        return
    having: dict[str, list[Entry[Any]]] = {}
    for entry in getattr(records, kind).values():
        word = getattr(entry.record, field)
        if word is not None:
            having.setdefault(word, []).append(entry)
    for word, entries in having.items():
        if terms.find(word) is None:
            rows = f" ({len(entries):,} records have it)" if len(entries) > 1 else ""
            message = f"{word!r} is neither a term of {name} nor an alias of one{rows}"
            hint = f"add it to the aliases of its term in {records.project.vocabulary[name]}"
            yield walk.problem(entries[0].where(field), "E205", message, hint, word)


def _facets(records: Records, entry: Entry[Any]) -> Iterator[Problem]:
    for facet, word in entry.record.facets.items():
        where = entry.where("facets", facet)
        if facet not in records.project.facets:
            message = f"{facet!r} is no facet of this project"
            hint = nearest.name(facet, records.project.facets)
            yield walk.problem(where, "E205", message, hint, facet)
        else:
            yield from _word(records, facet, word, where)


def _fact(records: Records, stated: walk.Stated) -> Iterator[Problem]:
    """The kind of a fact, what it holds for, and its value where the kind has a vocabulary."""
    fact = stated.fact
    yield from _word(records, "facts", fact.what, stated.where("what"))
    if isinstance(fact.value, dict):
        for measure in fact.value:
            yield from _word(records, MEASURES, measure, stated.where("value", measure))
    name = VALUES.get(fact.what)
    if name and fact.value is not None:
        yield from _word(records, name, str(fact.value), stated.where("value"))
    if fact.what == "reimbursement":
        yield from _scheme(records, stated)


def _scheme(records: Records, stated: walk.Stated) -> Iterator[Problem]:
    """Who pays is a scheme; what came of it is a term where it is one word, else a sentence."""
    fact = stated.fact
    if fact.for_ is not None:
        yield from _word(records, "schemes", fact.for_, stated.where("for"))
    if isinstance(fact.value, str) and fact.value and " " not in fact.value:
        yield from _word(records, "scheme-outcomes", fact.value, stated.where("value"))

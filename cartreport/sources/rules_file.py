"""The file of classification rules that ``classify:`` in sources.yaml names."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from pydantic import Field

from cartreport.problems import Problems, Where
from cartreport.sources.evaluation import Truth
from cartreport.sources.fields import Confidence, Few, Known, Record, Slug
from cartreport.sources.files import paths_of
from cartreport.sources.patterns import Pattern
from cartreport.sources.project import Project
from cartreport.sources.suggest import did_you_mean
from cartreport.sources.trials import Trial
from cartreport.sources.validate import validated
from cartreport.sources.vocabulary import Vocabulary
from cartreport.sources.yaml_text import Document, read_yaml

READ_FIELDS = ("title", "official_title", "interventions", "conditions", "keywords", "summary")
"""The fields of a trial in which words are looked for."""
ANY_TEXT = "text"
"""In `when`: any of these fields."""
SPONSOR_TYPES = "sponsor-types"
"""A label that the lists of sponsors give, and no rule."""


class Exclusion(Record):
    """Words that only look like a term: taken out of a text before these labels are read."""

    id: Slug
    labels: list[Slug]
    pattern: Pattern
    why: Known


class Offer(Record):
    """Words that offer several terms, of which each participant gets some: all of them are read.

    They count where the record names a term in the usual fields, and add to it.
    """

    id: Slug
    label: Slug
    pattern: Pattern
    why: Known


class Derived(Record):
    """A label that follows from other labels, fields or words, where the record says none plainly.

    `when`: name → regular expression, all of which must be found. A name is a label (its values),
    a field of the trial, or `text`: any field that is read.
    """

    id: Slug
    label: Slug
    term: Slug
    when: dict[Known, Pattern] = Field(min_length=1)
    why: Known


class FromSiblings(Record):
    """Other records of the same product code give a label that the record's own words do not."""

    signs: Few = Field(0, description="Signs that a code has at least.")
    short: list[Slug] = Field([], description="Groups of terms that a shorter code carries too.")


class FromProgrammes(Record):
    """The programme table gives a label: the rows that list the trial, where they agree."""

    column: Slug
    groups: list[Slug] = Field([], description="Groups of terms that it may give; empty: all.")
    confidence: list[Confidence] = Field([], description="Grades of rows that do; empty: all.")
    completes: bool = Field(False, description="It goes before words that say less than the row.")
    names: bool = Field(False, description="A row counts too where its name stands in the trial.")
    guessed: Pattern | None = Field(None, description="What the note of a row that guesses says.")


class LabelRule(Record):
    """A label by the vocabulary whose patterns are read, and groups of fields in their order."""

    id: Slug = Field(description="The vocabulary.")
    fields: list[list[Slug]] = Field([], description="Empty: no words give it, only `derive`.")
    only: dict[Known, Pattern] = Field({}, description="As `when`: else the label is not given.")
    siblings: FromSiblings | None = None
    programmes: FromProgrammes | None = None
    counts: Slug | None = Field(None, description="A label: `least_targets` of it give a term.")
    in_codes: bool = Field(False, description="A code that reads as a term of it is no code.")


class RulesFile(Record):
    """All rules of a project."""

    title: Known
    exclude: list[Exclusion] = []
    offers: list[Offer] = []
    derive: list[Derived] = Field([], description="In their order: the first that holds counts.")
    not_codes: Pattern | None = Field(None, description="What looks like a product code only.")
    labels: list[LabelRule]
    evaluate: Truth | None = Field(None, description="How a file of `--evaluate` is read.")


def read_rules(
    root: Path, project: Project, declared: Document, vocabulary: Vocabulary, problems: Problems
) -> tuple[RulesFile | None, dict[str, str]]:
    """The rules that ``classify:`` names, and their file by its hash; none where it names none.

    A rule for a label that is no vocabulary, or for a term that it lacks, is a problem (E205).
    """
    if project.classify is None:
        return None, {}
    paths = paths_of(root, project.classify, declared.where(("classify",)), problems)
    document = read_yaml(paths[0], project.classify, problems) if paths else None
    if document is None:
        return None, {}
    rules = validated(RulesFile, document.data, document.where, document.name_of, problems)
    if rules is not None:
        for found in _wrong(rules, document, vocabulary, list(project.vocabulary)):
            problems.add(*found)
    return rules, {document.name: document.sha256}


def _wrong(
    rules: RulesFile, document: Document, vocabulary: Vocabulary, declared: list[str]
) -> Iterator[tuple[Where, str, str, str, str]]:
    """Labels, terms and fields that rules name and that there are not: problems' arguments."""
    known = [label.id for label in rules.labels]
    for name, place_of in _vocabularies(rules):
        if name not in declared:
            message = f"the label {name!r} is no vocabulary of the project"
            hint = did_you_mean(name, declared)
            yield document.where(place_of), "E205", message, hint, name
    for index, rule in enumerate(rules.labels):
        yield from _conditions(rule.only, ("labels", index, "only"), known, document)
        yield from _sources(rule, index, document, vocabulary)
        for place, group in enumerate(rule.fields):
            for number, name in enumerate(group):
                path = ("labels", index, "fields", place, number)
                if name not in READ_FIELDS:
                    message, hint = f"{name!r} is no field to read", did_you_mean(name, READ_FIELDS)
                    yield document.where(path), "E101", message, hint, name
    for name, place_of in _named(rules):
        if name not in known:
            hint = did_you_mean(name, known)
            yield document.where(place_of), "E205", f"there is no label {name!r}", hint, name
    for index, derived in enumerate(rules.derive):
        yield from _derived(derived, index, known, document, vocabulary)


def _vocabularies(rules: RulesFile) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Every label that is declared or evaluated, with its path."""
    for index, rule in enumerate(rules.labels):
        yield rule.id, ("labels", index, "id")
    for index, column in enumerate(rules.evaluate.columns if rules.evaluate else ()):
        yield column.label, ("evaluate", "columns", index, "label")


def _named(rules: RulesFile) -> Iterator[tuple[str, tuple[str | int, ...]]]:
    """Every label that a rule names beside those that are declared, with its path."""
    for index, exclusion in enumerate(rules.exclude):
        for place, name in enumerate(exclusion.labels):
            yield name, ("exclude", index, "labels", place)
    for index, offer in enumerate(rules.offers):
        yield offer.label, ("offers", index, "label")
    for index, derived in enumerate(rules.derive):
        yield derived.label, ("derive", index, "label")
    for index, rule in enumerate(rules.labels):
        if rule.counts:
            yield rule.counts, ("labels", index, "counts")


def _sources(
    rule: LabelRule, index: int, document: Document, vocabulary: Vocabulary
) -> Iterator[tuple[Where, str, str, str, str]]:
    """Groups of terms that siblings or programmes may give, and that no term is in."""
    terms = vocabulary.get(rule.id)
    if terms is None:
        return
    groups = {term.group for term in terms if term.group}
    told = [("siblings", "short", rule.siblings.short if rule.siblings else [])]
    told += [("programmes", "groups", rule.programmes.groups if rule.programmes else [])]
    for part, key, names in told:
        for number, name in enumerate(names):
            if name not in groups:
                where = document.where(("labels", index, part, key, number))
                message = f"no term of {rule.id} has the group {name!r}"
                yield where, "E205", message, did_you_mean(name, groups), name


def _derived(
    rule: Derived, index: int, known: list[str], document: Document, vocabulary: Vocabulary
) -> Iterator[tuple[Where, str, str, str, str]]:
    terms = vocabulary.get(rule.label)
    if terms is not None and rule.term not in terms:
        message, hint = (
            f"{rule.term!r} is no term of {rule.label}",
            did_you_mean(rule.term, terms.by_id),
        )
        yield document.where(("derive", index, "term")), "E205", message, hint, rule.term
    yield from _conditions(rule.when, ("derive", index, "when"), known, document)


def _conditions(
    when: Mapping[str, str], path: tuple[str | int, ...], known: list[str], document: Document
) -> Iterator[tuple[Where, str, str, str, str]]:
    able = (*known, SPONSOR_TYPES, ANY_TEXT, *Trial.model_fields)
    for name in when:
        if name not in able:
            where = document.name_of((*path, name))
            message = f"{name!r} is neither a label nor a field of a trial"
            yield where, "E101", message, did_you_mean(name, able), name


def fingerprint(rules: RulesFile, vocabulary: Vocabulary) -> str:
    """A hash of all that decides labels in rules and vocabularies: patterns, fields, conditions.

    Titles, reasons and labels for printing may change without changing it.
    """
    why = {"__all__": {"why"}}
    decides = rules.model_dump(
        exclude={"title": True, "exclude": why, "offers": why, "derive": why, "evaluate": True}
    )
    terms = {
        rule.id: {
            term.id: [term.group, term.least_targets, term.patterns, term.product_names]
            for term in vocabulary[rule.id]
        }
        for rule in rules.labels
        if rule.id in vocabulary
    }
    said = json.dumps([decides, terms], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()

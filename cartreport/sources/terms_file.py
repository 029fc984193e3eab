"""The vocabularies of a project, read: one file each, and a word means one term in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cartreport.problems import Problems, Where
from cartreport.sources.files import paths_of
from cartreport.sources.project import Project
from cartreport.sources.validate import validated
from cartreport.sources.vocabulary import Term, Terms, Vocabulary, VocabularyFile
from cartreport.sources.yaml_text import Document, read_yaml


def read_vocabulary(
    root: Path, project: Project, declared: Document, problems: Problems
) -> tuple[Vocabulary, dict[str, str]]:
    """The vocabularies that sources.yaml names, and the files that they were read from by hash.

    One whose file has a problem is left out, so that nothing is held against it.
    """
    found: dict[str, Terms] = {}
    inputs: dict[str, str] = {}
    for name, pattern in project.vocabulary.items():
        at = declared.where(("vocabulary", name))
        for path in paths_of(root, pattern, at, problems):
            document = read_yaml(path, path.relative_to(root).as_posix(), problems)
            inputs |= {document.name: document.sha256} if document else {}
            file = document and validated(
                VocabularyFile, document.data, document.where, document.name_of, problems
            )
            if document and file:
                found[name] = _terms(name, file, document, problems)
    return Vocabulary(found), inputs


def _terms(name: str, file: VocabularyFile, document: Document, problems: Problems) -> Terms:
    """The terms of a file; an id or an alias that two of them claim is a problem."""
    by_id: dict[str, Term] = {}
    owners: dict[str, str] = {}
    for index, term in enumerate(file.terms):
        where = document.where(("terms", index, "id"))
        if term.id in by_id:
            problems.add(where, "E201", f"term {term.id!r} stands twice", "merge the two", term.id)
            continue
        by_id[term.id] = term
        for alias in dict.fromkeys([term.id, term.label, *term.aliases]):
            folded = " ".join(alias.casefold().split())
            owner = owners.setdefault(folded, term.id)
            if owner != term.id:
                message = f"{alias!r} already means {owner!r}"
                problems.add(where, "E201", message, "one word, one term", alias)
    return Terms(name, file.title, by_id, file.stale_after, dict(_places(file, document)))


def _places(
    file: VocabularyFile, document: Document
) -> Iterator[tuple[tuple[str | int, ...], Where]]:
    """The places of the terms' parts, by term id; of a term that stands twice, the last's."""
    for path, where in document.places.items():
        if len(path) > 1 and path[0] == "terms" and isinstance(path[1], int):
            yield (file.terms[path[1]].id, *path[2:]), where

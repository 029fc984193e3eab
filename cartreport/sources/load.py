"""A project read: ``sources.yaml``, its vocabulary, then every source into records."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from cartreport.problems import Problems, Where
from cartreport.sources.csv_records import read_rows
from cartreport.sources.dated import resolved, superseded
from cartreport.sources.files import inside, is_yaml, paths_of
from cartreport.sources.project import DATE, Project, Source
from cartreport.sources.reading import MODELS, UNNAMED, Reading
from cartreport.sources.records import Records
from cartreport.sources.rules_file import RulesFile, read_rules
from cartreport.sources.terms_file import read_vocabulary
from cartreport.sources.translation import read_translations
from cartreport.sources.uncollected import uncollected
from cartreport.sources.unread import unread
from cartreport.sources.validate import validated
from cartreport.sources.yaml_records import read_records
from cartreport.sources.yaml_text import Document, read_yaml

NAME = "sources.yaml"
VOCABULARY, RULES, LANGUAGES = "vocabulary", "classify", "languages"
"""What `inputs` calls the files that belong to no source."""


@uncollected()
def load_records(
    root: Path,
    problems: Problems,
    trials: Path | None = None,
    to_write: Path | None = None,
    *,
    edition: str | None = None,
    as_of: str | None = None,
    before: Records | None = None,
) -> Records | None:
    """The records of the project in ``root``; ``None`` where sources.yaml itself can't be used.

    Every problem of every file is added to ``problems``; a record with one is left out. ``trials``
    is a table of trials, anywhere, to be read in place of the project's own; ``to_write`` a file
    about to be made: a source that is not there yet is no problem if it is this one.
    ``edition`` and ``as_of`` stand in for the project's own; raises :class:`RequestError` where
    one is none. Tables that are as they were in ``before`` are not read a second time.
    """
    opened = read_project(root, problems)
    if opened is None:
        return None
    told, declared = opened
    spared: list[Path | str] = [to_write.resolve()] if to_write else []
    spared += ["trials"] if trials else []
    project = resolved(root, told, declared, problems, edition, as_of, spared)
    if project is None:
        return None
    reading = Reading(root, project, declared, problems, inputs={NAME: {NAME: declared.sha256}})
    reading.before = before.tables if before else {}
    vocabulary = read_vocabulary(root, project, declared, problems)
    reading.vocabulary, reading.inputs[VOCABULARY] = vocabulary
    for index, source in enumerate(project.sources):
        replaced = trials is not None and source.kind == "trials"
        if not replaced and not _awaited(root / source.path, to_write):
            _read_source(reading, index)
    if trials is not None:
        _read_trials(reading, trials)
    rules, files = read_rules(root, project, declared, reading.vocabulary, problems)
    reading.inputs.setdefault(RULES, {}).update(files)
    if trials is None and not problems.errors:  # else a slip in a path is told, not its file
        problems.extend(unread(root, told, reading.inputs))
    spoken, files = read_translations(root, problems)
    reading.inputs |= {LANGUAGES: files} if files else {}
    return replace(
        _records(reading, rules),
        translations=spoken,
        asked=as_of is not None,
        superseded=as_of is not None and superseded(root, told, as_of),
    )


def _records(reading: Reading, rules: RulesFile | None) -> Records:
    """What was read, as one value."""
    kinds: dict[str, Any] = {
        kind: tuple(reading.unnamed[kind]) if kind in UNNAMED else reading.entries.get(kind, {})
        for kind in MODELS
    }
    return Records(
        root=reading.root,
        project=reading.project,
        vocabulary=reading.vocabulary,
        rules=rules,
        references=reading.references,
        shared=reading.shared,
        declared=reading.declared.places,
        sidecars=reading.sidecars,
        snapshots=reading.snapshots,
        lost=frozenset(reading.lost),
        inputs=reading.inputs,
        tables=reading.tables,
        **kinds,
    )


def _awaited(path: Path, to_write: Path | None) -> bool:
    return to_write is not None and not path.exists() and path.resolve() == to_write.resolve()


def read_project(root: Path, problems: Problems) -> tuple[Project, Document] | None:
    """``sources.yaml`` as a model and with its places."""
    if not root.is_dir():
        problems.add(Where(str(root)), "E001", "there is no such folder", "give --project a folder")
        return None
    path = root / NAME
    if not path.exists() and not path.is_symlink():
        hint = "run the command where sources.yaml is, or give --project"
        problems.add(Where(NAME), "E001", f"no {NAME} in {root.name or root}", hint)
        return None
    if not inside(root, path, Where(NAME), problems):
        return None
    declared = read_yaml(path, NAME, problems)
    if declared is None:
        return None
    project = validated(Project, declared.data, declared.where, declared.name_of, problems)
    return (project, declared) if project else None


def _read_source(reading: Reading, index: int) -> None:
    """Every file of one source."""
    source = reading.project.sources[index]
    part = reading.declared.part(("sources", index))
    earlier = [other.id for other in reading.project.sources[:index]]
    if source.id in earlier:
        first = reading.declared.where(("sources", earlier.index(source.id), "id"))
        message = f"source {source.id!r} is already declared at {first}"
        reading.problems.add(part.where(("id",)), "E201", message, "rename one", source.id)
    if DATE in source.path:  # none of its files is of the day: told when it was looked for
        reading.lose(source.kind)
        return
    paths = paths_of(reading.root, source.path, part.where(("path",)), reading.problems)
    if not paths:
        reading.lose(source.kind)
    for path in paths:
        name = path.relative_to(reading.root).as_posix()
        if is_yaml(path):
            read_records(reading, source, path, name)
        else:
            read_rows(reading, source, path, name, part.where(("path",)))


def _read_trials(reading: Reading, path: Path) -> None:
    """A table of trials that the project does not name."""
    source = Source(id="trials", kind="trials", path=str(path), title=path.name)
    outside = replace(reading, root=path.parent)
    read_rows(outside, source, path, str(path), Where(str(path)))

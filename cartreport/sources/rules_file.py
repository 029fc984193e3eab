"""The file of classification rules that ``classify:`` in sources.yaml names."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from cartreport.problems import Problems, Where
from cartreport.sources.fields import Known, Record, Slug
from cartreport.sources.files import paths_of
from cartreport.sources.project import Project
from cartreport.sources.validate import validated
from cartreport.sources.yaml_text import read_yaml


def _compiles(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise ValueError(f"not a regular expression: {error}") from None
    return text


Pattern = Annotated[str, AfterValidator(_compiles)]


class Exclusion(Record):
    """Words that only look like a term: taken out of a text before these labels are read."""

    id: Slug
    labels: list[Slug]
    pattern: Pattern
    why: Known


class Hint(Record):
    """Words that give a label where the record does not say it in plain words."""

    id: Slug
    label: Slug
    term: Slug
    pattern: Pattern
    why: Known


class LabelRule(Record):
    """A label: the vocabulary whose patterns are read, and groups of fields in their order."""

    id: Slug
    vocabulary: Slug
    fields: list[list[Slug]]
    through: Slug | None = Field(None, description="`programmes`: what lists or names the trial.")


class RulesFile(Record):
    """All rules of a project."""

    title: Known
    exclude: list[Exclusion] = []
    hints: list[Hint] = []
    not_codes: Pattern | None = Field(None, description="What looks like a product code only.")
    labels: list[LabelRule]


def read_rules(root: Path, project: Project, problems: Problems) -> RulesFile | None:
    """The rules that ``classify:`` names; ``None`` with a problem where there are none."""
    if project.classify is None:
        hint = "write `classify: data/classify.yaml` and the rules into that file"
        problems.add(Where("sources.yaml"), "E102", "'classify' is missing", hint)
        return None
    paths = paths_of(root, project.classify, Where("sources.yaml"), problems)
    if not paths:
        return None
    document = read_yaml(paths[0], project.classify, problems)
    if document is None:
        return None
    return validated(RulesFile, document.data, document.where, document.where, problems)

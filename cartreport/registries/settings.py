"""What a project says about imports: its focus country and its own tables' columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cartreport.errors import ProjectError, RequestError
from cartreport.problems import Problems
from cartreport.sources.project import Mapped


@dataclass(frozen=True)
class Settings:
    """The focus country, what the one mapping says of its table, and the mappings by name."""

    focus: str = ""
    producer: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)
    mappings: Mapping[str, Mapped] = field(default_factory=dict)


def settings_of(root: Path, name: str | None, *, needed: bool) -> Settings:
    """The settings of the project in ``root``; none where there is no project.

    With ``name`` only the mapping of that name. ``needed``: an import that stands on a mapping.
    """
    if not (root / "sources.yaml").exists():
        if needed or name:
            hint = "run it in a project, or give --project"
            raise RequestError(f"a mapping is declared in sources.yaml, and {root} has none", hint)
        return Settings()
    from cartreport.sources.load import read_project

    problems = Problems()
    opened = read_project(root, problems)
    if opened is None:
        raise ProjectError(problems)
    project, _ = opened
    mappings = dict(project.imports)
    if name is not None:
        if name not in mappings:
            known = ", ".join(mappings) or "none"
            raise RequestError(f"sources.yaml has no import {name!r}", f"it declares {known}")
        mappings = {name: mappings[name]}
    elif needed and not mappings:
        hint = "declare the table's columns under `imports`"
        raise RequestError("sources.yaml declares no imports", hint)
    only = next(iter(mappings.values())) if len(mappings) == 1 and needed else None
    producer, about = (only.producer or "", only.about) if only else ("", {})
    return Settings(project.focus.country, producer, about, mappings)

"""Problems in the forms that people and machines read: text, JSON, GitHub, SARIF, JUnit.

Text and JSON name files relative to the project, as every message does; the forms that a forge
reads name them relative to the folder that the command runs in.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from cartreport import __version__
from cartreport.cli.excerpt import Excerpts
from cartreport.cli.junit import junit
from cartreport.cli.say import problem_line, summary
from cartreport.problems import CODE_BY_ID, Problem, Problems

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def text(found: Problems, project: Path, *, excerpt: bool = False) -> str:
    """A line a problem, with the line it speaks of below it if asked for; then the counts."""
    excerpts = Excerpts(project)
    lines = []
    for problem in found:
        lines.append(problem_line(problem))
        if excerpt:
            lines += excerpts.of(problem)
    return "\n".join([*lines, summary(found)])


def as_json(found: Problems, project: Path) -> str:
    """One object: the counts, then every problem with all its parts."""
    return json.dumps(_held(found, project), ensure_ascii=False, indent=2)


def failure(error: Exception, code: int, project: Path) -> str:
    """The same of a command that ended early: its problems, and in ``error`` what ended it."""
    said = getattr(error, "message", "") or str(error) or type(error).__name__
    told = {"message": said, "hint": getattr(error, "hint", ""), "exit_code": code}
    found: Problems = getattr(error, "problems", None) or Problems()
    return json.dumps({**_held(found, project), "error": told}, ensure_ascii=False, indent=2)


def _held(found: Problems, project: Path) -> dict[str, Any]:
    return {
        "project": project.as_posix(),
        "errors": len(found.errors),
        "warnings": len(found.warnings),
        "problems": [
            {
                "file": problem.where.file,
                "line": problem.where.line,
                "column": problem.where.column,
                "code": problem.code,
                "level": problem.level.value,
                "title": CODE_BY_ID[problem.code].title,
                "message": problem.message,
                "hint": problem.hint,
                "value": problem.value,
            }
            for problem in found
        ],
    }


def github(found: Problems, project: Path) -> str:
    """A workflow command a problem, which GitHub shows at the line in the pull request."""
    return "\n".join(_annotation(problem, project) for problem in found)


def _annotation(problem: Problem, project: Path) -> str:
    where = problem.where
    title = f"{problem.code} {CODE_BY_ID[problem.code].title}"
    parts = {"file": _path(problem, project), "line": where.line, "col": where.column}
    told = {name: str(value) for name, value in parts.items() if value} | {"title": title}
    properties = ",".join(f"{name}={_property(value)}" for name, value in told.items())
    return f"::{problem.level.value} {properties}::{_data(_said(problem))}"


def _data(said: str) -> str:
    return said.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(said: str) -> str:
    return _data(said).replace(":", "%3A").replace(",", "%2C")


def _said(problem: Problem) -> str:
    return f"{problem.message}: {problem.hint}" if problem.hint else problem.message


def _path(problem: Problem, project: Path) -> str:
    return (project / problem.where.file).as_posix()


def sarif(found: Problems, project: Path) -> str:
    """A SARIF 2.1.0 log with one run; its rules are the codes that were met."""
    met = sorted({problem.code for problem in found})
    held: dict[str, Any] = {
        "$schema": SARIF_SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {
                        "name": "cartreport",
                        "semanticVersion": __version__,
                        "rules": [_rule(code) for code in met],
                    }
                },
                "columnKind": "unicodeCodePoints",
                "results": [_result(problem, met, project) for problem in found],
            }
        ],
    }
    return json.dumps(held, ensure_ascii=False, indent=2)


def _rule(id_: str) -> dict[str, Any]:
    code = CODE_BY_ID[id_]
    return {
        "id": id_,
        "shortDescription": {"text": code.title},
        "fullDescription": {"text": code.meaning},
        "help": {"text": code.remedy},
        "defaultConfiguration": {"level": code.level.value},
    }


def _result(problem: Problem, met: list[str], project: Path) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(_path(problem, project))}}
    if problem.where.line:
        place["region"] = {"startLine": problem.where.line}
        if problem.where.column:
            place["region"]["startColumn"] = problem.where.column
    return {
        "ruleId": problem.code,
        "ruleIndex": met.index(problem.code),
        "level": problem.level.value,
        "message": {"text": _said(problem)},
        "locations": [{"physicalLocation": place}],
    }


MACHINE: dict[str, Callable[[Problems, Path], str]] = {
    "json": as_json,
    "github": github,
    "sarif": sarif,
    "junit": junit,
}
"""The forms for programs by name."""

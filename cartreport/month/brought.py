"""Fetch or import: the month's trials as a dated table of the project, with its sidecar."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from cartreport.errors import ExportError, ProjectError, RequestError, counted
from cartreport.month.asked import Job
from cartreport.month.held import stopped_by
from cartreport.problems import Problems
from cartreport.registries import rows_of
from cartreport.registries.fetch import PARAMETERS, fetch
from cartreport.registries.origin import hashed, origin_of
from cartreport.registries.reading import Reading
from cartreport.registries.settings import settings_of
from cartreport.registries.written import Wanted, dropped, import_rows
from cartreport.sources.dated import days_of
from cartreport.sources.project import DATE
from cartreport.sources.sidecar import ENDING
from cartreport.sources.yaml_text import read_yaml

SNAPSHOTS = "snapshots"
"""Where a registry's answers are kept as they came: large, and not for git."""


def brought(job: Job, remarks: Problems) -> Iterator[tuple[str, str]]:
    """Bring the month's trials in: what was done and a line, stage by stage.

    What an import could not read whole goes to ``remarks``.
    """
    if job.project.month.fetch:
        yield from _fetched(job, remarks)
    elif job.project.month.files:
        yield _filed(job, remarks)
    else:
        yield "import", "nothing to bring in: `month` in sources.yaml has no fetch and no files"


def _fetched(job: Job, remarks: Problems) -> Iterator[tuple[str, str]]:
    query, held = job.project.month.fetch, job.tables(job.day[:7], job.day)
    assert query is not None  # who calls has looked
    if held and not job.asked.again:
        yield "fetch", f"as it was: the month has {_name(job, _table(job, held[-1]))}"
        return
    _forward(job)
    folder = job.root / SNAPSHOTS
    folder.mkdir(exist_ok=True)
    words = query.model_dump(exclude_none=True)
    told = {PARAMETERS[name]: value for name, value in words.items()}
    found = fetch(told, folder, job.day, job.asked.server())
    studies = counted(found.studies, "study", "studies")
    yield "fetch", f"{studies} in {_name(job, found.path)}"
    yield "import", _imported(job, "ctgov", found.path, job.day, remarks)


def _forward(job: Job) -> None:
    """Raises :class:`RequestError` where the answer of today would bear a day gone by."""
    newest = max(job.days(job.table().path), default="")
    if newest > job.day:
        said = f"a table of {newest} is there, and this is {job.day}: the registry tells of today"
        raise RequestError(said, "set the clock right; an earlier edition is made by `build`")


def _filed(job: Job, remarks: Problems) -> tuple[str, str]:
    """The newest export that is there; one that the table was made from is not read again."""
    plan, problems = job.project.month, Problems()
    assert plan.files is not None  # who calls has looked
    at = job.declared.where(("month", "files"))
    days = days_of(job.root, plan.files, at, problems)
    if problems.errors:
        raise ProjectError(problems)
    day = max((day for day in days if day <= job.day), default="")
    if not day:
        return "import", f"nothing new: no file {plan.files} of {job.day} or before"
    export, table = job.root / days[day], _table(job, day)
    if table.is_file() and _made_from(table) == dict(hashed((export,))):
        return "import", f"nothing new: {_name(job, table)} was made from {days[day]}"
    return "import", _imported(job, plan.kind, export, day, remarks)


def _imported(job: Job, kind: str, export: Path, day: str, remarks: Problems) -> str:
    """Read an export into the table; raises :class:`ExportError` where one record can't be read,
    :class:`ProjectError` where a remark is a strict warning: nothing is written then.
    """
    table = _table(job, day)
    settings = settings_of(job.root, None, needed=kind == "registry-csv")
    origin = origin_of(kind, (export,), settings, {}, day)
    reading = Reading(settings.focus, mappings=settings.mappings, root=job.root)
    table.parent.mkdir(parents=True, exist_ok=True)
    wanted = Wanted(drop=dropped(",".join(job.project.month.drop)))
    rows, held = rows_of(kind, (export,), reading), partial(stopped_by, job)
    outcome = import_rows(rows, table, reading, origin, wanted, held=held)
    found = reading.found()
    if reading.errors:
        said = f"{counted(reading.errors, 'error')} in {_name(job, export)}; nothing was written"
        raise ExportError(said, "mend the export, or take an earlier one", found)
    remarks.extend(found)
    told = [f"; {counted(len(found), 'remark')}:"] if found else [""]
    lines = "\n  ".join([*told, *map(str, found)])
    return f"{counted(outcome.written, 'trial')} in {_name(job, table)}{lines}"


def _table(job: Job, day: str) -> Path:
    return job.root / job.table().path.replace(DATE, day)


def _made_from(table: Path) -> dict[str, str]:
    """Name and hash of the files that a table was made from, as its sidecar says."""
    beside = table.with_name(table.stem + ENDING)
    document = read_yaml(beside, beside.name, Problems()) if beside.is_file() else None
    files = document.data.get("files", []) if document is not None else []
    return {str(one["name"]): str(one["sha256"]) for one in files}


def _name(job: Job, path: Path) -> str:
    return path.relative_to(job.root).as_posix()

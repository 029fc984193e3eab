"""The stages of the month's job, one after the other: each gives a line, the first failure ends it.

What a stage has made stays: the next run goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sized
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cartreport.changes.said import by_grade
from cartreport.editions import record
from cartreport.editions.lock import locked
from cartreport.editions.publish import spoken
from cartreport.editions.standing import standing
from cartreport.errors import counted
from cartreport.month.asked import Job
from cartreport.month.brought import brought
from cartreport.month.held import expired, stale, stopped_by
from cartreport.month.newcomers import NEWCOMER, newcomers
from cartreport.problems import Problems
from cartreport.sources.load import load_records
from cartreport.sources.project import DATE
from cartreport.story import Options, Result, build, check, compare

if TYPE_CHECKING:
    from cartreport.changes.compare import Comparison
    from cartreport.sources.records import Records

LOCK = ".cartreport-month.lock"
AS_IT_WAS = "What stands is as it was; the next run goes on from it."


@dataclass(frozen=True)
class Line:
    """What a stage did, in a line."""

    stage: str
    told: str


@dataclass
class Month:
    """What the job has made so far; of a job that failed, what was made before."""

    edition: str
    day: str
    lines: list[Line] = field(default_factory=list)
    warnings: Problems = field(default_factory=Problems)
    result: Result | None = None
    comparison: Comparison | None = None


def run(
    job: Job, month: Month, begins: Callable[[str], None], told: Callable[[Line], None]
) -> None:
    """Every stage, into ``month``; ``begins`` hears of each before, ``told`` after.

    One at a time in a project. Raises ``BusyError`` where another is at work, and what its stages
    raise: ``OutageError``, ``ExportError``, ``ProjectError``, ``StaleError``, ``RenderError``.
    """

    def say(stage: str, line: str) -> None:
        month.lines.append(Line(stage, line))
        told(month.lines[-1])

    begins("fetch" if job.project.month.fetch else "import")
    at_work = "another `cartreport month` is at work in"
    with spoken(job.root, AS_IT_WAS), locked(job.root, 0, LOCK, at_work):
        for stage, line in brought(job, month.warnings):
            say(stage, line)
            begins("import")
        for name, lines in STAGES.items():
            begins(name)
            for line in lines(job, month):
                say(name, line)


def _classify(job: Job, month: Month) -> Iterator[str]:
    from cartreport.classify.run import classify
    from cartreport.classify.table import write

    source = job.source("labels")
    if not job.project.classify or source is None:
        yield "no rules: `classify` in sources.yaml names none"
        return
    trials = _records(job, None).project.sources
    days = [one.path for one in trials if one.kind == "trials"]
    path = source.path
    if DATE in path:
        path = path.replace(DATE, _day_in(job, days[0]))
    out = job.root / path
    records = _records(job, path)
    found = classify(records)
    month.warnings.extend(found.problems)
    state = "" if write(out, found.labels, records) else "as it was: "
    made, of = counted(len(found.labels), "label"), counted(found.trials, "trial")
    yield f"{state}{made} of {of} in {path}"


def _day_in(job: Job, path: str) -> str:
    """The day of the table of trials that was taken, as its path says it."""
    pattern = job.table().path
    before = len(pattern.partition(DATE)[0])
    return path[before : before + len("YYYY-MM-DD")]


def _records(job: Job, path: str | None) -> Records:
    """The records of the day, whether the labels are there yet or not."""
    from cartreport.errors import ProjectError

    problems = Problems()
    spared = job.root / path if path else None
    records = load_records(job.root, problems, None, spared, as_of=job.day)
    if records is None or (path and problems.errors):
        raise ProjectError(problems)
    return records


def _check(job: Job, month: Month) -> Iterator[str]:
    problems = check(job.root, job.day)
    if not problems.errors:
        earlier = record.earlier(job.root, month.edition)
        known = earlier.snapshot if earlier else None
        problems.extend(newcomers(_records(job, None), known))
    month.warnings.extend(problems.warnings)
    stopped_by(job, problems)
    listed = [one for one in problems.warnings if one.code != NEWCOMER]
    over = [f"{one.code} until {one.until}" for one in expired(job)]
    tail = f"; waivers that hold no more: {', '.join(over)}" if over else ""
    if listed:
        tail = f": `cartreport check --as-of {job.day}` lists {_listed(listed, problems)}{tail}"
    yield f"no errors, {counted(len(problems.warnings), 'warning')}{tail}"


def _listed(some: Sized, every: Problems) -> str:
    """How many of the warnings another command lists: all but those that the month alone knows."""
    return "them" if len(some) == len(every.warnings) else f"{len(some):,} of them"


def _status(job: Job, month: Month) -> Iterator[str]:
    found = standing(_records(job, None), month.day)
    if error := stale(job, found):
        raise error
    told = {"stale": "stale, waived", "due": f"due before {found.next}", "quiet": "quiet"}
    held = {state: [one.id for one in found.sources if one.state == state] for state in told}
    parts = [f"{told[state]}: {', '.join(ids)}" for state, ids in held.items() if ids]
    yield "; ".join(parts) or "all sources are in time"


def _build(job: Job, month: Month) -> Iterator[str]:
    asked = job.asked
    options = Options(asked.out, (), asked.formats, month.edition, month.day, record=True)
    month.result = result = build(job.root, options)
    month.warnings.extend(result.pages)
    state = "" if result.new else ", as it was"
    yield f"edition {result.edition} in {result.folder}, record editions/{result.record}{state}"


def _diff(job: Job, month: Month) -> Iterator[str]:
    assert month.result is not None  # the stage before made it
    if month.result.against is None:
        yield "the first edition: there is none to hold it against"
        return
    found = compare(job.root, month.result.against, str(month.result.record))
    month.comparison = found
    told = by_grade(found.events, dict.fromkeys(event.grade for event in found.events))
    yield f"{told or 'no change'} since {month.result.against}"


STAGES: dict[str, Callable[[Job, Month], Iterator[str]]] = {
    "classify": _classify,
    "check": _check,
    "status": _status,
    "build": _build,
    "diff": _diff,
}
"""The stages after the trials were brought in, in their order."""

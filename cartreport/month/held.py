"""Check and status: which warnings stop the job, and which are waived for a while."""

from __future__ import annotations

import json
from collections.abc import Iterable

from cartreport.editions.standing import Standing
from cartreport.errors import ProjectError, StaleError
from cartreport.month.asked import Job
from cartreport.problems import Problem, Problems
from cartreport.sources.dates import shifted
from cartreport.sources.month_plan import Waiver

STALE = "W401"
"""A stale source stops the job by itself, unless it is waived."""
MONTH = 31
"""Days for which a waiver of what is strict is offered: the job is asked again by then."""


def stopped_by(job: Job, problems: Problems) -> None:
    """Raises :class:`ProjectError` for errors, else for warnings that are strict and not waived."""
    if problems.errors:
        raise ProjectError(problems)
    strict = {*job.project.month.strict, *job.asked.strict}
    stopping = Problems(one for one in problems if one.code in strict and not waived(job, one))
    for first in stopping.warnings[:1]:
        line = _waiver(first.code, first.value or str(first.where), shifted(job.asked.on, MONTH))
        raise ProjectError(stopping, f"mend it, or let it pass for now: {line}", strict=True)


def waived(job: Job, problem: Problem) -> bool:
    """Whether a waiver of the project that still holds is of this warning."""
    about = (None, problem.value, str(problem.where))
    return any(one.code == problem.code and one.about in about for one in holding(job))


def holding(job: Job) -> Iterable[Waiver]:
    """The waivers that hold today: the day of the clock, not of the data."""
    return [one for one in job.project.month.waivers if job.asked.on <= one.until]


def expired(job: Job) -> list[Waiver]:
    """The waivers that hold no more."""
    return [one for one in job.project.month.waivers if job.asked.on > one.until]


def stale(job: Job, standing: Standing) -> StaleError | None:
    """What stops the job of stale sources: those that no waiver names."""
    names = [
        source.id
        for source in standing.stale
        if not any(one.code == STALE and one.about in (None, source.id) for one in holding(job))
    ]
    if not names:
        return None
    line = _waiver(STALE, names[0], standing.next)
    hint = f"renew it, or let the edition come out with it: {line}"
    return StaleError(f"stale: {', '.join(names)} (on {standing.on})", hint)


def _waiver(code: str, about: str, until: str) -> str:
    """The line to write for one, what it is about in quotation marks: YAML may take it for more."""
    of = json.dumps(about, ensure_ascii=False)
    return f"under `month: waivers:` write - {{code: {code}, about: {of}, until: {until}, why: …}}"

"""Check and status: which warnings stop the job, and which are waived for a while."""

from __future__ import annotations

from collections.abc import Iterable

from cartreport.editions.standing import Standing
from cartreport.errors import ProjectError, StaleError
from cartreport.month.asked import Job
from cartreport.problems import Problem, Problems
from cartreport.sources.month_plan import Waiver

STALE = "W401"
"""A stale source stops the job by itself, unless it is waived."""


def counted(number: int, noun: str, nouns: str = "") -> str:
    """A number with its noun: ``1 trial``, ``2 trials``."""
    return f"{number:,} {noun if number == 1 else nouns or noun + 's'}"


def stopped_by(job: Job, problems: Problems) -> None:
    """Raises :class:`ProjectError` for errors, else for warnings that are strict and not waived."""
    if problems.errors:
        raise ProjectError(problems)
    strict = {*job.project.month.strict, *job.asked.strict}
    stopping = Problems(one for one in problems if one.code in strict and not waived(job, one))
    if stopping.warnings:
        raise ProjectError(stopping, strict=True)


def waived(job: Job, problem: Problem) -> bool:
    """Whether a waiver of the project that still holds is of this warning."""
    return any(
        waiver.code == problem.code and (waiver.about or "") in str(problem)
        for waiver in holding(job)
    )


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
        if not any(
            one.code == STALE and one.about in (None, source.id, f"'{source.id}'")
            for one in holding(job)
        )
    ]
    if not names:
        return None
    until = standing.next
    line = f"{{code: {STALE}, about: {names[0]}, until: {until}, why: …}}"
    hint = f"renew it, or let the edition come out with it: under `month: waivers:` write - {line}"
    return StaleError(f"stale: {', '.join(names)} (on {standing.on})", hint)

"""What is asked of the month's job, and the day that it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.editions import record
from cartreport.errors import ProjectError, RequestError
from cartreport.problems import Problems
from cartreport.render.formats import USUAL
from cartreport.sources.dated import days_of
from cartreport.sources.load import read_project
from cartreport.sources.project import DATE

if TYPE_CHECKING:
    from cartreport.registries.ctgov_pages import Server
    from cartreport.sources.project import Project, Source
    from cartreport.sources.yaml_text import Document


@dataclass(frozen=True)
class Asked:
    """A project, the day it is, and how.

    ``again``: the registry is asked anew though the month has its table. ``strict``: codes of
    warnings that stop the job, beside those that the project names. ``server`` makes the
    registry's server when it is needed.
    """

    project: Path
    on: str
    server: Callable[[], Server]
    out: Path = Path("out")
    formats: tuple[str, ...] = USUAL
    strict: tuple[str, ...] = ()
    again: bool = False


@dataclass(frozen=True)
class Job:
    """The job of one project on one day: what is asked, what the project declares, the day.

    ``day`` is the day that the edition speaks of.
    """

    asked: Asked
    project: Project
    declared: Document
    day: str

    @property
    def root(self) -> Path:
        """The project's folder."""
        return self.asked.project

    def source(self, kind: str) -> Source | None:
        """The first source of a kind."""
        return next((one for one in self.project.sources if one.kind == kind), None)

    def table(self) -> Source:
        """The source that a registry's answer goes to.

        Raises :class:`RequestError` where no source of trials has a date in its path.
        """
        for source in self.project.sources:
            if source.kind == "trials" and DATE in source.path:
                return source
        said = "`month` brings in trials, and no source of trials has {date} in its path"
        raise RequestError(said, "write `path: data/trials/{date}-ctgov.csv` in sources.yaml")


def job_of(asked: Asked) -> Job:
    """The job as the project declares it. Raises :class:`ProjectError` where it can't be read.

    A month that has its edition, or its table of the registry, is gone on with: the day is theirs,
    so that a second run makes the same. ``again`` takes today.
    """
    problems = Problems()
    opened = read_project(asked.project, problems)
    if opened is None:
        raise ProjectError(problems)
    project, declared = opened
    job = Job(asked, project, declared, asked.on)
    if asked.again:
        return job
    return Job(asked, project, declared, _begun(job) or asked.on)


def _begun(job: Job) -> str:
    """The day of this month's edition, else of its table; empty where it has neither."""
    month = job.asked.on[:7]
    if record.revisions(job.root, month):
        return record.read(job.root, month).as_of
    if not job.project.month.fetch:
        return ""
    source = job.table()
    at = job.declared.where(("sources", job.project.sources.index(source), "path"))
    days = days_of(job.root, source.path, at, Problems())
    return max((day for day in days if day[:7] == month and day <= job.asked.on), default="")

"""What is asked of the month's job, and the day that it speaks of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.editions import record
from cartreport.errors import ProjectError, RequestError
from cartreport.problems import Problems, Where
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

    def days(self, path: str) -> dict[str, str]:
        """Day → path of the files that a dated path names."""
        return days_of(self.root, path, Where(path), Problems())

    def tables(self, month: str, until: str) -> list[str]:
        """The days of a month, up to one, of which there is a table of trials, in order."""
        return sorted(d for d in self.days(self.table().path) if d[:7] == month and d <= until)


def job_of(asked: Asked) -> Job:
    """The job as the project declares it. Raises :class:`ProjectError` where it can't be read.

    A month that is begun is gone on with as of the newest day that its sources know of it, which
    `build` takes too, so that a second run makes the same. ``again`` takes today.
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
    """The newest day of this month that its edition or a source knows; empty where none does.

    A registry that is still to be asked this month is asked today, whatever the other sources know.
    """
    month, day = job.asked.on[:7], job.asked.on
    held = [record.read(job.root, month).as_of] if record.revisions(job.root, month) else []
    if not job.project.month.fetch or job.tables(month, day):
        searched = [one.searched_to for one in job.project.sources if one.searched_to]
        paths = [one.path for one in job.project.sources] + [job.project.month.files or ""]
        dated = [one for path in paths if DATE in path for one in job.days(path)]
        held += [one for one in (*searched, *dated) if one[:7] == month and one <= day]
    return max(held, default="")

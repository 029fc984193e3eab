"""Sources by date: `{date}` in a path is the day that a file is of, and says which is taken.

Of the files that fit, the newest that is not after the as-of date is read; labels are read of the
day whose trials were taken. The as-of date itself is the one asked for, else the one that
sources.yaml states, else the newest day that its sources know: of a dated file, or `searched_to`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.errors import RequestError
from cartreport.problems import Problems, Where
from cartreport.sources.dates import is_date
from cartreport.sources.files import PACKED, not_there
from cartreport.sources.project import DATE, Project, Source

if TYPE_CHECKING:
    from cartreport.sources.yaml_text import Document

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)


def resolved(
    root: Path,
    project: Project,
    declared: Document,
    problems: Problems,
    edition: str | None = None,
    as_of: str | None = None,
    spared: Collection[Path | str] = (),
) -> Project | None:
    """The project with its edition, its date and the path of each dated source.

    ``spared``: a file that is about to be made, a kind that is read from elsewhere; neither need be
    there. ``None`` with a problem (E102) where nothing says which day it speaks of. Raises
    :class:`RequestError` for an edition or a date that is asked for and is none.
    """
    _asked(edition, as_of)
    ats = [declared.where(("sources", i, "path")) for i in range(len(project.sources))]
    known = [
        days_of(root, source.path, at, problems) if DATE in source.path else {}
        for source, at in zip(project.sources, ats, strict=True)
    ]
    searched = [source.searched_to for source in project.sources if source.searched_to]
    newest = max([*searched, *(day for days in known for day in days)], default="")
    day = as_of or project.as_of or newest
    if not day:
        message = "'as_of' is missing, and no source says of which day it is"
        hint = "write `as_of: YYYY-MM-DD`, or a path with {date}, or a source's `searched_to`"
        problems.add(declared.where(()), "E102", message, hint)
        return None
    if as_of is None and project.as_of:
        _tell_later(known, day, declared.where(("as_of",)), problems)
    own = project.edition if as_of in (None, project.as_of) else ""
    taken = _taken(root, project.sources, known, ats, day, problems, spared)
    sources = [_searched(source, day) if as_of else source for source in taken]
    changes = {"edition": edition or own or day[:7], "as_of": day, "sources": sources}
    return project.model_copy(update=changes)


def superseded(root: Path, project: Project, day: str) -> bool:
    """Whether a table of trials of a later day is there; ``project`` is as it was declared."""
    dated = [one.path for one in project.sources if one.kind == "trials" and DATE in one.path]
    return any(
        later > day for path in dated for later in days_of(root, path, Where(path), Problems())
    )


def _tell_later(known: list[dict[str, str]], day: str, at: Where, problems: Problems) -> None:
    """Files of a later day than the one that sources.yaml states (W409): nobody reads them."""
    for days in known:
        later = max((one for one in days if one > day), default="")
        if later:
            message = f"{days[later]!r} is newer than as_of and is not read"
            hint = f"write `as_of: {later}`, or leave as_of out: it follows the newest file"
            problems.add(at, "W409", message, hint, day)


def _searched(source: Source, day: str) -> Source:
    """The source as of a day that is asked for: what was searched to a later one was to this."""
    to = source.searched_to
    return source.model_copy(update={"searched_to": min(to, day)}) if to else source


def _asked(edition: str | None, as_of: str | None) -> None:
    """Refuse what is asked for and is no month or no day."""
    if edition is not None and not MONTH.fullmatch(edition):
        raise RequestError(f"edition {edition!r}: an edition is written YYYY-MM")
    if as_of is not None and not (DAY.fullmatch(as_of) and is_date(as_of)):
        raise RequestError(f"as_of {as_of!r}: a day is written YYYY-MM-DD")


def _taken(
    root: Path,
    sources: list[Source],
    known: list[dict[str, str]],
    ats: list[Where],
    as_of: str,
    problems: Problems,
    spared: Collection[Path | str],
) -> Iterator[Source]:
    """Each source, a dated one with the path of its file and, where it says none, of its day.

    Where there is none (E001) as it was.
    """
    dated = list(zip(sources, known, ats, strict=True))
    trials = {_newest(days, as_of) for source, days, _ in dated if days and source.kind == "trials"}
    for source, days, at in dated:
        if DATE not in source.path:
            yield source
            continue
        day = _newest(days, as_of)
        if source.kind == "labels" and len(trials) == 1:
            day = next(iter(trials))
        made = source.path.replace(DATE, day)
        if day in days or (day and (root / made).resolve() in spared):
            told = {"path": days.get(day, made), "searched_to": source.searched_to or day}
            yield source.model_copy(update=told)
            continue
        if source.kind not in spared:
            problems.add(at, "E001", *_lack(root, source, days, day, as_of), source.path)
        yield source


def _newest(days: dict[str, str], as_of: str) -> str:
    """The newest of some days that is not after a date; empty if there is none."""
    return max((day for day in days if day <= as_of), default="")


def _lack(
    root: Path, source: Source, days: dict[str, str], day: str, as_of: str
) -> tuple[str, str]:
    """What to say where a dated source has no file for the date."""
    if source.kind == "labels" and day:
        path = source.path.replace(DATE, day)
        said = f"no labels of {day}, the day of the trials: no file {path!r}"
        return said, f"run `cartreport classify -o {path}`"
    if days:
        said = f"no file {source.path!r} of {as_of} or before"
        return said, f"the first is of {min(days)}: ask for a later date, or add an earlier file"
    return not_there(root, source.path)


def days_of(root: Path, pattern: str, at: Where, problems: Problems) -> dict[str, str]:
    """Day → path of the files that a dated path names, by day.

    A name whose date is no day (E007) and two files of one day (E007) are problems at ``at``.
    What leads out of the project names none: the path is told by who reads it.
    """
    if Path(pattern).is_absolute() or ".." in Path(pattern).parts or "\\" in pattern:
        return {}
    found: dict[str, str] = {}
    for name, written in sorted(_matches(root, pattern)):
        if not (DAY.fullmatch(written) and is_date(written)):
            message = f"{name!r} fits {pattern!r}, and {written!r} is no day"
            problems.add(at, "E007", message, "rename it: a day is written YYYY-MM-DD", written)
        elif written in found:
            message = f"two files are of {written}: {found[written]!r} and {name!r}"
            problems.add(at, "E007", message, "keep one", written)
        else:
            found[written] = name
    return dict(sorted(found.items()))


def _matches(root: Path, pattern: str) -> Iterator[tuple[str, str]]:
    """The files that fit, packed ones too, each with what stands in the place of its date.

    A name that has no digit there is another file's.
    """
    parts = (r"[^/]*".join(map(re.escape, part.split("*"))) for part in pattern.split(DATE))
    packed = rf"(?:{re.escape(PACKED)})?" if pattern.endswith(".csv") else ""
    named = re.compile(r"(?P<date>\d[^/]*?)".join(parts) + packed)
    for path in root.glob(pattern.replace(DATE, "*") + ("*" if packed else "")):
        name = path.relative_to(root).as_posix()
        if (fits := named.fullmatch(name)) and not path.is_dir():
            yield name, fits["date"]

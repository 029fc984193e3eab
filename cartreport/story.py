"""The story: what a build does, top to bottom.

``read → check → landscape → tables → compose → render → gates → publish``. Each step is one call
into the room that does it; the clock, the terminal and the process belong to ``cli``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.editions.stages import Stages
from cartreport.errors import ProjectError, RequestError
from cartreport.problems import Problems
from cartreport.render.formats import USUAL

if TYPE_CHECKING:
    from cartreport.changes.compare import Comparison
    from cartreport.editions.asked import Tongues
    from cartreport.editions.manifest import Published
    from cartreport.editions.press import Press
    from cartreport.editions.verify import Verified
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.snapshot import Snapshot
    from cartreport.sources.records import Records


@dataclass(frozen=True)
class Options:
    """What is asked of a build beyond the project itself.

    ``briefings`` by name, all of them when empty; ``formats`` of
    :data:`cartreport.render.formats.FORMATS`. ``edition`` and ``as_of`` stand in for the project's.
    With ``strict`` a warning stops the build as an error does. ``against`` is the edition that this
    one is held against, by default the one before; ``language`` stands in for that of each
    briefing. ``record``: whether the project keeps a record of it; by default of a whole build,
    for a part of the files is no edition. ``focus`` is what the briefings that have one are about,
    ``company=acme``; without names it asks for those alone. ``values`` set parameters,
    ``name=value`` each; such a build is no edition either. ``tongues``: those that must have words.
    """

    out: Path = Path("out")
    briefings: tuple[str, ...] = ()
    formats: tuple[str, ...] = USUAL
    edition: str | None = None
    as_of: str | None = None
    strict: bool = False
    against: str | None = None
    language: str | None = None
    record: bool | None = None
    focus: str | None = None
    values: tuple[str, ...] = ()
    tongues: Tongues | None = None


@dataclass(frozen=True)
class Result:
    """What a build has published: the edition's folder and what it put there.

    ``files`` by path within ``folder``, those of this build; ``kept`` the others that stand there,
    each with the id of its build. ``record`` is the revision that is kept of it, ``new`` whether
    this build wrote it; ``against`` the edition before. ``problems`` are the warnings of the data,
    ``pages`` those of the pages; ``counts`` are rows of frames; ``seconds`` by stage; ``brands``
    say what of a brand's file is shown; ``left_out``, by briefing, planned sections without data.
    """

    folder: Path
    edition: str
    as_of: str
    build: str
    files: Mapping[str, Published]
    kept: Mapping[str, Published]
    record: str | None
    new: bool
    against: str | None
    problems: Problems
    pages: Problems
    counts: Mapping[str, int]
    seconds: Mapping[str, float]
    brands: tuple[str, ...] = ()
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def load(project: Path | str, as_of: str | None = None) -> Landscape:
    """The landscape of the project in a folder, as its build knows it.

    Raises :class:`ProjectError` with every problem where one of them is an error.
    """
    from cartreport.editions.languages import known

    records, _ = read(Path(project), Options(as_of=as_of, tongues=lambda _: ()), Stages())
    return known(records)


def check(project: Path | str, as_of: str | None = None, values: tuple[str, ...] = ()) -> Problems:
    """Every problem of the project in a folder: those of reading and those of the checks."""
    from cartreport.editions.tried import unsaid

    root, problems = Path(project), Problems()
    records = _checked(root, Options(as_of=as_of, values=values), problems, Stages())
    return Problems(unsaid(root, records, problems)) if records else problems


def check_templates(project: Path | str) -> Problems:
    """What is wrong with how a project makes the briefing its own: brands, words, templates.

    Every section that the data can fill is rendered with the project's templates, for screen and
    for print. Raises :class:`ProjectError` where the data have errors: nothing could be rendered.
    """
    from cartreport.editions.tried import OWN, counted, tried

    root, problems = Path(project), Problems()
    records = _checked(root, Options(), problems, Stages())
    found = Problems(problem for problem in problems if problem.code[1:].startswith(OWN))
    if found.errors:
        return found
    if records is None or problems.errors:
        raise ProjectError(problems)
    found.extend(tried(root, counted(records)))
    return found


def compare(project: Path | str, before: str, after: str) -> Comparison:
    """What changed between two editions: recorded ones, days, folders, or revisions of git.

    Raises :class:`ProjectError` where one has errors, :class:`RequestError` where there is none.
    """
    from cartreport.changes.compare import compare as held_against
    from cartreport.changes.flows import ever_known
    from cartreport.editions import record

    root, pair = Path(project), (_known(Path(project), before), _known(Path(project), after))
    return held_against(*pair, ever_known(record.older(root, pair[0].edition)))


def _known(project: Path, name: str) -> Snapshot:
    """What a recorded edition knew, or a project on a day, in a folder, at a revision of git."""
    from tempfile import TemporaryDirectory

    from cartreport.editions import record
    from cartreport.landscape.model import landscape_of
    from cartreport.landscape.snapshot import snapshot
    from cartreport.sources.dates import is_date
    from cartreport.sources.revision import checked_out

    if name.partition("/")[0] in record.editions(project):
        return record.named(project, name).snapshot
    day = name if is_date(name) and len(name) == len("YYYY-MM-DD") else None
    with TemporaryDirectory(prefix="cartreport-") as folder:
        root = project if day else Path(name)
        if not root.is_dir():
            try:
                root = checked_out(project, name, Path(folder))
            except RequestError as error:
                there = f"Recorded editions: {', '.join(record.editions(project)) or 'none'}."
                raise RequestError(str(error), there) from error
        records, _ = read(root, Options(as_of=day), Stages())
        return snapshot(records, landscape_of(records), {})


def build(
    project: Path | str,
    options: Options | None = None,
    *,
    on_stage: Callable[[str], None] = lambda _: None,
    timer: Callable[[], float] = lambda: 0.0,
) -> Result:
    """Publish the briefings of a project and say what was published.

    Raises :class:`ProjectError` for problems in the data, :class:`RequestError` for a briefing,
    brand or section that is not there, ``TemplateError`` for templates and words, and
    :class:`RenderError` where a gate is closed or the results cannot be written: the last edition
    is as it was.
    """
    from cartreport.editions import record
    from cartreport.editions.asked import plans_of
    from cartreport.editions.languages import Languages, since_earlier
    from cartreport.editions.press import Press
    from cartreport.editions.publish import heal, prepare
    from cartreport.landscape import Tables
    from cartreport.landscape.model import landscape_of

    root, options, stage = Path(project), options or Options(), Stages(on_stage, timer)
    heal(options.out)
    records, problems = read(root, options, stage)
    plans = plans_of(records.project, options.briefings, options.focus, options.formats)
    prepare(options.out, records.project.edition)
    with stage("landscape"):
        landscape = landscape_of(records)
        earlier = record.earlier(root, records.project.edition, options.against)
        landscape, since = since_earlier(records, landscape, earlier)
        languages = Languages(records, (landscape, Tables(landscape)), since)
    press = Press(root, records.inputs, languages, plans, options.formats, stage, earlier)
    press.run(strict=options.strict)
    return _published(press, options, records, problems, stage)


def _published(
    press: Press, options: Options, records: Records, problems: Problems, stage: Stages
) -> Result:
    """Put what was made in its place, and the record of it into the project."""
    from cartreport.editions import record
    from cartreport.editions.asked import usual
    from cartreport.editions.publish import publish

    manifest = press.manifest(len(problems.warnings))
    whole = set(options.formats) >= set(USUAL) and press.plans == usual(records.project)
    whole = whole and not options.values
    recorded: str | None = None
    new = False
    with stage("publish"):
        stands = publish(options.out, manifest.edition, press.files, manifest, whole=whole).files
        if whole if options.record is None else options.record:
            kept, new = record.keep(records.root, press.made(records))
            recorded = kept.name
    return Result(
        folder=options.out / manifest.edition,
        edition=manifest.edition,
        as_of=manifest.as_of,
        build=manifest.build,
        files=manifest.files,
        kept={name: stands[name] for name in stands if name not in manifest.files},
        record=recorded,
        new=new,
        against=manifest.against or None,
        problems=problems,
        pages=press.closed,
        counts=manifest.counts,
        seconds=stage.seconds,
        brands=tuple(sorted({look.brand.applied for look in press.looks.values()})),
        left_out=press.left_out,
    )


def read(
    root: Path, options: Options, stage: Stages, before: Records | None = None
) -> tuple[Records, Problems]:
    """The checked records; what is as in ``before`` is kept. Raises :class:`ProjectError`."""
    from cartreport.editions.asked import languages_of

    problems, usual = Problems(), lambda it: languages_of(it, options.briefings, options.focus)
    asked = replace(options, tongues=options.tongues or usual)
    records = _checked(root, asked, problems, stage, before)
    if records is None or problems.errors or (options.strict and problems.warnings):
        raise ProjectError(problems, strict=options.strict)
    return records, problems


def _checked(
    root: Path, options: Options, problems: Problems, stage: Stages, before: Records | None = None
) -> Records | None:
    """Read and check, with the edition and the date that were asked for."""
    from cartreport.editions import plans, section_plans
    from cartreport.editions.languages import spoken
    from cartreport.editions.parameter_plans import valued
    from cartreport.sources.checks import run
    from cartreport.sources.load import load_records
    from cartreport.sources.view import seen_on

    with stage("read"):
        day = options.as_of
        records = load_records(root, problems, edition=options.edition, as_of=day, before=before)
    if records is None:
        return None
    if options.values:
        records = valued(records, options.values)
    if options.language:
        records = spoken(records, options.language)
    with stage("check"):
        problems.extend(run(records))
        problems.extend(plans.check(records, options.tongues and options.tongues(records.project)))
        seen = seen_on(records)
        if not problems.errors:
            problems.extend(section_plans.counted(seen))
    return seen


def rebuild(project: Path | str, out: Path, edition: str | None = None) -> Verified:
    """Each edition as it was published and recorded, and built again from the sources of its day.

    What was recorded is compared with what is known now; what was published with a build anew.
    """
    from tempfile import TemporaryDirectory

    from cartreport.editions import rebuilt, record
    from cartreport.editions.verify import verify

    found = verify(root := Path(project), out, edition)
    for name in [name for name in record.editions(root) if edition in (None, name)]:
        told, held = record.read(root, name), out / name
        asked = Options(edition=name, as_of=told.as_of, against=rebuilt.against(held), record=False)
        records, _ = read(root, asked, Stages())
        found.problems.extend(rebuilt.known(told, records))
        if formats := rebuilt.formats(held, told):
            with TemporaryDirectory() as folder:
                made = build(root, replace(asked, out=Path(folder), formats=formats)).files
            found.problems.extend(rebuilt.published(held, made, records.inputs))
    return found

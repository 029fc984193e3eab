"""What a project puts in the place of something shipped, checked before anything is built."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from cartreport.briefing import word_faults
from cartreport.briefing.compose import known_names
from cartreport.briefing.wording import FILE, read_words
from cartreport.editions.languages import meant
from cartreport.editions.places import place_of
from cartreport.errors import RequestError, TemplateError
from cartreport.landscape.words import known
from cartreport.problems import Problem, Where
from cartreport.render.overrides.own import led_out, own_files
from cartreport.shipped import TABLES, shipped
from cartreport.sources.language import Language
from cartreport.sources.records import Records
from cartreport.sources.words_file import is_held, languages, unworded


def check(records: Records, spoken: Collection[str] | None = None) -> Iterator[Problem]:
    """Faults of the project's own brands, words and templates, those that its briefings use.

    ``spoken`` are the languages that must have words, those of all briefings by default.
    """
    project = records.project
    plans = project.briefings.values()
    brands = {project.brand, *(plan.brand for plan in plans if plan.brand)}
    for brand in sorted(brands):
        yield from _brand(records, brand)
    for template in sorted({TABLES, *(plan.template for plan in plans)}):
        yield from _words(records, template)
    for template, language, at in _asked(records):
        if spoken is not None and language.tag not in spoken:
            continue
        yield from _told(records, template, language, at)
    for name in led_out(records.root):
        if name.rpartition("/")[2] != FILE:  # what is wrong with words is told with them
            where = Where(f"templates/{name}")
            yield Problem(where, "E003", "it leads out of its folder", "copy the file", name)
    if any(own_files(records.root)):
        from cartreport.render.overrides.faults import faults

        yield from faults(records.root, brands=_folders(records))
        yield from _sheets(records)


def _folders(records: Records) -> dict[str, list[Path]]:
    """The folders of the brands that the briefings of each template have."""
    from cartreport.render.brand import brand_folder

    found: dict[str, list[Path]] = {}
    for plan in records.project.briefings.values():
        with suppress(RequestError, TemplateError):  # said where it is named
            folder = brand_folder(records.root, plan.brand or records.project.brand)
            found.setdefault(plan.template, []).append(folder)
    return found


def _brand(records: Records, name: str) -> Iterator[Problem]:
    """What is to say of one of the project's own brands; a shipped one is right."""
    from cartreport.render.brand import brand_folder, examine, shown

    try:
        folder = brand_folder(records.root, name)
    except RequestError:
        return  # that it is nowhere is said where it is named
    except TemplateError as error:
        yield Problem(place_of(records, ("brand",)), "E003", str(error), error.hint, name)
        return
    if not folder.is_relative_to(shipped()):
        yield from examine(folder, shown(records.root, folder))[1]


def _asked(records: Records) -> Iterator[tuple[str, Language, Where]]:
    """Each language that words of a template are wanted in, with where it is first asked for."""
    project = records.project
    seen: set[tuple[str, str]] = set()
    for name, plan in project.briefings.items():
        language = Language(plan.language or project.language)
        if meant(records, plan.template, language):
            continue  # told with the words of the project
        own = ("briefings", name, "language") if plan.language else ("language",)
        for template in (plan.template, TABLES):
            if language.foreign and (template, language.tag) not in seen:
                seen.add((template, language.tag))
                yield template, language, place_of(records, own)


def _told(records: Records, template: str, language: Language, at: Where) -> Iterator[Problem]:
    """What a language lacks of the words of a template (E614), and what is wrong with its own."""
    folders = [
        (shipped() / template, f"builtin/{template}"),
        (records.root / "templates" / template, f"templates/{template}"),
    ]
    file = language.file(FILE)
    if not language.exists or not any((folder / file).is_file() for folder, _ in folders):
        there = languages(folders)
        message = f"{template} has no words in {language.tag!r}"
        hint = f"languages are {', '.join(there)}; or write templates/{template}/{file}"
        yield Problem(at, "E614", message, hint, language.tag)
        return
    try:
        missing = list(unworded(folders, language, known if template == TABLES else is_held))
    except TemplateError as error:
        yield Problem(at, "E610", str(error), error.hint, language.tag)
        return
    for key, place, lacking in missing:
        message = f"{key!r} has no words in {language.tag!r}"
        yield Problem(_where(place), "E614", message, f"write `{key}: …` in {lacking}", key)
    own = records.root / "templates" / template / file
    if own.is_file() and not own.resolve().is_relative_to(shipped().resolve()):
        yield from _faults(records, template, own, f"templates/{template}/{file}")


def _where(place: str) -> Where:
    """A place as the words file writes it."""
    file, line, column = place.rsplit(":", 2)
    return Where(file, int(line), int(column))


def _sheets(records: Records) -> Iterator[Problem]:
    """Faces and tokens that the project's own style sheets name and no brand of theirs gives."""
    from cartreport.render.look import open_look
    from cartreport.render.overrides.placed import placed
    from cartreport.render.sheets import print_sheet, screen_sheet

    own = {name for name, _ in own_files(records.root)}
    plans = records.project.briefings.values()
    for template, brand in sorted({(p.template, p.brand or records.project.brand) for p in plans}):
        for sheet, file in ((print_sheet, "print.css"), (screen_sheet, "screen.css")):
            if f"{template}/{file}" not in own:
                continue
            try:
                look = open_look(records.root, brand)
            except (RequestError, TemplateError):  # said of the brand itself
                return
            try:
                sheet(template, look)
            except TemplateError as error:
                yield placed(error, records.root)


def _words(records: Records, template: str) -> Iterator[Problem]:
    """The faults of the project's own words over those that are shipped."""
    name = f"templates/{template}/{FILE}"
    base = shipped() / template / FILE
    own = records.root / name
    same = own.resolve() == base.resolve()
    if same or not own.is_file() or not base.is_file():
        return
    if own.resolve().is_relative_to(records.root.resolve()):
        yield from _faults(records, template, own, name)


def _faults(records: Records, template: str, own: Path, name: str) -> Iterator[Problem]:
    """The faults of a file of words, held against the entries that are shipped."""
    base = shipped() / template / FILE
    if base.is_file():
        words = read_words([(base, f"builtin/{template}/{FILE}")], records.project.terms)
        if template == TABLES:
            named = {one for entry in words.patterns for one in words.names(entry)}
            words = words.knowing(**dict.fromkeys(named, ""))
            yield from word_faults.faults(own, name, words, known)
        else:
            always = dict.fromkeys(known_names(records.project), "")
            yield from word_faults.faults(own, name, words.knowing(**always))

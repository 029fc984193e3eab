"""What a project puts in the place of something shipped, checked before anything is built."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.briefing import word_faults
from cartreport.briefing.compose import known_names
from cartreport.briefing.wording import FILE, read_words
from cartreport.editions.places import place_of
from cartreport.errors import RequestError, TemplateError
from cartreport.landscape.words import known
from cartreport.problems import Problem
from cartreport.render.overrides.own import own_files
from cartreport.shipped import TABLES, shipped
from cartreport.sources.records import Records


def check(records: Records) -> Iterator[Problem]:
    """Faults of the project's own brands, words and templates, those that its briefings use."""
    project = records.project
    plans = project.briefings.values()
    brands = {project.brand, *(plan.brand for plan in plans if plan.brand)}
    for brand in sorted(brands):
        yield from _brand(records, brand)
    for template in sorted({TABLES, *(plan.template for plan in plans)}):
        yield from _words(records, template)
    if any(own_files(records.root)):
        from cartreport.render.overrides.faults import faults

        yield from faults(records.root)


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


def _words(records: Records, template: str) -> Iterator[Problem]:
    """The faults of the project's own words over those that are shipped."""
    name = f"templates/{template}/{FILE}"
    base = shipped() / template / FILE
    own = records.root / name
    same = own.resolve() == base.resolve()
    if same or not own.is_file() or not base.is_file():
        return
    if own.resolve().is_relative_to(records.root.resolve()):
        words = read_words([(base, f"builtin/{template}/{FILE}")], records.project.terms)
        if template == TABLES:
            named = {one for entry in words.patterns for one in words.names(entry)}
            words = words.knowing(**dict.fromkeys(named, ""))
            yield from word_faults.faults(own, name, words, known)
        else:
            always = dict.fromkeys(known_names(records.project), "")
            yield from word_faults.faults(own, name, words.knowing(**always))

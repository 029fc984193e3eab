"""What a project puts in the place of something shipped, checked before anything is built."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from cartreport.briefing import word_faults
from cartreport.briefing.wording import FILE, read_words
from cartreport.errors import CartreportError, TemplateError
from cartreport.problems import Problem, Where
from cartreport.render.overrides.own import own_files
from cartreport.shipped import shipped
from cartreport.sources.records import Records

_FAULT = re.compile(r"^\s*(?P<file>[^\s:]+):(?P<line>\d+)(?::(?P<column>\d+))? (?P<said>.*)$")


def check(records: Records) -> Iterator[Problem]:
    """Faults of the project's own brands, words and templates, those that its briefings use."""
    project = records.project
    plans = project.briefings.values()
    brands = {project.brand, *(plan.brand for plan in plans if plan.brand)}
    for brand in sorted(brands):
        yield from _brand(records.root, brand)
    for template in sorted({plan.template for plan in plans}):
        yield from _words(records, template)
    if any(own_files(records.root)):
        from cartreport.render.overrides.faults import faults

        yield from faults(records.root)


def _brand(root: Path, name: str) -> Iterator[Problem]:
    """The faults of one of the project's own brands; a shipped one is right."""
    from cartreport.render import brand as brands
    from cartreport.render.look import brand_folder

    try:
        folder = brand_folder(root, name)
    except CartreportError:
        return  # that it is nowhere is said where it is named
    if folder.is_relative_to(shipped()):
        return
    try:
        brands.load(folder)
    except TemplateError as error:
        lines = str(error).splitlines()
        for line in lines[1:] or lines:
            found = _FAULT.match(line)
            if found is None:
                yield Problem(
                    Where(str(folder.relative_to(root))), "E608", line.strip(), error.hint
                )
                continue
            file = (folder / Path(found["file"]).name).relative_to(root)
            where = Where(str(file), int(found["line"]), int(found["column"] or 0))
            said, _, hint = found["said"].partition("; ")
            yield Problem(where, "E608", said, hint)


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
        yield from word_faults.faults(own, name, words)

"""What sources.yaml asks for by name, and what the templates that it names ask of it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.briefing.wording import read_words
from cartreport.editions import (
    countries,
    focus_plans,
    languages,
    own_looks,
    parameter_plans,
    undrawn,
)
from cartreport.editions.places import place_of
from cartreport.editions.section_plans import plans_of
from cartreport.problems import Problem
from cartreport.shipped import BRAND, BRIEFING, PAGE, WORDS, shipped
from cartreport.sources.checks import walk
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.sources.records import Records


NEEDED = re.compile(r"^terms: *(.*)$", re.MULTILINE)


def check(records: Records, spoken: Collection[str] | None = None) -> Iterator[Problem]:
    """Names in the plans that nothing answers to (E210), repeated (E201), missing terms (E102).

    ``spoken`` are the languages that must have words (E614): by default those of all briefings.
    """
    own, built_in = records.root / "templates", shipped()
    templates = _holding(PAGE, own, built_in)
    brands = _holding(BRAND, records.root / "brands", own / "brands", built_in / "brands")
    told: list[Asked] = [("brand", records.project.brand, brands, ("brand",))]
    for name, plan in records.project.briefings.items():
        at = ("briefings", name)
        told.append(("template", plan.template, templates, (*at, "template")))
        if plan.brand is not None:
            told.append(("brand", plan.brand, brands, (*at, "brand")))
    for kind, word, known, path in told:
        if word not in known:
            where = place_of(records, path)
            message = f"there is no {kind} {word!r}"
            hint = did_you_mean(word, known)
            if kind == "brand" and not hint.startswith("did"):
                hint = _made(records.root / "brands" / word, hint)
            yield Problem(where, "E210", message, hint, word)
    yield from _sections(records)
    yield from _repeated(records)
    yield from countries.check(records)
    yield from focus_plans.check(records)
    yield from parameter_plans.check(records)
    yield from _terms(records, [own, built_in])
    yield from own_looks.check(records, spoken)
    yield from languages.check(records, spoken)
    yield from undrawn.check(records)
    if records.project.tables:
        from cartreport.editions.table_plans import check as check_tables

        yield from check_tables(records)


def _made(folder: Path, hint: str) -> str:
    """How a brand that is nowhere is made: often its file is there under a name that is near."""
    near = [path.name for path in sorted(folder.glob("*.y*ml")) if "brand" in path.name.lower()]
    if near:
        return f"the file is called {BRAND}: rename brands/{folder.name}/{near[0]}"
    return f"{hint}; or make it: {BRAND} in brands/{folder.name}"


def _repeated(records: Records) -> Iterator[Problem]:
    """Sections that stand twice in a briefing: the page would have two of one name (E201)."""
    seen: set[tuple[str, str]] = set()
    for name, section, where in walk.planned(records):
        if (name, section) in seen:
            message = f"the section {section!r} stands twice in {name!r}"
            yield Problem(where, "E201", message, "leave one out", section)
        seen.add((name, section))


Asked = tuple[str, str, list[str], tuple[str | int, ...]]
"""What is named: its kind, its name, what there is, and where it stands."""


def _sections(records: Records) -> Iterator[Problem]:
    """What is wrong with the planned sections, as far as it shows before anything is counted."""
    words = read_words([(shipped() / BRIEFING / WORDS, WORDS)], {})
    for one in plans_of(records):
        yield from one.check(words)


def _terms(records: Records, folders: list[Path]) -> Iterator[Problem]:
    """The subject's words that a template's words file says it needs, in its entry `terms`."""
    for template in dict.fromkeys(plan.template for plan in records.project.briefings.values()):
        own = ((folder, folder / template / WORDS) for folder in folders)
        files = [f for folder, f in own if f.resolve().is_relative_to(folder.resolve())]
        texts = (file.read_text("utf-8", "replace") for file in files if file.is_file())
        told = (NEEDED.search(text) for text in texts)
        for term in next((found[1].split() for found in told if found), []):
            if term not in records.project.terms:
                where = place_of(records, ("terms",))
                message = f"'terms' has no {term!r}, which the words of {template!r} name"
                yield Problem(where, "E102", message, f"write `{term}: …` under `terms`", term)


def _holding(file: str, *folders: Path) -> list[str]:
    """The names of the folders that hold a file, in any of these folders."""
    return sorted({path.parent.name for folder in folders for path in folder.glob(f"*/{file}")})

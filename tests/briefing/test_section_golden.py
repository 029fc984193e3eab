"""What each section says and draws of a small landscape: `UPDATE_GOLDEN=1 pytest …` writes it anew.

The landscape of small_landscape.py can be counted by hand: its golden files are to be read, not
only compared. Numbers stand with their addresses, so that one that loses its cell is seen.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from renamed import other_records, told
from small_landscape import earlier_snapshot, landscape_since, small_records

from cartreport.briefing.briefing import Briefing, Cell, Exhibit, Grid, Section, Text
from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import STRONG, TRACED, untraced
from cartreport.briefing.scene import Scene, Squares
from cartreport.briefing.scene import Words as Label
from cartreport.briefing.sections import SECTIONS
from cartreport.briefing.wording import read_words
from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.sources.section_plan import BriefingPlan

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden"
NAMES = tuple(module.__name__.rsplit(".", 1)[-1].replace("_", "-") for module in SECTIONS)


@pytest.fixture(scope="module")
def small_briefing(measure: Measure) -> Briefing:
    """Every section of the small landscape, held against an edition before it; one of a place."""
    landscape = landscape_since(earlier_snapshot())
    whole = composed(landscape, measure, sections=[name for name in NAMES if name != ABOUT])
    one = composed(landscape, measure, [ABOUT, "evidence"], {"company": "acme"})
    return replace(whole, sections=(*whole.sections, one.sections[0]))


ABOUT = "profile"
"""The section of a briefing about one company or target."""


def composed(
    landscape: Landscape,
    measure: Measure,
    sections: Sequence[str] = NAMES,
    focus: Mapping[str, str] | None = None,
) -> Briefing:
    """Sections of a landscape, in the shipped words."""
    terms = {"modality": "probe", "regulator": "FRA", "registry": "the register"}
    words = read_words([(ROOT / "templates" / "briefing" / "words.yaml", "words.yaml")], terms)
    plan = BriefingPlan(sections=list(sections), focus=dict(focus or {}))
    return compose(
        landscape, Tables(landscape), "small", plan, words.knowing(**terms), measure, "0" * 8
    )


def marked(text: str) -> str:
    """A text, each number followed by its address: ``3 {table/row/column}``."""
    return TRACED.sub(r"\2 {\1}", text).replace(STRONG, "**")


def of_text(text: Text) -> str:
    refs = "".join(f"[{ref}]" for ref in text.refs)
    return " ".join(part for part in (marked(text.text), refs, text.grade) if part)


def of_cell(cell: Cell) -> str:
    parts = [
        cell.mark and f"<{cell.mark}>",
        marked(cell.text),
        cell.at and f"{{{cell.at}}}",
        cell.small and f"({marked(cell.small)})",
        cell.second and f"/ {of_text(cell.second)}",
        "".join(f"[{ref}]" for ref in cell.refs),
        f"#{cell.step}" if cell.step is not None else "",
        f"={cell.bar:.2f}" if cell.bar is not None else "",
        cell.scene and "~" + "; ".join(of_scene(cell.scene)),
    ]
    return " ".join(part for part in parts if part)


def of_scene(scene: Scene) -> Iterator[str]:
    """The words of a drawing where they stand, and how many marks there are."""
    for item in scene.items:
        if isinstance(item, Label):
            yield untraced(item.text)
        elif isinstance(item, Squares):
            yield f"{len(item.points)} squares {item.fill}"
        elif getattr(item, "title", ""):
            yield f"{type(item).__name__.lower()} {untraced(item.title)}"


def of_grid(grid: Grid) -> Iterator[str]:
    yield f"table {grid.table or '-'}: " + " | ".join(
        f"{head.group}/{head.label}" if head.group else head.label for head in grid.heads
    )
    for head in grid.heads:
        if head.scene:
            yield f"  {head.label}: {head.title} ~{'; '.join(of_scene(head.scene))}"
    for row in grid.rows:
        yield f"  {'' if row.kind == 'row' else row.kind + ': '}" + " | ".join(
            map(of_cell, row.cells)
        )


def of_exhibit(exhibit: Exhibit) -> Iterator[str]:
    yield f"== {exhibit.number}. {marked(exhibit.title)}"
    yield marked(exhibit.subtitle)
    if exhibit.figure:
        yield f"figure {exhibit.figure.id}: {marked(exhibit.figure.alt)}"
        yield from (f"  {line}" for line in of_scene(exhibit.figure.scene))
        if exhibit.figure.data:
            yield from of_grid(exhibit.figure.data)
    if exhibit.grid:
        yield from of_grid(exhibit.grid)
    if exhibit.key:
        yield f"key: {of_text(exhibit.key)}"
    if exhibit.heat_key:
        yield f"shades: {' '.join(exhibit.heat_key)}"
    yield from (of_text(t) for t in (exhibit.foot.source, exhibit.foot.included))
    yield of_text(exhibit.foot.method)


def of_section(section: Section) -> Iterator[str]:
    yield f"# {section.number} {section.name}: {marked(section.finding)}"
    if section.lead:
        yield of_text(section.lead)
    for figure in section.figures:
        then = f" <{figure.mark}> {figure.then}" if figure.then else ""
        yield f"figure {marked(figure.value)} {marked(figure.label)} ({marked(figure.note)}){then}"
    for statement in section.statements:
        yield f"- <{statement.mark}> {statement.slot}: {of_text(statement.body)}"
    for exhibit in section.exhibits:
        yield from of_exhibit(exhibit)
    if section.callout:
        yield from (f"so what, {label}: {of_text(text)}" for label, text in section.callout.rows)
    for source in section.evidence:
        yield f"[{source.number}] {source.grade} {source.publisher}: {source.title}"
    for name, value in section.extra.items():
        yield from of_extra(name, value)


def of_extra(name: str, value: object) -> Iterator[str]:
    if isinstance(value, Grid):
        yield from (f"{name}: {line}" for line in of_grid(value))
    elif isinstance(value, Exhibit):
        yield from of_exhibit(value)
    elif isinstance(value, Scene):
        yield from (f"{name}: {line}" for line in of_scene(value))
    elif isinstance(value, (list, tuple)):
        for item in value:
            yield from of_extra(name, item)
    else:
        figure = getattr(value, "scene", None)
        text = value if isinstance(value, (str, int)) else getattr(value, "text", value)
        yield f"{name}: {marked(str(text)) if figure is None else marked(getattr(value, 'alt', ''))}"
        if figure is not None:
            yield from (f"  {line}" for line in of_scene(figure))


def held_to_golden(briefing: Briefing, name: str, folder: Path) -> None:
    """A section holds what its file says; `UPDATE_GOLDEN=1` writes the file anew."""
    found = [section for section in briefing.sections if section.id == name]
    made = "".join(f"{line}\n" for section in found for line in of_section(section))
    file = folder / f"{name}.txt"
    if os.environ.get("UPDATE_GOLDEN"):
        file.parent.mkdir(exist_ok=True)
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_text("utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_a_section_says_what_its_golden_says(name: str, small_briefing: Briefing) -> None:
    """A section that is not there has an empty file."""
    held_to_golden(small_briefing, name, GOLDEN)


def test_every_golden_has_its_section() -> None:
    """No golden file is left of a section that is gone."""
    assert sorted(file.stem for file in GOLDEN.glob("*.txt")) == sorted(NAMES)


def test_ids_of_kinds_of_fact_mean_nothing(measure: Measure) -> None:
    """With other ids for facts, measures, schemes, outcomes and types the sections are the same."""
    before = composed(landscape_of(replace(small_records(), vocabulary=told())), measure)
    after = composed(landscape_of(other_records()), measure)
    assert {section.id for section in before.sections} >= {"approved", "access", "regulation"}
    for one, other in zip(before.sections, after.sections, strict=True):
        assert str(other).replace("x-", "") == str(one).replace("x-", "")

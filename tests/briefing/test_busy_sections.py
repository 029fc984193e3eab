"""Much of everything, word by word: each section of the busy landscape, and each of its drawings.

What only happens where there is much — a rest of many, a tie at the edge of a page, a doubt that
turns a headline — happens in busy_landscape.py. `UPDATE_GOLDEN=1 pytest …` writes the files anew;
read the difference first.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest
from busy_landscape import bare, busy_landscape, everywhere, much_new
from golden import held, otherwise
from test_drawn_golden import of_section as drawn
from test_section_golden import ABOUT, NAMES, composed, of_section

from cartreport.briefing.briefing import Cell, Exhibit, Grid, Head, Row, Section, Statement
from cartreport.briefing.measure import Measure
from cartreport.briefing.scene import Scene
from cartreport.landscape.model import Landscape
from cartreport.render.faces import CUTS

GOLDEN = Path(__file__).parent / "busy"
TELLING = (
    "kind",
    "align",
    "sortable",
    "lines",
    "landscape",
    "shaded",
    "slot",
    "changed",
)


def written(landscape: Landscape, measure: Measure) -> list[Section]:
    """Every section but the one that is about something."""
    return [*composed(landscape, measure, [name for name in NAMES if name != ABOUT]).sections]


def unseen(node: object) -> Iterator[str]:
    """What no printed line shows: how cells sort, their tones, titles and links; heads; kinds."""
    if isinstance(node, Row):
        told = [" ".join(f"{name}={at!r}" for name, at in _set(cell)) for cell in node.cells]
        if any(told):
            yield f"  {node.id}: {' | '.join(told)}"
    elif isinstance(node, (list, tuple)):
        for part in node:
            yield from unseen(part)
    elif isinstance(node, dict):
        yield from unseen(list(node.values()))
    elif is_dataclass(node) and not isinstance(node, Scene):
        held = {field.name: getattr(node, field.name) for field in fields(node)}
        plain = {name: at for name, at in held.items() if isinstance(at, (bool, int, str))}
        if isinstance(node, (Section, Exhibit, Grid, Head, Statement)):
            shown = (f"{name}={at}" for name, at in plain.items() if at and name in TELLING)
            yield f"{type(node).__name__.lower()} {' '.join(shown)}"
        yield from unseen(list(held.values()))


def _set(cell: Cell) -> Iterator[tuple[str, object]]:
    """The fields of a cell that are set, and printed nowhere else."""
    for name in ("tone", "title", "sort", "unit", "was"):
        value = getattr(cell, name)
        if value not in ("", None, False):
            yield name, value


def lines(sections: list[Section]) -> list[str]:
    """All that is held of sections, in lines."""
    parts = ((*of_section(one), *drawn(one), *unseen(one)) for one in sections)
    return [line for part in parts for line in part]


@pytest.fixture(scope="module")
def sections(measure: Measure) -> list[Section]:
    """Every section, then what is said about a company, a target, one without a programme, a setting."""
    busy = busy_landscape()
    made = written(busy, measure)
    for about in ({"company": "co1"}, {"target": "a"}, {"company": "co11"}, {"setting": "dry"}):
        made += composed(busy, measure, [ABOUT, "evidence"], about).sections
    return made


def test_every_section(sections: list[Section]) -> None:
    """What each section says, with the address of every number."""
    held("".join(f"{line}\n" for one in sections for line in of_section(one)), GOLDEN / "said.txt")


def test_every_drawing(sections: list[Section]) -> None:
    """How wide each column is and where the marks of each drawing stand."""
    held("".join(f"{line}\n" for one in sections for line in drawn(one)), GOLDEN / "drawn.txt")


def test_what_no_line_shows(sections: list[Section]) -> None:
    """How cells sort, what they say when pointed at, where they lead; how heads stand."""
    held("".join(f"{line}\n" for one in sections for line in unseen(one)), GOLDEN / "unseen.txt")


def test_every_weight_that_is_measured_is_one_of_the_page(
    sections: list[Section], measure: Measure
) -> None:
    """In columns and drawings: what has another would be set in the nearest, of another width."""
    assert sections
    assert {weight for _, weight, _ in measure._advances} <= set(CUTS[""])


def test_more_news_than_two_pages_hold(measure: Measure) -> None:
    """Of an edition that had a third of the trials and little else: what found no room is said, and what is new is told."""
    names = ["cover", "summary", "changes", "watch-list", "evidence"]
    made = composed(much_new(), measure, names).sections
    held("".join(f"{line}\n" for line in lines([*made])), GOLDEN / "much_new.txt")


def test_every_section_otherwise(measure: Measure) -> None:
    """What is otherwise of the whole world without an edition before, and what is said of nothing."""
    usual, world, nothing = (
        lines(written(one, measure)) for one in (busy_landscape(), everywhere(), bare())
    )
    held(otherwise(world, usual), GOLDEN / "everywhere.txt")
    held("".join(f"{line}\n" for line in nothing), GOLDEN / "bare.txt")

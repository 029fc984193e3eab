"""Much of everything, word by word: each section of the busy landscape, and each of its drawings.

What only happens where there is much — a rest of many, a tie at the edge of a page, a doubt that
turns a headline — happens in busy_landscape.py. `UPDATE_GOLDEN=1 pytest …` writes the files anew;
read the difference first.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from busy_landscape import bare, busy_landscape, everywhere
from golden import held, otherwise
from test_drawn_golden import of_section as drawn
from test_section_golden import ABOUT, NAMES, composed, of_section

from cartreport.briefing.briefing import Section
from cartreport.briefing.measure import Measure
from cartreport.landscape.model import Landscape

GOLDEN = Path(__file__).parent / "busy"


def written(landscape: Landscape, measure: Measure) -> list[Section]:
    """Every section but the one that is about something."""
    return [*composed(landscape, measure, [name for name in NAMES if name != ABOUT]).sections]


def lines(sections: list[Section]) -> list[str]:
    return [line for section in sections for line in (*of_section(section), *drawn(section))]


@pytest.fixture(scope="module")
def sections(measure: Measure) -> list[Section]:
    """Every section, then what is said about a company and about a target."""
    busy = busy_landscape()
    made = written(busy, measure)
    for about in ({"company": "co1"}, {"target": "a"}):
        made += composed(busy, measure, [ABOUT, "evidence"], about).sections
    return made


def test_every_section(sections: list[Section]) -> None:
    """What each section says, with the address of every number."""
    held("".join(f"{line}\n" for one in sections for line in of_section(one)), GOLDEN / "said.txt")


def test_every_drawing(sections: list[Section]) -> None:
    """How wide each column is and where the marks of each drawing stand."""
    held("".join(f"{line}\n" for one in sections for line in drawn(one)), GOLDEN / "drawn.txt")


def test_every_section_otherwise(measure: Measure) -> None:
    """What is otherwise of the whole world without an edition before, and what is said of nothing."""
    usual, world, nothing = (
        lines(written(one, measure)) for one in (busy_landscape(), everywhere(), bare())
    )
    held(otherwise(world, usual), GOLDEN / "everywhere.txt")
    held("".join(f"{line}\n" for line in nothing), GOLDEN / "bare.txt")

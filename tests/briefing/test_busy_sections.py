"""Much of everything, word by word: each section of the busy landscape, and each of its drawings.

What only happens where there is much — a rest of many, a tie at the edge of a page, a doubt that
turns a headline — happens in busy_landscape.py. `UPDATE_GOLDEN=1 pytest …` writes the files anew;
read the difference first.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from busy_landscape import busy_landscape
from golden import held
from test_drawn_golden import of_section as drawn
from test_section_golden import ABOUT, NAMES, composed, of_section

from cartreport.briefing.briefing import Section
from cartreport.briefing.measure import Measure

GOLDEN = Path(__file__).parent / "busy"


@pytest.fixture(scope="module")
def sections(measure: Measure) -> list[Section]:
    """Every section, then what is said about a company and about a target."""
    busy = busy_landscape()
    made = [*composed(busy, measure, [name for name in NAMES if name != ABOUT]).sections]
    for about in ({"company": "co1"}, {"target": "a"}):
        made += composed(busy, measure, [ABOUT, "evidence"], about).sections
    return made


def test_every_section(sections: list[Section]) -> None:
    """What each section says, with the address of every number."""
    held("".join(f"{line}\n" for one in sections for line in of_section(one)), GOLDEN / "said.txt")


def test_every_drawing(sections: list[Section]) -> None:
    """How wide each column is and where the marks of each drawing stand."""
    held("".join(f"{line}\n" for one in sections for line in drawn(one)), GOLDEN / "drawn.txt")

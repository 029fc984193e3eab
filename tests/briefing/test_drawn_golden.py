"""How wide each column is and where each drawing's marks stand, of the small landscape's briefing.

What a section says is in its own golden; this one holds the measures: of a table its style and the
widths of its columns, of a drawing its size and, by kind of mark, how many there are and the sums of
their places. `UPDATE_GOLDEN=1 pytest …` writes it anew; look at the pages before you keep it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path

from golden import held
from small_landscape import earlier_snapshot, landscape_since
from test_section_golden import composed

from cartreport.briefing.briefing import Grid, Section
from cartreport.briefing.measure import Measure
from cartreport.briefing.scene import Scene

Mark = object


def of_section(section: Section) -> Iterator[str]:
    """A line a table, a drawing and a kind of mark, wherever they stand in a section."""
    for exhibit in section.exhibits:
        yield from _of(exhibit, f"{section.id} {exhibit.number}")
    for name, value in section.extra.items():
        yield from _of(value, f"{section.id} {name}")


def _of(node: object, at: str) -> Iterator[str]:
    if isinstance(node, Scene):
        yield f"{at}: drawing {node.width:.1f} × {node.height:.1f}"
        for kind in sorted({type(mark).__name__ for mark in node.items}):
            yield f"{at}:   {_summed([m for m in node.items if type(m).__name__ == kind], kind)}"
    elif isinstance(node, Grid):
        widths = " ".join(f"{head.width:.1f}{head.align[:1]}" for head in node.heads)
        yield f"{at}: table {node.style} {widths}"
        tones = Counter(cell.tone for row in node.rows for cell in row.cells if cell.tone)
        yield f"{at}:   {len(node.rows)} rows " + " ".join(f"{n} {t}" for t, n in tones.items())
        yield from _of(tuple(node.drawings()), at)
    elif isinstance(node, (list, tuple)):
        for part in node:
            yield from _of(part, at)
    elif is_dataclass(node) and not isinstance(node, Section):
        for field in fields(node):
            yield from _of(getattr(node, field.name), at)


def _summed(marks: Sequence[Mark], kind: str) -> str:
    sums: dict[str, float] = {}
    tokens: dict[str, int] = {}
    for mark in marks:
        for name, value in vars(mark).items():
            if name == "points":
                for x, y in value:
                    sums["x"], sums["y"] = sums.get("x", 0) + x, sums.get("y", 0) + y
            elif isinstance(value, (int, float)):
                sums[name] = sums.get(name, 0) + value
            elif name in ("fill", "stroke", "anchor", "face"):
                tokens[value] = tokens.get(value, 0) + 1
    told = " ".join(f"{name} {value:.1f}" for name, value in sums.items())
    return f"{len(marks)} {kind}: {told}; " + " ".join(f"{n} {t}" for t, n in tokens.items())


def test_columns_and_marks_stand_where_they_were_looked_at(measure: Measure) -> None:
    """The file holds the measures of every table and drawing."""
    briefing = composed(landscape_since(earlier_snapshot()), measure)
    lines = [line for section in briefing.sections for line in of_section(section)]
    held("\n".join([*lines, ""]), Path(__file__).parent / "drawn.txt")

"""The columns of a table: no word is broken while another column has room to give."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cartreport.briefing.briefing import Cell, Grid, Head, Row
from cartreport.briefing.columns import fitted

if TYPE_CHECKING:
    from cartreport.briefing.measure import Measure

MM = 72 / 25.4
FREE = 1.6 + 0.3  # mm at the right of a cell, and what a measured width may be wrong by


def grid(widths: tuple[float, ...], *rows: tuple[str, ...], group: str = "") -> Grid:
    """A table without heads' labels."""
    heads = tuple(Head("", width, group=group) for width in widths)
    return Grid(heads, tuple(Row(tuple(map(Cell, row))) for row in rows))


def widths(made: Grid) -> list[float]:
    return [head.width for head in made.heads]


def test_a_column_is_as_wide_as_its_longest_word(measure: Measure) -> None:
    """What it lacks comes from the column beside it, and the page stays filled."""
    word = "Reimbursement"
    made = fitted(grid((150.0, 24.0), ("one short line of text", f"{word} and refund")), measure)
    assert widths(made)[1] >= measure.width(word, 8) / MM + FREE - 0.01
    assert sum(widths(made)) == pytest.approx(174)

    narrow = fitted(grid((164.0, 10.0), ("a line", f"{word} and of the refund of it")), measure)
    whole = measure.width(f"{word} and of the refund of it", 8) / MM + FREE
    assert widths(narrow)[1] == pytest.approx(whole), "there is room for the whole line"


def test_short_texts_stay_on_one_line_before_long_ones_do(measure: Measure) -> None:
    """A date is not broken although the text beside it takes another line for it."""
    long = "a sentence that fills its column twice over, " * 3
    made = fitted(grid((162.0, 12.0), (long, "31 Jan 2024")), measure)
    assert widths(made)[1] == pytest.approx(measure.width("31 Jan 2024", 8) / MM + FREE)


def test_a_long_name_may_break_after_a_stroke(measure: Measure) -> None:
    """Between letters, not in a number: so much narrower may its column be."""
    long = "sentences " * 40
    made = fitted(grid((168.0, 6.0), (long, "ABCDEFGH/IJKLMNOP")), measure)
    assert widths(made)[1] == pytest.approx(measure.width("ABCDEFGH/", 8) / MM + FREE)
    made = fitted(grid((168.0, 6.0), (long, "12345678/90123456")), measure)
    assert widths(made)[1] == pytest.approx(measure.width("12345678/90123456", 8) / MM + FREE)


def test_columns_under_one_head_are_together_as_wide_as_it(measure: Measure) -> None:
    """Each gets an equal part of what is lacking, so that they stay alike."""
    title = "Programmes by highest phase"
    heads = (Head("", 154.0), *(Head("", 10.0, "centre", group=title) for _ in range(2)))
    made = fitted(Grid(heads, (Row((Cell("a"), Cell("1", step=1), Cell("2", step=1))),)), measure)
    first, *under = widths(made)
    assert under == [pytest.approx((measure.width(title, 7, 500) / MM + 1.6) / 2)] * 2
    assert first + sum(under) == pytest.approx(174)


def test_what_fits_is_left_as_it_was(measure: Measure) -> None:
    """Nobody lacks anything: as declared; nothing to give: as declared."""
    assert widths(fitted(grid((100.0, 74.0), ("a", "b")), measure)) == [100, 74]
    pictures = Row((Cell("1", step=1), Cell("1,234,567,890", step=2)))
    assert widths(fitted(Grid((Head("", 9), Head("", 9)), (pictures,)), measure)) == [9, 9]


def test_a_mark_stays_before_its_word(measure: Measure) -> None:
    """A doubtful state is one piece: its column is as wide as both, in the weight in which it is set."""
    long = "sentences " * 40
    row = Row((Cell(long), Cell("quiet", tone="strong", mark="disputed")))
    made = fitted(Grid((Head("", 168), Head("", 6)), (row,)), measure)
    assert widths(made)[1] == pytest.approx(measure.width("?\u00a0quiet", 8, 600) / MM + FREE)


def test_a_group_head_over_one_narrow_column_keeps_its_room(measure: Measure) -> None:
    """Another column that lacks room for its line takes none of it: "By status" over one number."""
    title, line = "Programmes by highest phase", "a line that is as long as its column is and more"
    whole = measure.width(line, 8) / MM + FREE
    heads = (Head("", whole - 8), Head("", 40.0, "right", group=title), Head("", 134 - whole + 8))
    made = fitted(Grid(heads, (Row((Cell(line), Cell("5"), Cell("CD19 " * 90))),)), measure)
    assert widths(made)[1] >= measure.width(title, 7, 500) / MM + 1.6 - 0.01
    assert sum(widths(made)) == pytest.approx(174)


def test_columns_give_what_makes_the_rows_lower(measure: Measure) -> None:
    """A column of words that its lines do not need gives to the one whose text is the row's height;
    where nothing is saved nobody moves, and a table of shaded cells keeps its widths."""
    long = "a sentence of the words of which a cell has many more than a line " * 3
    row = ("two words and three more in it", long)
    low = widths(fitted(grid((100.0, 74.0), row), measure))
    assert low[1] > 100
    assert sum(low) == pytest.approx(174)
    assert low[0] >= measure.width("three", 8, 500) / MM + FREE
    assert widths(fitted(grid((87.0, 87.0), ("one", "other")), measure)) == [87, 87]
    shaded = Row((Cell("1", step=1), Cell(row[0]), Cell(long)))
    heads = (Head("", 9), Head("", 91), Head("", 74))
    assert widths(fitted(Grid(heads, (shaded,)), measure))[0] == 9

"""The judge of drawings sees what a reader would trip over."""

from __future__ import annotations

from cartreport.briefing.fit import _meet, faults
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import traced
from cartreport.briefing.scene import Scene, Words


def found(measure: Measure, *words: Words) -> str:
    return "; ".join(faults(Scene(100, 40, words), measure))


def test_a_good_drawing_has_no_faults(measure: Measure) -> None:
    """Two texts on two lines inside the ground are fine."""
    assert not found(measure, Words(0, 10, "one"), Words(0, 20, "two"))


def test_a_text_that_reaches_out_is_named(measure: Measure) -> None:
    """Right edge, left edge by its anchor, and the top are all seen; a number by its words alone."""
    assert "reaches out" in found(measure, Words(60, 10, "far too long a text"))
    assert "reaches out" in found(measure, Words(5, 10, "leftwards", anchor="end"))
    assert "reaches out" in found(measure, Words(5, 3, "high"))
    number = Words(90, 10, traced("1,000", "t/row/n"))
    assert found(measure, number) == "'1,000' reaches out of the drawing"


def test_overlap_is_seen_between_turned_texts_too(measure: Measure) -> None:
    """Two slanted heads a row apart don't meet; the same two at one place do."""
    one = Words(10, 38, "slanted", rotate=-52)
    assert not found(measure, one, Words(24, 38, "slanted", rotate=-52))
    assert "overlaps" in found(measure, one, Words(13, 38, "slanted", rotate=-52))
    assert "overlaps" in found(measure, Words(0, 10, "one"), Words(3, 12, "two"))


def _turned(x: float, y: float, long: float, wide: float) -> list[tuple[float, float]]:
    """The corners of a rectangle around a place, its long side downwards to the right by 45°."""
    a, b = long / 2**1.5, wide / 2**1.5
    return [
        (x - a + b, y - a - b),
        (x + a + b, y + a - b),
        (x + a - b, y + a + b),
        (x - a - b, y - a + b),
    ]


def test_rectangles_meet_where_no_axis_parts_them() -> None:
    """Upright and turned, side by side and end to end, either first; a touch is no meeting.

    Two bars of 20 by 2 lie 4 apart across their length, then 22 apart along it: their upright boxes
    overlap in both cases. A square's corner in the empty corner of a turned bar's box meets nothing.
    """
    box = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
    bar, root = _turned(0, 0, 20, 2), 2**0.5
    apart = [
        (box, [(x + 10, y) for x, y in box]),
        (box, [(x, y + 10) for x, y in box]),
        (bar, _turned(2 * root, -2 * root, 20, 2)),
        (bar, _turned(11 * root, 11 * root, 20, 2)),
        (box, _turned(-1, 11, 14, 2)),
        (_turned(0, 0, 2, 20), _turned(11 * root, -11 * root, 2, 20)),
    ]
    together = [
        (box, [(x + 9, y + 9) for x, y in box]),
        (bar, _turned(0.5 * root, -0.5 * root, 20, 2)),
        (bar, _turned(9 * root, 9 * root, 20, 2)),
        (box, _turned(0, 0, 14, 2)),
        (box, _turned(5, 5, 2, 1)),
    ]
    for one, two in apart:
        assert not _meet(one, two), (one, two)
        assert not _meet(two, one), (one, two)
    for one, two in together:
        assert _meet(one, two), (one, two)
        assert _meet(two, one), (one, two)


def test_small_print_is_refused(measure: Measure) -> None:
    """Nothing is set under 6.5 points."""
    assert "below the floor" in found(measure, Words(0, 10, "tiny", 6))

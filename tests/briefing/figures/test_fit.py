"""The judge of drawings sees what a reader would trip over."""

from __future__ import annotations

from cartreport.briefing.fit import faults
from cartreport.briefing.measure import Measure
from cartreport.briefing.scene import Scene, Words


def found(measure: Measure, *words: Words) -> str:
    return "; ".join(faults(Scene(100, 40, words), measure))


def test_a_good_drawing_has_no_faults(measure: Measure) -> None:
    """Two texts on two lines inside the ground are fine."""
    assert not found(measure, Words(0, 10, "one"), Words(0, 20, "two"))


def test_a_text_that_reaches_out_is_named(measure: Measure) -> None:
    """Right edge, left edge by its anchor, and the top are all seen."""
    assert "reaches out" in found(measure, Words(60, 10, "far too long a text"))
    assert "reaches out" in found(measure, Words(5, 10, "leftwards", anchor="end"))
    assert "reaches out" in found(measure, Words(5, 3, "high"))


def test_overlap_is_seen_between_turned_texts_too(measure: Measure) -> None:
    """Two slanted heads a row apart don't meet; the same two at one place do."""
    one = Words(10, 38, "slanted", rotate=-52)
    assert not found(measure, one, Words(24, 38, "slanted", rotate=-52))
    assert "overlaps" in found(measure, one, Words(13, 38, "slanted", rotate=-52))
    assert "overlaps" in found(measure, Words(0, 10, "one"), Words(3, 12, "two"))


def test_small_print_is_refused(measure: Measure) -> None:
    """Nothing is set under 6.5 points."""
    assert "below the floor" in found(measure, Words(0, 10, "tiny", 6))

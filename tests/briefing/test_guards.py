"""A year is called the highest only over the whole series, and whatever is missing from it."""

from __future__ import annotations

import pytest

from cartreport.briefing.guards import highest

# Part and whole of trials by start year as the repaired table has them, and as they were with the
# starts blanked that state no day (150 of the part without a date).
MENDED = {2015: (24, 48), 2016: (59, 84), 2024: (184, 343), 2025: (264, 406), 2026: (194, 391)}
BLANKED = {2015: (5, 19), 2016: (11, 30), 2024: (178, 332), 2025: (249, 381), 2026: (176, 324)}


def test_an_older_year_that_is_higher_is_seen() -> None:
    """70 % in 2016 is above 65 % in 2025, ten years before or not."""
    assert not highest(MENDED, 2025, undated=1)
    assert highest(MENDED, 2016, undated=1)


def test_a_series_that_lost_its_dates_has_no_record() -> None:
    """With 150 undated trials any year may be the highest, so none is said to be."""
    assert not highest(BLANKED, 2025, undated=150)
    assert highest(BLANKED, 2025, undated=0)


def test_whatever_has_no_date_may_belong_to_any_rival() -> None:
    """18 of 19 in 2024 are too few to be held against; one more of the part makes 19 of 20 of them.
    Two without a date turn 50 of 100 into 52 of 102, and 9 into 59 of 109: 54.1 against 55 and 56 %.
    """
    small = {2023: (50, 100), 2024: (18, 19), 2025: (60, 100)}
    assert highest(small, 2025, undated=0)
    assert not highest(small, 2025, undated=1)
    for part, undated, record in ((52, 2, True), (51, 2, False), (56, 9, True), (55, 9, False)):
        assert highest({2024: (50, 100), 2025: (part, 100)}, 2025, undated=undated) is record


@pytest.mark.parametrize(
    ("series", "record"),
    [
        ({2024: (50, 100), 2025: (60, 100)}, True),
        ({2024: (60, 100), 2025: (60, 100)}, False),  # a tie
        ({2024: (597, 1000), 2025: (600, 1000)}, False),  # less than a point
        ({2024: (50, 100), 2025: (60, 100), 2026: (30, 40)}, False),  # a newer year is higher
        ({2024: (9, 10), 2025: (60, 100)}, False),  # nothing to be held against
        ({2024: (50, 100), 2025: (11, 12)}, False),  # too few of its own
        ({2024: (50, 100), 2023: (18, 19), 2025: (60, 100)}, True),  # a small year is no rival
        ({2024: (59, 100), 2025: (60, 100)}, True),  # a point is enough
        ({2025: (60, 100)}, False),
        ({}, False),
    ],
)
def test_bounds(series: dict[int, tuple[int, int]], record: bool) -> None:
    """A tie, a hair, a higher year after it, small years and a single one make no record."""
    assert highest(series, 2025, undated=0) is record

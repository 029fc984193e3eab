"""The programme table's columns: the page is filled, and no text is cut while another has room."""

from __future__ import annotations

import pytest

from cartreport.briefing.sections.programmes import _fitted


@pytest.mark.parametrize(
    "widths, need, fitted",
    [
        # 40 mm to spare: b lacks 5 and gets them, c lacks 56 and gets the other 35.
        ((100.0, 50.0, 24.0), (60.0, 55.0, 80.0), (60.0, 55.0, 59.0)),
        # Nobody lacks anything: as declared.
        ((100.0, 50.0, 24.0), (90.0, 50.0, 20.0), (100.0, 50.0, 24.0)),
        # A column is gone: b gets its 5 mm of the 24 that are free, the first takes the rest.
        ((100.0, 50.0), (60.0, 55.0), (119.0, 55.0)),
        # Nothing to spare: as declared.
        ((100.0, 74.0), (120.0, 80.0), (100.0, 74.0)),
    ],
)
def test_room_goes_to_what_lacks_little_first(
    widths: tuple[float, ...], need: tuple[float, ...], fitted: tuple[float, ...]
) -> None:
    """Worked out by hand; the sum is the page's 174 mm in each case."""
    names = "abc"
    made = _fitted(dict(zip(names, widths, strict=False)), dict(zip(names, need, strict=False)))
    assert tuple(made.values()) == pytest.approx(fitted)
    assert sum(made.values()) == pytest.approx(174.0)

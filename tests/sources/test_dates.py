"""Partial dates: the days that each covers, and what can be said of two of them."""

from __future__ import annotations

import pytest

from cartreport.sources.dates import days_between, first_day, is_date, last_day, surely_before


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-H1", "2024-01-01", "2024-06-30"),
        ("2024-H2", "2024-07-01", "2024-12-31"),
        ("2024-Q1", "2024-01-01", "2024-03-31"),
        ("2024-Q4", "2024-10-01", "2024-12-31"),
        ("2024-05-06", "2024-05-06", "2024-05-06"),
    ],
)
def test_a_partial_date_is_a_span(date: str, first: str, last: str) -> None:
    """Its first and last day; a leap year has its day."""
    assert is_date(date)
    assert (first_day(date), last_day(date)) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "2024-13", "2024-02-30", "2024-Q5", "0000", "9999-01-01", "24", "May 2024", "None"]
)
def test_other_texts_are_no_dates(text: str) -> None:
    """Months, days and years that do not exist, and words."""
    assert not is_date(text)


def test_only_what_is_sure_is_said() -> None:
    """A year and a month within it may be in either order; two years may not."""
    assert surely_before("2023", "2024-01-01")
    assert surely_before("2024-Q1", "2024-04")
    assert not surely_before("2024", "2024-06")
    assert not surely_before("2024-06", "2024")
    assert not surely_before("2024-06-01", "2024-06-01")
    assert days_between("2024-02-28", "2024-03-01") == 2

"""Rows and columns of a table by name: what is found, what is suggested, what is refused."""

from __future__ import annotations

import pytest

from cartreport.errors import RequestError
from cartreport.landscape import one_table
from cartreport.landscape.model import Landscape
from cartreport.landscape.select import Condition, columns_of, select
from cartreport.landscape.table import Table


def kept(table: Table, *conditions: str) -> list[object]:
    """The row heads that are left."""
    chosen = select(table, [Condition.read(text) for text in conditions])
    return list(chosen.frame["label"])


def test_rows_by_value(small_tables: dict[str, Table]) -> None:
    """A column is named by key or head, case and blanks do not matter, all conditions must hold."""
    table = small_tables["programmes"]
    assert kept(table, "company=acme") == ["ONE", "TWO"]
    assert kept(table, "Company = ACME", "Target=A") == ["ONE"]
    assert kept(table, "target~b") == ["TWO"]
    assert kept(table, "company=not stated") == ["FIVE"]


def test_a_list_cell_meets_any_of_its_values(small_tables: dict[str, Table]) -> None:
    """A programme in two settings is found under each."""
    assert kept(small_tables["programmes"], "settings=dry") == ["TWO", "THREE"]
    assert kept(small_tables["programmes"], "trial_ids=T2") == ["ONE", "TWO"]


def test_numbers_are_matched_as_they_stand(small_tables: dict[str, Table]) -> None:
    """A count is matched by its digits."""
    assert kept(small_tables["by-company"], "sponsored=2") == ["Acme"]


def test_conditions_that_exclude_each_other_leave_nothing(small_tables: dict[str, Table]) -> None:
    """Two values that exist but never together give an empty table, which is an answer."""
    assert kept(small_tables["programmes"], "company=acme", "status=unknown") == []


def test_a_selection_has_no_total_and_says_so(small_tables: dict[str, Table]) -> None:
    """The closing row goes with the rows that it closed; a note names the conditions."""
    chosen = select(small_tables["by-company"], [Condition.read("label=Acme")])
    assert chosen.total is None
    assert chosen.notes[-1] == "Rows where label = Acme."
    assert select(small_tables["by-company"], []) is small_tables["by-company"]


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("companny=acme", "has no column 'companny'", "Did you mean 'company'?"),
        ("company=acmee", "has company = acmee", "Did you mean 'Acme'?"),
        ("company", "is no condition", "column=value"),
        ("=acme", "is no condition", "column=value"),
        ("company~zzz", "has company ~ zzz", "There is: Acme, Bolt, not stated."),
    ],
)
def test_what_is_not_there(
    text: str, message: str, hint: str, small_tables: dict[str, Table]
) -> None:
    """An unknown column or value is wrong usage, with the nearest name or what there is."""
    with pytest.raises(RequestError, match=message) as caught:
        kept(small_tables["programmes"], text)
    assert hint in caught.value.hint
    assert caught.value.exit_code == 2


def test_columns_by_name(small_tables: dict[str, Table]) -> None:
    """Columns in the order asked, each once; the total and the parts that are left go along."""
    table = columns_of(small_tables["by-company"], ["programmes", "Company", "programmes"])
    assert list(table.frame.columns) == ["programmes", "label"]
    assert table.total == {"programmes": 5, "label": "All programmes"}
    assert table.parts == ()
    with pytest.raises(RequestError, match="no column 'nothing'"):
        columns_of(small_tables["by-company"], ["nothing"])


def test_an_unknown_table(small: Landscape) -> None:
    """The nearest table is suggested; underscores serve as hyphens."""
    assert one_table(small, "by_company").id == "by-company"
    with pytest.raises(RequestError, match="no table 'by-compny'") as caught:
        one_table(small, "by-compny")
    assert "Did you mean 'by-company'?" in caught.value.hint


def test_parts_stay_with_their_whole(small_tables: dict[str, Table]) -> None:
    """The whole and all its parts are enough for a table to close by; without one it says nothing."""
    table = small_tables["trials-by-sponsor"]
    whole, parts = table.parts[0]
    assert columns_of(table, [whole, *parts]).parts == ((whole, parts),)
    assert columns_of(table, [whole, *parts[:-1]]).parts == ()
    assert columns_of(table, parts).parts == ()

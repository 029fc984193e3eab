"""What stood at an address in the edition before: a number, a share, another rule, or nothing."""

from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest
from small_landscape import small_records

from cartreport.errors import RequestError
from cartreport.landscape.axes import UNITS, axes_of
from cartreport.landscape.cross import table_frame
from cartreport.landscape.data_texts import data_texts
from cartreport.landscape.explained import explained
from cartreport.landscape.known_places import known_places
from cartreport.landscape.last import (
    kind_of,
    last_number,
    last_share,
    last_stated,
    last_table,
    restated,
    unread,
)
from cartreport.landscape.model import Landscape
from cartreport.landscape.row_order import OTHERS
from cartreport.landscape.table import Table, heads
from cartreport.landscape.told import told


def made(*rows: tuple[str, int, float | None], **more: object) -> Table:
    """A table of trials with a count and a share; each row counts the trials `<row>1`, `<row>2` …"""
    columns = heads("id:key n:count share:share")
    held = [dict(zip(("id", "n", "share"), row, strict=True)) for row in rows]
    total = {"n": sum(row[1] for row in rows), "share": 0.5}
    sizes = {row[0]: row[1] for row in rows}

    def behind(row: str | None, _: str) -> list[str]:
        return [f"{r}{i}" for r in ([row] if row else sizes) for i in range(sizes[r])]

    frame = table_frame(columns, held)
    return Table("t", "trial", columns, frame, "2026", (), total=total, behind=behind)


@pytest.fixture
def held(small: Landscape) -> Landscape:
    """The small landscape held against an edition before, whose two tables are made by hand."""
    before = replace(small)
    whole = made(("a", 3, 0.25), ("b", 0, None), ("c", 1, nan))
    before.found["table", "t"] = whole
    before.found["table", "cut"] = made(("a", 3, 0.25), (OTHERS, 4, 0.1))
    printed = {"t": {"a": {"n": 3, "share": 0.2}, "c": {"n": 2}, "*": {"n": 4, "share": 0.4}}}
    return replace(small, before=before, printed=printed)


def test_a_number_that_stood_there(held: Landscape) -> None:
    """By address: rows together count once; a row that was not there is nought, or not known.

    Where a limit left rows out, one that is not among those printed may have been among the others.
    """
    told = {
        "t/a/n": 3,
        "t/b/n": 0,
        "t/*/n": 4,
        "t/a,c/n": 4,
        "t/new/n": 0,
        "t/a,new/n": 3,
        "t/*/rows": 3,
        "t/a,c/rows": 2,
        "t/new/rows": 0,
        "t/a/share": None,
        "t/a/n,share": None,
        "t/a/no": None,
        "nowhere/a/n": None,
        "cut/a/n": 3,
        "cut/new/n": None,
        "cut/a,new/n": None,
        f"cut/{OTHERS}/n": 4,
    }
    assert {address: last_number(held, address) for address in told} == told
    assert last_table(held, "nowhere") is None
    first = replace(held, before=None)
    assert [last_number(first, "t/a/n"), last_table(first, "t")] == [None, None]


def test_a_share_and_what_was_said(held: Landscape) -> None:
    """As it stood; nothing where there was none, or of a remainder: that is of other places."""
    told = {
        "t/a/share": 0.25,
        "t/b/share": None,
        "t/c/share": None,
        "t/*/share": 0.5,
        "t/new/share": None,
        f"cut/{OTHERS}/share": None,
        "nowhere/a/share": None,
    }
    assert {address: last_share(held, address) for address in told} == told
    assert (last_stated(held, "t/a/n"), last_stated(held, "t/a/id")) == (3, "a")
    assert last_share(held, "t/a/id") is None


def test_what_was_printed_by_another_rule(held: Landscape) -> None:
    """Two were printed of c, and today's rule says one of the same records; of b none was printed."""
    told = {
        "t/a/n": False,
        "t/b/n": False,
        "t/c/n": True,
        "t/a,c/n": True,
        "t/*/n": False,
        "t/*/share": True,
        "t/*/n,share": True,
        "t/a/share": True,
        "nowhere/a/n": False,
        "t/b/share": False,
        "t/new/n": False,
    }
    assert {address: restated(held, address) for address in told} == told


def test_what_an_address_says(small: Landscape) -> None:
    """One cell as the table has it, several by their distinct units, rows by how many they are."""
    tables = {"t": made(("a", 3, 0.25), ("b", 0, None), ("c", 1, nan))}
    told = {
        "t/a/n": 3,
        "t/b/n": 0,
        "t/*/n": 4,
        "t/a,c/n": 4,
        "t/b,a/n": 3,
        "t/-/n": 0,
        "t/a/rows": 1,
        "t/*/rows": 3,
        "t/a,b/rows": 2,
    }
    told |= {"t/a/share": 0.25, "t/*/share": 0.5}
    assert {address: explained(tables, address).value for address in told} == told
    for address in ("t/b/share", "t/x/share", "t/a/id", "t/x/n", "t/a,b/share", "t/a"):
        with pytest.raises(RequestError):
            explained(tables, address)


def test_the_source_of_a_count(held: Landscape) -> None:
    """That of the column, else what the column counts, else what the table does; a place has none."""
    columns = heads("id:key n:count c:count d:count e:count")
    kinds = ({}, {}, {"of": "deals"}, {"counts": "company"}, {"counts": "target"})
    told_by = tuple(replace(one, **more) for one, more in zip(columns, kinds, strict=True))
    frame = table_frame(told_by, [])
    table = Table("t", "trial", told_by, frame, "2026", ())
    found = [kind_of(table, columns) for columns in ((), "n", "c", "d", "e")]
    assert found == ["trials", "trials", "deals", "companies", "trials"]
    assert kind_of(replace(table, unit="target")) == ""
    assert unread(held, "trials")
    assert held.before is not None
    read = {"as_of": "2020-01-01", "sources": []}
    project = held.project.model_copy(update=read)
    older = replace(held, before=replace(held.before, project=project))
    assert not unread(older, "trials")
    assert not unread(replace(held, before=None), "trials")


def test_a_table_is_told_where_a_source_holds_what_it_counts(small: Landscape) -> None:
    """A change where any source is compared; a kind where the project has it; other units always."""
    table = made(("a", 1, None))
    assert small.has("trials")
    assert told(small, table)
    assert told(small, replace(table, unit="reference"))
    change = replace(table, unit="change")
    assert [told(small, one) for one in (change, replace(change, sources=("x",)))] == [False, True]


def test_places_that_may_be_asked_for(small: Landscape) -> None:
    """Terms, whether used or not; what records write where one does; `None` where counting tells."""
    records = small_records()
    project, words = records.project, records.vocabulary.by_name

    def places(unit: str, axis: str) -> list[str] | None:
        return known_places(records, unit, axes_of(UNITS[unit], project, words)[axis])

    rest = "not-stated"
    assert places("trial", "phase") == ["p1", "p2", "approved", "na", rest]
    assert places("trial", "sponsor") == [
        *("A person", "Nobody", "Somebody", "acme", "cove", "uni"),
        rest,
    ]
    assert places("trial", "country") == ["Elsewhere", "Here", "There", rest]
    assert places("trial", "start-year") == ["2024", "2025", "2026", rest]
    assert places("deal", "year") == ["2025", rest]
    assert places("deal", "currency") == ["GBP", rest]
    assert places("event", "year") == ["2025", "2026", rest]
    assert places("programme", "company") == ["acme", "bolt", "cove", rest]
    assert places("trial", "place") == ["There", "focus", "rest", rest]
    assert places("trial", "start-quarter") == ["2024-Q1", "2024-Q3", "2026-Q1", rest]
    assert places("programme", "target-set") is None
    assert {"Umbrellas allowed.", "Phase 1", "P", "Home", "Acme"} <= data_texts(small)

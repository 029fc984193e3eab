"""A cell is a query: what a table counts can be named, cell by cell."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cartreport.errors import RequestError
from cartreport.landscape import Tables
from cartreport.landscape.address import Address
from cartreport.landscape.listed import listed
from cartreport.landscape.measures import Measures, distinct, every, where
from cartreport.landscape.model import Landscape
from cartreport.landscape.table import Table, heads


def _unequal(table: Table) -> list[str]:
    """The count cells whose number is not that of the records behind it."""
    counts = [column.key for column in table.columns if column.kind == "count"]
    rows: list[tuple[tuple[str, ...], dict[str, object]]] = [
        ((id,), dict(row))
        for id, row in zip(table.row_ids, table.frame.to_dict("records"), strict=True)
    ]
    return [
        str(Address(table.id, row, (key,)))
        for row, cells in [*rows, ((), table.total or {})]
        for key in counts
        if cells.get(key) is not None and len(table.units(row, [key])) != cells[key]
    ]


def test_every_count_is_the_number_of_its_records(small_tables: dict[str, Table]) -> None:
    """Rows and closing rows of the tables that know their records."""
    known = [table for table in small_tables.values() if table.behind is not None]
    assert [wrong for table in known for wrong in _unequal(table)] == []
    assert len(known) > 2


def test_every_count_of_the_bundled_landscape_too(bundled_tables: dict[str, Table]) -> None:
    """The same over 2,407 trials."""
    known = [table for table in bundled_tables.values() if table.behind is not None]
    assert [wrong for table in known for wrong in _unequal(table)] == []


def test_row_ids_are_unique(bundled_tables: dict[str, Table]) -> None:
    """An address names one row of a table that counts."""
    counting = [t for t in bundled_tables.values() if any(c.kind == "count" for c in t.columns)]
    twice = [t.id for t in counting if len(set(t.row_ids)) < len(t.row_ids)]
    assert twice == []


def test_several_cells_are_their_distinct_records(bundled_tables: dict[str, Table]) -> None:
    """Of two sponsors the trials of both; of two status columns each trial once."""
    table = bundled_tables["trials-by-sponsor"]
    one, other = table.row_ids[:2]
    both = table.units([one, other], ["n"])
    assert set(both) == set(table.units([one], ["n"])) | set(table.units([other], ["n"]))
    assert table.units([one], ["n", "status-group:active"]) == table.units([one], ["n"])
    assert table.units(["-"], ["n"]) == ()


@pytest.mark.parametrize(("rows", "columns"), [(["nobody"], ["n"]), ([], ["label"])])
def test_what_is_no_cell_is_told(
    rows: list[str], columns: list[str], bundled_tables: dict[str, Table]
) -> None:
    """A row that there is not, and a column that counts nothing."""
    with pytest.raises(RequestError):
        bundled_tables["trials-by-sponsor"].units(rows, columns)


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (Address("t", ("a",), ("n",)), "t/a/n"),
        (Address("t", (), ("n",)), "t/*/n"),
        (Address("t", ("a", "b+c"), ("p:1", "p:2")), "t/a,b+c/p:1,p:2"),
        (Address("t", ("A/B, C & Söhne",), ("n",)), "t/A%2FB%2C%20C%20%26%20S%C3%B6hne/n"),
    ],
)
def test_an_address_is_read_as_it_was_written(address: Address, text: str) -> None:
    """Names with any sign in them come back; a `#` before it does not matter."""
    assert str(address) == text
    assert Address.read(f"#{text}") == address


@pytest.mark.parametrize("text", ["", "t", "t/a", "t//n", "t/a/b/c"])
def test_what_is_no_address_is_told(text: str) -> None:
    """Three parts, none empty."""
    with pytest.raises(RequestError, match="no address"):
        Address.read(text)


def test_a_measure_counts_each_id_once() -> None:
    """Of three records: all, those that pass, and what stands in a column, one or several."""
    group = [
        {"id": "a", "kind": "x", "many": ("p", "q")},
        {"id": "b", "kind": "x", "many": ()},
        {"id": "c", "kind": None, "many": ("p",)},
    ]
    measures = Measures(
        {
            "n": every,
            "x": where(lambda record: record["kind"] == "x"),
            "kinds": distinct("kind"),
            "many": distinct("many"),
        }
    )
    assert measures.row(group) == {"n": 3, "x": 2, "kinds": 1, "many": 2}
    behind = measures.behind({"first": group[:1]}, group)
    assert behind("first", "many") == ("p", "q")
    assert behind(None, "x") == ("a", "b")


def test_tables_are_found_by_any_spelling_and_kept(small: Landscape) -> None:
    """Every one is there, a narrowed one once it was asked for; what cannot be gives what is given."""
    tables = Tables(small)
    built_in = len(tables)
    assert ("by-target" in tables, " By_Target" in tables, "by-targets" in tables) == (
        True,
        True,
        False,
    )
    assert tables.get("by-targets", 3) == 3
    name = "trials-by-phase@target=a"
    assert name not in tables
    assert tables[name] is tables[name]
    assert name in tables
    assert len(tables) == built_in + 1
    assert [*tables][-1] == name


def test_a_list_is_as_of_the_day_of_its_own_records(small: Landscape) -> None:
    """The first of its kinds; all are sources, in the project's order. What is given goes before."""
    (trials,), (deals,) = small.source_ids("trials"), small.source_ids("deals")
    days = {**small.source_dates, trials: "2026-01-01", deals: "2026-02-02"}
    held, kinds = replace(small, source_dates=days), ("trials", "deals")
    rows = [{"id": "1", "refs": ("p", "q")}, {"id": "2", "refs": ("q", "r", "p")}]
    made = listed(held, heads("id:key refs:refs"), rows, id="l", unit="trial", kinds=kinds)
    assert (made.as_of, made.sources) == ("2026-01-01", (deals, trials))
    assert made.refs == ("p", "q", "r")
    given = listed(held, heads("id:key"), [], id="l", unit="trial", as_of="2025", sources=("x",))
    assert (given.as_of, given.sources) == ("2025", ("x",))

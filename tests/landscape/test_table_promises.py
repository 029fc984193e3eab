"""What every table promises: its totals close, its rows are one each, it says what it counts."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

import pytest

from cartreport.landscape import TABLES, description, one_table, table_id
from cartreport.landscape.cross import table_frame
from cartreport.landscape.model import Landscape
from cartreport.landscape.table import Column, Table

NAMES = [table_id(module) for module in TABLES]
# Tables of records one by one: they add nothing up.
LISTS = {
    *("approvals-timeline", "access", "filed-products", "evidence", "designations", "deals"),
    *("policy", "market-figures", "freshness", "completeness", "conflicts", "trials-by-design"),
    *("references", "trials", "products", "facts", "left-out"),
    # held against no edition, they have no row
    *("changes", "new-trials", "restated", "trials-flow", "programmes-flow"),
    *("watch-list", "watch-record"),  # one event may stand on several lists
}
# The counting units of the landscape, and those of the lists.
UNITS = {
    *("company", "product", "programme", "trial", "approval", "measure", "designation", "deal"),
    *("event", "published figure", "source", "record", "fact or record", "disputed value"),
    *("page", "fact", "change", "number", "dated event", "list"),
}


@pytest.fixture(params=["small_tables", "bundled_tables"])
def tables(request: pytest.FixtureRequest) -> dict[str, Table]:
    """The tables of the small landscape, then those of the bundled one."""
    held: dict[str, Table] = request.getfixturevalue(request.param)
    return held


def test_totals_close(tables: Mapping[str, Table]) -> None:
    """Every count column adds up to its total, or to more where the table says rows overlap."""
    for name in NAMES:
        table = tables[name]
        assert (table.total is None) == (name in LISTS), name
        counts = [column.key for column in table.columns if column.kind == "count"]
        if table.total is None:
            continue
        assert set(counts) <= set(table.total), f"{name}: a count column without a total"
        for key in counts:
            added = sum(table.frame[key])
            if key in table.overlaps:
                assert added >= table.total[key], (name, key)
            else:
                assert added == table.total[key], (name, key)


def test_parts_add_up_in_every_row(tables: Mapping[str, Table]) -> None:
    """Where a count is split (by phase, by status), the parts add up to it, row by row."""
    for name in NAMES:
        table = tables[name]
        for whole, parts in table.parts:
            for row in table.frame.to_dict("records"):
                assert sum(row[part] for part in parts) == row[whole], (name, whole)


def test_a_table_says_what_it_is(tables: Mapping[str, Table]) -> None:
    """Unit, rule, date and sources are there; the rule names the unit; headings are words."""
    for name in NAMES:
        table = tables[name]
        assert table.id == name
        assert table.unit in UNITS, name
        assert table.rule.startswith(f"Unit: {table.unit.split()[0]}"), name
        assert table.as_of, name
        assert table.rule.endswith("."), name
        sentences = re.split(r"(?<=[.]) ", table.rule)
        assert len(sentences) == len(set(sentences)), f"{name}: a rule says each thing once"
        assert all(column.label and column.label != column.key for column in table.columns), name


def test_rows_are_one_each(tables: Mapping[str, Table]) -> None:
    """No row stands twice: the key columns, or the id, tell rows apart."""
    for name in NAMES:
        table = tables[name]
        if name == "evidence":
            continue
        keys = [column.key for column in table.columns if column.kind == "key"]
        rows = list(table.frame[keys].itertuples(index=False, name=None))
        assert len(set(rows)) == len(rows), name


def test_cells_hold_what_their_kind_says(tables: Mapping[str, Table]) -> None:
    """Counts are whole numbers, shares lie in 0 to 1, nothing is NaN, no text is empty."""
    for name in NAMES:
        table = tables[name]
        for column in table.columns:
            for value in table.frame[column.key]:
                assert value != "", (name, column.key)
                assert not (isinstance(value, float) and math.isnan(value)), (name, column.key)
                if column.kind == "count":
                    assert type(value) is int, (name, column.key)
                    assert value >= 0, (name, column.key)
                if column.kind == "share" and value is not None:
                    assert 0 <= value <= 1, (name, column.key)
                if column.kind in ("terms", "refs"):
                    assert isinstance(value, tuple), (name, column.key)


def test_cited_pages_are_known(bundled: Landscape, bundled_tables: dict[str, Table]) -> None:
    """Every reference that a table cites is one of the landscape's."""
    for table in bundled_tables.values():
        assert set(table.refs) <= set(bundled.references), table.id


def test_sources_are_declared(bundled: Landscape, bundled_tables: dict[str, Table]) -> None:
    """Every table names sources of sources.yaml, at least one."""
    known = {source.id for source in bundled.project.sources}
    for table in bundled_tables.values():
        assert table.sources, table.id
        assert set(table.sources) <= known


def test_a_table_answers_alone(bundled: Landscape, bundled_tables: dict[str, Table]) -> None:
    """A table made alone is the one made among all: none depends on another's making."""
    for name in NAMES:
        assert one_table(bundled, name).frame.equals(bundled_tables[name].frame)


def test_every_table_is_described() -> None:
    """The first line of a table's module is one sentence, and its title is not that again."""
    for module in TABLES:
        assert description(module).endswith(".")
        assert len(description(module)) <= 96


def test_only_columns_whose_rows_share_units_may_add_up_to_more(
    small_tables: dict[str, Table],
) -> None:
    """A trial has one status, so that table closes to the unit; it may bind two targets and run at two
    places; of a table with one row a unit the distinct counts alone overlap.
    """
    several = ("trials-by-target", "trials-by-country", "sponsor-sites")
    for name in (*several, "trials-by-status", "trials-by-sponsor-type"):
        table = small_tables[name]
        counts = [column.key for column in table.columns if column.kind == "count"]
        once = [] if name in several else [key for key in counts if not key.startswith("distinct:")]
        assert sorted(table.overlaps) == sorted(set(counts) - set(once)), name


def test_a_row_is_called_by_its_keys_or_by_its_first_cell() -> None:
    """One key, several with a blank between, none."""
    a, b = Column("a", kind="key"), Column("b", kind="key")
    for columns, ids in (
        ((a, b), ["x 1"]),
        ((Column("a"), b), ["1"]),
        ((Column("a"), Column("b")), ["x"]),
    ):
        frame = table_frame(columns, [{"a": "x", "b": 1}])
        assert Table("t", "trial", columns, frame, "2026", ()).row_ids == ids


def test_a_total_that_does_not_close_is_refused() -> None:
    """Construction fails where a count column does not add up to its total."""
    columns = (Column("name", "Name", "name"), Column("n", "N", "count"))
    frame = table_frame(columns, [{"name": "x", "n": 2}])
    with pytest.raises(ValueError, match="adds up to 2, total 3"):
        Table("t", "trial", columns, frame, "2026", (), total={"n": 3})
    Table("t", "trial", columns, frame, "2026", (), total={"n": 1}, overlaps=("n",))


def test_parts_that_do_not_add_up_are_refused() -> None:
    """Construction fails where a row's parts do not add up to their whole."""
    columns = (Column("n", "N", "count"), Column("a", "A", "count"))
    frame = table_frame(columns, [{"n": 2, "a": 1}])
    with pytest.raises(ValueError, match="add up to 1"):
        Table("t", "trial", columns, frame, "2026", (), parts=(("n", ("a",)),))

"""No id of a vocabulary or of a record means anything to the engine."""

from __future__ import annotations

from pathlib import Path

from other_ids import OtherIds, write_other

from cartreport.landscape import Tables
from cartreport.landscape.model import landscape_of
from cartreport.landscape.table import Table
from cartreport.problems import Problems
from cartreport.sources.load import load_records
from cartreport.sources.records import Records


def told(table: Table) -> dict[str, object]:
    """All that a table says, by the place where it says it."""
    said: dict[str, object] = {
        f"{at}.{part}": getattr(column, part)
        for at, column in enumerate(table.columns)
        for part in ("key", "label", "kind", "unit", "group", "of", "counts")
    }
    said |= {part: getattr(table, part) for part in ("id", "unit", "title", "rule", "total")}
    said |= {part: getattr(table, part) for part in ("as_of", "sources", "notes", "refs", "facts")}
    for row, cells in zip(table.row_ids, table.frame.to_dict("records"), strict=True):
        said |= {f"{row} {column}": value for column, value in cells.items()}
    return said


def differing(before: Table, after: Table, ids: OtherIds) -> list[str]:
    """What the second says otherwise than the first, its ids put back."""
    old = {place: str(value) for place, value in told(before).items()}
    new = {ids.back(place): ids.back(str(value)) for place, value in told(after).items()}
    places = dict.fromkeys((*old, *new))
    return [
        f"{before.id} {place}: {new.get(place)!r}, not {old.get(place)!r}"
        for place in places
        if old.get(place) != new.get(place)
    ]


def test_the_same_numbers_come_out_under_other_ids(
    bundled_records: Records, bundled_tables: dict[str, Table], tmp_path: Path
) -> None:
    """Every id of the bundled vocabularies and data is another: each cell of each table is as it was."""
    ids = write_other(bundled_records, tmp_path)
    problems = Problems()
    records = load_records(tmp_path, problems)
    assert [str(problem) for problem in problems.errors] == []
    assert records is not None
    tables = Tables(landscape_of(records))
    after = {ids.back(name): table for name, table in tables.items()}
    assert sorted(after) == sorted(bundled_tables)
    found = [line for name in after for line in differing(bundled_tables[name], after[name], ids)]
    assert found == []

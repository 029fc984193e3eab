"""What a kind of fact means is its role: its id can be any, and so can those of other vocabularies."""

from __future__ import annotations

from dataclasses import replace

import pytest
from renamed import other_records, told
from small_landscape import small_records

from cartreport.landscape import tables_of
from cartreport.landscape.model import landscape_of
from cartreport.landscape.table import Table


def plain(table: Table) -> str:
    """What a table says, without the new ids."""
    values = [table.total, *table.frame.to_dict("records")]
    return f"{[column.label for column in table.columns]}\n{values}".replace("x-", "")


@pytest.mark.parametrize(
    "name",
    [
        "approved-products",
        "approvals-timeline",
        "access",
        "access-ladder",
        "evidence",
        "designations",
        "companies",
    ],
)
def test_the_ids_of_kinds_mean_nothing(name: str) -> None:
    """With other ids for facts, measures, schemes, outcomes and types the tables say the same."""
    before = tables_of(landscape_of(replace(small_records(), vocabulary=told())))
    after = tables_of(landscape_of(other_records()))
    assert len(before[name].frame) > 0
    assert plain(after[name]) == plain(before[name])

"""All that an edition knew, kept as text, and counted again from it."""

from __future__ import annotations

import json
import lzma
from dataclasses import replace

import pytest

from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.restored import restored
from cartreport.landscape.snapshot import Snapshot, from_json, snapshot, to_json
from cartreport.landscape.table import Table
from cartreport.sources.records import Records


@pytest.fixture(scope="module")
def kept(
    bundled_records: Records, bundled: Landscape, bundled_tables: dict[str, Table]
) -> Snapshot:
    return snapshot(bundled_records, bundled, bundled_tables, "code-1")


def test_it_is_read_back_the_same(kept: Snapshot) -> None:
    """The text gives the value again, and the value the text; one line, keys in order."""
    text = to_json(kept)
    assert vars(from_json(text)) == vars(kept)
    assert to_json(from_json(text)) == text
    assert text.count("\n") == 1
    assert list(json.loads(text)) == sorted(json.loads(text))


def test_it_fits_into_a_repository(kept: Snapshot) -> None:
    """A month of the bundled landscape, compressed, is under 300 kB."""
    assert len(lzma.compress(to_json(kept).encode())) < 300_000


def test_it_is_counted_again_as_it_was(kept: Snapshot) -> None:
    """Records, terms and every number of every table come out of the text as they went in."""
    records = restored(from_json(to_json(kept)))
    landscape = landscape_of(records)
    again = snapshot(records, landscape, Tables(landscape), "code-1")
    differ = [name for name in kept.numbers if kept.numbers[name] != again.numbers.get(name)]
    assert differ == []
    assert to_json(replace(again, versions=kept.versions)) == to_json(kept)


def test_it_holds_what_the_focus_leaves_out(kept: Snapshot, bundled: Landscape) -> None:
    """Every trial is there, of other countries and families too, with labels and reference ids."""
    trials = kept.records["trials"]
    assert len(trials) == len(bundled.rows("trials")) + len(bundled.rows("outside"))
    assert any("labels" in fields for fields in trials.values())
    pages = {ref for fields in kept.records["deals"].values() for ref in fields["refs"]}
    assert pages <= set(kept.references)


def test_order_of_records_is_none(bundled_records: Records, bundled: Landscape) -> None:
    """The same records in another order are the same text: formatting never shows."""
    turned = replace(
        bundled_records,
        deals=dict(reversed(bundled_records.deals.items())),
        disputes=bundled_records.disputes[::-1],
    )
    first, second = (snapshot(told, bundled, {}) for told in (bundled_records, turned))
    assert to_json(first) == to_json(second)


def test_a_field_of_another_program_is_left_out(kept: Snapshot) -> None:
    """What today's models no longer have is no error: the rest is counted."""
    trials = {id: {**fields, "gone": "1"} for id, fields in kept.records["trials"].items()}
    older = replace(kept, records={**kept.records, "trials": trials})
    assert len(restored(older).trials) == len(trials)


def test_another_text_is_none() -> None:
    """A text that is no snapshot is refused in words."""
    with pytest.raises(ValueError, match="no snapshot"):
        from_json('{"edition": "2026-08"}')

"""Codes of the registry that no vocabulary knows: how many records have one, and how they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

Codes = dict[str, dict[str, str]]
"""Field → trial → its code."""


def unread(landscape: Landscape, *tables: Table) -> str:
    """A sentence a field of the trials that the tables count; empty where every code is known."""
    codes: Codes = landscape.found.get("unread") or _codes(landscape)
    landscape.found["unread"] = codes
    if not any(codes.values()):
        return ""
    trials = {id for table in tables if table.unit == "trial" for id in _behind(table)}
    return landscape.words.sentences(_sentences(landscape, codes, trials))


def _codes(landscape: Landscape) -> Codes:
    held = landscape.trials
    classes = landscape.vocabulary["sponsor-classes"]
    strange = {code for code in set(held["sponsor_class"]) - {None} if classes.find(code) is None}
    unlisted = held["sponsor_id"].isna()  # a listed sponsor's type is its record's
    rows = {
        "phase": ("phase_code", held["phase"].isna() & held["phase_code"].notna()),
        "status": ("status_code", held["status"].isna()),
        "class": ("sponsor_class", unlisted & held["sponsor_class"].isin(strange)),
    }
    return {
        field: dict(zip(held["id"][mask], held[code][mask], strict=True))
        for field, (code, mask) in rows.items()
    }


def _behind(table: Table) -> Iterable[str]:
    """The trials that a table of trials counts or lists."""
    counts = [column for column in table.columns if column.kind == "count"]
    keys = [column.key for column in counts if column.counts in ("", "trial")]
    if table.behind is None or not (keys and table.row_ids):
        return table.row_ids
    return table.units(table.row_ids if table.total is None else (), keys)


def _sentences(
    landscape: Landscape, codes: Mapping[str, Mapping[str, str]], trials: set[str]
) -> Iterator[str]:
    for field, held in codes.items():
        found = [code for trial, code in held.items() if trial in trials]
        if found:
            names = landscape.words.comma(sorted(set(found)))
            yield landscape.words(f"unread.{field}", n=len(found), codes=names)

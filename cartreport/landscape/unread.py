"""Codes of the registry that no vocabulary knows: how many records have one, and how they count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

Codes = dict[str, dict[str, str]]
"""Field → trial → its code."""


def unread(landscape: Landscape, *tables: Table) -> str:
    """A sentence a field of the trials that the tables count; empty where every code is known."""
    codes = landscape.made_once(lambda: _codes(landscape), "unread")
    if not any(codes.values()):
        return ""
    trials = {id for table in tables if table.unit == "trial" for id in _behind(table)}
    return landscape.words.sentences(_sentences(landscape, codes, trials))


def _codes(landscape: Landscape) -> Codes:
    import numpy as np

    classes = landscape.vocabulary["sponsor-classes"]
    kinds, named = landscape.coded("trials", "sponsor_class")
    strange = np.array([classes.find(code) is None for code in named] + [False])[kinds]

    def states(column: str) -> Any:
        return landscape.coded("trials", column)[0] >= 0

    rows = {
        "phase": ("phase_code", states("phase_code") & ~states("phase")),
        "status": ("status_code", ~states("status")),
        "class": (
            "sponsor_class",
            strange & ~states("sponsor_id"),
        ),  # a listed one's is its record's
    }
    held = landscape.trials
    return {
        field: dict(zip(held["id"].to_numpy()[mask], held[code].to_numpy()[mask], strict=True))
        for field, (code, mask) in rows.items()
    }


def _behind(table: Table) -> Iterable[str]:
    """The trials that a table of trials counts or lists."""
    counts = [column for column in table.columns if column.kind == "count"]
    keys = [column.key for column in counts if column.counts in ("", "trial")]
    if table.behind is None or not (keys and table.row_ids):
        return table.row_ids
    return table.units((), keys)


def _sentences(
    landscape: Landscape, codes: Mapping[str, Mapping[str, str]], trials: set[str]
) -> Iterator[str]:
    for field, held in codes.items():
        found = [code for trial, code in held.items() if trial in trials]
        if found:
            names = landscape.words.comma(sorted(set(found)))
            yield landscape.words(f"unread.{field}", n=len(found), codes=names)

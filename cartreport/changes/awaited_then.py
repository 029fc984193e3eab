"""What an earlier edition awaited: the ids of what was to come for it, each with its day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from cartreport.landscape.restored import restored
from cartreport.landscape.rows.awaited import DUE, awaited
from cartreport.landscape.snapshot import LABELS, Snapshot
from cartreport.sources.dates import last_day

READ = ("policy", "expected")
"""Kinds that say what is to come; trials do as well, those that start after the edition's year."""


@lru_cache(maxsize=16)
def awaited_then(known: Snapshot) -> Mapping[str, str]:
    """Id → day of what was still to come; only what may be is read again."""
    year = known.as_of[: len("YYYY")]
    trials = {
        id: {name: value for name, value in fields.items() if name != LABELS}
        for id, fields in known.records.get("trials", {}).items()
        if fields.get("start", "") >= year
    }
    held = {kind: known.records.get(kind, {}) for kind in READ}
    told = restored(replace(known, records={**held, "trials": trials}, references={}))
    due = {str(row["id"]): str(row["due"]) for row in awaited(told) if row["state"] == DUE}
    return {id: day for id, day in due.items() if last_day(day) > known.as_of}

"""Codes of the registry that no vocabulary knows: how many records have one, and how they count."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.landscape.model import Landscape


def unread(landscape: Landscape) -> str:
    """A sentence a field; empty where the vocabularies know every code."""
    told = landscape.found
    if "unread" not in told:
        told["unread"] = landscape.words.sentences(_sentences(landscape))
    said: str = told["unread"]
    return said


def _sentences(landscape: Landscape) -> Iterator[str]:
    held = landscape.trials
    classes = landscape.vocabulary["sponsor-classes"]
    strange = {code for code in set(held["sponsor_class"]) - {None} if classes.find(code) is None}
    unlisted = held["sponsor_id"].isna()  # a listed sponsor's type is its record's
    codes = {
        "phase": held["phase_code"][held["phase"].isna()].dropna(),
        "status": held["status_code"][held["status"].isna()],
        "class": held["sponsor_class"][unlisted & held["sponsor_class"].isin(strange)],
    }
    for field, found in codes.items():
        if len(found):
            names = landscape.words.comma(sorted(set(found)))
            yield landscape.words(f"unread.{field}", n=len(found), codes=names)

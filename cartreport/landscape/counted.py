"""Which records of a kind are counted and which are not, where the project declares it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.landscape.unread import unread

if TYPE_CHECKING:
    import pandas as pd

    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table
    from cartreport.sources.project import Members

NAMED = 10
"""So many programmes or products that are left out are named; more are a number."""
UNITS = {"trial": "trials", "programme": "programmes", "product": "products"}


def counted(landscape: Landscape, kind: str = "trials") -> str:
    """What is counted of a kind, what is not, and what counts without saying so; else nothing."""
    return landscape.made_once(lambda: _counted(landscape, kind), "counted", kind)


def _counted(landscape: Landscape, kind: str) -> str:
    scope = landscape.project.landscape
    members = getattr(scope, kind) if scope else None
    if members is None or not landscape.has(kind):
        return ""
    inside = _whole(landscape, kind)
    outside = _whole(landscape, "outside" if kind == "trials" else f"outside_{kind}")
    titles = (landscape.vocabulary[name].title.lower() for name in members.labels)
    silent = _silent(landscape, kind, members)
    return landscape.words(
        "scope.counted" if len(outside) else "scope.whole",
        inside=len(inside),
        all=len(inside) + len(outside),
        family=members.family,
        outside=len(outside),
        which=_which(landscape, kind, outside),
        labels=landscape.words.comma(titles),
        silent=silent,
    )


def _whole(landscape: Landscape, frame: str) -> pd.DataFrame:
    """The rows that are units of their own: an application that widens a product is none."""
    held: pd.DataFrame = getattr(landscape, frame)
    return held[held["extends"].isna()] if "extends" in held else held


def _which(landscape: Landscape, kind: str, outside: pd.DataFrame) -> str:
    """Of trials how many are in the focus country; of programmes and products their names."""
    if kind == "trials":
        here = int(outside["in_focus"].sum())
        return landscape.words("scope.here", n=here) if here else ""
    if not 0 < len(outside) <= NAMED:
        return ""
    return landscape.words("scope.named", names=landscape.words.comma(sorted(outside["short"])))


def _silent(landscape: Landscape, kind: str, members: Members) -> str:
    """How many count though they state nothing under a label."""
    told = []
    for label in members.labels:
        if kind == "trials":
            here = landscape.trials["in_focus"].to_numpy(dtype=bool, copy=True)
            here[landscape.labels_of(label)[0]] = False
            silent = int(here.sum())
        else:
            silent = sum(label not in facets for facets in _whole(landscape, kind)["facets"])
        if silent:
            told.append(f"{landscape.vocabulary[label].title.lower()} {silent:,}")
    key = "scope.silent-here" if kind == "trials" else "scope.silent"
    return landscape.words(key, labels=landscape.words.comma(told)) if told else ""


def with_scope(landscape: Landscape, table: Table) -> Table:
    """The table whose rule says which of its units are counted, where the project declares it.

    One of trials says too how many of them have a code that no vocabulary knows.
    """
    told = [counted(landscape, UNITS[table.unit])] if table.unit in UNITS else []
    told += [unread(landscape, table)]
    lacking = [one for one in told if one and one not in table.rule]
    return replace(table, rule=landscape.words.sentences((table.rule, *lacking)))

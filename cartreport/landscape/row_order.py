"""The rows of a declared table as they are printed: ordered, limited, the others in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import NONE
from cartreport.landscape.placed import Placed, once

if TYPE_CHECKING:
    import numpy as np

    from cartreport.landscape.words import TableWords
    from cartreport.sources.table_plan import TablePlan

OTHERS = "others"
"""The id of the row that holds what a limit or a least count leaves out."""


def limited(
    rows: Placed, plan: TablePlan, counts: np.ndarray[Any, Any], words: TableWords
) -> Placed:
    """Rows in their order, then one for those beyond the limit or under the least count.

    ``counts`` decide, by row. What is not stated is no place: it keeps a row of its own, the last.
    """
    import numpy as np

    order = _ordered(rows, counts, plan.order)
    places = [place for place in order if rows.keys[place] != NONE]
    shown = [place for place in places if counts[place] >= (plan.least or 0)]
    if plan.limit is not None and len(shown) > plan.limit:
        shown = _first(shown, counts, plan.limit, parted=plan.order != "count")
    kept = set(shown)
    left_out = [place for place in places if place not in kept]
    groups = [[place] for place in shown] + [left_out] * bool(left_out)
    groups += [[place] for place in order if rows.keys[place] == NONE]
    position = np.zeros(len(rows.keys), dtype=np.int64)
    for number, group in enumerate(groups):
        position[group] = number
    keys = tuple(OTHERS if group is left_out else rows.keys[group[0]] for group in groups)
    others = words("counted.others", n=len(left_out))
    return Placed(*once(rows.units, position[rows.places]), keys, {**rows.labels, OTHERS: others})


def _first(
    order: list[int], counts: np.ndarray[Any, Any], limit: int, *, parted: bool
) -> list[int]:
    """The first rows up to a limit.

    Unless they may be ``parted``, rows of one count stand together: those that the limit would part
    are left out, or all shown where they are the largest.
    """
    if parted or counts[order[limit]] < counts[order[limit - 1]]:
        return order[:limit]
    cut = counts[order[limit]]
    larger = [place for place in order[:limit] if counts[place] > cut]
    return larger or [place for place in order if counts[place] == cut]


def _ordered(rows: Placed, counts: np.ndarray[Any, Any], order: str) -> list[int]:
    """The rows' places as they are printed; what is not stated comes last."""
    import numpy as np

    whole = np.bincount(rows.places, minlength=len(rows.keys))

    def key(place: int) -> tuple[object, ...]:
        id = rows.keys[place]
        by_count = (-int(counts[place]), -int(whole[place])) if order == "count" else ()
        by_name = "" if order == "terms" else rows.labels[id].casefold()
        return id == NONE, by_count, by_name, place

    return sorted(range(len(rows.keys)), key=key)

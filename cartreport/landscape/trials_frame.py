"""What the trial tables share that are no declarations: their trials, their rule, their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.counted import counted
from cartreport.landscape.cross import Axis, table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np

    from cartreport.landscape.model import Landscape

    Array = np.ndarray[Any, Any]
    Stand = tuple[Array, Array, Array]
    """Ids; the number of one, and of the row where it stands: none twice in one row."""


def unit_of(landscape: Landscape) -> str:
    """The rule that every such table prints first."""
    return landscape.words("counted.trial", counted=counted(landscape)).rstrip()


def focus_trials(landscape: Landscape) -> Array:
    """The numbers of the trials with a site in the focus country."""
    here: Array = landscape.trials["in_focus"].to_numpy(dtype=bool).nonzero()[0]
    return here


def leads(landscape: Landscape) -> tuple[Array, Array]:
    """Of each trial its lead sponsor, as codes: the id, or the name where no record lists it."""
    return landscape.coded("trials", "sponsor_id", "sponsor")


def status_axis(landscape: Landscape) -> Axis:
    """The groups of statuses, met or not."""
    groups = landscape.vocabulary["status-groups"]
    places = {term.id: landscape.short("status-groups", term.id) for term in groups}
    return Axis("status-group", landscape.words("axis.status-group"), places)


def standing_table(
    columns: Sequence[Column],
    rows: Mapping[str, Mapping[str, object]],
    stand: Mapping[str, Stand],
    order: Callable[[list[dict[str, object]]], list[dict[str, object]]] = lambda rows: rows,
    **more: Any,
) -> Table:
    """The table with the ids of ``stand`` counted by column, in each row and each once in all.

    ``rows`` are the cells that are no counts, by the row's id; ``more`` further fields of the
    :class:`Table`.
    """
    import numpy as np
    import pandas as pd

    places = {row: place for place, row in enumerate(rows)}
    counts = {key: np.bincount(at, minlength=len(rows)).tolist() for key, (*_, at) in stand.items()}

    def behind(row: str | None, column: str) -> tuple[str, ...]:
        ids, which, at = stand[column]
        return tuple(ids[pd.unique(which if row is None else which[at == places[row]])])

    cells = [
        {**told, **{key: held[place] for key, held in counts.items()}}
        for place, told in enumerate(rows.values())
    ]
    return Table(
        columns=tuple(columns),
        frame=table_frame(columns, order(cells)),
        total={
            key: int(np.count_nonzero(np.bincount(which))) for key, (_, which, _) in stand.items()
        },
        behind=behind,
        **more,
    )

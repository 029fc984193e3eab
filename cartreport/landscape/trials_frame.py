"""What the trial tables share that are no declarations: their trials, their rule, their counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cartreport.landscape.counted import counted
from cartreport.landscape.cross import Axis, table_frame
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    import numpy as np
    import pandas as pd

    from cartreport.landscape.model import Landscape

    Stand = tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]
    """Ids, and for each the number of the row where it stands: none twice in one row."""


ASKED = (
    "id",
    "sponsor_id",
    "sponsor_short",
    "sponsor_type",
    "status_group",
    "begun",
    "doubt",
    "start",
    "start_year",
    "sites",
    "targets",
)
"""The columns that these tables read."""


def unit_of(landscape: Landscape) -> str:
    """The rule that every such table prints first."""
    return landscape.words("counted.trial", counted=counted(landscape)).rstrip()


def focus_trials(landscape: Landscape) -> pd.DataFrame:
    """The trials with a site in the focus country.

    ``lead`` is the id of the lead sponsor, or its name in the registry where no record lists it.
    """
    trials = landscape.trials[landscape.trials["in_focus"].astype(bool)]
    known = trials["sponsor_id"]
    lead = known.where(known.notna(), trials["sponsor"])
    return trials[list(ASKED)].assign(lead=lead)


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

    places = {row: place for place, row in enumerate(rows)}
    counts = {key: np.bincount(at, minlength=len(rows)).tolist() for key, (_, at) in stand.items()}

    def behind(row: str | None, column: str) -> tuple[str, ...]:
        ids, at = stand[column]
        return tuple(dict.fromkeys(ids if row is None else ids[at == places[row]]))

    cells = [
        {**told, **{key: held[place] for key, held in counts.items()}}
        for place, told in enumerate(rows.values())
    ]
    return Table(
        columns=tuple(columns),
        frame=table_frame(columns, order(cells)),
        total={key: len(behind(None, key)) for key in stand},
        behind=behind,
        **more,
    )

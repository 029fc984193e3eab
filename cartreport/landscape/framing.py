"""Rows in, a declared frame out: nothing undeclared, nothing converted, no NaN."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

from cartreport.landscape.frames import FRAMES, Kind

if TYPE_CHECKING:
    import pandas as pd


def _text(value: object) -> bool:
    return isinstance(value, str) and value != ""


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _any(value: object) -> bool:
    number = isinstance(value, float) and value == value  # noqa: PLR0124 — only NaN differs
    return value is None or number or _text(value) or _whole(value) or isinstance(value, dict)


FITS: dict[Kind, Callable[[object], bool]] = {
    "text": lambda value: value is None or _text(value),
    "must": _text,
    "int": lambda value: value is None or _whole(value),
    "flag": lambda value: isinstance(value, bool),
    "list": lambda value: isinstance(value, tuple) and all(map(_text, value)),
    "names": lambda value: isinstance(value, dict),
    "any": _any,
}


REPEATED = {"text", "must", "list"}
"""Kinds whose values repeat and can be told apart by being equal: each is looked at once."""


def shared(values: Iterable[Any]) -> list[Any]:
    """The values, equal ones as one object: less to hold, and sooner found."""
    once: dict[Any, Any] = {}
    return [once.setdefault(value, value) for value in values]


def frame_of(name: str, rows: Iterable[Mapping[str, object]]) -> pd.DataFrame:
    """A declared frame from its rows, in their order.

    Every row has exactly the declared columns; all columns hold plain objects, so that nothing is
    turned into a float or a NaN on the way. Raises ``ValueError`` where a row does not fit.
    """
    import pandas as pd

    columns, held = FRAMES[name], list(rows)
    for row in held:
        if row.keys() != columns.keys():
            raise ValueError(f"frame {name}: columns {sorted(row.keys() ^ columns.keys())} differ")
    cells = {}
    for column, kind in columns.items():
        values = [row[column] for row in held]
        values = shared(values) if kind in REPEATED else values
        for value in set(values) if kind in REPEATED else values:
            if not FITS[kind](value):
                owner = next(row for row in held if row[column] is value)
                raise ValueError(f"frame {name}: {column} of {owner.get('id')} holds {value!r}")
        cells[column] = _objects(values)
    return pd.DataFrame(cells, columns=list(columns), dtype=object)


def owners_of(long: pd.DataFrame, units: pd.DataFrame) -> Any:
    """Of each row of a long frame the number of the unit that its first column names; none: -1."""
    import numpy as np

    number = {id: place for place, id in enumerate(units["id"])}
    names = long[long.columns[0]].to_numpy()
    first = np.append(True, names[1:] != names[:-1])[: len(names)]  # a unit's rows stand together
    found = np.fromiter(map(number.get, names[first], repeat(-1)), dtype=np.int64)
    return np.repeat(found, np.diff(np.flatnonzero(first), append=len(names)))


def gathered(places: Any, values: Any, size: int) -> list[tuple[str, ...]]:
    """For each of ``size`` places the values that stand there, in their order; it may be none."""
    import numpy as np
    import pandas as pd

    found = np.empty(size, dtype=object)
    found.fill(())
    alone = np.bincount(places, minlength=size)[places] == 1
    codes, met = pd.factorize(values[alone])
    found[places[alone]] = _objects([(value,) for value in met])[codes]
    grown: dict[tuple[tuple[str, ...], str], tuple[str, ...]] = {}
    several = zip(places[~alone].tolist(), values[~alone].tolist(), strict=True)
    for place, value in several:
        step = found[place], value
        if step not in grown:
            grown[step] = (*found[place], value)
        found[place] = grown[step]
    return found.tolist()


def _objects(values: Sequence[object]) -> Any:
    """Values as they are, in an array: a tuple is one of them."""
    import numpy as np

    made = np.empty(len(values), dtype=object)
    made[:] = values
    return made


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a frame as mappings by column."""
    names = [str(key) for key in frame.columns]
    columns = (frame[name].tolist() for name in frame.columns)
    return [dict(zip(names, cells, strict=True)) for cells in zip(*columns, strict=True)]

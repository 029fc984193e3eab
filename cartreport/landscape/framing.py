"""Rows in, a declared frame out: nothing undeclared, nothing converted, no NaN."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import count
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


Coded = tuple[Any, Any]
"""Of each row a code for what it holds, -1 for nothing; and what each code means."""
Framed = tuple["pd.DataFrame", Mapping[str, Coded]]
"""A frame, and codes for its columns that repeat."""


def codes_of(values: Sequence[Any]) -> Coded:
    """Codes for values, in the order in which they come; of equal ones the first stands for all."""
    import numpy as np

    number = defaultdict(count().__next__, {None: -1})
    codes = np.fromiter(map(number.__getitem__, values), dtype=np.int64, count=len(values))
    return codes, objects([*number][1:])


def frame_of(name: str, rows: Iterable[Mapping[str, object]]) -> Framed:
    """A declared frame from its rows, in their order; and codes for its columns that repeat.

    Every row has exactly the declared columns; all columns hold plain objects, so that nothing is
    turned into a float or a NaN on the way. Raises ``ValueError`` where a row does not fit.
    """
    import pandas as pd

    columns, held = FRAMES[name], list(rows)
    for row in held:
        if row.keys() != columns.keys():
            raise ValueError(f"frame {name}: columns {sorted(row.keys() ^ columns.keys())} differ")
    cells, coded = {}, {}
    for column, kind in columns.items():
        values = told = [row[column] for row in held]
        if kind in REPEATED:
            codes, met = coded[column] = codes_of(values)
            told = [*met, None]
            cells[column] = objects(told)[codes]
            told = told if codes.min(initial=0) < 0 else told[:-1]
        else:
            cells[column] = objects(values)
        for value in told:
            if not FITS[kind](value):
                owner = next(row for row in held if row[column] is value)
                raise ValueError(f"frame {name}: {column} of {owner.get('id')} holds {value!r}")
    return pd.DataFrame(cells, columns=list(columns), dtype=object), coded


def either(first: Coded, second: Coded) -> Coded:
    """What the first holds, or the second where that is nothing; equal values as one."""
    import numpy as np

    codes = np.where(first[0] < 0, second[0] + len(first[1]) * (second[0] >= 0), first[0])
    again, met = codes_of([*first[1], *second[1]])
    return np.append(again, -1)[codes], met


def gathered(places: Any, codes: Any, values: Sequence[str], size: int) -> Any:
    """For each of ``size`` places the values that stand there, in their order; it may be none."""
    import numpy as np
    import pandas as pd

    order = np.argsort(places, kind="stable")
    places, codes = places[order], codes[order]
    counts = np.bincount(places, minlength=size)
    first = np.cumsum(counts) - counts
    held: list[tuple[str, ...]] = [()]
    state = np.zeros(size, dtype=np.int64)
    for round in range(counts.max(initial=0)):
        here = np.flatnonzero(counts > round)
        steps, met = pd.factorize(state[here] * len(values) + codes[first[here] + round])
        state[here] = steps + len(held)
        held += [(*held[step // len(values)], values[step % len(values)]) for step in met.tolist()]
    return objects(held)[state]


def spread(first: Any, sizes: Any) -> Any:
    """The numbers from each of ``first`` on, as many as its size, one after the other."""
    import numpy as np

    before = np.cumsum(sizes) - sizes
    return np.arange(sizes.sum()) + np.repeat(first - before, sizes)


def objects(values: Sequence[object]) -> Any:
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

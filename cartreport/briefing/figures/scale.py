"""Round numbers for an axis, and labels pushed apart."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10


def step(span: float, most: int = 3, *, whole: bool = False) -> float:
    """The round step (1, 2, 2.5, 5 times a power of ten) with at most ``most`` cuts in ``span``.

    ``whole``: of things that are counted, no half is marked.
    """
    if span <= 0:
        return 1
    power = 10.0 ** floor(log10(span / most))
    steps = [factor * power for factor in (1, 2, 2.5, 5, 10, 20)]
    if whole:
        steps = [by for by in steps if by >= 1 and float(by).is_integer()] or [1]
    return next((by for by in steps if span / by < most + 1), steps[-1])


def ticks(low: float, high: float, most: int = 3, *, whole: bool = False) -> list[float]:
    """Round values from ``low`` up to ``high``, at most ``most`` and without zero."""
    by = step(high - low, most, whole=whole)
    first, last = ceil(low / by), floor(high / by)
    return [n * by for n in range(first, last + 1) if n * by > 0][-most:]


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places near the ``wanted`` ones, in their order, ``apart``, between ``low`` and ``high``."""
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    places = [wanted[i] for i in order]
    for i, place in enumerate(places):
        places[i] = max(place, low if i == 0 else places[i - 1] + apart)
    for i in reversed(range(len(places))):
        places[i] = min(places[i], high if i == len(places) - 1 else places[i + 1] - apart)
    back = dict(zip(order, places, strict=True))
    return [back[i] for i in range(len(wanted))]

"""What must hold before a sentence is said: guards by name, each over the values of the sentence.

A sentence is data: what its words need is a value, a guard says when they hold. The table of
sentences, :mod:`cartreport.briefing.sayings`, puts the two together; sections only give values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from cartreport.briefing.numbers import LEAST, Names, Share
from cartreport.sources.dates import first_day, last_day

if TYPE_CHECKING:
    from cartreport.briefing.view import Line

T = TypeVar("T")

YEAR = 20
"""A year with fewer units is not held against the others."""
CROWD = 5
"""So many are a crowd."""
NAMED = 3
"""So many that tie are named; more are a number."""
MARGIN = 0.01
"""By so much a share is above every other one: a point, as it is printed."""

Values = Mapping[str, object]
Series = Mapping[int, tuple[int, int]]
"""Year → part and whole."""


@dataclass(frozen=True)
class Guard:
    """A condition on the values of a sentence, and what it is called."""

    name: str
    holds: Callable[[Values], bool]

    def __call__(self, values: Values) -> bool:
        """Whether the condition holds; not where a value that it asks of is missing."""
        return self.holds(values)


def some(*names: str) -> Guard:
    """None of these is nought, empty or missing: a sentence needs what it speaks of."""
    return Guard(f"some {' '.join(names)}", lambda v: all(v.get(name) for name in names))


def least(most: int, *names: str) -> Guard:
    """Each of these counts is so many or more."""
    return Guard(f"least {most} {' '.join(names)}", lambda v: all(_n(v, n) >= most for n in names))


def base(*names: str) -> Guard:
    """Each of these shares is of so many that a percentage may be said of them."""

    def holds(values: Values) -> bool:
        shares = [values.get(name) for name in names]
        return all(isinstance(share, Share) and share.whole >= LEAST for share in shares)

    return Guard(f"base {' '.join(names)}", holds)


def part(*names: str) -> Guard:
    """Each of these shares is neither of nothing, nor nothing, nor all: there is a rest."""

    def holds(values: Values) -> bool:
        shares = [values.get(name) for name in names]
        return all(isinstance(s, Share) and 0 < s.part < s.whole for s in shares)

    return Guard(f"part {' '.join(names)}", holds)


def fewer(one: str, other: str) -> Guard:
    """One count is below another: what is left is worth a word."""
    return Guard(f"fewer {one} {other}", lambda v: _n(v, one) < _n(v, other))


def same(one: str, other: str) -> Guard:
    """Two counts are one number: nothing rose and nothing fell."""
    return Guard(f"same {one} {other}", lambda v: _n(v, one) == _n(v, other))


def several(*names: str) -> Guard:
    """Each of these counts is two or more: one alone is no comparison."""
    return least(2, *names)


def sole(name: str) -> Guard:
    """One leads alone, by one unit or more: no tie is broken by the alphabet."""
    return Guard(f"sole {name}", lambda v: len(_names(v, name)) == 1)


def few(name: str) -> Guard:
    """Those that tie are so few that they can be named."""
    return Guard(f"few {name}", lambda v: 0 < len(_names(v, name)) <= NAMED)


def leads(name: str, every: str) -> Guard:
    """Those that are first are not all that there are: a tie of all leads nothing."""
    return Guard(f"leads {name}", lambda v: 0 < len(_names(v, name)) < _n(v, every))


def fails(guard: Guard) -> Guard:
    """The condition does not hold."""
    return Guard(f"not {guard.name}", lambda v: not guard(v))


def _n(values: Values, name: str) -> int:
    value = values.get(name)
    return value if isinstance(value, int) else 0


def _names(values: Values, name: str) -> Sequence[str]:
    value = values.get(name)
    return value if isinstance(value, Names) else ()


NOW = base("share_part")
"""The year that is not over, which is named before them."""


def highest(series: Series, year: int, undated: int) -> bool:
    """Whether the year's share is above that of every other year, before and after it.

    ``undated`` units of the part have no year: the claim must hold even if all of them belonged
    to the rival year. So a series that lost its dates is never called a record.
    """
    if series.get(year, (0, 0))[1] < YEAR:
        return False
    part, whole = series[year]
    others = [held for other, held in series.items() if other != year and held[1]]
    rivals = [
        (other_part + undated) / (other_whole + undated)
        for other_part, other_whole in others
        if other_whole + undated >= YEAR
    ]
    return bool(rivals) and part / whole >= max(rivals) + MARGIN


def first(lines: Iterable[Line], column: str) -> list[Line]:
    """The lines with the largest count: one, or all that tie; none where all counts are zero."""
    held = list(lines)
    most = max((line[column] for line in held), default=0)
    return [line for line in held if line[column] == most] if most else []


def second(lines: Iterable[Line], column: str) -> list[Line]:
    """The lines with the next largest count, all that tie; none where all others are zero."""
    held = list(lines)
    ahead = [line.id for line in first(held, column)]
    return first((line for line in held if line.id not in ahead), column)


def newest(lines: Iterable[T], date: Callable[[T], str | None]) -> list[T]:
    """The ones of the newest date: all that may be, where a month or a year alone is known.

    A date without a day may be any day of its month: ``2026-06`` is as new as ``2026-06-22``.
    """
    dated = [(told, line) for line in lines if (told := date(line))]
    last = max((first_day(told) for told, _ in dated), default="")
    return [line for told, line in dated if last_day(told) >= last]


def leading(items: Sequence[T], size: Callable[[T], int | str], most: int) -> list[T]:
    """The first of some items, ordered by size: at most so many, and none of a tie that it parts.

    None where the first ones are a tie of more.
    """
    if len(items) <= most:
        return list(items)
    return [item for item in items[:most] if size(item) != size(items[most])]


def kept(items: Sequence[T], size: Callable[[T], int | str], most: int, *must: T) -> list[T]:
    """The leading items and those that must not be hidden in a remainder, in their order.

    All of them where the first are a tie of more than there is room for.
    """
    shown = leading(items, size, most) or list(items)
    return [item for item in items if item in shown or item in must]

"""A wording of an entry of the words, and what must hold before it is said."""

from __future__ import annotations

from dataclasses import dataclass

from cartreport.briefing.guards import Guard, few, leads, least, several
from cartreport.briefing.numbers import LEAST


@dataclass(frozen=True)
class Saying:
    """One wording of an entry, ``suffix`` behind its key, and what must hold before it is said."""

    suffix: str
    guards: tuple[Guard, ...]


def said(suffix: str, *guards: Guard) -> Saying:
    """A wording and its guards."""
    return Saying(suffix, guards)


ENOUGH = least(LEAST, "n")
"""Of fewer nobody leads: the next one may turn them over."""


def ranked(firsts: str, every: str) -> tuple[Saying, ...]:
    """Who is first of ``every``, below one that leads alone.

    Some that tie; one or some of few units; too many to name; all alike; the only one.
    """
    ahead = leads(firsts, every)
    return (
        said(".tie", ENOUGH, few(firsts), ahead),
        said(".few", few(firsts), ahead),
        said(".many", ahead),
        said(".even", several(every)),
        said(".one"),
    )

"""A wording of an entry of the words, and what must hold before it is said."""

from __future__ import annotations

from dataclasses import dataclass

from cartreport.briefing.guards import Guard, base


@dataclass(frozen=True)
class Saying:
    """One wording of an entry, ``suffix`` behind its key, and what must hold before it is said."""

    suffix: str
    guards: tuple[Guard, ...]


def said(suffix: str, *guards: Guard) -> Saying:
    """A wording and its guards."""
    return Saying(suffix, guards)


NOW = base("share_part")
"""The year that is not over, which is named before them."""

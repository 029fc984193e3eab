"""The sections that a briefing can have: one module each, named in ``sources.yaml`` by its id."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from cartreport.briefing.sections import (
    access,
    approved,
    changes,
    companies,
    contents,
    cover,
    deals,
    evidence,
    glance,
    market,
    method,
    profile,
    programmes,
    reading,
    regulation,
    sponsors,
    summary,
    targets,
    trials,
    watch_list,
    white_space,
)

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Section
    from cartreport.briefing.desk import Desk


class SectionModule(Protocol):
    """A section: ``KIND`` names the partial that sets it, ``section`` writes it."""

    __name__: str
    KIND: str

    def section(self, desk: Desk) -> Section | None:
        """The section, from what lies on the desk; ``None`` where its data are missing."""


SECTIONS: tuple[SectionModule, ...] = (
    cover,
    contents,
    reading,
    summary,
    approved,
    glance,
    sponsors,
    trials,
    targets,
    white_space,
    companies,
    access,
    deals,
    regulation,
    market,
    method,
    evidence,
    programmes,
    changes,
    watch_list,
    profile,
)

"""Formats: what an edition is published as. A format is a module here, and its name in a tuple.

A module's name is its id, which ``build -f`` names; the first line of its docstring describes it.
The tuple is its scope: it renders a table, a briefing, or the edition as a whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from cartreport.render.formats import csv, datapackage, html, json, md, pdf, table, xlsx
from cartreport.render.formats.rendered import Rendered

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Briefing
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table
    from cartreport.render.look import Look

__all__ = ["FORMATS", "USUAL", "Edition", "Rendered", "name_of"]


@dataclass(frozen=True)
class Edition:
    """What a format of the whole edition is given: what is known, its tables by name, its build."""

    landscape: Landscape
    tables: Mapping[str, Table]
    build: str


class Format(Protocol):
    """A format: ``FILE`` is its path in an edition, with ``{name}`` for the table's or briefing's.

    A build makes it unasked where ``USUAL`` says so.
    """

    __name__: str
    FILE: str
    USUAL: bool


class TableFormat(Format, Protocol):
    """Of a table: what ``cartreport tables --format`` prints as well."""

    def render(self, table: Table) -> str:
        """The table as text."""


class BriefingFormat(Format, Protocol):
    """Of a briefing, in a look; the gates look at what it gives."""

    def ready(self) -> None:
        """Raise :class:`cartreport.errors.MachineError` for what this machine lacks."""

    def render(self, briefing: Briefing, look: Look) -> Rendered:
        """The file, and what the gates ask about it."""


class EditionFormat(Format, Protocol):
    """Of the edition as a whole."""

    def render(self, edition: Edition) -> bytes:
        """The file."""


OF_TABLE: tuple[TableFormat, ...] = (table, csv, json, md)
OF_BRIEFING: tuple[BriefingFormat, ...] = (html, pdf)
OF_EDITION: tuple[EditionFormat, ...] = (datapackage, xlsx)


def name_of(format: Format) -> str:
    """What names a format on the command line and in a manifest."""
    return format.__name__.rsplit(".", 1)[-1].replace("_", "-")


def named(formats: Sequence[Any], names: Sequence[str]) -> list[Any]:
    """Those of the formats that are asked for by name."""
    return [format for format in formats if name_of(format) in names]


ALL: tuple[Format, ...] = (*OF_BRIEFING, *OF_TABLE, *OF_EDITION)
FORMATS = tuple(map(name_of, ALL))
USUAL = tuple(name_of(format) for format in ALL if format.USUAL)
"""What a build makes where nobody says which."""

"""The address of a number: table, row and column, as a reader may send it.

``trials-by-phase/phase-1/place:focus`` is one cell. Several rows or columns stand with commas
between them and mean their distinct units; ``*`` for a row is the closing row, ``-`` none; the
column ``rows`` counts the rows themselves. ``a~b`` is a share: the number at ``a`` of that at
``b``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, unquote

from cartreport.errors import RequestError

WHOLE = "*"
"""In place of a row: all units of the table."""
NOWHERE = "-"
"""In place of a row: none of them."""
ROWS = "rows"
"""In place of a column: the rows themselves."""
OF = "~"
_PLAIN = "+:._-"
_BARE = re.compile(rf"[\w~{re.escape(_PLAIN)}]*", re.ASCII)


@dataclass(frozen=True)
class Address:
    """One number of a table; ``rows`` is empty for the closing row."""

    table: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]

    def __str__(self) -> str:
        rows = ",".join(map(_quoted, self.rows)) or WHOLE
        columns = ",".join(map(_quoted, self.columns))
        return f"{self.table}/{rows}/{columns}"

    @classmethod
    def read(cls, text: str) -> Address:
        """From what was printed or typed. Raises :class:`RequestError` for anything else."""
        parts = text.strip().removeprefix("#").split("/")
        if len(parts) != 3 or not all(parts):
            raise RequestError(f"{text!r} is no address", "Write table/row/column.")
        rows = () if parts[1] == WHOLE else _ids(parts[1].split(","))
        return cls(parts[0], rows, _ids(parts[2].split(",")))


def _quoted(id: str) -> str:
    """An id as it stands in an address; most stand as they are."""
    return id if _BARE.fullmatch(id) else quote(id, safe=_PLAIN)


def _ids(parts: Iterable[str]) -> tuple[str, ...]:
    return tuple(unquote(part) for part in parts)

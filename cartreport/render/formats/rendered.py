"""A file of a briefing, with what the gates and the manifest ask about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rendered:
    """The bytes; the rest where the format has it.

    ``pages`` of a paged file, ``cutter`` of its faces, ``screen`` the HTML that is published,
    ``print`` the HTML behind pages, ``layout`` WeasyPrint's document and ``warnings`` its words.
    """

    data: bytes
    pages: int | None = None
    cutter: str | None = None
    screen: str = ""
    print: str = ""
    layout: Any = None
    warnings: Sequence[str] = ()

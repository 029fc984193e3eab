"""BRIEFING in, bytes out: HTML and PDF through the template and the brand, held by the gates.

``GATES`` lists the checks that a page passes before publishing. ``RENDERERS`` says which formats
there are; the press calls them by name.
"""

from __future__ import annotations

from typing import Protocol

from cartreport.briefing.briefing import Briefing
from cartreport.render import html, pdf
from cartreport.render.look import Look


class Renderer(Protocol):
    """A format: its file name's ending, and how a briefing becomes it."""

    SUFFIX: str

    def render(self, briefing: Briefing, look: Look) -> bytes:
        """The file."""
        ...


RENDERERS: tuple[Renderer, ...] = (html, pdf)

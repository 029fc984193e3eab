"""One file that needs no other, for the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.render.formats.rendered import Rendered

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Briefing
    from cartreport.render.look import Look

FILE = "{name}.html"
USUAL = True


def ready() -> None:
    """It needs nothing of the machine."""


def render(briefing: Briefing, look: Look) -> Rendered:
    """The page, and the same as what readers of HTML see."""
    from cartreport.render.html import render_html
    from cartreport.render.subset import cutter

    page = render_html(briefing, look)
    return Rendered(page, cutter=cutter(), screen=page.decode())

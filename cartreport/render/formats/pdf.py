"""Pages with contents, bookmarks and tags (PDF/UA-1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.render.formats.rendered import Rendered

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Briefing
    from cartreport.render.look import Look

FILE = "{name}.pdf"
USUAL = True


def ready() -> None:
    """Raise :class:`cartreport.errors.MachineError` where WeasyPrint or Pango is missing."""
    from cartreport.render.engine import engine

    engine()


def render(briefing: Briefing, look: Look) -> Rendered:
    """The pages, and how they were laid out."""
    from importlib.metadata import version

    from cartreport.render import engine
    from cartreport.render.pdf import render_pdf
    from cartreport.render.subset import cutter

    made = render_pdf(briefing, look)
    again = engine.cutter() or f"fontTools {version('fonttools')}"
    return Rendered(
        data=made.data,
        pages=made.pages,
        cutter=f"{cutter()}, then {again}",
        print=made.html,
        layout=made.document,
        warnings=made.warnings,
    )

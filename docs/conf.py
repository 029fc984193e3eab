"""How Sphinx makes the site of this folder, `make docs`: nothing is fetched, then or by a page."""

from __future__ import annotations

import re
from pathlib import Path

from pygments.lexers.special import TextLexer
from sphinx.application import Sphinx
from sphinx.highlighting import lexers

import cartreport

project = "cartreport"
release = cartreport.__version__
extensions = ["myst_parser"]
myst_heading_anchors = 4
nitpicky = True
html_theme = "furo"
html_title = "cartreport"
html_copy_source = False
html_show_sourcelink = False
lexers["csv"] = TextLexer()
FOLDER = Path(__file__).resolve().parent
_LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+\.md)(#[^)]*)?\)")


def setup(app: Sphinx) -> None:
    """Files of the project that are no page of the site are handed out as they are."""
    app.connect("source-read", _outside)


def _outside(_: Sphinx, page: str, source: list[str]) -> None:
    here = (FOLDER / page).parent

    def link(found: re.Match[str]) -> str:
        inside = (here / found[1]).resolve().is_relative_to(FOLDER)
        return found[0] if inside else f"](path:{found[1]})"

    source[0] = _LINK.sub(link, source[0])

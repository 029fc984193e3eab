"""Where the templates and brands are that come with the package."""

from __future__ import annotations

from pathlib import Path

import cartreport
from cartreport.errors import RenderError

BRAND, PAGE, WORDS = "_brand.yml", "page.html", "words.yaml"
"""The file that makes a folder a brand; the two that make it a template."""
BRIEFING, TABLES = "briefing", "tables"
"""The folders of the words of briefings and of tables."""


def shipped() -> Path:
    """The folder of templates that come with the package: inside it, or beside it in a checkout."""
    package = Path(cartreport.__file__).resolve().parent
    for folder in (package / "templates", package.parent / "templates"):
        if (folder / "briefing" / "page.html").is_file():
            return folder
    raise RenderError("the shipped templates are not there", "Install cartreport anew with pip.")

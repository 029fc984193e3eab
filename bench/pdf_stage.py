"""One PDF of the bundled briefing: ``ours`` with every lever, or ``plain`` WeasyPrint.

Prints JSON: the seconds from the finished page to the finished bytes, and their hash. Both get the
same page, sheet, fonts and pictures, so the bytes must be equal. Run by ``bench/run.py``.
"""

from __future__ import annotations

import hashlib
import json
import sys
import time
from pathlib import Path

from cartreport.briefing.briefing import Briefing
from cartreport.briefing.compose import compose
from cartreport.briefing.wording import FILE, read_words
from cartreport.landscape import Tables
from cartreport.render import pdf
from cartreport.render.engine import dated, engine, overheard
from cartreport.render.look import Look, open_look
from cartreport.render.tags import finish
from cartreport.shipped import shipped
from cartreport.story import load

ROOT = Path(__file__).resolve().parents[1]


def briefing(root: Path) -> tuple[Briefing, Look]:
    """The first briefing of a project and its look."""
    landscape = load(root)
    project = landscape.project
    name, plan = next(iter(project.briefings.items()))
    look = open_look(root, plan.brand or project.brand)
    words = read_words([(shipped() / plan.template / FILE, FILE)], project.terms)
    made = compose(landscape, Tables(landscape), name, plan, words, look.measure, "00000000")
    return made, look


def plain(made: Briefing, look: Look) -> bytes:
    """The same page through ``HTML(...).write_pdf()`` as its documentation shows it."""
    page, pictures = pdf.print_page(made, look)
    given = pdf.prepared(page, pictures, made, look)
    with dated(made.as_of), overheard():
        return (
            engine()
            .HTML(string=page, url_fetcher=given.fetcher)
            .write_pdf(
                stylesheets=[given.css],
                font_config=given.fonts,
                pdf_variant=pdf.VARIANT,
                finisher=finish,
            )
        )


def main(way: str) -> None:
    """Render one way and print what it took."""
    made, look = briefing(ROOT)
    engine()
    start = time.perf_counter()
    data = plain(made, look) if way == "plain" else pdf.render_pdf(made, look).data
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "sha256": hashlib.sha256(data).hexdigest()}))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "ours")

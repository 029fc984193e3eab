"""HTML: one file that needs no other, for the screen, the phone and the browser's printer."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence

from markupsafe import Markup

from cartreport.briefing.briefing import Briefing
from cartreport.briefing.trace import Trace
from cartreport.errors import TemplateError
from cartreport.landscape.table import DOT
from cartreport.render import fonts
from cartreport.render.assets import Picture
from cartreport.render.loader import BUILTIN
from cartreport.render.look import Look
from cartreport.render.page import Pictures, context, filters
from cartreport.render.sheets import screen_sheet
from cartreport.render.text import visible
from cartreport.shipped import BRIEFING, PAGE

FONTS = "/*fonts*/"
SCRIPTS = ("tables.js", "screen.js")
_HEAD = re.compile(r"<head(?:\s[^>]*)?>", re.IGNORECASE)
_SCRIPT = re.compile(r"<script(?:\s[^>]*)?>(.*?)</script\s*>", re.IGNORECASE | re.DOTALL)


def render_html(briefing: Briefing, look: Look) -> bytes:
    """The briefing as one HTML file, UTF-8: styles, script, drawings and fonts inside it.

    Raises :class:`cartreport.errors.TemplateError` for a template's mistake, with its place.
    """
    numbers = traced(briefing)
    page, sheet = screen_page(briefing, look, packed(numbers))
    cuts = look.brand.faces.subsets(visible(page + html.escape(numbers)))
    faces = fonts.rules(cuts, [fonts.data_url(cut.data) for cut in cuts])
    return page.replace(sheet, sheet.replace(FONTS, faces, 1), 1).encode()


def screen_page(briefing: Briefing, look: Look, numbers: str = "") -> tuple[str, str]:
    """What the templates make for the screen, without the faces; and the sheet that awaits them.

    ``numbers`` is what the page knows of its numbers. Raises as :func:`render_html` does.
    """
    pictures = Pictures(look, "screen")

    def source(name: str) -> str:
        return look.templates.source(f"{briefing.template}/{name}")

    look.templates.environment.filters.update(filters("screen", briefing.language))
    own = look.assets.sheet(screen_sheet(briefing.template, look), briefing.template, _carried)
    sheet = f"{FONTS}\n{own}"
    page = look.templates.render(
        f"{briefing.template}/{PAGE}",
        **context(briefing, pictures),
        styles=Markup(sheet),  # noqa: S704 - the template's own sheet
        script=Markup("\n".join(map(source, SCRIPTS))),  # noqa: S704
        numbers=numbers,
    )
    page = look.assets.page(page, briefing.template, _carried)
    return guarded(page, look.templates.shown(f"{briefing.template}/{PAGE}")), sheet


def _carried(picture: Picture) -> str:
    return picture.url


def traced(briefing: Briefing) -> str:
    """What the page knows of its numbers, as JSON; nothing where it knows of none.

    A text that is said more than once stands in ``texts``, elsewhere its place there. A share is
    a text too, in per cent, as the page says it.
    """
    known = briefing.trace
    if known is None or not known.numbers:
        return ""
    said = Counter(text for line in _lines(known) for text in line)
    places = {text: place for place, text in enumerate(t for t, times in said.items() if times > 1)}

    def short(texts: Sequence[str]) -> list[str | int]:
        return [places.get(text, text) for text in texts]

    told = {
        "numbers": {
            at: (
                n.said,
                short(n.words.split(DOT)),
                n.kind,
                n.places,
                *([short(n.refs)] if n.refs else []),
            )
            for at, n in known.numbers.items()
        },
        "tables": known.tables,
        "kinds": known.kinds,
        "records": {kind: [short(row) for row in rows] for kind, rows in known.records.items()},
        "texts": list(places),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def packed(text: str) -> str:
    """A text as the shipped script reads it: by zlib, in base64, in which no tag can stand."""
    return base64.b64encode(zlib.compress(text.encode(), 9)).decode() if text else ""


def _lines(known: Trace) -> Iterator[Sequence[str]]:
    """What is said of each number, and of each record."""
    for number in known.numbers.values():
        yield from (number.words.split(DOT), number.refs)
    for rows in known.records.values():
        yield from rows


def guarded(page: str, named: str = "page.html") -> str:
    """The page with a content security policy at the head of its head, whatever its template.

    It may show what it carries and run its own scripts, which are named by their hashes; it fetches
    nothing and sends nothing. Raises :class:`TemplateError` for a page without a head.
    """
    scripts = [
        base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
        for found in _SCRIPT.finditer(page)
    ]
    allowed = " ".join(f"'sha256-{digest}'" for digest in dict.fromkeys(scripts)) or "'none'"
    policy = (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data:; "
        "font-src data:; base-uri 'none'; form-action 'none'"
    )
    head = _HEAD.search(page)
    if head is None:
        extends = f'{{% extends "{BUILTIN}{BRIEFING}/{PAGE}" %}}'
        raise TemplateError(f"{named}:1 the page has no <head>", f"Begin the file with {extends}.")
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}"/>'
    return f"{page[: head.end()]}\n{meta}{page[head.end() :]}"

"""PDF: pages with running heads, contents, bookmarks and tags (PDF/UA-1), by WeasyPrint."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cartreport.briefing.briefing import Briefing
from cartreport.render import tokens
from cartreport.render.assets import STYLED
from cartreport.render.engine import dated, document, engine, overheard, roomy
from cartreport.render.fonts import rules
from cartreport.render.look import Look
from cartreport.render.page import Pictures, context, filters
from cartreport.render.sheets import print_sheet, print_values
from cartreport.render.tags import ORNAMENT, finish
from cartreport.render.text import visible
from cartreport.sources.uncollected import uncollected

if TYPE_CHECKING:
    from weasyprint import CSS, Document
    from weasyprint.text.fonts import FontConfiguration

VARIANT = "pdf/ua-1"
_ORNAMENT = re.compile(
    r"(<img\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*?\salt\s*=\s*)(?:\"\"|'')", re.IGNORECASE
)


@dataclass(frozen=True)
class RenderedPdf:
    """The file, and what the gates ask about it.

    ``anchors`` gives the page (from 1) of each id, ``warnings`` WeasyPrint's own sentences and
    addresses that were refused, ``document`` its pages with every box,
    ``html`` the page behind them.
    """

    data: bytes
    pages: int
    anchors: dict[str, int]
    warnings: tuple[str, ...]
    document: Document
    html: str


def render_pdf(briefing: Briefing, look: Look) -> RenderedPdf:
    """The briefing as PDF/UA-1. The same briefing and look give the same bytes.

    Raises :class:`cartreport.errors.RenderError` where Pango is missing and
    :class:`cartreport.errors.TemplateError` for a template's mistake, with its place.
    """
    page, pictures = print_page(briefing, look)
    with dated(briefing.as_of), uncollected(), overheard() as heard:
        return roomy(lambda: _rendered(page, pictures, briefing, look, heard))


def print_page(briefing: Briefing, look: Look) -> tuple[str, Pictures]:
    """The page in HTML as WeasyPrint gets it, and its drawings."""
    pictures = Pictures(look, "print")
    look.templates.environment.filters.update(filters("print", briefing.language))
    page = look.templates.render(
        f"{briefing.template}/page.html", **context(briefing, pictures), styles="", script=""
    )
    page = look.assets.page(page, briefing.template, pictures.carried)
    values = print_values(look)
    page = STYLED.sub(lambda found: tokens.literal(found[0], values), page)
    return _ORNAMENT.sub(rf'\g<1>"{ORNAMENT}"', page), pictures


@dataclass(frozen=True)
class Prepared:
    """What WeasyPrint is given beside the page: its sheet, its fonts, and where it may fetch.

    ``before`` is how many lines stand before those of the template's sheet.
    """

    css: CSS
    fonts: FontConfiguration
    fetcher: Any
    refused: list[str]
    before: int


def prepared(page: str, pictures: Pictures, briefing: Briefing, look: Look) -> Prepared:
    """The print sheet with the faces cut to the page's characters; all of it in memory."""
    weasyprint = engine()
    from weasyprint.text.fonts import FontConfiguration

    from cartreport.render.fetch import from_memory

    printed = look.assets.sheet(
        print_sheet(briefing.template, look), briefing.template, pictures.carried
    )
    drawn = "".join(
        data.decode() for url, data in pictures.kept.items() if not url.startswith(("png:", "jpe:"))
    )
    cuts = look.brand.faces.cuts(visible(page + drawn))
    urls = [f"font:{place}" for place in range(len(cuts))]
    held = {url: cut.data for url, cut in zip(urls, cuts, strict=True)}
    refused: list[str] = []
    fetcher = from_memory({**pictures.kept, **held}, refused)
    fonts = FontConfiguration()
    faces = rules(cuts, urls)
    css = weasyprint.CSS(string=faces + printed, font_config=fonts, url_fetcher=fetcher)
    return Prepared(css, fonts, fetcher, refused, faces.count("\n"))


def _rendered(
    page: str, pictures: Pictures, briefing: Briefing, look: Look, heard: list[str]
) -> RenderedPdf:
    given = prepared(page, pictures, briefing, look)
    options: dict[str, Any] = {"stylesheets": [given.css], "pdf_variant": VARIANT}
    laid_out = document(page, given.fetcher).render(font_config=given.fonts, **options)
    data = laid_out.write_pdf(finisher=finish, **options)
    return RenderedPdf(
        data=data,
        pages=len(laid_out.pages),
        anchors=_anchors(laid_out),
        warnings=(
            *(_placed(line, given.before, briefing.template) for line in heard),
            *(f"refused to load {url}" for url in given.refused),
        ),
        document=laid_out,
        html=page,
    )


def _placed(line: str, before: int, template: str) -> str:
    """What WeasyPrint says of a line of the sheet, by the sheet's own lines."""

    def place(found: re.Match[str]) -> str:
        number = int(found[1]) - before
        return f" at {template}/print.css:{number}:{found[2]}" if number > 0 else found[0]

    return re.sub(r" at (\d+):(\d+)", place, line, count=1)


def _anchors(laid_out: Document) -> dict[str, int]:
    """The page on which each id begins."""
    found: dict[str, int] = {}
    for number, leaf in enumerate(laid_out.pages, 1):
        for name in leaf.anchors:
            found.setdefault(name, number)
    return found

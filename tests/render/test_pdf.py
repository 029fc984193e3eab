"""PDF: pages, contents, bookmarks, tags, the same bytes, and nothing loaded from outside."""

from __future__ import annotations

import builtins
import os
import re
from io import BytesIO
from itertools import islice
from pathlib import Path

import pytest
from sample_briefing import briefing, exhibits, sections

from cartreport.errors import RenderError
from cartreport.render.gates.layout import sheets
from cartreport.render.install import install_line
from cartreport.render.look import Look, open_look
from cartreport.render.pdf import RenderedPdf, render_pdf

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def look() -> Look:
    return open_look(HERE, "ledger")


@pytest.fixture(scope="module")
def rendered(look: Look) -> RenderedPdf:
    return render_pdf(briefing(), look)


@pytest.fixture(scope="module")
def reader(rendered: RenderedPdf):
    from pypdf import PdfReader

    return PdfReader(BytesIO(rendered.data))


@pytest.fixture(scope="module")
def pages(reader) -> list[str]:
    """The text of every page."""
    return [page.extract_text() for page in reader.pages]


def test_nothing_is_complained_of(rendered: RenderedPdf) -> None:
    """WeasyPrint has nothing to say about page and sheet."""
    assert rendered.warnings == ()
    assert rendered.pages == len(rendered.document.pages) > 8


def test_it_says_what_it_is(reader) -> None:
    """Title, language, dates, tags and PDF/UA stand in the file."""
    catalog = reader.trailer["/Root"]
    assert reader.metadata.title == "China CAR-T competitive landscape · Edition 2026-11"
    assert catalog["/Lang"] == "en"
    assert catalog["/MarkInfo"]["/Marked"] in (True, "true")
    assert reader.metadata["/CreationDate"].startswith("D:20261122")
    assert b"pdfuaid" in catalog["/Metadata"].get_data()


def test_bookmarks_lead_to_sections_and_exhibits(reader) -> None:
    """Each section is a bookmark, its exhibits under it."""
    titles = [
        item.title if not isinstance(item, list) else [sub.title for sub in item]
        for item in reader.outline
    ]
    assert "3 By target" in titles
    under = titles[titles.index("3 By target") + 1]
    assert under == [f"Exhibit {item.number} · {item.title}" for item in exhibits()]


def test_the_contents_name_the_right_pages(pages: list[str], rendered: RenderedPdf) -> None:
    """Page numbers in the contents are those of the anchors."""
    text = pages[rendered.anchors["contents"] - 1]
    for section in sections()[2:]:
        last = re.escape(section.finding.split()[-1])
        assert re.search(rf"{last}\s+{rendered.anchors[section.id]}\n", text), section.id


def test_every_page_but_the_cover_has_its_furniture(pages: list[str]) -> None:
    """Running heads, page x of y and the build id; the cover is bare."""
    assert "Page 1 of" not in pages[0]
    for number, text in enumerate(pages[1:], 2):
        assert f"Page {number} of {len(pages)}" in text
        assert "Build 20e96b88" in text
        assert "data to 2026-08-22" in text


def test_a_running_line_is_short(rendered: RenderedPdf) -> None:
    """Title above section and dates, document beside page and build: no line reads as prose."""
    page = next(islice(sheets(rendered.document, {}), 2, None))
    lines: dict[int, list[str]] = {}
    for piece in sorted(page.pieces, key=lambda piece: piece.frame):
        if piece.context.margin:
            lines.setdefault(round(piece.frame.top), []).append(piece.words)
    assert [lines[top] for top in sorted(lines)] == [
        ["China CAR-T competitive landscape"],
        ["Executive summary", "Edition 2026-11 · data to 2026-08-22"],
        ["Monthly briefing", f"Page 3 of {rendered.pages}", "Build 20e96b88"],
    ]


def test_an_exhibit_has_one_heading_that_begins_with_its_number(rendered: RenderedPdf) -> None:
    """Number and title are one heading on one line: alone, the number would stand at the head of
    page after page as running heads do, and be heard as a paragraph."""
    pieces = [piece for page in sheets(rendered.document, {}) for piece in page.pieces]
    texts = [piece for piece in pieces if piece.kind == "text"]
    for item in exhibits():
        place = [piece.words for piece in texts].index(f"Exhibit {item.number}")
        number, title = texts[place : place + 2]
        assert number.context.heading
        assert item.title.startswith(" ".join(title.words.split()))
        assert number.frame.right <= title.frame.left
        assert title.frame.top < number.frame.bottom < title.frame.bottom


def test_long_tables_repeat_their_heads(pages: list[str], rendered: RenderedPdf) -> None:
    """Every page of the programme table opens with the names of its columns, and no row is lost."""
    texts = pages[rendered.anchors["programmes"] - 1 :]
    assert all("Programme" in text and "Trials" in text for text in texts)
    found = re.findall(r"CT\d{4}-cel", "".join(texts))
    assert len(found) == len(set(found)) == 151


def test_a_wide_exhibit_turns_its_page_and_no_other(reader, rendered: RenderedPdf) -> None:
    """The landscape page is the wide exhibit's alone."""
    wide = [
        n for n, page in enumerate(reader.pages, 1) if page.mediabox.width > page.mediabox.height
    ]
    assert wide == [rendered.anchors["exhibit-4"]]


def test_every_font_is_inside(reader) -> None:
    """No face is left to the reader's machine."""
    for page in reader.pages:
        for font in page["/Resources"].get("/Font", {}).values():
            for inner in font.get_object().get("/DescendantFonts", []):
                assert (
                    "/FontFile2" in inner.get_object()["/FontDescriptor"]
                    or "/FontFile3" in inner.get_object()["/FontDescriptor"]
                )


def test_the_environment_is_left_as_it_was(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """The date that fonts are stamped with, and the collector, are put back."""
    import gc

    monkeypatch.setenv("SOURCE_DATE_EPOCH", "7")
    render_pdf(briefing(sections=sections()[:1]), look)
    assert os.environ["SOURCE_DATE_EPOCH"] == "7"
    assert gc.isenabled()


@pytest.mark.parametrize(
    "asked",
    [
        '<img src="http://example.org/x.png" alt="x"/>',
        '<img src="file:///etc/passwd" alt="x"/>',
        '<img src="../../secret.png" alt="x"/>',
        '<img src="drawing:../x" alt="x"/>',
        '<img src="data:image/svg+xml,&lt;svg xmlns=%22http://www.w3.org/2000/svg%22/>" alt="x"/>',
        '<link rel="stylesheet" href="http://example.org/x.css"/>',
        "<style>@import url(file:///etc/passwd); p { background: url(http://example.org/y.png) }</style><p>x</p>",
        '<object data="http://example.org/o"/>',
    ],
)
def test_nothing_is_loaded_from_outside(tmp_path: Path, asked: str) -> None:
    """Network, files, climbing paths and data addresses are refused, and the refusal is told."""
    folder = tmp_path / "templates" / "briefing" / "sections"
    folder.mkdir(parents=True)
    (folder / "evidence.html").write_text(f"<section>{asked}</section>", "utf-8")
    only = tuple(section for section in sections() if section.kind == "evidence")
    made = render_pdf(briefing(sections=only), open_look(tmp_path, "ledger"))
    assert made.warnings


def test_without_pango_the_install_line_is_given(
    look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine without Pango gets the line to type and no traceback."""
    real = builtins.__import__

    def refuse(name: str, *args: object, **kwargs: object) -> object:
        if name == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return real(name, *args, **kwargs)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(RenderError) as raised:
        render_pdf(briefing(sections=sections()[:1]), look)
    (told,) = raised.value.problems or []
    assert str(told).startswith("this machine E812 Pango: libpango-1.0-0 cannot be loaded: install")
    assert install_line() in told.hint

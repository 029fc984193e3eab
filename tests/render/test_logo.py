"""Logos: any lawful form and shape is shown, what programs leave in a drawing is cleaned or refused."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from sample_briefing import briefing, sections

from cartreport.render import brand
from cartreport.render.drawings import UnsafeError, safe
from cartreport.render.gates import overprint
from cartreport.render.gates.document import Document
from cartreport.render.html import render_html
from cartreport.render.logo import HEIGHT, TALLEST, WIDEST, Logo
from cartreport.render.logo import Image as Shown
from cartreport.render.look import open_look
from cartreport.render.page import _shown
from cartreport.render.pdf import render_pdf

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 10"><path d="M0 0h9"/></svg>'
PROGRAM = """<?xml version="1.0" encoding="utf-8"?>
<!-- Generator: a drawing program -->
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg version="1.1" id="Layer_1" xmlns="http://www.w3.org/2000/svg" x="0px" y="0px"
  xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:inkscape="http://www.inkscape.org/namespaces/inkscape"
  xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" width="120mm" height="40mm"
  style="enable-background:new 0 0 120 40;" xml:space="preserve" inkscape:version="1.2">
<metadata><rdf:RDF><rdf:li>A. Person</rdf:li></rdf:RDF></metadata>
<inkscape:grid type="x"/>
<style type="text/css"><![CDATA[ .st0{fill:#112233;-inkscape-stroke:none;} #b, .st1{fill:url(#grad);} path{opacity:.5} ]]></style>
<defs><linearGradient id="grad"><stop offset="0" style="stop-color:#fff;stop-opacity:1"/></linearGradient>
<path id="p" class="st0" d="M0 0h9v9z"/></defs>
<use xlink:href="#p" x="3"/><path id="b" class="st0 st1" style="stroke:red" d="M1 1h2"/>
</svg>"""
COLOURS = "color: {primary: '#154f5f'}\n"


def folder_of(tmp_path: Path, yaml: str) -> Path:
    """A brand with one logo file of each kind."""
    folder = tmp_path / "brands" / "mine"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "_brand.yml").write_text(COLOURS + yaml, "utf-8")
    (folder / "a.svg").write_text(SVG.format(12), "utf-8")
    (folder / "night.svg").write_text(SVG.format(30), "utf-8")
    (folder / "wide.svg").write_text(SVG.format(150), "utf-8")
    for kind in ("PNG", "JPEG"):
        held = BytesIO()
        Image.new("RGB", (40, 10), "#ff00aa").save(held, kind)
        (folder / f"a.{kind.lower()}").write_bytes(held.getvalue())
    return folder


@pytest.mark.parametrize(
    ("yaml", "ratio", "dark", "alt"),
    [
        ("logo: a.svg", 1.2, 1.2, ""),
        ("logo: {path: a.svg, alt: Acme}", 1.2, 1.2, "Acme"),
        ("logo: {medium: a.svg}", 1.2, 1.2, ""),
        ("logo: {light: {path: a.svg, alt: Acme}, dark: night.svg}", 1.2, 3, "Acme"),
        ("logo: {small: {path: a.svg, alt: Acme}, large: wide.svg}", 1.2, 1.2, "Acme"),
        ("logo: {small: {light: a.svg, dark: {path: night.svg, alt: N}}}", 1.2, 3, ""),
        ("logo: {images: {x: {path: a.svg, alt: Acme}}, small: {light: x, dark: x}}", 1.2, 1.2, "Acme"),
        ("logo: {small: 'https://acme.example/a.svg', medium: a.png}", 4, 4, ""),
        ("logo: {large: a.jpeg}", 4, 4, ""),
    ],
)  # fmt: skip
def test_every_lawful_form_is_shown(
    tmp_path: Path, yaml: str, ratio: float, dark: float, alt: str
) -> None:
    """Small, else medium, else large; by path, by name, with words, for light and for dark."""
    loaded, problems = brand.examine(folder_of(tmp_path, yaml), "b.yml")
    assert problems == []
    assert loaded is not None
    assert isinstance(loaded.logo, Logo)
    assert (loaded.logo.light.ratio, loaded.logo.dark.ratio, loaded.logo.alt) == (ratio, dark, alt)


def test_what_drawing_programs_write_is_cleaned() -> None:
    """Styles become attributes, notes go, ids get a prefix: nothing of it reaches into the page."""
    drawing = safe(PROGRAM.encode(), "logo-")
    assert drawing.ratio == 3
    left = (
        "class=",
        "style",
        "inkscape",
        "rdf",
        "Person",
        "metadata",
        "DOCTYPE",
        "xlink",
        "width=",
    )
    assert [word for word in left if word in drawing.markup] == []
    assert set(re.findall(r'\bid="(.*?)"', drawing.markup)) == {
        *("logo-Layer_1", "logo-grad", "logo-p", "logo-b"),
    }
    assert 'href="#logo-p"' in drawing.markup
    assert re.search(r'<path id="logo-b" [^>]*fill="url\(#logo-grad\)"', drawing.markup)
    assert re.search(r'<path id="logo-b" [^>]*stroke="red"', drawing.markup)
    assert re.search(r'<path id="logo-p" [^>]*fill="#112233"', drawing.markup)
    assert 'stop-color="#fff"' in drawing.markup


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ("<style>g &gt; path{fill:red}</style>", "save it as plain SVG"),
        ("<style>@media print{path{fill:red}}</style>", "save it as plain SVG"),
        ('<image href="data:image/png;base64,AA=="/>', "PNG"),
        ('<g id="a"><use href="#a"/></g>', "save it as plain SVG"),
        ("<filter/>", "as a PNG"),
        ("\0", "save it as UTF-8"),
    ],
)
def test_what_cannot_be_cleaned_is_refused_with_what_to_do(inside: str, told: str) -> None:
    """Each refusal says how to save the drawing so that it is taken."""
    with pytest.raises(UnsafeError) as raised:
        safe(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>'.encode())
    assert told in raised.value.hint


def test_a_drawing_says_nothing_of_its_place() -> None:
    """Nothing on the root lets it leave its slot; a box without end is no size."""
    inside = b'<svg viewBox="0 0 9 %s" overflow="visible" transform="scale(99)" style="overflow:visible"/>'
    assert re.findall(r"[\w-]+=", safe(inside % b"3").markup) == ["xmlns=", "viewBox="]
    for high in (b"inf", b"nan", b"1e-400"):
        with pytest.raises(UnsafeError, match="no size"):
            safe(inside % high)


def test_a_file_that_is_no_logo_says_what_to_do_at_its_line(tmp_path: Path) -> None:
    """Missing, outside, cut short, damaged, too wide, too large, of another kind, without a size."""
    folder = folder_of(tmp_path, "")
    good = (folder / "a.png").read_bytes()
    wide = BytesIO()
    Image.new("1", (4001, 1)).save(wide, "PNG")
    (tmp_path / "x.svg").write_text(SVG.format(9))
    files = {
        "torn.png": good[:60],
        "odd.png": good[:40] + b"IDAT" + good[44:],
        "wide.png": wide.getvalue(),
        "large.png": good[:-12] + bytes(1_000_000) + good[-12:],
        "a.gif": b"GIF89a" + bytes(20),
        "a.webp": b"RIFF" + bytes(20),
        "a.heic": bytes(4) + b"ftyp" + bytes(20),
    }
    for name, data in files.items():
        (folder / name).write_bytes(data)
    (folder / "flat.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    told = {}
    for name in ("gone.svg", "../mine/../../x.svg", "flat.svg", *files):
        (folder / "_brand.yml").write_text(f"{COLOURS}logo: {{small: {name}}}", "utf-8")
        (problem,) = brand.examine(folder, "b.yml")[1]
        assert (problem.code, str(problem.where)) == ("E703", "b.yml:2:15")
        told[name] = f"{problem.message}: {problem.hint}"
    absent = "in the brand's folder: put it there, or correct its name"
    kinds = "is no SVG, PNG or JPEG: save it as one of these"
    assert told == {
        "gone.svg": f"there is no file 'gone.svg' {absent}",
        "../mine/../../x.svg": f"there is no file '../mine/../../x.svg' {absent}",
        "flat.svg": told["flat.svg"],
        "torn.png": "torn.png is cut short: save it anew",
        "odd.png": "odd.png is damaged: save it anew",
        "wide.png": "wide.png is wider than 4000 pixels: save it smaller",
        "large.png": "large.png is larger than 1,000,000 bytes: save it smaller",
        "a.gif": f"a.gif {kinds}",
        "a.webp": f"a.webp {kinds}",
        "a.heic": f"a.heic {kinds}",
    }


def test_text_in_a_logo_is_set_in_the_brand_s_face(tmp_path: Path) -> None:
    """No face of the machine creeps in by a logo: its own family goes, and a warning says so."""
    folder = folder_of(tmp_path, "logo: said.svg")
    (folder / "said.svg").write_text(SVG.format(9).replace("<path", '<text font-family="Arial">A</text><path'))  # fmt: skip
    loaded, problems = brand.examine(folder, "b.yml")
    assert [problem.code for problem in problems] == ["W705"]
    assert loaded is not None
    assert loaded.logo is not None
    assert re.findall(r'font-family="(.*?)"', loaded.logo.light.markup) == ["var(--sans)"]


def test_no_shape_leaves_its_slot() -> None:
    """From a tower to a ribbon a logo keeps its proportions and stays within the slot."""
    for ratio in (0.05, 0.5, 1, 1.2, 4, 15, 80):
        wide, high = Shown(ratio).size
        assert wide <= WIDEST + 1e-9
        assert high <= TALLEST
        assert abs(wide / high - ratio) < 1e-9
    assert Shown(4).size == (4 * HEIGHT, HEIGHT)


@pytest.mark.parametrize("name", ["wide.svg", "a.png"])
def test_a_logo_stands_beside_the_name(tmp_path: Path, name: str) -> None:
    """A ribbon of a logo and a picture: in print no text lies under it, on screen it is inside."""
    folder_of(tmp_path, f"logo: {name}")
    look = open_look(tmp_path, "mine")
    made = briefing(sections=sections()[:3])
    printed = render_pdf(made, look)
    document = Document(made, print=printed.html, layout=printed.document)
    assert list(overprint.gate(document)) == []
    assert printed.warnings == ()
    page = render_html(made, look).decode()
    device = re.search(r'<span class="device".*?</span>', page, re.DOTALL)
    assert device is not None
    assert ("data:image/png" in device[0]) == (name == "a.png")
    assert 'aria-label="mine"' in device[0]


def test_only_what_cannot_follow_the_page_stands_on_a_plate() -> None:
    """A drawing in the page's colours and a logo of one mode need none; a picture and a drawing of
    its own colours do. A picture is an image, a drawing is inline; a point is 1.4 px on screen.
    """
    follows = Shown(2, markup='<path fill="var(--ink)"/>')
    fixed = Shown(2, markup='<path fill="#123456" font-family="var(--sans)"/>')
    picture = Shown(1, data=b"x", kind="image/png")
    held = {
        (image, when): str(_shown(image, when, "Acme", "#fff"))
        for image in (follows, fixed, picture)
        for when in ("", " by-day")
    }
    plated = {key for key, markup in held.items() if "background:#fff" in markup}
    assert plated == {(fixed, ""), (picture, "")}
    assert {key[0] for key, markup in held.items() if "<img" in markup} == {picture}
    assert 'style="width:30.8px;height:15.4px"' in held[follows, ""]
    assert 'class="device by-day"' in held[picture, " by-day"]


def test_a_logo_for_each_mode(tmp_path: Path) -> None:
    """On screen both are there, one for each mode; one alone stands on a plate of the light page."""
    folder_of(tmp_path, "logo: {small: {light: a.svg, dark: night.svg}}")
    page = render_html(briefing(), open_look(tmp_path, "mine")).decode()
    assert 'class="device by-day"' in page
    assert 'class="device by-night"' in page
    folder_of(tmp_path, "logo: a.svg")
    page = render_html(briefing(), open_look(tmp_path, "mine")).decode()
    assert re.search(r'class="device" [^>]*background:#ffffff', page)

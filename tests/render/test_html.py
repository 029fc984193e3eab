"""HTML: one file, offline, that a reader with or without eyes can follow."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from sample_briefing import briefing, sections

from cartreport.briefing.briefing import Cell, Evidence, Grid, Head, Row, Section, Text
from cartreport.briefing.numbers import stressed
from cartreport.render.html import render_html
from cartreport.render.look import Look, open_look
from cartreport.render.markup import closed, link, rich
from cartreport.render.page import parts


@pytest.fixture(scope="module")
def look() -> Look:
    return open_look(Path(__file__).parent, "ledger")


@pytest.fixture(scope="module")
def page(look: Look) -> str:
    return render_html(briefing(), look).decode()


def test_it_needs_no_other_file(page: str) -> None:
    """No address outside stands anywhere but in links that a reader may follow."""
    without = re.sub(r'<a href="https://[^"]+"', "", page)
    without = without.replace("http://www.w3.org/2000/svg", "")
    assert not re.search(r"https?:|//[a-z]+\.", without)
    assert not re.search(r'(src|href)="(?!#|https://|data:)', page)
    assert "@import" not in page


def test_it_is_small(page: str) -> None:
    """Fonts and all, the sample stays under 600 kB."""
    assert len(page) < 600_000


def test_headings_are_in_order(page: str) -> None:
    """One h1, and no level is left out on the way down."""
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", page)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_it_is_well_formed(page: str) -> None:
    """Every tag is closed: what the print renderer relies on holds on screen too."""
    ET.fromstring(
        re.sub(r"<(script|style)>.*?</\1>", "", page, flags=re.DOTALL).replace('hidden=""', "")
    )


def test_tables_name_their_heads(page: str) -> None:
    """Every table of figures has a caption, and every head says what it is the head of."""
    for table in re.findall(r'<table class="tb.*?</table>', page, re.DOTALL):
        assert "<caption" in table
        assert not re.search(r"<th(?= |>)(?![^>]*scope=)", table)


def test_tables_close(page: str) -> None:
    """No head is empty, and all rows of a table have as many columns."""
    for table in re.findall(r'<table class="tb.*?</table>', page, re.DOTALL):
        assert not re.search(r"<th[^>]*>\s*</th>", table)
        wide = {
            sum(int(n or 1) for n in re.findall(r'<t[hd](?![a-z])(?:[^>]*colspan="(\d+)")?', row))
            for row in re.findall(r"<tr.*?</tr>", table, re.DOTALL)
        }
        assert len(wide) == 1, table[:200]


def test_a_table_parts_with_three_rows_on_either_side() -> None:
    """The first two rows stay with the next, the last two with the one before, over groups too."""
    kinds = ["row", "row", "row", "group", "row", "row", "group", "row"]
    made = parts(Grid((Head("a", 9),), tuple(Row((Cell("x"),), kind=kind) for kind in kinds)))
    assert [(part.keep, part.keeps) for part in made] == [
        ("", (" early", " early", "")),
        ("", ("", " late")),
        (" late", (" late",)),
    ]


def test_targets_are_large_enough(page: str) -> None:
    """What is pressed on its own is at least 24 px high: lines of the contents, buttons of tables."""
    sheet = page[: page.index("</style>")]
    assert re.search(r"\.toc-ex a \{[^}]*line-height: 24px", sheet)
    assert re.search(r"\.sort \{[^}]*min-height: 24px", sheet)
    assert re.search(r"\.tools button \{[^}]*min-height: 24px", sheet)


def test_drawings_speak(page: str) -> None:
    """Each drawing has a title and a description, and its numbers stand in a table below."""
    drawings = re.findall(r'<svg [^>]*class="drawing".*?</svg>', page, re.DOTALL)
    assert len(drawings) == 9
    assert all("<title" in drawing and "<desc" in drawing for drawing in drawings)
    assert '<details class="data">' in page


def test_ids_are_unique_and_links_lead_somewhere(page: str) -> None:
    """No id stands twice; every link within the page has its target."""
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_chinese_says_that_it_is(page: str) -> None:
    """Chinese in the middle of English carries its language."""
    assert '<span class="second" lang="zh">阿基仑赛 奕凯达</span>' in page
    assert '<p class="cv-second" lang="zh">' in page


def test_same_bytes(look: Look) -> None:
    """The same briefing gives the same bytes."""
    assert render_html(briefing(), look) == render_html(
        briefing(), open_look(Path(__file__).parent, "ledger")
    )


def test_hostile_values_are_text(look: Look) -> None:
    """A value that looks like markup, a script address or a template is printed as it stands."""
    evil = '<script>alert("x")</script>{{ 7 * 7 }}'
    grid = Grid(
        (Head(evil, 87), Head("b", 87)),
        (Row((Cell(evil, title=evil), Cell(evil, small=evil))),),
    )
    section = Section(
        "s",
        "reading",
        "1",
        evil,
        evil,
        lead=Text(evil),
        extra={
            "quality": grid,
            "marks": [],
            "grades": [],
            "ladder": [],
            "units": [(evil, Text(evil))],
            "rules": [],
        },
    )
    sources = Section(
        "e",
        "evidence",
        "2",
        "E",
        "E",
        evidence=(Evidence(1, "A", evil, evil, "", "", "javascript:alert(1)"),),
    )
    page = render_html(briefing(title=evil, sections=(section, sources)), look).decode()
    body = page[page.index("<body") :]
    assert body.count("<script>") == 1
    assert "javascript:" not in body
    assert "{{ 7 * 7 }}" in body


def test_a_way_of_several_sources_is_said_once(look: Look) -> None:
    """Three sources by one way share a sign, (i), the next three (ii), … the fourth way 4; two say theirs."""
    ways = [way for way in ("a", "b", "c", "d") for _ in range(3)] + ["alone"] * 2
    evidence = tuple(
        Evidence(n, "A", "P", f"Notice {n}", "", "", "", way) for n, way in enumerate(ways, 1)
    )
    made = Section("e", "evidence", "2", "E", "E", evidence=evidence)
    page = render_html(briefing(sections=(made,)), look).decode()
    assert re.search(r"\(i\) a · \(ii\) b · \(iii\) c · \(4\) d</p>", page)
    assert len(re.findall(r"\(iii\)", page)) == 4
    assert page.count(" (alone)") == 2


def test_dark_and_light_are_there(page: str) -> None:
    """The dark set follows the reader's system and the button, and leaves paper alone."""
    assert "@media screen and (prefers-color-scheme: dark)" in page
    assert ":root[data-theme=dark]" in page
    assert "--ink: #eaebec" in page


@pytest.mark.parametrize(
    ("text", "markup"),
    [
        (stressed("**9** of 10"), "<b>9</b> of 10"),
        ("**9** of 10", "**9** of 10"),  # as a source writes it
        ("CAR-T and B-ALL", '<span class="nb">CAR-T</span> and <span class="nb">B-ALL</span>'),
        ("2026-08-22", '<span class="nb">2026-08-22</span>'),
        ("immunotherapy-refractory", "immunotherapy-refractory"),
        ("a < b & c", "a &lt; b &amp; c"),
        ("the 奕凯达 brand", 'the <span lang="zh">奕凯达</span> brand'),
    ],
)
def test_rich(text: str, markup: str) -> None:
    """Strong words of ours, short names that hold together, Chinese that says so, all else escaped."""
    assert str(rich(text)) == markup


def test_a_title_does_not_end_in_a_lonely_number() -> None:
    """Its last two words hold together where both are short; a long pair may be parted."""
    assert closed("91% of 1,155 with a phase below phase 2").endswith("below phase\u00a02")
    assert closed("Nine products for eleven lymphomas") == "Nine products for eleven lymphomas"
    assert closed("Contents") == "Contents"


@pytest.mark.parametrize(
    "url", ["javascript:x", "data:text/html,x", "file:///etc/passwd", "//x.org", " https://x"]
)
def test_only_web_addresses_are_links(url: str) -> None:
    """An address that is not of the web is no link."""
    assert link(url) == ""
    assert link("https://example.org/a?b=1") == "https://example.org/a?b=1"


def test_every_section_of_the_sample_is_there(page: str) -> None:
    """Each section stands in the page under its id."""
    assert all(f'id="{section.id}"' in page for section in sections())


def test_the_face_holds_what_the_panel_shows(monkeypatch: pytest.MonkeyPatch, look: Look) -> None:
    """A text of the panel with a sign for less, and one for more later, hides no character between."""
    told = '{"texts":["age <18 β","ω >2"]}'
    monkeypatch.setattr("cartreport.render.html.traced", lambda _: told)
    monkeypatch.setattr("cartreport.render.html.screen_page", lambda *_: ("<p>page</p>", "page"))
    asked: list[str] = []
    faces = type(look.brand.faces)
    monkeypatch.setattr(faces, "subsets", lambda _, text: asked.append(text) or [])
    render_html(briefing(), look)
    assert {"β", "ω", "1", "8"} <= set(asked[0])

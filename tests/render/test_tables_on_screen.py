"""Tables on screen, in a browser with the shipped scripts: sorted, filtered, saved, printed."""

from __future__ import annotations

import base64
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from sample_briefing import briefing

from cartreport.briefing.briefing import Cell, Exhibit, Foot, Grid, Head, Row, Section, Text, Was
from cartreport.render.html import render_html
from cartreport.render.look import open_look

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "scripts"))
from browser import CHROMIUM, Page, browser  # noqa: E402

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="needs Chromium"),
]
NAMES = ["AB1", "AB1/CD2", "AB12", "CD2", "x-AB1", "B-ALL", "ALL", "=evil"]


def money(text: str, value: float | str, unit: str = "") -> Cell:
    return Cell(text, sort=value, unit=unit)


NEW, RISEN = Was("new", "new", "new"), Was("up", "2,800", "risen from 2,800 in 2026-01 to")


def rows() -> tuple[Row, ...]:
    """Two groups; a row that goes on, one that is new and whose number rose; two currencies, what is not stated, and a closing total."""
    return (
        Row((Cell("First", small="4 rows"),), kind="group"),
        Row((Cell("AB1"), Cell("1,200", sort=1200), money("EUR 9 m", 9_000_000, "EUR"))),
        Row((Cell(), Cell("7", sort=7), money("n.d.", ""))),
        Row((Cell("AB1/CD2"), Cell("·", sort=0), money("n.d.", ""))),
        Row(
            (
                Cell("AB12", was=NEW),
                Cell("30", sort=30, was=RISEN),
                money("USD 2 m", 2_000_000, "USD"),
            )
        ),
        Row((Cell("CD2"), Cell("n.s."), money("at most EUR 80 m", 80_000_000, "EUR"))),
        Row((Cell("Second"),), kind="group"),
        *(
            Row((Cell(name), Cell(str(n), sort=n), money("USD 1 m", 1_000_000, "USD")))
            for n, name in enumerate([*NAMES[4:], *(f"rest {n}" for n in range(8))], 1)
        ),
        Row((Cell("Total"), Cell("9,999", sort=9999), Cell()), kind="total"),
    )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page with that one table, whose second row of the first group goes on with the first."""
    made = list(rows())
    made[2] = Row(made[2].cells, kind="more")
    heads = (Head("Name", 60), Head("Trials", 54, "right"), Head("Paid", 60))
    foot = Foot(Text("a"), Text("b"), Text("c"))
    grid = Grid(heads, tuple(made), table="names")
    exhibit = Exhibit("e", 1, "Title", "Sub", foot, grid=grid)
    section = Section("s", "exhibits", "1", "S", "Found", exhibits=(exhibit,))
    file = tmp_path_factory.mktemp("page") / "page.html"
    file.write_bytes(
        render_html(briefing(sections=(section,)), open_look(Path(__file__).parent, "ledger"))
    )
    with browser() as shown:
        shown.open(file, width=390, height=700)
        shown.ask(
            """var t = document.querySelector("table.tb"), saved = [];
            function shown() { return [...t.rows].slice(1).filter(r => r.offsetHeight && r.className !== "grp")
              .map(r => r.className === "more" ? "…" : [...r.cells[0].childNodes].filter(c => c.className !== "was")
                .map(c => c.textContent).join("").trim()); }
            function column(n) { t.querySelectorAll(".sort")[n].click(); return shown().join(" "); }
            function filter(words) { var i = document.querySelector(".filter input"); i.value = words;
              i.dispatchEvent(new Event("input")); return shown().join(" "); }
            HTMLAnchorElement.prototype.click = function () { saved.push(this.download); };
            var made = URL.createObjectURL; URL.createObjectURL = b => { saved.push(b); return made(b); }; 0"""
        )
        yield shown


REST = " ".join(f"rest {n}" for n in range(8))


def test_sorting(page: Page) -> None:
    """Within its group; a row that goes on with its own; numbers as numbers, units apart; not stated
    last up and down; ties as they stood; the total at the foot; a third time as printed; announced."""
    printed = page.ask("shown().join(' ')")
    for column, wanted in {  # the first group after each press of a head
        1: ["AB1/CD2 AB12 AB1 … CD2 ", "AB1 … AB12 AB1/CD2 CD2 ", "AB1 … AB1/CD2 AB12 CD2 "],
        2: ["AB1 … CD2 AB12 AB1/CD2 ", "CD2 AB1 … AB12 AB1/CD2 ", "AB1 … AB1/CD2 AB12 CD2 "],
    }.items():
        told = [page.ask(f"column({column})") for _ in wanted]
        assert [text[: len(want)] for text, want in zip(told, wanted, strict=True)] == wanted
        assert all(text.endswith(" Total") for text in told)
        assert told[2] == printed
    page.ask("column(2)")
    assert "x-AB1 B-ALL ALL =evil " + REST in page.ask("shown().join(' ')")  # all USD 1 m
    heads = "[...t.querySelectorAll('thead th')].map(h => h.getAttribute('aria-sort'))"
    assert page.ask(heads) == [None, None, "ascending"]
    assert (
        page.ask("document.querySelector('[role=status]').textContent") == "Sorted by Paid, rising"
    )
    page.ask("t.querySelectorAll('.sort')[2].focus(); 0")
    page.press("Enter", 13, "\r")
    assert page.ask(heads) == [None, None, "descending"]
    page.ask("column(2)")


def test_filtering(page: Page) -> None:
    """Each word is a whole term of the row, words in quotes stand together; the count is told, sums
    of rows that are left out are too, and a print says that it is filtered."""
    found: dict[str, Any] = {
        word: page.ask(f"filter({word!r})")
        for word in ["AB1", "cd2", "AB1/CD2", "ALL", "AB", '"rest 3"', "n.d. CD2", "◆"]
    }
    assert found.pop("◆").endswith("Total")  # a sign is no term: nothing is left out
    assert found == {
        "AB1": "AB1 … AB1/CD2",
        "cd2": "AB1/CD2 CD2",
        "AB1/CD2": "AB1/CD2",
        "ALL": "ALL",
        "AB": "",
        '"rest 3"': "rest 3",
        "n.d. CD2": "AB1/CD2",
    }
    assert (
        page.ask("filter('AB1'), document.querySelector('.count').textContent")
        == "“AB1”: 3 of 17 rows"
    )
    page.call("Emulation.setEmulatedMedia", media="print")
    seen = "[getComputedStyle(document.querySelector('main'), '::before').content, "
    seen += "document.querySelector('.count').offsetHeight > 0]"
    assert page.ask(seen) == ['"Filtered print: rows are left out of Exhibit 1"', True]
    page.call("Emulation.setEmulatedMedia", media="")
    page.ask("filter('')")
    assert page.ask("shown().length") == 18


def test_saving(page: Page) -> None:
    """Values, not print: numbers plain, not stated empty, groups in a column of their own, the total
    left out, nothing that a spreadsheet would run; only the rows that stand, and the name says so."""
    page.ask("filter('AB1')")
    page.ask("document.querySelector('.tools').lastChild.click(); filter('')")
    page.ask("document.querySelector('.tools').lastChild.click(); 0")
    some, name, every, _ = page.ask(
        "Promise.all(saved.map(s => s.text ? s.arrayBuffer().then(b => new TextDecoder('utf-8', {ignoreBOM: true}).decode(b)) : s))"
    )
    assert name == "Exhibit-1-names-ab1.csv"
    assert some == (
        "\ufeffGroup,Name,Trials,Paid,Paid as printed\r\n"
        "First,AB1,1200,9000000,EUR 9 m\r\n"
        "First,AB1,7,,n.d.\r\n"
        "First,AB1/CD2,0,,n.d.\r\n"
    )
    assert len(every.splitlines()) == 18
    assert "\r\nFirst,AB12,30,2000000,USD 2 m\r\n" in every
    assert "\r\nSecond,'=evil,4,1000000,USD 1 m\r\n" in every


def test_what_moved_is_heard_in_words(page: Page) -> None:
    """The mark and its number are seen and not heard; the sentence in their place is heard, not seen.

    It makes no page wider than a phone, however far right its cell stands.
    """
    assert page.ask("document.documentElement.scrollWidth") == 390
    mark, said = "● new ▲2,800", " new  risen from 2,800 in 2026-01 to "
    held = "[...t.querySelectorAll('.was > {}')].map(e => e.textContent).join('{}')"
    assert page.ask(held.format("[aria-hidden]", " ")).replace("\u00a0", " ") == mark
    assert page.ask(held.format(".sr", "")) == said


def test_heads_stay(page: Page) -> None:
    """On a phone the head and the names stay where they are while the table is scrolled, and no words
    of the page are under 9 px."""
    page.ask(
        "var box = t.parentNode; box.style.maxHeight = '200px'; box.style.width = '120px'; box.scrollTo(60, 90); 0"
    )
    assert page.ask("box.scrollLeft > 0 && box.scrollTop > 0")
    near = "Math.abs({}.getBoundingClientRect().{} - box.getBoundingClientRect().{}) < 2"
    assert page.ask(near.format("t.tHead", "top", "top"))
    assert page.ask(near.format("t.tBodies[0].rows[3].cells[0]", "left", "left"))
    small = """[...document.querySelectorAll("body *")].filter(e => e.offsetHeight && e.textContent.trim()
      && parseFloat(getComputedStyle(e).fontSize) < 9).map(e => e.outerHTML.slice(0, 80))"""
    assert page.ask(small) == []


def test_a_table_that_goes_on_has_its_heads_again(page: Page, tmp_path: Path) -> None:
    """Printed on paper too small for its rows: the words of the heads stand on each of its pages."""
    from pypdf import PdfReader

    page.ask(
        "document.head.append(Object.assign(document.createElement('style'), "
        "{textContent: '@page { size: 160mm 100mm }'}))"
    )
    page.print(tmp_path / "page.pdf")
    texts = [sheet.extract_text() for sheet in PdfReader(tmp_path / "page.pdf").pages]
    held = [text for text in texts if "USD 1 m" in text]
    assert len(held) > 1
    assert [text for text in held if "Trials" not in text or "Paid" not in text] == []


def test_no_heading_is_printed_alone(tmp_path: Path) -> None:
    """Wherever a section begins on a sheet of paper, its heading, the exhibit's and its picture stand together."""
    style = (ROOT / "templates/briefing/screen.css").read_text("utf-8")
    parts = "".join(
        f'<div style="break-before: page; height: {900 + 40 * n}px"></div><div class="sec"><h2>Finding{n}.</h2></div>'
        f'<figure class="ex"><div class="ex-head"><h3><span class="ex-no">Number{n}. </span>Title{n}.</h3></div>'
        f'<div class="picture" style="height: 500px">Picture{n}.</div></figure>'
        for n in range(16)
    )
    page = tmp_path / "page.html"
    page.write_text(f"<style>{style}</style><main class=page>{parts}</main>", "utf-8")
    with browser() as shown:
        shown.open(page)
        data = base64.b64decode(shown.call("Page.printToPDF", preferCSSPageSize=True)["data"])
    sheets = [sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(data)).pages]
    words = ("Finding", "Number", "Title", "Picture")
    at = [
        [next(p for p, s in enumerate(sheets) if f"{w}{n}." in s) for w in words] for n in range(16)
    ]
    assert [n for n, places in enumerate(at) if len(set(places)) > 1] == []
    assert len({places[0] - n for n, places in enumerate(at)}) > 1, "some moved to the next sheet"

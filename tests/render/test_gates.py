"""Each gate: something broken closes it, the same thing made right does not."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from weasyprint.matrix import Matrix

from cartreport.briefing.briefing import (
    Briefing,
    Cell,
    Exhibit,
    Figure,
    Foot,
    Grid,
    Head,
    Row,
    Section,
    Text,
)
from cartreport.briefing.measure import Measure, shipped_faces
from cartreport.briefing.scene import Line, Scene, Words
from cartreport.problems import CODE_BY_ID, MACHINE, Problem
from cartreport.render import gates
from cartreport.render.gates import drawings, engine, layout, links, scales, weight
from cartreport.render.gates.document import Document
from cartreport.render.install import install_line

FACES, CJK = shipped_faces()
STYLE = f"""
@font-face {{ font-family: Sans; src: url({FACES["sans"].as_uri()}) }}
@font-face {{ font-family: Han; src: url({CJK.as_uri()}) }}
@page {{ size: 210mm 120mm; margin: 18mm; @bottom-center {{ content: counter(page); font: 7pt Sans }} }}
body {{ margin: 0 }} html {{ font: 9pt/12pt Sans, Han }} h1, h2 {{ font-size: 12pt; line-height: 16pt }}
"""


def briefing(*sections: Section) -> Briefing:
    return Briefing(
        name="b",
        template="briefing",
        title="T",
        titles={},
        document="d",
        edition="2026-08",
        as_of="2026-08-31",
        data_to="2026-08-22",
        language="en",
        label="",
        build="",
        brand="ledger",
        sections=sections or (Section("s", "exhibits", "1", "S", "F"),),
        words={},
    )


def document(body: str, css: str = "", files: tuple[str, ...] = (), pdf: bool = False) -> Document:
    html = f'<html lang="en"><head><title>T</title><style>{css}</style></head><body>{body}</body></html>'
    layout, warnings = laid_out(html) if pdf else (None, ())
    return Document(
        briefing=briefing(),
        screen="" if pdf else html,
        print=html if pdf else "",
        layout=layout,
        warnings=warnings,
        faces=(*FACES.values(), CJK),
        files=frozenset(files),
    )


class Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage())


def laid_out(html: str) -> tuple[object, tuple[str, ...]]:
    import weasyprint

    heard = Heard()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(heard)
    try:
        layout = weasyprint.HTML(string=html).render(stylesheets=[weasyprint.CSS(string=STYLE)])
    finally:
        logger.removeHandler(heard)
    return layout, tuple(heard.lines)


def found(doc: Document) -> list[Problem]:
    return list(gates.held(doc))


def section(inner: str) -> str:
    return f'<section id="s"><h1>Finding</h1>{inner}</section>'


WORDS = "The number of programmes that stand in the clinic grows from year to year. " * 4
FOUR = "<tr>" + "<td>one</td>" * 4 + "</tr>"
CUT = (
    '<table style="width: {}; table-layout: fixed"><tr><td style="width: 31mm; white-space: nowrap">'
    "a long…</td><td>1</td></tr></table>"
)

# gate, code, broken, good, whether it looks at pages, a piece of the message
CASES: list[tuple[str, str, str, str, bool, str]] = [
    (
        "a missing image",
        "E801",
        '<p>x</p><img alt="" src="file:///nowhere/x.png">',
        (
            '<p>x</p><img alt="" src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22'
            ' width=%2210%22 height=%2210%22/%3E">'
        ),
        True,
        "Failed to load image",
    ),
    (
        "a rule that the engine does not know",
        "E801",
        '<p style="colr: red">x</p>',
        '<p style="color: red">x</p>',
        True,
        "colr",
    ),
    (
        "the right-most column beyond the page",
        "E802",
        f'<table style="width: 240mm; table-layout: fixed">{FOUR}</table>',
        f'<table style="width: 174mm; table-layout: fixed">{FOUR}</table>',
        True,
        'page 1: the table cell "one" leaves the page',
    ),
    (
        "a word too long for the page",
        "E802",
        f"<p>{'x' * 200}</p>",
        f"<p>{'x ' * 200}</p>",
        True,
        "pt on the right",
    ),
    (
        "a box pushed below the page",
        "E802",
        '<p>x</p><p style="position: absolute; top: 90mm">low</p>',
        '<p>x</p><p style="position: absolute; top: 40mm">low</p>',
        True,
        "at the foot",
    ),
    (
        "a cell's text running into the next column",
        "E802",
        (
            '<table style="width: 60mm; table-layout: fixed"><tr>'
            '<td style="white-space: nowrap">a name that is far too long</td><td>2</td></tr></table>'
        ),
        (
            '<table style="width: 160mm; table-layout: fixed"><tr>'
            '<td style="white-space: nowrap">a name that is far too long</td><td>2</td></tr></table>'
        ),
        True,
        "runs out of its cell",
    ),
    (
        "text hidden by its box",
        "E803",
        '<div style="width: 20mm; white-space: nowrap; overflow: hidden">one hundred and one</div>',
        '<div style="width: 80mm; white-space: nowrap; overflow: hidden">one hundred and one</div>',
        True,
        "is cut off",
    ),
    (
        "a line below the foot of its box",
        "E803",
        '<div style="width: 40mm; height: 12pt; overflow: hidden">one hundred and one things</div>',
        '<div style="width: 40mm; height: 24pt; overflow: hidden">one hundred and one things</div>',
        True,
        "at the foot",
    ),
    ("a letter no face has", "E804", "<p>ꙮ many eyes</p>", "<p>é 药 ≥ ◆</p>", False, "U+A66E"),
    (
        "a missing number",
        "E805",
        "<p>nan of 12 trials</p>",
        "<p>Nan Jing, nano</p>",
        False,
        '"nan"',
    ),
    ("a missing word", "E805", "<table><td>None</td></table>", "<p>None of 12</p>", False, "None"),
    (
        "a count of none",
        "E805",
        "<span>None</span>",
        '<span class="n" data-at="t/a/n">None</span>',
        False,
        "None",
    ),
    ("a number", "E805", "<p>of nan, all</p>", "<p>He'nan and Tai-nan</p>", False, "nan"),
    ("a float year", "E805", "<p>approved in 2025.0</p>", "<p>11.0 months</p>", False, "2025.0"),
    ("an open brace", "E805", "<p>{{ title }}</p>", "<p>{ title }</p>", False, "{{"),
    ("in a tooltip", "E805", '<p title="NaT">x</p>', '<p title="Nat.">x</p>', False, "NaT"),
    ("a dead anchor", "E806", '<a href="#t1">x</a>', '<a href="#s">x</a>', False, "'#t1'"),
    ("a dead anchor in print", "E806", '<a href="#t1">x</a>', '<a href="#s">x</a>', True, "t1"),
    (
        "a file not published",
        "E806",
        '<a href="tables/y.csv">x</a>',
        '<a href="tables/x.csv">x</a>',
        False,
        "not published",
    ),
    (
        "a scheme nobody follows",
        "E806",
        '<a href="javascript:alert(1)">x</a>',
        '<a href="https://example.org/">x</a>',
        False,
        "does not follow",
    ),
    (
        "a stranded heading",
        "E807",
        f'<p style="height: 50mm">{WORDS}</p><h2 style="break-after: auto">Last</h2><p style="height: 30mm; break-inside: avoid">x</p>',
        (
            f'<p style="height: 50mm">{WORDS}</p><h2 style="break-after: avoid">Last</h2>'
            '<p style="height: 30mm; break-inside: avoid">x</p>'
        ),
        True,
        '"Last" is the last thing',
    ),
    (
        "small print",
        "E808",
        '<p style="font-size: 6pt">terms</p>',
        '<p style="font-size: 6.5pt">terms</p>',
        True,
        "6 pt",
    ),
    (
        "a style sheet from outside",
        "E809",
        '<link rel="stylesheet" href="https://fonts.example.org/x.css">x',
        '<a href="https://example.org/x.css">x</a>',
        False,
        "fonts.example.org",
    ),
    (
        "a script beside the page",
        "E809",
        '<script src="x.js"></script>x',
        "<script>1</script>x",
        False,
        "x.js",
    ),
    (
        "an image in a style",
        "E809",
        "<style>p { background: url('x.png') }</style>x",
        "<style>p { background: url('data:image/png;base64,AAAA') }</style>x",
        False,
        "x.png",
    ),
    ("a section of nothing", "E810", "", "<p>x</p>", False, "nothing but its heading"),
    (
        "a page for one line",
        "W814",
        '<p>x</p><p style="break-before: page">y</p>',
        f'<p style="height: 20mm">{WORDS}</p><p style="break-before: page">y</p>',
        True,
        '% with "Finding x"',
    ),
    (
        "a cut beside empty columns",
        "W815",
        CUT.format("174mm"),
        CUT.format("36mm"),
        True,
        '"a long…" is cut, and the other columns have',
    ),
    ("an anchor twice", "E811", '<p id="a">x</p><p id="a">y</p>', '<p id="a">x</p>', False, "'a'"),
]


@pytest.mark.parametrize(
    "code, broken, good, pdf, message", [case[1:] for case in CASES], ids=[c[0] for c in CASES]
)
def test_gate(code: str, broken: str, good: str, pdf: bool, message: str) -> None:
    """The broken page is refused with its code and place; the page made right passes every gate."""
    files = ("tables/x.csv",)
    problems = found(document(section(broken), files=files, pdf=pdf))
    assert code in {problem.code for problem in problems}, problems
    said = next(
        problem for problem in problems if problem.code == code and message in problem.message
    )
    assert said.hint
    assert said.where.file in {
        "templates/briefing/sections/exhibits.html",
        "templates/briefing/page.html",
    }
    assert found(document(section(good), files=files, pdf=pdf)) == []


def test_rotated_head_stands_where_it_is_drawn() -> None:
    """A column head turned upright is measured as it is drawn, not as it was laid out."""
    head = (
        '<div style="width: 8mm; height: 30mm; position: relative">'
        '<div style="position: absolute; left: 0; bottom: 0; white-space: nowrap; width: 30mm; '
        'transform-origin: 0 100%; transform: translate(8mm, 0) rotate({}deg)">a long head</div></div>'
    )
    assert found(document(section(head.format(-90)), pdf=True)) == []
    wide = head.format(-90).replace("width: 8mm", "width: 174mm; left: 170mm")
    assert [p.code for p in found(document(section(wide.replace("-90", "0")), pdf=True))] == [
        "E802"
    ]


def test_a_turned_box_is_framed_by_its_corners() -> None:
    """10 px from the left, 20 from the top, 30 wide, 8 high: a quarter turn about the origin and 100
    px to the right puts the corners at x 100-20-8 .. 100-20 and y 10 .. 40; points are three quarters.
    """
    turned = Matrix(0, 1, -1, 0, 100, 0)
    assert layout._moved(turned, 10, 20, 30, 8) == (54, 7.5, 60, 30)
    assert layout._moved(None, 10, 20, 30, 8) == (7.5, 15, 30, 21)


def test_a_link_in_print_leads_to_a_place_in_it() -> None:
    """Of the links on a page only those within the document are held to its anchors."""
    told = [("internal", "here"), ("internal", "nowhere"), ("external", "https://x.example/")]
    page = SimpleNamespace(anchors={"here": (0, 0)}, links=told)
    empty = SimpleNamespace(anchors={}, links=[])
    doc = replace(document(""), layout=SimpleNamespace(pages=[empty, page]))
    (problem,) = links.gate(doc)
    assert problem.message == "page 2: the link to 'nowhere' leads to no place in the document"


def test_hidden_for_the_eye_is_not_cut_off() -> None:
    """Text for a screen reader stands in a box of one pixel: it is hidden, not cut."""
    hidden = '<p>x<span style="position: absolute; width: 1px; height: 1px; overflow: hidden">only heard</span></p>'
    assert found(document(section(hidden), pdf=True)) == []


def test_small_words_in_a_drawing() -> None:
    """A drawing's text is held to the same floor."""

    def with_size(size: float) -> Document:
        scene = Scene(100, 20, (Words(0, 10, "label", size=size),))
        foot = Foot(Text(""), Text(""), Text(""))
        exhibit = Exhibit("e", 4, "T", "", foot, figure=Figure("f", scene, "alt"))
        held = Section("s", "exhibits", "1", "S", "F", exhibits=(exhibit,))
        return Document(briefing=briefing(held), screen=section("<p>x</p>"))

    assert [p.message for p in found(with_size(6))] == [
        'section "s", exhibit 4: "label" is drawn in 6 pt'
    ]
    assert found(with_size(6.5)) == []


def test_section_missing_from_the_page() -> None:
    """A section of the plan that the template leaves out is noticed."""
    doc = Document(briefing=briefing(), screen="<p>x</p>")
    assert [(p.code, p.where.file) for p in found(doc)] == [
        ("E810", "templates/briefing/sections/exhibits.html")
    ]


def test_many_of_a_kind_are_summed_up() -> None:
    """Two hundred cells with nan are not two hundred lines."""
    cells = "".join(f"<p>nan of {n}</p>" for n in range(200))
    problems = found(document(section(cells)))
    assert len(problems) == gates.MOST + 1
    assert problems[-1].message == "and 192 more of this kind" or any(
        p.message == "and 192 more of this kind" for p in problems
    )


def test_every_gate_is_listed_and_has_codes() -> None:
    """Each module of the folder that is a gate is in the registry, and every code of the page is tested."""
    folder = Path(gates.__file__).parent
    modules = {path.stem for path in folder.glob("*.py")} - {
        "__init__",
        "document",
        "layout",
        "reading",
    }
    assert {gate.__name__.rsplit(".", 1)[-1] for gate in gates.GATES} == modules
    apart = {"E812", "E813", "W816", "E817", "E818", "E819", "W820"}
    codes = {code for code in CODE_BY_ID if code[1] == "8"} - apart
    assert codes == {
        case[1] for case in CASES
    }  # E813: test_numbers_gate; E819: test_overrides; the others: below


def test_a_heavy_page_says_what_weighs_in_it() -> None:
    """Two megabytes are the bound: faces, the records behind numbers, and the rest."""
    faces = f'url("data:font/woff;base64,{"A" * 1_200_000}")'
    numbers = f'<script type="text/plain" id="numbers">{"B" * 500_000}</script>'
    light = f"<style>{faces}</style>{numbers}" + "重" * 90_000
    assert list(weight.gate(Document(briefing(), light))) == []
    (problem,) = weight.gate(Document(briefing(), light + "量" * 30_000))
    assert (problem.code, problem.where.file) == ("W820", f"{briefing().name}.html")
    said = (
        "the page has 2.06 MB, over 2: faces 1.20, records behind its numbers 0.50, the rest 0.36"
    )
    assert problem.message == said


def test_what_the_machine_lacks_is_no_template_s_fault() -> None:
    """A line that asks for a library is E812, at this machine, with the line that installs one."""
    lines = ("Please install HarfBuzz version 13+ to display Moji fonts.", "Unknown rule x")
    doc = replace(document("<p>x</p>"), warnings=lines)
    machine, template = engine.gate(doc)
    assert (machine.code, machine.where) == ("E812", MACHINE)
    assert machine.hint == f"install it with: {install_line()}"
    assert (template.code, template.where) == ("E801", doc.place())


def shaded(number: int, key: tuple[str, ...], lanes: float | None = None) -> Exhibit:
    """An exhibit of trials shaded by these steps, whose bars begin at ``lanes``."""
    foot = Foot(Text(""), Text(""), Text(""))
    cell = Grid((Head("n", 20),), (Row((Cell("2", step=1),)),))
    figure = None if lanes is None else Figure("f", Scene(100, 20, (), lanes), "alt")
    return Exhibit(
        f"e{number}",
        number,
        "T",
        "",
        foot,
        figure,
        cell,
        heat_key=key,
        shaded="trial" if key else "",
    )


@pytest.mark.parametrize(
    "exhibits, said",
    [
        ((shaded(1, ("1", "2+")), shaded(2, ("1", "2+"))), []),
        (
            (shaded(1, ("1", "2+")), shaded(2, ("1", "3+"))),
            ["shades trial counts by other steps than 1"],
        ),
        ((shaded(1, ()),), ["has shades and no key"]),
        ((shaded(1, ("1",), 126.2), shaded(2, ("1",), 126.0)), []),
        (
            (shaded(1, ("1",), 126.2), shaded(2, ("1",), 100)),
            ["begin at 100 pt, those before it at 126"],
        ),
    ],
)
def test_exhibits_keep_step(exhibits: tuple[Exhibit, ...], said: list[str]) -> None:
    """One unit has one scale of shades and a key to it; bars of one section begin at one place."""
    held = Section("s", "exhibits", "1", "S", "F", exhibits=exhibits)
    problems = list(scales.gate(Document(briefing(held))))
    assert [problem.code for problem in problems] == ["E817"] * len(said)
    assert all(words in problem.message for words, problem in zip(said, problems, strict=True))


def test_a_drawing_with_words_on_words_is_told() -> None:
    """A label on another label, or struck through by a line of the data, is a warning with its exhibit.

    So it is in a cell and on the cover.
    """

    def drawn(*items: Words | Line) -> list[str]:
        scene, foot = Scene(100, 20, items), Foot(Text(""), Text(""), Text(""))
        figure = Figure("f", scene, "alt")
        grid = Grid((Head("n", 20),), (Row((Cell("", scene=scene),)),))
        parts = (
            Section("s", "x", "1", "S", "F", exhibits=(Exhibit("e", 4, "T", "", foot, figure),)),
            Section(
                "s", "x", "1", "S", "F", exhibits=(Exhibit("e", 4, "T", "", foot, None, grid),)
            ),
            Section("s", "cover", "", "S", "F", extra={"figure": figure}),
        )
        told = [
            [
                problem.message.partition(": ")[2]
                for problem in drawings.gate(Document(briefing(part), measure=Measure(FACES, CJK)))
            ]
            for part in parts
        ]
        assert told[0] == told[1] == told[2]
        return told[0]

    one = Words(0, 10, "first")
    assert drawn(one, Words(40, 10, "other")) == []
    assert drawn(one, Words(5, 12, "other")) == ["'first' overlaps 'other'"]
    assert drawn(one, Line(((0, 20), (30, 0)), "ink")) == ["'first' stands on a line"]
    assert drawn(one, Line(((0, 20), (30, 0)), "grid")) == []


def test_what_a_record_says_is_printed_as_it_stands() -> None:
    """A name that looks like a machine's word is the data's; the same word beside it is not."""
    names = frozenset({"inf", "undefined", "{{x}}", "Kit 100.0 mg", "Plan None, and a half"})
    for words in (*names, "Kit 100.0 mg", "100.0 mg", "of inf and {{x}}", "Plan None…"):
        told = replace(document(section(f"<p>{words}</p>")), texts=lambda: names)
        assert [p for p in found(told) if p.code == "E805"] == [], words
    for words in ("nan", "200.0 mg", "{{y}}", "NaT"):
        told = replace(document(section(f"<p>{words}</p>")), texts=lambda: names)
        assert [p.code for p in found(told)] == ["E805"], words


def test_a_picture_over_a_text_is_seen() -> None:
    """A logo that lies over a title closes the gate; beside it, it does not."""
    picture = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' width='90' height='30'/>"
    for left, told in (("0", ["E818"]), ("120mm", [])):
        body = (
            '<section id="s"><h1>Short</h1>'
            f'<img src="{picture}" style="position:absolute;top:0;left:{left}"/></section>'
        )
        from cartreport.render.gates import overprint

        found = [p.code for p in overprint.gate(document(body, pdf=True))]
        assert found == told

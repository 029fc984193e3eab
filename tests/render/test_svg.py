"""A scene as SVG: the same bytes each time, nothing fetched, marks that speak."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from cartreport.briefing.numbers import traced
from cartreport.briefing.scene import Dot, Line, Rect, Scene, Shape, Squares, Words
from cartreport.render import svg

SCENE = Scene(
    100,
    40.5,
    (
        Rect(0, 1 / 3, 10.10, 5, "hue-a", title="A & B: 3"),
        Dot(5, 5, 2.1, "paper", "ink", 0.9),
        Shape(((0, -0.001), (2, 2), (0, 4)), "change"),
        Squares(((0, 0), (5, 0)), 4, "hue-b", "2026 Q1"),
        Line(((0, 20), (100, 20)), "grid", 0.6, "2 2"),
        Words(100, 30, "1,438", 7, 700, "ink", "end"),
        Words(3, 38, "<瑞基奥仑赛>", 7, lang="zh", rotate=-52, face="serif"),
    ),
)
COLOURS = {
    token: f"#00000{i}"
    for i, token in enumerate(("hue-a", "hue-b", "paper", "ink", "change", "grid"))
}
PRINT = svg.Ink(COLOURS)
NS = f"{{{svg.SPACE}}}"


def parsed(ink: svg.Ink) -> ET.Element:
    return ET.fromstring(svg.text(SCENE, "phase", "By phase", "Most are early.", ink))


def test_numbers_are_short() -> None:
    """Two decimals at most, no trailing zeros, no negative zero."""
    assert [svg.number(n) for n in (1 / 3, 10.10, 5.0, -0.001, 100)] == [
        "0.33",
        "10.1",
        "5",
        "0",
        "100",
    ]


@pytest.mark.parametrize("ink", (PRINT, svg.SCREEN), ids=("print", "screen"))
def test_the_drawing_is_named(ink: svg.Ink) -> None:
    """It is an image with a title and a description, and its ids start with the figure's."""
    root = parsed(ink)
    assert root.get("role") == "img"
    names = [root.find(f"{NS}title"), root.find(f"{NS}desc")]
    assert [node.text for node in names if node is not None] == ["By phase", "Most are early."]
    assert root.get("aria-labelledby") == " ".join(n.get("id", "") for n in names if n is not None)
    assert all(node.get("id", "phase").startswith("phase") for node in root.iter())


def test_numbers_say_where_they_stand_on_screen_alone() -> None:
    """A text that is a number, and numbers within a text; print has the words alone."""
    one, two = traced("7", "t/a/n"), traced("12", "t/*/n")
    scene = Scene(9, 9, (Words(0, 5, one), Words(0, 9, f"of {two}, {one} here"), Words(0, 9, "3")))
    screen = ET.fromstring(svg.text(scene, "s", "S", "A"))
    first, second, plain = screen.iter(f"{NS}text")
    assert (first.get("data-at"), first.text) == ("t/a/n", "7")
    assert [(part.get("data-at"), part.text, part.tail) for part in second] == [
        ("t/*/n", "12", ", "),
        ("t/a/n", "7", " here"),
    ]
    assert (second.text, second.get("data-at"), plain.attrib.keys() & {"data-at"}) == (
        *("of ", None),
        set(),
    )
    printed = svg.text(scene, "s", "S", "A", PRINT)
    assert "data-at" not in printed
    assert ">of 12, 7 here<" in printed


@pytest.mark.parametrize("ink", (PRINT, svg.SCREEN), ids=("print", "screen"))
def test_it_is_well_formed_and_fetches_nothing(ink: svg.Ink) -> None:
    """Whatever a text holds, the tree parses back to it, and no address stands in it."""
    text = svg.text(SCENE, "phase", "By phase", "Most are early.", ink)
    assert text == svg.text(SCENE, "phase", "By phase", "Most are early.", ink)
    assert "href" not in text
    assert text.replace(svg.SPACE, "").count("http") == 0
    words = [node.text for node in parsed(ink).iter(f"{NS}text")]
    assert words == ["1,438", "<瑞基奥仑赛>"]


def test_print_is_literal() -> None:
    """In print a colour is a value, a size is in points, and there is no tooltip."""
    text = svg.text(SCENE, "phase", "By phase", "Most are early.", PRINT)
    assert "var(" not in text
    root = parsed(PRINT)
    assert (root.get("width"), root.get("height")) == ("100pt", "40.5pt")
    assert root.get("font-family") == "Inter,Noto Sans SC,sans-serif"
    assert len(list(root.iter(f"{NS}title"))) == 1


def test_print_refuses_a_colour_that_the_brand_lacks() -> None:
    """A token without a value is an error, never a black shape."""
    with pytest.raises(KeyError, match="hue-a"):
        svg.text(SCENE, "phase", "By phase", "", svg.Ink({"ink": "#000000"}))


def test_screen_follows_the_style_sheet() -> None:
    """On screen colours and faces are variables, and marks carry their tooltips."""
    root = parsed(svg.SCREEN)
    fills = {node.get("fill") for node in root.iter()} - {None, "none"}
    assert fills == {f"var(--{t})" for t in ("hue-a", "hue-b", "paper", "change", "ink")}
    assert root.get("width") is None
    tips = [node.text for node in root.iter(f"{NS}title")]
    assert tips == ["By phase", "A & B: 3", "2026 Q1"]


def test_one_path_holds_equal_marks() -> None:
    """Two squares are two subpaths of one path."""
    path = parsed(PRINT).find(f"{NS}path")
    assert path is not None
    assert path.get("d") == "M0 0h4v4h-4zM5 0h4v4h-4z"


def test_figures_are_tabular_only_where_they_stand_in_a_column() -> None:
    """The feature widens hyphens: a number at the right edge has it, nothing else."""
    number, words = parsed(svg.SCREEN).iter(f"{NS}text")
    assert "tabular-nums" in number.get("style", "")
    assert words.get("style") is None
    assert words.get("transform") == "rotate(-52 3 38)"
    assert words.get("lang") == "zh"

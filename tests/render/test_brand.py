"""Brands: a folder gives colours, faces and a device, and a wrong one says where."""

from __future__ import annotations

from itertools import combinations, pairwise
from pathlib import Path
from textwrap import wrap

import pytest
from golden import held

from cartreport.errors import RequestError, TemplateError
from cartreport.problems import Level
from cartreport.render import brand, colour, palette
from cartreport.render.brand import Brand
from cartreport.render.faces import shipped_families
from cartreport.render.tokens import COLOURS, FACES, SIZES, TOLD
from cartreport.shipped import shipped

SMALL = """\
meta: {name: Small}
color:
  foreground: '#1a1a1a'
  background: '#ffffff'
  primary: '#0b5345'
  secondary: '#e59866'
  tertiary: '#707b7c'
  danger: '#b03a8c'
"""
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9"/></svg>'


def made(tmp_path: Path, text: str, name: str = "small") -> Path:
    folder = tmp_path / name
    folder.mkdir(exist_ok=True)
    (folder / "_brand.yml").write_text(text, "utf-8")
    return folder


def said(folder: Path) -> list[str]:
    """All that is to say of a brand's file."""
    return [str(problem) for problem in brand.examine(folder, "b.yml")[1]]


def unreadable(loaded: Brand) -> list[str]:
    """What of a brand cannot be read or told apart, worked out anew from its colours."""
    broken = []
    for mode, page in (("light", loaded.light), ("dark", loaded.dark)):
        pairs = [(ground, ink) for ink, grounds in palette.TEXTS.items() for ground in grounds]
        pairs += [(ground, "ink") for ground in ("paper", "panel", "cover-paper")]
        pairs += [(name.replace("on-", "hue-"), name) for name in page if name in ("on-a", "on-b", "on-c", "on-d")]  # fmt: skip
        pairs += [(f"neu-{n}", f"on-{n}") for n in (1, 2, 3)]
        pairs += [(f"seq-{n}", f"seq-on-{n}") for n in range(1, 6)]
        for ground, ink in pairs:
            if colour.contrast(page[ground], page[ink]) < 4.5:
                broken.append(f"{mode}: {ink} on {ground}")
        for one, other in combinations(palette.HUES, 2):
            if abs(colour.lightness(page[one]) - colour.lightness(page[other])) < 14.5:
                broken.append(f"{mode}: {one} and {other} are alike in grey")
            if colour.apart(page[one], page[other]) < 10:
                broken.append(f"{mode}: {one} and {other} are alike to the colour-blind")
        if any(colour.apart(page["change"], page[hue]) < 8 for hue in palette.HUES[:3]):
            broken.append(f"{mode}: the accent is like a hue")
        steps = [colour.lightness(page[f"seq-{n}"]) for n in range(1, 6)]
        if any(abs(one - other) < 9 for one, other in pairwise(steps)):
            broken.append(f"{mode}: two steps are alike")
    return broken


def test_three_brands_ship_that_look_like_three_firms() -> None:
    """Each is right without a warning; no two share a face of titles with weight, or a hue."""
    loaded = []
    for name in ("harbour", "ledger", "quarto"):
        found, problems = brand.examine(shipped() / "brands" / name, name)
        assert problems == []
        assert found is not None
        assert set(found.light) == set(found.dark) == set(COLOURS)
        assert unreadable(found) == []
        assert found.logo is not None
        loaded.append(found)
    for one, other in combinations(loaded, 2):
        for token in ("cover-paper", "hue-a", "title"):
            assert colour.distance(one.light[token], other.light[token]) > 5, (one.id, other.id)
        looks = [(b.faces.chosen["sans"].name, b.faces.chosen["serif"].name) for b in (one, other)]
        assert looks[0] != looks[1]


def test_every_variable_of_style_is_told() -> None:
    """The reference's list names each colour and face once, and no other; of sizes the pattern.

    ``hue-a … hue-d`` stands for the four, ``t-note …`` for what begins with ``t-``.
    """
    *names, sizes = TOLD
    told = []
    for part in ", ".join(names).split(", "):
        first, _, last = part.partition(" … ")
        ends = ord(first[-1]), ord((last or first)[-1])
        told += [first[:-1] + chr(sign) for sign in range(ends[0], ends[1] + 1)]
    assert sorted(told) == sorted((*COLOURS, *FACES))
    assert set(sizes.removesuffix(" …").split(", ")) <= SIZES.keys()
    heights = {name.replace("t-", "l-", 1) for name in SIZES if name.startswith("t-")}
    assert heights - SIZES.keys() == {"l-floor"}
    assert {name for name in SIZES if not name.startswith("t-")} == heights - {"l-floor"}


def test_the_house_colours_are_those_of_the_art_direction() -> None:
    """What ledger leaves to be derived comes out as it was drawn: no colour moves visibly."""
    drawn = {
        "ink-2": "#47545f",
        "ink-3": "#65717b",
        "hair": "#d5d9dc",
        "grid": "#e4e7e9",
        "seq-1": "#e4eef0",
        "seq-2": "#bcd5db",
        "seq-3": "#84b0bb",
        "seq-4": "#3a798a",
        "seq-5": "#124e5d",
        "hue-c": "#6d747d",
        "hue-d": "#d3d6d9",
        "neu-2": "#a5adb3",
    }
    page = brand.load(shipped() / "brands" / "ledger").light
    assert [name for name, value in drawn.items() if colour.distance(page[name], value) > 6] == []


@pytest.mark.parametrize(
    "primary", ["#154f5f", "#0d6efd", "#ffd400", "#c2341a", "#6b1f2e", "#808080", "#fefefe", "#000"]
)
def test_one_colour_is_a_brand(tmp_path: Path, primary: str) -> None:
    """From any primary colour, bright, grey or nearly white, a page follows that can be read."""
    loaded, problems = brand.examine(made(tmp_path, f"color: {{primary: '{primary}'}}\n"), "b")
    assert loaded is not None
    assert unreadable(loaded) == []
    assert [problem.code for problem in problems] == (["W704"] if primary == "#fefefe" else [])


PAIR = SMALL.replace("primary: '#0b5345'", "primary: {light: '#0b5345', dark: '#7fd1c0'}")
NAMED = """\
color:
  palette: {sea: '#0b5345', night: '#101418', sand: "rgb(214,158,53)"}
  primary: sea
  secondary: {light: sand, dark: '#f0c060'}
  background: {light: white, dark: night}
typography: {headings: {color: sea}, link: {color: '#2050a0'}}
defaults: {cartreport: {dark: {panel: '#222a30'}, light: {link: '#803010'}}}
"""
PALE = SMALL.replace("'#e59866'", "'#0c5446'").replace("'#1a1a1a'", "'#b0b0b0'")
DARK = (
    "color: {background: '#101820', foreground: '#f2efe6', primary: '#e4a93a', link: '#9fd0ff'}\n"
)


def test_the_colours_of_each_kind_of_file_are_as_they_were_looked_at(tmp_path: Path) -> None:
    """One colour, a whole set, pairs for light and dark, names and CSS, colours that must move, a
    dark page: every token of both modes, and what is said of the file.
    """
    files = {"one": "color: {primary: '#7a1f5c'}\n", "set": SMALL, "pairs": PAIR}
    files |= {"named": NAMED, "pale": PALE, "dark": DARK}
    lines = []
    for name, text in files.items():
        loaded, problems = brand.examine(made(tmp_path, text, name), "b.yml")
        assert loaded is not None
        lines += [f"{name}: {problem}" for problem in problems]
        for mode, colours in (("light", loaded.light), ("dark", loaded.dark)):
            told = " ".join(f"{token} {value}" for token, value in sorted(colours.items()))
            lines += [f"{name} {mode}", *wrap(told, 100)]
    held("\n".join([*lines, ""]), Path(__file__).parent / "golden" / "palettes.txt")


def test_a_shipped_brand_changed_in_one_line_changes_everywhere(tmp_path: Path) -> None:
    """No hue of ledger's blue-green stays behind when its primary is another."""
    text = (shipped() / "brands" / "ledger" / "_brand.yml").read_text("utf-8")
    folder = made(tmp_path, text.replace("'#154f5f'", "'#7a1fa2'").replace("logo:", "#").replace("  small:", "#"))  # fmt: skip
    new, old = brand.load(folder), brand.load(shipped() / "brands" / "ledger")
    for page, before in ((new.light, old.light), (new.dark, old.dark)):
        for token in ("hue-a", *(f"seq-{n}" for n in range(1, 6))):
            assert colour.distance(page[token], before[token]) > 5, token


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("danger:", "dangre:", "b.yml:8:3 E701 there is no key 'dangre' here: did you mean 'danger'?"),
        ("'#0b5345'", "'grene'", "b.yml:5:12 E702 'grene' is no colour"),
        ("meta: {name", "meta: {nmae", "E701 there is no key 'nmae' here: did you mean 'name'?"),
        ("{name: Small}", "{name: Small", "b.yml:2:6 E010 not YAML"),
        ("  primary", "  background", "b.yml:5:3 E011 the key 'background' a second time"),
        ("'#0b5345'", "&x '#0b5345'\n  light: *x", "b.yml:6:10 E012 a YAML alias"),
        ("'#0b5345'", "#0b5345", "b.yml:5:12 E702 #0b5345 without quotes is a comment in YAML"),
        ("'#0b5345'", "['#0b5345']", "b.yml:5:12 E702 a list stands here"),
        ("color:\n", "typography: {headings: {wieght: 700}}\ncolor:\n", "b.yml:2:25 E701"),
        ("color:\n", "typography: {base: {family: Itner}}\ncolor:\n", "did you mean 'Inter'?"),
        ("color:\n", "logo: {smal: x.svg}\ncolor:\n", "b.yml:2:8 E701"),
        ("color:\n", "defaults: {cartreport: {ligth: {}}}\ncolor:\n", "did you mean 'light'?"),
        ("color:\n", "typography: {headings: {weight: bolt}}\ncolor:\n", "did you mean 'bold'?"),
        ("'#0b5345'", "secondary\n  light: primary", ""),
        ("'#e59866'", "primary\n  palette: {primary: secondary}", "it leads back to itself"),
    ],
)  # fmt: skip
def test_a_wrong_brand_says_where(tmp_path: Path, old: str, new: str, told: str) -> None:
    """A slip at any depth has file, line and column and says what would be right."""
    assert old in SMALL
    found = said(made(tmp_path, SMALL.replace(old, new, 1)))
    assert any(told in line for line in found) if told else not [x for x in found if " E" in x]


@pytest.mark.parametrize(
    ("old", "new", "token"),
    [
        ("'#1a1a1a'", "'#c0c0c0'", "ink"),
        ("'#e59866'", "'#0b6355'", "hue-b"),
        ("'#b03a8c'", "'#0d6453'", "change"),
        ("'#ffffff'", "'#999999'", "paper"),
    ],
)
def test_a_colour_that_fails_is_moved_and_told(
    tmp_path: Path, old: str, new: str, token: str
) -> None:
    """Too light or too alike: the nearest colour that passes is printed, with a warning at its line."""
    folder = made(tmp_path, SMALL.replace(old, new))
    loaded, problems = brand.examine(folder, "b.yml")
    assert loaded is not None
    assert unreadable(loaded) == []
    moved = [problem for problem in problems if problem.code == "W704"]
    assert bool(moved) == bool(token)
    if token:
        line = SMALL.splitlines().index(next(x for x in SMALL.splitlines() if old in x)) + 1
        assert moved[0].where.line == line
        assert loaded.light[token] in moved[0].hint


def test_a_dark_brand_is_a_dark_mode(tmp_path: Path) -> None:
    """White on black in the file is the dark page; the light page is black on white."""
    loaded = brand.load(made(tmp_path, "color: {foreground: white, background: '#111'}\n"))
    assert (loaded.dark["paper"], loaded.dark["ink"]) == ("#111111", "#ffffff")
    assert (loaded.light["paper"], loaded.light["ink"]) == ("#ffffff", "#111111")


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Two mistakes are told in one run, and a build is refused with both."""
    folder = made(tmp_path, SMALL.replace("danger", "dangr").replace("'#e59866'", "oragne"))
    with pytest.raises(TemplateError) as raised:
        brand.load(folder)
    assert "dangr" in str(raised.value)
    assert "oragne" in str(raised.value)


def test_what_is_not_used_is_said(tmp_path: Path) -> None:
    """One line says how much of the file the page shows, and what it passes over."""
    text = SMALL + "  success: green\ntypography: {base: {family: Inter, size: 1rem}}\n"
    loaded = brand.load(made(tmp_path, text))
    assert loaded.applied == (
        "brand Small: 7 settings applied; 2 not used: color.success, typography.base.size"
    )


def test_titles_and_links_take_what_the_brand_says(tmp_path: Path) -> None:
    """Weight, colour and line height of headings and the colour of links are rules of the page."""
    text = SMALL + (
        "typography:\n  headings: {weight: light, color: primary, line-height: 1.3}\n"
        "  link: {color: danger, decoration: underline}\n"
    )
    loaded = brand.load(made(tmp_path, text))
    assert "{ color: var(--title); font-weight: 300; line-height: 1.3 }" in loaded.rules
    assert "{ color: var(--link); text-decoration: underline }" in loaded.rules
    assert loaded.light["title"] == "#0b5345"
    assert {cut.weight for cut in loaded.faces.cuts("A") if "Heading" in cut.family} >= {"300"}


def test_a_brand_may_bring_faces(tmp_path: Path) -> None:
    """Files of the brand's folder set text by weight, a further face what the others lack."""
    text = SMALL + (
        "typography:\n  fonts:\n"
        "    - {family: Own, source: file, files: [{path: own.ttf, weight: 400}, {path: own.ttf, weight: bold}]}\n"
        "    - {family: Further, source: file, files: [own.ttf]}\n"
        "  headings: {family: Own}\n"
    )
    folder = made(tmp_path, text)
    (folder / "own.ttf").write_bytes(shipped_families()["Source Serif"].path.read_bytes())
    loaded = brand.load(folder)
    assert [weight for weight, _ in loaded.faces.chosen["serif"].files] == [400, 700]
    assert loaded.faces.others[0].name == "Further"
    made(tmp_path, text.replace("{family: Own}", "Onw"))
    assert any("E702 there is no face 'Onw': did you mean 'Own'" in line for line in said(folder))


def test_a_face_that_is_cut_short_is_a_fault(tmp_path: Path) -> None:
    """Wherever the file ends too early, `check` says so before a page is set with it."""
    text = SMALL + "typography: {fonts: [{family: Own, source: file, files: [own.ttf]}]}\n"
    folder, whole = made(tmp_path, text), shipped_families()["Inter"].path.read_bytes()
    passed = []
    for part in (0.3, 0.6, 0.9, 0.97, 1):
        (folder / "own.ttf").write_bytes(whole[: int(len(whole) * part)])
        if not any("E703 'own.ttf' cannot be used as a face" in line for line in said(folder)):
            passed.append(part)
    assert passed == [1]


def test_a_face_that_is_not_here_has_a_stand_in(tmp_path: Path) -> None:
    """Nothing is fetched: the nearest shipped face is set, and the line says so and what to do."""
    text = SMALL + (
        "typography:\n  fonts: [{family: Nowhere Slab, source: google, weight: [400, 700]}]\n"
        "  headings: Nowhere Slab\n  base: Nowhere Sans\n"
    )
    loaded, problems = brand.examine(made(tmp_path, text), "b.yml")
    assert loaded is not None
    assert loaded.faces.chosen["serif"].name == "Source Serif"
    assert loaded.faces.chosen["sans"].name == "Inter"
    problems.sort()
    assert [str(problem.where) for problem in problems] == ["b.yml:11:13", "b.yml:12:9"]
    assert all(problem.level is Level.WARNING for problem in problems)
    assert "`fontpkg search 'Nowhere Slab'`" in problems[0].hint


def test_a_machine_s_own_face_must_be_asked_for(tmp_path: Path) -> None:
    """A face of a font package is set; one of this machine only where the brand allows it."""
    text = SMALL + "typography: {base: Source Serif 4}\n"
    assert brand.load(made(tmp_path, text)).faces.chosen["sans"].name == "Source Serif 4"


def test_a_brand_that_is_nowhere(tmp_path: Path) -> None:
    """An unknown brand is wrong usage with a suggestion."""
    with pytest.raises(RequestError) as raised:
        brand.find("ledgre", [tmp_path, shipped() / "brands"])
    assert "ledger" in raised.value.hint

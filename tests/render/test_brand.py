"""Brands: a folder gives colours, faces and a device, and a wrong one says where."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from cartreport.errors import RequestError, TemplateError
from cartreport.render import brand, colour
from cartreport.render.tokens import COLOURS
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


def made(tmp_path: Path, text: str, name: str = "small") -> Path:
    folder = tmp_path / name
    folder.mkdir(exist_ok=True)
    (folder / "_brand.yml").write_text(text, "utf-8")
    return folder


@pytest.mark.parametrize("name", ["ledger", "harbour"])
def test_shipped_brands_are_right(name: str) -> None:
    """Both shipped brands pass their own checks and give every colour, light and dark."""
    loaded = brand.load(shipped() / "brands" / name)
    assert set(loaded.light) == set(loaded.dark) == set(COLOURS)
    assert "<svg" in loaded.logo


def test_six_colours_are_a_brand(tmp_path: Path) -> None:
    """What a brand leaves out is derived so that it reads: texts 4.5 to 1, steps told apart."""
    loaded = brand.load(made(tmp_path, SMALL))
    for ground, ink in brand._pairs():
        assert colour.contrast(loaded.light[ground], loaded.light[ink]) >= 4.5
        assert colour.contrast(loaded.dark[ground], loaded.dark[ink]) >= 4.5
    levels = [colour.lightness(loaded.light[f"seq-{n}"]) for n in range(1, 6)]
    assert all(one - other >= 9 for one, other in pairwise(levels))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "danger:",
            "dangre:",
            "small/_brand.yml:8:3 there is no key 'dangre' here; did you mean 'danger'?",
        ),
        ("'#0b5345'", "'green'", "small/_brand.yml:5:12 'green' is no colour"),
        (
            "'#1a1a1a'",
            "'#c0c0c0'",
            "small/_brand.yml:3:15 ink on paper (light) has a contrast of 1.8",
        ),
        ("'#e59866'", "'#0b6355'", "in lightness; hues need 15 to be told apart in grey"),
        ("'#b03a8c'", "'#b0432e'", ""),
        ("  secondary: '#e59866'\n", "", "the brand gives no secondary"),
        ("meta: {name", "meta: {nmae", "did you mean 'name'?"),
        ("{name: Small}", "{name: Small", "is not YAML"),
        ("  primary", "  background", "has 'background' a second time"),
        ("'#0b5345'", "&x '#0b5345'\n  light: *x", "uses a YAML alias"),
    ],
)
def test_a_wrong_brand_says_where(tmp_path: Path, old: str, new: str, said: str) -> None:
    """Every fault has file, line and column and says what would be right; a sound change passes."""
    assert old in SMALL
    folder = made(tmp_path, SMALL.replace(old, new, 1))
    if not said:
        assert brand.load(folder).light["change"] == "#b0432e"
        return
    with pytest.raises(TemplateError) as raised:
        brand.load(folder)
    assert said in str(raised.value)


def test_an_accent_like_a_hue_is_refused(tmp_path: Path) -> None:
    """The accent means a change; it may not look like a setting."""
    folder = made(tmp_path, SMALL.replace("#b03a8c", "#0d6453"))
    with pytest.raises(TemplateError, match="change looks like hue-a"):
        brand.load(folder)


def test_all_faults_come_at_once(tmp_path: Path) -> None:
    """Two mistakes are told in one run."""
    folder = made(tmp_path, SMALL.replace("danger", "dangr").replace("'#e59866'", "orange"))
    with pytest.raises(TemplateError) as raised:
        brand.load(folder)
    assert "dangr" in str(raised.value)
    assert "orange" in str(raised.value)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="http://example.org/x.png"/>',
        '<rect onclick="x()"/>',
        '<rect fill="url(http://example.org/x)"/>',
        '<a href="https://example.org"/>',
        "<style>@import 'x'</style>",
        "<foreignObject/>",
    ],
)
def test_a_logo_reaches_nothing(tmp_path: Path, inside: str) -> None:
    """A device with a script, an event or an outside reference is refused with its place."""
    folder = made(tmp_path, SMALL + "logo: {small: x.svg}\n")
    (folder / "x.svg").write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>', "utf-8"
    )
    with pytest.raises(TemplateError, match=r"small/_brand.yml:9:15 x.svg: (holds|refers)"):
        brand.load(folder)


def test_a_logo_stays_in_its_folder(tmp_path: Path) -> None:
    """A path that climbs out of the brand's folder is no file of the brand."""
    (tmp_path / "x.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    folder = made(tmp_path, SMALL + "logo: {small: ../x.svg}\n")
    with pytest.raises(TemplateError, match=r"no file '../x.svg' in the brand's folder"):
        brand.load(folder)


def test_a_brand_may_bring_a_face(tmp_path: Path) -> None:
    """A declared font file of the brand's folder sets headings; a face nobody declared does not."""
    from cartreport.render.faces import shipped_families

    font = shipped_families()["Source Serif"].path.read_bytes()
    text = SMALL + (
        "typography:\n  fonts:\n    - {family: Own, source: file, files: [{path: own.ttf}]}\n"
        "  headings: {family: Own}\n"
    )
    folder = made(tmp_path, text)
    (folder / "own.ttf").write_bytes(font)
    assert brand.load(folder).faces.stacks["serif"].startswith("Own")
    made(tmp_path, text.replace("{family: Own}", "Onw"))
    with pytest.raises(TemplateError, match="no face 'Onw'; did you mean 'Own'"):
        brand.load(folder)


def test_a_brand_that_is_nowhere(tmp_path: Path) -> None:
    """An unknown brand is wrong usage with a suggestion."""
    with pytest.raises(RequestError) as raised:
        brand.find("ledgre", [tmp_path, shipped() / "brands"])
    assert "ledger" in raised.value.hint

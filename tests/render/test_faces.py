"""Faces: which file draws a character, when the brand's own cannot."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from cartreport.briefing.measure import song_face
from cartreport.render import faces as module
from cartreport.render.faces import ALWAYS, Faces, Family, shipped_families, shipped_others
from cartreport.render.fonts import Cut, glyphs, weights
from cartreport.render.subset import subset


def shipped() -> Faces:
    known = shipped_families()
    return Faces({"sans": known["Inter"], "serif": known["Source Serif"]}, shipped_others())


def drawing(cuts: list[Cut], char: str) -> set[str]:
    """The families whose cuts hold a character."""
    return {cut.family for cut in cuts if ord(char) in TTFont(BytesIO(cut.data)).getBestCmap()}


def glyphs_of(cut: Cut) -> set[str]:
    return set(map(chr, TTFont(BytesIO(cut.data)).getBestCmap()))


def test_what_one_face_lacks_the_next_draws() -> None:
    """Chinese is set by the mainland's face, Hangul and rare Han by the others, each just once."""
    faces = shipped()
    cuts = faces.subsets("药 가 𠮷")
    assert drawing(cuts, "药") == {"Noto Sans SC"}
    assert drawing(cuts, "가") == {"Noto Sans KR"}
    assert "Noto Sans KR" in drawing(cuts, " ")
    assert drawing(cuts, "𠮷") & {"Noto Sans JP", "Noto Sans TC", "Noto Sans SC"}
    assert faces.measure().missing("药가𠮷") == ""
    assert "Noto Sans KR" in faces.stacks["sans"]


def test_print_leaves_nothing_to_vary(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every axis of a face is pinned in print, those that no style sheet names too, such as width."""
    ranges = {"wght": (100.0, 400.0, 900.0), "wdth": (75.0, 100.0, 100.0)}
    monkeypatch.setattr(module, "axes", lambda _: ranges)
    family = shipped_families()["Inter"]
    pins = [pins for _, _, pins in module._instances(family, None, few=False)]
    assert {pin["wght"] for pin in pins} == {400, 500, 600, 700}
    assert all(pin["wdth"] == 100 for pin in pins)


def test_a_page_carries_no_face_that_it_does_not_need() -> None:
    """Without Hangul no Hangul face is in the page."""
    assert {cut.family for cut in shipped().subsets("CD19 药")} == {
        "Inter",
        "Source Serif",
        "Noto Sans SC",
    }


def test_a_cut_face_lists_its_glyphs_as_a_pdf_names_them() -> None:
    """A glyph's character id is its number, in whatever face the cut left numbers out.

    The shipped Song goes by ids: the whole face has 31,000 glyphs, and cut to two it has two beside the first.
    """
    cut = TTFont(BytesIO(subset(song_face(), "中药")))
    assert cut.getGlyphOrder() == [".notdef", "cid00001", "cid00002"]
    assert cut.getBestCmap() == {ord("中"): "cid00001", ord("药"): "cid00002"}
    assert len(TTFont(song_face()).getGlyphOrder()) > 30_000


def test_what_no_face_has_is_named() -> None:
    """Thai and Arabic letters are lacking, marks of direction and blanks are not."""
    assert shipped().lacking("CD19 药 가\u200f ไทย") == set("ไทย")


def test_what_a_role_s_face_lacks_the_other_s_sets() -> None:
    """No character that is always there is left to a face of the machine: Source Serif has no ●."""
    faces = shipped()
    assert "●" not in faces.chosen["serif"].drawn()
    for stack in (*faces.stacks.values(), *faces.tokens(cuts=True).values()):
        listed = [name.strip(' "') for name in stack.split(",")]
        held = {char for cut in faces.cuts("") if cut.family in listed for char in glyphs_of(cut)}
        assert set(ALWAYS) - held == set(), stack


def test_a_further_face_of_the_brand_is_asked_before_ours(tmp_path: Path) -> None:
    """A face that the brand names for other characters sets them, and no Latin letter."""
    own = Family("Own Han", ((400, shipped_families()["Noto Sans KR"].path),))
    faces = shipped()
    faces = replace(faces, others=(own, *faces.others))
    cuts = faces.subsets("가 药")
    assert drawing(cuts, "가") == {"Own Han"}
    assert faces.stacks["serif"].split(",")[1] == "Own Han"


def test_a_face_of_several_files_is_measured_by_weight(tmp_path: Path) -> None:
    """Bold text is measured with the bold file, and each file stands in the page by its weight."""
    sans = shipped_families()["Inter"].path
    paths = {}
    for weight in (400, 700):
        paths[weight] = tmp_path / f"{weight}.ttf"
        paths[weight].write_bytes(subset(sans, "weight A", {"wght": weight, "opsz": 14}))
    own = Family("Own", tuple(paths.items()))
    faces = replace(shipped(), chosen={"sans": own, "serif": own})
    measure = faces.measure()
    light = sum(TTFont(paths[400])["hmtx"][name][0] for name in "weight")
    bold = sum(TTFont(paths[700])["hmtx"][name][0] for name in "weight")
    assert bold > light
    em = TTFont(paths[400])["head"].unitsPerEm
    assert abs(measure.width("weight", 10, 400) - 10 * light / em) < 0.01
    assert abs(measure.width("weight", 10, 600) - 10 * bold / em) < 0.01
    assert [cut.weight for cut in faces.cuts("weight") if cut.family == "Own"] == ["400", "700"]
    assert glyphs(own.path) >= set("weight")


def test_the_weight_of_a_fixed_face_is_what_its_file_says(tmp_path: Path) -> None:
    """A bold file keeps the axes of the family it was made of (STAT), whose usual weight is 400."""
    sans, bold = shipped_families()["Inter"].path, tmp_path / "bold.ttf"
    font = TTFont(BytesIO(subset(sans, "A", {"wght": 400, "opsz": 14})))
    font["OS/2"].usWeightClass = 700
    with TTFont(sans) as family:
        font["STAT"] = family["STAT"]
        font.save(bold)
    assert weights(bold) == "700"

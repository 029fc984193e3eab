"""Texts are as wide as the faces make them."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from cartreport.briefing.measure import ELLIPSIS, Measure, shipped_faces
from cartreport.render.subset import subset

TEXTS = (
    "Guangdong Provincial People Hospital",
    "BCMA/CD19 n = 1,438",
    "Two records, left scope",
    "瑞基奥仑赛 relma-cel",
)


def test_width_grows_with_size_and_weight(measure: Measure) -> None:
    """Twice the size is twice the width; a bolder text of these faces is wider."""
    assert measure.width("Landscape", 14) == pytest.approx(2 * measure.width("Landscape", 7))
    widths = [measure.width("Landscape", 7, weight) for weight in (400, 500, 600, 700)]
    assert widths == sorted(widths)
    assert len(set(widths)) == 4


def test_width_by_hand(measure: Measure) -> None:
    """A capital H of the sans has the advance its own table gives: 1,523 of 2,048 units."""
    from fontTools.ttLib import TTFont

    font = TTFont(shipped_faces()[0]["sans"])
    units = font["hmtx"][font.getBestCmap()[ord("H")]][0]
    assert measure.width("H", 10) == pytest.approx(units / font["head"].unitsPerEm * 10)


def test_optical_size_moves_the_serif(measure: Measure) -> None:
    """A title set at optical size 60 is narrower than the same letters at 8."""
    small = measure.width("Landscape", 19, 600, "serif", opsz=8)
    assert measure.width("Landscape", 19, 600, "serif", opsz=60) < small


def test_a_character_the_face_lacks_is_measured_by_the_chinese_one(measure: Measure) -> None:
    """Chinese characters are as wide as they are high, between Latin letters too."""
    assert measure.width("药", 8) == pytest.approx(8)
    assert measure.width("A药", 8) == pytest.approx(8 + measure.width("A", 8))


def test_the_large_face_is_not_opened_for_latin_text() -> None:
    """A text without Chinese never touches the Chinese file: here it does not exist."""
    faces, _ = shipped_faces()
    assert Measure(faces, Path("nowhere.ttf")).width("relma-cel", 7) > 20


@pytest.mark.parametrize("width", (20.0, 45.0, 80.0, 111.0))
def test_shorten_fits_and_says_so(measure: Measure, width: float) -> None:
    """A cut text fits, ends in an ellipsis, and begins as the whole one did."""
    text = "Guangdong Provincial People’s Hospital, Guangzhou"
    short = measure.shorten(text, width)
    assert measure.width(short) <= width
    assert short.endswith(ELLIPSIS)
    assert text.startswith(short[:-1])
    assert not short[:-1].endswith((" ", ","))


def test_shorten_prefers_a_word(measure: Measure) -> None:
    """The cut falls after a word where that keeps most of what fits; a short text is untouched."""
    assert measure.shorten("Guangdong Provincial People", 80) == "Guangdong Provincial…"
    assert measure.shorten("Juventas", 80) == "Juventas"
    assert measure.shorten("瑞基奥仑赛注射液", 40).endswith(ELLIPSIS)


def test_wrap_keeps_all_words_when_they_fit(measure: Measure) -> None:
    """Two lines hold all words, in order; a third line's worth is cut on the second."""
    assert measure.wrap("paused or completed", 50) == ["paused or", "completed"]
    assert measure.wrap("listed", 50) == ["listed"]
    cut = measure.wrap("paused or completed or withdrawn", 50)
    assert len(cut) == 2
    assert cut[1].endswith(ELLIPSIS)


def test_missing_names_what_no_face_can_draw(measure: Measure) -> None:
    """The cross that is in none of the faces is reported; marks and Chinese are not."""
    assert measure.missing("✕ × ▲ 药物 CD19") == "✕"


def test_the_print_renderer_sets_the_same_width(measure: Measure, tmp_path: Path) -> None:
    """In a drawing the renderer's own letters end where we say, to 0.15 pt at 7 and 8 points."""
    import weasyprint
    from pypdf import PdfReader

    faces, cjk = shipped_faces()
    files = {"Inter": faces["sans"], "Noto Sans SC": cjk}
    face = ""
    for name, path in files.items():
        cut = tmp_path / f"{name}.ttf"  # as the pages get them: the letters of the text alone
        cut.write_bytes(subset(path, "".join(TEXTS) + "|"))
        face += f'@font-face{{font-family:"{name}";src:url("{cut.as_uri()}")}}'
    cases = [(text, size, weight) for text in TEXTS for size in (7, 8) for weight in (400, 600)]
    lines = "".join(
        f'<text x="10" y="{20 * i + 15}" font-size="{size}" font-weight="{weight}"'
        f' font-family="Inter,Noto Sans SC">{text}|</text>'
        for i, (text, size, weight) in enumerate(cases)
    )
    svg = f'<svg width="400pt" height="400pt" viewBox="0 0 400 400">{lines}</svg>'
    sheet = f"<style>{face}@page{{size:400pt 400pt;margin:0}}body{{margin:0}}</style>"
    pdf = weasyprint.HTML(string=sheet + svg).write_pdf()
    ends: dict[float, float] = {}

    def visit(operator: bytes, _: object, cm: list[float], tm: list[float]) -> None:
        if operator in {b"Tj", b"TJ"}:
            y = round(tm[5] * cm[3] + cm[5])
            ends[y] = max(ends.get(y, 0), tm[4] * cm[0] + cm[4])  # where the last letter begins

    PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_operand_before=visit)
    assert len(ends) == len(cases)
    measured = [(text, 10 + measure.width(text, size, weight)) for text, size, weight in cases]
    for (text, wanted), (_, end) in zip(measured, sorted(ends.items(), reverse=True), strict=True):
        assert end == pytest.approx(wanted, abs=0.15), text

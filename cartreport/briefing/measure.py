"""How wide a text is, by the advances of the very faces that set it.

Advances are summed letter by letter, without kerning: the print renderer sets the text of a drawing
in the same way, and agrees to 0.12 pt (108 texts of up to 33 letters, 7 to 20 pt, four weights).
Where kerning is on (a browser, a table in print) a text is at most 0.3 % wider than measured, and
narrower by 7 % where pairs like "AV" crowd; so what fits by this measure fits there too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from cartreport.briefing.numbers import untraced
from cartreport.briefing.scene import Face, Words

ELLIPSIS = "…"
EM = 1 << 20
"""What an em is counted in: HarfBuzz rounds to whole ones."""
BREAKS = re.compile(r"(?<= )(?! )|(?<=[\u2e80-\u9fff\uff00-\uffef])(?=[\u4e00-\u9fff])")
"""Behind a blank, and before a sign of Han that follows one."""
TRAILING = " ,;:·/–—-(（、，"  # never left hanging before an ellipsis


def shipped_faces() -> tuple[dict[Face, Path], Path]:
    """The faces that come with the package, by role, and the face of CJK text.

    ``Measure(*shipped_faces())`` measures text as the shipped brand sets it.
    """
    import fontpkg_inter
    import fontpkg_source_serif_4
    import justmytype_intl_cjk

    faces: dict[Face, Path] = {
        "sans": _folder(fontpkg_inter) / "files" / "Inter[opsz,wght].ttf",
        "serif": _folder(fontpkg_source_serif_4) / "files" / "SourceSerif4[opsz,wght].ttf",
    }
    return faces, _noto("SC", justmytype_intl_cjk)


def han_faces() -> dict[str, Path]:
    """The shipped faces of Han, Hangul and Kana by name, in the order in which they are asked.

    The mainland's forms come first; the others draw what it lacks.
    """
    import justmytype_intl_cjk

    return {
        f"Noto Sans {kind}": _noto(kind, justmytype_intl_cjk) for kind in ("SC", "KR", "JP", "TC")
    }


def song_face() -> Path:
    """The shipped Song: the serif of Han, for running text in print."""
    import pylopdf_fonts_zh_cn

    return _folder(pylopdf_fonts_zh_cn) / "NotoSerifSC-Regular.otf"


def _noto(kind: str, package: Any) -> Path:
    folder = _folder(package) / "fonts" / "ofl" / f"notosans{kind.lower()}"
    return folder / f"NotoSans{kind}[wght].ttf"


def _folder(package: Any) -> Path:
    return Path(str(package.__file__)).parent


class Measure:
    """Text widths in points. ``faces`` may be a brand's; ``others`` serve what they do not have.

    A face is one file, or several by their weights; of the others the first that has a character
    sets it. Files are opened at the first text that needs them: the large ones perhaps never.
    """

    def __init__(self, faces: Mapping[Face, Path | Mapping[int, Path]], *others: Path) -> None:
        self._files = {
            face: {weight: _FontFile(path) for weight, path in files.items()}
            if isinstance(files, Mapping)
            else {400: _FontFile(files)}
            for face, files in faces.items()
        }
        self._others = [_FontFile(path) for path in others]
        self._advances: dict[tuple[Face, int, float | None], dict[str, float]] = {}

    def width(
        self,
        text: str,
        size: float = 7,
        weight: int = 400,
        face: Face = "sans",
        opsz: float | None = None,
    ) -> float:
        """The width of ``text`` at ``size`` points. ``opsz`` where the style sheet sets one."""
        advances = self._advances.setdefault((face, weight, opsz), {})
        total = 0.0
        for char in untraced(text):
            advance = advances.get(char)
            if advance is None:
                advance = self._advance(char, weight, face, opsz)
                advances[char] = advance
            total += advance
        return total * size

    def of(self, words: Words) -> float:
        """The width of a drawing's text along its baseline."""
        return self.width(words.text, words.size, words.weight, words.face)

    def shorten(
        self, text: str, width: float, size: float = 7, weight: int = 400, face: Face = "sans"
    ) -> str:
        """``text`` cut to ``width`` points with "…", after a word where that keeps most of it."""
        if self.width(text, size, weight, face) <= width:
            return text
        text = untraced(text)
        room = width - self.width(ELLIPSIS, size, weight, face)
        fits = 0
        used = 0.0
        for char in text:
            used += self.width(char, size, weight, face)
            if used > room:
                break
            fits += 1
        cut = text[:fits]
        word = cut.rfind(" ")
        if fits < len(text) and text[fits] != " " and word >= 0.6 * fits:
            cut = cut[:word]
        return cut.rstrip(TRAILING) + ELLIPSIS

    def wrap(
        self,
        text: str,
        width: float,
        *,
        lines: int = 2,
        size: float = 7,
        weight: int = 400,
        face: Face = "sans",
    ) -> list[str]:
        """``text`` broken into at most ``lines`` lines, the last one cut if need be.

        At spaces, and between signs of Han.
        """
        out: list[str] = []
        rest = BREAKS.split(text)
        while rest and len(out) < lines - 1:
            taken = 1
            while taken < len(rest) and (
                self.width("".join(rest[: taken + 1]).rstrip(), size, weight, face) <= width
            ):
                taken += 1
            out.append(self.shorten("".join(rest[:taken]).rstrip(), width, size, weight, face))
            rest = rest[taken:]
        if rest:
            out.append(self.shorten("".join(rest), width, size, weight, face))
        return out

    def missing(self, text: str, face: Face = "sans") -> str:
        """The characters of ``text`` that neither the face nor any other can draw."""
        chars = dict.fromkeys(char for char in text if not char.isspace())
        return "".join(char for char in chars if self._setting(char, 400, face) is None)

    def _setting(self, char: str, weight: int, face: Face) -> _FontFile | None:
        """The file that sets a character: the face's own, else the first of the others with it."""
        files = self._files[face]
        own = files[nearest_weight(weight, files)]
        return next((file for file in (own, *self._others) if file.has(char)), None)

    def _advance(self, char: str, weight: int, face: Face, opsz: float | None) -> float:
        file = self._setting(char, weight, face)
        if file is None:
            return 1.0  # drawn by a face unknown to us: assume a full square
        return file.advance(char, weight, None if file in self._others else opsz)


def nearest_weight(wanted: int, weights: Iterable[int]) -> int:
    """The weight that a browser takes for one that a face does not have (CSS Fonts 4, 5.2)."""

    def rank(weight: int) -> tuple[int, int]:
        if weight == wanted:
            return 0, 0
        middle = 400 <= wanted <= 500
        if middle and wanted < weight <= 500:
            return 1, weight
        lighter = weight < wanted
        first = lighter if wanted <= 500 else not lighter
        return (2 if first else 3), abs(weight - wanted)

    return min(weights, key=rank)


class _FontFile:
    """The advances of one variable (or fixed) face, read as they are asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._instances: dict[tuple[int, float | None], Any] = {}

    @cached_property
    def _face(self) -> Any:
        import uharfbuzz

        return uharfbuzz.Face(self._path.read_bytes())  # no file stays open

    @cached_property
    def _usual(self) -> Any:
        return self._instance({})

    def has(self, char: str) -> bool:
        return self._usual.get_nominal_glyph(ord(char)) is not None

    def advance(self, char: str, weight: int, opsz: float | None) -> float:
        """The advance of a character in ems."""
        key = (weight, opsz)
        if key not in self._instances:
            self._instances[key] = self._instance(
                {"wght": weight} if opsz is None else {"wght": weight, "opsz": opsz}
            )
        units: int = self._instances[key].get_glyph_h_advance(
            self._usual.get_nominal_glyph(ord(char))
        )
        return units / EM

    def _instance(self, axes: Mapping[str, float]) -> Any:
        import uharfbuzz

        font = uharfbuzz.Font(self._face)
        font.scale = (EM, EM)
        font.set_variations(axes)
        return font

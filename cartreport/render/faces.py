"""Faces: which families set the text, and which set what those cannot."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from cartreport.briefing.measure import Measure, han_faces, nearest_weight, shipped_faces, song_face
from cartreport.briefing.scene import Face
from cartreport.errors import RenderError, TemplateError
from cartreport.render.fonts import Cut, axes, glyphs, lacking, strange, weights
from cartreport.render.subset import subset
from cartreport.render.tokens import FACES

ALWAYS = "".join(map(chr, range(32, 127))) + "\u00a0·–—‘’“”…×▲▼●◆◇○−→Δ"
"""In every subset: what counters and the style sheets may print."""
DRAWING = " Drawing"
CUTS: dict[str, tuple[float, ...]] = {
    "": (400, 500, 600, 700),
    " Heading": (400, 600),
    " Display": (400, 600),
    DRAWING: (400, 600, 700),
}
"""Optical sizes in print by what is added to a family's name, and the weights of each."""
SIZES = {"": 14.0, " Heading": 32.0, " Display": 60.0}
"""Their place on the face's axis; drawings take its usual one, by which they are measured."""
GENERIC: dict[Face, str] = {"sans": "sans-serif", "serif": "serif"}
BLANKS = frozenset(" \u00a0")
"""A blank is set in the face of the letters before it."""
SONG = "Noto Serif SC"
HAN = "中"
"""A face that draws it can set Han."""


@dataclass(frozen=True)
class Family:
    """A face: one complete TrueType or OpenType file, variable or not, or several by weight.

    ``files`` are weight and file; the weight of a variable file is that of its usual instance.
    """

    name: str
    files: tuple[tuple[int, Path], ...]

    @property
    def path(self) -> Path:
        """The file that sets running text."""
        return self.at(400)

    def at(self, weight: int) -> Path:
        """The file that sets a weight."""
        held = dict(self.files)
        return held[nearest_weight(weight, held)]

    def drawn(self) -> frozenset[str]:
        """The characters that each of its files can draw."""
        return _drawn(tuple(path for _, path in self.files))


@cache
def _drawn(files: tuple[Path, ...]) -> frozenset[str]:
    return frozenset.intersection(*map(glyphs, files))


@dataclass(frozen=True)
class Faces:
    """The faces of a brand by role, and in ``others`` those that set what they cannot.

    The first of the others that has a character draws it: the brand's own further faces, then
    those of Han and Hangul that come with the package.
    """

    chosen: Mapping[Face, Family]
    others: tuple[Family, ...]
    title_weight: int | None = None
    song: Family | None = None
    """The serif of Han, where running text of it is set in print."""

    @property
    def families(self) -> list[Family]:
        """Each face once, those asked first first."""
        return list(dict.fromkeys((*self.chosen.values(), *self.others)))

    @property
    def files(self) -> list[Path]:
        """Their files, in the same order."""
        return [path for family in self.families for _, path in family.files]

    def prove(self, sheet: str, shown: str) -> None:
        """Raise :class:`TemplateError` where a sheet asks for a face that nobody has."""
        found = strange(sheet, (family.name for family in self.families))
        if found:
            name, line = found
            raise TemplateError(
                f"{shown}:{line} asks for the face {name!r}, which nobody has",
                "Name it under typography.fonts of the brand, with its file.",
            )

    @cached_property
    def han(self) -> Family:
        """The face of what is marked as zh."""
        return next(family for family in (*self.others, *self.families) if HAN in family.drawn())

    def lacking(self, text: Iterable[str]) -> set[str]:
        """The characters of ``text`` that none of these faces draws."""
        return lacking(text, (family.path for family in self.families))

    @property
    def stacks(self) -> dict[Face, str]:
        """Values of ``font-family`` in a drawing in print. SVG keeps a blank after a comma."""
        return {
            face: ",".join((family.name + _drawing(family), *self._behind(family), GENERIC[face]))
            for face, family in self.chosen.items()
        }

    def tokens(self, *, cuts: bool) -> dict[str, str]:
        """The same for a style sheet, by the names of ``tokens.FACES``.

        With ``cuts`` each optical size is a family of its own, as in print; on screen the
        browser finds it by itself.
        """
        serif, sans = self.chosen["serif"], self.chosen["sans"]
        sized = cuts and "opsz" in axes(serif.path)
        zh = self.han.name
        behind = [name for name in (sans.name, *self._behind(sans)) if name != zh]
        song = [self.song.name] if cuts and self.song and self.song.name != serif.name else []
        stacks: tuple[tuple[Face, list[str]], ...] = (
            ("sans", [sans.name, *self._behind(sans)]),
            *(
                ("serif", [serif.name + (cut if sized else ""), *self._behind(serif)])
                for cut in SIZES
            ),
            ("sans", [zh, *behind]),
            ("serif", [serif.name, *song, *self._behind(serif)]),
        )
        listed = (_listed(*names, generic=GENERIC[face]) for face, names in stacks)
        return dict(zip(FACES, listed, strict=True))

    def _behind(self, first: Family) -> list[str]:
        """What sets the characters that a role's own face lacks: the other role's face too."""
        behind = dict.fromkeys((*self.others, *self.chosen.values()))
        return [family.name for family in behind if family.name != first.name]

    def measure(self) -> Measure:
        """How wide these faces set a text."""
        chosen = {face: dict(family.files) for face, family in self.chosen.items()}
        return Measure(chosen, *(family.path for family in self.families))

    def subsets(self, text: str) -> list[Cut]:
        """For the screen: each family once, with its axes, cut to what ``text`` needs of it."""
        return [
            Cut(family.name, weights(path), subset(path, own))
            for family, own in self._shares(text)
            for _, path in family.files
        ]

    def cuts(self, text: str) -> list[Cut]:
        """For print: a font for each weight and optical size, so that nothing is left to vary."""
        found = []
        if self.song:
            own = "".join(sorted(set(text) & self.song.drawn() - set(ALWAYS)))
            found.append(Cut(self.song.name, "400", subset(self.song.path, own)))
        for family, own in self._shares(text):
            few = family in self.others and family not in self.chosen.values()
            for name, path, pins in _instances(family, self.title_weight, few=few):
                weight = f"{pins['wght']:.0f}" if "wght" in pins else weights(path)
                found.append(Cut(name, weight, subset(path, own, pins)))
        return found

    def _shares(self, text: str) -> Iterator[tuple[Family, str]]:
        """Which characters each family draws: the others those that no earlier one has.

        The face of Han has the Latin letters too, for what is marked as zh.
        """
        wanted = set(text) | set(ALWAYS)
        left = set(wanted)
        for family in dict.fromkeys(self.chosen.values()):
            own = wanted & family.drawn()
            left -= own
            yield family, "".join(sorted(own))
        latin = {char for char in wanted if char.isascii()}
        han = self.han
        for family in self.others:
            if family in self.chosen.values() or not (left or family == han):
                continue
            own = left & family.drawn()
            left -= own
            if own or family == han:
                own |= (latin if family == han else BLANKS) & family.drawn()
                yield family, "".join(sorted(own))


def _listed(*names: str, generic: str) -> str:
    """Names as ``font-family`` takes them."""
    return ", ".join((*(f'"{name}"' for name in names), generic))


def _instances(
    family: Family, weight: int | None, *, few: bool
) -> Iterator[tuple[str, Path, dict[str, float]]]:
    """Names, files and pinned axes of the cuts of a family."""
    ranges = axes(family.path)
    if "wght" not in ranges or len(family.files) > 1:
        for _, path in family.files:
            yield family.name, path, {tag: usual for tag, (_, usual, _) in axes(path).items()}
        return
    sizes: dict[str, tuple[float, ...]] = CUTS if "opsz" in ranges else {"": CUTS[""]}
    for name, levels in sizes.items():
        if name == DRAWING and not _drawing(family):
            continue
        further = () if weight in (None, *levels) or name == DRAWING else (weight,)
        for level in (400, 700) if few else (*levels, *further):
            pins = {tag: usual for tag, (_, usual, _) in ranges.items()}
            pins["wght"] = _within(ranges["wght"], level)
            if "opsz" in ranges:
                least, usual, most = ranges["opsz"]
                pins["opsz"] = (
                    usual if name == DRAWING else _within((least, usual, most), SIZES[name])
                )
            yield family.name + name, family.path, pins


def _drawing(family: Family) -> str:
    """The cut that drawings are measured with: the text cut where that is the face's usual size."""
    ranges = axes(family.path)
    return DRAWING if "opsz" in ranges and ranges["opsz"][1] != SIZES[""] else ""


def _within(limits: tuple[float, float, float], value: float) -> float:
    return min(max(value, limits[0]), limits[2])


def shipped_families() -> dict[str, Family]:
    """The faces that come with the package, by name. Raises :class:`RenderError` if one is lost."""
    try:
        faces, _ = shipped_faces()
        named = {"Inter": faces["sans"], "Source Serif": faces["serif"], **han_faces()}
    except ImportError as error:
        raise RenderError(
            f"a font package is not installed: {error.name}", "Install cartreport anew with pip."
        ) from error
    for name, path in named.items():
        if not path.is_file():
            raise RenderError(f"the face {name} is not at {path}", "Install cartreport anew.")
    return {name: Family(name, ((400, path),)) for name, path in named.items()}


def song_family() -> Family:
    """The shipped Song."""
    return Family(SONG, ((400, song_face()),))


def shipped_others() -> tuple[Family, ...]:
    """The shipped faces that set what a brand's own cannot."""
    return tuple(shipped_families()[name] for name in han_faces())

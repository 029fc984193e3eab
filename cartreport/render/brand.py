"""A brand: a folder with ``_brand.yml`` (the brand.yml convention), a logo and perhaps fonts.

It gives colours, faces, title sizes and the device at the head of the cover. Mark shapes, the
anatomy of an exhibit, the grid and the smallest text size are the house's and not a brand's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import pairwise
from pathlib import Path

from cartreport.briefing.scene import Face
from cartreport.errors import RequestError, TemplateError
from cartreport.render import colour, drawings, tokens
from cartreport.render.brand_file import Entry, read
from cartreport.render.faces import Faces, Family, shipped_families, shipped_others
from cartreport.render.tokens import COLOURS, SIZES
from cartreport.shipped import BRAND

SEMANTIC = {
    "foreground": "ink",
    "background": "paper",
    "primary": "hue-a",
    "secondary": "hue-b",
    "tertiary": "hue-c",
    "light": "hue-d",
    "danger": "change",
}
"""The convention's colours and the tokens that they give."""
IDLE = {"success", "info", "warning", "dark"}
KEYS: dict[str, set[str]] = {
    "": {"meta", "logo", "color", "typography", "defaults"},
    "meta": {"name", "link"},
    "logo": {"images", "small", "medium", "large"},
    "color": {"palette", *SEMANTIC, *IDLE},
    "typography": {
        *("fonts", "base", "headings", "monospace", "monospace-inline", "monospace-block", "link"),
    },
    "defaults.cartreport": {"titles", "light", "dark"},
    "defaults.cartreport.titles": {"cover", "finding"},
    "defaults.cartreport.light": set(COLOURS),
    "defaults.cartreport.dark": set(COLOURS),
}
LEAST = {"text": 4.5, "hues": 15.0, "steps": 9.0, "accent": 30.0}
NAMED = ("ink", "paper", "hue-a", "hue-b", "hue-c", "hue-d", "change")
TITLES = {"cover": "cover", "finding": "h1"}


@dataclass(frozen=True)
class Brand:
    """How a briefing looks. ``light`` and ``dark`` are colours by token, ``sizes`` the type scale.

    ``families`` name the faces in CSS order without blanks after commas; ``logo`` is an SVG whose
    colours may be ``var(--token)``, or empty.
    """

    id: str
    name: str
    folder: Path
    light: Mapping[str, str]
    dark: Mapping[str, str]
    sizes: Mapping[str, str]
    faces: Faces
    logo: str = ""

    @property
    def families(self) -> dict[Face, str]:
        """The face lists for ``font-family``."""
        return self.faces.stacks


def find(id: str, folders: list[Path]) -> Path:
    """The folder of brand ``id``: the first of ``folders`` that holds it.

    Raises :class:`RequestError` where none does.
    """
    for folder in folders:
        if (folder / id / BRAND).is_file():
            return folder / id
    known = sorted({path.parent.name for folder in folders for path in folder.glob(f"*/{BRAND}")})
    near = get_close_matches(id, known, 1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Brands are: {', '.join(known)}."
    raise RequestError(f"there is no brand {id!r}", hint)


def load(folder: Path) -> Brand:
    """The brand in ``folder``. Raises :class:`TemplateError` with every fault and its place."""
    root = read(folder / BRAND)
    faults = list(_unknown_keys(root))
    light, dark = _colours(root, faults)
    faces = _faces(root, folder, faults)
    sizes = _sizes(root, faults)
    logo = _logo(root, folder, faults)
    if not faults:
        faults += _unreadable(root, light, "light") + _unreadable(root, dark, "dark")
        faults += _confusable(root, light)
    if faults:
        raise TemplateError(
            "the brand is not right\n" + "\n".join(f"  {fault}" for fault in faults),
            "Mend the places that are named; templates/brands/ledger is an example.",
        )
    name = root.at("meta.name")
    return Brand(
        id=folder.name,
        name=name.text if name else folder.name,
        folder=folder,
        light=light,
        dark=dark,
        sizes=sizes,
        faces=faces,
        logo=logo,
    )


def _unknown_keys(root: Entry) -> Iterator[str]:
    for path, known in KEYS.items():
        entry = root.at(path)
        for key, child in entry.children.items() if entry else ():
            if key not in known:
                near = get_close_matches(key, sorted(known), 1)
                hint = (
                    f"did you mean {near[0]!r}?" if near else f"known: {', '.join(sorted(known))}"
                )
                yield f"{child.key_place} there is no key {key!r} here; {hint}"


def _colours(root: Entry, faults: list[str]) -> tuple[dict[str, str], dict[str, str]]:
    palette = root.at("color.palette")
    known = palette.children if palette else {}

    def value(entry: Entry, depth: int = 0) -> str:
        if colour.HEX.fullmatch(entry.text):
            return entry.text.lower()
        if entry.text in known and depth < 5:
            return value(known[entry.text], depth + 1)
        near = get_close_matches(entry.text, sorted(known), 1)
        hint = f"did you mean {near[0]!r}?" if near else "write '#rrggbb' or a name of the palette"
        faults.append(f"{entry.place} {entry.text!r} is no colour; {hint}")
        return "#888888"

    given: dict[str, str] = {"paper": "#ffffff", "hue-d": "#d3d6d9"}
    for key, token in SEMANTIC.items():
        entry = root.at(f"color.{key}")
        if entry:
            given[token] = value(entry)
    stated = {
        mode: {key: value(entry) for key, entry in part.children.items() if key in COLOURS}
        for mode in ("light", "dark")
        if (part := root.at(f"defaults.cartreport.{mode}"))
    }
    given |= stated.get("light", {})
    missing = [name for name in NAMED if name not in given]
    if missing:
        words = [key for key, token in SEMANTIC.items() if token in missing]
        entry = root.at("color") or root
        faults.append(f"{entry.key_place} the brand gives no {', '.join(words)}")
        given |= dict.fromkeys(missing, "#888888")
    light = tokens.light(given)
    return light, tokens.dark(given, stated.get("dark", {}))


def _faces(root: Entry, folder: Path, faults: list[str]) -> Faces:
    families, own = shipped_families(), []
    fonts = root.at("typography.fonts")
    for font in fonts.items if fonts else ():
        family = _own_family(font, folder, faults)
        if family:
            families[family.name] = family
            own.append(family)
    chosen: dict[Face, str] = {"sans": "Inter", "serif": "Source Serif"}
    roles: dict[Face, str] = {"sans": "base", "serif": "headings"}
    for face, role in roles.items():
        entry = root.at(f"typography.{role}.family") or root.at(f"typography.{role}")
        if not entry or not entry.text:
            continue
        if entry.text in families:
            chosen[face] = entry.text
        else:
            near = get_close_matches(entry.text, sorted(families), 1)
            hint = f"did you mean {near[0]!r}?" if near else "declare it under typography.fonts"
            faults.append(f"{entry.place} there is no face {entry.text!r}; {hint}")
    others = (*own, *shipped_others())
    return Faces({face: families[name] for face, name in chosen.items()}, others)


def _own_family(font: Entry, folder: Path, faults: list[str]) -> Family | None:
    name, files = font.children.get("family"), font.children.get("files")
    source = font.children.get("source")
    if source and source.text not in ("file", "system"):
        faults.append(f"{source.place} a face comes from a file: nothing is fetched in a build")
        return None
    if not name or not files or not files.items:
        return None
    entry = files.items[0].children.get("path") or files.items[0]
    path = (folder / entry.text).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        faults.append(f"{entry.place} there is no file {entry.text!r} in the brand's folder")
        return None
    if path.suffix.lower() not in (".ttf", ".otf"):
        faults.append(f"{entry.place} a face is one complete .ttf or .otf file, variable or not")
        return None
    return Family(name.text, ((400, path),))


def _sizes(root: Entry, faults: list[str]) -> dict[str, str]:
    sizes = dict(SIZES)
    titles = root.at("defaults.cartreport.titles")
    for key, entry in titles.children.items() if titles else ():
        pair = re.fullmatch(r"(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)", entry.text)
        if not pair:
            faults.append(f"{entry.place} {entry.text!r} is not size/line in points, such as 38/42")
        elif key in TITLES:
            sizes |= {f"t-{TITLES[key]}": f"{pair[1]}pt", f"l-{TITLES[key]}": f"{pair[2]}pt"}
    return sizes


def _logo(root: Entry, folder: Path, faults: list[str]) -> str:
    entry = root.at("logo.small") or root.at("logo")
    if not entry or not entry.text:
        return ""
    images = root.at("logo.images")
    if images and entry.text in images.children:
        entry = images.children[entry.text].children.get("path") or images.children[entry.text]
    path = (folder / entry.text).resolve()
    if not path.is_relative_to(folder.resolve()) or not path.is_file():
        faults.append(f"{entry.place} there is no file {entry.text!r} in the brand's folder")
        return ""
    try:
        return drawings.safe(path.read_bytes())
    except drawings.UnsafeError as error:
        faults.append(f"{entry.place} {entry.text}: {error}")
        return ""


def _pairs() -> Iterator[tuple[str, str]]:
    for ground in ("paper", "panel", "cover-paper"):
        yield from ((ground, ink) for ink in ("ink", "ink-2"))
    yield from (("paper", "ink-3"), ("paper", "change"))
    yield from ((f"hue-{hue}", f"on-{hue}") for hue in "abcd")
    yield from ((f"neu-{n}", f"on-{n}") for n in (1, 2, 3))
    yield from ((f"seq-{n}", f"seq-on-{n}") for n in range(1, 6))


def _unreadable(root: Entry, colours: Mapping[str, str], mode: str) -> list[str]:
    faults = []
    for ground, ink in _pairs():
        ratio = colour.contrast(colours[ground], colours[ink])
        if ratio < LEAST["text"]:
            faults.append(
                f"{_place(root, mode, ink, ground)} {ink} on {ground} ({mode}) has a contrast of "
                f"{ratio:.1f}; text needs {LEAST['text']}"
            )
    return faults


def _confusable(root: Entry, light: Mapping[str, str]) -> list[str]:
    """Hues that read alike in grey, steps too close, an accent like a hue."""
    hues = sorted((f"hue-{hue}" for hue in "abcd"), key=lambda name: colour.lightness(light[name]))
    steps = [f"seq-{n}" for n in range(5, 0, -1)]
    faults = []
    for names, what in ((hues, "hues"), (steps, "steps")):
        for one, other in pairwise(names):
            apart = colour.lightness(light[other]) - colour.lightness(light[one])
            if apart < LEAST[what]:
                faults.append(
                    f"{_place(root, 'light', one, other)} {one} and {other} are {apart:.0f} apart "
                    f"in lightness; {what} need {LEAST[what]:.0f} to be told apart in grey"
                )
    for hue in ("hue-a", "hue-b", "hue-c"):
        apart = colour.distance(light["change"], light[hue])
        if apart < LEAST["accent"]:
            faults.append(f"{_place(root, 'light', 'change', hue)} change looks like {hue}")
    return faults


def _place(root: Entry, mode: str, *names: str) -> str:
    """Where the first of these tokens is written, else the colours as a whole."""
    words = {token: key for key, token in SEMANTIC.items()}
    for name in names:
        paths = [f"defaults.cartreport.{mode}.{name}", f"color.{words.get(name, name)}"]
        for path in paths:
            entry = root.at(path)
            if entry:
                return entry.place
    return (root.at("color") or root).key_place

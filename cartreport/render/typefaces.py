"""The faces of a brand: its own files, what is installed here, else the nearest that ships.

Nothing is fetched. A face of Google Fonts or Bunny is set where its file lies in the brand's
folder, where its font package is installed, or, with ``fonts: system``, where the machine has it.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher, get_close_matches
from itertools import zip_longest
from pathlib import Path

from cartreport.briefing.scene import Face
from cartreport.render.brand_file import Entry
from cartreport.render.draft import Draft, abroad
from cartreport.render.faces import Faces, Family, shipped_families, shipped_others
from cartreport.render.fonts import GENERIC
from cartreport.render.tokens import SIZES

ROLES: dict[Face, str] = {"sans": "base", "serif": "headings"}
USUAL: dict[Face, str] = {"sans": "Inter", "serif": "Source Serif"}
SOURCES = ("file", "google", "bunny", "system")
NAMES = (
    ("thin",),
    ("extra-light", "ultra-light"),
    ("light",),
    ("normal", "regular"),
    ("medium",),
    ("semi-bold", "demi-bold"),
    ("bold",),
    ("extra-bold", "ultra-bold"),
    ("black",),
)
WEIGHTS = {name: 100 * level for level, names in enumerate(NAMES, 1) for name in names}
SERIFS = re.compile(
    r"(?<!sans.)serif(?! *sans)|slab|times|georgia|garamond|baskerville|bodoni|caslon"
    r"|merriweather|playfair|lora\b|crimson|cambria|palatino|bookman|schoolbook|roman|fraunces|spectral|cormorant|vollkorn|didot|宋|明朝|명조"
)
KIND = re.compile(rf"{'|'.join(GENERIC)}|ui-.*|-.*|blinkmacsystemfont")
"""What a list of faces names that is no face: kinds, and the machine's own by a browser's name."""
TITLES = {"cover": "cover", "finding": "h1"}
TITLE = "h1, h2, .ex h3:not(.list-h)"


def faces(draft: Draft) -> Faces:
    """The faces by role, and those that set what they cannot. Faults go to the draft."""
    declared, own = _declared(draft)
    chosen: dict[Face, Family] = {}
    for face, role in ROLES.items():
        path = f"typography.{role}"
        entry = draft.root.at(f"{path}.family") or draft.root.at(path)
        name = entry.text if entry else ""
        if not entry or not name:
            chosen[face] = shipped_families()[USUAL[face]]
            continue
        chosen[face] = _found(draft, entry, declared, own)
        if chosen[face].name.casefold() in map(str.casefold, _names(name)[:1]):
            draft.used.add(f"{path}.family" if draft.root.at(f"{path}.family") else path)
    used = {family.name for family in chosen.values()}
    draft.used |= {f"typography.fonts.{name}" for name in own}
    draft.used |= {f"typography.fonts.{name}" for name in declared if name in used}
    further = [family for family in own.values() if family.name not in used]
    inter = [] if "Inter" in used else [shipped_families()["Inter"]]
    return Faces(chosen, (*further, *inter, *shipped_others()), _title_weight(draft))


def _declared(draft: Draft) -> tuple[dict[str, Entry], dict[str, Family]]:
    """The entries of ``typography.fonts`` by family, and those of which there is a file here."""
    system = _system(draft)
    fonts = draft.root.at("typography.fonts")
    declared: dict[str, Entry] = {}
    own: dict[str, Family] = {}
    for font in (fonts.items or ()) if fonts else ():
        name, source = font.at("family"), font.at("source")
        if source and source.text not in SOURCES:
            hint = f"write one of {', '.join(SOURCES)}"
            draft.fault(source.place, "E702", f"{source.text!r} is no source", hint, source.text)
        if not name or not name.text:
            draft.fault(font.place, "E102", "a face without a name", "write `family: …`")
            continue
        declared[name.text] = font
        family = _from_files(draft, font, name.text) or installed(name.text, system=system)
        if family:
            own[name.text] = family
    return declared, own


def _system(draft: Draft) -> bool:
    """Whether this machine's own faces may be used: then another machine gives other pages."""
    entry = draft.take("defaults.cartreport.fonts")
    if entry and entry.text not in ("system", "project"):
        hint = "write `system`, or leave it out"
        draft.fault(entry.place, "E702", f"{entry.text!r} is no place of faces", hint, entry.text)
    return bool(entry and entry.text == "system")


def _from_files(draft: Draft, font: Entry, name: str) -> Family | None:
    """The upright files of a face by weight; a variable one sets all weights."""
    files = font.at("files")
    found: dict[int, Path] = {}
    for file in (files.items or ()) if files else ():
        entry = file.at("path") or file
        style, weight = file.at("style"), file.at("weight")
        if (style and style.text != "normal") or abroad(entry.text):
            continue
        path = _font_file(draft, entry)
        if path is None:
            continue
        level = _weight(draft, weight) if weight and weight.text else None
        if level is None:
            from cartreport.render.fonts import axes, weights

            level = 400 if "wght" in axes(path) else int(weights(path))
        found[level] = path
    return Family(name, tuple(sorted(found.items()))) if found else None


def _font_file(draft: Draft, entry: Entry) -> Path | None:
    """A font file of the brand's folder that can be read."""
    path = draft.file(entry)
    if path is None:
        return None
    if path.suffix.lower() in (".woff", ".woff2"):
        said = f"unpack it: fonttools ttLib.woff2 decompress {entry.text}"
    elif path.suffix.lower() not in (".ttf", ".otf"):
        said = "a face is a .ttf or .otf file, variable or not"
    elif _usable(path):
        return path
    else:
        said = "it is damaged, or no font; load it again"
    draft.fault(entry.place, "E703", f"{entry.text!r} cannot be used as a face", said, entry.text)
    return None


def _usable(path: Path) -> bool:
    """Whether each table of a face is there whole, and a character can be measured and cut out."""
    from struct import error as StructError  # noqa: N812

    from fontTools.ttLib import TTFont, TTLibError

    from cartreport.render.subset import subset

    try:
        with TTFont(path, lazy=True) as font:
            whole = {tag: font.reader[tag] for tag in font.reader.keys()}  # noqa: SIM118
            char, glyph = next(iter(font.getBestCmap().items()))
            return (
                "OS/2" in whole and len(font["hmtx"][glyph]) > 0 and subset(path, chr(char)) != b""
            )
    except (TTLibError, StructError, OSError, LookupError, AssertionError, ValueError):
        return False
    except (AttributeError, RuntimeError, StopIteration):  # no map of characters, no glyph to cut
        return False


def _weight(draft: Draft, entry: Entry) -> int | None:
    """A weight by number or name; ``auto`` and a range leave it to the file."""
    if entry.text in WEIGHTS:
        return WEIGHTS[entry.text]
    if re.fullmatch(r"[1-9]\d{1,2}", entry.text):
        return int(entry.text)
    if entry.text != "auto" and not re.fullmatch(r"\d{2,3}\.\.\d{2,3}", entry.text):
        near = get_close_matches(entry.text, WEIGHTS, 1)
        hint = f"did you mean {near[0]!r}?" if near else "write 100 to 900, or a name such as bold"
        draft.fault(entry.place, "E702", f"{entry.text!r} is no weight", hint, entry.text)
    return None


def _found(
    draft: Draft, entry: Entry, declared: dict[str, Entry], own: dict[str, Family]
) -> Family:
    """The face of a name; a misspelt one is a fault, one that is not here has a stand-in."""
    names, shipped = _names(entry.text), shipped_families()
    nearest = shipped["Source Serif" if SERIFS.search(entry.text.lower()) else "Inter"]
    if not names:
        return nearest
    here = {family.name.casefold(): family for family in (*shipped.values(), *own.values())}
    system = _system(draft)
    found = [here.get(one.casefold()) or installed(one, system=system) for one in names]
    if found[0]:
        return found[0]
    name, stand_in = names[0], next(filter(None, found), nearest)
    near = [known for known in (*declared, *shipped) if _misspelt(name, known)]
    if near and name not in declared:
        hint = f"did you mean {near[0]!r}?"
        draft.fault(entry.place, "E702", f"there is no face {name!r}", hint, name)
        return stand_in
    hint = (
        f"put its .ttf into the brand's folder and name it under typography.fonts; or see whether "
        f"`fontpkg search '{name}'` knows a package, and install that with pip"
    )
    message = f"the face {name!r} is not here: {stand_in.name} is set in its place"
    draft.fault(entry.place, "W705", message, hint, name)
    return stand_in


def _names(text: str) -> list[str]:
    """The faces of a list as CSS has it, ``Open Sans, Arial, sans-serif``, without the kinds."""
    parts = (part.strip(" '\"") for part in text.split(","))
    return [part for part in parts if part and not KIND.fullmatch(part.casefold())]


def _misspelt(name: str, known: str) -> bool:
    """Whether one name is a slip of the other: word by word almost the same."""
    pairs = list(zip_longest(name.casefold().split(), known.casefold().split(), fillvalue=""))
    return all(SequenceMatcher(None, one, other).ratio() > 0.65 for one, other in pairs)


def installed(name: str, *, system: bool) -> Family | None:
    """A face from an installed font package, or with ``system`` from this machine."""
    import fontpkg

    package = fontpkg.families().get(fontpkg.slugify(name))
    if package:
        upright = [file for file in package.files if file.style == "normal"]
        files = {400 if file.variable else file.weight or 400: file.path for file in upright}
        return Family(name, tuple(sorted(files.items()))) if files else None
    if not system:
        return None
    from justmytype import FontRegistry

    registry = FontRegistry()
    found = {
        info.path
        for weight in (400, 700)
        if (info := registry.find_font(name, weight=weight, style="normal"))
        and info.family.casefold() == name.casefold()
        and info.path.suffix.lower() in (".ttf", ".otf")
    }
    from cartreport.render.fonts import axes, weights

    files = {400 if "wght" in axes(path) else int(weights(path)): path for path in sorted(found)}
    return Family(name, tuple(sorted(files.items()))) if files else None


def _title_weight(draft: Draft) -> int | None:
    entry = draft.take("typography.headings.weight")
    return _weight(draft, entry) if entry else None


def sizes(draft: Draft) -> dict[str, str]:
    """The type scale in points, with the brand's own title sizes and their line height."""
    found = dict(SIZES)
    for key, name in TITLES.items():
        entry = draft.take(f"defaults.cartreport.titles.{key}")
        pair = re.fullmatch(r"(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)", entry.text) if entry else None
        if pair:
            found |= {f"t-{name}": f"{pair[1]}pt", f"l-{name}": f"{pair[2]}pt"}
        elif entry:
            message = f"{entry.text!r} is not size/line in points"
            draft.fault(entry.place, "E702", message, "write such as 38/42", entry.text)
    return found


def rules(draft: Draft, tokens: dict[str, str]) -> str:
    """What a brand says of titles and links, as rules that stand behind the sheet."""
    titles = []
    if tokens["title"] != tokens["ink"]:
        titles.append("color: var(--title)")
    weight = _title_weight(draft)
    if weight:
        titles.append(f"font-weight: {weight}")
    line = draft.take("typography.headings.line-height")
    height = _line(draft, line) if line else None
    if height:
        titles.append(f"line-height: {height:g}")
    links = ["color: var(--link)"] if tokens["link"] != tokens["ink"] else []
    drawn = draft.root.at("typography.link.decoration")
    if drawn and drawn.text in ("none", "underline"):
        draft.take("typography.link.decoration")
        links.append(f"text-decoration: {drawn.text}")
    told = ((TITLE, titles), ('a[href^="http"]', links))
    return "".join(f"{where} {{ {'; '.join(said)} }}\n" for where, said in told if said)


def _line(draft: Draft, entry: Entry) -> float | None:
    """A title's line height as a factor, from 1 to 1.6."""
    found = re.fullmatch(r"(\d*\.?\d+)(em|rem|%)?", entry.text)
    height = float(found[1]) / (100 if found[2] == "%" else 1) if found else 0.0
    if 0.95 <= height <= 1.6:
        return height
    message = f"{entry.text!r} is no line height for titles"
    draft.fault(entry.place, "E702", message, "write a factor from 0.95 to 1.6", entry.text)
    return None

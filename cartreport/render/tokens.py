"""Tokens: every colour and size of the page by name, for light, dark and print.

A brand gives seven colours; :func:`light` and :func:`dark` derive the rest of them, and whatever
a brand states itself stands. In print tokens become literal values, on screen CSS variables.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from cartreport.render.colour import at, legible

Tokens = Mapping[str, str]

GIVEN = ("ink", "paper", "hue-a", "hue-b", "hue-c", "hue-d", "change")
DERIVED = (
    *("cover-paper", "panel", "ink-2", "ink-3", "rule", "hair", "grid"),
    *(f"on-{hue}" for hue in "abcd"),
    *(f"{name}-{n}" for name in ("neu", "on") for n in (1, 2, 3)),
    *(f"seq-{n}" for n in range(1, 6)),
    *(f"seq-on-{n}" for n in range(1, 6)),
    *("change-tint", "title", "link"),
)
COLOURS = (*GIVEN, *DERIVED)
SIZES = {
    "t-cover": "45pt",
    "l-cover": "46pt",
    "t-h1": "19pt",
    "l-h1": "23pt",
    "t-figure": "31pt",
    "l-figure": "32pt",
    "t-dek": "15pt",
    "l-dek": "20.5pt",
    "t-lead": "11pt",
    "l-lead": "15.5pt",
    "t-exhibit": "11.5pt",
    "l-exhibit": "14.5pt",
    "t-body": "9.6pt",
    "l-body": "14pt",
    "t-table": "8pt",
    "l-table": "11pt",
    "t-sub": "7.6pt",
    "l-sub": "10.5pt",
    "t-note": "7pt",
    "l-note": "9.4pt",
    "t-floor": "6.5pt",
}
FACES = ("sans", "serif", "serif-heading", "serif-display", "zh", "song")
TOLD = {
    "ink, ink-2, ink-3": "text, from the strongest to notes",
    "paper, cover-paper, panel": "grounds: the page, the cover, a callout",
    "rule, hair, grid": "lines: heavy, thin, of drawings",
    "hue-a … hue-d": "the settings, in the order of the vocabulary; a logo's colours",
    "on-a … on-d": "text on these",
    "neu-1 … neu-3, on-1 … on-3": "greys of drawings, and text on them",
    "seq-1 … seq-5, seq-on-1 … seq-on-5": "shades of a heat table, and text on them",
    "change, change-tint": "what changed since the last edition: text and ground",
    "title, link": "titles of sections, links",
    ", ".join(FACES): "faces, for `font-family`",
    "t-body, t-table, t-note …": "sizes of text; `l-body` and so on their line heights",
}
"""The variables of a sheet, and what each is for: those of colours, faces and sizes."""
LIGHT_STEPS = (93.6, 84.0, 69.0, 48.0, 30.0)
DARK_STEPS = (18.0, 30.0, 44.0, 66.0, 85.0)
_VARIABLE = re.compile(r"var\(--([\w-]+)\)")


def light(given: Tokens) -> dict[str, str]:
    """All colours of the light page from the ``GIVEN`` ones; ``given`` may state any other."""
    ink = given["ink"]
    derived = {
        "cover-paper": at(ink, 95, 0.15),
        "panel": at(ink, 96, 0.15),
        "ink-2": at(ink, 35, 0.8),
        "ink-3": at(ink, 46, 0.7),
        "rule": ink,
        "hair": at(ink, 86, 0.2),
        "grid": at(ink, 91, 0.15),
        "neu-1": ink,
        "neu-2": at(ink, 70, 0.3),
        "neu-3": at(ink, 88, 0.2),
        "change-tint": at(given["change"], 94, 0.15),
        "title": ink,
        "link": ink,
    }
    shades = {f"seq-{n}": at(given["hue-a"], s, _fade(s)) for n, s in enumerate(LIGHT_STEPS, 1)}
    return partnered({**derived, **shades, **given})


def lifted(page: Tokens) -> dict[str, str]:
    """The dark page's own values of the ``GIVEN`` colours, from those of the light page."""
    ink = page["ink"]
    return {
        "paper": at(ink, 8, 0.35),
        "ink": at(ink, 93, 0.08),
        "hue-a": at(page["hue-a"], 60),
        "hue-b": at(page["hue-b"], 75),
        "hue-c": at(page["hue-c"], 90, 0.5),
        "hue-d": at(page["hue-d"], 36),
        "change": at(page["change"], 67),
    }


def dark(page: Tokens, given: Tokens) -> dict[str, str]:
    """All colours of the dark page: ``given`` ones, else lifted from those of the light page."""
    ink = page["ink"]
    given = {**lifted(page), **given}
    derived = {
        "cover-paper": at(ink, 11, 0.35),
        "panel": at(ink, 12.5, 0.4),
        "ink-2": at(ink, 75, 0.2),
        "ink-3": at(ink, 63, 0.3),
        "hair": at(ink, 26, 0.4),
        "grid": at(ink, 20, 0.4),
        "neu-2": at(ink, 54, 0.3),
        "neu-3": at(ink, 29, 0.4),
        "change-tint": at(given["change"], 17, 0.4),
        **dict.fromkeys(("rule", "neu-1", "title", "link"), given["ink"]),
    }
    if page["title"] != page["ink"]:
        derived["title"] = at(page["title"], 78, 0.55)
    shades = {f"seq-{n}": at(given["hue-a"], s, 0.75) for n, s in enumerate(DARK_STEPS, 1)}
    return partnered({**derived, **shades, **given})


def partnered(tokens: Tokens) -> dict[str, str]:
    """With each surface's text colour: ink or paper, whichever reads on it."""
    surfaces = [("on-" + hue, "hue-" + hue) for hue in "abcd"]
    surfaces += [(f"on-{n}", f"neu-{n}") for n in (1, 2, 3)]
    surfaces += [(f"seq-on-{n}", f"seq-{n}") for n in range(1, 6)]
    inks = tokens["ink"], tokens["paper"]
    partners = {name: legible(tokens[ground], *inks) for name, ground in surfaces}
    return {**partners, **tokens}


def _fade(level: float) -> float:
    """Less saturation in the palest steps, as paper would take it."""
    return min(1.0, (100 - level) / 35)


def literal(css: str, tokens: Tokens) -> str:
    """A sheet with each ``var(--name)`` replaced by its value; what has none stays as it stands."""

    def value(found: re.Match[str]) -> str:
        return literal(tokens[found[1]], tokens) if found[1] in tokens else found[0]

    return _VARIABLE.sub(value, css)


def sheet(tokens: Tokens, selector: str = ":root") -> str:
    """Tokens as a rule of CSS variables."""
    lines = "".join(f"  --{name}: {value};\n" for name, value in tokens.items())
    return f"{selector} {{\n{lines}}}\n"


def unknown(css: str, tokens: Tokens) -> list[str]:
    """Names of variables that a sheet uses and nobody gives."""
    rules = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    own = set(re.findall(r"--([\w-]+)\s*:", rules))
    return sorted({name for name in _VARIABLE.findall(rules) if name not in tokens} - own)

"""The colours of a brand: what its file gives, what is derived, and what had to move to be read.

One colour is enough. Hues keep apart in grey and in each kind of colour blindness by their
lightness, texts read at 4.5 to 1, and the accent is unlike the hues. What a brand states and what
fails there is set as the nearest colour that passes, with a warning at its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from cartreport.problems import Where
from cartreport.render import colour, tokens
from cartreport.render.brand_file import Entry
from cartreport.render.convention import SEMANTIC
from cartreport.render.draft import Draft
from cartreport.sources.suggest import did_you_mean

MODES = ("light", "dark")
HOUSE = "#154f5f"
"""The hue of a brand that gives none."""
WARM, COOL = "#d69e35", "#6f9fd8"
HOT = "#c2341a"
LEAST = {"text": 4.5, "hues": 15.0, "settings": 10.5, "accent": 30.0, "blind": 8.0}
GROUNDS = ("cover-paper", "panel")
TEXTS = {
    "ink-2": ("paper", "panel", "cover-paper"),
    "ink-3": ("paper", "panel"),
    "title": ("paper", "cover-paper"),
    "link": ("paper",),
    "change": ("paper", "cover-paper"),
}
"""What is read on which grounds, beside the ink."""
HUES = ("hue-a", "hue-b", "hue-c", "hue-d")
MARGIN = 0.6
"""What a moved hue stands further off than it must: eight bits a channel round."""


@dataclass
class Mode:
    """The colours of one mode while they are found: ``stated`` by token, and where."""

    name: str
    stated: dict[str, str] = field(default_factory=dict)
    origin: dict[str, Entry] = field(default_factory=dict)


def colours(draft: Draft) -> tuple[dict[str, str], dict[str, str]]:
    """All colours of the light and of the dark page. Faults and warnings go to the draft."""
    light, dark = (_stated(draft, name) for name in MODES)
    _turn(light, dark)
    found = light.stated
    primary = found.get("hue-a", HOUSE)
    ink = found.setdefault("ink", colour.at(primary, 13, 0.4))
    _keep(draft, light, "paper", found.get("paper", "#ffffff"), lambda c: colour.lightness(c) >= 88)
    _readable(draft, light, "ink", ("paper",))
    wanted = {
        "hue-a": primary,
        "hue-b": max((WARM, COOL), key=lambda other: colour.apart(primary, other)),
        "hue-c": colour.at(ink, 49, 0.3),
        "hue-d": colour.at(ink, 85, 0.15),
    }
    _spread(draft, light, wanted, 0, colour.lightness(found["paper"]) - 12)
    _accent(draft, light, HOT)
    whole = _settled(draft, light, tokens.light)
    lifted = tokens.lifted(whole)
    for name in ("paper", "ink"):
        dark.stated.setdefault(name, lifted[name])
    _readable(draft, dark, "ink", ("paper",))
    _spread(draft, dark, lifted, colour.lightness(dark.stated["paper"]) + 20, 95)
    _accent(draft, dark, lifted["change"])
    return whole, _settled(draft, dark, lambda stated: tokens.dark(whole, stated))


def _stated(draft: Draft, mode: str) -> Mode:
    """The tokens that the file gives for a mode, with their places."""
    held = Mode(mode)
    for key, token in SEMANTIC.items():
        entry = draft.root.at(f"color.{key}")
        if entry and (mode == "light" or entry.at("dark")):
            _put(draft, held, token, entry)
            if token != "hue-d":  # noqa: S105
                draft.used.add(f"color.{key}")
    typed = {"title": "typography.headings.color", "link": "typography.link.color"}
    paths = {token: f"defaults.cartreport.{mode}.{token}" for token in tokens.COLOURS}
    for token, path in [*typed.items(), *paths.items()]:
        entry = draft.root.at(path)
        if entry and (mode == "light" or path in paths.values() or entry.at("dark")):
            draft.used.add(path)
            _put(draft, held, token, entry)
    return held


def _put(draft: Draft, held: Mode, token: str, entry: Entry) -> None:
    value = _value(draft, entry, held.name)
    if value:
        held.stated[token], held.origin[token] = value, entry


def _value(draft: Draft, entry: Entry, mode: str, seen: tuple[str, ...] = ()) -> str | None:
    """A colour as ``#rrggbb``: written so, by CSS, by a name, or a pair for light and dark."""
    if entry.children is not None:
        one = entry.at(mode)
        return _value(draft, one, mode, seen) if one else None
    name = entry.text
    named = draft.root.at(f"color.palette.{name}") if "." not in name else None
    if named is None or name in seen:
        named = draft.root.at(f"color.{name}") if name in SEMANTIC else named
    if named and name not in seen and named is not entry:
        return _value(draft, named, mode, (*seen, name))
    found = colour.parsed(name)
    if found is None:
        palette = draft.root.at("color.palette")
        known = [*((palette.children or {}) if palette else ()), *SEMANTIC, *colour.names()]
        near = did_you_mean(name, known)
        hint = near if near.startswith("did") else "write such as '#0b6e72', teal, rgb() or hsl()"
        hint = "it leads back to itself" if name in seen else hint
        draft.fault(entry.place, "E702", f"{name!r} is no colour", hint, name)
    return found


def _turn(light: Mode, dark: Mode) -> None:
    """A brand of light text on a dark page: that is its dark mode; the light page turns round."""
    paper, ink = light.stated.get("paper"), light.stated.get("ink")
    if paper is None or colour.lightness(paper) >= 50:
        return
    for token in ("paper", "ink"):
        if token in light.stated:
            dark.stated.setdefault(token, light.stated.pop(token))
            dark.origin.setdefault(token, light.origin[token])
    light.stated["ink"] = paper
    if ink and colour.lightness(ink) >= 96:
        light.stated["paper"] = ink


def _spread(draft: Draft, mode: Mode, wanted: Mapping[str, str], low: float, high: float) -> None:
    """The four hues, 15 apart in lightness; the first keeps its own, the others what they can."""
    pale = mode.stated.get("hue-d")
    if pale and "color.light" not in draft.used and not low <= colour.lightness(pale) <= high:
        del mode.stated["hue-d"]  # most brands mean a page's ground by it
    weights = []
    for rank, hue in enumerate(HUES):
        weights.append((1000.0, 100.0, 20.0, 5.0)[rank] * (1 if hue in mode.stated else 0.01))
    asked = [mode.stated.get(hue, wanted[hue]) for hue in HUES]
    levels = _levels(asked, weights, low, high)
    for hue, value, level in zip(HUES, asked, levels, strict=True):
        new = _at(value, level)
        exact = new == value
        if hue == "hue-d" and hue in mode.origin and exact and value == mode.stated.get(hue):
            draft.used.add("color.light")
        elif hue == "hue-d" and mode.origin.get(hue) is draft.root.at("color.light"):
            mode.origin.pop(hue, None)
        why = "is not told apart in grey from the other settings or from the page"
        _set(draft, mode, hue, new, why)


@cache
def _at(value: str, level: float) -> str:
    """A colour at a lightness: itself where that is its own."""
    return value if abs(level - colour.lightness(value)) < 0.01 else colour.at(value, level)


@cache
def _told_apart(one: str, other: str) -> bool:
    """Whether two hues differ in grey and for colour-blind readers."""
    grey = abs(colour.lightness(one) - colour.lightness(other))
    return grey >= LEAST["hues"] - MARGIN / 2 and colour.apart(one, other) >= LEAST["settings"]


def _levels(wanted: list[str], weights: list[float], low: float, high: float) -> tuple[float, ...]:
    """Lightnesses near the wanted ones at which hues are told apart; weights say whose matter."""
    best: tuple[float, tuple[float, ...]] = (float("inf"), ())
    away = LEAST["hues"] + MARGIN

    def place(placed: tuple[float, ...], cost: float) -> None:
        nonlocal best
        rank = len(placed)
        if cost >= best[0] or rank == len(wanted):
            best = min(best, (cost, placed))
            return
        own = colour.lightness(wanted[rank])
        steps = [low + step * 2 for step in range(int((high - low) / 2) + 1)]
        beside = [level + way for level in placed for way in (away, -away)]
        options = {level for level in (own, *steps, *beside) if low <= level <= high}
        for level in sorted(options, key=lambda level: (abs(level - own), level)):
            price = cost + weights[rank] * abs(level - own)
            here = _at(wanted[rank], level)
            if price < best[0] and all(
                _told_apart(here, _at(other, at)) for other, at in zip(wanted, placed, strict=False)
            ):
                place((*placed, level), price)

    place((), 0.0)
    return best[1] or tuple(map(colour.lightness, wanted))


def _accent(draft: Draft, mode: Mode, usual: str) -> None:
    """The colour of what changed: read as text, unlike the hues, for colour-blind readers too."""
    hues = [mode.stated[hue] for hue in HUES[:3]]
    least = LEAST["accent"] if mode.name == "light" else LEAST["accent"] * 2 / 3

    def passes(candidate: str) -> bool:
        return colour.contrast(mode.stated["paper"], candidate) >= LEAST["text"] + 0.3 and all(
            colour.distance(candidate, hue) >= least
            and colour.apart(candidate, hue) >= LEAST["blind"]
            for hue in hues
        )

    mode.stated.setdefault("change", usual)
    if colour.contrast(mode.stated["paper"], mode.stated["change"]) < LEAST["text"] + 0.3:
        why = "cannot be read on the page"
    else:
        why = "looks like the colour of a setting, at least to colour-blind readers"
    _keep(draft, mode, "change", mode.stated["change"], passes, why, turning=True)


def _settled(
    draft: Draft, mode: Mode, derive: Callable[[Mapping[str, str]], dict[str, str]]
) -> dict[str, str]:
    """All colours of a mode, with each text read on its grounds."""
    whole = derive(mode.stated)
    work = Mode(mode.name, whole, mode.origin)
    ink = whole["ink"]
    room = max(LEAST["text"], min(7.0, 0.85 * colour.contrast(whole["paper"], ink)))
    for ground in GROUNDS:
        _keep(draft, work, ground, whole[ground], lambda c: colour.contrast(c, ink) >= room)
    for text, grounds in TEXTS.items():
        _readable(draft, work, text, grounds)
    return tokens.partnered(
        {name: whole[name] for name in tokens.COLOURS if "on-" not in name}
        | {name: value for name, value in mode.stated.items() if "on-" in name}
    )


def _readable(draft: Draft, mode: Mode, text: str, grounds: tuple[str, ...]) -> None:
    papers = [mode.stated[ground] for ground in grounds]
    _keep(
        draft,
        mode,
        text,
        mode.stated[text],
        lambda c: all(colour.contrast(c, paper) >= LEAST["text"] for paper in papers),
    )


def _keep(
    draft: Draft,
    mode: Mode,
    token: str,
    value: str,
    passes: Callable[[str], bool],
    why: str = "cannot be read: text needs a contrast of 4.5",
    *,
    turning: bool = False,
) -> None:
    """A colour as it is where it passes, else the nearest one that does."""
    options = _turned(value) if turning else _levelled(value)
    new = value if passes(value) else next((c for c in options if passes(c)), value)
    _set(draft, mode, token, new, why)


def _levelled(value: str) -> Iterator[str]:
    """The same hue, lighter and darker, the nearest first."""
    own = colour.lightness(value)
    for level in sorted(range(1, 100), key=lambda level: abs(level - own)):
        yield colour.at(value, level)


def _turned(value: str) -> Iterator[str]:
    """Other hues and levels, the most alike first."""
    options = {
        colour.at(value, level, turn=turn)
        for level in range(26, 80, 4)
        for turn in range(-180, 180, 15)
    }
    yield from sorted(options, key=lambda c: (colour.distance(value, c), c))


def _set(draft: Draft, mode: Mode, token: str, new: str, why: str) -> None:
    entry, old = mode.origin.get(token), mode.stated.get(token)
    mode.stated[token] = new
    if entry is None or old in (None, new):
        return
    hint = f"printed as {new!r}, the nearest that passes"
    draft.fault(
        _place(entry, mode.name),
        "W704",
        f"{entry.text or old} ({mode.name} page) {why}",
        hint,
        str(old),
    )


def _place(entry: Entry, mode: str) -> Where:
    return (entry.at(mode) or entry).place

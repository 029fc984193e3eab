"""The brand.yml convention as data: which keys stand where, and what each of them holds.

The convention's own library passes over most misspelt keys, knows no places and brings an HTML
toolkit and a second YAML reader; so the forms stand here, once, and say where a slip is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from cartreport.problems import Problem
from cartreport.render.brand_file import Entry
from cartreport.render.tokens import COLOURS


@dataclass(frozen=True)
class Form:
    """What may stand at a place: a text, ``keys`` by name, ``rest`` for any other, ``items``.

    ``setting``: a text, or what stands below, is something that a page may show.
    """

    text: bool = False
    keys: Mapping[str, Form] = field(default_factory=dict)
    rest: Form | None = None
    items: Form | None = None
    setting: bool = True


TEXT = Form(text=True)
TOLD = Form(text=True, setting=False)
ANY = Form(text=True, setting=False)
"""What belongs to another tool: whatever stands below it is passed over."""
COLOUR = Form(text=True, keys={"light": TEXT, "dark": TEXT})
FILE = Form(text=True, keys={"path": TEXT, "alt": TOLD, "attrs": ANY})
NAMED_FILE = Form(text=True, keys={"path": TOLD, "alt": TOLD, "attrs": ANY}, setting=False)
IMAGE = Form(text=True, keys={**FILE.keys, "light": FILE, "dark": FILE})


def _typed(*names: str) -> Form:
    """A role of a face: its family alone, or what is said of it."""
    return Form(text=True, keys={name: COLOUR if "color" in name else TEXT for name in names})


FONT = Form(
    keys={
        "family": TEXT,
        "source": TOLD,
        "files": Form(
            items=Form(
                text=True, keys={"path": TOLD, "weight": TOLD, "style": TOLD}, setting=False
            ),
            setting=False,
        ),
        **{key: Form(text=True, items=TOLD, setting=False) for key in ("weight", "style")},
        "display": TOLD,
    }
)
TYPOGRAPHY = Form(
    keys={
        "fonts": Form(items=FONT),
        "base": _typed("family", "size", "weight", "line-height"),
        "headings": _typed("family", "weight", "style", "line-height", "color"),
        "monospace": _typed("family", "size", "weight"),
        "monospace-inline": _typed("family", "size", "weight", "color", "background-color"),
        "monospace-block": _typed(
            "family", "size", "weight", "line-height", "color", "background-color"
        ),
        "link": _typed("weight", "decoration", "color", "background-color"),
    }
)
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
IDLE = ("success", "info", "warning", "dark")
OURS = Form(
    keys={
        "titles": Form(keys={"cover": TEXT, "finding": TEXT}),
        "fonts": TEXT,
        "light": Form(keys=dict.fromkeys(COLOURS, TEXT)),
        "dark": Form(keys=dict.fromkeys(COLOURS, TEXT)),
    }
)
CONVENTION = Form(
    keys={
        "meta": Form(
            keys={"name": Form(text=True, keys={"full": TOLD, "short": TOLD}, setting=False)},
            rest=ANY,
            setting=False,
        ),
        "logo": Form(
            text=True,
            keys={
                **IMAGE.keys,
                "images": Form(rest=NAMED_FILE, setting=False),
                **dict.fromkeys(("small", "medium", "large"), IMAGE),
            },
        ),
        "color": Form(
            keys={
                "palette": Form(rest=COLOUR, setting=False),
                **dict.fromkeys((*SEMANTIC, *IDLE), COLOUR),
            }
        ),
        "typography": TYPOGRAPHY,
        "defaults": Form(keys={"cartreport": OURS}, rest=ANY),
    }
)


def misfits(entry: Entry, form: Form = CONVENTION) -> Iterator[Problem]:
    """Keys that are misspelt or not the convention's, and values of the wrong shape, at any depth.

    What is near a key of it is a slip (E701); what is not belongs to others, and is told (W706).
    """
    if form is ANY:
        return
    shape = _shape(entry)
    allowed = {
        "text": form.text,
        "list": form.items is not None,
        "keys": bool(form.keys or form.rest),
    }
    if not allowed[shape]:
        wanted = " or ".join(_WORDS[name] for name, may in allowed.items() if may)
        yield Problem(entry.place, "E702", f"{_WORDS[shape]} stands here", f"write {wanted}")
        return
    for item in entry.items or ():
        yield from misfits(item, form.items or ANY)
    for key, child in (entry.children or {}).items():
        known = sorted(form.keys)
        below = form.keys.get(key)
        if below is None:
            near = get_close_matches(key, known, 1, 0.6 if form.rest is None else 0.75)
            if near:
                hint = f"did you mean {near[0]!r}?"
                yield Problem(child.key_place, "E701", f"there is no key {key!r} here", hint, key)
            elif form.rest is None:
                message = f"the convention has no key {key!r} here: it is passed over"
                hint = f"known: {', '.join(known)}"
                yield Problem(child.key_place, "W706", message, hint, key)
            if near or form.rest is None:
                continue
            below = form.rest
        yield from misfits(child, below)


_WORDS = {"text": "a text", "list": "a list", "keys": "a mapping of keys"}


def sunken(root: Entry) -> Iterator[Problem]:
    """Roles of colours that stand among the palette's names, where they give nothing (W706)."""
    color = root.at("color")
    palette = root.at("color.palette")
    beside = (color.children or {}) if color else {}
    if any(role in beside for role in SEMANTIC):
        return
    for name, entry in ((palette.children or {}) if palette else {}).items():
        if name in SEMANTIC:
            message = f"{name!r} is a name in the palette here, and colours nothing"
            hint = f"set it beside `palette`, as color.{name}"
            yield Problem(entry.key_place, "W706", message, hint, name)


def _shape(entry: Entry) -> str:
    if entry.items is not None:
        return "list"
    return "text" if entry.children is None else "keys"


def settings(entry: Entry, form: Form = CONVENTION, path: str = "") -> Iterator[str]:
    """The paths of all that a page might show: a text each, a face of its own as one."""
    if not form.setting or form is ANY:
        return
    if entry.children is None and entry.items is None:
        yield path
    for number, item in enumerate(entry.items or ()):
        name = item.at("family")
        yield f"{path}.{name.text if name else number}"
    for key, child in (entry.children or {}).items():
        below = form.keys.get(key) or form.rest
        if below:
            yield from settings(child, below, f"{path}.{key}".strip("."))

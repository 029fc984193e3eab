"""The style sheets of a template: each name in them is one that the brand gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cartreport.errors import TemplateError
from cartreport.render import tokens

if TYPE_CHECKING:
    from cartreport.render.look import Look

_AT = re.compile(r" at (\d+):(\d+)")


def print_sheet(template: str, look: Look) -> str:
    """The template's print sheet with literal values: page rules and drawings take no variables."""
    values = print_values(look)
    sheet = _proved(f"{template}/print.css", look, values)
    return tokens.literal(sheet + look.brand.rules, values)


def print_values(look: Look) -> tokens.Tokens:
    """Sizes, faces and colours of the printed page, by token."""
    brand = look.brand
    return {**brand.sizes, **brand.faces.tokens(cuts=True), **brand.light}


def misread(template: str, look: Look) -> Iterator[tuple[int, int, str]]:
    """What of the print sheet the print engine passes over: line, column, its words.

    Nothing where the machine has no engine: a build says so.
    """
    from cartreport.errors import MachineError
    from cartreport.render.engine import engine, overheard

    with overheard() as heard:
        try:
            engine().CSS(string=print_sheet(template, look))
        except MachineError:
            return
    for said in heard:
        if found := _AT.search(said):
            yield int(found[1]), int(found[2]), said.replace(found[0], "").rstrip(".")


def screen_sheet(template: str, look: Look) -> str:
    """Tokens for light, dark and the browser's printer, then the template's screen sheet."""
    brand = look.brand
    common = {**brand.sizes, **brand.faces.tokens(cuts=False)}
    sheet = _proved(f"{template}/screen.css", look, {**common, **brand.light})
    dark = tokens.sheet(brand.dark, ":root:not([data-theme=light])")
    forced = tokens.sheet(brand.dark, ":root[data-theme=dark]")
    return (
        tokens.sheet({**common, **brand.light})
        + f"@media screen and (prefers-color-scheme: dark) {{\n{dark}}}\n"
        + f"@media screen {{\n{forced}}}\n"
        + sheet
        + brand.rules
    )


def _proved(name: str, look: Look, values: tokens.Tokens) -> str:
    """A sheet's text. Raises :class:`TemplateError` for a face or a token that nobody gives."""
    sheet = look.templates.source(name)
    shown = look.templates.chain.shown(look.templates.chain.find(name))
    look.brand.faces.prove(sheet, shown)
    lost = tokens.unknown(sheet, values)
    if lost:
        place = re.search(rf"var\(--{re.escape(lost[0])}\)", sheet)
        line = sheet.count("\n", 0, place.start()) + 1 if place else 1
        raise TemplateError(
            f"{shown}:{line} uses '--{lost[0]}', which no brand gives", _nearest(lost[0], values)
        )
    return sheet


def _nearest(name: str, values: tokens.Tokens) -> str:
    from cartreport.sources.suggest import did_you_mean

    return did_you_mean(f"--{name}", [f"--{value}" for value in values])

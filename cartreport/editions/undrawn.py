"""Names that the pages print and that no face of the brand can draw (E804), where they stand."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from cartreport.errors import CartreportError
from cartreport.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cartreport.problems import Where
    from cartreport.sources.records import Records

PRINTED = {
    "companies": ("short",),
    "institutions": ("short",),
    "products": ("short", "brand"),
    "programmes": ("name", "short"),
}
"""The fields that tables and drawings print, by kind of record."""
OTHER = ("names", "brands")
"""Those that hold a text by language: printed is that of the title's other language."""


def check(records: Records) -> Iterator[Problem]:
    """The texts with characters that the faces lack."""
    from cartreport.render.brand import brand_folder, load
    from cartreport.render.fonts import lacking

    told = list(_printed(records))
    asked = {char for text, _ in told for char in text}
    usual = records.project.brand
    brands = {plan.brand or usual for plan in records.project.briefings.values()} or {usual}
    for brand in sorted(brands):
        try:
            files = load(brand_folder(records.root, brand)).faces.files
        except CartreportError:
            continue  # what is wrong with a brand is said by its own check
        missing = lacking(asked, files)
        for text, where in told:
            if chars := sorted(missing.intersection(text)):
                named = (f"{c!r} (U+{ord(c):04X} {unicodedata.name(c, 'no name')})" for c in chars)
                message = f"no face of {brand} has {', '.join(named)}"
                hint = "give the brand a face that has it, or write the name in another script"
                yield Problem(where, "E804", message, hint, text)


def _printed(records: Records) -> Iterator[tuple[str, Where]]:
    """The printed texts that are more than ASCII, each with its place."""
    other = next(iter(records.project.titles), "")
    for kind, fields in PRINTED.items():
        for entry in getattr(records, kind).values():
            for path, text in _texts(entry.record, fields, other):
                if text and not text.isascii():
                    yield text, entry.where(*path)


def _texts(
    record: object, fields: tuple[str, ...], other: str
) -> Iterator[tuple[tuple[str, ...], str | None]]:
    """The texts of a record by the path at which they stand."""
    for name in fields:
        yield (name,), getattr(record, name, None)
    for name in OTHER:
        yield (name, other), getattr(record, name, {}).get(other)

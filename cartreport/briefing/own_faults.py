"""What is wrong with the texts that an analyst writes into a plan."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartreport.briefing.own_text import BRACED, agrees, held, told
from cartreport.briefing.word_faults import TAG
from cartreport.errors import RequestError
from cartreport.landscape.address import ROWS, WHOLE
from cartreport.landscape.explained import parts_of
from cartreport.landscape.narrowed import aimed
from cartreport.landscape.row_order import OTHERS
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.briefing.own_text import Slot
    from cartreport.landscape import Tables
    from cartreport.landscape.narrowed import Narrowing
    from cartreport.landscape.table import Table

HEADING = re.compile(r"^\s{0,3}(?:#{1,6}\s.*|(?:=+|-{2,})\s*)$", re.MULTILINE)
PICTURE = re.compile(r"!\[[^\]]*\]\([^)]*\)?")
TARGET = re.compile(r"\]\(\s*<?([^)\s>]*)")
SAFE = re.compile(r"https?://\S+|mailto:\S+|#[\w.-]+")


@dataclass(frozen=True)
class Fault:
    """One fault: its code, the words of the text that are wrong, and what would be right."""

    code: str
    words: str
    message: str
    hint: str


def written_faults(text: str, *, markdown: bool) -> Iterator[Fault]:
    """Braces and tags that would be printed, and what Markdown has no place for (E610)."""
    rest = BRACED.sub("", text)
    for brace in sorted(set("{}") & set(rest)):
        said = f"there is a {brace!r} that belongs to no number"
        yield Fault("E610", brace, said, "write {table/row/column}, or a name in braces")
    for tag in TAG.finditer(rest):
        said = f"the tag {tag[0]!r} would be printed as it stands"
        yield Fault("E610", tag[0], said, "write **strong**; other markup belongs to a template")
    if rest.count("**") % 2:
        yield Fault("E610", "**", "there is a '**' without its second", "write **strong**")
    if not markdown:
        return
    for found in HEADING.finditer(rest):
        said = f"{found[0].strip()!r} is a heading, which the page sets by itself"
        yield Fault("E610", found[0].strip(), said, "write a paragraph, or a section of its own")
    for found in PICTURE.finditer(rest):
        said = f"{found[0]!r} is a picture, and a text holds none"
        yield Fault("E610", found[0], said, "draw a table with `exhibits`, or use a template")
    for found in TARGET.finditer(PICTURE.sub("", rest)):
        if not SAFE.fullmatch(found[1]):
            said = f"the link to {found[1]!r} is none that a reader may follow"
            yield Fault("E610", found[1], said, "link to https://…, mailto:… or #section")


def named_fault(slot: Slot, known: Collection[str]) -> Fault | None:
    """Braces that are neither a number nor a name that every text may use (E610)."""
    words = f"{{{slot.text}}}"
    if not slot.name:
        said = f"{words} is neither a number nor a name"
        return Fault("E610", words, said, "write {table/row/column}, or a name in braces")
    if slot.name in known:
        return None
    return Fault("E610", words, f"there is no {words}", did_you_mean(slot.name, known))


def _cut(table: Table, part: str) -> bool:
    """Whether all rows are asked for of a table whose last ones stand in one."""
    return OTHERS in table.place_of and part.split("/")[1:] == [WHOLE, ROWS]


def number_fault(tables: Tables, slot: Slot, about: Narrowing | None) -> Fault | None:
    """An address where nothing stands (E210), or where something else does than is said (E612)."""
    words = f"{{{slot.text}}}"
    for part in parts_of(slot.address):
        if (name := part.split("/")[0].split("@")[0]) not in tables:
            said = f"there is no table {name!r}"
            return Fault("E210", words, said, did_you_mean(name, tables))
        if _cut(tables[name], part):
            said = f"the others of {name} are one row: its rows are not all that there are"
            hint = "leave out its `limit` and `least`, or limit the exhibit instead"
            return Fault("E210", words, said, hint)
    try:
        value = held(tables, aimed(slot.address, about))
    except RequestError as error:
        return Fault("E210", words, str(error), error.hint)
    if not slot.stated or agrees(value, slot.stated):
        return None
    said = f"the text says {slot.stated}, and {slot.address} is {told(value)}"
    return Fault("E612", words, said, "read the sentence again with that number")

"""A record's fields under our names, as an importer finds them, made into a row.

Importers say where a field stands; here is how each is read, the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cartreport.problems import Where
from cartreport.registries import days, numbers, values
from cartreport.registries.country import country, is_country, is_region
from cartreport.registries.date_order import DateOrder
from cartreport.registries.reading import Reading
from cartreport.registries.row import (
    LISTS,
    NEEDED,
    Located,
    RegistryRow,
    distinct,
    halved,
    is_contact,
    stated,
    tidy,
    without_addresses,
)
from cartreport.sources.csv_text import CELL_LIMIT

_UNKNOWN = "the field is left empty; tell us the spelling, or correct it in the export"
Reader = Callable[[str], str | None]

READERS: dict[str, tuple[Reader, str]] = {
    "phase": (values.phase, "phase"),
    "status": (values.status, "status"),
    "start": (days.date, "start date"),
    "updated": (days.date, "date of the last update"),
    "enrolment": (values.of_people(values.whole), "enrolment"),
    "min_age": (values.age, "minimum age"),
    "max_age": (values.age, "maximum age"),
}
DATES = ("start", "updated")
UNKNOWN = DateOrder(lambda: (), "write the dates as 2026-09-01")
"""Of what is no table: nothing there shows in which order its dates are."""


def located(
    found: Mapping[str, Any],
    where: Where,
    reading: Reading,
    readers: Mapping[str, tuple[Reader, str]] = READERS,
    order: DateOrder = UNKNOWN,
) -> Located | None:
    """The row of a record, or ``None`` and a problem where it lacks what a trial must have.

    ``found`` holds text, or lists for list fields, by the row's names. A phase, status, date or
    number in an unknown spelling is noted and left empty; an unknown status is ``NOT_STATED``. A
    code of a phase or a status is kept: what it means is for the project's vocabulary to say.
    ``order`` is asked of dates that the readers leave open.
    """
    made: dict[str, Any] = {}
    if any(map(halved, found.values())):
        message = "half a character is written as U+FFFD: the text was cut where it came from"
        reading.note(where, "W033", message)
    for name, value in found.items():
        if name in LISTS:
            made[name] = _parts(name, distinct(value), where, reading)
        elif name in readers:
            text = tidy(value) if name != "phase" else str(value or "")
            if name in DATES and readers[name][0] is days.date and days.either(text):
                made[name] = order.read(name, readers[name][1], text, where, reading)
            else:
                made[name] = _read(name, text, where, reading, readers)
        elif name in ("sponsor_class", "study_type"):
            made[name] = values.code(stated(value))
        else:
            made[name] = without_addresses(stated(value))
    lacking = [name for name in NEEDED if not made.get(name)]
    if lacking:
        told = made.get("id") or "the record"
        message = f"{told} has no {' and no '.join(lacking)}"
        reading.bad_record(where, "E102", message, "a trial needs id, sponsor and status")
        return None
    if not _numbered(made["id"], where, reading) or not _fits(made, where, reading):
        return None
    made["other_ids"] = tuple(i for i in made.get("other_ids", ()) if i != made["id"])
    return Located(RegistryRow(**made), where)


def _numbered(id: str, where: Where, reading: Reading) -> bool:
    """Whether an id may be a registry's number; one of a form that nobody knows has a remark."""
    wrong, right = numbers.fault(id)
    if wrong:
        reading.bad_record(where, "E203", wrong, right, id)
        return False
    if not numbers.known(id):
        message = "a trial's number has the form of no register that is known; it is kept"
        reading.note(where, "W033", message, "correct it in the export if it is wrong", id)
    return True


def _fits(made: Mapping[str, Any], where: Where, reading: Reading) -> bool:
    """Whether each cell will be small enough for those who read the table."""
    for name, value in made.items():
        size = len(value) if isinstance(value, str) else sum(map(len, value)) + len(value)
        if size > CELL_LIMIT:
            message = f"{made['id']}: {name} has {size:,} characters, a cell {CELL_LIMIT:,} at most"
            reading.bad_record(where, "E020", message, "correct it in the export")
            return False
    return True


def _parts(name: str, parts: tuple[str, ...], where: Where, reading: Reading) -> tuple[str, ...]:
    """A list field without contacts; countries under one name each."""
    if name == "countries":
        return _countries(parts, where, reading)
    if name == "sites":
        return tuple(part for part in parts if not is_contact(part))
    return tuple(map(without_addresses, parts))


def _countries(parts: tuple[str, ...], where: Where, reading: Reading) -> tuple[str, ...]:
    """Distinct countries; a region of the world is left out, an unknown name kept, each told."""
    found: dict[str, None] = {}
    for part in parts:
        if is_region(part):
            message = f"{part[:60]!r} is a region, not a country, and is left out"
            reading.note(where, "W032", message, "", part)
            continue
        name = country(part)
        if not is_country(name):
            message = f"unknown country {name[:60]!r}"
            reading.note(where, "W032", message, "it is kept as it stands", part)
        found.setdefault(name)
    return tuple(found)


def _read(
    name: str, text: str, where: Where, reading: Reading, readers: Mapping[str, tuple[Reader, str]]
) -> str:
    reader, called = readers[name]
    value = reader(text)
    if value is not None:
        if name in DATES and days.of_excel(text):
            message = f"a spreadsheet wrote a {called} as Mar-24 or 5-Mar-24, read as that month"
            hint = "import the registry's own file if you have it"
            reading.note(where, "W033", message, hint, text)
        return value
    if name in CODED and values.is_code(text):
        return text
    shown = " ".join(text.split())[:60]
    reading.note(where, "W032", f"unknown {called} {shown!r}", _UNKNOWN, text)
    return values.NOT_STATED if name == "status" else ""


CODED = ("phase", "status")

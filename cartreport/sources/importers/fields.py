"""A record's fields under our names, as an importer finds them, made into a row.

Importers say where a field stands; here is how each is read, the same for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from cartreport.problems import Where
from cartreport.sources.importers import values
from cartreport.sources.importers.country import countries
from cartreport.sources.importers.reading import Reading
from cartreport.sources.importers.row import (
    LISTS,
    NEEDED,
    Located,
    RegistryRow,
    distinct,
    is_contact,
    stated,
    tidy,
    without_addresses,
)

_UNKNOWN = "the field is left empty; tell us the spelling, or correct it in the export"
Reader = Callable[[str], str | None]

READERS: dict[str, tuple[Reader, str]] = {
    "phase": (values.phase, "phase"),
    "status": (values.status, "status"),
    "start": (values.date, "start date"),
    "updated": (values.date, "date of the last update"),
    "enrolment": (values.whole, "enrolment"),
    "min_age": (values.age, "minimum age"),
    "max_age": (values.age, "maximum age"),
}


def located(
    found: Mapping[str, Any],
    where: Where,
    reading: Reading,
    readers: Mapping[str, tuple[Reader, str]] = READERS,
) -> Located | None:
    """The row of a record, or ``None`` and a problem where it lacks what a trial must have.

    ``found`` holds text, or lists for list fields, by the row's names. A phase, status, date or
    number in an unknown spelling is noted and left empty; an unknown status is ``NOT_STATED``.
    """
    made: dict[str, Any] = {}
    for name, value in found.items():
        if name in LISTS:
            made[name] = _parts(name, distinct(value))
        elif name in readers:
            made[name] = _read(
                name, tidy(value) if name != "phase" else str(value or ""), where, reading, readers
            )
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
    made["other_ids"] = tuple(i for i in made.get("other_ids", ()) if i != made["id"])
    return Located(RegistryRow(**made), where)


def _parts(name: str, parts: tuple[str, ...]) -> tuple[str, ...]:
    """A list field without contacts; countries under one name each."""
    if name == "countries":
        return countries(parts)
    if name == "sites":
        return tuple(part for part in parts if not is_contact(part))
    return tuple(map(without_addresses, parts))


def _read(
    name: str,
    text: str,
    where: Where,
    reading: Reading,
    readers: Mapping[str, tuple[Reader, str]],
) -> str:
    reader, called = readers[name]
    value = reader(text)
    if value is not None:
        return value
    shown = " ".join(text.split())[:60]
    reading.note(where, "W032", f"unknown {called} {shown!r}", _UNKNOWN, text)
    return values.NOT_STATED if name == "status" else ""

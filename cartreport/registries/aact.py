"""AACT's pipe-delimited tables: ``studies`` and whichever others lie beside it, joined on disk."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cartreport.problems import Where
from cartreport.registries.country import of_focus
from cartreport.registries.csv_rows import TableRow, table
from cartreport.registries.fields import located
from cartreport.registries.parts import Part, text
from cartreport.registries.reading import Reading
from cartreport.registries.row import LISTS, Located

KIND = "aact"

# Table → the column of it that is one value of our list field.
LISTED = {
    "conditions": ("name", "conditions"),
    "interventions": ("name", "interventions"),
    "keywords": ("name", "keywords"),
    "id_information": ("id_value", "other_ids"),
}
TABLES = {
    *LISTED, "studies", "sponsors", "countries", "facilities", "brief_summaries", "eligibilities",
}  # fmt: skip
TEXTS = {
    "eligibilities": {"min_age": "minimum_age", "max_age": "maximum_age"},
    "brief_summaries": {"summary": "description"},
}
# Our field → columns of `studies`; the registry's own words stand in `_month_year`.
STUDIES: dict[str, tuple[str, ...]] = {
    "id": ("nct_id",),
    "title": ("brief_title",),
    "official_title": ("official_title",),
    "phase": ("phase",),
    "status": ("overall_status",),
    "start": ("start_month_year", "start_date"),
    "updated": ("last_update_posted_date", "last_update_submitted_date"),
    "enrolment": ("enrollment",),
    "study_type": ("study_type",),
}


def recognises(part: Part, head: str) -> bool:  # noqa: ARG001 - the content decides
    """A header with bars and AACT's key."""
    names = head.splitlines()[0].split("|")
    return len(names) > 1 and "nct_id" in names


def read(parts: Sequence[Part], reading: Reading) -> Iterator[Located]:
    """A row a study; the other tables are put on disk first, as far as a trial's row needs them."""
    studies = [part for part in parts if part.stem == "studies"]
    if not studies:
        names = ", ".join(part.stem for part in parts)
        message = f"the AACT table {names} holds no trials: studies.txt is missing"
        reading.error(Where(parts[0].name), "E031", message, "import the folder of all tables")
        return
    with tempfile.TemporaryDirectory(prefix="import-") as folder:
        side = sqlite3.connect(Path(folder) / "aact.sqlite", isolation_level=None)
        try:
            _fill(side, [part for part in parts if part.stem in TABLES - {"studies"}], reading)
            for part in studies:
                yield from _studies(side, part, reading)
        finally:
            side.close()


def _fill(side: sqlite3.Connection, parts: Sequence[Part], reading: Reading) -> None:
    side.executescript(
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-32000;"
        "CREATE TABLE facts (nct_id TEXT, field TEXT, value TEXT); BEGIN;"
    )
    for part in parts:
        with text(part, reading) as file:
            for row in table(file, part, "|", reading):
                facts = _facts(part.stem, row.cells, reading.focus)
                key = row.cells.get("nct_id", "")
                side.executemany(
                    "INSERT INTO facts VALUES (?, ?, ?)",
                    [(key, field, value) for field, value in facts.items() if value],
                )
    side.execute("CREATE INDEX by_study ON facts (nct_id)")


def _facts(name: str, cells: Mapping[str, str], focus: str) -> dict[str, str]:
    """What a row of a side table says of its study; never a contact."""
    if name in LISTED:
        column, field = LISTED[name]
        return {field: cells.get(column, "")}
    if name == "sponsors":
        if cells.get("lead_or_collaborator") == "lead":
            return {
                "sponsor": cells.get("name", ""),
                "sponsor_class": cells.get("agency_class", ""),
            }
        return {"collaborators": cells.get("name", "")}
    if name == "countries":
        return {} if cells.get("removed") == "t" else {"countries": cells.get("name", "")}
    if name == "facilities":
        inside = of_focus(cells.get("country"), focus)
        told = {"cities": cells.get("city", ""), "sites": cells.get("name", "")} if inside else {}
        return {**told, "countries": cells.get("country", "")}
    columns = TEXTS.get(name, {})
    return {field: cells.get(column, "") for field, column in columns.items()}


def _studies(side: sqlite3.Connection, part: Part, reading: Reading) -> Iterator[Located]:
    with text(part, reading) as file:
        for row in table(file, part, "|", reading):
            made = located(_study(side, row), row.where, reading)
            if made is not None:
                yield made


def _study(side: sqlite3.Connection, row: TableRow) -> dict[str, Any]:
    found: dict[str, Any] = {
        field: next((row.cells[name] for name in names if row.cells.get(name)), "")
        for field, names in STUDIES.items()
    }
    query = "SELECT field, value FROM facts WHERE nct_id = ? ORDER BY rowid"
    for field, value in side.execute(query, (found["id"],)):
        if field in LISTS:
            found.setdefault(field, []).append(value)
        else:
            found.setdefault(field, value)
    found |= {name: sorted(set(found.get(name, []))) for name in ("cities", "sites")}
    found["sponsor"] = found.get("sponsor") or row.cells.get("source", "")
    found["sponsor_class"] = found.get("sponsor_class") or row.cells.get("source_class", "")
    return found

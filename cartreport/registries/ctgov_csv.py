"""ClinicalTrials.gov tables: the website's CSV of all vintages, piece names, flattened API rows.

The header decides: one table of column names serves every vintage, since no name means two things.
Any subset of columns is read as long as number, sponsor and status are among them.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from typing import Any

from cartreport.problems import Where
from cartreport.registries.country import country_of_site, in_focus, places
from cartreport.registries.csv_rows import fold, separator_of, table
from cartreport.registries.date_order import DateOrder
from cartreport.registries.fields import DATES, located
from cartreport.registries.parts import Part, beginning, text
from cartreport.registries.reading import Reading
from cartreport.registries.row import Located, stated, untyped

KIND = "ctgov"

# Heading, folded to letters and digits → our field. Contacts have no place here.
COLUMNS = {
    "id": "nctnumber nctid identificationnctid trialid",
    "title": "studytitle title brieftitle identificationbrieftitle",
    "official_title": "officialtitle identificationofficialtitle",
    "summary": "briefsummary descriptionbriefsummary",
    "keywords": "keyword keywords conditionskeywords",
    "sponsor": "sponsor sponsorcollaborators leadsponsorname leadsponsor"
    " sponsorcollaboratorsleadsponsorname",
    "sponsor_class": "fundertype fundedbys leadsponsorclass sponsorcollaboratorsleadsponsorclass",
    "collaborators": "collaborators collaboratorname sponsorcollaboratorscollaborators",
    "phase": "phases phase designphases",
    "status": "studystatus status overallstatus statusoverallstatus",
    "start": "startdate statusstartdatedate",
    "updated": "lastupdateposted lastupdatepostdate statuslastupdatepostdatedate",
    "enrolment": "enrollment enrollmentcount designenrollmentinfocount enrolment",
    "countries": "locationcountry countries",
    "conditions": "conditions condition conditionsconditions",
    "interventions": "interventions interventionname armsinterventionsinterventions",
    "min_age": "minimumage minage eligibilityminimumage",
    "max_age": "maximumage maxage eligibilitymaximumage",
    "study_type": "studytype designstudytype",
    "other_ids": "otherids orgstudyid secondaryid nctidalias identificationorgstudyidinfoid"
    " identificationsecondaryidinfos identificationnctidaliases",
    "age": "age",
    "locations": "locations contactslocationslocations",
}
FIELDS = {heading: field for field, names in COLUMNS.items() for heading in names.split()}


@lru_cache(64)
def columns_of(header: tuple[str, ...]) -> dict[str, list[str]]:
    """Our field → its headings."""
    found: dict[str, list[str]] = {}
    for heading in header:
        field = FIELDS.get(fold(heading))
        if field:
            found.setdefault(field, []).append(heading)
    return found


def recognises(part: Part, head: str) -> bool:  # noqa: ARG001 - the content decides
    """A header with the registry's number and a status or a title, in any vintage's words."""
    if head[:1] in "[{<":
        return False
    found = columns_of(tuple(_split(head.splitlines()[0], separator_of(head))))
    return "id" in found and bool({"status", "title"} & set(found))


def read(parts: Sequence[Part], reading: Reading) -> Iterator[Located]:
    """The rows of all parts."""
    for part in parts:
        separator = separator_of(beginning(part, reading))
        complete = partial(_complete, part, reading)
        order = DateOrder(partial(_dates, part, separator, reading.encoding), PLAIN)
        with text(part, reading) as file:
            for row in table(file, part, separator, reading, complete):
                found = _fields(row.cells, columns_of(tuple(row.cells)), reading.focus)
                made = located(found, row.where, reading, order=order)
                if made is not None:
                    yield made


PLAIN = (
    "a spreadsheet wrote them: import the registry's own file, or declare the table's columns and "
    "`dates` under `imports` in sources.yaml"
)


def _dates(part: Part, separator: str, encoding: str) -> Iterator[tuple[str, str, Where]]:
    """The dates of a table: field, text and place."""
    unsaid = Reading(encoding=encoding)
    with text(part, unsaid) as file:
        for row in table(file, part, separator, unsaid):
            columns = columns_of(tuple(row.cells))
            for field in DATES:
                cells = (stated(row.cells[heading]) for heading in columns.get(field, ()))
                yield field, next(filter(None, cells), ""), row.where


def _split(line: str, separator: str) -> list[str]:
    """The names of a header line."""
    cells = next(csv.reader([line.lstrip("\ufeff")], delimiter=separator), [])
    return [cell.strip() for cell in cells]


def _complete(part: Part, reading: Reading, header: Sequence[str]) -> bool:
    """Whether the columns that a trial needs are there; one problem for each that is not."""
    wanted = {"id": "NCT Number", "sponsor": "Sponsor", "status": "Study Status"}
    columns = columns_of(tuple(header))
    lacking = [name for field, name in wanted.items() if field not in columns]
    for name in lacking:
        message = f"the column {name!r} is missing"
        hint = "tick it when downloading; a trial needs number, sponsor and status"
        reading.error(Where(part.name, 1 + part.skipped), "E022", message, hint, name)
    return not lacking


def _fields(
    cells: Mapping[str, str], columns: Mapping[str, list[str]], focus: str
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for field, headings in columns.items():
        texts = [
            stated(cells[heading]) if field != "phase" else cells[heading] for heading in headings
        ]
        if field in ("conditions", "keywords", "collaborators"):
            found[field] = [part for cell in texts for part in parts_of(cell)]
        elif field == "interventions":
            found[field] = [untyped(part) for cell in texts for part in parts_of(cell, "name")]
        elif field == "other_ids":
            found[field] = [part for cell in texts for part in parts_of(cell, "id")]
        elif field == "countries":
            found[field] = [
                part for cell in texts for whole in parts_of(cell) for part in places(whole)
            ]
        else:
            found[field] = next((cell for cell in texts if cell), "")
    _sponsor(found, columns)
    _locations(found, focus)
    _ages(found)
    return found


def parts_of(cell: str, key: str = "name") -> list[str]:
    """The parts of a list cell: JSON, bars, or the one text that it is.

    Commas part nothing: a condition's name may hold one. A list of objects gives their ``key``.
    """
    if cell[:1] == "[":
        try:
            values = json.loads(cell)
        except ValueError:
            values = None
        if isinstance(values, list):
            return [str(v.get(key) or "") if isinstance(v, dict) else str(v) for v in values]
    return re.split(r"\s*\|\s*", cell)


def _sponsor(found: dict[str, Any], columns: Mapping[str, list[str]]) -> None:
    """Before 2024 the collaborators stood behind the sponsor in one cell."""
    heading = columns["sponsor"][0]
    if fold(heading) == "sponsorcollaborators" and "|" in found["sponsor"]:
        first, *others = parts_of(found["sponsor"])
        found["sponsor"] = first
        found["collaborators"] = [*found.get("collaborators", []), *others]
    kinds = found.get("sponsor_class", "")
    if "|" in kinds:
        found["sponsor_class"] = kinds.split("|")[0]


_AGE = r"(\d+ (?:Year|Month|Week|Day|Hour|Minute)s?)"


def _ages(found: dict[str, Any]) -> None:
    """Limits in the cell of before 2024, ``18 Years and older (Adult)``; classes give none."""
    cell = found.pop("age", "")
    span = re.match(rf"{_AGE} to {_AGE}", cell)
    least = re.match(rf"{_AGE} and older", cell)
    most = re.match(rf"up to {_AGE}", cell, re.IGNORECASE)
    limits = (
        span.groups() if span else (least[1], "") if least else ("", most[1]) if most else ("", "")
    )
    for field, limit in zip(("min_age", "max_age"), limits, strict=True):
        if limit:
            found.setdefault(field, limit)


def _locations(found: dict[str, Any], focus: str) -> None:
    """Countries of the sites. The website's text doesn't tell a city from a ward or a state."""
    sites = found.pop("locations", "")
    if not sites:
        return
    if sites[:1] == "[":
        try:
            places = [place for place in json.loads(sites) if isinstance(place, dict)]
        except ValueError:
            return
        named = [str(place.get("country") or "") for place in places]
        told = [(p.get("country"), p.get("city"), p.get("facility")) for p in places]
        found |= in_focus(told, focus)
    else:
        named = [country_of_site(site) for site in sites.split("|") if "," in site]
    found["countries"] = [*found.get("countries", []), *named]

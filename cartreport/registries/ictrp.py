"""WHO ICTRP exports: XML, CSV and XLSX, of 2020 and of today, and ChiCTR's own project XML.

What a field means is here; the modules beside it say where it stands in each form.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from cartreport.problems import Where
from cartreport.registries import days, numbers, values
from cartreport.registries.country import places
from cartreport.registries.fields import READERS, located
from cartreport.registries.reading import Reading
from cartreport.registries.row import Located, stated, untyped

KIND = "ictrp"

# Our field → the export's names, folded to letters and digits; the first that is filled is taken.
COLUMNS: dict[str, tuple[str, ...]] = {
    "id": ("trialid",),
    "title": ("publictitle",),
    "official_title": ("scientifictitle",),
    "sponsor": ("primarysponsor",),
    "collaborators": ("secondarysponsor", "secondarysponsors"),
    "phase": ("phase",),
    "status": ("recruitmentstatus",),
    "start": ("dateenrollement", "dateenrolment", "dateenrollment"),
    "updated": ("lastrefreshedon",),
    "enrolment": ("targetsize",),
    "countries": ("countries",),
    "conditions": ("condition", "conditions"),
    "interventions": ("intervention", "interventions"),
    "min_age": ("inclusionagemin", "agemin"),
    "max_age": ("inclusionagemax", "agemax"),
    "study_type": ("studytype",),
    "other_ids": ("secondaryid", "secondaryids"),
}
_PARTS = re.compile(r"[;|]")
_ID = re.compile(r"[;,|\n]|\s{2,}")
_MARKUP = re.compile(r"<\s*/?\s*(?:br|p|sup|sub|b|i)\s*/?\s*>", re.IGNORECASE)


def phase(text: str) -> str | None:
    """As :func:`values.phase`; the bare ``0`` is ChiCTR's "other", not a Phase 0."""
    plain = text.strip()
    return "" if plain == "0" else values.phase(plain)


def age(text: str) -> str | None:
    """As :func:`values.age`; the European matrix of age groups gives no years."""
    return "" if ":" in text or "<" in text else values.age(text)


ICTRP_READERS: dict[str, tuple[Callable[[str], str | None], str]] = {
    **READERS,
    "phase": (phase, "phase"),
    "start": (days.day_first, "enrolment date"),
    "updated": (days.day_first, "refresh date"),
    "enrolment": (values.of_people(values.group_sizes), "target size"),
    "min_age": (age, "minimum age"),
    "max_age": (age, "maximum age"),
}


def row_of(found: Mapping[str, str], where: Where, reading: Reading) -> Located | None:
    """The row of a record's fields, by their folded names."""
    made: dict[str, Any] = {}
    for field, names in COLUMNS.items():
        cell = next((found[name] for name in names if found.get(name, "").strip()), "")
        made[field] = _MARKUP.sub(" ", cell)
    number = stated(made["id"])
    if made["phase"].strip() == "0":
        message = "phase '0' means other, not Phase 0, and is left empty"
        reading.note(where, "W033", message, "", number)
    if number.startswith("NCT"):
        made["updated"] = (
            ""  # the portal's day, which would pass for a later one than the registry's
        )
    european = numbers.european(number)
    made["id"] = european or number
    made["other_ids"] = [
        *([number] if european else []),
        *(stated(part) for part in _ID.split(made["other_ids"])),
    ]
    made["countries"] = [
        place for part in _PARTS.split(made["countries"]) for place in places(part)
    ]
    made["conditions"] = _several(made["conditions"])
    made["interventions"] = [untyped(part) for part in _several(made["interventions"])]
    made["collaborators"] = _several(made["collaborators"])
    return located(made, where, reading, ICTRP_READERS)


def _several(cell: str) -> list[str]:
    """The parts of a text list: by semicolons, the only sign that registers agree upon."""
    return re.split(r";+\s*", cell)

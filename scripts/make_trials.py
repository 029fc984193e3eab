"""Make data/trials/<date>-ctgov.csv from a daily extract of ClinicalTrials.gov.

    python scripts/make_trials.py TRIALS.csv SITES.csv data/trials/2026-08-22-ctgov.csv \
        --snapshot 2026-08-22 --accessed 2026-11-22 --country China

Keeps the registry's facts and its own codes; titles, summaries and endpoints stay behind. Beside
the table a sidecar, `<name>.source.yaml`, says what it is, with its hash and row count. Written
for the extract's columns until `cartreport import` reads registry exports itself.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path

COLUMNS = (
    *("id", "sponsor", "sponsor_class", "phase", "status", "start", "updated", "enrolment"),
    *("countries", "cities", "conditions", "interventions", "min_age", "max_age", "scope"),
)

# Column of the table → column of the extract, for those carried over as they are.
CARRIED = {
    "id": "NCTId",
    "sponsor": "LeadSponsor",
    "sponsor_class": "LeadSponsorClass",
    "status": "OverallStatus",
    "start": "StartDate",
    "updated": "LastUpdatePostDate",
    "min_age": "MinAge",
    "max_age": "MaxAge",
    "scope": "ExtractScope",
}
LISTS = {"countries": "Countries", "conditions": "Conditions", "interventions": "Interventions"}
NO_PHASE = "Unknown"  # the extract's word for a record that has no phase field
LIGATURES = {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}

SIDECAR = """\
file: {name}
title: CAR-T trials on ClinicalTrials.gov, all countries
producer: ClinicalTrials.gov (US National Library of Medicine), through two public daily extracts
url: https://clinicaltrials.gov/
extracts:
  oncology: https://github.com/ptjeong/ONC-CAR-T-Trials-Monitor
  autoimmune: https://github.com/ptjeong/Rheumatology-CAR-T-Trials-Monitor-
query: Union of the two extracts of API v2; the oncology row wins where both hold a record
description: Registry facts only; titles, summaries, endpoints and contacts are left out
licence: ClinicalTrials.gov terms of use, https://clinicaltrials.gov/about-site/terms-conditions
snapshot: {snapshot}
accessed: {accessed}
made_by: scripts/make_trials.py
rows: {rows}
sha256: {sha256}
notes:
  - The licence is the registry's; the extracts state none that was kept, and only facts were taken.
  - Neither extract holds all CAR-T trials, and at least 12 rows with a site in China are none.
  - All start dates carry a day; where the registry gives a month alone, the extracts seem to write
    the first of that month (18 % of the dates are a first).
  - An absent phase means that the record has no phase field; NA is the registry's own code.
  - Cities are those of sites in {country}, spelt as in the registry.
"""


def tidy(text: str) -> str:
    """The text composed (NFC), ligatures opened, blanks single."""
    for ligature, letters in LIGATURES.items():
        text = text.replace(ligature, letters)
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text)).strip()


def whole(number: str) -> str:
    """``24.0`` as ``24``; empty stays empty; a fraction raises ``ValueError``."""
    if not number:
        return ""
    value = float(number)
    if not value.is_integer():
        raise ValueError(f"enrolment is not a whole number: {number}")
    return str(int(value))


def cities_by_trial(sites: Iterable[Mapping[str, str]], country: str) -> dict[str, list[str]]:
    """Trial id → distinct cities of its sites in the country, in alphabetical order."""
    found: dict[str, set[str]] = {}
    for site in sites:
        if site["Country"] == country and tidy(site["City"]):
            found.setdefault(site["NCTId"], set()).add(tidy(site["City"]))
    return {trial: sorted(cities) for trial, cities in found.items()}


def row(extract: Mapping[str, str], cities: Mapping[str, list[str]]) -> dict[str, str]:
    """One row of the table from one row of the extract."""
    made = {column: tidy(extract[source]) for column, source in CARRIED.items()}
    for column, source in LISTS.items():
        made[column] = "|".join(filter(None, map(tidy, extract[source].split("|"))))
    made["phase"] = "" if extract["Phase"] == NO_PHASE else extract["Phase"]
    made["enrolment"] = whole(extract["EnrollmentCount"])
    made["cities"] = "|".join(cities.get(extract["NCTId"], []))
    return made


def read(path: Path) -> list[dict[str, str]]:
    """All rows of a CSV file as text."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def main() -> None:
    """Read the two files, write the table and its sidecar."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("trials", type=Path)
    parser.add_argument("sites", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--snapshot", required=True)
    parser.add_argument("--accessed", required=True)
    parser.add_argument("--country", required=True)
    given = parser.parse_args()

    cities = cities_by_trial(read(given.sites), given.country)
    rows = sorted((row(r, cities) for r in read(given.trials)), key=lambda made: made["id"])
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    table = text.getvalue().encode()
    given.out.write_bytes(table)
    given.out.with_suffix(".source.yaml").write_text(
        SIDECAR.format(
            name=given.out.name,
            snapshot=given.snapshot,
            accessed=given.accessed,
            country=given.country,
            rows=len(rows),
            sha256=hashlib.sha256(table).hexdigest(),
        ),
        encoding="utf-8",
        newline="\n",
    )


if __name__ == "__main__":
    main()

"""Cities of sites that the vocabulary does not know, with the line that would add them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.sources.checks import nearest, walk
from cartreport.sources.records import Records

CITIES = "cities"


def check(records: Records) -> Iterator[Problem]:
    """Each city once, at its first trial (W407); nothing without a vocabulary of cities."""
    known = records.vocabulary.get(CITIES)
    if known is None:
        return
    file = records.project.vocabulary.get(CITIES, CITIES)
    seen: set[str] = set()
    for entry in records.trials.values():
        for index, city in enumerate(entry.record.cities):
            if city in seen or known.find(city):
                continue
            seen.add(city)
            near = nearest.term(city, known)
            line = f"or add to {file}: - {{id: {_slug(city)}, label: {city!r}}}"
            message = f"{city!r} is no city that the vocabulary knows"
            hint = f"{near} {line}" if near.startswith("did you mean") else line[3:]
            yield walk.problem(entry.where("cities", index), "W407", message, hint, city)


def _slug(city: str) -> str:
    plain = unicodedata.normalize("NFKD", city).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-") or "city"

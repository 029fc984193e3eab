"""The countries that sources.yaml is about, held against those that the records name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from cartreport.editions.places import place_of
from cartreport.problems import Problem
from cartreport.registries.country import COUNTRIES, country, is_country, is_region
from cartreport.sources.checks import nearest, walk
from cartreport.sources.freshness import unread

if TYPE_CHECKING:
    from cartreport.sources.project import Place
    from cartreport.sources.records import Records

JURISDICTIONS = "jurisdictions"
LIKE = 0.7
"""How like a country that trials name one must be that none does, to be a slip of its spelling."""
_SEVERAL = re.compile(r"\s*[|,;/+&]\s*|\s+and\s+")


def check(records: Records) -> Iterator[Problem]:
    """A focus or peer that is no country the records know (E205), or that no trial names (W213)."""
    focus = records.project.focus
    if focus.everywhere:
        return
    sited = {place for entry in records.trials.values() for place in entry.record.countries}
    told = list(_unsited(records, sited)) if sited and not unread(records, "trials") else []
    yield from told
    if not any(one.code == "E205" and one.value == focus.country for one in told):
        yield from _foreign(records)


def _unsited(records: Records, sited: Collection[str]) -> Iterator[Problem]:
    focus = records.project.focus
    peers = (("peers", index, one) for index, one in enumerate(focus.peers))
    asked: list[tuple[tuple[str | int, ...], Place]] = [((), focus)]
    asked += [((name, index), one) for name, index, one in peers]
    for path, place in asked:
        if place.country in sited:
            continue
        word = "peer" if path else "focus"
        where = place_of(records, ("focus", *path, "country"))
        if slip := _slip(place.country, word, sited):
            yield walk.problem(where, "E205", *slip, place.country)
            continue
        message = f"the {word} country {place.country!r} is named by no trial"
        known = sited if is_country(place.country) else {*sited, *COUNTRIES}
        near = nearest.name(place.country, known, LIKE)
        hint = "right where none has a site there yet"
        hint = f"{near} Else it is {hint}" if near.startswith("did you mean") else hint
        yield walk.problem(where, "W213", message, hint, place.country)


def _slip(name: str, word: str, sited: Collection[str]) -> tuple[str, str] | None:
    """What is wrong with a country that no trial names, and what would be right."""
    parts = [country(part) for part in _SEVERAL.split(name)]
    known = country(name)
    if is_country(known):
        if known == name:
            return None
        message = f"the {word} country {name!r} is named by no trial"
        return message, f"write it as registries' tables have it, {known!r}"
    several = len(parts) > 1 and all(part in sited or is_country(part) for part in parts)
    if several or is_region(name):
        what = "several countries" if several else "a region"
        one = "make each country a peer of its own" if word == "peer" else FOCUS
        return f"{name!r} is {what}, and a {word} is one country", one
    near = nearest.name(name, sited, LIKE)
    if near.startswith("did you mean"):
        return f"the {word} country {name!r} is named by no trial", near
    return None


FOCUS = "name one, the others under `peers`; without `focus` the landscape is of the whole world"


def _foreign(records: Records) -> Iterator[Problem]:
    """A focus that is no jurisdiction, where events are held against it: none would be its own."""
    known, focus = records.vocabulary.get(JURISDICTIONS), records.project.focus
    if known is None or not records.policy:
        return
    if known.find(focus.country) or known.find(focus.label):
        return
    message = f"the focus country {focus.country!r} is no term of {JURISDICTIONS}"
    hint = nearest.name(focus.country, [term.label for term in known], LIKE)
    if not hint.startswith("did you mean"):
        hint = f"add it, or an alias, to {records.project.vocabulary[JURISDICTIONS]}"
    where = place_of(records, ("focus", "country"))
    yield walk.problem(where, "E205", message, hint, focus.country)

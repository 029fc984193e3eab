"""Countries under one name each: registries spell them in many ways, and change their minds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cartreport.sources.importers.row import tidy

# Folded spelling → the name. Typing errors, cities in the country's place, and renamed countries.
NAMES = {
    "korea, republic of": "South Korea",
    "republic of korea": "South Korea",
    "korea": "South Korea",
    "korea, south": "South Korea",
    "korea, democratic people's republic of": "North Korea",
    "turkey (türkiye)": "Turkey",
    "türkiye": "Turkey",
    "turkiye": "Turkey",
    "chian": "China",
    "china?": "China",
    "chinese": "China",
    "wuhan": "China",
    "beijing": "China",
    "shanghai": "China",
    "guangzhou": "China",
    "中国": "China",
    "p.r. china": "China",
    "pr china": "China",
    "people's republic of china": "China",
    "mainland china": "China",
    "taiwan, province of china": "Taiwan",
    "taiwan, china": "Taiwan",
    "hong kong sar": "Hong Kong",
    "hong kong, china": "Hong Kong",
    "china, hong kong": "Hong Kong",
    "iran, islamic republic of": "Iran",
    "iran (islamic republic of)": "Iran",
    "islamic republic of iran": "Iran",
    "the netherlands": "Netherlands",
    "netherlands (kingdom of the)": "Netherlands",
    "holland": "Netherlands",
    "russian federation": "Russia",
    "czech republic": "Czechia",
    "viet nam": "Vietnam",
    "moldova, republic of": "Moldova",
    "macedonia, the former yugoslav republic of": "North Macedonia",
    "former yugoslavia": "Former Yugoslavia",
    "congo, the democratic republic of the": "Democratic Republic of the Congo",
    "tanzania, united republic of": "Tanzania",
    "united republic of tanzania": "Tanzania",
    "lao people's democratic republic": "Laos",
    "syrian arab republic": "Syria",
    "libyan arab jamahiriya": "Libya",
    "palestinian territories, occupied": "Palestinian Territories",
    "palestinian territory, occupied": "Palestinian Territories",
    "bolivia, plurinational state of": "Bolivia",
    "venezuela, bolivarian republic of": "Venezuela",
    "brunei darussalam": "Brunei",
    "côte d'ivoire": "Ivory Coast",
    "united states of america": "United States",
    "usa": "United States",
    "us": "United States",
    "u.s.a.": "United States",
    "uk": "United Kingdom",
    "great britain": "United Kingdom",
    "england": "United Kingdom",
    "scotland": "United Kingdom",
    "wales": "United Kingdom",
    "northern ireland": "United Kingdom",
}
WITH_COMMA = tuple(name for name in NAMES if "," in name)
_COMMA = re.compile(
    r",(?! (?:republic of|islamic republic of|the former|province of)\b)", re.IGNORECASE
)
_REGION = re.compile(
    r"(?:Asia|Europe|Africa|Oceania|(?:North|South|Latin|Central) America|Worldwide)(?: ?\(.*\))?",
    re.IGNORECASE,
)
"""Names that themselves hold the comma that separates the parts of a site."""


@lru_cache(4096)
def country(text: str) -> str:
    """The one name of a country; a spelling that is not in :data:`NAMES` stays as it is."""
    plain = tidy(text)
    known = NAMES.get(plain.casefold())
    if known:
        return known
    return plain.capitalize() if plain.islower() and " " not in plain else plain


def countries(parts: Iterable[str]) -> tuple[str, ...]:
    """Distinct names in the order in which they come first."""
    return tuple(dict.fromkeys(name for name in map(country, parts) if name))


def places(cell: str) -> list[str]:
    """The countries of a cell, joined by bars or commas; a name that holds a comma stays whole.

    Regions of the world that some registers list among them are no countries and are left out.
    """
    parts = cell.split("|")
    if len(parts) == 1 and "," in cell and tidy(cell).casefold() not in NAMES:
        parts = _COMMA.split(cell)
    return [part for part in parts if _REGION.fullmatch(tidy(part)) is None]


def country_of_site(site: str) -> str:
    """What stands last in ``facility, city, state, zip, country``."""
    plain = tidy(site)
    folded = plain.casefold()
    for name in WITH_COMMA:
        if folded == name or folded.endswith(", " + name):
            return NAMES[name]
    return country(plain.rsplit(",", 1)[-1])


def in_focus(places: Iterable[tuple[object, object, object]], focus: str) -> dict[str, list[str]]:
    """``cities`` and ``sites`` by name in the focus country; ``places``: country, city, site."""
    inside = [place for place in places if focus and country(str(place[0] or "")) == focus]
    return {
        name: sorted({str(place[number]).strip() for place in inside if place[number]})
        for number, name in ((1, "cities"), (2, "sites"))
    }

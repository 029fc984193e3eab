"""Countries under one name each: registries spell them in many ways, and change their minds.

A name is one of ISO's or an alias of one; a region of the world is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cartreport.registries.countries import FOLDED
from cartreport.registries.row import tidy
from cartreport.sources.project import ALL

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
    "korea, dem. people's rep.": "North Korea",
    "korea (the republic of)": "South Korea",
    "korea, rep.": "South Korea",
    "s. korea": "South Korea",
    "hong kong s.a.r.": "Hong Kong",
    "hong kong sar, china": "Hong Kong",
    "hongkong": "Hong Kong",
    "macao": "Macau",
    "macao sar": "Macau",
    "macau, china": "Macau",
    "chinese taipei": "Taiwan",
    "taiwan, roc": "Taiwan",
    "cn": "China",
    "prc": "China",
    "gb": "United Kingdom",
    "united kingdom of great britain and northern ireland": "United Kingdom",
    "united kingdom (the)": "United Kingdom",
    "united states of america (the)": "United States",
    "united states minor outlying islands": "United States",
    "u.s.": "United States",
    "uae": "United Arab Emirates",
    "iran (islamic republic)": "Iran",
    "russian federation (the)": "Russia",
    "slovak republic": "Slovakia",
    "macedonia": "North Macedonia",
    "republic of north macedonia": "North Macedonia",
    "the former yugoslav republic of macedonia": "North Macedonia",
    "republic of moldova": "Moldova",
    "cabo verde": "Cape Verde",
    "swaziland": "Eswatini",
    "burma": "Myanmar",
    "east timor": "Timor-Leste",
    "cote d'ivoire": "Ivory Coast",
    "the gambia": "Gambia",
    "gambia, the": "Gambia",
    "the bahamas": "Bahamas",
    "bahamas, the": "Bahamas",
    "republic of the congo": "Congo",
    "congo, republic of the": "Congo",
    "congo, democratic republic": "Democratic Republic of the Congo",
    "congo, dem. rep.": "Democratic Republic of the Congo",
    "holy see (vatican city state)": "Vatican City",
    "virgin islands (u.s.)": "US Virgin Islands",
    "virgin islands, u.s.": "US Virgin Islands",
    "virgin islands, british": "British Virgin Islands",
    "federated states of micronesia": "Micronesia",
    "micronesia, federated states of": "Micronesia",
    "reunion": "Réunion",
    "curacao": "Curaçao",
    "bosnia": "Bosnia and Herzegovina",
    "bosnia & herzegovina": "Bosnia and Herzegovina",
    "trinidad & tobago": "Trinidad and Tobago",
    "palestine, state of": "Palestinian Territories",
    "palestine": "Palestinian Territories",
    "state of palestine": "Palestinian Territories",
    "tanzania (united republic of)": "Tanzania",
    "venezuela (bolivarian republic of)": "Venezuela",
    "bolivia (plurinational state of)": "Bolivia",
    "libya arab jamahiriya": "Libya",
    "lao pdr": "Laos",
    "brasil": "Brazil",
    "españa": "Spain",
    "deutschland": "Germany",
    "italia": "Italy",
    "serbia and montenegro": "Former Serbia and Montenegro",
    "former serbia & montenegro": "Former Serbia and Montenegro",
    "ussr": "Soviet Union",
}
WITH_COMMA = tuple(name for name in NAMES if "," in name)
"""Names that themselves hold the comma that separates the parts of a site."""
_COMMA = re.compile(
    r",(?! (?:republic of|islamic republic of|the former|province of)\b)", re.IGNORECASE
)
_REGION = re.compile(
    r"(?:(?:Asia|Europe|Africa|Oceania|(?:North|South|Latin|Central) America|Middle East|America)"
    r"(?:,? (?:except|excl\.?|excluding|other than) .*)?(?: ?\(.*\))?|Worldwide|International"
    r"|Outside[ -]?EU(?:/EEA)?|European Union|EU|EEA)",
    re.IGNORECASE,
)


@lru_cache(4096)
def country(text: str) -> str:
    """The one name of a country; a spelling that is none, :func:`is_country`, stays as it is."""
    plain = tidy(text)
    folded = plain.casefold().replace("’", "'")
    known = NAMES.get(folded) or FOLDED.get(folded)
    if known:
        return known
    return plain.capitalize() if plain.islower() and " " not in plain else plain


def is_country(name: str) -> bool:
    """Whether it is the one name of a country or a territory."""
    return FOLDED.get(name.casefold()) == name


def is_region(text: str) -> bool:
    """Whether it is a region of the world, which some registers list among countries."""
    return _REGION.fullmatch(tidy(text)) is not None


def places(cell: str) -> list[str]:
    """The parts of a cell, joined by bars or commas; a name that holds a comma stays whole."""
    parts = cell.split("|")
    if len(parts) == 1 and "," in cell and tidy(cell).casefold() not in NAMES:
        parts = _COMMA.split(cell)
    return parts


def country_of_site(site: str) -> str:
    """What stands last in ``facility, city, state, zip, country``."""
    plain = tidy(site)
    folded = plain.casefold()
    for name in WITH_COMMA:
        if folded == name or folded.endswith(", " + name):
            return NAMES[name]
    return country(plain.rsplit(",", 1)[-1])


def of_focus(place: object, focus: str) -> bool:
    """Whether a country, as a registry spells it, is of the focus; of no focus is none."""
    return bool(focus) and (focus == ALL or country(str(place or "")) == focus)


def in_focus(places: Iterable[tuple[object, object, object]], focus: str) -> dict[str, list[str]]:
    """``cities`` and ``sites`` by name in the focus country; ``places``: country, city, site."""
    inside = [place for place in places if of_focus(place[0], focus)]
    return {
        name: sorted({str(place[number]).strip() for place in inside if place[number]})
        for number, name in ((1, "cities"), (2, "sites"))
    }

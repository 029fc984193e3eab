"""Countries under one name each: registries spell them in many ways, and change their minds.

A name is one of ISO's or an alias of one; a region of the world is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from cartreport.registries.row import tidy
from cartreport.sources.project import ALL

# The names, as ISO 3166 has them, in the spelling that we print.
COUNTRIES = frozenset(
    """
Afghanistan, Åland Islands, Albania, Algeria, American Samoa, Andorra, Angola, Anguilla, Antarctica,
Antigua and Barbuda, Argentina, Armenia, Aruba, Australia, Austria, Azerbaijan, Bahamas, Bahrain,
Bangladesh, Barbados, Belarus, Belgium, Belize, Benin, Bermuda, Bhutan, Bolivia,
Bosnia and Herzegovina, Botswana, Brazil, British Virgin Islands, Brunei, Bulgaria, Burkina Faso,
Burundi, Cambodia, Cameroon, Canada, Cape Verde, Caribbean Netherlands, Cayman Islands,
Central African Republic, Chad, Chile, China, Christmas Island, Cocos Islands, Colombia, Comoros,
Congo, Cook Islands, Costa Rica, Croatia, Cuba, Curaçao, Cyprus, Czechia,
Democratic Republic of the Congo, Denmark, Djibouti, Dominica, Dominican Republic, Ecuador, Egypt,
El Salvador, Equatorial Guinea, Eritrea, Estonia, Eswatini, Ethiopia, Falkland Islands,
Faroe Islands, Fiji, Finland, France, French Guiana, French Polynesia, Gabon, Gambia, Georgia,
Germany, Ghana, Gibraltar, Greece, Greenland, Grenada, Guadeloupe, Guam, Guatemala, Guernsey,
Guinea, Guinea-Bissau, Guyana, Haiti, Honduras, Hong Kong, Hungary, Iceland, India, Indonesia, Iran,
Iraq, Ireland, Isle of Man, Israel, Italy, Ivory Coast, Jamaica, Japan, Jersey, Jordan, Kazakhstan,
Kenya, Kiribati, Kosovo, Kuwait, Kyrgyzstan, Laos, Latvia, Lebanon, Lesotho, Liberia, Libya,
Liechtenstein, Lithuania, Luxembourg, Macau, Madagascar, Malawi, Malaysia, Maldives, Mali, Malta,
Marshall Islands, Martinique, Mauritania, Mauritius, Mayotte, Mexico, Micronesia, Moldova, Monaco,
Mongolia, Montenegro, Montserrat, Morocco, Mozambique, Myanmar, Namibia, Nauru, Nepal, Netherlands,
New Caledonia, New Zealand, Nicaragua, Niger, Nigeria, Niue, Norfolk Island, North Korea,
North Macedonia, Northern Mariana Islands, Norway, Oman, Pakistan, Palau, Palestinian Territories,
Panama, Papua New Guinea, Paraguay, Peru, Philippines, Pitcairn, Poland, Portugal, Puerto Rico,
Qatar, Réunion, Romania, Russia, Rwanda, Saint Barthélemy, Saint Helena, Saint Kitts and Nevis,
Saint Lucia, Saint Martin, Saint Pierre and Miquelon, Saint Vincent and the Grenadines, Samoa,
San Marino, Sao Tome and Principe, Saudi Arabia, Senegal, Serbia, Seychelles, Sierra Leone,
Singapore, Sint Maarten, Slovakia, Slovenia, Solomon Islands, Somalia, South Africa, South Korea,
South Sudan, Spain, Sri Lanka, Sudan, Suriname, Svalbard, Sweden, Switzerland, Syria, Taiwan,
Tajikistan, Tanzania, Thailand, Timor-Leste, Togo, Tokelau, Tonga, Trinidad and Tobago, Tunisia,
Turkey, Turkmenistan, Turks and Caicos Islands, Tuvalu, Uganda, Ukraine, United Arab Emirates,
United Kingdom, United States, Uruguay, US Virgin Islands, Uzbekistan, Vanuatu, Vatican City,
Venezuela, Vietnam, Wallis and Futuna, Western Sahara, Yemen, Zambia, Zimbabwe, Former Yugoslavia,
Former Serbia and Montenegro, Czechoslovakia, Soviet Union, Netherlands Antilles
""".replace("\n", " ")
    .strip()
    .split(", ")
)
FOLDED = {" ".join(name.casefold().split()): " ".join(name.split()) for name in COUNTRIES}
# Folded spelling → the name. Typing errors, cities in the country's place, and renamed countries.
SPELT = {
    "South Korea": "korea, republic of; republic of korea; korea; korea, south; "
    "korea (the republic of); korea, rep.; s. korea",
    "North Korea": "korea, democratic people's republic of; korea, dem. people's rep.",
    "Turkey": "turkey (türkiye); türkiye; turkiye",
    "China": "chian; china?; chinese; wuhan; beijing; shanghai; guangzhou; 中国; p.r. china; "
    "pr china; people's republic of china; mainland china; cn; prc",
    "Taiwan": "taiwan, province of china; taiwan, china; chinese taipei; taiwan, roc",
    "Hong Kong": "hong kong sar; hong kong, china; china, hong kong; hong kong s.a.r.; "
    "hong kong sar, china; hongkong",
    "Iran": "iran, islamic republic of; iran (islamic republic of); islamic republic of iran; "
    "iran (islamic republic)",
    "Netherlands": "the netherlands; netherlands (kingdom of the); holland",
    "Russia": "russian federation; russian federation (the)",
    "Czechia": "czech republic",
    "Vietnam": "viet nam",
    "Moldova": "moldova, republic of; republic of moldova",
    "North Macedonia": "macedonia, the former yugoslav republic of; macedonia; "
    "republic of north macedonia; the former yugoslav republic of macedonia",
    "Former Yugoslavia": "former yugoslavia",
    "Democratic Republic of the Congo": "congo, the democratic republic of the; "
    "congo, democratic republic; congo, dem. rep.",
    "Tanzania": "tanzania, united republic of; united republic of tanzania; "
    "tanzania (united republic of)",
    "Laos": "lao people's democratic republic; lao pdr",
    "Syria": "syrian arab republic",
    "Libya": "libyan arab jamahiriya; libya arab jamahiriya",
    "Palestinian Territories": "palestinian territories, occupied; "
    "palestinian territory, occupied; palestine, state of; palestine; state of palestine",
    "Bolivia": "bolivia, plurinational state of; bolivia (plurinational state of)",
    "Venezuela": "venezuela, bolivarian republic of; venezuela (bolivarian republic of)",
    "Brunei": "brunei darussalam",
    "Ivory Coast": "côte d'ivoire; cote d'ivoire",
    "United States": "united states of america; usa; us; u.s.a.; united states of america (the); "
    "united states minor outlying islands; u.s.",
    "United Kingdom": "uk; great britain; england; scotland; wales; northern ireland; gb; "
    "united kingdom of great britain and northern ireland; united kingdom (the)",
    "Macau": "macao; macao sar; macau, china",
    "United Arab Emirates": "uae",
    "Slovakia": "slovak republic",
    "Cape Verde": "cabo verde",
    "Eswatini": "swaziland",
    "Myanmar": "burma",
    "Timor-Leste": "east timor",
    "Gambia": "the gambia; gambia, the",
    "Bahamas": "the bahamas; bahamas, the",
    "Congo": "republic of the congo; congo, republic of the",
    "Vatican City": "holy see (vatican city state)",
    "US Virgin Islands": "virgin islands (u.s.); virgin islands, u.s.",
    "British Virgin Islands": "virgin islands, british",
    "Micronesia": "federated states of micronesia; micronesia, federated states of",
    "Réunion": "reunion",
    "Curaçao": "curacao",
    "Bosnia and Herzegovina": "bosnia; bosnia & herzegovina",
    "Trinidad and Tobago": "trinidad & tobago",
    "Brazil": "brasil",
    "Spain": "españa",
    "Germany": "deutschland",
    "Italy": "italia",
    "Former Serbia and Montenegro": "serbia and montenegro; former serbia & montenegro",
    "Soviet Union": "ussr",
}
NAMES = {word: name for name, words in SPELT.items() for word in words.split("; ")}
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

"""Registries' numbers: how each looks, whose it is, and what is none.

A number of a form that nobody knows may be right, since registers are founded: it is kept with a
remark. One that is nearly a known register's, or no number at all, makes its record unusable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

# Register → how its numbers look, anywhere within a text; the first register is the one kept.
NUMBERS = {
    "ClinicalTrials.gov": r"NCT\d{8}",
    "EU portal": r"(?<!\d)(?:CTIS)?20\d{2}-5\d{5}-\d{2}-\d{2}(?!\d)",
    "EU register": r"(?<!\d)(?:EUCTR)?20\d{2}-\d{6}-\d{2}(?![\d])",
    "ISRCTN": r"ISRCTN ?\d{8}",
    "ChiCTR": r"ChiCTR-?[A-Z]{0,4}-?\d{8,10}",
    "CDE": r"\bCTR20\d{6}\b",
    "jRCT": r"(?:JPRN-)?jRCTs?\d{9,10}",
    "UMIN": r"(?:JPRN-)?UMIN\d{9}",
    "CTRI": r"CTRI/\d{4}/\d{2,3}/\d{6}",
    "IRCT": r"IRCT\d{8,}N\d+",
    "ANZCTR": r"ACTRN\d{14}",
    "DRKS": r"DRKS\d{8}",
    "WHO": r"U1111-\d{4}-\d{4}",
}
OTHERS = (
    *(r"JPRN-(?:C000\d{6}|JapicCTI-?\d{6}|JMA-IIA\d{5})", r"JapicCTI-?\d{6}", r"JMA-IIA\d{5}"),
    *(r"NL-OMON\d{1,6}", r"NL\d{3,6}", r"NTR\d{1,5}", r"TCTR\d{11}", r"KCT\d{7}"),
    *(r"PER-\d{3}-\d{2}", r"RBR-[0-9A-Za-z]{5,8}", r"PACTR\d{15,16}", r"SLCTR/\d{4}/\d{3}"),
    *(r"RPCEC\d{8}", r"LBCTR\d{10}", r"ITMCTR\d{10}", r"IS\d{6}"),
)
"""Forms of further registers, too short or too plain to be looked for within a text."""
_ANY = re.compile("|".join(f"({pattern})" for pattern in NUMBERS.values()), re.IGNORECASE)
_EXACT = re.compile("|".join(f"(?:{pattern})" for pattern in (*NUMBERS.values(), *OTHERS)))
_FOLDED = re.compile(_EXACT.pattern, re.IGNORECASE)
_REGISTERS = tuple(NUMBERS)
_EUROPEAN = re.compile(r"EUCTR ?(\d{4}-\d{6}-\d{2})(?:[-_ ].{1,24})?", re.IGNORECASE)
_BEGINNING = re.compile(
    r"(?:nct|chictr|euctr|isrctn|ctri|actrn|drks|jrct|kct|tctr)(?=[\W\d])", re.IGNORECASE
)
LONGEST = 60
FORMS = "NCT and eight digits, EUCTR2015-001234-28, ChiCTR and ten digits …"


def numbers(text: str) -> Iterator[str]:
    """The registry numbers in a text, each in one form."""
    for match in _ANY.finditer(text):
        yield form(match[0])


def form(number: str) -> str:
    """One form of a number: no blanks, a European one without its prefix and country."""
    plain = number.replace(" ", "").upper()
    return re.sub(r"^(?:EUCTR|CTIS|JPRN-)", "", plain)


def register(id: str) -> str:
    """The register that a number is of, ``""`` if unknown."""
    match = _ANY.match(id)
    return _REGISTERS[(match.lastindex or 1) - 1] if match else ""


def rank(id: str) -> tuple[int, str]:
    """The order in which one of several records of a trial is the one that is kept."""
    known = register(id)
    return (_REGISTERS.index(known) if known else len(_REGISTERS), id)


def european(number: str) -> str:
    """The trial's number of a record of one state, ``EUCTR2015-001234-28-3rd``; else ``""``.

    Whatever follows is a state, "3rd" or "Outside-EU/EEA": the number before it is the trial's.
    """
    found = _EUROPEAN.fullmatch(number)
    return f"EUCTR{found[1]}" if found else ""


@lru_cache(1 << 12)
def fault(id: str) -> tuple[str, str]:
    """What is wrong with an id, and what would be right; two empty texts where nothing is."""
    if _EXACT.fullmatch(id):
        return "", ""
    if _FOLDED.fullmatch(id):
        return f"{id!r} is not written as its registry writes it", f"write {_written(id)!r}"
    squeezed = re.sub(r"[\s.:_]+", "", id)
    if _FOLDED.fullmatch(squeezed):
        return f"{id[:LONGEST]!r} is no registry's number", f"write {_written(squeezed)!r}"
    if _BEGINNING.match(id) or not re.search(r"\d", id) or " " in id or len(id) > LONGEST:
        return f"{id[:LONGEST]!r} is no registry's number", FORMS
    return "", ""


def known(id: str) -> bool:
    """Whether an id has the form of a register that is known."""
    return _EXACT.fullmatch(id) is not None


def _written(id: str) -> str:
    """A number with the capitals of its register."""
    for signs in ("ChiCTR", "jRCT", "JapicCTI", "NL-OMON"):
        if id.casefold().startswith(signs.casefold()):
            return signs + id[len(signs) :].lower() if signs == "jRCT" else signs + id[len(signs) :]
    return id.upper()

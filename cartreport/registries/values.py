"""Registries' spellings of phase, status and number, each as its one form.

A function gives the form, ``""`` for a field that the registry leaves empty, and ``None`` for a
spelling that it does not know: the caller keeps it where it is a code, which the project's
vocabulary may know, else says so and leaves the field empty. Nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from cartreport.sources.fields import patients

P1, P2, P3, P4, EARLY, NA = "PHASE1", "PHASE2", "PHASE3", "PHASE4", "EARLY_PHASE1", "NA"
_ROMAN = {"0": EARLY, "1": P1, "2": P2, "3": P3, "4": P4}

# Whole spellings that no rule below gives. Left: folded (see _fold_phase). Empty: says no phase.
PHASE_WORDS = {
    NA: "na; n/a; not applicable; pilot study; retrospective study; "
    "diagnostic new technique clinical study; new treatment measure clinical study",
    "": "not selected; not specified; not available; other; unknown; null; -; "
    "生物等效性试验; 人体生物等效性试验",
    EARLY: "early phase 1; early phase1; early 1; phase 0",
    P4: "post marketing surveillance; post-market; postmarketing",
}
PHASES = {word: code for code, words in PHASE_WORDS.items() for word in words.split("; ")}

STATUS_WORDS = {
    "RECRUITING": "recruiting; open to recruitment; open; ongoing, recruiting; "
    "authorised, recruiting",
    "NOT_YET_RECRUITING": "not yet recruiting; pending; authorised, recruitment pending",
    "ENROLLING_BY_INVITATION": "enrolling by invitation",
    "ACTIVE_NOT_RECRUITING": "active, not recruiting; active not recruiting; "
    "ongoing, recruitment ended",
    "COMPLETED": "completed; complete; ended",
    "TERMINATED": "terminated",
    "WITHDRAWN": "withdrawn",
    "SUSPENDED": "suspended; temporarily halted; temporary halt",
    "UNKNOWN": "unknown; unknown status",
    "AVAILABLE": "available",
    "NO_LONGER_AVAILABLE": "no longer available",
    "TEMPORARILY_NOT_AVAILABLE": "temporarily not available",
    "APPROVED_FOR_MARKETING": "approved for marketing",
    "WITHHELD": "withheld; no status",
    "NOT_RECRUITING": "not recruiting",  # WHO ICTRP: not started, active and finished alike
    "AUTHORISED": "authorised; authorised-recruitment may be ongoing or finished; ongoing",
    "NOT_STATED": "not available",
}
STATUSES = {word: status for status, words in STATUS_WORDS.items() for word in words.split("; ")}
OTHER = "其它其他说明:"
"""How one registry begins a phase in free words: "other, namely:"."""
NOT_STATED = "NOT_STATED"
"""The status of a record that has a field for it and leaves it empty."""


_CODE = re.compile(r"[A-Z][A-Z0-9]*(?:[_|][A-Z0-9]+)*")


def is_code(text: str) -> bool:
    """Whether a text is written as registries write their codes, ``PHASE1|PHASE2``."""
    return _CODE.fullmatch(text) is not None


def _fold_phase(text: str) -> str:
    plain = " ".join(text.replace("_", " ").casefold().split())
    plain = plain.removeprefix(OTHER)
    for sign, letters in (("ⅰ", "i"), ("ⅱ", "ii"), ("ⅲ", "iii"), ("ⅳ", "iv"), ("期", "")):
        plain = plain.replace(sign, letters)
    return plain


@lru_cache(4096)
def phase(text: str) -> str | None:
    """``PHASE1|PHASE2`` and the like for any registry's spelling; ``""`` where it states none."""
    plain = _fold_phase(text)
    if not plain:
        return ""
    if plain in PHASES:
        return PHASES[plain]
    if "human pharmacology" in plain and ":" in plain:
        return _matrix(plain)
    found = _phase_parts(plain)
    return "|".join(sorted(found, key=_phase_order)) if found else None


def _phase_order(code: str) -> str:
    return {EARLY: "0", NA: "9"}.get(code, code[-1])


def _matrix(plain: str) -> str:
    """The EU register's four lines, each with yes, no or nothing behind its phase."""
    found = re.findall(r"\(phase (i{1,3}|iv)\)\s*:\s*yes", plain)
    return "|".join(sorted({_ROMAN[_number(sign)] for sign in found}))


def _number(sign: str) -> str:
    return {"i": "1", "ii": "2", "iii": "3", "iv": "4"}.get(sign, sign)


_PHASE_SIGN = re.compile(r"(?<![a-z0-9])(i{1,3}|iv|[0-4])([ab]?)(?![a-z0-9])")
_PHASE_FRAME = re.compile(
    r"(?<![a-z])(?:phases?|therapeutic|human|pharmacology|exploratory|confirmatory|use|trials?"
    r"|stud(?:y|ies)|clinical|first|administration|to|and|or|humans?|integrated|other|others"
    r"|bioequivalence|marketing|post)(?![a-z])"
)
"""Words that stand around a phase's number and say nothing more."""


def _phase_parts(plain: str) -> set[str]:
    """Phase numbers, Arabic or Roman, in a text that speaks of nothing but phases; else none."""
    spaced = re.sub(r"phase(?=[0-4iv])", "phase ", plain)
    found: set[str] = set()
    early = re.search(r"\bearly phase (1|i)\b", spaced)
    if early:
        found.add(EARLY)
        spaced = spaced.replace(early[0], " ")
    said = "phase" in spaced or re.fullmatch(r"[0-4iv ab/|,;&+-]+", spaced)
    if not said:
        return found
    signs = list(_PHASE_SIGN.finditer(spaced))
    rest = _PHASE_FRAME.sub(" ", _PHASE_SIGN.sub(" ", spaced))
    if not signs or re.search(r"\w", rest):
        return set()
    return found | {_ROMAN[_number(match[1])] for match in signs}


@lru_cache(1024)
def status(text: str) -> str | None:
    """The status as an API v2 code; ``NOT_STATED`` for an empty field, ``None`` if unknown."""
    plain = " ".join(text.replace("_", " ").casefold().split()).strip(".")
    if not plain or plain == "null":
        return NOT_STATED
    return STATUSES.get(plain)


def of_people(read: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """The same reader, for participants: ``None`` for 99999 and the like, which stand for none."""

    def people(text: str) -> str | None:
        known = read(text)
        try:
            return str(patients(int(known))) if known else known
        except ValueError:
            return None

    return people


def whole(text: str) -> str | None:
    """``19.0`` as ``19``, ``1,200`` as ``1200``; a fraction or a word is not a number."""
    plain = text.strip().replace(",", "")
    if plain.casefold() in ("", "null", "n/a", "nan", "none"):
        return ""
    found = re.fullmatch(r"(\d{1,12})(?:\.0*)?", plain)
    return str(int(found[1])) if found else None


def group_sizes(text: str) -> str | None:
    """The sum of ``Experimental group:30;Control group:30;``, or the plain number."""
    plain = text.strip().strip(";")
    known = whole(plain)
    if known is not None:
        return known
    parts = [part for part in re.split(r"[;；\n]", plain) if part.strip()]
    sizes = [re.search(r"[:：]\s*(\d{1,9})(?:\.0*)?\s*$", part) for part in parts]
    if not sizes or sizes[-1] is None:  # a part without a number is half a name
        return None
    return str(sum(int(size[1]) for size in sizes if size))


@lru_cache(1024)
def age(text: str) -> str | None:
    """``18 Years``; a bare number is years, as ICTRP means it."""
    plain = " ".join(text.split())
    if plain.casefold() in NO_AGE:
        return ""
    plain = re.sub(r"^(?:>=|<=|≥|≤) ?", "", plain)
    plain = re.sub(r"[- ]?old$", "", plain, flags=re.IGNORECASE)
    found = re.fullmatch(
        r"(\d{1,3})(?:\.0*)?(?: ?(y|age|year|month|week|day|hour|minute)s?)?", plain, re.IGNORECASE
    )
    if not found:
        return None
    unit = (found[2] or "year").casefold()
    unit = "year" if unit in ("y", "age") else unit
    return f"{int(found[1])} {unit.capitalize()}{'' if found[1] == '1' else 's'}"


NO_AGE = {
    *("", "-", "n/a", "na", "nd", "null", "none", "no limit", "not applicable", "not stated"),
    *("no maximum age", "no minimum age", "no age limit"),
}


@lru_cache(1024)
def code(text: str) -> str:
    """A class or a type as the API writes it, ``OTHER_GOV``."""
    plain = " ".join(text.split())
    for kind in ("INTERVENTIONAL", "OBSERVATIONAL"):
        if plain.upper().startswith(kind):
            return kind
    return CLASSES.get(plain.casefold(), plain.upper().replace(" ", "_").replace("-", "_"))


CLASSES = {
    "pharmaceutical company": "INDUSTRY",
    "u.s. fed": "FED",
    "us fed": "FED",
    "individual": "INDIV",
    "intervention": "INTERVENTIONAL",
}
"""Words of which the code is not the same in capitals."""

"""Siblings: records that name the same product code, and what all of them say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from cartreport.classify.label import Label

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartreport.classify.programmes import Programmes
    from cartreport.classify.rules import Rules

CODE = re.compile(
    r"(?<![\w-])(?=[\w-]*\d{2})[A-Z][A-Za-z]{0,9}[-_ ]?[A-Z]{0,3}-?\d{2,5}(?:-\d{2})?[A-Z]{0,3}"
    r"(?![\w])"
)
"""A product code as sponsors write them: letters, then at least two digits."""
LONG = 5
"""Signs that a code has which can't be a cytokine's or another sponsor's name."""


Codes = dict[str, bool]
"""Product code → whether it reads as a target, such as a number after the antigen's own."""


def codes_of(texts: Mapping[str, str], rules: Rules, programmes: Programmes) -> Codes:
    """Product codes in title and interventions, blanks and hyphens folded.

    What reads as a target is none, unless a programme is called so.
    """
    targets, none = rules.readers.get("targets"), rules.not_code
    found: Codes = {}
    for name in ("title", "interventions"):
        for hit in CODE.finditer(texts.get(name, "")):
            if none is not None and none.match(hit[0]):
                continue
            target = targets is not None and targets.any_in(hit[0])
            if not target or programmes.knows(hit[0]):
                found[re.sub(r"[-_ ]", "", hit[0]).upper()] = target
    return found


class Siblings:
    """Product codes of all trials, and the values that trials with a label of their own have.

    A trial with several codes of its own says nothing of any of them.
    """

    def __init__(self, codes: Mapping[str, Codes], labels: Mapping[str, list[Label]]) -> None:
        self._codes = codes
        self._known: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
        for trial, found in codes.items():
            values = frozenset(label.value for label in labels[trial])
            several = sum(not target for target in found.values()) > 1
            for code in found if values and not several else ():
                self._known[code][values] += 1

    def say(self, trial: str, label: str, *, least: int = 0) -> list[Label]:
        """What all siblings by one code say; the code, of ``least`` signs, is the span."""
        for code in sorted(self._codes[trial]):
            sets = self._known.get(code) if len(code) >= least else None
            if sets and len(sets) == 1:
                values = sorted(next(iter(sets)))
                return [Label(trial, label, value, "sibling", "", code) for value in values]
        return []

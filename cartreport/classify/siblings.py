"""Siblings: records that name the same product code, and what all of them say."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

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


class Code(NamedTuple):
    """Of a product code in a record: whether it reads as a target, such as a number after the
    antigen's own, and whether the title names it.
    """

    target: bool
    titled: bool


Codes = dict[str, Code]
"""Product code → how its record names it."""


def codes_of(texts: Mapping[str, str], rules: Rules, programmes: Programmes) -> Codes:
    """Product codes in title and interventions, blanks and hyphens folded.

    What reads as a target is none, unless a programme is called so.
    """
    readers = [reader for reader in rules.readers.values() if reader.rule.in_codes]
    found: Codes = {}
    for name in ("title", "interventions"):
        for hit in CODE.finditer(texts.get(name, "")):
            if rules.not_code is not None and rules.not_code.match(hit[0]):
                continue
            target = any(reader.any_in(hit[0]) for reader in readers)
            if not target or programmes.knows(hit[0]):
                code = re.sub(r"[-_ ]", "", hit[0]).upper()
                found.setdefault(code, Code(target, titled=name == "title"))
    return found


class Siblings:
    """Product codes of all trials, and the values that trials with a label of their own have.

    A trial with several codes of its own says nothing of any of them.
    """

    def __init__(self, codes: Mapping[str, Codes], labels: Mapping[str, list[Label]]) -> None:
        self._codes = codes
        self._known: dict[str, dict[frozenset[str], list[str]]] = defaultdict(dict)
        for trial, found in codes.items():
            values = frozenset(label.value for label in labels[trial])
            several = sum(not code.target for code in found.values()) > 1
            for code in found if values and not several else ():
                self._known[code].setdefault(values, []).append(trial)

    def say(self, trial: str, label: str, *, least: int = 0) -> list[Label]:
        """What all siblings by one code say; the code, of ``least`` signs, is the span.

        Of several codes one may be a companion drug's: those of the title are the product's. The
        code that most records name goes first.
        """
        codes = self._codes[trial]
        titled = tuple(code for code, how in codes.items() if how.titled)
        named = [code for code in codes if code.startswith(titled)] if titled else list(codes)
        told = [code for code in named if code in self._known and len(code) >= least]
        for code in sorted(told, key=lambda one: (-sum(map(len, self._known[one].values())), one)):
            if len(self._known[code]) == 1:
                ((values, trials),) = self._known[code].items()
                return [
                    Label(trial, label, value, "sibling", "", code, min(trials))
                    for value in sorted(values)
                ]
        return []

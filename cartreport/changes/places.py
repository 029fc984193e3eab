"""Where a trial is: countries, and sites in the focus country."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from cartreport.changes.event import Change
from cartreport.changes.names import apart, folded
from cartreport.changes.pair import Pair
from cartreport.changes.trial import Trial
from cartreport.sources.roles import ENDED

NAMELESS = re.compile(r"\bsite\b", re.IGNORECASE)
"""What registries write where a hospital isn't named: `Research Site`, `Study site 12`."""


def countries(trial: Trial) -> Iterator[Change]:
    """A country more or less; first places are news where the focus is among them."""
    before, after = (fields.get("countries", []) for fields in (trial.before, trial.after))
    if set(before) == set(after):
        return
    if not after:
        rule = "value-lost"
    elif before:
        rule = "countries-moved"
    else:
        focus = trial.pair.in_focus(after)
        rule = "countries-focus" if focus else "countries-first"
    yield Change(rule, "countries", before, after, kind="places")


def sites(trial: Trial, batches: frozenset[str]) -> Iterator[Change]:
    """A site more or less: by name, and by city where sites have no name of their own."""
    names = [fields.get("sites", []) for fields in (trial.before, trial.after)]
    cities = [
        _cities(trial.pair, fields.get("cities", [])) for fields in (trial.before, trial.after)
    ]
    if names[0] == names[1] and cities[0] == cities[1]:
        return
    gone, new = apart(names[0], names[1], trial.pair.grades.limit("likeness"))
    left, reached = apart(cities[0], cities[1], 100)
    if not trial.before.get("countries"):
        rule = "sites-first"
    elif not (gone or new or left or reached):
        rule = "sites-spelling"
    elif len(gone) == len(new) and not (left or reached) and all(map(NAMELESS.search, gone)):
        rule = "sites-named"
    elif not new and not reached and trial.groups[1] == ENDED:
        rule = "sites-end"
    else:
        rule = (
            "sites-batch" if trial.before["sponsor"] in batches and not reached else "sites-moved"
        )
    told = (gone, new) if gone or new else (left, reached) if left or reached else names
    yield Change(rule, "sites", list(told[0]), list(told[1]))


def batches(pair: Pair, trials: Sequence[Trial]) -> frozenset[str]:
    """The sponsors that took sites out of many of their trials at once."""
    likeness = pair.grades.limit("likeness")
    held: Counter[str] = Counter()
    for trial in trials:
        names = [fields.get("sites", []) for fields in (trial.before, trial.after)]
        if names[0] != names[1] and apart(names[0], names[1], likeness)[0]:
            held[trial.before["sponsor"]] += 1
    least = pair.grades.limit("batch")
    return frozenset(sponsor for sponsor, count in held.items() if count >= least)


def _cities(pair: Pair, names: Sequence[str]) -> list[str]:
    """Cities by their term, else folded: a spelling is no other city."""
    found = ((pair.term("cities", name), name) for name in names)
    return sorted({term.label if term else folded(name) for term, name in found})

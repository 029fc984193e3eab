"""Who is treated and with what: conditions, ages, interventions, and how they are labelled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from cartreport.changes.event import Change
from cartreport.changes.names import apart, folded
from cartreport.changes.pair import Pair
from cartreport.changes.trial import Trial

TARGETS, INDICATIONS, AGES = "targets", "indications", "age-groups"
"""Labels by which a changed text is seen to mean something else."""


def population(trial: Trial) -> Iterator[Change]:
    """Conditions, and limits of age."""
    before, after = (fields.get("conditions", []) for fields in (trial.before, trial.after))
    if before != after:
        gone, new = apart(before, after, trial.pair.grades.limit("likeness"), once=True)
        rule = "population-moved" if gone or new else "population-spelling"
        yield Change(rule, "conditions", before, after)
    first, second = trial.values(AGES)
    for name in ("min_age", "max_age"):
        limits = trial.before.get(name), trial.after.get(name)
        if limits[0] != limits[1]:
            other = first != second and not trial.pair.reread
            yield Change("population-moved" if other else "population-little", name, *limits)


def common(pair: Pair) -> Mapping[str, int]:
    """How many trials name an intervention, in the edition that has more of them."""
    counts: Counter[str] = Counter()
    for snapshot in (pair.before, pair.after):
        counts |= Counter(
            name
            for fields in snapshot.records["trials"].values()
            for name in {folded(held) for held in fields.get("interventions", [])}
        )
    return counts


def interventions(trial: Trial, counts: Mapping[str, int]) -> Iterator[Change]:
    """What is tested: news where a product of its own is named or no longer named."""
    before, after = (fields.get("interventions", []) for fields in (trial.before, trial.after))
    if before == after:
        return
    limit = trial.pair.grades.limit
    gone, new = apart(before, after, limit("likeness"))
    rare = [
        [name for name in names if counts[folded(name)] < limit("rare")] for names in (gone, new)
    ]
    if not gone and not new:
        rule = "product-spelling"
    elif all(rare):
        rule = "product-renamed"
    else:
        rule = "product-moved" if any(rare) or _reads_otherwise(trial) else "product-little"
    yield Change(rule, "interventions", before, after)


def _reads_otherwise(trial: Trial) -> bool:
    """Whether labels of what is tested differ, given by the same rules."""
    names = (TARGETS, *trial.pair.family)
    return not trial.pair.reread and any(
        first != second for first, second in map(trial.values, names)
    )


WORDED = ("title", "official_title", "summary")


def words(trial: Trial) -> Iterator[Change]:
    """Titles and summaries: news where the labels then read another population or product."""
    for name in WORDED:
        before, after = trial.before.get(name), trial.after.get(name)
        if before == after:
            continue
        first, second = trial.values(INDICATIONS)
        if before is None or after is None:
            rule = "value-lost" if after is None else "population-spelling"
        elif _reads_otherwise(trial):
            rule = "product-moved"
        else:
            read = first != second and not trial.pair.reread
            rule = "population-moved" if read else "population-spelling"
        yield Change(rule, name, before, after, kind="population")

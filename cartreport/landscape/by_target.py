"""Programmes by target set: a pair of targets counts once, as a pair."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import NONE, TIES, ordered, table_frame
from cartreport.landscape.model import NOT_STATED
from cartreport.landscape.profile import COUNTED, TRIALS, of_trials, profiles_of
from cartreport.landscape.table import Column, Table

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.profile import Profiles

SETS = (
    "A target set is what a programme binds: two targets are a pair and count once, as the pair. "
    "`With this target` counts the programmes that bind it alone or with others, so that a pair "
    "stands there twice; the total is distinct."
)


def target_key(targets: tuple[str, ...]) -> str:
    """The id of a target set: its targets in alphabetical order, joined by a plus."""
    return "+".join(sorted(set(targets))) or NONE


def class_of(landscape: Landscape, targets: tuple[str, ...]) -> str:
    """Where the targets of a set are mainly used, as a label.

    That of the class that all share; of several classes, that of the vocabulary's last one, which
    stands for more than one.
    """
    classes = landscape.vocabulary["target-classes"]
    found = {landscape.parent("targets", target) for target in targets} - {None}
    if not found:
        return NOT_STATED
    if len(found) == 1:
        return landscape.label("target-classes", found.pop())
    return [term.label for term in classes][-1] if list(classes) else "several"


def by_set(profiles: Profiles) -> dict[str, list[str]]:
    """Target set id → programme ids."""
    found: dict[str, list[str]] = {}
    for programme in profiles.programmes.values():
        found.setdefault(target_key(programme["targets"]), []).append(programme["id"])
    return found


def table(landscape: Landscape) -> Table:
    """One row a target set; ``any`` counts the programmes that bind a single target at all."""
    profiles = profiles_of(landscape)
    with_target = landscape.programme_targets.groupby("target")["programme"].nunique()
    sets = by_set(profiles)
    rows = []
    for key, ids in sets.items():
        first = profiles.programmes[ids[0]]
        targets = first["targets"]
        alone = len(targets) == 1
        rows.append(
            {
                "id": key,
                "label": first["target"] or NOT_STATED,
                "class": class_of(landscape, targets),
                "any": int(with_target[targets[0]]) if alone else None,
                **profiles.row(ids),
            }
        )
    columns = (
        Column("id", "Id", "key"),
        Column("label", "Target", "name"),
        Column("class", "Mainly used in"),
        Column("any", "With this target", "number"),
        *profiles.but("targets"),
    )
    return Table(
        id="by-target",
        title="Programmes by target set",
        unit="programme",
        rule=f"{COUNTED} {SETS} {of_trials(landscape, TRIALS)}{TIES}",
        columns=columns,
        frame=table_frame(columns, ordered(rows, "programmes", "trials")),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids("products", "programmes", "trials"),
        total={"label": "All programmes", **profiles.total("targets")},
        overlaps=("companies", "trials"),
        parts=profiles.parts,
        facts={"sets": len(set(sets) - {NONE})},
    )

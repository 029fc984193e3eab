"""Programmes by target set: a pair of targets counts once, as a pair."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cartreport.landscape.groups import told
from cartreport.landscape.profile import grouped, profile, profiled_table, programmes_of
from cartreport.landscape.table import Column

if TYPE_CHECKING:
    from cartreport.landscape.measures import Group
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def class_of(landscape: Landscape, targets: Iterable[str]) -> str:
    """Where the targets of a set are mainly used, as a label.

    That of the class that all share; of several classes, that of the vocabulary's last one, which
    stands for more than one.
    """
    classes = landscape.vocabulary["target-classes"]
    found = {landscape.parent("targets", target) for target in targets} - {None}
    if not found:
        return landscape.vocabulary.absent
    if len(found) == 1:
        return landscape.label("target-classes", found.pop())
    return [term.label for term in classes][-1] if list(classes) else "several"


def table(landscape: Landscape) -> Table:
    """One row a target set; ``any`` counts the programmes that bind a single target at all."""
    programmes = programmes_of(landscape)
    with_target = landscape.programme_targets.groupby("target")["programme"].nunique()

    def any_of(_: str, held: Group) -> int | None:
        targets = held[0]["targets"]
        return int(with_target[targets[0]]) if len(targets) == 1 else None

    return profiled_table(
        landscape,
        [
            told(Column("id", kind="key"), lambda key, _: key),
            told(
                Column("label", kind="name"),
                lambda _, held: held[0]["target"] or landscape.vocabulary.absent,
            ),
            told(Column("class"), lambda _, held: class_of(landscape, held[0]["targets"])),
            told(Column("any", kind="number"), any_of),
            *profile(landscape, programmes, "sets", "targets"),
        ],
        grouped(programmes, lambda programme: [programme["set"]]),
        id="by-target",
        rule=landscape.words("by-target.rule"),
        order=("programmes", "trials"),
        overlaps=("companies", "trials"),
    )

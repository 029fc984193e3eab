"""Programmes by highest phase and setting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.landscape.cross import axis_of
from cartreport.landscape.groups import along, count, told
from cartreport.landscape.measures import where
from cartreport.landscape.profile import grouped, profile, profiled_table, programmes_of
from cartreport.landscape.table import Column, Portion

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def table(landscape: Landscape) -> Table:
    """One row a phase in the order of the ladder; ``share`` is of all programmes."""
    programmes = programmes_of(landscape)
    words, every = landscape.words, len(programmes)
    settings, phases = (
        axis_of(
            landscape,
            terms,
            [p[field] for p in programmes],
            name=name,
            head=words(f"by-phase.{name}"),
        )
        for terms, field, name in (("settings", "in", "setting"), ("phases", "phase", "phase"))
    )
    held = profile(landscape, programmes, "phase:", "first:")
    by_phase = grouped(programmes, lambda programme: [programme["phase"]])
    return profiled_table(
        landscape,
        [
            told(Column("id", kind="key"), lambda phase, _: phase),
            told(Column("label", kind="name"), lambda phase, _: landscape.label("phases", phase)),
            *held[:1],
            told(
                Column("share", kind="share", part="programmes"),
                lambda _, at: Portion(len(at), every),
            ),
            *along(settings, "in"),
            *held[1:],
            count("firm", where(lambda programme: not programme["presumed"])),
        ],
        {phase: by_phase[phase] for phase in phases.places},
        id="by-phase",
        rule=landscape.words("by-phase.rule"),
        ordering=words("rule.ladder"),
        closing={"share": Portion(every, every) if every else None},
        overlaps=("companies", "sets", "targets", "trials"),
    )

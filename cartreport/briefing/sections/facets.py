"""Programmes along one of the subject's own axes, by setting: a chart for any facet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Exhibit, Figure
from cartreport.briefing.figures import stacked_bars
from cartreport.briefing.words import percent

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk


def facet_exhibit(desk: Desk, facet: str) -> Exhibit:
    """Stacked bars: the facet's terms that occur as rows, settings as segments.

    A programme counts once, under its first setting; one without the facet stands as not stated.
    """
    vocabulary = desk.landscape.vocabulary
    terms, settings = vocabulary[facet], [t for t in vocabulary["settings"] if t.hue]
    counts: Counter[tuple[str | None, str | None]] = Counter()
    for facets, named in desk.landscape.programmes[["facets", "settings"]].itertuples(index=False):
        counts[facets.get(facet), named[0] if named else None] += 1
    rows = [
        stacked_bars.BarRow(
            label,
            tuple(
                stacked_bars.Segment(setting.label, counts[key, setting.id], f"hue-{setting.hue}")
                for setting in settings
            ),
        )
        for key, label in [
            *((t.id, t.label.capitalize()) for t in terms),
            (None, desk.words("none")),
        ]
        if any(counts[key, setting.id] for setting in settings)
    ]
    rows.sort(key=lambda row: (row.label == desk.words("none"), -row.total))
    total = sum(row.total for row in rows)
    values: dict[str, object] = {
        "facet": terms.title.lower(),
        "first": rows[0].label,
        "first_n": rows[0].total,
        "first_share": percent(rows[0].total, total),
        "second": rows[1].label.lower() if len(rows) > 1 else "",
        "second_n": rows[1].total if len(rows) > 1 else 0,
        "n": total,
        "unstated": sum(n for (key, _), n in counts.items() if key is None),
    }
    scene = stacked_bars.draw(stacked_bars.StackedBars(tuple(rows)), desk.measure)
    alt = desk.words("facets.alt", **values)
    return desk.exhibit(
        "facets",
        values=values,
        figure=Figure(f"facet-{facet}", scene, alt),
        source=desk.sources("programmes"),
    )

"""The cover: the strongest sentence, every trial as one mark, three figures with their bases."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Figure, KeyFigure, Section, Text
from cartreport.briefing.figures import unit_marks
from cartreport.briefing.sections.share import world_share

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk

KIND = "cover"


def section(desk: Desk) -> Section:
    """The cover of the edition; ``extra`` holds the sentence, the picture and the foot."""
    words, trials = desk.words, desk.focus_trials
    share = world_share(desk)
    values: dict[str, object] = {
        "n": len(trials),
    }
    active = int((trials["status_group"] == "active").sum())
    products = desk.landscape.products
    approved = int((products["stage"] == "approved").sum())
    programmes = len(desk.landscape.programmes)
    companies = desk.landscape.programmes["company"].dropna().nunique()
    named = int(desk.landscape.programmes["company"].notna().sum())
    return replace(
        desk.section("cover", KIND),
        figures=(
            KeyFigure(
                words("n", n=approved),
                words("cover.approved"),
                words("cover.approved_note", **values),
            ),
            KeyFigure(
                words("n", n=active), words("cover.active"), words("cover.active_note", **values)
            ),
            KeyFigure(
                words("n", n=programmes),
                words("cover.programmes"),
                words("cover.programmes_note", companies=companies, named=named),
            ),
        ),
        extra={
            "dek": Text(
                words("cover.dek" if share["world"] else "cover.dek.plain", **share, **values)
            ),
            "figure": picture(desk, values),
            "foot": Text(words("cover.foot", **values)),
        },
    )


def picture(desk: Desk, values: dict[str, object]) -> Figure:
    """Every trial of the focus country as one mark, by quarter of its start and setting."""
    words = desk.words
    names: list[str | None] = [*(setting for setting, *_ in desk.settings), None]
    counts: dict[str | None, Counter[str | None]] = {}
    for quarter, setting in desk.focus_trials[["quarter", "setting"]].itertuples(index=False):
        known = setting if setting in names else None
        counts.setdefault(quarter, Counter())[known] += 1

    def row(quarter: str | None) -> tuple[int, ...]:
        return tuple(counts.get(quarter, Counter())[name] for name in names)

    columns = tuple(
        unit_marks.Column(int(quarter[:4]), int(quarter[-1]), row(quarter))
        for quarter in counts
        if quarter is not None
    )
    hues = [*(hue for *_, hue in desk.settings), "hue-d"]
    labels = [*(label for _, label, _ in desk.settings), words("setting.none")]
    scene = unit_marks.draw(
        unit_marks.UnitMarks(
            title=words("cover.picture.title", **values),
            subtitle=words("cover.picture.subtitle"),
            kinds=tuple(unit_marks.Kind(*pair) for pair in zip(labels, hues, strict=True)),
            columns=columns,
            undated=row(None),
            undated_new=(),
            undated_label=words("cover.picture.undated"),
            new_label=words("cover.picture.new"),
        ),
        desk.measure,
    )
    return Figure("cover-picture", scene, words("cover.picture.alt", **values))

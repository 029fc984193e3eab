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
    share = world_share(desk)
    programmes = desk.landscape.programmes
    values: dict[str, object] = {
        "n": len(desk.focus_trials),
        "programmes": len(programmes),
        "companies": programmes["company"].dropna().nunique(),
        "named": int(programmes["company"].notna().sum()),
    }
    dek = "cover.dek" if share["world"] else "cover.dek.plain"
    return replace(
        desk.section("cover", KIND),
        figures=tuple(
            KeyFigure(
                desk.words("n", n=n),
                desk.words(f"cover.{key}"),
                desk.words(f"cover.{key}_note", **values),
            )
            for key, kind, n in _figures(desk)
            if desk.landscape.has(kind)
        ),
        extra={
            "dek": Text(desk.phrase(dek, **share, **values)),
            "foot": Text(desk.phrase("cover.foot", **values)),
            **({"figure": picture(desk, values)} if desk.landscape.has("trials") else {}),
        },
    )


def _figures(desk: Desk) -> tuple[tuple[str, str, int], ...]:
    """The three figures: the words of each, the kind of source that it is counted from, itself."""
    landscape = desk.landscape
    return (
        ("approved", "products", int(landscape.products["approved"].sum())),
        ("active", "trials", int((desk.focus_trials["status_group"] == "active").sum())),
        ("programmes", "programmes", len(landscape.programmes)),
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

"""The cover: the strongest sentence, every trial as one mark, three figures with their bases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Figure, Section, Text
from cartreport.briefing.figures import unit_marks
from cartreport.briefing.sections.news import lead_news
from cartreport.briefing.sections.profile import FIGURES, dek, figures, told
from cartreport.briefing.sections.settings import setting_columns
from cartreport.briefing.sections.share import world_share
from cartreport.briefing.since import key_figure

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cartreport.briefing.desk import Desk
    from cartreport.briefing.numbers import Number
    from cartreport.briefing.view import Line

KIND = "cover"
PHONE = (262.0, 190.0)
"""Points of the picture on a phone: at 358 pixels its smallest words, of 6.8 points, are 9."""


def section(desk: Desk) -> Section:
    """The cover of the edition; ``extra`` holds the sentence, the picture and the foot."""
    if desk.about is not None:
        return _of_one(desk)
    share, values = world_share(desk), bases(desk)
    return replace(
        desk.section("cover", KIND),
        figures=tuple(
            key_figure(
                desk,
                n,
                desk.words(f"cover.{key}", n=n),
                desk.say(f"cover.{key}_note", values),
            )
            for key, n in counted(desk, values)
        ),
        extra={
            "dek": Text(desk.say("cover.dek", {**share, **values})),
            "news": Text(lead_news(desk)),
            "foot": Text(desk.phrase("cover.foot", **values)),
            **_pictures(desk, values),
        },
    )


def counted(desk: Desk, values: Mapping[str, object]) -> list[tuple[str, Number]]:
    """The figures of what there is a source of; a nought where what it counts is known."""
    blind = desk.has("trials") and not values.get("n") and unplaced(desk)
    return [
        (key, n(desk))
        for key, kind, n in FIGURES
        if desk.has(kind) and not (kind == "trials" and blind)
    ]


def unplaced(desk: Desk) -> bool:
    """Whether some trials name no place, and may be of this one."""
    view, key = desk.view("trials-by-phase"), "place:not-stated"
    return bool(view.total[key])


def _of_one(desk: Desk) -> Section:
    """The cover of a briefing about one company or target."""
    values = told(desk)
    return replace(
        desk.section("cover", KIND, values=values),
        finding=desk.words("profile.title"),
        figures=tuple(figures(desk, values)),
        extra={
            "about": desk.about_label,
            "of": desk.words.terms["title"],
            "dek": dek(desk),
            "foot": Text(desk.phrase("cover.foot")),
            **_pictures(desk, values),
        },
    )


def _pictures(desk: Desk, values: dict[str, object]) -> dict[str, object]:
    """The picture of the page, and as a phone shows it: as narrow as its words stay readable."""
    if not values.get("n"):
        return {}
    return {"figure": picture(desk, values), "narrow": picture(desk, values, PHONE)}


def bases(desk: Desk) -> dict[str, object]:
    """The bases of the figures, of what the project has a source of."""
    values: dict[str, object] = {}
    if desk.has("trials"):
        values["n"] = desk.view("trials-by-quarter").total["n"]
        values["every"] = desk.view("trials-by-phase").total["n"] if not values["n"] else None
    if desk.has("programmes"):
        total = desk.view("programmes-by-setting").total
        values |= {"programmes": total["n"], "named": total["named"]}
        values["companies"] = total["distinct:company"]
        values["named_by"] = desk.say("cover.named_by", values)
    if desk.has("products"):
        products = desk.view("approved-products")
        blank = products.rows(product for product in products if not product["approval"])
        values["blank"] = desk.clause("cover.blank", n=blank)
    return values


def picture(
    desk: Desk, values: dict[str, object], size: tuple[float, float] = unit_marks.PAGE
) -> Figure:
    """Every trial of the focus country as one mark, by quarter of its start and setting."""
    words, view = desk.words, desk.view("trials-by-quarter")
    every, others = setting_columns(desk, view)
    named = [column for column in every if column[0] in view and view.count([column[0]])]

    rest = bool(others and view.count(others))
    kinds = [(label, hue, view.total.n(key)) for key, label, hue in named]
    kinds += [(words("setting.none"), "hue-d", view.count(others))] if rest else []

    def row(line: Line | None) -> tuple[int, ...]:
        if line is None:
            return (0,) * len(kinds)
        held = (line[key] or 0 for key, *_ in named)
        return (*held, view.count(others, [line])) if rest else tuple(held)

    undated = row(next((line for line in view if not line.stated), None))
    columns = tuple(
        unit_marks.Column(int(str(line.id)[:4]), int(str(line.id)[-1]), row(line))
        for line in view.stated
    )
    scene = unit_marks.draw(
        unit_marks.UnitMarks(
            title=words("cover.picture.title", **values),
            subtitle=words("cover.picture.subtitle"),
            kinds=tuple(unit_marks.Kind(*kind) for kind in kinds),
            columns=columns,
            undated=undated,
            undated_label=words("cover.picture.undated"),
        ),
        desk.measure,
        *size,
    )
    name = "cover-picture" if size == unit_marks.PAGE else "cover-picture-narrow"
    return Figure(name, scene, words("cover.picture.alt", **values))

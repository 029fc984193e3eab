"""What changed since the edition before: news by kind, how numbers flowed, what was put right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import TYPE_CHECKING

from cartreport.briefing import guards
from cartreport.briefing.briefing import Cell, Exhibit, Grid, Head, Row, Section, Text
from cartreport.briefing.numbers import Names, untraced
from cartreport.briefing.sections.flows import Flows
from cartreport.briefing.sections.new_trials import new_trials
from cartreport.briefing.sections.news import (
    CORRECTION,
    MARKS,
    NEWS,
    TRIALS,
    News,
    names,
    questioned,
    said,
)
from cartreport.sources.grades import WEIGHTS

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.numbers import Number
    from cartreport.briefing.view import Line

KIND = "exhibits"
LINES = 72
"""So many lines of news are listed; the kinds beyond them are counted, none in part."""
NAMED = 3
"""So many kinds are named in the finding."""
LEFT = "trial-left"
"""The rule of a trial that a count lost."""
WIDTHS = {"name": 36.0, "who": 38.0, "about": 20.0, "said": 46.0, "weight": 14.0, "date": 20.0}
SIZE, MILLIMETRE, GAP = 8.0, 72 / 25.4, 3.0
"""Points of the table's letters, points in a millimetre, millimetres between two columns."""


def section(desk: Desk) -> Section:
    """What is news, the flow of what is counted, and corrections; in a first edition that it is."""
    before = desk.last
    if before is None:
        made = desk.section("changes", KIND, values={"first": True})
        return replace(made, lead=Text(desk.words("changes.lead.first")))
    news = News(desk)
    kinds = [news.called(kind) for kind, _ in news.kinds]
    values: dict[str, object] = {
        "news": news.n(None, "grade:news"),
        "kinds": Names(kinds[:NAMED]),
        "every_kind": Names(kinds) if len(kinds) <= NAMED else None,
        "last": before.edition,
        "last_day": desk.day(before.as_of),
        "minor": news.n(None, "grade:minor"),
        "cosmetic": news.n(None, "grade:cosmetic"),
        "labels": news.n("labels", "grade:restatement"),
        "corrections": news.n(None, "grade:correction"),
        "elsewhere": news.n(None, "elsewhere:news"),
        "restated": desk.view("restated").rows() if desk.filled("restated") else None,
    }
    values["gone"] = _gone(desk, news)
    values["folded"] = desk.listed("changes.folded", values)
    flows = Flows(desk, values)
    made = desk.section("changes", KIND, values=values)
    return replace(
        made,
        lead=Text(desk.say("changes.lead", {**values, "stocks": flows.stocks})),
        exhibits=(
            *_table(desk, news, values),
            *new_trials(desk, values),
            *flows.exhibits,
            *_corrections(desk, news, values),
        ),
    )


def _gone(desk: Desk, news: News) -> str:
    """The trials that a count of the edition before lost with the extract: how many, and which."""
    lines = [line for line in news.lines if line["rule"] == LEFT]
    told = names(desk, lines)
    key = "changes.gone" if len(told) <= guards.NAMED else "changes.gone.more"
    return desk.clause(
        key,
        n=desk.view("changes").rows(lines),
        last=desk.last and desk.last.edition,
        told=Names(told[: guards.NAMED]),
    )


def _table(desk: Desk, news: News, values: dict[str, object]) -> Iterator[Exhibit]:
    """News by kind; a kind that finds no room is its number alone."""
    kinds = [(kind, lines) for kind, lines in news.kinds if kind != TRIALS]
    if not kinds:
        return
    rows: list[Row] = []
    room, left = LINES, []
    for kind, lines in kinds:
        needed = 2 + sum(_height(desk, line) for line in lines)
        if needed > room:
            left.append(news.called(kind))
            continue
        room -= needed
        rows.append(_group(desk, kind, news.n(kind, "grade:news")))
        rows.extend(_row(desk, line) for line in lines)
    lines = [line for _, held in kinds for line in held]
    weighing: dict[str, object] = {
        weight: desk.view("changes").rows(line for line in lines if line["weight"] == weight)
        for weight in WEIGHTS
    }
    told = {
        **values,
        "weights": desk.listed("changes.weights", weighing),
        "left": desk.clause("changes.left", names=Names(left)),
        "trials": desk.clause("changes.apart", n=news.n(TRIALS, "grade:news")),
    }
    yield desk.exhibit("changes.table", "changes", values=told, grid=_grid(desk, rows))


def _height(desk: Desk, line: Line) -> int:
    """The lines that a row takes: those of its highest cell."""
    cells = {"name": line["name"], "who": line["who"] or "", "said": said(desk, line)}
    return max(
        ceil(desk.measure.width(untraced(text), SIZE) / ((WIDTHS[key] - GAP) * MILLIMETRE)) or 1
        for key, text in cells.items()
    )


def _corrections(desk: Desk, news: News, values: dict[str, object]) -> Iterator[Exhibit]:
    """What an earlier edition had wrong, and how much is counted otherwise; none where nothing."""
    lines = news.of(CORRECTION)
    if not lines:
        return
    yield desk.exhibit(
        "changes.corrections",
        "changes",
        values=values,
        grid=_grid(desk, [_row(desk, line) for line in lines]),
    )


def _grid(desk: Desk, rows: Sequence[Row]) -> Grid:
    heads = tuple(Head(desk.words(f"changes.head.{key}"), width) for key, width in WIDTHS.items())
    return Grid(heads, tuple(rows), table="changes", style="wrap", sortable=False)


def _group(desk: Desk, kind: str, n: Number | None) -> Row:
    return Row(
        (Cell(desk.words(f"changes.kind.{kind}"), small=desk.words("n", n=n)),), kind="group"
    )


def _row(desk: Desk, line: Line) -> Row:
    mark = MARKS.get(line["kind"], "") if line["grade"] == NEWS else "restated"
    refs = desk.cite(line["refs"], most=2)
    return Row(
        (
            Cell(line["name"], mark=mark, tone="change" if mark else "", refs=refs),
            Cell(line["who"] or ""),
            Cell(line["about"] or ""),
            Cell(said(desk, line), mark="disputed" if questioned(desk, line) else ""),
            Cell(desk.words(f"changes.weight.{line['weight']}")),
            Cell(desk.short_day(line["date"]) if line["date"] else "", sort=line["date"] or ""),
        )
    )

"""The executive summary: computed sentences in fixed slots, each with its base and evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import (
    Callout,
    Cell,
    Grid,
    Head,
    KeyFigure,
    Row,
    Section,
    Statement,
    Text,
)
from cartreport.briefing.grids import counted
from cartreport.briefing.numbers import LEAST, Share
from cartreport.briefing.sections.cover import FIGURES, bases
from cartreport.briefing.sections.crowding import crowded, crowding
from cartreport.briefing.sections.deals import priced
from cartreport.briefing.sections.filed import filed_counts, filed_statement
from cartreport.briefing.sections.ladder import far_lines, rungs, second_phase
from cartreport.briefing.sections.presumed import PRESUMED
from cartreport.briefing.sections.prices import (
    list_prices,
    listing,
    listing_schemes,
    longest,
    price_values,
)
from cartreport.briefing.sections.settings import active
from cartreport.briefing.sections.share import comparable, holds_without_doubt, world_share
from cartreport.briefing.view import leading
from cartreport.briefing.words import lower_first
from cartreport.sources.dates import first_day

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View

KIND = "summary"
GROUPS = "status-group:"
UNKNOWN = f"{GROUPS}unknown"


def section(desk: Desk) -> Section | None:
    """Key figures beside the axis, sentences on it; a slot whose guard fails is left out."""
    found = [statement for rule in RULES if (statement := rule(desk)) is not None]
    if not found:
        return None
    approved = desk.view("approved-products") if desk.filled("approved-products") else None
    values: dict[str, object] = {**bases(desk), **world_share(desk)}
    if approved:
        values |= {"approved": approved.rows(), "first": (approved.lines[0]["approval"] or "")[:4]}
    if desk.has("trials"):
        values |= _shares(desk)
    return replace(
        desk.section("summary", KIND, values=values, finding=_finding(approved, values)),
        statements=tuple(found),
        callout=_so_what(desk, values),
        figures=tuple(_figures(desk, values)),
        extra={
            "status": _status(desk),
            "status_title": desk.words("summary.status", **values),
        }
        if desk.has("trials") and desk.view(SETTINGS).lines
        else {},
    )


SETTINGS = "trials-by-setting"


def _shares(desk: Desk) -> dict[str, object]:
    """The trials that are active and those of unknown status, and what part they are."""
    view = desk.view(SETTINGS)
    n, unknown = view.total.n("n"), view.count([k for k in view.keys(GROUPS) if k == UNKNOWN])
    return {
        "active": active(view),
        "active_share": Share(active(view), n),
        "unknown": unknown,
        "unknown_share": Share(unknown, n),
    }


def _figures(desk: Desk, values: dict[str, object]) -> list[KeyFigure]:
    """The figures of the cover that are not nought, each with its base."""
    held = [(key, n(desk)) for key, kind, n in FIGURES if desk.has(kind)]
    return [
        KeyFigure(
            desk.words("n", n=n),
            desk.words(f"summary.figure.{key}"),
            desk.phrase(f"summary.figure.{key}.note", **values)
            if key != "approved" or values.get("first")
            else "",
        )
        for key, n in held
        if n
    ]


def _finding(approved: View | None, values: dict[str, object]) -> str:
    """The words of the finding: with the approved products, the share, or neither."""
    if not comparable(values):
        return "summary.finding.bare"
    return "summary.finding" if approved else "summary.finding.plain"


def _so_what(desk: Desk, values: dict[str, object]) -> Callout | None:
    """Reading, why it matters, what to watch: from the numbers above, where there are any."""
    sets = crowded(desk)
    n = values.get("n", 0)
    filed = filed_counts(desk)
    known = {**values, **filed, **(sets or {})}
    rows = [
        row
        for row, is_known in (
            (1, isinstance(n, int) and n >= LEAST),
            (2, sets is not None),
            (3, bool(filed.get("filed"))),
        )
        if is_known
    ]
    if not rows:
        return None
    return Callout(
        rows=tuple(
            (
                desk.words(f"summary.sowhat.{row}.label"),
                Text(desk.words(f"summary.sowhat.{row}.text", **known)),
            )
            for row in rows
        ),
        foot=desk.words("summary.sowhat.foot"),
    )


def _status(desk: Desk) -> Grid:
    """Trials by status in three numbers that close: active is never one figure alone."""
    view = desk.view(SETTINGS)
    rows = [
        Row((Cell(view.column(key).label), counted(view.total.n(key)))) for key in view.keys(GROUPS)
    ]
    total = Row((Cell(desk.words("total")), counted(view.total.n("n"))), kind="total")
    heads = (Head("", 24), Head(desk.words("summary.status.head"), 16, "right"))
    return Grid(heads, (*rows, total), table=view.table.id, sortable=False)


def _approval(desk: Desk) -> Statement | None:
    if not desk.filled("approvals-timeline"):
        return None
    products, uses = desk.view("approved-products"), desk.view("approvals-timeline")
    firsts = [use for use in uses if use["nth"] == 1]
    latest = firsts[-1]
    earlier = {use["setting"] for use in uses if use["id"] != latest["id"]}
    is_first = latest["setting"] and latest["setting"] not in earlier
    return desk.statement(
        "summary.approval.first" if is_first else "summary.approval",
        refs=latest["date_refs"],
        mark="approved",
        n=products.rows(),
        uses=uses.rows(),
        latest=latest["label"],
        day=desk.day(latest["date"]),
        use=desk.words.joined([lower_first(label) for label in latest["indications"]]),
        setting=lower_first(latest["setting"] or ""),
    )


def _pipeline(desk: Desk) -> Statement | None:
    if not desk.has("programmes") or not desk.filled("by-phase"):
        return None
    view = desk.view("by-phase")
    far = far_lines(desk, view)
    n, reached = view.total.n("programmes"), view.count("firm", far)
    presumed = view.count(PRESUMED, far)
    late = next((term for term in rungs(desk) if (term.order or 0) >= second_phase(desk)), None)
    return desk.statement(
        "summary.pipeline",
        values=bases(desk),
        far=desk.words(
            "summary.pipeline.far" if n >= LEAST else "summary.pipeline.few",
            far=reached,
            share=Share(reached, n),
            rung=lower_first(late.label),
            presumed=desk.words("summary.pipeline.presumed", n=presumed) if presumed else "",
        )
        if late
        else "",
        setting=_first_setting(desk),
    )


def _first_setting(desk: Desk) -> str:
    """The setting that most programmes name first; nothing where several do."""
    view = desk.view("programmes-by-setting")
    ranked = sorted(view.stated, key=lambda line: -line.n("n"))
    first = leading(ranked, lambda line: line.n("n"), 1)
    if len(first) != 1 or len(ranked) < 2:
        return ""
    labels = {term.short or term.label: term.label for term in desk.terms("settings")}
    label = labels.get(first[0]["label"], first[0]["label"])
    return desk.words("summary.pipeline.setting", n=first[0].n("n"), setting=lower_first(label))


def _share(desk: Desk) -> Statement | None:
    values = world_share(desk)
    now, before = values["share"], values["share_before"]
    assert isinstance(now, Share)
    assert isinstance(before, Share)
    if not comparable(values):
        return None
    direction = "up" if now.value > before.value else "down" if now.value < before.value else "same"
    if str(now) == str(before) or not holds_without_doubt(desk):
        direction = "same"
    return desk.statement(
        "summary.share",
        grade="A",
        mark="up" if direction == "up" else "down" if direction == "down" else "",
        values={
            **values,
            "direction": desk.words(f"summary.share.{direction}"),
        },
    )


def _access(desk: Desk) -> Statement | None:
    """Prices and lists, with the page of every price and of the longest lists."""
    prices = list_prices(desk)
    if prices is None or not listing_schemes(desk):
        return None
    pages = [page for line in prices.lines for page in line["price_refs"][:1]]
    pages += [page for line in longest(desk) for page in line["refs"][:1]]
    return desk.statement(
        "summary.access",
        refs=pages,
        most=len(pages),
        values=price_values(desk, prices, "summary.access"),
        listing=listing(desk, "summary.access.listing"),
    )


def _deal(desk: Desk) -> Statement | None:
    if not desk.filled("deals"):
        return None
    deals = desk.view("deals")
    as_of = deals.table.as_of
    since = f"{int(as_of[:4]) - 1}{as_of[4:]}"
    recent = [line for line in deals if line["date"] >= since]
    sized = [line for line in recent if priced(line)]
    dated: list[Line] = [line for line in sized if first_day(line["date"]) == line["date"]]
    if not dated:
        return None
    newest = max(dated, key=lambda line: (line["date"], str(line.id)))
    return desk.statement(
        "summary.deal",
        refs=newest["refs"],
        n=deals.rows(recent),
        priced=deals.rows(sized),
        to=desk.day(as_of),
        parties=desk.words.joined(list(newest["parties"])),
        asset=newest["label"],
        day=desk.day(newest["date"]),
    )


RULES: tuple[Callable[[Desk], Statement | None], ...] = (
    _approval,
    _pipeline,
    _share,
    crowding,
    _access,
    _deal,
    filed_statement,
)

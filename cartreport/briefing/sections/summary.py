"""The executive summary: computed sentences in fixed slots, each with its base and evidence."""

from __future__ import annotations

from collections import Counter
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
from cartreport.briefing.sections.filed import filed_counts, filed_statement
from cartreport.briefing.sections.ladder import second_phase
from cartreport.briefing.sections.presumed import firm
from cartreport.briefing.sections.prices import (
    list_prices,
    listing,
    listing_schemes,
    longest,
    price_values,
)
from cartreport.briefing.sections.share import holds_without_doubt, world_share
from cartreport.briefing.sections.superlative import LEAST
from cartreport.briefing.words import lower_first, number, percent
from cartreport.sources.dates import first_day

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import View

KIND = "summary"


def section(desk: Desk) -> Section | None:
    """Key figures beside the axis, sentences on it; a slot whose guard fails is left out."""
    found = [statement for rule in RULES if (statement := rule(desk)) is not None]
    approved = desk.view("approved-products") if desk.filled("approved-products") else None
    trials = desk.focus_trials
    if not found:
        return None
    groups = Counter(trials["status_group"])
    values: dict[str, object] = {
        "approved": approved.rows() if approved else 0,
        "n": len(trials),
        "programmes": len(desk.landscape.programmes),
        "companies": int(desk.landscape.programmes["company"].dropna().nunique()),
        "named": int(desk.landscape.programmes["company"].notna().sum()),
        "active": groups["active"],
        "active_share": percent(groups["active"], len(trials)),
        "unknown_share": percent(groups["unknown"], len(trials)),
        "first": (approved.lines[0]["approval"] or "")[:4] if approved else "",
        **world_share(desk),
    }
    figures = tuple(
        KeyFigure(
            number(int(str(values[key]))),
            desk.words(f"summary.figure.{key}"),
            desk.words(f"summary.figure.{key}.note", **values),
        )
        for key in ("approved", "active", "programmes")
        if values[key]
    )
    return replace(
        desk.section("summary", KIND, values=values),
        finding=desk.phrase(_finding(approved, values), **values),
        statements=tuple(found),
        callout=_so_what(desk, values),
        figures=figures,
        extra={
            "status": _status(desk, groups),
            "status_title": desk.words("summary.status", **values),
        }
        if groups
        else {},
    )


def _finding(approved: View | None, values: dict[str, object]) -> str:
    """The words of the finding: with the approved products, the share, or neither."""
    if not values["world"]:
        return "summary.finding.bare"
    return "summary.finding" if approved else "summary.finding.plain"


def _so_what(desk: Desk, values: dict[str, object]) -> Callout | None:
    """Reading, why it matters, what to watch: from the numbers above, where there are any."""
    sets = desk.view("by-target").stated
    sizes: list[int] = [line.n("programmes") for line in sets]
    top = percent(sum(sizes[:3]), sum(sizes))
    known = {
        **values,
        "top_share": top,
        "solo": sizes.count(1),
        "sets": len(sets),
        **filed_counts(desk),
    }
    rows = [
        row
        for row, is_known in (
            (1, bool(values["n"])),
            (2, len(sets) > 3),
            (3, desk.landscape.has("products")),
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


def _status(desk: Desk, groups: Counter[str]) -> Grid:
    """Trials by status in three numbers that close: active is never one figure alone."""
    terms = desk.landscape.vocabulary["status-groups"]
    names = {term.id: term.label for term in terms} | {g: g for g in groups if g not in terms}
    rows = [Row((Cell(name), Cell(number(groups[group])))) for group, name in names.items()]
    total = Row((Cell(desk.words("total")), Cell(number(sum(groups.values())))), kind="total")
    heads = (Head("", 24), Head(desk.words("summary.status.head"), 16, "right"))
    return Grid(heads, (*rows, total), sortable=False)


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
    frame, phases = desk.landscape.programmes, desk.landscape.vocabulary["phases"]
    if not len(frame):
        return None
    two = second_phase(desk)
    far = sum((phases[phase].order or 0) >= two for phase in firm(frame)["phase"])
    reached = sum((phases[phase].order or 0) >= two for phase in frame["phase"])
    settings = Counter(setting for listed in frame["settings"] for setting in listed[:1])
    if not settings:
        return None
    top = max(settings, key=lambda key: (settings[key], key))
    return desk.statement(
        "summary.pipeline",
        n=len(frame),
        named=int(frame["company"].notna().sum()),
        companies=int(frame["company"].dropna().nunique()),
        far=far,
        presumed=desk.words("summary.pipeline.presumed", n=reached - far) if reached > far else "",
        share=percent(far, len(frame)),
        setting=lower_first(desk.landscape.label("settings", top)),
        setting_n=settings[top],
    )


def _share(desk: Desk) -> Statement | None:
    values = world_share(desk)
    if min(int(str(values["world"])), int(str(values["world_before"]))) < LEAST:
        return None
    now = int(str(values["here"])) / int(str(values["world"]))
    before = int(str(values["here_before"])) / int(str(values["world_before"]))
    direction = "up" if now > before else "down" if now < before else "same"
    if not holds_without_doubt(desk):
        direction = "same"
    return desk.statement(
        "summary.share",
        grade="A",
        mark="up" if direction == "up" else "down" if direction == "down" else "",
        values={**values, "direction": desk.words(f"summary.share.{direction}")},
    )


def _crowding(desk: Desk) -> Statement | None:
    sets = desk.view("by-target").stated
    sizes: list[int] = [line.n("programmes") for line in sets]
    known = sum(sizes)
    if len(sets) < 4 or known < 10:
        return None
    return desk.statement(
        "summary.crowding",
        top=desk.words.joined([line["label"] for line in sets[:3]]),
        n=sum(sizes[:3]),
        known=known,
        share=percent(sum(sizes[:3]), known),
        solo=sizes.count(1),
        sets=len(sets),
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
    deals = desk.landscape.deals
    since = str(int(desk.landscape.as_of[:4]) - 1) + desk.landscape.as_of[4:]
    recent = deals[deals["date"] >= since]
    priced = recent[recent["total"].notna() | recent["upfront"].notna()]
    dated = priced[[first_day(date) == date for date in priced["date"]]]
    if not len(dated):
        return None
    newest = max(dated.to_dict("records"), key=lambda row: (row["date"], row["id"]))
    return desk.statement(
        "summary.deal",
        refs=newest["refs"],
        n=len(recent),
        priced=len(priced),
        parties=desk.words.joined(list(newest["parties"])),
        asset=newest["asset"],
        day=desk.day(newest["date"]),
    )


RULES: tuple[Callable[[Desk], Statement | None], ...] = (
    _approval,
    _pipeline,
    _share,
    _crowding,
    _access,
    _deal,
    filed_statement,
)

"""The executive summary: computed sentences in fixed slots, each with its base and evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Grid, Head, Row, Section, Statement
from cartreport.briefing.grids import counted
from cartreport.briefing.guards import first, newest
from cartreport.briefing.numbers import Names, Share
from cartreport.briefing.sections.approved import approvals
from cartreport.briefing.sections.cover import bases
from cartreport.briefing.sections.crowding import crowding
from cartreport.briefing.sections.deals import amount, priced
from cartreport.briefing.sections.filed import filed_statement
from cartreport.briefing.sections.ladder import far_lines, late_rung, rungs
from cartreport.briefing.sections.news import chosen, news_of, news_statements
from cartreport.briefing.sections.presumed import PRESUMED
from cartreport.briefing.sections.prices import (
    list_prices,
    listing,
    listing_schemes,
    longest,
    price_values,
)
from cartreport.briefing.sections.profile import FIGURES
from cartreport.briefing.sections.settings import active
from cartreport.briefing.sections.share import holds_without_doubt, world_share
from cartreport.briefing.since import key_figure
from cartreport.briefing.words import lower_first
from cartreport.sources.dates import first_day, last_day

if TYPE_CHECKING:
    from cartreport.briefing.briefing import KeyFigure
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line

KIND = "summary"
GROUPS = "status-group:"


def section(desk: Desk) -> Section | None:
    """Key figures beside the axis, sentences on it; a slot whose guard fails is left out."""
    standing = [statement for rule in RULES if (statement := rule(desk)) is not None]
    if not standing:
        return None
    found = chosen(desk, news_statements(desk), standing)
    values: dict[str, object] = {**bases(desk), **world_share(desk)}
    if desk.filled("approved-products"):
        values |= {"approved": desk.view("approved-products").rows(), **_first_approval(desk)}
    if desk.has("trials"):
        view = desk.view(SETTINGS)
        values["active_share"] = Share(active(view), view.total.n("n"))
    return replace(
        desk.section("summary", KIND, values=values),
        statements=tuple(found),
        callout=desk.callout("summary.sowhat", ("alone",), {**values, **crowding(desk)}),
        figures=tuple(_figures(desk, values)),
        extra={"status": _status(desk), "status_title": desk.words("summary.status", **values)}
        if desk.has("trials") and desk.view(SETTINGS).lines
        else {},
    )


def _first_approval(desk: Desk) -> dict[str, object]:
    """The year of the first approval, and how many products have none that is verified."""
    products = desk.view("approved-products")
    first = (products.lines[0]["approval"] or "")[:4]
    blank = products.rows(product for product in products if not product["approval"])
    told = desk.clause("summary.figure.blank", n=blank)
    return {
        "span_first": desk.clause("summary.figure.first", first=first),
        "blank": desk.words.semicolon(("", told)) if first and told else told,
    }


SETTINGS = "trials-by-setting"


def _figures(desk: Desk, values: dict[str, object]) -> list[KeyFigure]:
    """The figures of the cover that are not nought, each with its base."""
    held = [(key, n(desk)) for key, kind, n in FIGURES if desk.has(kind)]
    return [
        key_figure(
            desk,
            n,
            desk.words(f"summary.figure.{key}", n=n),
            desk.say(f"summary.figure.{key}.note", values),
        )
        for key, n in held
        if n
    ]


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
    values, uses = approvals(desk), desk.view("approvals-timeline")
    firsts = [use for use in uses if use["nth"] == 1]
    latest = newest(firsts, lambda use: use["date"])
    if not latest:
        return desk.statement("summary.approval", values, mark="approved")
    one = latest[0]
    earlier = {use["setting"] for use in uses if use["id"] != one["id"]}
    values |= {
        "day": desk.day(one["date"]),
        "use": desk.words.joined([lower_first(label) for label in one["indications"]]),
        "setting": "" if one["setting"] in earlier else lower_first(one["setting"] or ""),
    }
    return desk.statement("summary.approval", values, refs=one["date_refs"], mark="approved")


def _pipeline(desk: Desk) -> Statement | None:
    if not desk.has("programmes") or not desk.filled("by-phase"):
        return None
    view = desk.view("by-phase")
    far, ladder = far_lines(desk, view), {term.id for term in rungs(desk)}
    reached = view.count("firm", far)
    ranked = view.count("programmes", [line for line in view if line.id in ladder])
    values: dict[str, object] = {
        "far": reached,
        "ranked": ranked,
        "share": Share(reached, ranked),
        "rung": late_rung(desk),
        "presumed": desk.clause("summary.pipeline.presumed", n=view.count(PRESUMED, far)),
    }
    return desk.statement(
        "summary.pipeline",
        {
            **bases(desk),
            "reached": desk.say("summary.pipeline.far", values),
            "first_setting": desk.say("summary.pipeline.setting", _first_setting(desk)),
        },
    )


def _first_setting(desk: Desk) -> dict[str, object]:
    """The setting that most programmes name first, or those that tie for it."""
    view = desk.view("programmes-by-setting")
    firsts = first(view.stated, "n")
    labels = {term.short or term.label: term.label for term in desk.terms("settings")}
    return {
        "setting": Names(lower_first(labels.get(x["label"], x["label"])) for x in firsts),
        "setting_n": firsts[0].n("n") if firsts else None,
        "settings": view.rows(view.stated),
    }


def _share(desk: Desk) -> Statement | None:
    values = world_share(desk)
    now, before = values["share"], values["share_before"]
    assert isinstance(now, Share)
    assert isinstance(before, Share)
    direction = "up" if now.value > before.value else "down"
    if str(now) == str(before) or not holds_without_doubt(desk):
        direction = "same"
    told = {**values, "direction": desk.words(f"summary.share.{direction}")}
    return desk.statement("summary.share", told, grade="A")


def _crowding(desk: Desk) -> Statement | None:
    return desk.statement("summary.crowding", crowding(desk))


def _access(desk: Desk) -> Statement | None:
    """Prices and lists, with the page of every price and of the longest lists."""
    if not desk.filled("access"):
        return None
    prices, lists = list_prices(desk), listing_schemes(desk)
    if not (prices or lists):
        return None
    values = price_values(desk, prices, "summary.access")
    priced = [*prices.lines, *prices.others] if prices else []
    pages = [page for line in priced for page in line["price_refs"][:1]]
    pages += [page for line in longest(desk) for page in line["refs"][:1]]
    values |= {
        "prices": desk.say("summary.access.prices", values),
        "listing": listing(desk, "summary.access.listing") if lists else "",
    }
    return desk.statement("summary.access", values, refs=pages, most=len(pages))


def _deal(desk: Desk) -> Statement | None:
    if not desk.filled("deals"):
        return None
    deals = desk.view("deals")
    as_of = last_day(deals.table.as_of)
    since = f"{int(as_of[:4]) - 1}{as_of[4:]}"
    within = [line for line in deals if first_day(line["date"]) <= as_of]
    recent = [line for line in within if last_day(line["date"]) > since]
    rough = [line for line in recent if first_day(line["date"]) <= since]
    sized = [line for line in recent if priced(line)]
    dated: list[Line] = [line for line in sized if first_day(line["date"]) == line["date"]]
    last = newest(dated, lambda line: str(line["date"]))
    if {line.id for line in last} <= news_of(desk, "deals"):
        last = []
    names = (
        desk.words(
            "summary.deal.name",
            parties=desk.words.comma(x["parties"]),
            asset=x["label"],
            size=desk.clause("summary.deal.size", amount=amount(desk, x)),
        )
        for x in last
    )
    values: dict[str, object] = {
        "n": deals.rows(recent),
        "priced": deals.rows(sized),
        "rough": desk.clause("summary.deal.rough", n=deals.rows(rough)),
        "to": desk.day(deals.table.as_of),
        "newest": Names(names),
    }
    if not last:
        return desk.statement("summary.deal", values)
    values |= {"newest_deal": values["newest"], "day": desk.day(last[0]["date"])}
    return desk.statement("summary.deal", values, refs=last[0]["refs"])


RULES: tuple[Callable[[Desk], Statement | None], ...] = (
    _approval,
    _pipeline,
    _share,
    _crowding,
    _access,
    _deal,
    filed_statement,
)

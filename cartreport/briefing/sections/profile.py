"""What a briefing is about, a company or a target: its figures, its pipeline, its trials."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Text
from cartreport.briefing.declared import exhibit
from cartreport.briefing.guards import first, newest
from cartreport.briefing.numbers import Names, Number
from cartreport.briefing.sections.ladder import far_lines, late_rung
from cartreport.briefing.sections.settings import active
from cartreport.briefing.since import key_figure
from cartreport.briefing.words import lower_first
from cartreport.landscape.narrowed import FOCUS
from cartreport.sources.section_plan import ExhibitPlan

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Exhibit, KeyFigure, Section, Statement
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line, View

KIND = "summary"
SETTINGS, PHASES = "trials-by-setting", "trials-by-phase"
FIGURES: tuple[tuple[str, str, Callable[[Desk], Number]], ...] = (
    ("approved", "products", lambda desk: desk.view("approved-products").rows()),
    ("active", "trials", lambda desk: active(desk.view(SETTINGS))),
    ("programmes", "programmes", lambda desk: desk.view("programmes-by-setting").total.n("n")),
)
"""What is counted of it: the words of each, the kind of its source, itself."""
WHOSE = {"products": "approved-products", "trials": SETTINGS, "programmes": "programmes-by-setting"}
"""Kind of source → a table of what it holds: a kind that has no such axis is not of this one."""
LEADS = "company"
"""A briefing about one counts the trials that it leads: its programmes list others too."""
OTHERS = {"company": "by-each-target", "target": "by-company"}
"""What the briefing is about → the table that says with whom, or at what."""


def section(desk: Desk) -> Section | None:
    """Figures, sentences and three exhibits; ``None`` where the briefing is about no one."""
    if desk.about is None:
        return None
    values, lead = told(desk), f"profile.lead.{desk.about_axis}"
    statements = filter(None, (rule(desk, values) for rule in RULES))
    made = desk.section("profile", KIND)
    return replace(
        made,
        finding=title(desk, values),
        lead=desk.said(desk.words(lead if desk.words.has(lead) else "profile.lead", **values)),
        figures=tuple(figures(desk, values)),
        statements=tuple(statements),
        exhibits=tuple(_exhibits(desk, values)),
    )


def told(desk: Desk) -> dict[str, object]:
    """What is counted of it, each beside the same of all that the landscape holds."""
    values: dict[str, object] = {"focus": desk.about_label, "axis": desk.about_head}
    for key, kind, n in FIGURES:
        if _holds(desk, kind):
            values |= {key: n(desk), f"all_{key}": n(desk.unfocused)}
    if _holds(desk, "trials"):
        view = desk.view(SETTINGS)
        own, every = view.total.n("n"), desk.unfocused.view(SETTINGS).total.n("n")
        values |= {"n": own, "all_n": every, "led": own if desk.about_axis == LEADS else None}
        groups = {key.partition(":")[2]: view.total.n(key) for key in view.keys("status-group:")}
        values |= {"groups": desk.words.joined(list(_groups(desk, groups)))}
    return values


def _holds(desk: Desk, kind: str) -> bool:
    """Whether a source has the kind, and what the briefing is about sifts its records."""
    return desk.has(kind) and desk.fits(WHOSE[kind])


def _groups(desk: Desk, groups: dict[str, Number]) -> Iterator[str]:
    for role, n in groups.items():
        label = desk.view(SETTINGS).column(f"status-group:{role}").label
        if n:
            yield desk.words("profile.trials.group", n=n, group=lower_first(label))


def title(desk: Desk, values: dict[str, object]) -> str:
    """It and what there is of it, noughts left out; of a company the trials that it leads."""
    held = {**values, "n": None} if values.get("led") else values
    none = f"profile.none.{desk.about_axis}"
    none = none if desk.words.has(none) else "profile.none"
    return desk.listed("profile.told", held) or desk.words(none, **values)


def figures(desk: Desk, values: dict[str, object]) -> Iterator[KeyFigure]:
    """The figures that are not nought, each beside all of the landscape's."""
    for key, kind, n in FIGURES:
        if _holds(desk, kind) and (here := n(desk)):
            note = desk.words("profile.figure.of", all=values[f"all_{key}"])
            yield key_figure(desk, here, desk.words(f"cover.{key}", n=here), note)


def dek(desk: Desk) -> Text:
    """The sentence of the cover."""
    return desk.said(title(desk, told(desk)))


def _approved(desk: Desk, values: dict[str, object]) -> Statement | None:
    if not values.get("approved"):
        return None
    lines, uses = desk.view("approved-products").lines, desk.view("approvals-timeline")
    names = (_approved_one(desk, line, _indications(line, uses)) for line in lines)
    held = {**values, "names": desk.words.joined(list(names))}
    pages = [ref for line in lines for ref in line["refs"][:1]]
    return desk.statement("profile.approved", held, refs=pages, mark="approved")


def _approved_one(desk: Desk, product: Line, uses: list[str]) -> str:
    """A product with its uses and the day of the first approval, which is not that of them all."""
    day = product["approval"]
    key = "profile.approved.several" if day and len(uses) > 1 else "profile.approved.one"
    told = desk.day(day) if day else desk.words("nd")
    return desk.words(key, name=product["label"], uses=desk.words.joined(uses), day=told)


def _indications(product: Line, uses: View) -> list[str]:
    """What a product is approved for, within a sentence, each once."""
    held = (label for use in uses if use["id"] == product.id for label in use["indications"])
    return list(dict.fromkeys(map(lower_first, held)))


def _pipeline(desk: Desk, values: dict[str, object]) -> Statement | None:
    if not values.get("programmes"):
        return None
    view = desk.view("by-phase")
    far = {"far": view.count("firm", far_lines(desk, view)), "rung": late_rung(desk)}
    reached = desk.say("profile.pipeline.far", far)
    return desk.statement("profile.pipeline", {**values, "reached": reached})


def _others(desk: Desk, values: dict[str, object]) -> Statement | None:
    """At which targets most programmes of a company are, or of whom most of a target."""
    name = OTHERS.get(desk.about_axis, "")
    if not name or not values.get("programmes"):
        return None
    view = desk.view(name)
    lines = [line for line in view.stated if line.id != desk.about_place]
    most = first(lines, "programmes")
    unstated = view.count("programmes", [line for line in view if not line.stated])
    held = {
        **values,
        "unstated": unstated,
        "apart": desk.clause("profile.unstated", n=unstated),
        "others": view.rows(lines),
        "most": Names(str(line["label"]) for line in most),
        "most_n": most[0].n("programmes") if most else None,
    }
    return desk.statement(f"profile.{desk.about_axis}", held)


def _trials(desk: Desk, values: dict[str, object]) -> Statement | None:
    return desk.statement("profile.trials", values) if values.get("n") else None


def _deals(desk: Desk, values: dict[str, object]) -> Statement | None:
    if not desk.has("deals") or not desk.fits("deals"):
        return None
    view = desk.view("deals")
    last = newest(view.lines, lambda line: str(line["date"]))
    held = {
        **values,
        "deals": view.rows(),
        "newest": Names(str(line["label"]) for line in last),
        "day": desk.day(last[0]["date"]) if last else "",
    }
    return desk.statement("profile.deals", held, refs=last[0]["refs"] if last else ())


RULES: tuple[Callable[[Desk, dict[str, object]], Statement | None], ...] = (
    _approved,
    _pipeline,
    _others,
    _trials,
    _deals,
)


def _exhibits(desk: Desk, values: dict[str, object]) -> Iterator[Exhibit]:
    """Trials by phase and setting, then programmes by what the briefing is not about."""
    if values.get("n"):
        yield _exhibit(desk, "phases", values, PHASES, CROSSED)
    other = OTHERS.get(desk.about_axis, "")
    if other and values.get("programmes") and desk.view(other).stated:
        yield _exhibit(desk, desk.about_axis, values, other, BARS)


CROSSED = {"as": "stack", "count": "place:focus", "across": "setting"}
BARS = {"as": "bars", "count": "programmes", "top": 12}
"""How the exhibits are drawn: the twelve widest by themselves."""


def _exhibit(
    desk: Desk, name: str, values: dict[str, object], table: str, told: Mapping[str, object]
) -> Exhibit:
    plan = ExhibitPlan.model_validate({"title": name, "table": f"{table}{FOCUS}", **told})
    made = exhibit(desk, plan, name)
    return replace(
        made,
        title=desk.words(f"profile.{name}.title", **values),
        foot=replace(made.foot, method=Text(desk.words(f"profile.{name}.method", **values))),
    )

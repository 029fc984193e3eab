"""The pipelines of the companies with most programmes: a lane a programme, on the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Exhibit, Figure
from cartreport.briefing.figures import swimlane
from cartreport.briefing.guards import leading
from cartreport.briefing.numbers import Bound, Names, Number
from cartreport.briefing.scene import FULL
from cartreport.briefing.sections.ladder import rungs, stage_columns
from cartreport.briefing.sections.programmes import apart, linked
from cartreport.briefing.view import programmes
from cartreport.briefing.words import lower_first
from cartreport.landscape.cross import NONE

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line
    from cartreport.sources.vocabulary import Term

COMPANIES = 3
"""So many companies are drawn, those with most programmes; none where a tie of more leads."""
ACTIVE = "status:active"
LANES = 16
"""So many programmes of a company are drawn, from the top of the ladder, rung by rung."""


def pipeline_exhibits(desk: Desk) -> list[Exhibit]:
    """A pipeline each of the companies with most programmes, with the rule that chose them."""
    ladder = _used(desk)
    companies = leading(desk.view("by-company").stated, programmes, COMPANIES)
    if not ladder:
        return []
    drawn = [_pipeline(desk, company, ladder) for company in companies]
    return [_exhibit(desk, one, ladder, drawn) for one in drawn]


def _used(desk: Desk) -> list[Term]:
    """The rungs of the ladder on which a programme stands."""
    held = {line["phase"] for line in desk.view("programmes")}
    return [term for term in rungs(desk) if term.label in held]


@dataclass(frozen=True)
class _Pipeline:
    """A company's programmes: those that are drawn, the others, and the lanes."""

    company: Line
    ids: frozenset[str]
    left: list[Line]
    lanes: tuple[swimlane.Lane, ...]


def _pipeline(desk: Desk, company: Line, ladder: list[Term]) -> _Pipeline:
    view, every = company.view, desk.view("programmes")
    ids = view.units("programmes", [company])
    own = [line for line in every if line.id in ids]
    labels = [term.label for term in ladder]

    def reach(line: Line) -> int:
        return labels.index(line["phase"]) + 1 if line["phase"] in labels else 0

    shown = leading(own, reach, LANES) or own
    left = [line for line in own if line not in shown]
    on_market = view.units(stage_columns(desk, view, ["approved"]), [company])
    active = view.units([key for key in view.keys("status:") if key == ACTIVE], [company])
    lanes = (_lane(desk, line, reach(line), on_market, active) for line in shown)
    return _Pipeline(company, frozenset(ids), left, tuple(lanes))


def _exhibit(
    desk: Desk, pipeline: _Pipeline, ladder: list[Term], beside: Sequence[_Pipeline]
) -> Exhibit:
    """One company's; ``beside`` are all that are drawn, with which its lanes are aligned."""
    company, left, every = pipeline.company, pipeline.left, desk.view("programmes")
    values: dict[str, object] = {
        "in_setting": _in_setting(desk, company),
        "stages": _stages(desk, company),
        "company": company["label"],
        "size": company.n("programmes"),
        "targets": company.n("sets"),
        "unstated": desk.clause("companies.pipeline.unstated", n=_unstated(desk, pipeline)),
        "seat": _seat(desk, company),
        "companies": Bound(COMPANIES),
        "least": beside[-1].company.n("programmes"),
        "apart": apart(desk, [line for line in every if line.id in pipeline.ids]),
        "hidden": desk.clause("companies.pipeline.hidden", n=every.rows(left)),
    }
    others = tuple(lane for other in beside for lane in other.lanes)
    return desk.exhibit(
        "companies.pipeline",
        "programmes",
        values=values,
        figure=_figure(desk, str(company.id), ladder, (pipeline.lanes, others), values),
    )


def _unstated(desk: Desk, pipeline: _Pipeline) -> Number:
    """How many of its programmes state no target: they are on no set."""
    every = desk.view("programmes")
    return every.rows(line for line in every if line.id in pipeline.ids and not line["target"])


def _seat(desk: Desk, company: Line) -> str:
    known = desk.view("companies").get(company.id)
    city = known["city"] if known else None
    return desk.words("companies.pipeline.seat", city=city) if city else ""


def _stages(desk: Desk, company: Line) -> str:
    """How many of a company's programmes are approved, those of a presumed phase apart."""
    every = desk.view("programmes")
    on_market = company.view.units(stage_columns(desk, company.view, ["approved"]), [company])
    lines = [line for line in every if line.id in on_market]
    firm = every.rows(line for line in lines if not line["presumed"])
    presumed = every.rows(line for line in lines if line["presumed"])
    return desk.listed("companies.pipeline.stages", {"approved": firm, "presumed": presumed})


def _in_setting(desk: Desk, company: Line) -> str:
    """The setting that most of a company's programmes name first; of a tie, all of them."""
    view = company.view
    keys = [key for key in view.keys("first:") if key != f"first:{NONE}" and company.n(key)]
    most = [key for key in keys if company.n(key) == max(company.n(k) for k in keys)]
    labels = {f"first:{term.id}": lower_first(term.label) for term in desk.terms("settings")}
    lead = Names(labels.get(key, key) for key in most)
    number = company.n(most[0]) if most else None
    return desk.clause("companies.pipeline.in_setting", lead_n=number, lead=lead)


def _lane(
    desk: Desk, line: Line, reach: int, approved: set[str], active: set[str]
) -> swimlane.Lane:
    facets = line.view.keys("facet:")[:1]
    hues = {desk.short("settings", label): hue for _, label, hue in desk.settings}
    first = line["settings"][0] if line["settings"] else None
    counted = line.view.keys("trials_focus")
    return swimlane.Lane(
        name=line["label"] + (" ?" if line["presumed"] else ""),
        details=(
            line["target"] or desk.words("none"),
            *(desk.short(facet.removeprefix("facet:"), line[facet]) for facet in facets),
        ),
        reach=reach,
        label=desk.short("indications", line["indication"]) if line["indication"] else "",
        hue=hues.get(str(first), "hue-d"),
        count=linked(desk, line) if counted else "",
        approved=line.id in approved,
        hollow=line.id not in active,
    )


def _figure(
    desk: Desk,
    company: str,
    ladder: Sequence[Term],
    lanes: tuple[tuple[swimlane.Lane, ...], tuple[swimlane.Lane, ...]],
    values: dict[str, object],
) -> Figure:
    head = desk.view("programmes").keys("trials_focus")
    scene = swimlane.draw(
        swimlane.Swimlane(
            tuple(term.short or term.label for term in ladder),
            lanes[0],
            count_head=desk.view("programmes").column(head[0]).label if head else "",
            beside=lanes[1],
        ),
        desk.measure,
        FULL,
    )
    return Figure(f"pipeline-{company}", scene, desk.words("companies.pipeline.alt", **values))

"""Every figure at its real size: nothing clipped, nothing on top of another, sums that show."""

from __future__ import annotations

import random

import pytest

from cartreport.briefing.figures import (
    dot_strip,
    flow,
    heat,
    rungs,
    stacked_bars,
    swimlane,
    timeline,
    unit_marks,
    years,
)
from cartreport.briefing.figures.scale import spread, ticks
from cartreport.briefing.fit import faults
from cartreport.briefing.measure import Measure
from cartreport.briefing.scene import BESIDE, FULL, Dot, Line, Rect, Scene, Shape, Squares, Words
from cartreport.briefing.sections import cover
from cartreport.render.faces import CUTS

HUES = ("hue-a", "hue-b", "hue-c", "hue-d")
SETTINGS = ("Blood cancers", "Solid", "Autoimmune", "Unclear")
LONG = "Universal donor-derived dual-target STAR-T cell product"


def texts(scene: Scene) -> list[str]:
    return [item.text for item in scene.items if isinstance(item, Words)]


def marks(total: int, first: int, last: int) -> unit_marks.UnitMarks:
    """``total`` records over the years, more of them late, as in the registry."""
    chance = random.Random(total)
    quarters = [(y, q) for y in range(first, last + 1) for q in (1, 2, 3, 4)]
    counts = {quarter: [0, 0, 0, 0] for quarter in quarters}
    undated = [0, 0, 0, 0]
    for _ in range(total):
        kind = chance.choices(range(4), (60, 26, 13, 1))[0]
        if chance.random() < 0.1:
            undated[kind] += 1
        else:
            quarter = quarters[int(chance.random() ** 0.5 * len(quarters))]
            counts[quarter][kind] += 1
    columns = tuple(unit_marks.Column(y, q, tuple(c)) for (y, q), c in counts.items() if sum(c))
    sizes = map(sum, zip(undated, *counts.values(), strict=True))
    return unit_marks.UnitMarks(
        f"{total:,} trials, one mark each",
        "by quarter of the stated start date",
        tuple(unit_marks.Kind(*kind) for kind in zip(SETTINGS, HUES, sizes, strict=True)),
        columns,
        tuple(undated),
        "no date",
    )


def bar(label: str, values: tuple[int, ...]) -> stacked_bars.BarRow:
    segments = zip(SETTINGS, values, HUES, strict=True)
    return stacked_bars.BarRow(label, tuple(stacked_bars.Segment(*s) for s in segments))


BARS = stacked_bars.StackedBars(
    (
        bar("Early 1", (160, 72, 86, 3)),
        bar("1", (301, 163, 64, 1)),
        bar("1/2", (198, 104, 17, 6)),
        bar("2", (92, 2, 1, 1)),
        bar("2/3 and 3", (10, 2, 1, 0)),
        bar("4", (3, 0, 0, 0)),
        bar("None stated", (90, 29, 29, 3)),
    )
)
STARTS = (
    ("2015", 5, 11, 3),
    ("2016", 11, 17, 2),
    ("2017", 53, 36, 12),
    ("2018", 71, 36, 9),
    ("2019", 89, 48, 14),
    ("2020", 89, 60, 21),
    ("2021", 114, 57, 32),
    ("2022", 126, 60, 26),
    ("2023", 127, 76, 31),
    ("2024", 178, 96, 58),
    ("2025", 249, 72, 60),
    ("2026", 176, 77, 71),
)
YEARS = years.Years(
    tuple(
        years.Year(y, (a, b, c), 100 * a / (a + b + c), "to 22 Aug" if y == "2026" else "")
        for y, a, b, c in STARTS
    ),
    (
        years.Series("China", "neu-1"),
        years.Series("US, not China", "neu-2"),
        years.Series("Rest", "neu-3"),
    ),
    "Trials by start year",
    "China share of trials, %",
)
GROUPS = {
    "Blood": ("B-cell lymphoma", "B-cell leukaemia", "Plasma-cell disorders", "Myeloid", "T-cell"),
    "Solid": (
        "Gastrointestinal",
        "Thoracic",
        "Gynaecological",
        "Central nervous",
        "Urinary",
        "Breast",
    ),
    "Immune": ("Rheumatology", "Neurology, immune", "Nephrology, immune", "Immune cytopenia"),
}


def matrix(rows: int) -> heat.Heat:
    chance = random.Random(rows)
    columns = tuple(heat.HeatColumn(label, g) for g, labels in GROUPS.items() for label in labels)

    def cell() -> heat.HeatCell:
        if chance.random() < 0.5:
            return heat.HeatCell(quiet=chance.random() < 0.1)
        count = int(chance.random() ** 6 * 180) + 1
        step = sum(count >= limit for limit in (1, 3, 8, 20, 50))
        small = chance.choice(("E", "1", "1/2", "2", "3"))
        return heat.HeatCell(count, step, small, count > 50)

    return heat.Heat(
        columns,
        tuple(
            heat.HeatRow(f"BCMA/GPRC5D {i}", tuple(cell() for _ in columns), 138, apart=i == 12)
            for i in range(rows)
        ),
        (120,) * len(columns),
        "All targets",
        "All active",
        728,
    )


PHASES = heat.Heat(
    tuple(
        heat.HeatColumn(p, "By phase") for p in ("Early 1", "1", "1/2", "2", "2/3, 3", "4", "None")
    ),
    (heat.HeatRow("CD19", tuple(heat.HeatCell(n, 3) for n in (55, 126, 70, 34, 4, 1, 46)), 336),),
    total_head="Trials",
)


def lane(name: str, *milestones: tuple[str, str, str]) -> timeline.TimelineLane:
    return timeline.TimelineLane(
        name,
        tuple(timeline.Milestone(w, d, label, "hue-a") for w, d, label in milestones),
        "JW Therapeutics",
    )


APPROVALS = timeline.Timeline(
    (
        lane(
            "axi-cel",
            ("2021-06-22", "22 Jun 2021", "LBCL, third line"),
            ("2023-06", "Jun 2023", "LBCL, second line"),
        ),
        lane(
            "relma-cel",
            ("2021-09", "Sep 2021", "LBCL"),
            ("2022-10", "Oct 2022", "FL"),
            ("2024-08", "Aug 2024", "MCL"),
        ),
        lane("renikeolunsai", ("2025-07", "Jul 2025", "LBCL")),
        lane("puzol-cel", ("2025-11", "Nov 2025", "B-ALL, young")),
        lane(
            "satri-cel",
            ("2026-06-22", "22 Jun 2026", "gastric or gastro-oesophageal junction adenocarcinoma"),
        ),
        lane(
            "crowded",
            ("2025", "2025", "first use"),
            ("2025-03", "Mar 2025", "second use"),
            ("2025-06", "Jun 2025", "third use of the product"),
            ("2026-01-05", "5 Jan 2026", "fourth use, the last one"),
        ),
    ),
    "2026-08-22",
)
RUNGS = ("Early 1", "1", "1/2", "2", "3", "NDA", "Appr.")
LANES = swimlane.Swimlane(
    RUNGS,
    (
        swimlane.Lane("zevor-cel", ("BCMA", "auto"), 7, "Myeloma", "hue-a", "2", approved=True),
        swimlane.Lane("CT048", ("CLDN18.2", "auto"), 2, "Gastric, GEJ", "hue-b", "1", hollow=True),
        swimlane.Lane("CT0596", ("BCMA", "allo"), 3, "Myeloma", "hue-a", "4"),
        swimlane.Lane("CT071", ("GPRC5D", "auto"), 1, "Myeloma", "hue-a", "3"),
        swimlane.Lane(LONG, ("BCMA/CD19/GPRC5D", "in vivo"), 0, LONG, "hue-c", "1,234"),
        swimlane.Lane(
            "瑞基奥仑赛", ("CD19", "auto"), 7, LONG, "hue-a", "21", approved=True, lang="zh"
        ),
    ),
    "Trials",
)
FLOWS = flow.Flows(
    724,
    "22 July",
    (
        flow.Flow("newly listed", 16),
        flow.Flow("back from unknown", 1),
        flow.Flow("aged to unknown", -8),
        flow.Flow("paused or completed", -3),
        flow.Flow("left scope", -2),
    ),
    728,
    "22 August",
)
LADDER = rungs.Rungs(
    (
        rungs.Rung("Approved", 9, "", "2021 to 2026"),
        rungs.Rung("List price known", 5, "of 9", "0.999–1.29 m CNY"),
        rungs.Rung("Commercial list", 5, "of 9", "since 1 Jan 2026"),
        rungs.Rung("City insurance found", 3, "of 9", "reported plans only"),
        rungs.Rung("Basic list", 0, "of 9", "never, to end 2025"),
    ),
    9,
)
STRIP = dot_strip.Strip(0.95, 1.45, (1.0, 1.2, 1.4), 1.17)
DOTS = (
    dot_strip.StripDot(1.2, "1.20"),
    dot_strip.StripDot(1.44, "1.44 ?", doubtful=True),
    dot_strip.StripDot(0.95, "0.950"),
    dot_strip.StripDot(None, unknown="n.d."),
)


def scenes(measure: Measure) -> dict[str, Scene]:
    """All figures with inputs of real size, and the sizes they must stand."""
    drawn = {
        f"marks {n}": unit_marks.draw(marks(n, first, 2026), measure)
        for n, first in ((300, 2018), (1438, 2015), (2587, 2009), (6000, 2009), (3, 2026))
    }
    drawn |= {
        f"marks {n} on a phone": unit_marks.draw(marks(n, first, 2026), measure, *cover.PHONE)
        for n, first in ((1438, 2013), (6000, 2009), (3, 2026))
    }
    drawn |= {
        "bars": stacked_bars.draw(BARS, measure),
        "years": years.draw(YEARS, measure),
        "heat": heat.draw(matrix(20), measure),
        "heat beside": heat.draw(PHASES, measure, BESIDE),
        "timeline": timeline.draw(APPROVALS, measure),
        "timeline beside": timeline.draw(APPROVALS, measure, BESIDE),
        "swimlane": swimlane.draw(LANES, measure),
        "swimlane full": swimlane.draw(LANES, measure, FULL),
        "flow": flow.draw(FLOWS, measure),
        "flow beside": flow.draw(FLOWS, measure, BESIDE),
        "rungs": rungs.draw(LADDER, measure),
        "strip head": dot_strip.head(STRIP, measure),
    }
    return drawn | {f"strip {i}": dot_strip.draw(STRIP, d, measure) for i, d in enumerate(DOTS)}


def test_every_figure_can_be_read(measure: Measure) -> None:
    """No text reaches out of its drawing, lies on another, or is under 6.5 points."""
    found = {name: list(faults(scene, measure)) for name, scene in scenes(measure).items()}
    assert {name: problems for name, problems in found.items() if problems} == {}


def test_every_text_has_a_weight_of_the_page(measure: Measure) -> None:
    """What has another would be set in the nearest, and be wider or narrower than it is measured."""
    drawn = scenes(measure).values()
    weights = {item.weight for scene in drawn for item in scene.items if isinstance(item, Words)}
    assert weights | {weight for _, weight, _ in measure._advances} <= set(CUTS[""])


def test_every_mark_lies_inside(measure: Measure) -> None:
    """Bars, dots, squares and diamonds keep within the ground too."""
    for name, scene in scenes(measure).items():
        for item in scene.items:
            match item:
                case Rect():
                    box = (item.x, item.y, item.x + item.width, item.y + item.height)
                case Dot():
                    box = (item.x - item.r, item.y - item.r, item.x + item.r, item.y + item.r)
                case Shape():
                    xs, ys = zip(*item.points, strict=True)
                    box = (min(xs), min(ys), max(xs), max(ys))
                case Squares():
                    xs, ys = zip(*item.points, strict=True)
                    box = (min(xs), min(ys), max(xs) + item.size, max(ys) + item.size)
                case _:
                    continue
            assert min(box) >= -0.1, (name, item)
            assert box[2] <= scene.width + 0.1, (name, item)
            assert box[3] <= scene.height + 0.1, (name, item)


def test_drawing_twice_gives_the_same(measure: Measure) -> None:
    """A scene depends on nothing but its input."""
    assert scenes(measure) == scenes(measure)


@pytest.mark.parametrize("total", (300, 1438, 6000))
def test_one_mark_is_one_record(measure: Measure, total: int) -> None:
    """The picture has as many marks as there are records, none on top of another."""
    scene = unit_marks.draw(marks(total, 2015, 2026), measure)
    points = [p for item in scene.items if isinstance(item, Squares) for p in item.points]
    assert len(points) == total
    assert len({(round(x, 2), round(y, 2)) for x, y in points}) == total


def test_bars_print_their_totals_and_scale_from_zero(measure: Measure) -> None:
    """A row's total is the sum of its parts, and lengths keep the proportion of the counts."""
    scene = stacked_bars.draw(BARS, measure)
    assert {"321", "529", "325", "96", "13", "3", "151"} <= set(texts(scene))
    by_title = {i.title: i for i in scene.items if isinstance(i, Rect)}
    one, two = by_title["1 · Blood cancers: 301"], by_title["2 · Blood cancers: 92"]
    gap = stacked_bars.GAP
    assert (one.width + gap) / (two.width + gap) == pytest.approx(301 / 92)


def test_a_series_name_stands_over_its_own_colour(measure: Measure) -> None:
    """Where it does not, its swatch goes before it: no name lies over a colour that is not its.

    The first bar of the first two has none or a sliver of the second series, which is named.
    """
    for values in ((415, 4, 140, 0), (0, 9, 0, 0), (400, 300, 300, 2), (3, 0, 0, 0)):
        drawn = stacked_bars.draw(stacked_bars.StackedBars((bar("CD19", values),)), measure)
        rects = [item for item in drawn.items if isinstance(item, Rect)]
        for name in (item for item in drawn.items if isinstance(item, Words)):
            if name.text not in SETTINGS:
                continue
            hue = HUES[SETTINGS.index(name.text)]
            over = [
                rect
                for rect in rects
                if rect.y > name.y
                and rect.x < name.x + measure.of(name)
                and name.x < rect.x + rect.width
            ]
            swatch = [rect for rect in rects if rect.y < name.y and 0 < name.x - rect.x < 8]
            told = {rect.fill for rect in (swatch or over)}
            assert told == {hue}, (values, name.text)


def test_each_series_that_is_drawn_is_named_and_no_other(measure: Measure) -> None:
    """The third is narrow in the first bar and the fourth is nowhere; the first stands in the second."""
    for first in ((300, 90, 3, 0), (0, 90, 90, 0)):
        rows = (bar("CD19", first), bar("BCMA", (40, 1, 2, 0)))
        drawn = stacked_bars.draw(stacked_bars.StackedBars(rows), measure)
        assert [text for text in texts(drawn) if text in SETTINGS] == list(SETTINGS[:3]), first


def test_names_of_series_without_room_over_their_bars_begin_further_left(measure: Measure) -> None:
    """Four names that would reach out of the drawing end at its edge, eight points apart."""
    names = [f"{name} and some other" for name in SETTINGS]
    parts = zip(names, (1, 2, 3, 4), HUES, strict=True)
    row = stacked_bars.BarRow("A", tuple(stacked_bars.Segment(*part) for part in parts))
    drawn = stacked_bars.draw(stacked_bars.StackedBars((row,)), measure)
    heads = [item for item in drawn.items if isinstance(item, Words) and item.text in names]
    ends = [item.x + measure.of(item) for item in heads]
    assert ends[-1] == pytest.approx(FULL)
    gaps = [two.x - end for end, two in zip(ends, heads[1:], strict=False)]
    assert gaps == pytest.approx([8.0 + stacked_bars.SWATCH] * 3)


def test_few_years_are_not_drawn_as_large_as_many(measure: Measure) -> None:
    """Two of what is counted stand 48 pt high at most, and a column is at most 40 pt wide."""
    data = years.Years(
        (years.Year("2022", (2,)), years.Year("2023", (1,))), (years.Series("A", "neu-1"),), "n"
    )
    columns = [item for item in years.draw(data, measure).items if isinstance(item, Rect)]
    assert max(rect.height for rect in columns) <= 48
    assert max(rect.width for rect in columns) <= 40


def test_a_part_year_is_dated_and_its_share_hollow(measure: Measure) -> None:
    """The last year's note stands under it, its share is drawn hollow at the end of a dashed line."""
    scene = years.draw(YEARS, measure)
    assert "to 22 Aug" in texts(scene)
    dots = [i for i in scene.items if isinstance(i, Dot)]
    assert [dot.fill for dot in dots] == ["ink"] * 11 + ["paper"]
    (dashed,) = [item for item in scene.items if isinstance(item, Line) and item.dash]
    assert dashed.points == tuple((dot.x, dot.y) for dot in dots[-2:])


def test_heat_prints_a_number_in_every_filled_cell(measure: Measure) -> None:
    """Counts in the matrix are all printed, a cell's ink is the partner of its shade."""
    data = matrix(20)
    scene = heat.draw(data, measure)
    filled = [c for row in data.rows for c in row.cells if c.count]
    printed = [i for i in scene.items if isinstance(i, Words) and i.fill.startswith("seq-on-")]
    bold = [i for i in printed if i.weight >= 500]
    assert sorted(i.text for i in bold) == sorted(str(c.count) for c in filled)
    cells = [i for i in scene.items if isinstance(i, Rect) and i.fill.startswith("seq-")]
    assert len(cells) == len(filled)


def test_dates_show_how_exactly_they_are_known(measure: Measure) -> None:
    """A day is a filled diamond, a month or a year a hollow one."""
    scene = timeline.draw(APPROVALS, measure)
    diamonds = {i.title: i.fill for i in scene.items if isinstance(i, Shape)}
    assert diamonds["22 Jun 2021 LBCL, third line"] == "hue-a"
    assert diamonds["Sep 2021 LBCL"] == "paper"
    assert diamonds["2025 first use"] == "paper"


def test_a_hollow_lane_is_an_unknown_status(measure: Measure) -> None:
    """The bar keeps its colour as an outline only."""
    bars = {i.title: i for i in swimlane.draw(LANES, measure).items if isinstance(i, Rect)}
    assert (bars["CT048: Gastric, GEJ"].fill, bars["CT048: Gastric, GEJ"].stroke) == (
        "paper",
        "hue-b",
    )


def test_flows_that_do_not_close_are_refused(measure: Measure) -> None:
    """The drawing can't be made from numbers that don't add up."""
    with pytest.raises(ValueError, match="do not close 724 to 729"):
        flow.draw(flow.Flows(**{**vars(FLOWS), "closing": 729}), measure)


def test_rungs_draw_every_thing_once(measure: Measure) -> None:
    """Nine things on five rungs are forty-five marks, twenty-two of them filled."""
    marks_ = [i for i in rungs.draw(LADDER, measure).items if isinstance(i, Rect)]
    assert len(marks_) == 45
    assert sum(mark.fill == "hue-a" for mark in marks_) == 22


def test_strips_of_a_column_join(measure: Measure) -> None:
    """All rows have one size, so that their lines meet."""
    drawn = [dot_strip.draw(STRIP, dot, measure) for dot in DOTS]
    assert {(scene.width, scene.height) for scene in drawn} == {(83.0, 24.6)}
    assert "n.d." in texts(drawn[-1])


def test_a_label_without_room_beside_its_dot_stands_under_it(measure: Measure) -> None:
    """It never leaves the cell, wherever the dot is; one that is short stands beside as before."""
    for value in (0.95, 1.1, 1.2, 1.3, 1.45):
        scene = dot_strip.draw(STRIP, dot_strip.StripDot(value, "1,200 (2025)"), measure)
        assert list(faults(scene, measure)) == []
    lows = [
        next(i.y for i in dot_strip.draw(STRIP, dot, measure).items if isinstance(i, Words))
        for dot in (*DOTS[:1], dot_strip.StripDot(1.2, "1,200 (2025)"))
    ]
    assert lows[1] - lows[0] == pytest.approx(dot_strip.UNDER)


def test_the_lines_through_the_dots_say_what_they_are(measure: Measure) -> None:
    """Each value of the grid stands over its line."""
    for grid, said in (
        ((1.0, 1.1 + 0.1), ["1", "1.2"]),
        ((1000.0, 1500.0), ["1,000", "1,500"]),
        ((0.5,), ["0.5"]),
    ):
        strip = dot_strip.Strip(min(grid), max(grid) or 1, grid)
        named = [i for i in dot_strip.head(strip, measure).items if isinstance(i, Words)]
        lines = [i for i in dot_strip.draw(strip, DOTS[-1], measure).items if isinstance(i, Line)]
        assert [i.text for i in named] == said
        near = [abs(a.x - b.points[0][0]) < 8 for a, b in zip(named, lines, strict=True)]
        assert near == [True] * len(grid)


def test_empty_inputs_do_not_break_a_figure(measure: Measure) -> None:
    """No records, a flat flow, a row of zeros: a drawing comes out, not an error."""
    empty = unit_marks.UnitMarks(
        **{**vars(marks(3, 2026, 2026)), "columns": (), "undated": (0,) * 4}
    )
    for scene in (
        unit_marks.draw(empty, measure),
        flow.draw(flow.Flows(7, "July", (flow.Flow("new", 0),), 7, "August"), measure),
        stacked_bars.draw(stacked_bars.StackedBars((bar("1", (0, 0, 0, 0)),)), measure),
        timeline.draw(
            timeline.Timeline((timeline.TimelineLane("none", ()),), "2026-08-22"), measure
        ),
    ):
        assert list(faults(scene, measure)) == []


def test_ticks_are_round_and_few() -> None:
    """At most three grid values, none of them zero."""
    assert ticks(0, 381) == [100, 200, 300]
    assert ticks(0, 65, 2) == [25, 50]
    assert ticks(0, 9) == [2.5, 5, 7.5]
    assert len(ticks(0, 1438)) <= 3


def test_spread_keeps_order_and_distance() -> None:
    """Labels that want one place stand apart, in their order, inside the bounds."""
    places = spread([50, 51, 20], 10, 0, 60)
    assert places[2] == 20
    assert places[1] - places[0] >= 10 - 1e-9
    assert max(places) <= 60


def test_long_names_are_cut_not_spilled(measure: Measure) -> None:
    """A name longer than its room ends in an ellipsis and keeps the whole as its tooltip."""
    data = stacked_bars.StackedBars((bar(LONG * 3, (5, 1, 1, 0)),))
    row = heat.HeatRow(LONG, PHASES.rows[0].cells, 336)
    for scene in (
        stacked_bars.draw(data, measure, BESIDE),
        heat.draw(heat.Heat(PHASES.columns, (row,)), measure, BESIDE),
        swimlane.draw(LANES, measure),
    ):
        assert list(faults(scene, measure)) == []
        cut = [i for i in scene.items if isinstance(i, Words) and i.text.endswith("…")]
        assert cut
        assert all(len(words.text) > 2 for words in cut)
        assert any(LONG in words.title for words in cut)

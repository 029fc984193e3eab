"""Sentences of small landscapes that a reader refuted: one of a kind, ties of some, dates and noughts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from pandas import concat
from small_landscape import (
    VOCABULARY,
    changed,
    earlier_snapshot,
    entries,
    landscape_since,
    programme,
    small_records,
    terms,
    trial,
)
from test_product_sections import approved, price
from test_product_sections import records as products
from test_profile import about
from test_profile import said as told_of
from test_programme_sections import with_programmes
from test_record_sections import changed as other
from test_refuted import told
from test_sayings import FOUR, ONE, TWO, n, share
from test_trial_sections import labelled, of, section, started, titles

from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import untraced
from cartreport.briefing.sayings import bearing
from cartreport.briefing.sections.watch_list import leads
from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.pivotal import pivotal_result
from cartreport.sources.records import Trial
from cartreport.sources.vocabulary import Vocabulary

BLOOD = {"setting": ONE, "settings": n(3), "setting_share": share(6, 10)}
SAID: list[tuple[str, dict[str, Any], str | None]] = [
    # one of a kind is no part of itself, nor the latest, the most crowded, the newest of all
    ("glance.phase.included", {"clear": n(3), "n": n(3)}, ".all"),
    ("glance.phase.included", {"clear": n(2), "n": n(3)}, ""),
    ("reading.finding", {"dated": n(2), "late": n(2)}, ".all"),
    ("reading.finding", {"dated": n(2), "late": n(1)}, ""),
    ("reading.finding", {"dated": n(2), "quiet": n(2)}, ".quiet.all"),
    ("reading.finding", {"dated": n(2), "quiet": n(1)}, ".quiet"),
    ("reading.finding", {"dated": n(1), "late": n(1)}, ".late.one"),
    ("approved.outcomes.title", {"n": n(3), "told": n(1), "safe": n(1)}, ".each"),
    ("approved.outcomes.title", {"n": n(3), "told": n(2), "safe": n(1)}, ""),
    ("approved.outcomes.title", {"n": n(3), "told": n(1), "safe": n(0)}, ".efficacy"),
    ("glance.phase.title", {"n": n(1), "second": "phase 2", "late_n": n(1)}, ".plain"),
    ("glance.phase.title", {"n": n(2), "second": "phase 2", "late_n": n(2)}, ".late"),
    ("summary.approval.text", {"n": n(1), "latest": ONE, "setting": "wet"}, ".one"),
    ("summary.approval.text", {"n": n(2), "latest": ONE, "setting": "wet"}, ".first"),
    ("summary.approval.text", {"n": n(2), "latest": TWO, "setting": "wet"}, ".plain"),
    ("white-space.finding", {"cells": n(1)}, ".one"),
    ("white-space.finding", {"cells": n(2)}, ""),
    ("white-space.matrix.title", {"cells": n(1), "crowded": ONE, "most": n(9)}, ".one"),
    ("white-space.matrix.title", {"cells": n(2), "crowded": ONE, "most": n(9)}, ""),
    ("regulation.events.title", {"n": n(1), "shown": n(1), "here": n(1)}, ".here"),
    ("regulation.events.title", {"n": n(1), "shown": n(1), "here": n(0)}, ".elsewhere"),
    # what is first by doubtful trials alone is not named
    ("glance.finding", {**BLOOD, "setting_turns": True}, ".small"),
    ("glance.finding", {**BLOOD, "setting_turns": False}, ".setting"),
    # all of them are no part, and none is no number
    ("companies.finding", {"many": n(1), "many_n": n(9), "named": n(9)}, ".plain"),
    ("companies.finding", {"many": n(1), "many_n": n(8), "named": n(9)}, ""),
    ("programmes.table.title", {"top_n": n(3), "n": n(3)}, ".plain"),
    ("programmes.table.title", {"top_n": n(2), "n": n(3)}, ""),
    ("regulation.events.title", {"n": n(4), "shown": n(4), "here": n(4)}, ".here"),
    ("regulation.events.title", {"n": n(4), "shown": n(4), "here": n(0)}, ".all"),
    ("regulation.events.title", {"n": n(9), "shown": n(4), "shown_here": n(4)}, ".newest"),
    ("regulation.events.title", {"n": n(9), "shown": n(4), "shown_here": n(3)}, ""),
    ("market.words.title", {"told": n(5), "n": n(5)}, ".all"),
    ("market.words.title", {"told": n(4), "n": n(5)}, ""),
    ("deals.finding", {"known": n(0)}, ".none"),
    ("deals.finding", {"known": n(1)}, ""),
    ("deals.years.title", {"year_n": n(2), "before_n": n(0)}, ".new"),
    ("deals.years.title", {"year_n": n(2), "before_n": n(1)}, ""),
    ("summary.deal.text", {"n": n(2), "priced": n(0)}, ".none"),
    ("summary.deal.text", {"n": n(2), "priced": n(1)}, ".plain"),
    ("targets.table.included", {"trials": n(0)}, ".unlinked"),
    ("targets.table.included", {"trials": n(1)}, ""),
    ("summary.finding", {"programmes": n(9), "n": n(0)}, ".programmes"),
    ("summary.finding", {"programmes": n(9), "n": n(1)}, ".bare"),
    ("glance.years.title", {"drawn_here": n(3), "drawn": n(3)}, ".alone"),
    ("glance.years.title", {"drawn_here": n(3), "drawn": n(4)}, ".small"),
    ("watch-list.finding", {"n": n(2), "day": None}, ".plain"),
    ("watch-list.finding", {"n": n(2), "day": "May"}, ""),
    ("trials.finding", {"first": FOUR}, ".many"),
    ("trials.finding", {"first": TWO, "n": n(1)}, ".one"),
    ("trials.finding", {"first": TWO, "n": n(2)}, ".plain"),
    ("trials.targets.title", {"first": ONE, "targets": n(1), "n": n(1)}, ".one"),
    ("trials.targets.title", {"first": ONE, "targets": n(1), "n": n(2)}, ".only"),
    ("targets.stack.title", {"bars": n(1), "sets": n(1)}, ".sole"),
    ("targets.stack.title", {"bars": n(2), "late_sets": n(1), "late_presumed": n(1)}, ".presumed"),
    ("targets.stack.title", {"bars": n(2), "late_sets": n(1), "late_presumed": n(0)}, ".all"),
    ("targets.stack.title", {"bars": n(2), "late_presumed": n(1)}, ".presumed_alone"),
    ("targets.stack.title", {"bars": n(1), "sets": n(2)}, ".one"),
]


def test_what_small_numbers_bear() -> None:
    """Beside each sentence that is withheld stands the least that lets it through."""
    wrong = [(key, values) for key, values, end in SAID if bearing(key, values) != f"{key}{end}"]
    assert wrong == []


def test_a_tie_of_some_is_not_one_of_all(measure: Measure) -> None:
    """A, B, C and D are bound in two trials each, E in one: four targets tie, not five."""
    targets = terms("targets", *({"id": id, "label": id.upper()} for id in "abcde"))
    held = labelled(
        *((f"Y2024{at}", "targets", id, "words") for at, id in enumerate("aabbccdde")),
        trials=entries(Trial, *started(2024, 9)),
        vocabulary=Vocabulary({**VOCABULARY.by_name, "targets": targets}),
    )
    assert (
        titles(held, "trials", measure)[:2]
        == ["4 targets are tested in 2 trials each, none in more"] * 2
    )


def test_no_trial_here_is_no_nought(measure: Measure) -> None:
    """No record names a place: the cover counts programmes, and no trial of none."""
    cover = section(of(*started(2024, 0, 0, 9)), "cover", measure)
    assert cover is not None
    assert told(cover) == "5 programmes in Home, 4 of them from 2 named companies."
    assert [figure.label for figure in cover.figures] == ["approved product", "programmes"]
    one = section(of(*started(2024, 1)), "cover", measure)
    assert one is not None
    assert told(one) == "1 trial with a site in Home, as registered to 28 February 2026."
    assert [figure.label for figure in one.figures] == [
        "approved product",
        "trial active",
        "programmes",
    ]


def test_the_day_of_a_first_use_is_not_that_of_all(measure: Measure) -> None:
    """Rain is approved for floods in 2024 and for drought in 2025; with one use the day is its own."""
    assert told_of(about(measure, company="acme"))["approved"] == (
        "Rain for flood and drought (first May 2024)."
    )
    now = small_records()
    rain = now.products["rain"].record
    one = {**now.products, "rain": changed(now.products["rain"], uses=rain.uses[:1])}
    made = about(measure, landscape=landscape_of(replace(now, products=one)), company="acme")
    assert told_of(made)["approved"] == "Rain for flood (May 2024)."


def test_a_target_that_no_company_is_named_for(measure: Measure) -> None:
    """The one programme names no company: its target has a profile, and no exhibit of companies."""
    made = about(
        measure,
        ["profile"],
        landscape_of(with_programmes(programme("p", targets=["c"]))),
        target="c",
    )
    assert [exhibit.id for exhibit in made.sections[0].exhibits] == []


@pytest.mark.parametrize(
    ("day", "n"), [("2025-12-02", 1), ("2025-12-01", 2)], ids=["after", "within"]
)
def test_a_deal_after_the_day_of_the_search_is_of_no_twelve_months(
    day: str, n: int, measure: Measure
) -> None:
    """Deals were searched to 1 December 2025; one dated after that is of no year up to it."""
    held = other("deals", 1, date=day)
    frame = held.deals
    assert list(frame["date"]) == ["2025-Q3", day]
    searched = searched_to(held, "de", "2025-12-01")
    text = told(section(searched, "summary", measure))
    assert f"{n} {'deal' if n == 1 else 'deals'} in the twelve months to 1 December 2025" in text


def test_a_year_of_deals_to_a_quarter_has_those_of_its_four(measure: Measure) -> None:
    """Deals are known to the first quarter of 2026: one of June 2025 and one of 2025-Q3 are of its year."""
    searched = searched_to(other("deals", 1, date="2025-06-10"), "de", "2026-Q1")
    text = told(section(searched, "summary", measure))
    assert "2 deals in the twelve months to 2026 Q1" in text


def test_the_newest_year_of_deals_is_named_though_searched_before_it(measure: Measure) -> None:
    """Searched to December 2025, with a deal of 2026: the chart shows 2026, and so does its title."""
    held = searched_to(other("deals", 1, date="2026-01-05", year=2026), "de", "2025-12-01")
    made = section(held, "deals", measure)
    assert made is not None
    assert untraced(made.exhibits[0].title) == "1 deal of 2026 so far in our sources, 1 of 2025"


def searched_to(landscape: Landscape, source: str, day: str) -> Landscape:
    """The landscape with another day to which one of its sources was searched."""
    return replace(landscape, source_dates={**landscape.source_dates, source: day})


@pytest.mark.parametrize(
    ("dues", "day", "first"),
    [
        (["2026-11", "2026"], "2026-11-22", True),  # what is left of the year begins in November
        (["2026-12", "2026"], "2026-11-22", False),  # the vague one may come in November
        (["2026-12-31", "2026-12"], "2026-11-22", False),
        (["2026-12", "2026-12-31", "2027"], "2026-11-22", True),
    ],
)
def test_nothing_is_first_that_may_be_second(dues: list[str], day: str, first: bool) -> None:
    """An event is called the first where no other one may come before what it is dated to."""
    lines: Any = [{"due": due} for due in dues]
    assert leads(day, lines[0], lines) is first


def test_numbers_of_patients_have_their_separators(measure: Measure) -> None:
    """1,961 patients stand as everywhere else; two prices have no middle one."""
    made = section(
        landscape_of(
            products(
                approved("gust", "2025-01-05", price(10, "GBP", "2026-01"), n=1961, wet=8.0),
                approved("mist", "2025-02-05", price(30, "GBP", "2026-01")),
            )
        ),
        "approved",
        measure,
    )
    assert made is not None
    cells = [
        untraced(row.cells[-1].second.text)
        for row in made.exhibits[1].grid.rows
        if row.cells[-1].second
    ]
    assert cells == ["n = 1,961"]


def test_a_jurisdiction_is_printed_by_its_label(measure: Measure) -> None:
    """The data may say a place by its id; a reader is told its name."""
    held = other("policy", 1, jurisdiction="abroad")
    named = terms(
        "jurisdictions", {"id": "home", "label": "Home"}, {"id": "abroad", "label": "Abroad"}
    )
    by_name = {**held.vocabulary.by_name, "jurisdictions": named}
    table = Tables(replace(held, vocabulary=Vocabulary(by_name)))["policy"]
    assert sorted(table.frame["jurisdiction"]) == ["Abroad", "Home"]


def test_the_one_target_set_has_its_section(measure: Measure) -> None:
    """All programmes have C as their target: that is told, and not that the sources hold nothing of targets."""
    held = landscape_of(
        with_programmes(programme("p", targets=["c"]), programme("q", targets=["c"]))
    )
    assert titles(held, "targets", measure) == [
        "2 programmes fall into 1 target set",
        "C has 2 programmes",
        "Programmes of the one target set by stage",
    ]


def test_steps_of_one_record_are_told_beside_the_records(measure: Measure) -> None:
    """A deal that is news twice is one deal in two events; told once it has none."""
    since = landscape_since(earlier_snapshot())
    once = told(section(since, "summary", measure))
    assert "One since 2026-02: Cove" in once
    row = since.changes[since.changes["record"] == "d2"]
    more = row.assign(field="date", id="d2/again")
    twice = replace(since, changes=concat([since.changes, more], ignore_index=True))
    assert "One since 2026-02 in two events: Cove" in told(section(twice, "summary", measure))


@pytest.mark.parametrize(("trials", "share"), [(9, None), (10, "90%")])
def test_a_share_of_fewer_than_ten_has_no_column(
    trials: int, share: str | None, measure: Measure
) -> None:
    """All but one of the trials here are red: of nine no per cent is printed, of ten nine tenths."""
    labels = [(f"Y2024{at}", "colour", "red", "words") for at in range(trials - 1)]
    labels.append(("Y20240", "targets", "c", "words"))
    held = labelled(*labels, trials=entries(Trial, *started(2024, trials)))
    made = section(held, "trials", measure)
    assert made is not None
    grid = made.exhibits[-1].grid
    assert grid is not None
    red = next(row.cells for row in grid.rows if row.cells[0].text == "Red")
    assert (untraced(red[2].text) == share) is (share is not None)
    assert ("Share of Home" in [head.label for head in grid.heads]) is (share is not None)


@pytest.mark.parametrize(
    ("newest", "after"),
    [
        ([], "; of 2026 so far none that names a place"),
        (started(2026, 0, 0, 2), "; of 2026 so far none that names a place"),
        (started(2026, 3, 4), "; 3 of 7 in 2026 so far"),
    ],
    ids=["none", "unplaced", "few"],
)
def test_the_newest_year_is_named_beside_the_last_full_one(
    newest: list[Any], after: str, measure: Measure
) -> None:
    """16 of 20 in 2025: the chart shows 2026 too, however few trials it has, and so does each title."""
    begun = [{**row, "start": "2026-02-01"} for row in newest]
    held = of(*started(2025, 16, 4), *started(2024, 10, 12), *begun)
    assert (
        f"Home hosts 80% of 20 trials started in 2025, the highest full year so far{after}"
        in titles(held, "glance", measure)
    )
    cover, summary = (told(section(held, name, measure)) for name in ("cover", "summary"))
    assert f": 16 of 20{after}." in cover
    assert f"(10 of 22){after}." in summary


def test_a_year_that_the_data_cover_to_its_end_has_none_after_it(measure: Measure) -> None:
    """The data end with 2025: nothing is said of 2026, of which nobody knows."""
    held = searched_to(of(*started(2025, 16, 4), *started(2024, 10, 12)), "tr", "2025-12-31")
    assert "Home hosts 80% of 20 trials started in 2025, the highest full year so far" in titles(
        held, "glance", measure
    )


@pytest.mark.parametrize(
    ("doubts", "lead", "said"),
    [
        (0, True, "Acme has 5 of 8 trials, no other sponsor as many"),
        (1, True, "Acme has 5 of 8 trials, no other sponsor as many"),
        (2, False, "8 trials by lead sponsor; who leads turns on those of doubtful standing"),
        (5, False, "8 trials by lead sponsor; who leads turns on those of doubtful standing"),
    ],
    ids=["none", "four against three", "a tie", "nobody"],
)
def test_nobody_leads_by_doubtful_trials(
    doubts: int, lead: bool, said: str, measure: Measure
) -> None:
    """Acme leads five trials and the university three: without two that are doubtful they tie."""
    uni = [{**row, "id": f"U{at}", "sponsor": "Uni"} for at, row in enumerate(started(2024, 3))]
    acme = started(2024, 5)
    held = of(*acme, *uni, doubts=[row["id"] for row in acme[:doubts]])
    told_of_sponsors = titles(held, "sponsors", measure)
    assert said in told_of_sponsors
    assert ("5 of 8 trials are led by industry sponsors" in told_of_sponsors) is lead
    made = section(held, "sponsors", measure)
    assert made is not None
    line = f"Doubtful {'trial' if doubts == 1 else 'trials'}: {doubts} (Acme {doubts});"
    foots = [untraced(exhibit.foot.included.text) for exhibit in made.exhibits]
    assert any(line in foot for foot in foots) is (doubts > 0)


def test_that_no_sponsor_leads_one_is_not_said(measure: Measure) -> None:
    """Acme leads ten and Bolt two, then one: only then is it said how many lead one."""
    found = []
    for size in (2, 1):
        bolt = [
            trial(f"B{at}", "Bolt", sponsor_class="REST", countries=["Here"]) for at in range(2)
        ]
        held = section(of(*started(2024, 10), *bolt[:size]), "sponsors", measure)
        assert held is not None
        found.append(untraced(held.finding))
    assert found == [
        "10 of 12 trials are led by industry sponsors",
        "10 of 11 trials are led by industry sponsors; 1 of 2 sponsors leads one",
    ]


def test_a_measure_without_a_short_name_is_a_result_too(measure: Measure) -> None:
    """A vocabulary of patients and wet ground, neither with a short name: the ground is told."""
    records = products(approved("hail", "2024-05-06", n=20, ground_pct=50.0))
    bare = terms(
        "measures",
        {"id": "n", "label": "Patients", "role": "size"},
        {"id": "ground_pct", "label": "Wet ground", "unit": "%"},
    )
    vocabulary = Vocabulary({**records.vocabulary.by_name, "measures": bare})
    held = pivotal_result(landscape_of(replace(records, vocabulary=vocabulary)), "hail")
    assert (held["result"], held["result_n"]) == ("Wet ground 50%", 20)
    only = products(approved("hail", "2024-05-06", n=20))
    assert pivotal_result(landscape_of(only), "hail")["result"] is None

"""The sections on trials over landscapes that can be counted by hand: ties, records, what is missing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_landscape import HERE, PROJECT, TRIALS, VOCABULARY, entries, small_records, terms, trial

from cartreport.briefing.briefing import Section
from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import untraced
from cartreport.briefing.scene import Words
from cartreport.briefing.wording import read_words
from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.sources.project import Focus, Source
from cartreport.sources.records import Entry, Trial, TrialLabel
from cartreport.sources.section_plan import BriefingPlan
from cartreport.sources.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
SITES = {"T1": ["Old Mill"], "T2": ["Old Mill"], "T3": ["North Mill"], "T4": ["North Mill"]}


def section(landscape: Landscape, name: str, measure: Measure) -> Section | None:
    """One section of the landscape."""
    known = {"modality": "probe", "regulator": "FRA", "registry": "the register"}
    words = read_words([(ROOT / "templates/briefing/words.yaml", "words.yaml")], known)
    plan = BriefingPlan(sections=[name])
    made = compose(landscape, Tables(landscape), "x", plan, words, measure, "0" * 8)
    return next(iter(made.sections), None)


def titles(landscape: Landscape, name: str, measure: Measure) -> list[str]:
    """The section's finding, then the titles of its exhibits."""
    made = section(landscape, name, measure)
    assert made is not None
    return [untraced(made.finding), *(untraced(item.title) for item in made.exhibits)]


def labelled(*labels: tuple[str, str, str, str], **more: Any) -> Landscape:
    """The small landscape with labels of its trials."""
    held = tuple(
        Entry(TrialLabel(trial=t, label=name, value=value, rule=rule), {(): HERE})
        for t, name, value, rule in labels
    )
    source = Source(id="la", kind="labels", path="l", title="Labels")
    sources = [*PROJECT.sources, source]
    project = PROJECT.model_copy(update={"trial_facets": ["colour"], "sources": sources})
    return landscape_of(replace(small_records(), labels=held, project=project, **more))


LABELS = [
    ("T1", "targets", "c", "words"),
    ("T2", "targets", "a", "words"),
    ("T2", "targets", "c", "words"),
    ("T5", "targets", "c", "sibling"),
    ("T7", "targets", "b", "words"),
    ("T1", "colour", "red", "words"),
    ("T1", "colour", "blue", "words"),
    ("T3", "colour", "red", "list"),
    ("T2", "settings", "dry", "words"),
]


def test_what_the_trials_test(measure: Measure) -> None:
    """Of five trials here T1 and T2 bind c, T2 a as well; b is tested elsewhere alone.

    T1 says its colour itself, T3 is told by a list: four do not say it, three are open. Acme is new
    in 2024, the university in 2025, somebody's trial has no start.
    """
    made = section(labelled(*LABELS), "trials", measure)
    assert made is not None
    targets, entrants, design = made.exhibits
    assert untraced(made.finding) == (
        "C is targeted in 2 of 5 trials; for 3 of 5 no source states the colour"
    )
    assert untraced(targets.title) == "C is targeted in 2 of 5 trials"
    assert "setting, all 2 targets" in untraced(targets.subtitle)
    assert untraced(targets.foot.included.text).endswith(
        "Of the 5 trials 1 has two targets or more, 3 name none that was found."
    )
    assert targets.figure is not None
    drawn = [untraced(item.text) for item in targets.figure.scene.items if hasattr(item, "text")]
    assert [text for text in drawn if "worldwide" in text] == ["3 worldwide", "1 worldwide"]
    assert untraced(entrants.title) == "One lead sponsor was new in 2025, one in 2024, none since"
    assert untraced(entrants.foot.included.text) == (
        "3 sponsors. Not drawn: 1 without a trial that has started."
    )
    assert untraced(design.title) == "For 3 of 5 trials no source states the colour"
    assert design.grid is not None
    assert [[cell.text for cell in row.cells] for row in design.grid.rows] == [
        ["colour"],
        ["not stated", "3", "2", "·", "1", "6"],
    ], "values of fewer than five trials are left to the data file, and so are shares of five"


def test_a_value_of_five_trials_has_its_row(measure: Measure) -> None:
    """All five trials here are red; no colour is said of the three elsewhere."""
    red = [(f"T{n}", "colour", "red", "words") for n in (1, 2, 3, 4, 6)]
    made = section(labelled(("T1", "targets", "c", "words"), *red), "trials", measure)
    assert made is not None
    grid = made.exhibits[-1].grid
    assert grid is not None
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["colour"],
        ["Red", "5", "3", "1", "1", "5"],
        ["not stated", "·", "·", "·", "·", "3"],
    ]
    assert [head.align for head in grid.heads] == ["left", *["right"] * 5]
    assert untraced(made.exhibits[0].title).startswith(
        "C is the only target found, in 1 of 5 trials"
    )


def test_targets_that_tie_are_printed_as_a_tie(measure: Measure) -> None:
    """With T3 under a too, a and c have two trials each."""
    found = titles(labelled(*LABELS, ("T3", "targets", "a", "words")), "trials", measure)
    assert found[0].startswith("C and A are targeted in 2 of 5 trials each;")
    assert found[1] == "C and A are targeted in 2 of 5 trials each", (
        "all that there are lead nothing"
    )


def test_without_a_target_nothing_is_said_of_targets(measure: Measure) -> None:
    """Labels of colours alone, or of targets that are tested elsewhere alone: no section."""
    colours = [row for row in LABELS if row[1] == "colour"]
    assert section(labelled(*colours), "trials", measure) is None
    assert section(labelled(("T5", "targets", "c", "words")), "trials", measure) is None
    assert section(landscape_of(small_records()), "trials", measure) is None


def test_peers_stand_together_and_once(measure: Measure) -> None:
    """Two peers: T2 has sites here and Away and is ours, T8 is Far's; the legend names both.

    Nothing of what started is elsewhere or without a place: what is not drawn is not named.
    """
    peers = [{"country": "There", "label": "Away"}, {"country": "Elsewhere", "label": "Far"}]
    focus = Focus.model_validate({"country": "Here", "label": "Home", "peers": peers})
    project = PROJECT.model_copy(update={"focus": focus})
    made = section(landscape_of(replace(small_records(), project=project)), "glance", measure)
    assert made is not None
    data = made.exhibits[1].figure.data  # type: ignore[union-attr]
    assert data is not None
    assert [head.label for head in data.heads][1:] == ["Home", "Away and Far, not Home", "Total"]
    rows = {row.cells[0].text: [cell.text for cell in row.cells[1:]] for row in data.rows}
    assert rows["2024"] == ["2", "1", "3"]
    assert list(rows) == ["2024", "2025", "2026"], "from the first year with a trial"


def started(year: int, here: int, elsewhere: int = 0, nowhere: int = 0, **more: Any) -> list[Any]:
    """Trials that start in a year: in the focus country, elsewhere, and without a place."""
    places = [["Here"]] * here + [["Elsewhere"]] * elsewhere + [[]] * nowhere
    mark = more.pop("mark", "")
    return [
        trial(f"Y{year}{mark}{n}", "Acme", start=f"{year}-03-01", countries=countries, **more)
        for n, countries in enumerate(places)
    ]


BEFORE, LAST = started(2023, 12, 8), started(2025, 16, 4)


def of(*trials: dict[str, Any], doubts: list[str] | None = None) -> Landscape:
    """A landscape of these trials, some of doubtful standing; a `WAIT` has not begun."""
    told = small_records()
    statuses = terms(
        "statuses",
        *(term.model_dump() for term in VOCABULARY["statuses"]),
        {"id": "wait", "group": "active", "aliases": ["WAIT"], "begun": "not-yet"},
    )
    acme = told.companies["acme"]
    held: Mapping[str, Any] = acme.record.model_dump()
    held = {**held, "doubts": [{"trials": doubts, "reason": "moved"}] if doubts else []}
    company = Entry(type(acme.record).model_validate(held), acme.places)
    return landscape_of(
        replace(
            told,
            trials=entries(Trial, *trials),
            companies={**told.companies, "acme": company},
            vocabulary=Vocabulary({**VOCABULARY.by_name, "statuses": statuses}),
        )
    )


@pytest.mark.parametrize(
    ("more", "doubts", "record"),
    [
        ([], [], True),  # 16 of 20 in 2025, 12 of 20 in 2023
        (started(2024, 17, 3), [], False),  # another year is higher
        (started(2025, 0, 0, 8, mark="n"), [], False),  # of all that started it is 16 of 28
        (started(2025, 0, 8, mark="w", status="WAIT"), [], False),  # of all stated, 16 of 28
        ([trial(f"U{n}", "Acme", countries=["Here"]) for n in range(40)], [], False),  # 2023's?
        ([trial(f"U{n}", "Acme", countries=["There"]) for n in range(40)], [], True),
        ([], [row["id"] for row in LAST[:8]], False),  # 8 of 12 that are firm
        ([], [row["id"] for row in BEFORE[:1]], False),  # 11 of 19 is too few to be held against
    ],
    ids=["plain", "higher", "unplaced", "waiting", "undated", "abroad", "doubtful", "few"],
)
def test_a_record_holds_on_every_base(
    more: list[Any], doubts: list[str], record: bool, measure: Measure
) -> None:
    """2025 is called the highest only where no other way to count takes that away."""
    title = titles(of(*BEFORE, *LAST, *more, doubts=doubts), "glance", measure)[2]
    assert ("the highest full year so far" in title) is record


def test_the_share_is_said_with_and_without_the_doubtful(measure: Measure) -> None:
    """2026: 15 of 20, without five doubtful 10 of 15; 2025: 16 of 20. Two name no place."""
    part = [{**row, "start": "2026-02-01"} for row in started(2026, 15, 5)]
    blank = started(2025, 0, 0, 2, mark="n")
    doubts = [row["id"] for row in part[:5]]
    made = section(of(*LAST, *part, *blank, doubts=doubts), "glance", measure)
    assert made is not None
    years = made.exhibits[1]
    assert untraced(years.title) == (
        "Home hosts 75% of 20 trials started in 2026 so far, 80% of 20 in 2025"
    )
    included = untraced(years.foot.included.text)
    assert included.endswith("Without the doubtful: 67% in 2026, 80% in 2025.")
    assert not included.startswith("Not drawn"), "all are drawn, and zeros are not listed"
    assert "n = 42." in untraced(years.subtitle)
    assert "All 2 trials that name no place, among all 42, have" in untraced(years.foot.method.text)


def test_a_trial_of_an_odd_status_code_is_not_drawn_as_started(measure: Measure) -> None:
    """Two of 22 trials of 2025 state a code that no vocabulary knows: 20 have started."""
    odd = started(2025, 2, mark="o", status="ODD")
    made = section(of(*LAST, *odd), "glance", measure)
    assert made is not None
    years = made.exhibits[1]
    assert "n = 20." in untraced(years.subtitle)
    included = untraced(years.foot.included.text)
    assert included.startswith("Not drawn: 2 of a status code that is not known.")


@pytest.mark.parametrize(
    ("doubts", "said"),
    [(0, True), (2, True), (4, False), (6, False)],
    ids=["none", "less", "level", "turned"],
)
def test_a_rise_that_the_doubtful_make_is_called_none(
    doubts: int, said: bool, measure: Measure
) -> None:
    """10 of 20 in 2024, 12 of 20 in 2025; of these without two 10 of 18, four 8 of 16, six 6 of 14."""
    last = started(2025, 12, 8)
    held = of(*started(2024, 10, 10), *last, doubts=[row["id"] for row in last[:doubts]])
    made = section(held, "summary", measure)
    assert made is not None
    share = next(each for each in made.statements if each.id == "summary.share")
    assert ("up from 50% in 2024" in untraced(share.body.text)) is said
    assert ("as against 50% in 2024" in untraced(share.body.text)) is not said


def test_the_years_drawn_are_those_that_have_room(measure: Measure) -> None:
    """Of trials begun from 2009 to 2026 the chart has the last twelve years."""
    told = [one for year in range(2009, 2027) for one in started(year, here=1)]
    made = section(of(*told), "glance", measure)
    assert made is not None
    (drawn,) = (item.figure for item in made.exhibits if item.figure and "years" in item.figure.id)
    words = [item.text for item in drawn.scene.items if isinstance(item, Words)]
    years = [text for text in words if re.fullmatch(r"20\d\d", text)]
    assert years == [str(year) for year in range(2015, 2027)]


def test_settings_of_no_trial_are_no_exhibit(measure: Measure) -> None:
    """Programmes stand in settings and no trial does: there is no title to give, and no table of dots."""
    titles = [
        [
            item.title
            for item in section(
                landscape_of(
                    replace(
                        small_records(),
                        trials=entries(
                            Trial,
                            trial("S1", "Acme", "OPEN", countries=["Here"], scope=scope),
                        ),
                    )
                ),
                "sponsors",
                measure,
            ).exhibits
            if untraced(item.title).startswith("Trials")
        ]
        for scope in ("Wet", None)
    ]
    assert [len(found) for found in titles] == [1, 0]


def test_settings_side_by_side(measure: Measure) -> None:
    """Six wet trials: their median size is 35, one is past phase 2, they run in two cities."""
    phases = terms(
        "phases",
        *(term.model_dump() for term in VOCABULARY["phases"]),
        {"id": "p3", "label": "Phase 3", "order": 3, "stage": "late", "aliases": ["PHASE3"]},
    )
    rows = [
        trial(
            f"S{n}",
            "Acme",
            "OPEN" if n < 4 else "DONE",
            phase="PHASE3" if n == 0 else "PHASE2",
            start=f"{2023 + n % 4}-01-05",
            countries=["Here"],
            cities=["Rome" if n % 2 else "Pisa"],
            scope="Wet",
            enrolment=10 * (n + 1),
        )
        for n in range(6)
    ]
    told = replace(
        small_records(),
        trials=entries(Trial, *rows),
        vocabulary=Vocabulary({**VOCABULARY.by_name, "phases": phases}),
    )
    made = section(landscape_of(told), "sponsors", measure)
    assert made is not None
    exhibit = made.exhibits[1]
    grid = exhibit.grid
    assert grid is not None
    assert [[cell.text for cell in row.cells] for row in grid.rows] == [
        ["Trials", "6", "·"],
        ["of them active", "4", "·"],
        ["of them started since 2025", "2", "·"],
        ["of them past phase 2", "1", "·"],
        ["Patients a trial, median", "35", "–"],
        ["Cities with a trial site", "2", "·"],
        ["Programmes", "2", "1"],
        ["Companies with a programme", "1", "1"],
        ["Target sets of programmes", "2", "1"],
        ["Approved uses", "1", "1"],
    ]
    assert untraced(exhibit.title) == "Trials started since 2025: wet 2/6"


def test_pairs_and_sponsors_that_tie(measure: Measure) -> None:
    """Acme and the old mill share two trials; so do Cove and the north mill, once it leads two."""
    trials = {
        key: Entry(entry.record.model_copy(update={"sites": SITES.get(key, [])}), entry.places)
        for key, entry in TRIALS.items()
    }
    alone = landscape_of(replace(small_records(), trials=trials))
    assert titles(alone, "sponsors", measure)[-1] == "Acme at Old Mill: 2 trials"
    for key in ("T3", "T4"):
        record = trials[key].record.model_copy(update={"sponsor": "Cove"})
        trials[key] = Entry(record, trials[key].places)
    tied = titles(landscape_of(replace(small_records(), trials=trials)), "sponsors", measure)
    assert tied[-1] == "Each of the two pairs of sponsor and site has two trials"
    assert tied[3] == "Acme and Cove have 2 of 5 trials each, no other sponsor as many"
    assert tied[0] == "3 lead sponsors of 5 trials"


def test_a_setting_without_a_trial_counts_none(measure: Measure) -> None:
    """Fog has no trial: it leads nothing, and no phase has one of it; T1 and T6 are wet, T4 is dry."""
    held = (*(term.model_dump() for term in VOCABULARY["settings"]), {"id": "fog", "label": "Fog"})
    words = Vocabulary({**VOCABULARY.by_name, "settings": terms("settings", *held)})
    made = section(landscape_of(replace(small_records(), vocabulary=words)), "glance", measure)
    assert made is not None
    figures = [item.figure for item in made.exhibits if item.figure]
    (data,) = [figure.data for figure in figures if figure.id == "phase-setting"]
    assert data is not None
    assert [head.label for head in data.heads] == [
        "Phase",
        "Wet",
        "Dry",
        "Fog",
        "Other or none",
        "Total",
    ]
    assert [[untraced(cell.text) for cell in row.cells] for row in data.rows] == [
        ["Phase 1", "1", "0", "0", "0", "1"],
        ["Phase 2", "0", "0", "0", "1", "1"],
        ["None stated", "1", "1", "0", "1", "3"],
    ]

"""The landscape's frames: what stands in them, how things are linked, what is refused."""

from __future__ import annotations

import math
import subprocess
import sys
from dataclasses import replace

import pytest
from small_landscape import TRIALS, changed, small_records

from cartreport.landscape import Tables
from cartreport.landscape.dates import quarter_of, year_of
from cartreport.landscape.frames import FRAMES, columns
from cartreport.landscape.framing import FITS, frame_of
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.rows.sites import trial_sites
from cartreport.landscape.table import heads
from cartreport.sources.dates import first_day


@pytest.mark.parametrize("name", FRAMES)
@pytest.mark.parametrize("which", ["small", "bundled"])
def test_frames_hold_what_is_declared(
    name: str, which: str, request: pytest.FixtureRequest
) -> None:
    """Declared columns in their order, every value fits its kind, and none is a NaN."""
    landscape: Landscape = request.getfixturevalue(which)
    frame = getattr(landscape, name)
    assert list(frame.columns) == list(FRAMES[name])
    assert set(frame.dtypes.astype(str)) <= {"object"}
    for column, kind in FRAMES[name].items():
        for value in frame[column]:
            assert FITS[kind](value), (column, value)
            assert not (isinstance(value, float) and math.isnan(value))


def test_a_site_is_known_by_its_names_and_never_by_an_id() -> None:
    """`Uni, north` is a name of the institution, `BOLT LTD.` and `bolt` are of the company; a place
    that spells the id `acme2` or `uni2` and has no such name is an unknown one of its own.
    """
    records = small_records()
    id, trial = next(iter(TRIALS.items()))
    institution = changed(records.institutions["uni"], id="uni2")
    company = changed(records.companies["acme"], id="acme2")
    sites = ["Uni, north", "BOLT LTD.", "bolt", "Uni2", "Acme 2", "The Uni2"]
    told = trial_sites(
        replace(
            records,
            institutions={"uni2": institution},
            companies=records.companies | {"acme2": company},
            trials={id: changed(trial, sites=sites)},
        )
    )
    assert [(row["site"], row["short"], row["listed"]) for row in told] == [
        ("uni2", "Uni", True),
        ("bolt", "Bolt", True),
        ("uni2?", "Uni2", False),
        ("acme2?", "Acme 2", False),
    ]


def test_a_row_that_does_not_fit_is_refused() -> None:
    """A NaN, an empty text, a missing or an extra column never enters a frame."""
    good = {"trial": "T1", "country": "Here"}
    assert len(frame_of("trial_countries", [good])[0]) == 1
    for bad in ({"country": float("nan")}, {"country": ""}, {"country": None}, {"x": "y"}):
        with pytest.raises(ValueError, match="frame trial_countries"):
            frame_of("trial_countries", [{**good, **bad}])
    with pytest.raises(ValueError, match="differ"):
        frame_of("trial_countries", [{"trial": "T1"}])


def test_a_kind_that_there_is_not_is_refused() -> None:
    """A slip in a declared frame's or table's columns ends with its word, as no kind at all."""
    assert columns("id! uses:int note") == {"id": "must", "uses": "int", "note": "text"}
    with pytest.raises(ValueError, match="uses:lst: no kind is called 'lst'"):
        columns("id! uses:lst")
    told = [(column.key, column.kind, column.unit) for column in heads("id:key p:money:CNY note")]
    assert told == [("id", "key", ""), ("p", "money", "CNY"), ("note", "text", "")]
    with pytest.raises(ValueError, match="id:kye: no kind is called 'kye'"):
        heads("id:kye city")


def test_a_landscape_with_a_wrong_frame_is_refused(small: Landscape) -> None:
    """A frame without its declared columns makes no landscape."""
    held = {name: getattr(small, name) for name in FRAMES}
    held["trials"] = held["trials"].drop(columns=["phase"])
    with pytest.raises(ValueError, match="frame trials has columns"):
        Landscape(project=small.project, vocabulary=small.vocabulary, **held)


def by_id(landscape: Landscape, frame: str) -> dict[str, dict[str, object]]:
    return {row["id"]: row for row in landscape.rows(frame)}


def test_sponsors_are_found_by_their_names(small: Landscape) -> None:
    """A listed name gives company or institution; else the registry's class decides the type."""
    trials = by_id(small, "trials")

    def sponsor(trial: str) -> tuple[object, ...]:
        keys = ("sponsor_id", "sponsor_kind", "sponsor_type", "sponsor_short")
        return tuple(trials[trial][key] for key in keys)

    assert sponsor("T2") == ("acme", "company", "industry", "Acme")
    assert sponsor("T4") == ("uni", "institution", "academic", "Uni")
    assert sponsor("T5") == (None, None, "industry", "Nobody")
    assert sponsor("T6") == (None, None, "academic", "Somebody")
    assert sponsor("T7") == (None, None, "other", "A person")


def test_settings_follow_the_printed_rule(small: Landscape) -> None:
    """Extract first, then conditions that agree, then programmes that agree, else not stated."""
    trials = by_id(small, "trials")
    found = {trial: (row["setting"], row["setting_rule"]) for trial, row in trials.items()}
    assert found["T5"] == ("dry", "extract")
    assert found["T3"] == ("wet", "conditions")
    assert found["T1"] == ("wet", "programme")
    assert found["T2"] == (None, None), "its two programmes do not agree"
    assert found["T6"] == (None, None), "its conditions name both settings"
    assert found["T7"] == ("wet", "conditions"), "no indication, but the setting's own pattern"


def test_a_trial_gets_the_targets_of_its_programmes(small: Landscape) -> None:
    """Targets reach a trial by the programmes that list it, each once; else it has none."""
    trials = by_id(small, "trials")
    assert trials["T2"]["programmes"] == ("one", "two")
    assert trials["T2"]["target"] == "A/B"
    assert trials["T7"]["targets"] == ()
    assert trials["T7"]["target"] is None


def test_places_of_a_trial(small: Landscape) -> None:
    """Focus and peers come from the countries of sites; a record without any is in neither."""
    trials = by_id(small, "trials")
    assert (trials["T2"]["in_focus"], trials["T2"]["peers"]) == (True, ("There",))
    assert (trials["T7"]["in_focus"], trials["T7"]["peers"]) == (False, ())


def test_codes_become_terms_and_stay_beside_them(small: Landscape) -> None:
    """The registry's code is kept; an absent phase is None, which is not the code for N/A."""
    trials = by_id(small, "trials")
    assert (trials["T4"]["phase"], trials["T4"]["phase_code"]) == ("na", "N-A")
    assert trials["T3"]["phase"] is None
    assert (trials["T4"]["status_group"], trials["T4"]["status_code"]) == ("ended", "DONE")


def test_the_newest_fact_is_current(small: Landscape) -> None:
    """Of facts about the same thing the newest at the as-of date is current; later ones wait."""
    prices = [fact for fact in small.rows("facts") if fact["what"] == "list-price"]
    assert [(fact["value"], fact["current"]) for fact in prices] == [
        (900, False),
        (1000, True),
        (5, False),
    ]


def test_first_approval_is_the_earliest(small: Landscape) -> None:
    """A product's first approval is its earliest use's; filed products have none and no order."""
    products = by_id(small, "products")
    assert (products["rain"]["approval"], products["rain"]["order"]) == ("2024-05", 1)
    assert (products["dew"]["approval"], products["dew"]["order"]) == (None, None)
    assert [use["filed"] for use in small.rows("uses")] == [None, None, "2026-02"]


def test_disputes_of_all_kinds_are_gathered(small: Landscape) -> None:
    """Alternates and rejected values of facts, products and CSV rows, with the value held."""
    found = {(row["record"], row["held"], row["value"]) for row in small.rows("disputes")}
    assert found == {
        ("dew", "accepted", "submitted"),
        ("rain", None, "Shower"),
        ("d1", "1500000", "2000000"),
    }


def test_a_code_that_no_vocabulary_knows_states_nothing_and_is_said() -> None:
    """A phase becomes none, a status is no active and no ended one, a class makes no company; a
    table of trials says how many of those that it counts have one, and no other table does.

    Phase 1 is left with T5, not stated are T1, T3, T6, T7 and T8; T2 leaves the open trials. T5
    runs elsewhere: what counts the focus country's trials says nothing of its sponsor's class, and
    tables without a row say nothing at all.
    """
    records = small_records()
    codes = {"T1": {"phase": "PHASE9"}, "T2": {"status": "DORMANT"}, "T5": {"sponsor_class": "X"}}
    trials = {id: changed(records.trials[id], **told) for id, told in codes.items()}
    known = landscape_of(replace(records, trials=records.trials | trials))
    tables = Tables(known)

    def units(table: str, row: str, column: str = "n") -> set[str]:
        return set(tables[table].units((row,), (column,)))

    assert units("trials-by-phase", "p1") == {"T5"}
    assert units("trials-by-phase", "not-stated") == {"T1", "T3", "T6", "T7", "T8"}
    assert units("trials-by-status", "not-stated") == {"T2"}
    assert units("trials-by-status", "not-stated", "status-group:unknown") == {"T2"}
    assert known.by_id("trials")["T5"]["sponsor_type"] == "other"
    said = {
        "PHASE9": "Phases that no vocabulary knows: PHASE9, of 1 record, counted as not stated.",
        "DORMANT": "Statuses that no vocabulary knows: DORMANT, of 1 record, counted among the "
        "unknown, neither as started nor as planned.",
        "X": "Classes of sponsor that no vocabulary knows: X, of 1 record, counted as another type.",
    }
    telling = {
        id: [code for code, sentence in said.items() if sentence in table.rule]
        for id, table in tables.items()
        if "no vocabulary knows" in table.rule
    }
    focus = ("quarter", "setting", "sponsor", "sponsor-type")
    assert telling == {
        **{f"trials-by-{axis}": [*said] for axis in ("country", "phase", "status", "target")},
        "trials-by-country-year": [*said],
        "trials": [*said],
        **{f"trials-by-{axis}": ["PHASE9", "DORMANT"] for axis in focus},
        "trials-entrants": ["PHASE9", "DORMANT"],
    }


def test_partial_dates() -> None:
    """Order, year and quarter of a date follow from the precision that it has."""
    dates = ["2024", "2024-H1", "2024-H2", "2024-Q2", "2024-05", "2024-05-06"]
    assert [first_day(date) for date in dates] == [
        "2024-01-01",
        "2024-01-01",
        "2024-07-01",
        "2024-04-01",
        "2024-05-01",
        "2024-05-06",
    ]
    assert [quarter_of(date) for date in dates] == [
        *(None, None, None),
        *("2024-Q2", "2024-Q2", "2024-Q2"),
    ]
    assert (year_of("2024-H2"), year_of(None), quarter_of(None)) == (2024, None, None)


def test_frames_wait_for_pandas() -> None:
    """Importing the tables does not import pandas: commands that need none stay quick."""
    code = "import sys, cartreport.landscape; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0

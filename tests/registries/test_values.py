"""Spellings of phase, status, date, number, age and country, each as its one form."""

from __future__ import annotations

import pytest

from cartreport.registries import days, ictrp, ictrp_csv, values
from cartreport.registries.country import (
    country,
    country_of_site,
    is_region,
    places,
)
from cartreport.registries.ctgov_csv import _locations
from cartreport.registries.row import distinct, tidy, without_addresses

EU = "Human pharmacology (Phase I): {}\n Therapeutic exploratory (Phase II): {}\n   Therapeutic confirmatory - (Phase III): {}\nTherapeutic use (Phase IV): {}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("PHASE1|PHASE2", "PHASE1|PHASE2"),
        ("Phase 1|Phase 2", "PHASE1|PHASE2"),
        ("Phase 1/Phase 2", "PHASE1|PHASE2"),
        ("Phase 1 / Phase 2", "PHASE1|PHASE2"),
        ("Phase 1/2", "PHASE1|PHASE2"),
        ("Phase2, Phase3", "PHASE2|PHASE3"),
        ("Phase I/II", "PHASE1|PHASE2"),
        ("Phase Ⅰ/Ⅱ", "PHASE1|PHASE2"),
        ("Phase-3", "PHASE3"),
        ("Phase 1b/2a", "PHASE1|PHASE2"),
        ("1-2", "PHASE1|PHASE2"),
        ("4", "PHASE4"),
        ("NA", "NA"),
        ("Na", "NA"),
        ("N/A", "NA"),
        ("Not Applicable", "NA"),
        ("", ""),
        ("null", ""),
        ("Early Phase 1", "EARLY_PHASE1"),
        ("Early Phase1", "EARLY_PHASE1"),
        ("EARLY_PHASE1", "EARLY_PHASE1"),
        ("Phase 0", "EARLY_PHASE1"),
        ("Therapeutic confirmatory  (Phase III)", "PHASE3"),
        ("Human Pharmacology (Phase I)-  Other", "PHASE1"),
        (
            "Phase I and Phase II (Integrated)- First administration to humans",
            "PHASE1|PHASE2",
        ),
        ("II期", "PHASE2"),
        ("I/Ⅱ期", "PHASE1|PHASE2"),
        ("其它其他说明:Ib/IIa期", "PHASE1|PHASE2"),
        (EU.format("no", "yes", "no", "no"), "PHASE2"),
        (EU.format("yes", "yes", "", ""), "PHASE1|PHASE2"),
        (EU.format("", "", "", ""), ""),
        ("2020-02-01", None),
        ("Phase unclear", None),
        ("adaptive", None),
    ],
)
def test_phase(text: str, code: str | None) -> None:
    """Every register's spelling is a code of the API; an unknown one is never guessed."""
    assert values.phase(text) == code


def test_the_bare_zero_of_ictrp_is_no_phase_0() -> None:
    """ChiCTR's commonest phase, ``0``, stands for other; the word Phase 0 is early Phase 1."""
    assert ictrp.phase("0") == ""
    assert ictrp.phase("Phase 0") == "EARLY_PHASE1"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("RECRUITING", "RECRUITING"),
        ("Active, not recruiting", "ACTIVE_NOT_RECRUITING"),
        ("Active Not Recruiting", "ACTIVE_NOT_RECRUITING"),
        ("ENROLLING_BY_INVITATION", "ENROLLING_BY_INVITATION"),
        ("Unknown status", "UNKNOWN"),
        ("No longer available", "NO_LONGER_AVAILABLE"),
        ("Not Recruiting", "NOT_RECRUITING"),
        ("Not recruiting", "NOT_RECRUITING"),
        ("Authorised", "AUTHORISED"),
        ("Temporarily halted", "SUSPENDED"),
        ("", "NOT_STATED"),
        ("Paused by moonlight", None),
    ],
)
def test_status(text: str, code: str | None) -> None:
    """A status is the API's code; "not recruiting" is not taken for a state that it may not be."""
    assert values.status(text) == code


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2019-03-04", "2019-03-04"),
        ("2019-03", "2019-03"),
        ("2019", "2019"),
        ("September 20, 2018", "2018-09-20"),
        ("June 2022", "2022-06"),
        ("17 February 2020", "2020-02-17"),
        ("6/20/2023", "2023-06-20"),
        ("8/7/2026", None),
        ("8/8/2026", "2026-08-08"),
        ("2020/02/01", "2020-02-01"),
        ("20200217", "2020-02-17"),
        ("2020-02-01T10:00:00", "2020-02-01"),
        ("null", ""),
        ("N/A", ""),
        ("", ""),
        ("2023-02-30", None),
        ("soon", None),
    ],
)
def test_date(text: str, iso: str | None) -> None:
    """Month-only dates keep their precision, a day that is none is no date."""
    assert days.date(text) == iso


def test_day_first() -> None:
    """ICTRP's dates are day first; where that can't be, the other order is plain."""
    assert days.date("08/07/2026", day_first=True) == "2026-07-08"
    assert days.date("08/07/2026", day_first=False) == "2026-08-07"
    assert days.date("25/03/2020", day_first=False) == "2020-03-25"
    assert days.date("03/25/2020", day_first=True) == "2020-03-25"


@pytest.mark.parametrize(
    ("text", "number"),
    [("19.0", "19"), ("0", "0"), ("1,200", "1200"), ("", ""), ("null", ""), ("12.5", None)],
)
def test_whole(text: str, number: str | None) -> None:
    """0 is a value, 19.0 is 19, a fraction is no number of patients."""
    assert values.whole(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("100", "100"),
        ("Experimental group:30;Control group:30;", "60"),
        ("Case series:100;", "100"),
        ("Target condition:9;Difficult condition:9", "18"),
        ("Severe; or mild group:600;", "600"),
        ("国内:45；", "45"),
        ("as many as come", None),
    ],
)
def test_group_sizes(text: str, number: str | None) -> None:
    """Sizes of groups are summed, whatever their names hold."""
    assert values.group_sizes(text) == number


@pytest.mark.parametrize(
    ("text", "age"),
    [
        ("18 Years", "18 Years"),
        ("6 Months", "6 Months"),
        ("18", "18 Years"),
        ("1", "1 Year"),
        ("1 Year", "1 Year"),
        ("0", "0 Years"),
        (">= 20age old", "20 Years"),
        ("100years-old", "100 Years"),
        ("N/A", ""),
        ("no maximum age", ""),
        ("??", None),
    ],
)
def test_age(text: str, age: str | None) -> None:
    """A bare number is years; words for no limit are none."""
    assert values.age(text) == age


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Chian", "China"),
        ("China?", "China"),
        ("china", "China"),
        ("Wuhan", "China"),
        ("Korea, Republic of", "South Korea"),
        ("Turkey (Türkiye)", "Turkey"),
        ("Iran (Islamic Republic of)", "Iran"),
        ("The Netherlands", "Netherlands"),
        ("Hong Kong", "Hong Kong"),
        ("Taiwan", "Taiwan"),
        ("Ruritania", "Ruritania"),
    ],
)
def test_country(text: str, name: str) -> None:
    """One name each; Hong Kong and Taiwan stay apart; an unknown name stays."""
    assert country(text) == name


def test_countries_of_lists_and_sites() -> None:
    """Commas within names hold, a region of the world is known for one."""
    parts = places("Japan,Asia(except Japan),Australia,Europe")
    assert [part for part in parts if not is_region(part)] == ["Japan", "Australia"]
    assert places("Korea, Republic of") == ["Korea, Republic of"]
    assert places("United States, Korea, Republic of") == [
        "United States",
        " Korea, Republic of",
    ]
    assert country_of_site("A, Seoul, 03722, Korea, Republic of") == "South Korea"
    assert country_of_site("B, Beijing, Beijing, 100000, China") == "China"


def test_a_site_in_words_without_a_comma_names_no_country() -> None:
    """A hospital's name alone says of no country."""
    found = {"locations": "North Hospital|South Hospital, Rome, Italy"}
    _locations(found, "China")
    assert found["countries"] == ["Italy"]


def test_spreadsheet_dates_of_phases() -> None:
    """A phase 1-2 of which a spreadsheet made the first of February is a phase again."""
    assert ictrp_csv.undated("2020-02-01") == "1-2"
    assert ictrp_csv.undated("2020-03-02") == "2-3"
    assert ictrp_csv.undated("2020-03-03") == "2020-03-03"
    assert ictrp_csv.undated("Phase 1") == "Phase 1"


def test_addresses_in_words_are_left_out() -> None:
    """A summary that holds an e-mail address loses it."""
    assert without_addresses("ask a.b@c-d.org.cn now") == "ask [address left out] now"
    assert without_addresses("5 mg @ noon") == "5 mg @ noon"


def test_text_is_tidy() -> None:
    """Blanks are single, ligatures open, control characters gone; a bar can't split a list."""
    assert tidy(" a\u00a0 b\n\tc \x00") == "a b c"
    assert tidy("e\ufb03cacy") == "efficacy"
    assert distinct(["x", "x ", None, "", "a|b"]) == ("x", "a/b")

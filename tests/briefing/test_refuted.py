"""Kinds of sentence that a reader refuted on a built page: each is withheld, or says what it counts."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from small_landscape import (
    earlier_snapshot,
    landscape_since,
    programme,
    small_landscape,
    trial,
)
from test_programme_sections import with_programmes
from test_record_sections import changed
from test_trial_sections import of, section, started

from cartreport.briefing.briefing import Section, Statement, Text
from cartreport.briefing.desk import Desk
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import Number, traced, untraced
from cartreport.briefing.sayings import SAYINGS, bearing
from cartreport.briefing.sections.news import called, chosen
from cartreport.briefing.wording import read_words
from cartreport.briefing.words import Words
from cartreport.landscape import Tables
from cartreport.landscape.model import landscape_of

ROOT = Path(__file__).resolve().parents[2]
WORDS = read_words([(ROOT / "templates/briefing/words.yaml", "words.yaml")], {})


def told(made: Section | None) -> str:
    """The sentences of a section, and the dek of a cover."""
    assert made is not None
    texts = [statement.body.text for statement in made.statements]
    dek: Any = made.extra.get("dek")
    texts += [dek.text] if dek else []
    return untraced("\n".join(texts))


def begun(*places: int, **more: Any) -> list[Any]:
    """Trials that have started in 2026, of which the data know two months."""
    return [{**row, "start": "2026-02-01"} for row in started(2026, *places, **more)]


def test_what_names_no_place_is_counted_in_the_years_that_are_named(measure: Measure) -> None:
    """The cover names 2026 and 2025, the summary 2024 too: a trial of 2024 is none of the cover's."""
    years = [*started(2024, 12, 8, 1), *started(2025, 16, 4), *begun(15, 5)]
    assert "no place" not in told(section(of(*years), "cover", measure))
    assert "; 1 more of 2024 names no place" in told(section(of(*years), "summary", measure))
    both = [*years, *begun(0, 0, 2, mark="n")]
    assert "; 2 more of 2026 name no place" in told(section(of(*both), "cover", measure))
    assert "; 3 more of 2024 and 2026 name no place" in told(section(of(*both), "summary", measure))


def test_nobody_is_new_by_a_trial_that_has_not_begun() -> None:
    """Acme's trial of 2024 has begun. Cove's, due in 2025, has not: Cove is new in no year."""
    waits = trial("W", "Cove", "WAIT", start="2025-03-01", countries=["Here"])
    frame = Tables(of(*started(2024, 1), waits))["trials-entrants"].frame
    assert dict(zip(frame["id"], frame["new"], strict=True)) == {"2024": 1, "not-stated": 1}


def test_a_sponsor_is_at_home_under_each_of_its_names() -> None:
    """ACME Inc. is Acme, which has a trial in Home: its trial without a place is one from home."""
    here = trial("A", "Acme", start="2024-01-01", countries=["Here"])
    nowhere = trial("B", "ACME Inc.", start="2024-01-01")
    frame = Tables(of(here, nowhere))["trials-by-country-year"].frame
    assert list(frame["home"]) == [1]


def test_a_share_by_phase_is_of_what_states_one(measure: Measure) -> None:
    """Of 5 trials in Home one is below phase 2 and one in it; three state no phase of the ladder."""
    made = section(small_landscape(), "glance", measure)
    assert made is not None
    title = untraced(made.exhibits[0].title)
    assert title == "1 of 2 trials with a phase sits below phase 2, none past it"


def test_a_date_that_may_lie_within_is_counted_and_said(measure: Measure) -> None:
    """Twelve months to 1 December 2025: a deal of 2024, no more is known, may be of them."""
    assert Tables(small_landscape())["deals"].as_of == "2025-12-01"
    text = told(section(changed("deals", 0, date="2024"), "summary", measure))
    assert ", 1 of them without a day and perhaps earlier, " in text
    assert "perhaps earlier" not in told(section(small_landscape(), "summary", measure))


@pytest.mark.parametrize(("date", "n"), [("2024-12-01", 1), ("2024-12-02", 2)])
def test_twelve_months_are_no_day_more(date: str, n: int, measure: Measure) -> None:
    """Twelve months to 1 December 2025 begin on the second of that month of 2024."""
    text = told(section(changed("deals", 0, date=date), "summary", measure))
    assert f"{n} {'deal' if n == 1 else 'deals'} in the twelve months to 1 December 2025" in text


def test_a_deal_that_is_news_is_not_named_again(measure: Measure) -> None:
    """Cove's loan is news of this edition, and the newest deal of known amount: it is said once."""
    priced = {"date": "2025-12-01", "total": 3000000.0}
    known = told(section(changed("deals", 1, **priced), "summary", measure))
    assert "The newest of known day and amount: Cove: Well" in known
    since = landscape_since(earlier_snapshot())
    frame = since.deals.copy()
    for column, value in priced.items():
        frame.loc[frame["id"] == "d2", column] = value
    news = told(section(replace(since, deals=frame), "summary", measure))
    assert "One since 2026-02: Cove – Loan, GBP 3 m." in news
    assert "The newest of known day and amount" not in news


def test_what_was_said_alike_before_gives_way_to_news(measure: Measure) -> None:
    """Rule 6, novelty: one product was approved in 2026-02 as now, four programmes were five.

    The sentence of the same number is withheld where there is news, that of another is let through;
    the first two are said in every edition, and all of them where nothing is new. Seven fit. A date
    is held against the one that stood there: of the second use there was none.
    """
    landscape = landscape_since(earlier_snapshot())
    desk = Desk(landscape, Tables(landscape), Words({"none": "–"}), measure)

    def statement(id: str, number: str, address: str) -> Statement:
        return Statement(id, id, Text(f"There are {traced(number, address)}."))

    same = [statement(f"same{n}", "1", "approved-products/*/rows") for n in range(3)]
    moved = [statement(f"moved{n}", "5", "programmes-by-setting/*/n") for n in range(6)]
    day, use = "approved-products/rain/approval", "approvals-timeline/rain%202/date"
    dates = [statement("day", "May 2024", day), statement("use", "February 2025", use)]
    news = Statement("news", "news", Text("Something."))

    def ids(news: list[Statement], standing: list[Statement]) -> list[str]:
        return [one.id for one in chosen(desk, news, standing)]

    standing = [*same, moved[0]]
    assert ids([news], standing) == ["news", "same0", "same1", "moved0"]
    assert ids([], standing) == ["same0", "same1", "same2", "moved0"]
    assert ids([news], [*same, *dates]) == ["news", "same0", "same1", "use"]
    assert len(ids([news], moved)) == 7 == len([news, *moved])
    assert len(ids([news, news], moved)) == 7


@pytest.mark.parametrize(
    ("n", "firm", "safe", "suffix"),
    [(4, 3, 1, ""), (4, 3, 0, ".efficacy"), (4, 0, 0, ".weak"), (1, 1, 1, ".one")],
)
def test_results_on_a_weak_source_make_no_title(n: int, firm: int, safe: int, suffix: str) -> None:
    """What is counted in the title rests on a firm source; of one product nothing is counted."""
    values = {
        key: Number(value, f"t/*/{key}")
        for key, value in (("n", n), ("told", firm), ("safe", safe))
    }
    assert bearing("approved.outcomes.title", values) == f"approved.outcomes.title{suffix}"


def test_no_part_of_one_is_counted() -> None:
    """“One of one product”: a wording of a part of all products or sources has another for one."""
    part = re.compile(r"of (?:the )?\{(n|dated|bars):word\} (?:\{\w+\||products|largest|target)")
    lone = [
        key
        for key, text in WORDS.patterns.items()
        if part.search(text) and not key.endswith((".none", ".tie")) and not _for_one(key)
    ]
    assert lone == []


def _for_one(key: str) -> bool:
    """Whether an entry is never said of one: a wording with a guard, or one beside ``.one``."""
    names = [key, key.rpartition(".")[0]]
    guarded = [
        held
        for name in names
        for held in SAYINGS.get(name, ())
        if name + held.suffix == key and any("least 2" in guard.name for guard in held.guards)
    ]
    return bool(guarded) or WORDS.has(f"{key}.one")


def test_trials_that_are_listed_and_not_found_are_no_zero(measure: Measure) -> None:
    """A programme that lists two trials the registry data do not have reads 0/2, and says so."""
    records = with_programmes(programme("p", trials=["X1", "X2"]), programme("q"))
    made = section(landscape_of(records), "programmes", measure)
    assert made is not None
    exhibit = made.exhibits[0]
    assert exhibit.grid is not None
    cells = {row.cells[0].text: untraced(row.cells[-2].text) for row in exhibit.grid.rows[1:]}
    assert sorted(cells.values()) == ["0/2", "·"]
    assert "“0/2”: so many are listed, none of them" in untraced(exhibit.foot.method.text)


def since_earlier(frame: str, at: str, id: str, **values: object) -> Any:
    """The small landscape since its earlier edition, with other values in one row of a frame."""
    landscape = landscape_since(earlier_snapshot())
    held = getattr(landscape, frame).copy()
    row = held.index[held[at] == id][0]
    for column, value in values.items():
        held.at[row, column] = value
    parts: dict[str, Any] = {frame: held}
    return replace(landscape, **parts)


def test_new_trials_say_how_many_are_doubtful(measure: Measure) -> None:
    """T6 alone is new: where its standing is doubtful the summary says so, else nothing."""
    doubtful = since_earlier("trials", "id", "T6", doubt="bulk")
    text = told(section(doubtful, "summary", measure))
    assert "One since 2026-02, one of doubtful standing: " in text
    new = section(doubtful, "changes", measure)
    assert new is not None
    foot = untraced(new.exhibits[1].foot.included.text)
    assert "“?” is of doubtful standing: 1 of all." in foot
    firm = landscape_since(earlier_snapshot())
    assert "doubtful" not in told(section(firm, "summary", measure))


@pytest.mark.parametrize(("confidence", "mark"), [("high", ""), ("low", "disputed")])
def test_news_on_a_weak_source_is_marked(confidence: str, mark: str, measure: Measure) -> None:
    """A price of June 2025 is news: with a question mark where its source is weak."""
    event = {"of": "products", "record": "rain", "field": "list-price", "date": "2025-06"}
    told_of = since_earlier("changes", "of", "policy", **event, said="→ 7")
    weak = told_of.facts.assign(confidence=confidence)
    made = section(replace(told_of, facts=weak), "changes", measure)
    assert made is not None
    grid = made.exhibits[0].grid
    assert grid is not None
    cells = [row.cells[3] for row in grid.rows if len(row.cells) > 3]
    assert [cell.mark for cell in cells if untraced(cell.text) == "→ 7"] == [mark]


def test_a_list_is_split_as_it_was_joined() -> None:
    """A deal is called by its first party alone, in a language with another comma too."""
    line = {"of": "deals", "who": "甲、乙", "name": "n"}
    desk: Any = SimpleNamespace(words={"list.comma": "、"}.__getitem__)
    assert called(desk, line) == "甲"  # type: ignore[arg-type]

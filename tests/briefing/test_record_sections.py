"""Deals, policy events and figures: what their exhibits say of bounds, places and claims."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_landscape import small_landscape
from small_watch import DAYS, STARTS, early_and_odd, held_against
from test_withheld import section

from cartreport.briefing.briefing import Grid, Section
from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import OWN, Amount, traced, untraced
from cartreport.briefing.sections.market import with_unit
from cartreport.briefing.sections.prices import Prices
from cartreport.briefing.sums import said
from cartreport.briefing.wording import read_words, words_in
from cartreport.briefing.words import Words
from cartreport.errors import TemplateError
from cartreport.landscape import Tables, one_table
from cartreport.landscape.model import Landscape
from cartreport.shipped import shipped
from cartreport.sources.section_plan import BriefingPlan

ROOT = Path(__file__).resolve().parents[2]


def changed(frame: str, row: int, **values: object) -> Landscape:
    """The small landscape with other values in one row of a frame."""
    landscape = small_landscape()
    held = getattr(landscape, frame).copy()
    for column, value in values.items():
        held.at[row, column] = value
    parts: dict[str, Any] = {frame: held}
    return replace(landscape, **parts)


def section_with_evidence(landscape: Landscape, name: str, measure: Measure) -> Section:
    """One section of a briefing that lists its evidence, so that cells cite it."""
    words = read_words([(ROOT / "templates/briefing/words.yaml", "words.yaml")], {})
    plan = BriefingPlan(sections=[name, "evidence"])
    terms = words.knowing(modality="probe", regulator="FRA", registry="the register")
    briefing = compose(landscape, Tables(landscape), "x", plan, terms, measure, "0" * 8)
    return briefing.sections[0]


def policy_rows() -> list[dict[str, str]]:
    """The rows of the bundled file of policy events."""
    with (ROOT / "data" / "policy.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def grid_of(made: Section, exhibit: int) -> Grid:
    """The grid of an exhibit of a section."""
    grid = made.exhibits[exhibit].grid
    assert grid is not None
    return grid


@pytest.mark.parametrize(
    ("amount", "english", "chinese"),
    [
        (1_500_000, "CNY 1.5 m", "150万元人民币"),
        (9_960_000, "CNY 10 m", "996万元人民币"),
        (10_500_000, "CNY 11 m", "1,050万元人民币"),
        (57_250_000, "CNY 57 m", "5,725万元人民币"),
        (400_000_000, "CNY 400 m", "4亿元人民币"),
        (1_225_000_000, "CNY 1,225 m", "12.25亿元人民币"),
        (99_996_000, "CNY 100 m", "1亿元人民币"),
        (144_000, "CNY 0.14 m", "14万元人民币"),
        (99_999, "CNY 99,999", "10万元人民币"),
        (14_900, "CNY 14,900", "1.5万元人民币"),
        (4_900, "CNY 4,900", "4,900元人民币"),
        (400, "CNY 400", "400元人民币"),
        (0, "CNY 0", "0元人民币"),
    ],
)
def test_a_sum_is_said_by_the_counters_of_its_language(
    amount: int, english: str, chinese: str
) -> None:
    """Below ten million there is a decimal: 1.5 million is not 2; of 亿 there are two. A half is up.

    What rounds to a larger counter is said by it, 9,999.6万 as 1亿; what is less than 0.1 m, or
    than 1万, is said as it is, so that no sum is more than a twentieth off.
    """
    folder = [(shipped() / "briefing", "builtin/briefing")]
    assert said(words_in(folder, {}, "en"), amount, "CNY") == english
    assert said(words_in(folder, {}, "zh-Hans"), amount, "CNY") == chinese
    assert said(words_in(folder, {}, "zh-Hans"), 120_000_000, "USD") == "1.2亿美元"
    assert said(words_in(folder, {}, "zh-Hans"), 120_000_000, "XAF") == "1.2亿XAF"
    words = words_in(folder, {}, "en")
    more = replace(words, patterns={**words.patterns, "amount.counters": "million m billion bn"})
    assert [said(more, amount, "USD") for amount in (999_600_000, 999_400_000)] == [
        "USD 1 bn",  # 999.6 m round to 1,000
        "USD 999 m",
    ]
    order = {**words.patterns, "amount.said": "{number} {counter} {currency}"}
    assert said(replace(words, patterns=order), 400, "EUR") == "400 EUR"
    for entry in ("dozen m", "million", ""):
        wrong = replace(words, patterns={**words.patterns, "amount.counters": entry})
        with pytest.raises(TemplateError, match=r"size 'dozen'|no list of pairs"):
            said(wrong, amount, "CNY")


def test_prices_are_counted_as_sums_are() -> None:
    """By hand, of one price alone: 9.996 m to three figures are 10, 999.6万 are 1,000; 19.4 m are
    1,940万; a hundred or more are whole, a half is up in either language; below a million nothing is divided.
    """
    folder = [(shipped() / "briefing", "builtin/briefing")]
    english, chinese = (words_in(folder, {}, language) for language in ("en", "zh-Hans"))

    def printed(words: Words, *amounts: float) -> list[str]:
        lines: Any = [{"price": n, "price_unit": "CNY per dose"} for n in amounts]
        prices = Prices(lines, (), words)
        return [prices.text(amounts[0]), prices.unit, prices.per]

    told = {
        9_996_000: ("10 CNY million", "1,000 万元人民币"),
        19_400_000: ("19.4 CNY million", "1,940 万元人民币"),
        1_166_000: ("1.17 CNY million", "117 万元人民币"),
        1_294_567_000: ("1,295 CNY million", "12.9 亿元人民币"),
        99_996_000: ("100 CNY million", "1 亿元人民币"),
        500_000: ("500,000 CNY", "500,000 元人民币"),
        **{n: (f"{n} CNY", f"{n} 元人民币") for n in (0.4, 1.5, 2.5, 35.3)},
        35.25: ("35.3 CNY", "35.3 元人民币"),
        100.5: ("101 CNY", "101 元人民币"),
        1_295_000: ("1.3 CNY million", "130 万元人民币"),
        1_250_000: ("1.25 CNY million", "125 万元人民币"),
    }
    assert {
        amount: tuple(" ".join(printed(words, amount)[:2]) for words in (english, chinese))
        for amount in told
    } == told
    # beside 1 m, 12 are 0.000012 m, and 0.0012万
    assert printed(english, 12, 1_000_000) == ["0.000012", "CNY million", " per dose"]
    assert printed(chinese, 12, 1_000_000) == ["0.0012", "万元人民币", " per dose"]
    line: Any = {"price": 1_500.5, "price_unit": "USD per dose"}
    assert Prices((), (line,), english).apart(line) == "1,500.5 USD per dose"
    assert Prices((), (line,), chinese).apart(line) == "1,500.5 美元 per dose"
    # a counter that a source wrote is not counted by again, and stays with its currency
    own = {
        "million USD per dose": ["1,200,000", "million USD", " per dose"],
        "USD million per dose": ["1,200,000", "USD million", " per dose"],
        "万元 per dose": ["1,200,000", "万元", " per dose"],
    }
    for unit, right in own.items():
        counted: Any = [{"price": 1_200_000, "price_unit": unit}]
        prices = Prices(counted, (), chinese)
        assert [prices.text(1_200_000), prices.unit, prices.per] == right
        price = Amount(1_200_000, "access/rain/price")
        assert prices.written(price) == traced("1,200,000", price.address, OWN)
    more = {**english.patterns, "amount.counters": "million m billion bn"}
    assert printed(replace(english, patterns=more), 2e9)[:2] == ["2", "CNY bn"]


@pytest.mark.parametrize(
    ("bound", "text"),
    [
        ("at-least", "at least GBP 1.5 m"),
        ("at-most", "at most GBP 1.5 m"),
        ("about", "about GBP 1.5 m"),
        (None, "GBP 1.5 m"),
    ],
)
def test_a_bound_is_printed_as_one(bound: str | None, text: str, measure: Measure) -> None:
    """A floor, a ceiling and a round figure are no exact totals; the upfront has no bound."""
    made = section(changed("deals", 0, bound=bound, upfront=500_000), "deals", measure)
    cells = grid_of(made, 1).rows[1].cells
    assert [cells[-2].text, cells[-1].text] == ["GBP 0.5 m", text]


def test_amounts_are_sorted_within_their_currency(measure: Measure) -> None:
    """EUR 900 million stands before GBP 1.5 million, and EUR 20 before EUR 900."""
    landscape = changed("deals", 1, total=900_000_000, currency="EUR")
    cells = [row.cells[-1] for row in grid_of(section(landscape, "deals", measure), 1).rows]
    assert [cell.unit for cell in cells[:2]] == ["EUR", "GBP"]
    other = section(changed("deals", 1, total=20_000_000, currency="EUR"), "deals", measure)
    assert 0 < grid_of(other, 1).rows[0].cells[-1].sort < cells[0].sort


def test_a_figure_cites_at_most_three_pages(measure: Measure) -> None:
    """One of four references names the three best of them; a deal or an event names one."""
    held = changed("figures", 0, refs=("a", "b", "c", "d"))
    page = held.references["page"]
    cited = replace(held, references=dict.fromkeys(("page", "a", "b", "c", "d"), page))
    rows = grid_of(section_with_evidence(cited, "market", measure), 0).rows
    assert sorted(len(row.cells[0].refs) for row in rows) == [1, 3]
    deals = changed("deals", 0, refs=("a", "b"))
    both = replace(deals, references=dict.fromkeys(("page", "a", "b"), page))
    rows = grid_of(section_with_evidence(both, "deals", measure), 1).rows
    assert [len(row.cells[2].refs) for row in rows] == [1, 1]


def test_figures_are_sorted_within_their_unit(bundled: Landscape, measure: Measure) -> None:
    """By value, all of one unit stand together, the smallest first: CNY is not ranked with USD."""
    rows = grid_of(section(bundled, "market", measure), 0).rows
    ranked = sorted(rows, key=lambda row: (row.cells[1].unit, row.cells[1].sort))
    units = [row.cells[2].text for row in ranked]
    assert units == sorted(units)
    money = [
        float(row.cells[1].text.replace(",", ""))
        for row in ranked
        if row.cells[2].text == "USD million"
    ]
    assert len(money) > 5
    assert money == sorted(money)


def test_words_hold_their_unit_themselves(bundled: Landscape, measure: Measure) -> None:
    """A figure in words has its unit behind it, or none: there is no column that says "text"."""
    grid = grid_of(section(bundled, "market", measure), 1)
    assert [head.label for head in grid.heads] == ["Figure", "Value", "Year", "Kind", "Publisher"]
    by_name = {row.cells[0].text: untraced(row.cells[1].text) for row in grid.rows}
    assert by_name["Full CAR-T course cost"] == "1,100,000 to 1,650,000 CNY"
    assert by_name["Frozen sorted T cells for relma-cel, shelf life"] == "36 months"


@pytest.mark.parametrize(
    ("value", "unit", "english", "chinese"),
    [
        ("20+", "亿元", "20+ 亿元", "20+亿元"),
        ("10–15 (2030)", "CNY", "10–15 (2030) CNY", "10–15 (2030)CNY"),
        ("超过700项试验；占全球过半", "项试验", None, None),
        ("5% to 7%", "%", None, None),
        ("5% to 7%", "a year", "5% to 7% a year", "5% to 7%a year"),
        ("more than 20", "m", "more than 20 m", "more than 20m"),
        ("overnight", None, None, None),
    ],
)
def test_the_unit_of_a_worded_figure_is_printed_once(
    value: str, unit: str | None, english: str | None, chinese: str | None
) -> None:
    """In every language, whatever sign the words end in: but where they have it themselves."""
    folder = [(shipped() / "briefing", "briefing")]
    for language, told in (("en", english), ("zh-Hans", chinese)):
        assert with_unit(words_in(folder, {}, language), value, unit) == (told or value)


def test_an_unknown_amount_says_so_and_counts_as_none(measure: Measure) -> None:
    """A deal without upfront and total is n.d.; one with an upfront alone has an amount."""
    made = section(small_landscape(), "deals", measure)
    assert [cell.text for cell in grid_of(made, 1).rows[0].cells[-2:]] == ["n.d.", "n.d."]
    assert untraced(made.finding).endswith("; 1 with an amount")
    both = section(changed("deals", 1, upfront=1), "deals", measure)
    assert untraced(both.finding).endswith("; 2 with an amount")


def test_no_kind_of_an_incomplete_list_is_put_first(measure: Measure) -> None:
    """The list of deals is curated: which kind has most of them is a matter of what was found."""
    for landscape in (small_landscape(), changed("deals", 1, type="licence")):
        told = untraced(section(landscape, "deals", measure).finding)
        assert told == "2 deals in 2025 in our sources; 1 with an amount"


def test_the_newest_stand_first_and_the_older_ones_are_counted(
    bundled: Landscape, measure: Measure
) -> None:
    """24 of 64 deals and 20 of 66 events are shown."""
    deals = section(bundled, "deals", measure)
    assert len(grid_of(deals, 1).rows) == 24
    assert untraced(deals.exhibits[1].foot.included.text).startswith("24 of 64 deals")
    events = section(bundled, "regulation", measure)
    assert len(grid_of(events, 0).rows) == 20
    assert untraced(events.exhibits[0].title) == (
        "The 20 newest policy events, 18 of them in mainland China"
    )


def test_events_elsewhere_are_not_counted_as_ours(bundled: Landscape, measure: Measure) -> None:
    """59 events of the mainland, five of the US, one of the EU and one of Hong Kong, from the file."""
    here = [row for row in policy_rows() if row["jurisdiction"] == "China"]
    year = sum(row["date"].startswith("2026") for row in here)
    made = section(bundled, "regulation", measure)
    said = untraced(made.finding)
    assert said.startswith(
        f"{len(here)} policy events in mainland China since 2003, {year} of them in 2026 so far"
    )
    bodies = {row.cells[2].text: row.cells[2].small for row in grid_of(made, 0).rows}
    assert bodies["FDA,"] == "US"
    assert bodies["authority not named,"] == "Hong Kong"
    assert bodies["NMPA"] == ""


def test_deals_by_year_are_those_of_the_file(bundled: Landscape) -> None:
    """Each year's deals, and each kind's, counted again from the CSV and the vocabulary's groups."""
    with (ROOT / "data" / "deals.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    kinds = (ROOT / "data" / "vocab" / "deal-types.yaml").read_text("utf-8")
    group = dict(re.findall(r"id: ([\w-]+)[,\n].*?group: ([\w-]+)", kinds, re.DOTALL))
    table = one_table(bundled, "deals-by-year")
    for row in table.frame.to_dict("records"):
        held = [deal for deal in rows if deal["date"].startswith(row["id"])]
        assert row["n"] == len(held)
        for key in [key for key in row if key.startswith("type-group:")]:
            wanted = [d["id"] for d in held if group[d["type"]] == key.split(":")[1]]
            assert sorted(table.units([row["id"]], [key])) == sorted(wanted)
    assert list(table.frame["id"]) == sorted(table.frame["id"])
    assert table.total is not None
    assert table.total["n"] == len(rows)


def test_a_claim_of_a_first_in_the_world_names_who_makes_it() -> None:
    """We count one place: a first or an only one anywhere is what a cited page says."""
    unscoped = re.compile(r"\b(first|only|largest|biggest)\b.*\b(anywhere|world)", re.IGNORECASE)
    texts = {row["id"]: row["summary"] for row in policy_rows()}
    for path in (ROOT / "data" / "companies").glob("*.yaml"):
        found = re.search(r"^position: (.*)$", path.read_text("utf-8"), re.MULTILINE)
        texts[path.stem] = found[1] if found else ""
    claims = {id: text for id, text in texts.items() if unscoped.search(text)}
    assert claims
    assert [id for id, text in claims.items() if "cited page" not in text] == []


def test_an_announced_event_on_a_weak_source_is_marked(measure: Measure) -> None:
    """Of the events to come in January, the result (e1) made low: its row alone has a question mark."""
    known = held_against("2026-01")
    rows = known.awaited.copy()
    rows["confidence"] = [
        "low" if id == "announced/e1" else c
        for id, c in zip(rows["id"], rows["confidence"], strict=True)
    ]
    made = section(replace(known, awaited=rows), "watch-list", measure)
    marks = {
        row.cells[1].text: row.cells[1].mark for row in grid_of(made, 0).rows if row.kind == "row"
    }
    assert {text for text, mark in marks.items() if mark} == {"A result"}
    assert len(marks) > 1


def test_every_dated_event_is_told_or_counted(measure: Measure) -> None:
    """February: of the result (e1) nobody tells. If no list had it, the foot counts it.

    By hand: r1 and S3 to S7 are to come. On January's list it stands in the table of what became
    of that.
    """
    texts = []
    for before in ((), ("2026-01",)):
        made = section(held_against("2026-02", *before), "watch-list", measure)
        texts.append(untraced(made.exhibits[0].foot.included.text))
        assert untraced(made.finding).startswith("Six dated events to come")
    assert [text.partition("registry’s day.")[2] for text in texts] == [
        " One event whose day is over is left out: no source tells what came of it.",
        "",
    ]


def test_what_changed_before_its_day_is_told_apart(
    measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    """15 February: of January's eleven, two are due by now, four changed before their day.

    Title, lead, foot and the two groups of rows say the same; nothing is counted as over that is not.
    """
    early_and_odd(monkeypatch)
    made = section(held_against("2026-02", "2026-01"), "watch-list", measure)
    ahead, became = made.exhibits
    assert untraced(made.lead.text) == (
        "Of eleven events on the list of 2026-01, two were due by now: of two our sources tell nothing; "
        "four changed before their day."
    )
    assert untraced(became.title) == "Of two due by now of the list of 2026-01, none happened"
    assert untraced(became.foot.included.text).endswith(
        "no news 2, not read since 0. Changed before their day: 4."
    )
    told = [
        [row.kind, *(untraced(cell.text) for cell in row.cells if cell.text)]
        for row in grid_of(made, 1).rows
    ]
    assert [row[1:] if row[0] == "group" else [row[2], row[-1]] for row in told] == [
        ["Due by now"],
        ["S8 starts", "no news"],
        ["S2 starts", "no news, by now due 12 Feb 2026"],
        ["Before their day"],
        ["S1 starts", "happened"],
        ["S7 starts", "slipped to Jul 2026"],
        ["S3 starts", "dropped"],
        ["S5 starts", "no longer listed"],
    ]
    assert untraced(ahead.foot.included.text).endswith("not over on the registry’s day.")


def test_a_list_of_which_nothing_is_due_says_what_changed(
    measure: Measure, monkeypatch: pytest.MonkeyPatch
) -> None:
    """9 February: S1 of 20 February has begun; of the ten of January's list no day is over."""
    early_and_odd(monkeypatch)
    monkeypatch.setitem(DAYS, "2026-02", "2026-02-09")
    for id in ("S3", "S5", "S7"):
        then = STARTS[id][0]
        monkeypatch.setitem(STARTS, id, [then, then, None])
    for id in ("S2", "S8"):
        monkeypatch.setitem(STARTS, id, [None, None, None])
    monkeypatch.setitem(STARTS, "S1", [("WAIT", "2026-02-20"), ("OPEN", "2026-02-08"), None])
    made = section(held_against("2026-02", "2026-01"), "watch-list", measure)
    assert untraced(made.lead.text) == (
        "No event on the list of 2026-01, nine in all, was due by now; one changed before its day."
    )
    assert untraced(made.exhibits[1].title) == "One of the list of 2026-01 changed before its day"


def test_a_day_that_nobody_stated_is_not_the_editions(measure: Measure) -> None:
    """Nothing dates the figures and the companies: their feet say so. Deals are read to 20 January."""
    held = replace(small_landscape(), source_dates={"de": "2026-01-20"})
    market = section(held, "market", measure).exhibits[0]
    assert untraced(market.subtitle).endswith("and year, no stated day.")
    assert "Figures, of no stated day" in untraced(market.foot.source.text)
    deals = section(held, "deals", measure).exhibits[0]
    assert "Deals, to 20 January 2026" in untraced(deals.foot.source.text)

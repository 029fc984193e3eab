"""What the sections on products say of ties, weak sources, other units and missing facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_landscape import VOCABULARY, entries, fact, small_records, terms

from cartreport.briefing.briefing import Briefing, Cell, Grid, Section
from cartreport.briefing.compose import compose
from cartreport.briefing.measure import Measure, shipped_faces
from cartreport.briefing.numbers import untraced
from cartreport.briefing.scene import Words
from cartreport.briefing.trace import numbers_in
from cartreport.briefing.wording import read_words
from cartreport.landscape import Tables
from cartreport.landscape.model import landscape_of
from cartreport.landscape.table import Table
from cartreport.sources.records import Product, Records, Reference
from cartreport.sources.section_plan import BriefingPlan
from cartreport.sources.vocabulary import Terms, Vocabulary

ROOT = Path(__file__).resolve().parents[2]
LINE = "people who have stood in at least three storms of any kind and came home wet each time"


def approved(id: str, day: str, *facts: dict[str, Any], **efficacy: Any) -> dict[str, Any]:
    """An approved product with a use, facts of its own and a result of its pivotal trial."""
    more = efficacy.pop("more", {})
    told = [fact("efficacy", efficacy, as_of="2024", refs=["page"], **more)] if efficacy else []
    return {
        "id": id,
        "name": id.capitalize(),
        "short": id.capitalize(),
        "stage": "approved",
        "company": "acme",
        "targets": ["a"],
        "uses": [
            {
                "indications": ["flood"],
                "short": "Flood",
                "disease": "Flood",
                "line": LINE,
                "facts": [fact("approval", day, as_of=day, refs=["page"])],
            }
        ],
        "facts": list(facts),
        "pivotal": [{"name": "GALE", "facts": told}] if told else [],
    }


def price(value: float, unit: str, day: str, **more: Any) -> dict[str, Any]:
    """A list price."""
    return fact("list-price", value, unit=unit, as_of=day, **{"refs": ["page"], **more})


def outcome(value: str, scheme: str, what: str = "reimbursement", **more: Any) -> dict[str, Any]:
    """What came of a product under a scheme."""
    return fact(what, value, as_of="2026-01", refs=["page"], **{"for": scheme}, **more)


PAGE = {"kind": "paper", "publisher": "P", "accessed": "2026-03-01"}
OPEN = {"alternates": [{"value": "other", "reason": "another page"}]}
PRODUCTS = (
    approved(
        "rain",
        "2024-05",
        price(900, "GBP a cloud", "2024-06"),
        price(1000, "GBP a cloud", "2025-06"),
        price(5, "GBP a cloud", "2026-06"),
        outcome("listed", "basic"),
        outcome("nearly twenty plans", "town", "coverage"),
    ),
    approved(
        "hail",
        "2025-01",
        price(2000, "GBP a cloud", "2026-01", **OPEN),
        outcome("listed", "extra", **OPEN),
        wet=50.0,
        n=20,
    ),
    approved(
        "sleet",
        "2025-02",
        price(7, "USD", "2026-01"),
        outcome("waits", "basic"),
        wet=41.6,
        part="part 1",
    ),
    approved("fog", "2025-03", wet=30.0, dry=3, n=9, n_narrow=8, more={"confidence": "low"}),
)
WORDS = Vocabulary(
    {
        **VOCABULARY.by_name,
        "schemes": terms(
            "schemes",
            {"id": "basic", "label": "Basic list", "short": "Basic", "role": "basic"},
            {"id": "extra", "label": "Extra list", "definition": "Paid by nobody."},
            {"id": "town", "label": "Town plans"},
        ),
        "scheme-outcomes": terms(
            "scheme-outcomes",
            {"id": "listed", "label": "On the list", "short": "yes", "role": "listed"},
            {
                "id": "waits",
                "label": "In review, its outcome unknown",
                "short": "in review",
                "role": "pending",
            },
        ),
        "measures": terms(
            "measures",
            {"id": "n_narrow", "role": "size"},
            {"id": "n", "role": "size"},
            {"id": "part", "role": "part"},
            {"id": "wet", "label": "Wetness", "short": "WET", "unit": "%"},
            {"id": "dry", "label": "Dryness", "short": "DRY", "unit": "mm"},
            {"id": "soaked", "label": "Soaked", "short": "SOAKED", "role": "count"},
            {"id": "hr", "label": "Hazard ratio", "short": "HR"},
        ),
    }
)


def records(*products: dict[str, Any]) -> Records:
    """The small records with other products."""
    return replace(small_records(), products=entries(Product, *products), vocabulary=WORDS)


def composed(told: Records, measure: Measure) -> Briefing:
    """Their sections on products, in the shipped words."""
    subject = {"modality": "probe", "regulator": "FRA", "registry": "the register"}
    words = read_words([(ROOT / "templates" / "briefing" / "words.yaml", "words.yaml")], subject)
    landscape = landscape_of(told)
    plan = BriefingPlan(sections=["summary", "approved", "access", "evidence"])
    tables = Tables(landscape)
    return compose(landscape, tables, "small", plan, words.knowing(**subject), measure, "0" * 8)


@pytest.fixture(scope="module")
def made(measure: Measure) -> Briefing:
    """The four products."""
    return composed(records(*PRODUCTS), measure)


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    """Their tables."""
    return Tables(landscape_of(records(*PRODUCTS)))


def part(made: Briefing, id: str) -> Section:
    """A section by its id."""
    return next(section for section in made.sections if section.id == id)


def said(made: Briefing, id: str) -> str:
    """Every sentence of a section's exhibits."""
    section = part(made, id)
    texts: Iterator[str] = (
        text
        for item in section.exhibits
        for text in (item.title, item.subtitle, item.foot.included.text, item.foot.method.text)
    )
    return untraced("\n".join((section.finding, *texts)))


WORDED = "Sources tell of cover, centres or terms, of no list price"
RUNGS = ["Approved", "List price known", "Basic", "Extra list", "Town plans"]


def grid(made: Briefing, id: str, exhibit: str) -> Grid:
    """The table of one exhibit of a section."""
    return next(item.grid for item in part(made, id).exhibits if item.id == exhibit)


def cells(made: Briefing, id: str) -> dict[str, tuple[Cell, ...]]:
    """The rows of a section's table by their first cell."""
    grids: list[Grid] = [item.grid for item in part(made, id).exhibits if item.grid]
    return {row.cells[0].text: row.cells for row in grids[0].rows}


def test_a_tie_of_lists_is_a_tie(made: Briefing) -> None:
    """One product on each of two lists: neither leads, and the basic one is not named twice."""
    assert "The lists “Basic” and “Extra list” have one of four products each" in said(
        made, "access"
    )
    (access,) = (s for s in part(made, "summary").statements if s.id == "summary.access")
    assert untraced(access.body.text).endswith("The Basic list and Extra list have 1 each.")


def test_prices_are_printed_where_no_scheme_is_declared(measure: Measure) -> None:
    """Nothing is said of lists then, and no rung stands; without a price the words alone do."""
    vocabulary = Vocabulary({**WORDS.by_name, "schemes": Terms("schemes", "", {})})
    made = composed(replace(records(*PRODUCTS), vocabulary=vocabulary), measure)
    text, centres = (
        said(made, "access"),
        fact("treatment-centres", "one", as_of="2026", refs=["page"]),
    )
    assert text.startswith("Three of four products have a list price in our sources\n")
    assert [exhibit.id for exhibit in part(made, "access").exhibits] == ["table", "words"]
    assert [word for word in ("n.f.", "on the list", "lists", "rung") if word in text] == []
    assert grid(made, "access", "table").heads[-1].label == "List price, GBP"
    (told,) = (s for s in part(made, "summary").statements if s.id == "summary.access")
    assert untraced(told.body.text) == (
        "The known list price of 2025 is 1,000 GBP (n = 1 of 4; 1 in another unit, "
        "1 disputed or on a weak source)."
    )
    for product, finding in (
        (PRODUCTS[0], "A list price of the one product is in our sources"),
        (dict(approved("mist", "2025-01-05", centres)), WORDED),
    ):
        one = composed(replace(records(product), vocabulary=vocabulary), measure)
        assert untraced(part(one, "access").finding) == finding


def test_the_basic_list_is_named_beside_the_longest(measure: Measure) -> None:
    """Hail is on the extra list, nobody on the one that is basic, whatever its place among them."""
    schemes = list(WORDS["schemes"])
    told = records(PRODUCTS[1], PRODUCTS[2])
    for order in (schemes, [schemes[1], schemes[0], schemes[2]]):
        held = replace(WORDS["schemes"], by_id={term.id: term for term in order})
        vocabulary = Vocabulary({**WORDS.by_name, "schemes": held})
        text = said(composed(replace(told, vocabulary=vocabulary), measure), "access")
        assert text.startswith(
            "One of two products is on the list “Extra list”, none found on “Basic”\n"
        )


def test_a_range_is_of_one_unit_one_year_and_firm_prices(made: Briefing) -> None:
    """Rain's 1,000 GBP of June 2025 stand alone: Hail's price is disputed, Sleet's is in USD.

    What is not in the range is said, and so is the product without any price.
    """
    text = said(made, "access")
    assert "List price of 2025: 1,000 GBP for one product\n" in text
    left = "Not in the range: one in another unit, one disputed or weak, none found for one."
    assert left in text
    assert "GBP, n = 2; " in text, "two are drawn"
    assert "median" not in text, "of one there is none"
    price = cells(made, "access")["Sleet"][3].text
    assert price.endswith("\ue002 USD"), "the number is traced, its unit is the source's"
    assert untraced(price) == "7 USD"
    assert cells(made, "access")["Fog"][3].title == "No list price found"


def test_one_price_is_no_range(measure: Measure) -> None:
    """A single amount has neither ends nor a median."""
    text = said(composed(records(PRODUCTS[0]), measure), "access")
    assert "List price of 2025: 1,000 GBP for one product\n" in text
    assert "median" not in text


def test_a_median_is_a_price_or_stands_between_two(measure: Measure) -> None:
    """Of 10, 20, 40, 70 it is midway between 20 and 40, each the price of its product; of three it is one; two have none."""
    sold = [
        approved(name, "2025-01", price(value, "GBP", "2025-06"))
        for name, value in (("rain", 10), ("hail", 70), ("fog", 20), ("sleet", 40))
    ]
    told = [composed(records(*sold[:n]), measure) for n in (4, 3, 2)]
    assert "dotted" not in said(told[2], "access")
    four, three = (
        next(one.subtitle for one in part(made, "access").exhibits if "dotted" in one.subtitle)
        for made in told[:2]
    )
    assert "; dotted line = median of those of 2025, midway between 20 and 40;" in untraced(four)
    assert {"access/fog/price", "access/sleet/price"} <= {at for at, _ in numbers_in(four)}
    assert "; dotted line = median of those of 2025, 20;" in untraced(three)


def test_no_list_lists_any(measure: Measure) -> None:
    """Where no product is listed, no list is named."""
    text = said(composed(records(PRODUCTS[2]), measure), "access")
    assert text.startswith("The one product was found on no list\n")
    assert "From one approved to one priced and none listed; for one no outcome" in text


def test_open_conflicts_are_marked(made: Briefing) -> None:
    """A price and an outcome that another source contradicts have a question mark."""
    hail = cells(made, "access")["Hail"]
    assert hail[3].title.startswith("Hail: list price 2,000 ? GBP")
    assert hail[5].mark == "disputed"
    assert cells(made, "access")["Rain"][4].mark == ""
    assert "one disputed or weak" in said(made, "access")


def test_words_of_a_source_are_reported(made: Briefing, tables: dict[str, Table]) -> None:
    """What the page calls reported stands in the table, which the cell's title repeats."""
    cell = cells(made, "access")["Rain"][6]
    assert (cell.text, cell.tone) == ("reported", "strong")
    held = tables["access"].frame.set_index("id")["scheme:town"]
    assert held["rain"] == cell.title == "nearly twenty plans"
    assert "reported = in the source’s own words" in said(made, "access")
    assert "in review = in review, its outcome unknown." in said(made, "access")
    assert "Extra list: Paid by nobody." in said(made, "access")


@pytest.mark.parametrize(
    ("label", "explained"), [("In review for a year", False), ("In review for 2 years", True)]
)
def test_a_label_of_more_than_twenty_letters_is_explained(
    measure: Measure, label: str, *, explained: bool
) -> None:
    """The table prints "in review": what is hardly longer says no more."""
    short = {"id": "waits", "label": label, "short": "in review", "role": "pending"}
    known = {**WORDS.by_name, "scheme-outcomes": terms("scheme-outcomes", short)}
    told = replace(records(PRODUCTS[2]), vocabulary=Vocabulary(known))
    assert ("in review = " in said(composed(told, measure), "access")) is explained


def test_a_product_without_a_day_has_no_lane(measure: Measure) -> None:
    """Mist is approved, and no source says when: it does not stand on the timeline."""
    undated = approved("mist", "2025-04")
    undated["uses"][0]["facts"] = []
    section = part(composed(records(PRODUCTS[0], undated), measure), "approved")
    figure = section.exhibits[0].figure
    assert figure is not None
    names = [item.text for item in figure.scene.items if isinstance(item, Words)]
    assert [name for name in names if name in ("Rain", "Mist")] == ["Rain"]


def test_rungs_count_their_products(tables: dict[str, Table]) -> None:
    """By hand: four approved, three priced, one on each list, one told in words, one waits."""
    ladder = tables["access-ladder"].frame.set_index("id")
    assert dict(ladder["products"]) == {
        "approved": 4,
        "price": 3,
        "scheme:basic": 1,
        "scheme:extra": 1,
        "scheme:town": 1,
    }
    assert dict(ladder["open"]) == {
        "approved": 0,
        "price": 0,
        "scheme:basic": 1,
        "scheme:extra": 0,
        "scheme:town": 0,
    }
    assert tables["access-ladder"].units(["scheme:basic"], ["open"]) == ("sleet",)
    assert ladder["names"]["scheme:basic"] == ("Rain",)
    assert list(ladder["told"])[2:] == ["by outcome", "by outcome", "in words"]


def test_every_measure_and_every_word_that_is_held_is_printed() -> None:
    """Safety beside response, by product and trial; no measure is left out and none is ranked.

    By hand: rain has a safety fact; sleet a part of a trial; fog two sizes, on a weak source. Mist
    is filed, and has no row. Three soaked are a count of the twenty; a ratio of 1 is none, and 0.4% is not 0%.
    """
    told_of = {"n": 20, "wet": 0.4, "dry": 2, "soaked": 3, "hr": 1}
    stormy = approved("rain", "2024-05", fact("safety", told_of, as_of="2025", refs=["page"]))
    filed = {**approved("mist", "2025-04", wet=9.0), "stage": "filed"}
    made = composed(records(stormy, *PRODUCTS[1:], filed), Measure(*shipped_faces()))
    held = {row.cells[0].text: row.cells[2:] for row in grid(made, "approved", "outcomes").rows}
    blank = "\u00a0"
    told = {
        name: [untraced(cell.text).replace(blank, " ") for cell in row]
        for name, row in held.items()
    }
    assert told == {
        "Rain": ["n.f.", "n = 20 · WET: 0.4% · DRY: 2 mm · SOAKED: 3 of 20 · HR: 1", "2025"],
        "Hail": ["n = 20 · WET: 50%", "n.f.", "2024"],
        "Sleet": ["part 1 · WET: 42%", "n.f.", "2024"],
        "Fog": ["n = 8 · n: 9 · WET: 30% · DRY: 3 mm", "n.f.", "2024"],
    }
    assert held["Fog"][0].mark == "disputed"
    text = said(made, "approved")
    assert "Three of four products have a result on a firm source, one of them on safety" in text
    assert "not ranked" in text


def test_access_told_in_words_is_printed(made: Briefing) -> None:
    """Rain's town plans, in the source's words and with its page; the others have none."""
    (row,) = grid(made, "access", "words").rows
    assert [cell.text for cell in row.cells] == [
        "Rain",
        "Town plans",
        "nearly twenty plans",
        "Jan 2026",
    ]
    assert row.cells[2].refs
    drawn = next(x.figure for x in part(made, "access").exhibits if x.id == "rungs")
    words = [untraced(item.text) for item in drawn.scene.items if isinstance(item, Words)]
    assert [word for word in words if word in RUNGS] == RUNGS


def test_a_result_counts_where_it_is_whole_and_firm(
    made: Briefing, tables: dict[str, Table]
) -> None:
    """Hail's alone: sleet's is that of a part, fog's rests on a weak source, rain has none."""
    text = said(made, "approved")
    assert "A firm measured result of the whole pivotal trial: one of four products" in text
    assert "a weak source. 1 result is so, 1 is of an earlier part of the trial." in text
    held = cells(made, "approved")
    assert [held[name][5].text for name in ("Rain", "Hail", "Sleet", "Fog")] == [
        "n.d.",
        "WET 50%",
        "WET 42%",
        "WET 30% · DRY 3 mm",
    ]
    assert [held[name][5].mark for name in ("Hail", "Sleet", "Fog")] == ["", "", "disputed"]
    notes = [held[name][5].second for name in ("Hail", "Sleet", "Fog")]
    assert [untraced(note.text) for note in notes if note] == ["n = 20", "part 1, n n.d.", "n = 8"]
    assert tables["approved-products"].frame["result"][1] == "WET 50%"
    assert [held[name][5].at for name in ("Rain", "Hail")] == [
        "",
        "approved-products/hail/result",
    ]


def test_a_line_of_therapy_is_whole(made: Briefing) -> None:
    """No use is cut, however long its label; the disease that the short word names is not said twice."""
    use = cells(made, "approved")["Hail"][3]
    assert (use.text, use.small) == ("Flood", LINE)


def test_a_use_is_told_by_its_whole_label(measure: Measure) -> None:
    """The disease as the label puts it stands before the line; what the cell has is not said again."""
    product = approved("hail", "2024-05-06")
    for disease, told in (
        ("Old valley under water",) * 2,
        ("Flood of the valley", "of the valley"),
    ):
        product["uses"][0]["disease"] = disease
        use = cells(composed(records(product), measure), "approved")["Hail"][3]
        assert (use.text, use.small) == ("Flood", f"{told}; {LINE}")


def test_licensed_uses_have_their_records(tables: dict[str, Table]) -> None:
    """The uses behind a product's number are rows of the approvals."""
    table = tables["approved-products"]
    assert table.units(["hail"], ["licensed"]) == ("hail 1",)
    assert set(table.units([], ["licensed"])) == set(tables["approvals-timeline"].row_ids)


def test_every_price_is_cited(measure: Measure) -> None:
    """The sentence on prices leads to the page of each of them."""
    pages = {f"p{n}": {**PAGE, "title": f"Page {n}"} for n in range(5)}
    products = [
        approved(f"x{n}", "2025-01", price(n + 1, "GBP", "2026-01", refs=[f"p{n}"]))
        for n in range(5)
    ]
    products[0]["facts"].append(outcome("listed", "basic"))
    told = records(*products)
    references = {
        **told.references,
        **{id: Reference.model_validate(page) for id, page in pages.items()},
    }
    made = composed(replace(told, references=references), measure)
    (access,) = (s for s in part(made, "summary").statements if s.id == "summary.access")
    cited = {
        item.title for item in part(made, "evidence").evidence if item.number in access.body.refs
    }
    assert cited >= {f"Page {n}" for n in range(5)}

"""A number on the page is explained: its trace, the gate that holds it, and the panel."""

from __future__ import annotations

import base64
import html
import json
import random
import re
import subprocess
import sys
import zlib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from small import small_project
from small_landscape import small_landscape

from cartreport.briefing.briefing import (
    Briefing,
    Cell,
    Exhibit,
    Foot,
    Grid,
    Head,
    Row,
    Section,
    Text,
)
from cartreport.briefing.numbers import OWN, traced
from cartreport.briefing.scene import Scene, Words
from cartreport.briefing.trace import Trace, numbers_in, steps, tables_in, trace
from cartreport.briefing.view import View
from cartreport.errors import RequestError
from cartreport.landscape import Tables, one_table
from cartreport.landscape.explained import explained, parts_of
from cartreport.landscape.model import landscape_of
from cartreport.landscape.recorded import behind
from cartreport.landscape.table import Portion, per_cent
from cartreport.problems import Problems
from cartreport.render.gates import machine_words, numbers
from cartreport.render.gates.document import Document
from cartreport.render.gates.numbers import PRINTED
from cartreport.render.html import SCRIPTS, packed
from cartreport.render.html import traced as as_json
from cartreport.sources.load import load_records
from cartreport.story import Options, build

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))
from browser import CHROMIUM, FLAGS

SPONSORS = "trials-by-sponsor/acme/n"  # two of the five trials at home
ALL = "trials-by-sponsor/*/n"
SVG = re.compile(r"(?s)<svg.*?</svg>")
DATA = re.compile(r'(?s)<script type="text/plain" id="numbers">(.*?)</script>')


def unpacked(text: str) -> Any:
    """What the script of the page makes of its data."""
    return json.loads(zlib.decompress(base64.b64decode(text)))


def places(text: str) -> list[int]:
    """What the page's script reads: steps, each followed by a run."""
    found: list[int] = []
    last = 0
    for part in filter(None, text.split(".")):
        step, _, run = part.partition(":")
        last += int(step)
        found.append(last)
        for _ in range(int(run or 0)):
            last += 1
            found.append(last)
    return found


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ([], ""),
        ([0], "0"),
        ([5, 4, 3], "3:2"),
        ([0, 3, 4, 5, 6, 7, 9], "0.3:4.2"),
        ([0, 1, 2], "0:2"),
        ([7, 9, 11, 12], "7.2.2:1"),
    ],
)
def test_places_are_steps_and_runs(told: list[int], text: str) -> None:
    """Worked out by hand, and read back as the script reads them."""
    assert steps(told) == text
    assert places(text) == sorted(told)


def section(*words: str, cell: Cell | None = None) -> Section:
    grid = Grid((Head("n", 174),), (Row((cell,)),)) if cell else None
    return Section(
        *("s", "exhibits", "1", "S", "F"), lead=Text(" ".join(words)), extra={"grid": grid}
    )


COUNTERS = {
    "en": {"amount.counters": "million m", "amount.counters.long": "million million"},
    "zh-Hans": {"amount.counters": "ten-thousand 万 hundred-million 亿"},
}


def drawing(*words: str) -> Scene:
    return Scene(9, 9, tuple(Words(0, 9, text, 7) for text in words))


def document(made: Section, screen: str = "", language: str = "en") -> Document:
    landscape = small_landscape()
    briefing = Briefing(
        *("b", "briefing", "T"),
        titles={},
        document="d",
        edition="2026-03",
        as_of="2026-03-31",
        data_to="2026-02-28",
        language=language,
        label="",
        build="",
        brand="ledger",
        sections=(made,),
        words={
            "numbers": "none one two three",
            "date.month": "MMMM y",
            "date.month.short": "MMM y",
            **COUNTERS.get(language, {}),
        },
        trace=trace(landscape, Tables(landscape), (made,)),
    )
    return Document(briefing, screen=screen)


def told(made: Section, screen: str = "") -> list[str]:
    return [f"{problem.code} {problem.message}" for problem in numbers.gate(document(made, screen))]


def test_numbers_are_found_in_texts_and_cells() -> None:
    """In their order."""
    made = section(traced("2", SPONSORS), cell=Cell("5", at=ALL, small=traced("1", "x/*/n")))
    assert list(numbers_in(made)) == [(SPONSORS, "2"), (ALL, "5"), ("x/*/n", "1")]


def test_an_exhibit_names_the_table_that_it_prints_and_those_of_its_numbers() -> None:
    """A list of records whose numbers stand elsewhere is still a list of its own table."""
    foot = Foot(Text("s"), Text(traced("1", "x/*/n")), Text("m"))
    grid = Grid((Head("n", 174),), (Row((Cell("a"),)),), table="deals")
    told_of = Exhibit("e", 1, traced("2", SPONSORS), "", foot, grid=grid)
    assert tables_in(told_of) == ("deals", "trials-by-sponsor", "x")
    assert tables_in(replace(told_of, grid=None)) == ("trials-by-sponsor", "x")


def test_a_trace_holds_value_words_and_records() -> None:
    """Acme leads two trials; a share is its two parts; a record stands once."""
    landscape = small_landscape()
    known = trace(landscape, Tables(landscape), section(traced("40%", f"{SPONSORS}~{ALL}")))
    value, words, kind, held, *more = known.numbers[SPONSORS]
    assert (value, words, kind, more) == (2, "Acme · Trials", "trial", [(), "count"])
    ids = [row[0] for row in known.records["trial"]]
    assert len(ids) == known.numbers[ALL][0] == len(set(ids))
    tables = Tables(landscape)
    behind = set(tables["trials-by-sponsor"].units(["acme"], ["n"]))
    assert {ids[place] for place in places(held)} == behind
    assert len(behind) == 2
    assert list(known.tables) == ["trials-by-sponsor"]
    assert known.kinds["trial"][:2] == ("Id", "Lead sponsor")


@pytest.mark.parametrize(
    "words", ["2", "two", "Two"], ids=["digits", "a word", "a word that begins"]
)
def test_what_the_table_says_passes(words: str) -> None:
    """A number in digits or in words."""
    assert told(section(traced(words, SPONSORS))) == []


def test_zero_may_be_a_dot_and_a_share_is_whole_per_cent() -> None:
    """Two of five are 40 %, in a drawing 40; what went out is drawn with a sign."""
    nobody, share = "trials-by-sponsor/-/n", f"{SPONSORS}~{ALL}"
    made = section(
        *(traced("40%", share), traced("–", f"{nobody}~{nobody}")),
        cell=Cell("·", at=nobody, scene=drawing(traced("40", share), traced("−2", SPONSORS))),
    )
    assert told(made) == []
    for words, address in (("40", share), ("−2", SPONSORS), ("+2", SPONSORS)):
        (problem,) = told(section(traced(words, address)))
        assert "the table gives" in problem, "in a sentence it has its unit, and no sign"


@pytest.mark.parametrize(
    ("words", "address", "message"),
    [
        ("3", SPONSORS, "the table gives"),
        ("41%", f"{SPONSORS}~{ALL}", "the table gives 40%"),
        ("2", "trials-by-sponsor/nobody/n", "has no row 'nobody'"),
        ("2", "trials-by-sponsor/acme/trails", "counts nothing in 'trails'"),
        ("2", "by-nothing/acme/trials", "there is no table"),
        ("2", "acme", "there is no table 'acme'"),
    ],
)
def test_what_the_table_does_not_say_closes_the_gate(
    words: str, address: str, message: str
) -> None:
    """Another number, another share, no row, no column, no table."""
    (problem,) = told(section(traced(words, address)))
    assert problem.startswith("E813 ")
    assert message in problem


def test_a_number_with_other_records_behind_it_closes_the_gate() -> None:
    """A cell of 3 that two records stand behind."""
    landscape = small_landscape()
    table = one_table(landscape, "trials-by-sponsor")
    wrong = replace(table, behind=lambda _row, _column: ("t1",))
    known = trace(landscape, {table.id: wrong}, section(traced("2", SPONSORS)))
    assert known.lost == {SPONSORS: "2 is printed, and 1 trial stand behind it"}


def test_what_a_source_states_is_held_to_its_cell() -> None:
    """A total of 1,500,000, in millions or rounded, and May 2024 in words; nothing else."""
    total, approval = "deals/d1/total", "access/rain/approval"
    right = [("at most GBP 1.5 m", total), ("1.50 m", total), ("1,500,000", total)]
    right += [("May 2024", approval)]
    assert told(section(*(traced(*one) for one in right))) == []
    wrong = [
        ("GBP 1.6 m", total),
        ("2 m", total),
        ("GBP 15", total),
        ("m", total),
        ("May 2023", approval),
    ]
    problems = told(section(*(traced(*one) for one in wrong)))
    assert [problem.rpartition(": ")[2] for problem in problems] == [
        *["the table gives 1,500,000"] * 4,
        "the table gives 2024-05",
    ]


MILLIONS, TEN_THOUSANDS = "List price, CNY million", "标价，万元人民币"
HELD: list[tuple[float, str, str, str]] = [
    # the cell, its words, the head that they stand under, the language
    *((-5, words, "", "en") for words in ("-5", "−5", "USD -5")),
    *((62, "62", "", "en"), (0, "0", "", "en"), (400_000, "USD 0.4 m", "", "en")),
    *((4e8, "USD 400 m", "", "en"), (4e8, "400 million", "", "en"), (4e8, "m 400", "", "en")),
    *((7, "7 USD", MILLIONS, "en"), (768, "768", "Sales, million", "en")),
    *((4e8, "至多4亿元人民币", "", "zh-Hans"), (99_996_000, "1亿美元", "", "zh-Hans")),
    *((19_400_000, "1,940万元人民币", "", "zh-Hans"), (18.0, "18", "亿腾医药标价", "zh-Hans")),
]
FALSE: list[tuple[float, str, str, str]] = [
    *((-5, "5", "", "en"), (5, "-5", "", "en"), (5, "−5", "", "en")),
    *((62, "3 (62)", "", "en"), (62, "62 m", "", "en"), (0.4, "0", "", "en")),
    *((4e8, "USD 4 m", "", "en"), (4e8, "400 billion", "", "en"), (4e8, "400", "", "en")),
    *((4e8, "400 metres", "", "en"), (400_000, "USD 0 m", "", "en"), (1_200_000, "0", "", "en")),
    *((1_290_000, "1.29", "", "en"), (1_290_000, "1.29", "Price, millionth", "en")),
    *((0.5, "1", "", "en"), (1.5, "2", "", "en"), (500_000, "USD 1 m", "", "en")),
    *(
        (129_000_000, "1.29", "亿腾医药标价", "zh-Hans"),
        (1_290_000, "1,290,000 USD million", "", "en"),
    ),
    *((4e8, "4", "", "zh-Hans"), (4e8, "4万元人民币", "", "zh-Hans")),
]
DRAWN: list[tuple[float, str, str, str]] = [
    *((1_290_000, "1.29", MILLIONS, "en"), (1_200_000, "1.2, 2025", MILLIONS, "en")),
    *((1_290_000, "129 ?", TEN_THOUSANDS, "zh-Hans"), (18.0, "18", "Median", "en")),
    (18.0, "18", "亿腾医药标价", "zh-Hans"),
]
FALSELY: list[tuple[float, str, str, str]] = [
    *((1_290_000, "1.29", "List price, CNY", "en"), (1_290_000, "129", MILLIONS, "en")),
    *((1_290_000, "1,290,000", MILLIONS, "en"), (1_290_000, "1.29", TEN_THOUSANDS, "zh-Hans")),
]
AROUND = [
    # what it is divided by, its text around it, and whether it passes for 1,500,000
    *((1_000_000, "{} GBP million", True), (1_000_000, "of {} to 3 GBP million", True)),
    *((1_000_000, "GBP million: **{}** at most", True), (1_000_000, "**{}** GBP million", True)),
    *((1, "The deal is {} GBP; 3 million patients", False), (1, "in millions: {}", False)),
    *((1_000_000, "The deal is {} GBP", False), (1_000, "{} GBP million", False)),
]
BARE = [("{} GBP", True), ("{} GBP million", False), ("{} million", False)]
BARE += [("{} GBP; 3 million patients", True)]
SHARES = {"40%": (True, True), "40 %": (True, True), "40": (False, True), "41%": (False, False)}
SHARES |= {"0.4": (False, False), "0%": (False, False), "9 (40%)": (False, False)}
"""Words for 0.4, and whether they pass in a text and in a drawing."""


def passes(
    value: float | str, words: str, head: str, language: str, *, drawn: bool, form: str
) -> bool:
    """Whether the gate takes words for a cell of a value, under a head.

    In a drawing who wrote the number divided it as the head says.
    """
    sizes = {MILLIONS: 1_000_000, TEN_THOUSANDS: 10_000} if drawn else {}
    text = traced(words, "deals/d1/total", sizes.get(head, 1))
    cell = Cell(scene=drawing(text)) if drawn else Cell(text)
    grid = Grid((Head("Product", 9), Head(head, 9)), (Row((Cell("Rain"), cell)),))
    foot = Foot(Text("s"), Text("i"), Text("m"))
    made = replace(section(), exhibits=(Exhibit("e", 1, "T", "", foot, grid=grid),))
    held = document(made, language=language)
    assert held.briefing.trace is not None
    numbers_told = {
        at: one._replace(value=value, form=form) for at, one in held.briefing.trace.numbers.items()
    }
    known = replace(held.briefing.trace, numbers=numbers_told)
    return not list(numbers.gate(replace(held, briefing=replace(held.briefing, trace=known))))


def test_what_a_source_states_has_its_sign_and_the_counter_that_it_is_divided_by() -> None:
    """By hand: 400 m is 4亿, no 4 m and no 400 billion; 1.29 is a million's under such a head.

    Beside a numeral, or over a drawing, a counter is what it is divided by; else nothing is. What
    is not nought is no 0, a share has its sign of per cent but in a drawing, and a second numeral
    is a year, and not the number.
    """
    asked = [
        (HELD, False, True),
        (FALSE, False, False),
        (DRAWN, True, True),
        (FALSELY, True, False),
    ]
    wrong = [
        case
        for cases, drawn, right in asked
        for case in cases
        if passes(*case, drawn=drawn, form="money") is not right
    ]
    wrong += [
        (0.4, words, "", str(drawn))
        for words, held in SHARES.items()
        for drawn in (False, True)
        if passes(0.4, words, "", "en", drawn=drawn, form="share") is not held[drawn]
    ]
    assert wrong == []


def test_a_number_is_judged_wherever_it_stands() -> None:
    """1.5 under a head of millions, drawn, and the same words in a sentence, which says no unit.

    One that says it after the number is let through, and a date whose words the page keeps together.
    """
    text = traced("1.5", "deals/d1/total", 1_000_000)
    grid = Grid((Head("Total, GBP million", 9),), (Row((Cell(scene=drawing(text)),)),))
    foot = Foot(Text("s"), Text("i"), Text("m"))
    made = replace(section(), exhibits=(Exhibit("e", 1, "T", "", foot, grid=grid),))
    assert told(made) == []
    (problem,) = told(replace(made, lead=Text(text)))
    assert problem.endswith('"1.5" at deals/d1/total: the table gives 1,500,000')
    told_so = Text(f"from {text} to 3 GBP million")
    assert told(replace(made, lead=told_so)) == []
    bare = replace(made.exhibits[0], grid=replace(grid, heads=(Head("Total", 9),)))
    assert len(told(replace(made, exhibits=(bare,), lead=told_so))) == 1
    approval = "access/rain/approval"
    page = f'<span class="n" data-at="{approval}">May\u00a02024</span>'
    assert told(section(traced("May 2024", approval)), page) == []


def test_who_wrote_a_number_says_what_it_is_divided_by_and_the_text_around_it_says_no_other() -> (
    None
):
    """A total of 1,500,000: a counter elsewhere in a sentence divides nothing, one behind the unit does.

    Where the unit is the source's own, 1.2 "million USD per dose" is no millionth of anything.
    """
    total = "deals/d1/total"
    cases = [(traced("1.5", total, by), text, right) for by, text, right in AROUND]
    cases += [(traced("1,500,000", total), text, right) for text, right in BARE]
    cases += [(traced("1,500,000", total, OWN), "{} million GBP", True)]
    wrong = [
        (number, text)
        for number, text, right in cases
        if (not told(section(text.format(number)))) is not right
    ]
    assert wrong == []


def test_only_nothing_is_no_per_cent_and_only_all_a_hundred() -> None:
    """Whole per cent, but finer beside 0 and 100; half goes to even, and the gate takes no other."""
    values = (0.0, 0.4, 0.04, 0.5, 2.6, 12.5, 57.49999999999999, 99.4, 99.6, 99.96, 100.0, -0.3)
    printed = ["0", "0.4", "0.04", "0.5", "3", "12", "58", "99", "99.6", "99.96", "100", "-0.3"]
    assert [per_cent(value) for value in values] == printed
    asked = {"number": 1.0, "share": 0.01}
    taken = [
        (form, value, words)
        for form, size in asked.items()
        for value, words in [*zip(values, printed, strict=True), (0.4, "0"), (99.6, "100")]
        if value >= 0 and not passes(value * size, f"{words}%", "", "en", drawn=False, form=form)
    ]
    assert taken == [(form, *case) for form in asked for case in ((0.4, "0"), (99.6, "100"))]


def test_a_count_has_the_separators_of_its_language() -> None:
    """1299 is 1 299 in a Czech sentence, its blank one that holds; 1,299 in a table; no 1.299."""
    for words, right in (("1\u00a0299", True), ("1,299", True), ("1.299", False)):
        page = f'<span class="n" data-at="{SPONSORS}">{words}</span>'
        held = document(section(traced(words, SPONSORS)), page, "cs")
        assert held.briefing.trace is not None
        counts = {at: n._replace(value=1299) for at, n in held.briefing.trace.numbers.items()}
        known = replace(held.briefing.trace, numbers=counts)
        wrong = list(numbers.gate(replace(held, briefing=replace(held.briefing, trace=known))))
        assert (not wrong) is right, words


def test_a_share_opens_as_the_page_says_it() -> None:
    """Two of five programmes are in phase 1: 0.4 in the table, 40% with its base in the panel; a count is 2."""
    share = "by-phase/p1/share"
    told_of = document(section(traced("40%", share), traced("2", "by-phase/p1/programmes")))
    assert list(numbers.gate(told_of)) == []
    known = unpacked(packed(as_json(told_of.briefing)))["numbers"]
    assert known[share][0] == "40% (2/5)"
    assert known["by-phase/p1/programmes"][0] == 2
    assert known[share][2:4] == known["by-phase/p1/programmes"][2:4]


def test_a_share_that_is_not_its_part_is_told() -> None:
    """Two programmes stand in phase 1, and a share that says three of five is no share of theirs."""
    landscape = small_landscape()
    table = one_table(landscape, "by-phase")
    shares = pd.Series([Portion(3, 5), *table.frame["share"][1:]], dtype=object)
    wrong = replace(table, frame=table.frame.assign(share=shares))
    held = trace(landscape, {"by-phase": wrong}, traced("60%", "by-phase/p1/share"))
    assert held.lost == {
        "by-phase/p1/share": "3 is printed, and 2 programme stand behind it",
    }


def test_words_of_a_source_are_held_as_they_stand() -> None:
    """A figure in words opens its row; other words are refused, and parts that stay on one line are not."""
    landscape = small_landscape()
    table = one_table(landscape, "market-figures")
    row, value = table.row_ids[0], "FIRST-1: 5 to 10 percent"
    cells = [value, *table.frame["value"][1:]]
    worded = replace(table, frame=table.frame.assign(value=cells))
    at = f"market-figures/{row}/value"
    (first, *_) = View(worded)
    assert (first["value"], first["value"].address) == (value, at)
    page = f'<span class="n" data-at="{at}"><span class="nb">FIRST-1:</span> 5 to 10 percent</span>'
    for words, told in (
        (value, []),
        ("5 to 12 percent", [f'"5 to 12 percent" at {at}: the table gives {value}']),
    ):
        made = document(section(traced(words, at)), page if words == value else "")
        known = trace(landscape, {"market-figures": worded}, made.briefing.sections)
        held = replace(made, briefing=replace(made.briefing, trace=known))
        said = [problem.message.partition(": ")[2] for problem in numbers.gate(held)]
        assert said == told


def test_what_a_source_states_is_traced_to_its_row_and_references() -> None:
    """The row's name, the cell's own references before those of the row; one line each."""
    landscape = small_landscape()
    table = one_table(landscape, "access")
    apart = replace(table, frame=table.frame.assign(price_refs=[("own",)] * len(table.frame)))
    assert {
        column: explained({"access": apart}, f"access/rain/{column}").refs
        for column in ("price", "price_date", "scheme:basic:date", "approval")
    } == {
        "price": ("own",),
        "price_date": ("own",),
        "scheme:basic:date": ("page",),
        "approval": ("page",),
    }
    made = section(traced("May 2024", "access/rain/approval"), traced("1,000", "access/rain/price"))
    known = trace(landscape, Tables(landscape), (made,))
    dated, priced = known.numbers.values()
    assert dated[:3] == ("2024-05", "Rain · First approval", "access row")
    assert priced[:2] == (1000, "Rain · List price")
    assert priced.refs == dated.refs == ("[B] P: T (2026-03-01)",)
    assert (dated.form, priced.form) == ("date", "money")
    assert known.records["access row"] == [("rain", "Rain")]
    measure = explained(Tables(landscape), "evidence/rain:efficacy:n:2024/value")
    assert (measure.value, measure.words) == (12, "Rain · Patients · Value")
    with pytest.raises(RequestError, match="no row 'nobody'"):
        explained(Tables(landscape), "access/nobody/price")
    with pytest.raises(RequestError, match="counts nothing in 'company'"):
        explained(Tables(landscape), "access/rain/company")


def test_a_template_that_alters_a_number_closes_the_gate() -> None:
    """What the page prints is what the briefing says."""
    made = section(traced("2", SPONSORS))
    right = f'<p><span class="n" data-at="{SPONSORS}">2</span></p>'
    drawn = f'<text x="1" data-at="{SPONSORS}">2<title>t</title></text>'
    assert told(made, f"{right}{drawn}") == []
    (problem,) = told(made, drawn.replace(">2<", ">3<"))
    assert 'the page prints "3"' in problem
    (problem,) = told(made, right.replace(">2<", ">about 2<"))
    assert 'the page prints "about 2"' in problem


def test_the_block_of_data_cannot_leave_its_element() -> None:
    """Names from the data hold no tag and no entity; without numbers there is no block."""
    made = document(section(traced("2", SPONSORS))).briefing
    assert made.trace is not None
    hostile = replace(made.trace, records={"trial": [["</script><b>&lt;"]]})
    text = packed(as_json(replace(made, trace=hostile)))
    assert re.fullmatch(r"[\w+/]+=*", text, re.ASCII)
    told = unpacked(text)
    assert told["records"]["trial"] == [["</script><b>&lt;"]]
    assert as_json(replace(made, trace=Trace())) == as_json(replace(made, trace=None)) == ""
    assert packed("") == ""


SECTIONS = (
    *("contents", "glance", "targets", "companies", "programmes", "approved", "access"),
    *("deals", "regulation", "market", "evidence"),
)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with every section that draws or states something."""
    return small_project(tmp_path_factory.mktemp("numbers") / "p", SECTIONS)


@pytest.fixture(scope="module")
def page(project: Path) -> str:
    """Its page on screen; the gate has let it pass."""
    made = build(project, Options(out=project.parent / "out", formats=("html",)))
    return (made.folder / "landscape.html").read_text("utf-8")


def test_forty_numbers_at_random_are_each_explained(project: Path, page: str) -> None:
    """Twenty of drawings, twenty of texts and tables: each opens, and shows what it counts."""
    records = load_records(project, Problems())
    assert records is not None
    landscape = landscape_of(records)
    tables, known = Tables(landscape), unpacked(DATA.findall(page)[0])
    drawn = [(at, words) for svg in SVG.findall(page) for _, at, words in PRINTED.findall(svg)]
    others = [(at, words) for _, at, words in PRINTED.findall(SVG.sub("", page))]
    chance = random.Random(40)
    for at, words in [*chance.sample(drawn, 20), *chance.sample(others, 20)]:
        for part in parts_of(html.unescape(at)):
            one = explained(tables, part)
            value, _, kind, held = known["numbers"][part][:4]
            assert value == one.value
            ids = {known["records"][kind][place][0] for place in places(held)}
            told = {known["texts"][id] if isinstance(id, int) else id for id in ids}
            assert told == {record.id for record in behind(landscape, one, one.ids)}
            if one.form == "count":
                assert len(ids) == value
        if "~" not in at:
            assert said(words, value), (at, words, value)


def said(words: str, value: Any) -> bool:
    """A count in digits, in a word or as a dot, a date with its year, an amount or its millions."""
    if isinstance(value, str):
        return value[:4] in words
    named = ("none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
    held = re.fullmatch(r"(?:[A-Z]{3} )?([\d,.]+)(?: m)?(?:, \d{4}| \?)?", words)
    if held is None:
        return words.lower() in (named[value], "·" if not value else named[value])
    digits = float(held[1].replace(",", ""))
    return value in (digits, digits * 1_000_000)


def test_no_bare_number_stands_in_a_drawing(page: str) -> None:
    """But years and the marks of an axis, in their pale ink, and phase 2, which is a name."""
    bare = [
        re.sub("<.*", "", words)
        for svg in SVG.findall(page)
        for about, words in re.findall(r"<text([^>]*)>(.*?)</text>", svg)
        if "data-at" not in about + words and 'fill="var(--ink-2)"' not in about
    ]
    assert len(bare) > 20
    assert [words for words in bare if re.fullmatch(r"[\d.,%−+]+", words)] == ["2"]


def test_no_number_opens_within_a_link(page: str) -> None:
    """Where a text leads elsewhere, as in the contents, its numbers are words alone."""
    assert page.count('class="n"') > 10
    links = re.findall(r"(?s)<a\b[^>]*>(.*?)</a>", page)
    assert [link for link in links if "data-at" in link] == []


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="needs Chromium")
def test_the_panel_opens_at_its_address(tmp_path: Path) -> None:
    """The shipped script in a browser: an address opens the panel with its value and records."""
    root = Path(__file__).resolve().parents[2]
    folder = root / "templates" / "briefing"
    script = "\n".join((folder / name).read_text("utf-8") for name in SCRIPTS)
    made = document(section(traced("2", SPONSORS))).briefing
    part = (root / "templates" / "briefing" / "parts" / "trace.html").read_text("utf-8")
    panel = re.sub(r"{#.*?#}", "", part).replace("{{ numbers }}", packed(as_json(made)))
    panel = re.sub(r'{{ word\("([\w.]+)"\) }}', r"\1", panel)
    page = tmp_path / "page.html"
    drawn = "".join(f'<text y="9" data-at="{at}">2</text>' for at in (SPONSORS, "?", SPONSORS))
    key = "new KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true})"
    page.write_text(
        f'<!DOCTYPE html><body><span class="n" data-at="{SPONSORS}">2</span>'
        f'<svg class="drawing" role="img">{drawn}</svg>{panel}<script>{script}</script>'
        f"<script>setTimeout(() => document.querySelector('text').dispatchEvent({key}), 1000)</script>",
        "utf-8",
    )
    done = subprocess.run(
        [
            *(CHROMIUM, *FLAGS, "--dump-dom"),
            *("--virtual-time-budget=2000", f"{page.as_uri()}#{SPONSORS}"),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    shown = html.unescape(re.sub(r"(?s)<script.*?</script>", "", done.stdout))
    assert re.search(r'<aside class="trace" id="trace" tabindex="-1"', shown), shown[:800]
    assert '<p class="trace-value">2</p>' in shown
    assert "Acme · Trials" in shown
    assert shown.count("<tr>") == 3  # heads, two trials
    assert shown.count('role="button"') == 3
    assert re.findall(r'<(svg|span|text)\b[^>]*?(?:tabindex="(-?\d)" )?role="(\w+)"', shown) == [
        ("span", "0", "button"),
        ("svg", "", "group"),
        ("text", "-1", "button"),  # the arrow has led from the first to the second that is known
        ("text", "0", "button"),
    ]


def test_a_number_in_words_is_no_word_of_the_machine() -> None:
    """`None` that begins a sentence is nought in words; outside of a number it is a machine's."""
    nobody = "trials-by-sponsor/-/trials"
    page = '<section id="s"><h2>S</h2><p><span class="n" data-at="{}">None</span> of them.</p>{}</section>'
    made = section(traced("None", nobody))
    assert list(machine_words.gate(document(made, page.format(nobody, "")))) == []
    (problem,) = machine_words.gate(document(made, page.format(nobody, "<p>None</p>")))
    assert problem.code == "E805"


def test_a_whole_number_in_words_has_its_separators() -> None:
    """A source's own words “1961” are 1,961 patients where the page counts them; nothing else."""
    told_as = {
        words: passes("1961", words, "", "en", drawn=False, form="words") for words in WORDED
    }
    assert told_as == WORDED
    assert not passes("1961 all told", "1,961", "", "en", drawn=False, form="words")


WORDED = {"1961": True, "1,961": True, "1,916": False, "1961 all told": False}

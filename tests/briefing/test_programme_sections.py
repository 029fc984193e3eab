"""What the sections on programmes say of other data: ties, few, many, nothing; and by other ids."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from small_landscape import HERE, VOCABULARY, programme, small_records

from cartreport.briefing.briefing import Section
from cartreport.briefing.compose import compose
from cartreport.briefing.figures.heat import SMALL
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import untraced
from cartreport.briefing.scene import Words
from cartreport.briefing.sections import SECTIONS as ALL
from cartreport.briefing.view import View
from cartreport.briefing.wording import read_words
from cartreport.landscape import Tables, one_table
from cartreport.landscape.address import Address
from cartreport.landscape.model import landscape_of
from cartreport.landscape.table import Table
from cartreport.sources.records import Entry, Programme, Records
from cartreport.sources.section_plan import BriefingPlan
from cartreport.sources.vocabulary import Terms, Vocabulary

ROOT = Path(__file__).resolve().parents[2]
SECTIONS = ("targets", "white-space", "companies", "programmes")
Say = Callable[..., dict[str, Section]]


@pytest.fixture
def say(measure: Measure) -> Say:
    """The sections on programmes of some records, by id."""

    def written(records: Records, names: tuple[str, ...] = SECTIONS) -> dict[str, Section]:
        landscape = landscape_of(records)
        terms = {"modality": "probe", "regulator": "FRA", "registry": "the register"}
        file = ROOT / "templates" / "briefing" / "words.yaml"
        words = read_words([(file, "words.yaml")], terms).knowing(**terms)
        plan = BriefingPlan(sections=list(names))
        made = compose(landscape, Tables(landscape), "x", plan, words, measure, "0" * 8)
        return {section.id: section for section in made.sections}

    return written


def with_programmes(*rows: dict[str, Any]) -> Records:
    """The small records with these programmes alone, and no product of them."""
    held = {row["id"]: Entry(Programme.model_validate(row), {(): HERE}) for row in rows}
    return replace(small_records(), programmes=held, products={})


def of(target: str, count: int, **fields: Any) -> list[dict[str, Any]]:
    """So many programmes of one target."""
    made = [f"{target.replace('+', '-')}{number}" for number in range(count)]
    return [programme(id, targets=target.split("+"), **fields) for id in made]


def title(section: Section, place: int = 0) -> str:
    return untraced(section.exhibits[place].title)


@pytest.mark.parametrize(
    ("rows", "finding", "headline"),
    [
        (
            [*of("a", 4), *of("b", 3), *of("c", 2), *of("a+b", 1)],
            "A, B and C hold 9 of 10 programmes of known target",
            "A leads with 4 programmes, B follows with 3",
        ),
        (
            [*of("a", 4), *of("b", 2), *of("c", 2), *of("a+b", 1)],
            "A, B and C hold 8 of 9 programmes of known target",
            "A has 4 of 9 programmes, no other set as many",
        ),
        (
            [*of("a", 4), *of("b", 2), *of("c", 2), *of("a+b", 1), *of("a+c", 1)],
            "A, B and C hold 8 of 10 programmes of known target",
            "A leads with 4 programmes, B and C follow with 2 each",
        ),
        (
            [*of("a", 1), *of("b", 1), *of("c", 1), *of("a+b", 1)],
            "4 programmes fall into 4 target sets",
            "Each of the four target sets has one programme",
        ),
        (
            [*of("a", 2), *of("b", 2)],
            "4 programmes fall into 2 target sets",
            "Each of the two target sets has two programmes",
        ),
    ],
    ids=["ten", "nine", "tied seconds", "all tied", "two tied"],
)
def test_a_share_needs_ten_and_a_tie_is_one(
    rows: list[dict[str, Any]], finding: str, headline: str, say: Say
) -> None:
    """No per cent of nine, and no lead; the third place is not given by the alphabet."""
    made = say(with_programmes(*rows))["targets"]
    assert untraced(made.finding) == finding
    assert title(made) == headline


def test_no_row_is_chosen_by_the_alphabet(say: Say) -> None:
    """Of 30 companies the 3 with two programmes are drawn: the 27 with one would not all fit."""
    rows = [
        programme(f"p{n}-{copy}", company=f"c{n}", targets=["a"])
        for n in range(30)
        for copy in range(2 if n < 3 else 1)
    ]
    records = with_programmes(*rows)
    one = next(iter(records.companies.values()))
    held = {
        f"c{n}": Entry(one.record.model_copy(update={"id": f"c{n}", "short": f"C{n:02}"}), {})
        for n in range(30)
    }
    made = say(replace(records, companies=held))["companies"]
    grid = made.exhibits[0].grid
    assert grid is not None
    assert [untraced(row.cells[0].text) for row in grid.rows] == [
        *("C00", "C01", "C02"),
        "27 other companies",
        "Total",
    ]
    assert "3 of 30 companies, those with 2 programmes or more" in untraced(
        made.exhibits[0].subtitle
    )
    assert title(made) == "C00, C01 and C02 lead with 2 programmes each"


def test_a_tie_of_many_companies_has_no_pipeline(say: Say) -> None:
    """Four companies with one programme each: none of them is drawn, and none leads."""
    rows = [programme(f"p{n}", company=f"c{n}", targets=["a"]) for n in range(4)]
    records = with_programmes(*rows)
    one = next(iter(records.companies.values()))
    held = {
        f"c{n}": Entry(one.record.model_copy(update={"id": f"c{n}", "short": f"C{n}"}), {})
        for n in range(4)
    }
    made = say(replace(records, companies=held))["companies"]
    assert len(made.exhibits) == 1
    assert title(made) == "Each of the four companies has one programme"


def test_a_pipeline_leaves_out_whole_rungs(say: Say) -> None:
    """15 of phase 2 and 2 of phase 1: the two are not drawn, and the exhibit says so."""
    rows = [programme(f"q{n}", company="acme", phase="p2", settings=["wet"]) for n in range(15)]
    rows += [programme(f"r{n}", company="acme", settings=["dry"]) for n in range(2)]
    lanes = say(with_programmes(*rows))["companies"].exhibits[1]
    assert untraced(lanes.title) == "Acme: 17 programmes, 15 in wet"
    assert "; 2 on lower rungs not drawn" in untraced(lanes.foot.included.text)
    assert lanes.figure is not None
    drawn = [item.text for item in lanes.figure.scene.items if hasattr(item, "text")]
    assert "Q14" in drawn
    assert "R0" not in drawn


def test_a_pipeline_names_every_leading_setting_or_none(say: Say) -> None:
    """One of each setting is a tie; a programme without a setting names none."""
    wet, dry = (programme(s, company="acme", settings=[s]) for s in ("wet", "dry"))
    made = say(with_programmes(wet, dry))["companies"]
    assert title(made, 1) == "Acme: 2 programmes, 1 each in wet and dry"
    made = say(with_programmes(programme("x", company="acme")))["companies"]
    assert title(made, 1) == "Acme: 1 programme"


def test_a_company_stands_with_its_city(say: Say) -> None:
    """The pipeline's second line names the seat; without one it ends before it."""
    records = small_records()
    acme = records.companies["acme"]
    placed = Entry(acme.record.model_copy(update={"city": "Rainford"}), {})
    told = [
        say(replace(records, companies={**records.companies, "acme": one}))["companies"]
        for one in (placed, acme)
    ]
    ends = [untraced(made.exhibits[1].subtitle).split(".")[0] for made in told]
    assert ends == [
        "Programmes by highest phase in Home; Rainford",
        "Programmes by highest phase in Home",
    ]


@pytest.mark.parametrize("trials", [True, False])
def test_tables_fill_the_page(trials: bool, say: Say) -> None:
    """174 mm with trials or without; names at the left, counts at the right or in the middle."""
    records = small_records()
    if not trials:
        left = [source for source in records.project.sources if source.kind != "trials"]
        project = records.project.model_copy(update={"sources": left})
        records = replace(records, project=project, trials={})
    made = say(records)
    for name in ("targets", "companies", "programmes"):
        grid = made[name].exhibits[0].grid
        assert grid is not None
        assert sum(head.width for head in grid.heads) == pytest.approx(174)
        heads = {head.label: head.align for head in grid.heads}
        assert heads.get("Linked trials" if trials else "Companies", "right") == "right"
        assert heads.get("Linked", "right") == "right"
        assert {heads.get(name) for name in ("Target", "Company", "Programme")} <= {"left", None}
        assert ("Linked trials" in heads or "Linked" in heads) is trials
        cells = [row.cells[0] for row in grid.rows if row.kind == "row"]
        assert all(cell.tone == ("strong" if name == "programmes" else "") for cell in cells)
        if name == "programmes":
            assert {row.cells[1].tone for row in grid.rows if row.kind == "row"} == {""}


def test_cells_that_tie_are_not_one_that_leads(say: Say) -> None:
    """Two cells with one active programme each: neither is the most crowded."""
    rows = [
        programme("x", targets=["a"], indications=["flood"]),
        programme("y", targets=["b"], indications=["drought"]),
    ]
    made = say(with_programmes(*rows))["white-space"]
    assert title(made) == "2 cells hold 1 active programme each, none more"


def test_a_phase_without_a_short_name_is_drawn_and_explained(say: Say) -> None:
    """Phase 1 and Phase 2 begin alike: each cell has a number, and the key says what it stands for.

    Of a phase that no cell has the key says nothing.
    """
    rows = [
        programme("x", targets=["a"], indications=["flood"], phase="p2"),
        programme("y", targets=["b"], indications=["drought"], phase="p2"),
    ]
    exhibit = say(with_programmes(*rows))["white-space"].exhibits[0]
    assert exhibit.figure is not None
    items = [item for item in exhibit.figure.scene.items if isinstance(item, Words)]
    assert [item.text for item in items if item.size == SMALL] == ["2", "2"]
    assert "in that group (2 = phase 2);" in untraced(exhibit.foot.method.text)


RENAMED = ("phases", "programme-statuses", "statuses", "targets", "indications", "settings")


def renamed(records: Records) -> Records:
    """The records with another id for every term of the vocabularies that programmes are told by.

    Ids that stood in alphabetical order stand in the other one.
    """
    ids = [term.id for name in RENAMED for term in VOCABULARY[name]]
    others = {id: f"z{len(ids) - at:02}" for at, id in enumerate(sorted(set(ids)))}

    def other(value: Any) -> Any:
        if isinstance(value, list):
            return [other(one) for one in value]
        return others.get(value, value)

    def term_of(name: str, term: Any) -> Any:
        changed = {"group": other(term.group)} if name == "indication-groups" else {}
        if name in RENAMED:
            changed["id"] = others[term.id]
        return term.model_copy(update=changed)

    vocabulary = {
        name: Terms(name, terms.title, {t.id: t for t in (term_of(name, t) for t in terms)})
        for name, terms in records.vocabulary.by_name.items()
    }
    fields = ("phase", "status", "targets", "settings", "indications", "lead_indication")

    def entry(held: Entry[Any]) -> Entry[Any]:
        record = held.record
        changed = {f: other(getattr(record, f)) for f in fields if hasattr(record, f)}
        if hasattr(record, "uses"):
            changed["uses"] = [
                use.model_copy(update={"indications": other(use.indications)})
                for use in record.uses
            ]
        return Entry(record.model_copy(update=changed), held.places)

    return replace(
        records,
        vocabulary=Vocabulary(vocabulary),
        programmes={key: entry(held) for key, held in records.programmes.items()},
        products={key: entry(held) for key, held in records.products.items()},
    )


def said(section: Section) -> str:
    """All that a section holds, but for the addresses, which name ids."""
    plain = repr(section).replace("\\ue000", "\ue000").replace("\\ue001", "\ue001")
    text = untraced(plain.replace("\\ue002", "\ue002"))
    return re.sub(r"\bat='[^']*'", "", text)


def test_no_id_of_a_vocabulary_means_anything(say: Say) -> None:
    """Other ids for phases, statuses, targets, indications, settings: the same in every word."""
    every = tuple(module.__name__.rsplit(".", 1)[-1].replace("_", "-") for module in ALL)
    before, after = say(small_records(), every), say(renamed(small_records()), every)
    assert set(before) >= set(SECTIONS)
    for name, section in before.items():
        assert said(after[name]) == said(section), name


def test_no_id_of_a_vocabulary_changes_a_count() -> None:
    """The same counts in every table, row by row and in the closing row."""
    before, after = (
        Tables(landscape_of(records)) for records in (small_records(), renamed(small_records()))
    )
    for name, table in before.items():
        assert counts(after[name]) == counts(table), name


def counts(table: Table) -> list[list[object]]:
    """The counts of every row and of the closing row."""
    keys = [place for place, column in enumerate(table.columns) if column.kind == "count"]
    rows = [[row[place] for place in keys] for row in table.frame.itertuples(index=False)]
    total = table.total or {}
    return [*rows, [total.get(table.columns[place].key) for place in keys]]


def test_nothing_of_a_table_is_nowhere() -> None:
    """No row, or no column: nought, at an address behind which nothing stands."""
    view = View(one_table(landscape_of(small_records()), "by-target"))
    for number in (view.count("programmes", []), view.count([], view.stated), view.rows([])):
        at = Address.read(number.address)
        assert (number, view.table.units(at.rows, at.columns)) == (0, ())


def test_stages_are_called_by_the_ladder(say: Say) -> None:
    """The words of a stage are those of its rungs; a stage that nobody has reached is not drawn."""
    phases = VOCABULARY["phases"]
    pivotal = phases["p2"].model_copy(update={"label": "Pivotal", "short": "Piv"})
    held = Terms("phases", "phases", {**phases.by_id, "p2": pivotal})
    records = small_records()
    vocabulary = Vocabulary({**records.vocabulary.by_name, "phases": held})
    made = say(replace(records, vocabulary=vocabulary))["targets"].exhibits[1]
    assert made.figure is not None
    drawn = [item.text for item in made.figure.scene.items if hasattr(item, "text")]
    assert {"Up to Phase 1", "Piv", "Filed or approved"} <= set(drawn)
    assert "stands apart" not in made.foot.method.text, "no set has a programme without a stage"

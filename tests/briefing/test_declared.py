"""A section that sources.yaml declares: its words, its tables, how they are drawn, what is refused."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml
from small import small_project
from small_landscape import small_landscape

from cartreport.briefing.briefing import Briefing, Section
from cartreport.briefing.compose import always, compose, known_names
from cartreport.briefing.declared import exhibit
from cartreport.briefing.desk import Desk
from cartreport.briefing.exhibit_faults import asked_faults
from cartreport.briefing.measure import Measure
from cartreport.briefing.numbers import untraced
from cartreport.briefing.own_faults import number_fault
from cartreport.briefing.own_text import Slot, filled
from cartreport.briefing.scene import Rect
from cartreport.briefing.scene import Words as Label
from cartreport.briefing.views import FIGURES
from cartreport.briefing.wording import read_words
from cartreport.editions.section_plans import SHARED, exhibits_of
from cartreport.errors import RequestError
from cartreport.landscape import Tables, one_table
from cartreport.landscape.address import Address
from cartreport.sources.section_plan import BriefingPlan, CalloutPlan, ExhibitPlan, SectionPlan
from cartreport.sources.table_plan import TablePlan
from cartreport.story import check

ROOT = Path(__file__).resolve().parents[2]
WORDS = ROOT / "templates" / "briefing" / "words.yaml"


def written(measure: Measure, *sections: Any) -> tuple[Section, ...]:
    """The sections of a plan over the small landscape: five trials at home, two by Acme."""
    landscape = small_landscape()
    terms = {"modality": "probe", "regulator": "FRA", "registry": "the register"}
    words = read_words([(WORDS, "words.yaml")], terms).knowing(**terms)
    plan = BriefingPlan.model_validate({"sections": list(sections)})
    made = compose(landscape, Tables(landscape), "small", plan, words, measure)
    assert made.trace is not None
    assert made.trace.lost == {}
    return made.sections


def own(measure: Measure, **exhibit: Any) -> Section:
    """A section of one exhibit."""
    told = {"title": "T", "table": "trials-by-sponsor", **exhibit}
    (made,) = written(measure, {"section": "mine", "title": "Mine", "exhibits": [told]})
    return made


def said(section: Section) -> list[str]:
    """The words of the exhibit's drawing, in their order."""
    figure = section.exhibits[0].figure
    assert figure is not None
    return [untraced(item.text) for item in figure.scene.items if isinstance(item, Label)]


def rows(section: Section) -> list[list[str]]:
    """The cells of the exhibit's table, or of the numbers of its drawing."""
    (exhibit,) = section.exhibits
    grid = exhibit.grid or (exhibit.figure and exhibit.figure.data)
    assert grid
    return [[untraced(cell.text) for cell in row.cells] for row in grid.rows]


def test_a_section_of_ones_own_has_number_words_and_exhibits(measure: Measure) -> None:
    """Numbers in its words are those of the tables; its exhibits are numbered with the others."""
    told = {
        "section": "mine",
        "name": "Sponsors",
        "title": "{trials-by-sponsor/*/rows} sponsors run {trials-by-sponsor/*/n} trials",
        "intro": "Acme has {trials-by-sponsor/acme/n~trials-by-sponsor/*/n}.",
        "exhibits": [{"table": "trials-by-sponsor", "title": "All", "note": "A note."}],
    }
    made, _ = written(measure, told, "method")
    assert (made.number, made.name, made.kind) == ("1", "Sponsors", "exhibits")
    table = one_table(small_landscape(), "trials-by-sponsor")
    assert untraced(made.finding) == f"{len(table.frame)} sponsors run 5 trials"
    assert made.lead is not None
    assert untraced(made.lead.text) == "Acme has 2 of 5."
    (exhibit,) = made.exhibits
    assert exhibit.number == 1
    assert untraced(exhibit.foot.included.text).endswith("rows of the table. A note.")
    assert exhibit.foot.method.text == table.rule
    phases = {**told, "exhibits": [{"table": "trials-by-phase", "title": "All"}]}
    method = written(measure, phases, "method")[0].exhibits[0].foot.method.text
    assert "which is not the code for “not applicable”" in method


def test_a_built_in_section_takes_words_and_exhibits(measure: Measure) -> None:
    """Its own exhibits stay, those of the plan follow."""
    plain, more = (
        written(measure, "sponsors"),
        written(
            measure,
            {
                "section": "sponsors",
                "title": "Ours",
                "exhibits": [{"table": "trials-by-sponsor-type", "title": "More"}],
            },
        ),
    )
    assert more[0].finding == "Ours"
    assert [e.id for e in more[0].exhibits][:-1] == [e.id for e in plain[0].exhibits]
    assert more[0].exhibits[-1].title == "More"


def test_what_the_top_leaves_out_is_one_line(measure: Measure) -> None:
    """One sponsor by itself, the others together; the total is all five."""
    whole = rows(own(measure, columns=["n"]))
    top = rows(own(measure, columns=["n"], top=1))
    assert top[0] == whole[0]
    others = sum(int(cells[1]) for cells in whole[1:-1])
    n = len(whole) - 2
    assert top[1] == [f"{n} other{'s' if n > 1 else ''}", str(others)]
    assert top[-1] == whole[-1]
    assert top[-1][1] == "5"


def test_bars_are_ordered_by_the_count_that_is_asked_for(measure: Measure) -> None:
    """Each row's name and count; the head says what is counted."""
    words = said(own(measure, **{"as": "bars", "count": "status-group:active"}))
    assert words[0] == "Active"
    counts = [int(word.replace("·", "0")) for word in words[2::2]]
    assert counts == sorted(counts, reverse=True)
    assert sum(counts) == 3


def test_a_stack_has_a_segment_a_place(measure: Measure) -> None:
    """Types of sponsor by setting: the segments add up to the trials."""
    made = own(measure, **{"as": "stack", "table": "trials-by-sponsor-type"})
    figure = made.exhibits[0].figure
    assert figure is not None
    titles = [item.title for item in figure.scene.items if isinstance(item, Rect) and item.title]
    assert sum(int(title.rsplit(": ", 1)[1]) for title in titles) == 5
    assert any(title.startswith("Industry · Wet") for title in titles)


def test_a_setting_has_its_own_colour_where_others_are_missing(measure: Measure) -> None:
    """Of the trials in the second setting alone the bar is not of the first one's colour."""

    def drawn(table: str) -> dict[str, str]:
        figure = own(measure, **{"as": "stack", "table": table}).exhibits[0].figure
        assert figure is not None
        rects = [item for item in figure.scene.items if isinstance(item, Rect) and item.title]
        return {item.title.split(" · ")[1].split(":")[0]: item.fill for item in rects}

    whole = drawn("trials-by-sponsor-type")
    one = drawn("trials-by-sponsor-type@setting=dry")
    assert (whole["Wet"], whole["Dry"]) == ("hue-a", "hue-b")
    assert one == {"Dry": "hue-b"}


def test_a_heat_matrix_closes(measure: Measure) -> None:
    """Its last words are the totals of the columns and of all."""
    words = said(own(measure, **{"as": "heat", "table": "trials-by-sponsor-type"}))
    assert words[-1] == "5"
    assert "All trials" in words


@pytest.mark.parametrize(
    ("exhibit", "message"),
    [
        ({"as": "stack", "across": "setting"}, "no columns along 'setting'"),
        ({"as": "bars", "count": "trails"}, "counts nothing in 'trails'"),
        ({"as": "heat", "across": "phase"}, "no columns along 'phase'"),
        ({"title": "{trials-by-sponsor/nobody/n}"}, "no row 'nobody'"),
        ({"title": "{trials-by-nobody/a/trials}"}, "no table 'trials-by-nobody'"),
        ({"columns": ["trails"]}, "no column 'trails'"),
    ],
)
def test_what_a_table_cannot_give_is_told(
    exhibit: dict[str, Any], message: str, measure: Measure
) -> None:
    """In words, with the part of the plan that asks for it and what there is."""
    with pytest.raises(RequestError, match=message) as told:
        own(measure, **exhibit)
    assert str(told.value).startswith("exhibit 1 of the section 'mine': ")


def test_an_analyst_signs_what_is_not_computed(measure: Measure) -> None:
    """Intro, notes and the callout are Markdown; their numbers are the tables', stated or not."""
    told = {
        "section": "mine",
        "title": "Ours, to {edition}",
        "intro": "**Acme** runs {trials-by-sponsor/acme/n = 2}.\n\n- and no more",
        "notes": ["A [note](https://example.org)."],
        "callout": {
            "says": {"Watch": "Its {trials-by-sponsor/acme/n} trials."},
            "author": "A. Analyst",
            "date": "2026-01-30",
        },
    }
    (made,) = written(measure, told)
    assert untraced(made.finding) == "Ours, to 2026-03"
    assert made.lead is not None
    assert made.lead.markdown
    assert untraced(made.lead.text) == "**Acme** runs 2.\n\n- and no more"
    assert [note.text for note in made.notes] == ["A [note](https://example.org)."]
    assert made.callout is not None
    assert [(label, untraced(text.text)) for label, text in made.callout.rows] == [
        ("Watch", "Its 2 trials.")
    ]
    assert made.callout.foot == "A. Analyst, 30 January 2026"
    wrong = {**told, "intro": "Acme runs {trials-by-sponsor/acme/n = 3}."}
    with pytest.raises(RequestError, match="trials-by-sponsor/acme/n is 2, not 3"):
        written(measure, wrong)


def test_a_built_in_section_is_cut_to_what_the_plan_names(measure: Measure) -> None:
    """Exhibits by name, in the plan's order, with those of the plan between; rows up to a limit."""
    own = {"table": "trials-by-sponsor-type", "title": "More"}
    (made,) = written(
        measure, {"section": "sponsors", "exhibits": ["types", own, "table"], "limit": 1}
    )
    assert [e.id for e in made.exhibits] == ["types", "sponsors-own-2", "table"]
    grid = made.exhibits[2].grid
    assert grid is not None
    assert [row.kind for row in grid.rows].count("row") == 1
    assert made.exhibits[2].foot.included.text.endswith(
        "Shown: 1 of 3 rows; the tables named as its source have them all."
    )
    (none,) = written(measure, {"section": "sponsors", "exhibits": []})
    assert none.exhibits == ()


def test_a_group_that_is_cut_says_how_many_of_its_rows_are_shown(measure: Measure) -> None:
    """By hand: one programme approved, one in phase 2, two in phase 1, one in none.

    A group that is whole keeps its number, one without a row goes, and a head that says more than
    the number of its rows has theirs after it.
    """

    def heads(name: str, limit: int) -> list[str]:
        plan = {"section": name, "exhibits": ["table"], "limit": limit}
        grid = written(measure, plan)[0].exhibits[0].grid
        assert grid is not None
        return [untraced(row.cells[0].small) for row in grid.rows if row.kind == "group"]

    assert [heads("programmes", limit) for limit in (1, 3, 5)] == [
        ["1"],
        ["1", "1", "1 of 2 shown"],
        ["1", "1", "2", "1"],
    ]
    assert heads("targets", 2) == [
        "1 target set, 1 programme",
        "2 target sets, 3 programmes; 1 of 2 shown",
    ]


def test_every_exhibit_is_known_by_its_name(whole: Briefing) -> None:
    """What `exhibits` may name is read from the words: each exhibit of a section is among them."""
    words = read_words([(WORDS, "words.yaml")], {})
    lost = [
        f"{section.id}.{exhibit.id}"
        for section in whole.sections
        for exhibit in section.exhibits
        if exhibit.id not in (*exhibits_of(section.id, words), *SHARED)
    ]
    assert lost == []


def test_what_every_text_may_name_is_known_before_anything_is_read(measure: Measure) -> None:
    """The names that `check` lets pass are those that a briefing gives."""
    landscape = small_landscape()
    words = read_words([(WORDS, "words.yaml")], {})
    assert set(known_names(landscape.project)) == set(always(landscape, words))


def test_check_knows_the_tables_that_exhibits_name(tmp_path: Path) -> None:
    """A misspelt table has its place; a section without exhibits must be a built-in one."""
    project = small_project(tmp_path / "p")
    file = project / "sources.yaml"
    text = file.read_text("utf-8")
    assert "sections: [" in text
    first, rest = text.split("sections: [", 1)
    file.write_text(
        f"{first}sections: [{{section: mine, exhibits: [{{table: by-tarquet, title: T}}]}}, "
        f"{{section: yours}}, {rest}",
        "utf-8",
    )
    told = [str(problem) for problem in check(project) if problem.code == "E210"]
    assert len(told) == 2
    assert "there is no table 'by-tarquet'" in told[0]
    assert "did you mean 'by-target'?" in told[0]
    assert "there is no section 'yours'" in told[1]


def test_every_table_is_drawn_in_every_way_or_refused_by_check(measure: Measure) -> None:
    """What `check` lets pass is drawn, what it refuses is not: tables that count nothing, that have no
    names, that close no column, that have no row but what is not stated.
    """
    landscape = small_landscape()
    told = {"title": "T", "unit": "trial", "rows": "target", "where": {"target": {"stated": False}}}
    landscape = replace(
        landscape,
        project=landscape.project.model_copy(
            update={"tables": {"unstated": TablePlan.model_validate(told)}}
        ),
    )
    words = read_words([(WORDS, "words.yaml")], {"modality": "probe"})
    desk = Desk(landscape, Tables(landscape), words, measure)
    wrong, refused = [], set()
    for name, way, top in product(
        desk.tables, get_args(ExhibitPlan.model_fields["as_"].annotation), (None, 1)
    ):
        plan = ExhibitPlan.model_validate({"table": name, "title": "T", "as": way, "top": top})
        faults = list(asked_faults(desk.tables, plan, None))
        try:
            made = exhibit(desk, plan, "x")
            drawn = bool(made.figure if way in FIGURES else made.grid and made.grid.rows)
        except RequestError as error:
            drawn = False
            refused.add(str(error))
        if drawn == bool(faults):
            wrong.append((name, way, top, faults))
    assert wrong == []
    assert "table policy counts nothing" in refused
    assert "table unstated has no row of its own to draw" in refused


def test_braces_print_what_stands_at_any_address_or_are_refused(measure: Measure) -> None:
    """A count, a date, a share, a sum: of every cell of every table `check` and the page say the same."""
    landscape = small_landscape()
    words = read_words([(WORDS, "words.yaml")], {"modality": "probe"})
    desk = Desk(landscape, Tables(landscape), words, measure)
    wrong, said = [], {}
    for table in desk.tables.values():
        keys = product((*table.row_ids[:3], "*"), [column.key for column in table.columns])
        for address in (
            str(Address(table.id, () if r == "*" else (r,), (key,))) for r, key in keys
        ):
            fault = number_fault(desk.tables, Slot.read(address), None)
            with suppress(RequestError):
                said[address] = untraced(filled(desk, f"{{{address}}}"))
            if (address in said) == bool(fault):
                wrong.append(address)
    assert wrong == []
    assert said["trials-by-sponsor/acme/n"] == "2"
    assert said["trials-by-setting/wet/share"] == "67%"
    assert said["policy/e2/date"] == "5 November 2025"
    assert said["market-figures/f1/value"] == "12.5"
    assert said["market-figures/f2/value"] == "20 to 30"
    with pytest.raises(RequestError, match="is no share"):
        filled(desk, "{trials-by-setting/wet/share~trials-by-setting/*/n}")


def test_the_how_to_is_as_it_says(measure: Measure) -> None:
    """Its blocks are plans that compose; its tables name every key of a section and an exhibit."""
    page = (ROOT / "docs" / "how-to" / "sections.md").read_text("utf-8")
    first, second = re.findall(r"```yaml\n(.*?)```", page, re.DOTALL)
    plan = yaml.load(first, yaml.BaseLoader)["briefings"]["landscape"]
    made = written(measure, *plan["sections"])
    short = yaml.load(second, yaml.BaseLoader)["briefings"]["short"]
    assert [section.id for section in written(measure, *short["sections"])][-1] == "ours"
    (mine,) = (section for section in made if section.id == "who-runs-what")
    assert [bool(exhibit.figure) for exhibit in mine.exhibits] == [True, True, False]
    keys = {field.alias or name for name, field in ExhibitPlan.model_fields.items()}
    keys |= set(CalloutPlan.model_fields)
    told = set(re.findall(r"`(\w+)`", "\n".join(re.findall(r"(?m)^\| (`.*?) \|", page))))
    assert keys | set(SectionPlan.model_fields) == told

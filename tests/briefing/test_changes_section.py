"""What changed, as the briefing says it: held against an edition by hand, against none, the same."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from small_landscape import (
    earlier_snapshot,
    landscape_since,
    same_snapshot,
    small_landscape,
    terms,
)
from test_section_golden import composed, of_section

from cartreport.briefing.briefing import Section, Text
from cartreport.briefing.desk import Desk
from cartreport.briefing.grids import grid_of
from cartreport.briefing.measure import Measure
from cartreport.briefing.moved import Marks
from cartreport.briefing.numbers import untraced
from cartreport.briefing.sections import news
from cartreport.briefing.wording import read_words
from cartreport.landscape import Tables
from cartreport.landscape.last import last_number, restated
from cartreport.landscape.model import Landscape
from cartreport.sources.grades import shipped
from cartreport.sources.vocabulary import Vocabulary

WORDS = Path(__file__).resolve().parents[2] / "templates/briefing/words.yaml"


def said(landscape: Landscape, measure: Measure, name: str = "changes") -> Section:
    """A section of a landscape."""
    sections = composed(landscape, measure).sections
    return next(section for section in sections if section.id == name)


def test_a_first_edition_compares_nothing(measure: Measure) -> None:
    """It says that it is the first; no number, no table, no word of a change."""
    first = said(small_landscape(), measure)
    assert first.finding == "The first edition"
    assert first.exhibits == ()


def test_an_edition_without_change_says_so(measure: Measure) -> None:
    """The same records a day later: no event, no exhibit, and no source that was read again.

    A number that nobody looked up again is not said to be as it was.
    """
    same = landscape_since(same_snapshot())
    section = said(same, measure)
    assert section.finding == "No event of weight since 2026-03"
    assert section.exhibits == ()
    assert "Trials are of the same registry data as then: 3 active" in said_of(section)
    figures = {f.label: f.then for f in said(same, measure, "cover").figures}
    assert figures["trials active"] == "no newer data than in 2026-03"


def said_of(section: Section) -> str:
    """The lines of a section, without the addresses of its numbers."""
    return re.sub(r" \{[^}]*/[^}]*\}", "", "\n".join(of_section(section)))


@pytest.fixture(scope="module")
def since() -> Landscape:
    """Held against the earlier edition."""
    return landscape_since(earlier_snapshot())


def test_flows_close_in_every_row(since: Landscape) -> None:
    """Last + new + came - gone - left = this, and each cell has the units that it counts."""
    for name in ("trials-flow", "programmes-flow"):
        table = Tables(since)[name]
        rows = [*table.frame.to_dict("records"), table.total]
        for id, row in zip([*table.row_ids, None], rows, strict=True):
            assert row is not None
            moves = {key: int(row[key]) for key in map(str, row) if key not in ("id", "label")}
            added = sum(
                number if key.startswith(("last", "new", "came")) else -number
                for key, number in moves.items()
                if key != "this"
            )
            assert added == moves["this"], (name, id)
            for key, number in moves.items():
                assert len(table.units([id] if id else [], [key])) == number


def test_a_number_of_the_last_edition(since: Landscape) -> None:
    """By address: five trials then as now; a place or a column that there is not is none."""
    assert last_number(since, "trials-by-setting/*/n") == 5
    assert last_number(since, "programmes-by-setting/*/n") == 4
    assert last_number(since, "trials-by-setting/*/nothing") is None
    assert last_number(small_landscape(), "trials-by-setting/*/n") is None


def test_what_is_counted_otherwise_is_restated(since: Landscape) -> None:
    """Seven were printed, today's rules say five of the same records: no rise and no fall."""
    assert restated(since, "trials-by-phase/*/place:focus")
    assert not restated(since, "trials-by-setting/*/n")
    frame = Tables(since)["restated"].frame
    assert list(frame["id"]) == ["trials-by-phase/*/place:focus"]
    assert (frame["printed"][0], frame["now"][0]) == (7, 5)


def test_a_term_that_means_something_else_is_restated() -> None:
    """Trials that were active by another group of their status are counted by today's group."""
    earlier = earlier_snapshot()
    terms = earlier.terms["statuses"]["terms"]
    other = [{**term, "group": "unknown"} if term["id"] == "open" else term for term in terms]
    statuses = {**earlier.terms["statuses"], "terms": other}
    moved = replace(earlier, terms={**earlier.terms, "statuses": statuses})
    assert last_number(landscape_since(moved), "trials-by-setting/*/status-group:active") == 3


def test_the_order_of_a_mapping_is_no_change(measure: Measure) -> None:
    """A result whose measures are written in another order is the same result."""
    assert "put right" not in said_of(said(landscape_since(same_snapshot()), measure))


def test_every_kind_of_event_has_its_words() -> None:
    """Whatever a project calls news, the page has a head and a number's words for it."""
    words = read_words([(WORDS, "words.yaml")], {})
    kinds = {rule.kind for rule in shipped().rules.values()}
    wanted = {f"changes.{part}.{kind}" for kind in kinds for part in ("kind", "n")}
    assert wanted - {*words.patterns} == set()


def test_a_key_figure_says_what_stood_in_its_place(since: Landscape, measure: Measure) -> None:
    """Four programmes and five: risen. As many: no mark. Printed by another rule: restated."""
    figures = {f.label: (f.mark, f.then) for f in said(since, measure, "cover").figures}
    assert figures["programmes"] == ("up", "4 in 2026-02")
    assert figures["trials active"] == ("", "as in 2026-02")
    rows = {"*": {"n": 9}}
    other = replace(since, printed={**since.printed, "programmes-by-setting": rows})
    figures = {f.label: (f.mark, f.then) for f in said(other, measure, "cover").figures}
    assert figures["programmes"] == ("restated", "restated: 4 in 2026-02 by today’s rule")


def test_without_an_edition_before_nothing_is_new(measure: Measure) -> None:
    """No figure of another edition, no event on the cover, no sentence of news."""
    cover = said(small_landscape(), measure, "cover")
    assert [figure.then for figure in cover.figures] == [""] * 3
    assert cover.extra["news"] == Text("")
    found = said(small_landscape(), measure, "summary").statements
    assert not any(one.id.startswith("summary.news") for one in found)


def marked(landscape: Landscape, measure: Measure) -> list[str]:
    """Every mark in a table of the briefing: its table, the row's name, the mark, the words heard."""
    found = []
    for section in composed(landscape, measure).sections:
        held = [(one.grid, one.figure and one.figure.data) for one in section.exhibits]
        for grid in filter(None, [grid for pair in held for grid in pair]):
            for row in grid.rows:
                name = untraced(row.cells[0].text)
                told = [f"{cell.was.mark} {cell.was.said}" for cell in row.cells if cell.was]
                found += [f"{grid.table}: {name}: {one}" for one in told]
    return found


MOVED = """\
trials-by-setting: of them active: down fallen from 2 in 2026-02 to
trials-by-setting: Approved uses: up risen from 0 in 2026-02 to
trials-by-sponsor: Uni: down fallen from 3 in 2026-02 to
trials-by-sponsor: Uni: down fallen from 1 in 2026-02 to
trials-by-sponsor: Uni: up risen from 0 in 2026-02 to
trials-by-sponsor: Uni: down fallen from 2 in 2026-02 to
trials-by-sponsor: Somebody: new new
by-target: A: down fallen from 3 in 2026-02 to
by-target: A: down fallen from 2 in 2026-02 to
by-target: A/C: new new
by-target: No target stated: up risen from 0 in 2026-02 to
by-target: Total: up risen from 4 in 2026-02 to
by-target: Total: down fallen from 3 in 2026-02 to
target-indication: A: down fallen from 1 in 2026-02 to
by-company: Bolt: down fallen from 2 in 2026-02 to
by-company: No company stated: up risen from 0 in 2026-02 to
by-company: Total: up risen from 4 in 2026-02 to
by-company: Total: down fallen from 3 in 2026-02 to
deals: 1 Dec 2025: new new
policy: Jan 2026: new new
programmes: FIVE: new new"""


def test_a_table_says_what_moved(since: Landscape, measure: Measure) -> None:
    """What the earlier records have otherwise by hand, and nothing else; a first edition nothing.

    T9 of Uni is gone, T6 of Somebody and programme five came, T3 is lost, four has two targets.
    Where a source was not read again, or a number was printed by another rule, there is no mark; deals
    and events have newer entries than then, so that they were read.
    """
    assert marked(since, measure) == MOVED.splitlines()
    assert marked(small_landscape(), measure) == []
    assert marked(unread_since(), measure) == MOVED.splitlines()[-3:-1]
    total = {"by-company": {"*": {"programmes": 9}}}
    told = marked(replace(since, printed={**since.printed, **total}), measure)
    assert set(MOVED.splitlines()) - set(told) == {
        "by-company: Total: up risen from 4 in 2026-02 to"
    }


def test_a_share_says_what_it_was(since: Landscape, measure: Measure) -> None:
    """Phase 1: three of four then, two of five now; phase 2 is a row that is new, and says so.

    Printed by another rule then, it is neither a rise nor a fall.
    """

    def told(landscape: Landscape) -> dict[str, tuple[str, str] | None]:
        words = read_words([(WORDS, "words.yaml")], {})
        desk = Desk(landscape, Tables(landscape), words, measure)
        grid = grid_of(desk.view("by-phase"), {"label": 60.0, "share": 60.0}, words)
        rows = Marks(desk).grid(grid, fit=False).rows
        cells = {row.cells[0].text: [cell.was for cell in row.cells if cell.was] for row in rows}
        return {name: (was[0].mark, was[0].text) if was else None for name, was in cells.items()}

    found = told(since)
    assert list(found.values())[:3] == [("down", "75%"), ("new", "new"), ("down", "25%")]
    other = replace(since, printed={**since.printed, "by-phase": {"p1": {"share": 0.6}}})
    assert next(iter(told(other).values())) is None


def test_a_new_deal_has_its_amount(since: Landscape, measure: Measure) -> None:
    """With its currency, a floor as such; a deal of no amount is its type alone."""
    deals = since.deals.astype(object).copy()
    told = {"total": 12_000_000, "currency": "USD", "bound": "at-least"}
    for column, value in told.items():
        deals.loc[deals["id"] == "d2", column] = value
    rows = said_of(said(replace(since, deals=deals), measure))
    assert "| Loan, at least USD 12 m |" in rows
    assert "| Loan |" in said_of(said(since, measure))


def test_a_trial_that_a_count_lost_is_said(since: Landscape, measure: Measure) -> None:
    """T9 of Uni left the extract; of five the first three are named, without one nothing is said."""
    one = "One trial that 2026-02 counted is no longer in the extract: T9 (Uni)."
    assert one in said_of(said(since, measure))
    changes = since.changes
    left = changes[changes["rule"] == "trial-left"]
    more = [left.assign(id=f"l{n}", record=f"T{n}", name=f"T{n}") for n in range(90, 94)]
    many = said_of(said(replace(since, changes=pd.concat([changes, *more])), measure))
    assert "Five trials that 2026-02 counted are no longer in the extract, among them T9" in many
    none = replace(since, changes=changes[changes["rule"] != "trial-left"])
    assert "no longer in the extract" not in said_of(said(none, measure))


def test_a_setting_without_a_trial_keeps_what_stood_there(
    since: Landscape, measure: Measure
) -> None:
    """One dry trial then, none now: the dot has its mark; a first edition has none."""

    def told(landscape: Landscape) -> list[tuple[str, str]]:
        found = [one.grid for one in said(landscape, measure, "sponsors").exhibits if one.grid]
        grid = next(grid for grid in found if grid.table == "trials-by-setting")
        cell = grid.rows[0].cells[[head.label for head in grid.heads].index("Dry")]
        return [(cell.text, f"{cell.was.mark} {cell.was.said}" if cell.was else "")]

    without = replace(since, trials=since.trials[since.trials["setting"] != "dry"])
    assert told(without) == [("·", "down fallen from 1 in 2026-02 to")]
    assert told(replace(without, before=None)) == [("·", "")]


def test_weights_are_those_of_the_rows(since: Landscape, measure: Measure) -> None:
    """Seven news: six rows by weight, and the new trial, which is medium too, in its own exhibit."""
    shown = said(since, measure).exhibits[0]
    assert shown.grid is not None
    rows = [untraced(row.cells[4].text) for row in shown.grid.rows if row.kind == "row"]
    assert untraced(shown.title) == "By weight: one high, four medium, one low"
    assert [rows.count(weight) for weight in ("high", "medium", "low")] == [1, 4, 1]


def test_the_count_of_new_trials_is_said_where_it_is_another(
    since: Landscape, measure: Measure
) -> None:
    """One new by name and one in the count: nothing to say. T6 no news any more: the count has it."""
    told = "The count of all trials has"
    assert told not in said_of(said(since, measure))
    changes = since.changes.copy()
    second = changes[changes["rule"] == "trial-new"].assign(id="again", record="T2", name="T2")
    both = replace(since, changes=pd.concat([changes, second]))
    assert f"{told} 1 new one: trials released late" in said_of(said(both, measure))


def test_a_fact_that_its_group_names_is_not_said_again(since: Landscape, measure: Measure) -> None:
    """By the role of its kind, whatever a project calls it; what only begins alike is another.

    A grant (its own id, the role of an approval) among approvals is its use alone, among further
    uses it is named; a fact called approval by its id has another role here, and is named.
    """
    kinds = terms("facts", {"id": "grant", "role": "approval"}, {"id": "approval", "role": "phase"})
    vocabulary = Vocabulary({**since.vocabulary.by_name, "facts": kinds})
    held = since.changes[since.changes["of"] == "products"]
    asked = [("grant", "approval"), ("grant", "label-widened"), ("approval", "approval")]
    rows = [
        held.assign(id=str(at), field=f"{field}/Drought", kind=kind, what=f"{field}, Drought")
        for at, (field, kind) in enumerate(asked)
    ]
    told = replace(since, vocabulary=vocabulary, changes=pd.concat(rows))
    desk = Desk(told, Tables(told), read_words([(WORDS, "words.yaml")], {}), measure)
    assert [news.said(desk, line).partition(":")[0] for line in desk.view("changes")] == [
        "Drought",
        "grant, Drought",
        "approval, Drought",
    ]


def test_several_that_came_to_the_same_are_told_so(since: Landscape, measure: Measure) -> None:
    """Two loans of no amount on a weak source: each is one, with its question mark."""
    changes, deals = since.changes.copy(), since.deals.astype(object).copy()
    told = {"record": "d1", "id": "deals/d1/id/deal", "who": "Acme"}
    second = changes[changes["record"] == "d2"].assign(**told)
    deals["total"], deals["confidence"] = None, "low"
    both = replace(since, changes=pd.concat([changes, second]), deals=deals)
    summary = said_of(said(both, measure, "summary"))
    assert "**Two** since 2026-02: Cove and Acme – each ? Loan." in summary


def unread_since() -> Landscape:
    """The small landscape against an earlier edition whose sources were of the same days."""
    earlier, same = earlier_snapshot(), same_snapshot()
    return landscape_since(replace(earlier, sources=same.sources, project=same.project))

"""The words of tables: one file, replaced entry by entry, filled with the focus and checked."""

from __future__ import annotations

import re
import shutil
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from cartreport.errors import ProjectError, TemplateError
from cartreport.landscape import Tables, one_table
from cartreport.landscape.axes import UNITS
from cartreport.landscape.explained import ROW
from cartreport.landscape.listing import listing
from cartreport.landscape.model import Landscape
from cartreport.landscape.recorded import KINDS, heads_of
from cartreport.landscape.words import FILE, TableWords
from cartreport.sources.reading import MODELS
from cartreport.story import load

sys.path.insert(0, str(Path(__file__).parents[1]))
from small import PROJECT, edit, put

SECOND = PROJECT.parent / "second"


def project(folder: Path, words: str) -> Path:
    """The small project with words of its own."""
    shutil.copytree(PROJECT, folder)
    put(folder / "templates" / FILE, words)
    return folder


def test_a_project_replaces_single_entries(tmp_path: Path) -> None:
    """Title, shared head and own head are the project's; every other word is as it was."""
    said = "by-company.title: Firms{within}\nhead.company: Firm\nhead.by-company.sponsored: Led\n"
    own = load(project(tmp_path / "own", said))
    table, before = one_table(own, "by-company"), one_table(load(PROJECT), "by-company")
    assert (table.title, before.title) == ("Firms in Freedonia", "Programmes by company")
    assert table.column("sponsored").label == "Led"
    assert one_table(own, "deals-by-year").title == "Deals by year and kind"
    assert one_table(own, "approved-products").column("company").label == "Firm"
    same = [(c.key, c.label) for c in before.columns if c.key != "sponsored"]
    assert [(c.key, c.label) for c in table.columns if c.key != "sponsored"] == same


def test_a_wrong_entry_has_a_place(tmp_path: Path) -> None:
    """An entry that there is not, a list, a value that nobody gives: file, line and column."""
    said = "by-compny.title: Firms\nby-company.title: [Firms]\n"
    with pytest.raises(ProjectError) as caught:
        load(project(tmp_path / "wrong", said))
    assert [f"{one.where} {one.message}" for one in caught.value.problems.errors] == [
        f"templates/{FILE}:1:1 the template has no entry 'by-compny.title'",
        f"templates/{FILE}:2:19 'by-company.title' is no text",
    ]
    landscape = load(project(tmp_path / "own", "by-company.title: Firms of {land}\n"))
    said = f"templates/{FILE}:1:1: 'by-company.title' names {{land}}"
    with pytest.raises(TemplateError, match=re.escape(said)):
        one_table(landscape, "by-company")


def test_a_missing_entry_is_named(small: Landscape) -> None:
    """A language that lacks an entry says which file lacks which."""
    words = small.words
    short = {key: text for key, text in words.patterns.items() if key != "deals.title"}
    with pytest.raises(TemplateError, match=r"tables/words.yaml has no entry 'deals.title'"):
        replace(words, patterns=short)("deals.title")


class Read(dict[str, str]):
    """Patterns that remember which were asked for."""

    def __init__(self, patterns: dict[str, str], read: set[str]) -> None:
        super().__init__(patterns)
        self.read = read

    def __getitem__(self, key: str) -> str:
        self.read.add(key)
        return super().__getitem__(key)

    def get(self, key: str, default: str | None = None) -> str | None:  # type: ignore[override]
        self.read.add(key)
        return super().get(key, default)


OF_DECLARATIONS = ("axis.", "condition.", "counted.", "place.", "total.", "unit.", "units.")
"""Words that a project's own tables may need, whatever these two declare."""


def test_every_entry_is_read() -> None:
    """No word stands for nothing: each is printed by a table of the two small projects."""
    read: set[str] = set()
    for folder in (PROJECT, SECOND):
        known = load(folder)
        words = TableWords(Read(dict(known.words.patterns), read), {}, known.words.values)
        object.__setattr__(known, "words", words)
        tables = Tables(known)
        listing(tables, words)
        about = next(iter(known.vocabulary["targets"])).id
        one_table(known, f"trials-by-phase@target={about}")
        counts = {c.counts for table in tables.values() for c in table.columns}
        for kind in {ROW, *KINDS, *(t.unit for t in tables.values()), *counts}:
            heads_of(known, kind)
    rest = {key for key in known.words.patterns if not key.startswith(OF_DECLARATIONS)}
    asked_before = {"not-stated"}  # when the landscape is made
    fields = {name.replace("_", "-") for model in MODELS.values() for name in model.model_fields}
    of_changes = {f"field.{name}" for name in fields} & rest  # any of them may have moved
    of_others = {
        "changes.gone",
        *(of_changes - read),
        *("scope.here", "scope.silent-here", "scope.whole"),
        "flow.all",
        *(k for k in rest if k.startswith(("deals.bound.", "unread."))),
    }
    assert rest - read == asked_before | of_others
    axes = {(unit.name, axis.name) for unit in UNITS.values() for axis in unit.axes}
    heads = {key.removeprefix("axis.") for key in known.words.patterns if key.startswith("axis.")}
    names = {name for _, name in axes} | {".".join(axis) for axis in axes}
    assert heads <= names
    assert {name for unit, name in axes if not {name, f"{unit}.{name}"} & heads} == set()


def test_without_a_focus_nothing_is_said_of_a_place(tmp_path: Path) -> None:
    """A landscape of the whole world: no title, rule or head speaks of a focus; what is elsewhere
    has no column, and all events are of it.
    """
    folder = tmp_path / "world"
    shutil.copytree(SECOND, folder)
    edit(folder / "sources.yaml", r"(?m)^focus:\n(  .*\n)+", "")
    world = load(folder)
    tables = Tables(world)
    told = [
        text
        for table in tables.values()
        for text in (
            table.title,
            table.rule,
            *table.notes,
            *(part for column in table.columns for part in (column.label, column.group)),
        )
    ]
    odd = re.compile(r"World(?!$)|\*|focus|with a site|a site there|site in$|trials here")
    assert [text for text in told if odd.search(text)] == []
    assert one_table(world, "trials-by-quarter").title == "Trials by quarter of their start"
    assert one_table(world, "trials-by-phase").column("setting:organ-borne").group == "By setting"
    keys = [column.key for column in tables["trials-by-status"].columns]
    assert [key for key in keys if key.startswith("place:")] == ["place:focus"]
    assert "home" not in [column.key for column in tables["trials-by-country-year"].columns]
    assert set(tables["policy"].frame["here"]) == {"yes"}


def test_a_focus_with_a_phrase_of_its_own_is_said_by_it() -> None:
    """`within: in the US`: titles take the phrase, and its noun where none fits, not the label."""
    second = load(SECOND)
    assert one_table(second, "trials-by-quarter").title == (
        "Trials in the US by quarter of their start"
    )
    assert "with a site in the US" in one_table(second, "trials-by-sponsor").rule
    assert "those in the US" in one_table(second, "policy").rule
    assert "3 are of another kind" in one_table(second, "trials").rule, "none of them is in the US"
    by_year = one_table(second, "trials-by-country-year")
    assert "A trial counts for the US where its record names a site there" in by_year.rule

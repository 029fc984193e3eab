"""A number on the page is a cell: it keeps its address, and the words refuse any other."""

from __future__ import annotations

import pandas as pd
import pytest

from cartreport.briefing.briefing import Cell
from cartreport.briefing.numbers import (
    STRONG,
    TRACED,
    Bound,
    Number,
    Share,
    added,
    untraced,
    written,
)
from cartreport.briefing.scene import Scene
from cartreport.briefing.scene import Words as Label
from cartreport.briefing.trace import numbers_in
from cartreport.briefing.view import View
from cartreport.briefing.words import Words
from cartreport.landscape.table import Column, Table
from cartreport.render.markup import addressed, rich

WORDS = Words({"n": "{n} of {all|trial|trials}", "share": "{share}"}, strict=True)
BEHIND = {("a", "n"): ("t1", "t2"), ("b", "n"): ("t2",), (None, "n"): ("t1", "t2", "t3")}


def _view() -> View:
    """Rows a and b overlap in t2; t3 has no place."""
    columns = (Column("id", "Id", "key"), Column("label", "L", "name"), Column("n", "N", "count"))
    rows = [["a", "A", 2], ["b", "B", 1], ["not-stated", "not stated", 1]]
    return View(
        Table(
            *("t", "trial", columns),
            frame=pd.DataFrame(rows, columns=["id", "label", "n"], dtype=object),
            as_of="2026-01-01",
            sources=(),
            title="T",
            rule="rule",
            total={"label": "All", "n": 3},
            overlaps=("n",),
            behind=lambda row, column: BEHIND.get((row, column), ("t3",)),
        )
    )


def test_a_cell_is_a_number_with_its_address() -> None:
    """Row, closing row, and what is no count."""
    view = _view()
    first = view.lines[0]
    assert (first["n"], first["n"].address, first["label"]) == (2, "t/a/n", "A")
    assert (view.total["n"], view.total["n"].address) == (3, "t/*/n")


def test_a_count_over_rows_is_distinct() -> None:
    """A and B hold two trials, not three; no row holds none; the places are two."""
    view = _view()
    assert (view.count("n", view.lines[:2]), view.count("n", view.lines[:2]).address) == (
        2,
        "t/a,b/n",
    )
    assert (view.count("n", []), view.count("n", []).address) == (0, "t/-/n")
    assert (view.rows(), view.rows().address) == (2, "t/*/rows")
    assert view.rows([view.lines[0]]).address == "t/a/rows"


@pytest.mark.parametrize("value", [3, 0.5, True, Number(1, "t/a/n") + 1])
def test_a_number_of_no_table_is_refused(value: object) -> None:
    """A bare number, and what was computed from cells."""
    with pytest.raises(TypeError, match="stands in no table"):
        WORDS("n", n=value, all=Bound(2))


def test_a_text_keeps_the_addresses_of_its_numbers() -> None:
    """On screen they stand in the markup, in print and in attributes the words alone."""
    n = Number(1234, "t/a+b/n")
    text = WORDS("n", n=n, all=n)
    assert TRACED.findall(text) == [("t/a+b/n", "1,234")]
    assert untraced(text) == str(rich(text)) == "1,234 of trials"
    assert '<span class="n" data-at="t/a+b/n">1,234</span>' in addressed(text)


def test_markup_around_a_number_holds() -> None:
    """Strong words over a number, a hyphened address, and what must be escaped."""
    share = WORDS("share", share=Share(Number(10, "a-b/x-1/n"), Number(30, "t/*/n")))
    text = f"{STRONG}{share}{STRONG} <b>"
    expected = '<b><span class="n" data-at="a-b/x-1/n~t/*/n">33%</span></b> &lt;b&gt;'
    assert str(addressed(text)) == expected


def test_a_share_is_said_in_per_cent_from_ten_and_with_its_base_alone_from_twenty() -> None:
    """Of nine, its two numbers; with `:of` of nineteen too, and of twenty per cent and base."""
    few, of = "{part} of {whole}", "{part} (n = {whole})"
    entries = {"bare": "{s}", "based": "{s:of}", "share.few": few, "share.of": of}
    said = Words(entries, strict=True)

    def told(entry: str, part: int, whole: int) -> str:
        return untraced(said(entry, s=Share(Number(part, "t/a/n"), Number(whole, "t/*/n"))))

    assert [told("bare", 5, whole) for whole in (9, 10, 20)] == ["5 of 9", "50%", "25%"]
    assert [told("based", 5, whole) for whole in (9, 19, 20)] == [
        "5 of 9",
        "5 of 19",
        "25% (n = 20)",
    ]


def test_numbers_are_found_in_every_part() -> None:
    """In texts, lists, mappings, cells and their small print, drawings unless told otherwise."""
    one, two = (WORDS("n", n=Number(n, f"t/{n}/n"), all=Bound(n)) for n in (1, 2))
    assert [*numbers_in({"a": [one, ("x", two)], "b": None, "c": 3})] == [
        ("t/1/n", "1"),
        ("t/2/n", "2"),
    ]
    cell = Cell("7", at="t/7/n", small=one)
    assert [*numbers_in((cell,))] == [("t/7/n", "7"), ("t/1/n", "1")]
    drawing = [Scene(10, 10, (Label(0, 5, one),)), Cell(two)]
    assert [*numbers_in(drawing)] == [("t/1/n", "1"), ("t/2/n", "2")]
    assert [*numbers_in(drawing, drawn=False)] == [("t/2/n", "2")]


def test_the_parts_of_a_row_add_up_to_a_number_with_an_address() -> None:
    """Nought is no part; of two rows, or with a bare number among them, the sum is bare."""
    one, two, none = Number(1, "t/a/x"), Number(2, "t/a/y,z"), Number(0, "t/a/w")
    total = added([one, none, two])
    assert (total, getattr(total, "address", "")) == (3, "t/a/x,y,z")
    for others in ([one, Number(2, "t/b/y")], [one, Number(2, "u/a/y")], [one, 2], [none], []):
        assert type(added(others)) is int
    assert added([one, 2]) == 3
    assert added(iter([none])) == 0


def test_a_count_is_written_with_its_address() -> None:
    """As it stands or in a text of its own; a bare number as it is."""
    assert TRACED.findall(written(Number(1234, "t/a/n"))) == [("t/a/n", "1,234")]
    assert TRACED.findall(written(Number(-2, "t/a/n"), "−2")) == [("t/a/n", "−2")]
    assert (written(1234), written(2, "two")) == ("1,234", "two")


def test_a_share_of_nothing_is_a_dash() -> None:
    """No division by zero, and no 0 %."""
    nothing = Share(Number(0, "t/a/n"), Number(0, "t/*/n"))
    assert (str(nothing), nothing.value) == ("–", 0.0)

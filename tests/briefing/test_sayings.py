"""What may be said: each guard withholds a sentence and lets it through, each wording has its words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from cartreport.briefing.briefing import Callout, Section, Text
from cartreport.briefing.compose import adding
from cartreport.briefing.exhibit_sayings import EXHIBITS
from cartreport.briefing.guards import (
    Guard,
    base,
    fails,
    few,
    fewer,
    first,
    kept,
    leading,
    leads,
    least,
    newest,
    part,
    second,
    several,
    sole,
    some,
)
from cartreport.briefing.numbers import Bound, Names, Number, Share, traced, untraced
from cartreport.briefing.sayings import OPENING, SAYINGS, bearing
from cartreport.briefing.sections.summary import RULES
from cartreport.briefing.spoken import Spoken
from cartreport.briefing.wording import read_words

ROOT = Path(__file__).resolve().parents[2]
WORDS = read_words([(ROOT / "templates/briefing/words.yaml", "words.yaml")], {})


def n(value: int) -> Number:
    """A count of some table."""
    return Number(value, f"t/*/{value}")


def share(held: int, whole: int) -> Share:
    """A part of a whole of some table."""
    return Share(n(held), n(whole))


ONE, TWO, FOUR = Names(["A"]), Names(["A", "B"]), Names("ABCD")


@pytest.mark.parametrize(
    ("guard", "said", "withheld"),
    [
        (some("n"), [{"n": n(1)}, {"n": "x"}], [{"n": n(0)}, {"n": ""}, {"n": None}, {}]),
        (least(20, "n"), [{"n": n(20)}], [{"n": n(19)}, {}, {"n": "30"}]),
        (several("n"), [{"n": n(2)}], [{"n": n(1)}, {}]),
        (base("s"), [{"s": share(1, 10)}], [{"s": share(9, 9)}, {"s": n(50)}, {}]),
        (part("s"), [{"s": share(1, 2)}], [{"s": share(2, 2)}, {"s": share(0, 2)}, {}]),
        (fewer("a", "b"), [{"a": n(1), "b": n(2)}], [{"a": n(2), "b": n(2)}, {}]),
        (sole("who"), [{"who": ONE}], [{"who": TWO}, {"who": Names()}, {"who": "A"}, {}]),
        (few("who"), [{"who": ONE}, {"who": Names("ABC")}], [{"who": FOUR}, {"who": Names()}, {}]),
        (
            leads("who", "n"),
            [{"who": TWO, "n": n(3)}],
            [{"who": TWO, "n": n(2)}, {"who": Names(), "n": n(2)}, {}],
        ),
        (fails(some("n")), [{"n": n(0)}, {}], [{"n": n(1)}]),
    ],
    ids=lambda value: value.name if isinstance(value, Guard) else "",
)
def test_a_guard_lets_through_and_withholds(
    guard: Guard, said: list[dict[str, Any]], withheld: list[dict[str, Any]]
) -> None:
    """On either side of its bound, and where a value that it asks of is missing."""
    assert [guard(values) for values in said] == [True] * len(said)
    assert [guard(values) for values in withheld] == [False] * len(withheld)


def test_every_wording_has_its_words_and_something_is_said_of_what_must_stand() -> None:
    """A finding or a title has a last wording without a guard; a summary's slot may be withheld."""
    missing = [key + s.suffix for key, held in SAYINGS.items() for s in held]
    assert [key for key in missing if not WORDS.has(key)] == []
    bound = [key for key, held in SAYINGS.items() if held[-1].guards]
    assert [key for key in bound if key.endswith((".title", ".finding", ".included", ".alt"))] == []
    for key, held in SAYINGS.items():
        assert [s.guards for s in held[:-1] if not s.guards] == [], f"{key}: what follows is dead"
        assert len({s.suffix for s in held}) == len(held), key


def test_each_wording_stands_in_the_module_of_its_section() -> None:
    """What the cover, the summary, the profile and the news say is not among the exhibits' words."""
    opening = {"cover", "summary", "profile", "news", "share"}
    assert [key for key in OPENING if key.split(".")[0] not in opening] == []
    assert [key for key in EXHIBITS if key.split(".")[0] in opening] == []


SHARE = {
    "share": share(67, 100),
    "world": n(100),
    "world_before": n(50),
    "share_part": share(5, 10),
}


@pytest.mark.parametrize(
    ("key", "values", "worded"),
    [
        # 1: a share of fewer than ten is no finding; the newest year needs ten for its share
        (
            "glance.finding",
            {"setting_share": share(3, 9), "setting": ONE, "settings": n(2)},
            ".small",
        ),
        ("share.hosts", SHARE | {"share_part": share(5, 9)}, ".last"),
        # 3: ties stand as ties, a tie of all leads nothing, of many a number is said
        ("companies.table.title", {"leader": ONE, "companies": n(3), "n": n(10)}, ""),
        ("companies.table.title", {"leader": TWO, "companies": n(3), "n": n(10)}, ".tie"),
        ("companies.table.title", {"leader": FOUR, "companies": n(5)}, ".many"),
        ("companies.table.title", {"leader": TWO, "companies": n(2)}, ".even"),
        ("companies.table.title", {"leader": ONE, "companies": n(1)}, ".one"),
        ("sponsors.table.title", {"lead": FOUR, "sponsors": n(4), "shown": Bound(4)}, ".even"),
        ("targets.table.title", {"firsts": FOUR, "sets": n(4)}, ".even"),
        ("targets.table.title", {"firsts": ONE, "sets": n(1)}, ".one"),
        # 3: the first of its setting, only where one is the latest
        ("summary.approval.text", {"latest": ONE, "setting": "wet", "n": n(2)}, ".first"),
        ("summary.approval.text", {"latest": TWO, "setting": "wet", "n": n(2)}, ".plain"),
        # 4: a cell is the most crowded where no other has as many
        ("white-space.matrix.title", {"crowded": ONE, "most": n(5)}, ""),
        ("white-space.matrix.title", {"crowded": ONE, "most": n(4)}, ".sole"),
        ("white-space.matrix.title", {"crowded": TWO, "most": n(5)}, ".tie"),
        # 4: one disease group is no reach
        ("white-space.sowhat.wide", {"wide": ONE, "rows": n(3), "wide_n": n(1)}, None),
        ("white-space.sowhat.wide", {"wide": ONE, "rows": n(3), "wide_n": n(2)}, ""),
        # 8: of fewer than ten nobody leads
        ("companies.table.title", {"leader": ONE, "companies": n(3), "n": n(9)}, ".few"),
        ("sponsors.table.title", {"lead": ONE, "sponsors": n(3), "n": n(9)}, ".few"),
        ("targets.table.title", {"firsts": TWO, "sets": n(3), "n": n(9)}, ".few"),
        (
            "trials.targets.title",
            {"first": ONE, "seconds": ONE, "targets": n(2), "n": n(9)},
            ".each",
        ),
        ("trials.targets.title", {"first": ONE, "seconds": ONE, "targets": n(2), "n": n(10)}, ""),
        ("trials.targets.title", {"first": ONE, "targets": n(1), "n": n(9)}, ".only"),
        # 5: no price is not a price of nought, no list no rung
        ("access.table.title", {"range": ""}, ".unpriced"),
        # 11: without a price there is no range that anything is left out of, and no dot
        ("access.table.included", {"priced": n(0)}, ".unpriced"),
        ("access.table.included", {"priced": n(1), "schemes": 1}, ""),
        # 11: where no scheme stands in the table nothing is said of what was found there
        ("access.table.included", {"priced": n(1), "schemes": 0}, ".priced"),
        ("access.finding", {"priced": n(1), "n": n(2)}, ".priced"),
        ("access.finding", {"priced": n(1), "n": n(1)}, ".priced.one"),
        ("access.finding", {"priced": n(0), "n": n(2)}, ".worded"),
        ("access.finding", {"listing": "One is listed", "priced": n(0), "n": n(2)}, ""),
        ("summary.access.text", {"listing": "", "range": ""}, None),
        ("summary.access.text", {"listing": "", "range": "is 5 GBP"}, ".priced"),
        # 8: the newest year is named first, a year of fewer than twenty is not held against others
        ("share.hosts", SHARE, ""),
        ("share.hosts", SHARE | {"world": n(19)}, None),
        ("cover.dek", SHARE | {"world": n(19), "n": n(5)}, ".plain"),
        # 12: where the sources place no trial here there is no nought of trials
        ("cover.dek", {"n": n(0), "programmes": n(9)}, ".bare"),
        ("cover.dek", {"n": n(0)}, None),
        # 12: nor is it a base: the nought is of all trials, and of no trial at all nothing is said
        ("cover.active_note", {"n": n(3)}, ""),
        ("cover.active_note", {"n": n(0), "every": n(2)}, ".none"),
        ("cover.active_note", {"n": n(0), "every": n(0)}, None),
        ("summary.share.text", SHARE | {"world_before": n(19)}, None),
        ("deals.years.title", {"year_n": n(0), "before_n": n(9)}, ".last"),
        # 8: a share of all is no share: where everything is here nothing is said of it
        ("share.hosts", SHARE | {"share": share(100, 100)}, None),
        # 10: what is assumed or not stated for more than is stated comes first
        ("facets.title", {"first": ONE, "first_n": n(5), "assumed": n(4), "unstated": n(5)}, ""),
        (
            "facets.title",
            {"first": ONE, "first_n": n(5), "assumed": n(6), "unstated": n(0)},
            ".left",
        ),
        (
            "facets.title",
            {"first": ONE, "first_n": n(5), "assumed": n(0), "unstated": n(6)},
            ".left",
        ),
        # 11: a title of zeros is none; a whole has no rest
        ("settings.title", {"recent": False}, ".plain"),
        ("deals.table.title", {"shown": Bound(8), "n": n(8)}, ".all"),
        ("deals.table.title", {"shown": Bound(8), "n": n(9)}, ""),
        ("trials.design.title", {"open": n(0), "axis": "colour"}, ".stated"),
        # 9: of what is alone and states no phase nobody knows how far it is
        (
            "summary.sowhat.alone",
            {"solo": n(5), "solo_ranked": n(0), "solo_active": n(5), "rung": "two"},
            None,
        ),
        # 11: what is said of four adds nothing, of five it may
        (
            "summary.sowhat.alone",
            {"solo": n(5), "solo_ranked": n(4), "solo_active": n(5), "rung": "two"},
            None,
        ),
        (
            "summary.sowhat.alone",
            {"solo": n(5), "solo_ranked": n(5), "solo_active": n(5), "rung": "two"},
            ".none",
        ),
        ("cover.programmes_note", {"programmes": n(4), "named": n(3)}, ""),
        ("cover.programmes_note", {"programmes": n(4), "named": n(4)}, ".all"),
        ("cover.programmes_note", {"programmes": n(4), "named": n(0)}, ".none"),
        # 11: the largest of all are all; each has one; all from all is said once
        ("targets.stack.title", {"bars": Bound(3), "sets": n(3)}, ".quiet"),
        ("companies.finding", {"companies": n(4), "solo": n(4)}, ".each"),
        ("companies.finding", {"companies": n(4), "solo": n(3)}, ".plain"),
        ("summary.pipeline.text", {"programmes": n(4), "named": n(3)}, ""),
        ("summary.pipeline.text", {"programmes": n(4), "named": n(4)}, ".all"),
        ("summary.pipeline.text", {"programmes": n(4), "named": n(0)}, ".bare"),
        ("evidence.finding", {"n": Bound(3), "kinds": Bound(1)}, ".alike"),
        ("evidence.finding", {"n": Bound(0), "kinds": Bound(0)}, ".none"),
        # 12: one publisher does not disagree, a range needs two ends of one year
        ("market.finding", {"publishers": Bound(1)}, ".one"),
        ("market.finding", {"publishers": Bound(2)}, ""),
        ("market.finding", {"low": "72", "high": "90", "publishers": Bound(2)}, ".range"),
    ],
)
def test_what_the_data_bear_is_said(key: str, values: dict[str, Any], worded: str | None) -> None:
    """The strongest wording whose guards hold, by the number of the rule that it is for."""
    assert bearing(key, values) == (None if worded is None else key + worded)


def test_a_percentage_is_of_ten_or_more_and_has_its_base() -> None:
    """Rule 1: of fewer than twenty both numbers, of fewer than ten never a percentage."""
    told = {"1,299": (559, "43% of 1,299"), "20": (9, "45% of 20"), "15": (8, "8 of 15")}
    for whole, (held, text) in told.items():
        one = share(held, int(whole.replace(",", "")))
        pattern = WORDS.patterns | {"x": "{s:of}", "y": "{s}"}
        words = type(WORDS)(pattern, numbers=WORDS.numbers, strict=True)
        assert untraced(words("x", s=one)) == text
        assert untraced(words("y", s=one)).endswith("%")
        assert untraced(words("y", s=share(2, 9))) == "2 of 9"


def test_every_percentage_has_its_base_beside_it() -> None:
    """Rule 1: a wording names a share as `:of`, or the two numbers of it; the picture's axis apart."""
    based = (
        "share.firm",
        "doubt.share",
        "trials.finding",
        "summary.pipeline.far",
    )
    bare = [
        key
        for key, text in WORDS.patterns.items()
        if (names := [name for name in WORDS.names(key) if name.endswith(("share", "firm_part"))])
        and any(f"{{{name}}}" in text for name in names)
        and not text.count("{doubt_share}")
        and not any(word in WORDS.names(key) for word in ("world", "here_part", "known"))
    ]
    assert sorted(bare) == sorted(based), "each of these stands beside a sentence with its base"


def test_nothing_is_typed_that_could_be_counted() -> None:
    """Rule 7: no digit stands in the words of a sentence; ids of grades and units have none."""
    # A half of a year is called so; a million is a size and no count.
    slots = ("reading.", "cover.picture", "date.", "amount.counters")
    typed = [
        key
        for key, text in WORDS.patterns.items()
        if any(sign.isdigit() for sign in text) and not key.startswith(slots)
    ]
    assert typed == []


def test_a_trend_is_said_of_one_counting_rule_alone() -> None:
    """Rule 2: up and down are words of the world share alone, two years of one table; what other
    editions counted is put beside a number, by today's rules, and called neither.
    """
    trend = re.compile(r"increas|decreas|\b(?:rose|fell|grew|gr(?:ow|ew)n?|(?:up|down) from)\b")
    told = {key for key, text in WORDS.patterns.items() if trend.search(text)}
    assert told == {"summary.share.up", "summary.share.down"}
    steady = SHARE | {"share_part": share(5, 10)}
    assert bearing("summary.share.text", steady) == "summary.share.text"
    assert bearing("summary.share.text", steady | {"world_before": n(0)}) is None, "of one year"


def test_ties_are_kept_together() -> None:
    """Rule 3: neither the first nor the shown are chosen by the alphabet; none of a tie is parted."""
    sizes = [("a", 5), ("b", 4), ("c", 4), ("d", 1)]

    def size(item: tuple[str, int]) -> int:
        return item[1]

    assert [name for name, _ in leading(sizes, size, 2)] == ["a"]
    assert [name for name, _ in leading(sizes, size, 3)] == ["a", "b", "c"]
    assert leading(sizes, size, 4) == sizes, "there is no more to part them from"
    assert leading(sizes[1:3], size, 1) == []
    assert [name for name, _ in kept(sizes, size, 2, ("d", 1))] == ["a", "d"], "d is on the market"
    assert kept(sizes[1:3], size, 1) == sizes[1:3], "a tie of more than there is room for"


def test_the_newest_may_be_several() -> None:
    """Rule 3: a month may hold any of its days, so a day in it is not newer."""

    def of(*dates: str) -> list[str]:
        return newest(dates, lambda date: date)

    assert of("2026-06-22", "2026-05", "2025") == ["2026-06-22"]
    assert of("2026-06-22", "2026-06") == ["2026-06-22", "2026-06"]
    assert of("2026-06-22", "2026-Q2", "2026") == ["2026-06-22", "2026-Q2", "2026"]
    assert of("2026-06", "2026-06-01", "") == ["2026-06", "2026-06-01"]
    assert of() == []


class Counted(dict[str, Any]):
    """A line of a table, as far as it is ranked."""

    @property
    def id(self) -> str:
        """Its id."""
        return str(self["id"])


def test_first_and_second_are_all_that_tie() -> None:
    """Zero leads nothing, and follows nothing."""
    lines: list[Any] = [
        Counted(id=name, n=held) for name, held in (("a", 3), ("b", 3), ("c", 1), ("d", 0))
    ]
    assert [line.id for line in first(lines, "n")] == ["a", "b"]
    assert [line.id for line in second(lines, "n")] == ["c"]
    assert second(lines[:2], "n") == []
    assert first(lines[3:], "n") == []


def section_of(*rows: tuple[str, str], said: str = "") -> Section:
    """A section that says something, and a callout with rows of label and sentence."""
    box = Callout(tuple((label, Text(text)) for label, text in rows), "Rule")
    return Section("x", "exhibits", "1", "X", said, callout=box)


def test_a_callout_adds_a_number_or_is_left_out() -> None:
    """Rule 11: a row whose numbers stand on the page, or in a row before it, says nothing new."""
    five, six = (WORDS("n", n=Number(held, f"t/*/{held}")) for held in (5, 6))
    kept_ = adding(section_of(("a", five), ("b", six), ("c", six), ("d", "words"), said=five))
    assert kept_.callout is not None
    assert [label for label, _ in kept_.callout.rows] == ["b"]
    assert adding(section_of(("a", five), said=five)).callout is None
    of_both = traced("83%", share(5, 6).address)
    assert adding(section_of(("a", of_both), said=five + six)).callout is None, "a mere ratio"


def test_zeros_are_not_listed() -> None:
    """Clauses and lists name what there is; of nothing at all not even their beginning is left."""

    class Said(Spoken):
        words = WORDS

    said = Said()
    left = {"planned": n(2), "waiting": n(0), "never": n(0), "undated": n(1), "outside": n(0)}
    assert untraced(said.listed("glance.years.left", left)) == "Not drawn: 2 planned, 1 undated."
    assert said.listed("glance.years.left", dict.fromkeys(left, n(0))) == ""
    assert untraced(said.clause("approved.wider", n=n(1))) == " and one wider label"
    assert said.clause("approved.wider", n=n(0)) == ""
    assert (said.since("2021-06", "2026"), said.since("2026-01-02", "2026")) == (
        "since 2021",
        "in 2026",
    )
    assert said.since("", "") == ""


def test_absence_is_of_our_sources() -> None:
    """Rule 5: what is not found is said to be so, and never not to exist."""
    told = [
        text
        for text in WORDS.patterns.values()
        if re.search(r"\bnone exists?\b|there is no ", text)
    ]
    assert told == []
    for key in ("access.table.title.unpriced", "approved.table.title.none", "access.listing.none"):
        assert re.search(r"found", WORDS.patterns[key]), key


def test_the_summary_has_seven_slots() -> None:
    """Rule 6: at most seven sentences, in an order that no data change."""
    assert len(RULES) <= 7

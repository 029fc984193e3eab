"""What people keep: a fact added is news, a value changed under the same date was wrong."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from small import edit
from two_editions import known

from cartreport.changes.compare import events
from cartreport.changes.event import Event
from cartreport.landscape.snapshot import Snapshot

PRODUCT = "data/products/alphacel.yaml"
PRICE = """  - what: list-price
    value: 900000
    unit: FRD per dose
    as_of: {date}
    refs: [press-1]
    confidence: medium
    checked: 2026-04-15
"""
USE = """  - indications: [cough]
    short: Cough
    disease: cough
    facts:
      - {what: approval, value: 2026-04-10, as_of: 2026-04-10, refs: [press-1], confidence: high, checked: 2026-04-15}
facts:
  - what: list-price
"""
FILED = "{what: filing, value: accepted, as_of: 2026-04-02, confidence: high, checked: 2026-04-15}"
NOTE = "Noted later."


@pytest.fixture
def later(editions: tuple[Path, Path], tmp_path: Path) -> Path:
    """A copy of the earlier edition, to be changed."""
    return Path(shutil.copytree(editions[0], tmp_path / "later"))


def _changed(pair: tuple[Snapshot, Snapshot], root: Path) -> list[Event]:
    after = replace(known(root), edition="2026-04", as_of="2026-04-30")
    return list(events(pair[0], after))


def _told(found: list[Event]) -> list[tuple[object, ...]]:
    return [(event.rule, event.record, event.field, event.before, event.after) for event in found]


Case = tuple[str, str, str, list[tuple[object, ...]]]
CASES: dict[str, Case] = {
    "a newer price beside the old one": (
        PRODUCT,
        "facts:\n  - what: list-price\n",
        "facts:\n" + PRICE.format(date="2026-04-01") + "  - what: list-price\n",
        [("price", "alphacel", "list-price", 1200000, 900000)],
    ),
    "two prices in one interval": (
        PRODUCT,
        "facts:\n  - what: list-price\n",
        "facts:\n"
        + PRICE.format(date="2026-04-20")
        + PRICE.format(date="2026-04-01").replace("900000", "950000")
        + "  - what: list-price\n",
        [
            ("price", "alphacel", "list-price", 1200000, 900000),
            ("step-passed", "alphacel", "list-price", 1200000, 950000),
        ],
    ),
    "a price of long ago that was found now": (
        PRODUCT,
        "facts:\n  - what: list-price\n",
        "facts:\n" + PRICE.format(date="2025-01") + "  - what: list-price\n",
        [("known-late", "alphacel", "list-price", 1200000, 900000)],
    ),
    "another price under the same date": (
        PRODUCT,
        "value: 1200000",
        "value: 1250000",
        [("put-right", "alphacel", "list-price", 1200000, 1250000)],
    ),
    "a fact taken out": (
        PRODUCT,
        r"facts:\n  - what: list-price\n(    .*\n)+pivotal:",
        "facts: []\npivotal:",
        [("taken-out", "alphacel", "list-price", 1200000, None)],
    ),
    "the day of a month": (
        PRODUCT,
        "as_of: 2025-06\n",
        "as_of: 2025-06-12\n",
        [("precision", "alphacel", "list-price", 1200000, 1200000)],
    ),
    "the same price read on a later day": (
        PRODUCT,
        "as_of: 2025-06\n",
        "as_of: 2026-04-02\n",
        [("sourced", "alphacel", "list-price", 1200000, 1200000)],
    ),
    "the same price, whose day was wrong": (
        PRODUCT,
        "as_of: 2025-06\n",
        "as_of: 2025-04-02\n",
        [("put-right", "alphacel", "list-price", 1200000, 1200000)],
    ),
    "a further use approved": (
        PRODUCT,
        "facts:\n  - what: list-price\n",
        USE,
        [("label-widened", "alphacel", "approval/Cough", None, "2026-04-10")],
    ),
    "an application": (
        PRODUCT,
        "pivotal:\n",
        f"  - {FILED}\npivotal:\n",
        [("filing", "alphacel", "filing", None, "accepted")],
    ),
    "a page and a note more": (
        PRODUCT,
        "    unit: FRD per dose\n",
        f"    unit: FRD per dose\n    note: {NOTE}\n",
        [("sourced", "alphacel", "list-price", 1200000, 1200000)],
    ),
    "another name": (
        PRODUCT,
        "name: alphacelum\n",
        "name: betacelum\n",
        [("product-name", "alphacel", "name", "alphacelum", "betacelum")],
    ),
    "the same name in capitals": (
        PRODUCT,
        "name: alphacelum\n",
        "name: Alphacelum\n",
        [("sourced", "alphacel", "name", None, None)],
    ),
    "a programme that moved on": (
        "data/programmes.csv",
        "phase-1,unknown,REG00000003,2026-01-10",
        "phase-2,unknown,REG00000003,2026-04-10",
        [("phase-reached", "bx-2", "phase", "phase-1", "phase-2")],
    ),
    "a programme whose phase was wrong": (
        "data/programmes.csv",
        "phase-1,unknown",
        "phase-2,unknown",
        [("put-right", "bx-2", "phase", "phase-1", "phase-2")],
    ),
    "a programme in other hands": (
        "data/programmes.csv",
        "borealis,acme,alpha.beta,donor,inner,cough,cough.redness,phase-1,unknown,REG00000003,2026-01-10",
        "acme,,alpha|beta,donor,inner,cough,cough|redness,phase-1,unknown,REG00000003,2026-04-10",
        [
            ("company-moved", "bx-2", "company", "borealis", "acme"),
            ("field-moved", "bx-2", "partners", ["acme"], None),
        ],
    ),
    "a new deal": (
        "data/deals.csv",
        r"\Z",
        "deal-2,2026-04-03,licence,Acme,A-9,,,,FRD,acme,press-1,medium,\n",
        [("deal", "deal-2", "id", None, "new")],
    ),
    "an old deal that was found now": (
        "data/deals.csv",
        r"\Z",
        "deal-2,2024-04-03,licence,Acme,A-9,,,,FRD,acme,press-1,medium,\n",
        [("known-late", "deal-2", "id", None, "new")],
    ),
    "an amount that was wrong": (
        "data/deals.csv",
        "10000000",
        "12000000",
        [("put-right", "deal-1", "upfront", 10000000, 12000000)],
    ),
    "a rule of another country": (
        "data/policy.csv",
        r"\Z",
        "policy-2,2026-04-15,,Sylvania,SRA,guideline,Rule.,press-1,medium,\n",
        [("policy", "policy-2", "id", None, "new")],
    ),
    "a term that means something else": (
        "data/vocab/phases.yaml",
        "order: 2, stage: late",
        "order: 2, stage: middle",
        [
            (
                "term-moved",
                "phases/phase-2",
                "term",
                {"stage": "late", "order": 2},
                {"stage": "middle", "order": 2},
            )
        ],
    ),
    "another word for a term": (
        "data/vocab/phases.yaml",
        "label: Phase 2,",
        "label: Phase II,",
        [("term-spelling", "phases/phase-2", "term", "Phase 2", "Phase II")],
    ),
    "another focus": (
        "sources.yaml",
        r"focus: \{country: Freedonia, label: Freedonia, peers: .*\n",
        "focus: {country: Freedonia, label: Freedonia}\n",
        [
            (
                "declared-otherwise",
                "focus",
                "focus",
                {
                    "country": "Freedonia",
                    "label": "Freedonia",
                    "peers": [{"country": "Sylvania", "label": "Sylvania"}],
                },
                {"country": "Freedonia", "label": "Freedonia"},
            )
        ],
    ),
}


def test_each_change_of_a_record_is_told_once_by_its_rule(
    pair: tuple[Snapshot, Snapshot], editions: tuple[Path, Path], tmp_path: Path
) -> None:
    """One edit of one file: what is said of it, all of it, and nothing of any other record."""
    wrong = []
    for number, (name, (file, old, new, expected)) in enumerate(CASES.items()):
        root = Path(shutil.copytree(editions[0], tmp_path / str(number)))
        edit(root / file, old, new)
        told = _told(_changed(pair, root))
        if told != expected:
            wrong.append(f"{name}: {told} not {expected}")
    assert "\n".join(wrong) == ""


def test_what_was_not_stated_puts_nothing_right(later: Path, tmp_path: Path) -> None:
    """A cell that is filled is an addition; one that is emptied is no longer said; the rest stands.

    Of an axis of the subject's own as of a field; a younger date makes neither a move.
    """
    rows, deals = Path("data/programmes.csv"), Path("data/deals.csv")
    empty = Path(shutil.copytree(later, tmp_path / "empty"))
    edit(empty / rows, "donor,inner,cough,cough.redness", ",inner,,cough|redness")
    edit(empty / deals, "10000000", "")
    fields = [("deal-1", "upfront", 10000000), ("bx-2", "facets/origin", "donor")]
    fields.append(("bx-2", "lead_indication", "cough"))
    filled = _told(_changed((known(empty), known(empty)), later))
    emptied = _told(_changed((known(later), known(later)), empty))
    assert sorted(filled) == sorted(("first-stated", *one[:2], None, one[2]) for one in fields)
    assert sorted(emptied) == sorted(("taken-out", *one, None) for one in fields)
    edit(later / rows, "REG00000003,2026-01-10", "REG00000003,2026-04-10")
    named = _told(_changed((known(empty), known(empty)), later))
    assert ("first-stated", "bx-2", "facets/origin", None, "donor") in named


def test_a_younger_page_is_no_correction(pair: tuple[Snapshot, Snapshot], later: Path) -> None:
    """Another value under the same date that a page of this month gives is news, not our fault."""
    page = "  new-1:\n    kind: press\n    publisher: Daily\n    title: Price\n"
    page += "    published: 2026-04-20\n    accessed: 2026-04-25\n"
    edit(later / PRODUCT, "value: 1200000", "value: 1250000")
    edit(later / PRODUCT, r"refs: \[press-1\]\n", "refs: [press-1, new-1]\n")
    edit(later / PRODUCT, "references:\n", "references:\n" + page)
    assert [event.rule for event in _changed(pair, later)] == ["price"]


def test_another_name_of_a_product_puts_nothing_right(
    pair: tuple[Snapshot, Snapshot], later: Path
) -> None:
    """A text that calls it by its short name now says what it said; one of another product doesn't.

    The short name of alphacelum is alphacel.
    """
    file = later / "data/policy.csv"
    edit(file, "Guideline on probes.", "Alphacelum cleared.")
    before = replace(known(later), as_of=pair[0].as_of)
    for text, rule in (("alphacel (alphacelum)", "sourced"), ("BX-2", "put-right")):
        edit(file, r"[^,]* cleared", f"{text} cleared")
        assert [event.rule for event in _changed((before, before), later)] == [rule]


def test_a_new_name_of_a_product_is_news(pair: tuple[Snapshot, Snapshot], later: Path) -> None:
    """Though the old one stays as another name of it, and texts by both say the same."""
    name = "name: betacelum\naliases: [alphacelum]"
    edit(later / "data/products/alphacel.yaml", "name: alphacelum", name)
    changed = [(event.rule, event.before, event.after) for event in _changed(pair, later)]
    assert changed == [("product-name", "alphacelum", "betacelum")]


def test_the_focus_of_a_rule_is_its_country(pair: tuple[Snapshot, Snapshot], later: Path) -> None:
    """A rule of another country is told apart; one of the focus country is of it."""
    edit(later / "data/policy.csv", "Freedonia,FRA", "Sylvania,FRA")
    assert [event.focus for event in _changed(pair, later)] == [False]


def test_the_same_folder_has_no_changes(pair: tuple[Snapshot, Snapshot], later: Path) -> None:
    """No change is an edition too: nothing is said."""
    assert _changed(pair, later) == []


def test_a_new_product_tells_its_facts_of_weight(
    pair: tuple[Snapshot, Snapshot], later: Path
) -> None:
    """What no earlier edition kept comes with its approval of this month, not with every old fact."""
    text = (later / PRODUCT).read_text("utf-8").replace("id: alphacel", "id: newcel")
    text = text.replace("2025-03-10, as_of: 2025-03-10", "2026-04-10, as_of: 2026-04-10")
    (later / "data/products/newcel.yaml").write_text(text.split("references:")[0], "utf-8")
    told = {(event.record, event.rule) for event in _changed(pair, later)}
    assert told == {("newcel", "record-new"), ("newcel", "approval")}


def test_one_happening_is_told_once(pair: tuple[Snapshot, Snapshot], later: Path) -> None:
    """An approval on the product, its programme's rung and the regulator's entry that names it.

    An entry of the same page that names no product, or of another page, is news of its own.
    """
    text = (later / PRODUCT).read_text("utf-8").replace("alphacel", "newcel")
    text = text.replace(
        "2025-03-10, as_of: 2025-03-10, refs: [fra-1]", "DAY, as_of: DAY, refs: [press-1]"
    )
    text = text.replace("programme: newcel", "programme: bx-2").replace("DAY", "2026-04-10")
    (later / "data/products/newcel.yaml").write_text(text.split("references:")[0], "utf-8")
    edit(
        later / "data/programmes.csv",
        "phase-1,unknown,REG00000003,2026-01-10",
        "approved,unknown,REG00000003,2026-04-10",
    )
    rules = (
        "policy-2,2026-04-12,,Freedonia,FRA,guideline,Newcel is approved.,press-1,medium,\n"
        "policy-3,2026-04-12,,Freedonia,FRA,guideline,Newcelular probes.,press-1,medium,\n"
        "policy-4,2026-04-12,,Freedonia,FRA,guideline,Newcel again.,,medium,\n"
    )
    with (later / "data/policy.csv").open("a", encoding="utf-8") as file:
        file.write(rules)
    told = {(event.record, event.rule, event.grade) for event in _changed(pair, later)}
    assert told == {
        ("newcel", "record-new", "minor"),
        ("newcel", "approval", "news"),
        ("bx-2", "told-already", "minor"),
        ("policy-2", "told-already", "minor"),
        ("policy-3", "policy", "news"),
        ("policy-4", "policy", "news"),
    }


def test_what_is_no_news_hides_no_news(pair: tuple[Snapshot, Snapshot], later: Path) -> None:
    """A note on a product's price is of little weight: a rule of the same page that names it is news."""
    edit(later / PRODUCT, "    unit: FRD per dose\n", "    unit: FRD per dose\n    note: Again.\n")
    rule = "policy-2,2026-04-12,,Freedonia,FRA,guideline,Alphacel may be kept.,press-1,medium,\n"
    with (later / "data/policy.csv").open("a", encoding="utf-8") as file:
        file.write(rule)
    told = {(event.record, event.rule) for event in _changed(pair, later)}
    assert told == {("alphacel", "sourced"), ("policy-2", "policy")}


def test_words_that_lose_their_unit_say_the_same(later: Path, tmp_path: Path) -> None:
    """A figure in words holds its unit itself: a column left empty there puts nothing right."""
    file, row = Path("data/market.csv"), "72,FRD million"
    worded = Path(shutil.copytree(later, tmp_path / "worded"))
    edit(later / file, row, "about a tenth,words")
    edit(worded / file, row, "about a tenth,")
    found = _changed((known(later), known(later)), worded)
    assert [(event.rule, event.record, event.grade) for event in found] == [
        ("sourced", "size-1", "cosmetic")
    ]


def test_what_became_of_an_event_puts_nothing_right(pair: tuple[Snapshot, Snapshot]) -> None:
    """An outcome where none stood is what happened since; another in place of one was wrong."""
    open_ = {"said": "2026-01", "due": "2026-06", "event": "Talks end", "confidence": "high"}
    came = {**open_, "outcome": "happened", "outcome_date": "2026-04-02"}
    off = {**came, "outcome": "dropped"}

    def told(before: dict[str, str], after: dict[str, str]) -> list[tuple[object, ...]]:
        editions = [
            replace(pair[0], records={**pair[0].records, "expected": {"talks": fields}})
            for fields in (before, after)
        ]
        return _told(list(events(editions[0], editions[1])))

    assert told(open_, came) == [
        ("first-stated", "talks", "outcome", None, "happened"),
        ("first-stated", "talks", "outcome_date", None, "2026-04-02"),
    ]
    assert told(came, off) == [("put-right", "talks", "outcome", "happened", "dropped")]
    assert told(open_, {**open_, "due": "2026-07"}) == [
        ("put-right", "talks", "due", "2026-06", "2026-07")
    ]

"""The checks: what each finds, what it lets pass, and that it points at the value."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from cartreport.problems import CODES, Problem, Problems
from cartreport.sources import checks
from cartreport.sources.checks.duplicates import fold
from cartreport.sources.load import load_records

PROJECT = Path(__file__).resolve().parents[1] / "project"
PRODUCT = "data/products/alphacel.yaml"
PROGRAMMES = "data/programmes.csv"
Edited = Callable[..., list[Problem]]


def found_in(folder: Path) -> list[Problem]:
    problems = Problems()
    records = load_records(folder, problems)
    assert records is not None
    problems.extend(checks.run(records))
    return list(problems)


@pytest.fixture
def edited(tmp_path: Path) -> Edited:
    """Edit files of the small project, `(file, old, new)` each, and give what is found in it."""

    def edit(*edits: tuple[str, str, str]) -> list[Problem]:
        folder = tmp_path / "project"
        shutil.copytree(PROJECT, folder, dirs_exist_ok=True)
        for name, old, new in edits:
            text = (folder / name).read_text("utf-8")
            assert text.count(old) >= 1, f"{old!r} is not in {name}"
            (folder / name).write_text(text.replace(old, new, 1), "utf-8")
        return found_in(folder)

    return edit


def codes(found: list[Problem]) -> list[str]:
    return [problem.code for problem in found]


def text_at(folder: Path, problem: Problem) -> str:
    """What stands at a problem's place."""
    line = (folder / problem.where.file).read_text("utf-8").split("\n")[problem.where.line - 1]
    return line[problem.where.column - 1 :]


def test_every_check_says_what_it_is() -> None:
    """Each module of CHECKS has a function and a docstring; a check with neither is a mistake."""
    assert len(checks.CHECKS) >= 10
    for module in checks.CHECKS:
        assert (module.__doc__ or "").strip()
        assert (module.check.__doc__ or "").strip()


def test_every_code_of_the_checks_is_in_the_table() -> None:
    """A code that a check writes is one of the table, or adding the problem would raise."""
    folder = Path(checks.__file__).parent
    written = {
        code
        for path in folder.glob("*.py")
        for code in re.findall(r'"([EW]\d{3})"', path.read_text("utf-8"))
    }
    assert len(written) > 12
    assert written <= {code.id for code in CODES}


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "value"),
    [
        (PRODUCT, "company: acme", "company: acmee", "E204", "acmee"),
        (PRODUCT, "refs: [acme-report]", "refs: [press-1, acme-reprt]", "E206", "acme-reprt"),
        (PRODUCT, "indications: [redness]", "indications: [cough, rednes]", "E205", "rednes"),
        (PRODUCT, "orr_pct: 77.6", "orr_pct: 777", "E306", "777"),
        (PRODUCT, "as_of: 2025-06", "as_of: 2027-06", "E301", "2027-06"),
        (PROGRAMMES, "cough|redness", "cough|redniss", "E205", "redniss"),
        (PROGRAMMES, "alpha|beta", "alpha|betta", "E205", "betta"),
        (PROGRAMMES, "REG00000003", "REG00000003|REG00000009", "W403", "REG00000009"),
        ("data/deals.csv", "acme|borealis", "acme|boreals", "E204", "boreals"),
        ("data/disputes.csv", "deal-1", "deal-9", "E204", "deal-9"),
        ("data/trials.csv", "RECRUITING", "RECRUTING", "W410", "RECRUTING"),
    ],
)
def test_a_problem_stands_at_the_value(
    edited: Edited, tmp_path: Path, name: str, old: str, new: str, code: str, value: str
) -> None:
    """Line and column lead to the first character of the wrong value, in lists and cells too."""
    found = [problem for problem in edited((name, old, new)) if problem.code == code]
    assert [problem.value for problem in found][:1] == [value]
    assert text_at(tmp_path / "project", found[0]).startswith(value)


def test_a_number_in_a_fact_is_held_to_a_list_that_is_there(edited: Edited) -> None:
    """A pivotal trial that lists its numbers has them all; one that lists none learns it so."""
    number = "      - {what: number, value: REG00000002, refs: [acme-report], as_of: 2024-11, confidence: high, checked: 2026-01-15}\n"
    kind = (
        "data/vocab/facts.yaml",
        "terms:\n",
        "terms:\n  - {id: number, label: N, role: registry-id}\n",
    )
    fact = (PRODUCT, "      - what: efficacy\n", f"{number}      - what: efficacy\n")
    assert codes(edited(kind, fact)) == ["E306"]
    bare = (PRODUCT, "    trials: [REG00000001]\n", "")
    assert codes(edited(kind, fact, bare)) == []
    right = (PRODUCT, "value: REG00000002", "value: REG00000001")
    assert codes(edited(kind, fact, right)) == []


def test_the_as_of_date_is_the_only_clock(edited: Edited) -> None:
    """The same project is fresh or stale by the date it speaks of."""
    assert codes(edited(("sources.yaml", "as_of: 2026-02-01", "as_of: 2026-03-21"))) == []
    assert codes(edited(("sources.yaml", "as_of: 2026-02-01", "as_of: 2026-03-22"))) == ["W401"]


@pytest.mark.parametrize("date", ["2026", "2026-02", "2026-Q1", "2026-H1", "2026-02-01"])
def test_a_date_that_may_be_past_is_no_problem(edited: Edited, date: str) -> None:
    """A partial date is wrong only if each of its days is: 2 February is, as the page is of the first.

    Deals are searched to 31 January: of February, which has begun, it is told that one is later.
    """
    later = ["W411"] if date.startswith("2026-02") else []
    assert codes(edited(("data/deals.csv", "2025-07", date))) == later
    assert codes(edited(("data/deals.csv", "2025-07", "2026-02-02"))) == ["E301"]
    assert codes(edited(("data/policy.csv", "2025-01-15,2025-06-01", "2026-02-02,"))) == ["E301"]


def test_a_fact_that_began_before_its_page_may_be_newer_than_it(edited: Edited) -> None:
    """With `since` the as_of is the last look; without, no page says what came long after it."""
    dated = ("as_of: 2025-06\n    refs: [press-1]", "as_of: 2026-01-30\n    refs: [fra-1]")
    seen = (
        "confidence: medium\n    checked: 2026-01-15",
        "confidence: medium\n    checked: 2026-02",
    )
    found = edited((PRODUCT, *dated), (PRODUCT, *seen))
    assert [(p.code, p.value) for p in found] == [("E301", "2026-01-30")]
    since = "since: 2025-03\n    " + dated[1]
    assert codes(edited((PRODUCT, dated[0], since), (PRODUCT, *seen))) == []


def test_a_phase_may_go_back_with_a_reason(edited: Edited) -> None:
    """A note on the later fact is the reason."""
    rest = "refs: [press-1], confidence: high, checked: 2026-01-15"
    facts = (
        f"facts:\n  - {{what: phase, value: phase-3, as_of: 2023-01, {rest}}}\n"
        f"  - {{what: phase, value: phase-2, as_of: 2024-01, {rest}@}}\n  - what: list-price"
    )
    old = "facts:\n  - what: list-price"
    assert codes(edited((PRODUCT, old, facts.replace("@", "")))) == ["E302"]
    assert codes(edited((PRODUCT, old, facts.replace("@", ", note: design changed")))) == []


def test_kinds_of_fact_that_may_be_many_do_not_disagree(edited: Edited) -> None:
    """`many: true` in the facts vocabulary: two values on one day are two facts."""
    rest = "as_of: 2025-06, unit: FRD per dose, refs: [press-1], confidence: low, checked: 2026-01"
    two = f"facts:\n  - {{what: list-price, value: 1, {rest}}}\n  - what: list-price"
    price = (PRODUCT, "facts:\n  - what: list-price", two)
    assert codes(edited(price)) == ["E303"]
    kind = ("data/vocab/facts.yaml", "label: List price,", "label: List price, many: true,")
    assert codes(edited(price, kind)) == []


def test_a_note_explains_a_likeness(edited: Edited) -> None:
    """Two records of nearly one name are let pass where a note of either names the other."""
    alike = (PROGRAMMES, "bx-2,BX-2,BX-2,", "bx-2,alphacelun,BX-2,")
    assert codes(edited(alike)) == ["W209"]
    note = (PROGRAMMES, "press-1,medium,", "press-1,medium,another thing than alphacel")
    assert codes(edited(alike, note)) == []


def test_names_are_folded_not_guessed() -> None:
    """Case, accents, punctuation and legal forms go; digits and other letters stay."""
    assert fold("Acmé  Biologics Co., Ltd.") == fold("ACME-BIOLOGICS") == "acmebiologics"
    assert fold("CT-053") != fold("CT-041")
    assert fold("伊基奥仑赛") == "伊基奥仑赛"
    assert fold("Co., Ltd.") == ""


def test_codes_that_differ_by_a_digit_are_no_duplicates(edited: Edited) -> None:
    """Development codes follow each other: ABCDEFG-101 and ABCDEFG-102 are two things."""
    found = edited(
        (PROGRAMMES, "alphacel,A-101,", "alphacel,ABCDEFG-101,"),
        (PROGRAMMES, "bx-2,BX-2,BX-2,", "bx-2,BX-2,ABCDEFG-102,"),
    )
    assert codes(found) == []


def test_a_lost_record_is_held_against_nobody(edited: Edited) -> None:
    """A company with a misspelt field is one problem, not one for each record that names it."""
    found = edited(("data/companies/acme.yaml", "city:", "citty:"))
    assert [(p.where.file, p.code) for p in found] == [("data/companies/acme.yaml", "E101")]


def test_a_repeated_code_of_an_export_is_told_once(edited: Edited) -> None:
    """An unknown status in three rows is one problem that says three."""
    name = "data/trials.csv"
    found = edited(
        (name, "COMPLETED", "DONE"), (name, "RECRUITING", "DONE"), (name, "UNKNOWN", "DONE")
    )
    told = [problem for problem in found if problem.code == "W410"]
    assert len(told) == 1
    assert "3 records have it" in told[0].message


def test_many_rows_are_checked_fast(tmp_path: Path) -> None:
    """Likely duplicates among 2,500 programmes take no square of the time: under a second."""

    folder = tmp_path / "project"
    shutil.copytree(PROJECT, folder)
    head, row = (folder / PROGRAMMES).read_text("utf-8").splitlines()[:2]
    row = row.replace("alphacel,alphacelum,alphacel,A-101", "@,alphacelum number @,@,@")
    rows = [row.replace("@", f"code-{number}") for number in range(2_500)]
    (folder / PROGRAMMES).write_text("\n".join([head, *rows]) + "\n", "utf-8")
    problems = Problems()
    records = load_records(folder, problems)
    assert records is not None
    assert len(records.programmes) == 2_500
    assert list(checks.duplicates.check(records)) == []


def test_a_slip_kept_by_hand_is_none_of_the_registry(edited: Edited, tmp_path: Path) -> None:
    """The same word is the registry's new code in an imported table and an error in another."""
    row = "1,North Hospital of Freedonia,PHASE9,RECRUITING,2025-12-01,Freedonia,Freeburg,Cough,main"
    own = tmp_path / "project/data/own.csv"
    own.parent.mkdir(parents=True)
    heads = "id,sponsor,phase,status,updated,countries,cities,conditions,scope"
    own.write_text(f"{heads}\nOWN{row}\n", "utf-8")
    entry = "  - {id: own, kind: trials, path: data/own.csv, title: Own, searched_to: 2026-01-31}\n"
    found = edited(
        ("sources.yaml", "  - {id: deals", f"{entry}  - {{id: deals"),
        ("data/trials.csv", ",PHASE2,", ",PHASE9,"),
    )
    told = {(one.code, one.where.file) for one in found if one.value == "PHASE9"}
    assert told == {("W410", "data/trials.csv"), ("E205", "data/own.csv")}


PHASES = "data/vocab/phases.yaml"
FACTS = "data/vocab/facts.yaml"
VOCABULARIES = sorted((PROJECT / "data/vocab").glob("*.yaml"))


@pytest.mark.parametrize("path", VOCABULARIES, ids=lambda path: path.stem)
def test_a_vocabulary_that_cannot_be_read_is_told_alone(edited: Edited, path: Path) -> None:
    """What would be counted by it is not held against it, wherever it is named."""
    broken = (path.relative_to(PROJECT).as_posix(), "terms:", "termz:")
    family = (
        "sources.yaml",
        "briefings:",
        (
            "changes: {family: {origin: [own]}}\n"
            "landscape: {programmes: {family: all, labels: {origin: [own]}}}\nbriefings:"
        ),
    )
    other_words = [
        (FACTS, "{id: approval,", "{id: go,"),
        (PRODUCT, "what: approval,", "what: go,"),
    ]
    found = edited(family, *other_words, broken)
    assert {problem.where.file for problem in found} == {path.relative_to(PROJECT).as_posix()}


def test_where_no_phase_is_on_the_market_the_phases_are_told_once(edited: Edited) -> None:
    """The programme's phase has another stage: its line is told, not every product."""
    found = edited((PHASES, "stage: approved", "stage: late"))
    assert [(p.code, p.where.file, p.value) for p in found] == [("E306", PHASES, "approved")]
    assert found[0].message == "no phase has the stage 'approved', yet 'alphacel' is approved"


def test_an_approved_programme_without_a_product_says_what_to_write(edited: Edited) -> None:
    """The file, the three things in it that make it the programme's, and the other way out."""
    phase = (PROGRAMMES, "bx-2,BX-2", "bx-2,BX-2")
    row = next(
        line
        for line in (PROJECT / PROGRAMMES).read_text("utf-8").split("\n")
        if line.startswith("bx-2")
    )
    found = edited(phase, (PROGRAMMES, row, row.replace("phase-1", "approved")))
    assert [str(problem).partition(" E306 ")[2] for problem in found] == [
        (
            "'bx-2' is approved, and no product names it: add its product in data/products/bx-2.yaml, "
            "with `programme: bx-2`, `stage: approved` and a fact `approval`; or correct the phase"
        )
    ]


FIRST = (
    "facts:\n  - what: list-price",
    (
        "facts:\n  - {what: first-approval, value: DAY, as_of: 2025-03-10, refs: [fra-1], "
        "confidence: high, checked: 2026-01-15}\n  - what: list-price"
    ),
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2025-03-10", []),
        ("2025-03-11", [("E306", "2025-03-10")]),  # the use was approved the day before
        ("2099-01-01", [("E301", "2099-01-01")]),  # wrong by itself: the use is right
    ],
)
def test_a_date_to_come_is_held_against_no_other(
    edited: Edited, day: str, expected: list[tuple[str, str]]
) -> None:
    """One slip, one message: a first approval of 2099 is not after every use as well."""
    kind = (
        FACTS,
        "terms:\n",
        "terms:\n  - {id: first-approval, label: F, role: first-approval}\n",
    )
    found = edited(kind, (PRODUCT, FIRST[0], FIRST[1].replace("DAY", day)))
    assert [(p.code, p.value) for p in found] == expected


@pytest.mark.parametrize(
    ("given", "value", "expected"),
    [
        ("alternates", "2025-03-11", ["W305"]),
        ("alternates", "in March", ["W305", "E103"]),
        ("alternates", "2099", ["W305", "E301"]),
        ("rejected", "in March", []),  # what was written, and found wrong
    ],
)
def test_a_disputed_day_of_an_approval_is_a_day(
    edited: Edited, given: str, value: str, expected: list[str]
) -> None:
    """Another source's value stands in the same column, so it is held to the same form."""
    other = f"{given}: [{{value: {value}, refs: [fra-1], reason: misread}}]"
    found = edited((PRODUCT, "refs: [fra-1], confidence", f"refs: [fra-1], {other}, confidence"))
    assert sorted(codes(found)) == sorted(expected)


def test_a_number_of_patients_is_held_to_its_bounds_without_a_unit(edited: Edited) -> None:
    """`n: -1` is below none, though its measure states a role and no unit; another's may be."""
    below = (PRODUCT, "n: 58", "n: -1")
    found = edited(below)
    assert [(p.code, p.value, p.message) for p in found] == [("E306", "-1", "Patients is -1")]
    change = ("data/vocab/measures.yaml", "label: Patients, role: size", "label: Change of a score")
    assert codes(edited(below, change)) == []


def test_what_is_expected_was_said_by_the_day(tmp_path: Path) -> None:
    """What was said, or came of it, after the as-of date, 1 February, would be on no page."""
    source = "  - {id: references"
    told = "  - {id: expected, kind: expected, path: data/expected.csv, title: Expected}\n"
    heads = "id,said,due,event,outcome,outcome_date,refs,confidence\n"
    folder = tmp_path / "project"
    shutil.copytree(PROJECT, folder)
    declared = (folder / "sources.yaml").read_text("utf-8").replace(source, told + source)
    (folder / "sources.yaml").write_text(declared, "utf-8")

    def late(said: str, outcome: str) -> list[str]:
        row = f"e1,{said},2026-06,A rule.,{outcome},press-1,medium\n"
        (folder / "data/expected.csv").write_text(heads + row, "utf-8")
        return [problem.value for problem in found_in(folder) if problem.code == "E301"]

    assert late("2026-02-01", ",") == []
    assert late("2026-02-02", ",") == ["2026-02-02"]
    assert late("2026-01-15", "happened,2026-02-02") == ["2026-02-02"]
    assert late("2026-01-15", "happened,2026-02-01") == []


@pytest.mark.parametrize("written", ["1.200.000,50", "1200000 FRD"])
def test_a_list_price_is_a_number(edited: Edited, written: str) -> None:
    """A decimal comma or a currency beside it makes it a text, and it would be left out unseen."""
    found = edited((PRODUCT, "value: 1200000", f"value: {written}"))
    assert [(p.code, p.value) for p in found] == [("E306", written)]
    assert found[0].hint.startswith("write it in plain digits, such as 1200.50")


@pytest.mark.parametrize(
    ("name", "old", "new", "hint"),
    [
        (PROGRAMMES, "alpha|beta", "alpha/beta", "a bar between entries: alpha|beta"),
        (
            PRODUCT,
            "url: https://fra.example/1",
            "url: www.fra.example",
            "write https://www.fra.example",
        ),
    ],
)
def test_a_hint_is_what_would_be_right(
    edited: Edited, name: str, old: str, new: str, hint: str
) -> None:
    """A list with slashes, an address without its scheme: the hint can be pasted."""
    assert hint in [problem.hint for problem in edited((name, old, new)) if problem.code == "E103"]

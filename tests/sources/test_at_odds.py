"""Records at odds: one project with a slip of every kind, and beside each what is just within."""

from __future__ import annotations

from pathlib import Path

from cartreport.story import check
from tests.small import edit, put, small_project

REST = "refs: [press-1], confidence: high, checked: 2026-01-15"
USE = "{indications: [redness], short: R, disease: redness, facts: [%s]}"


def fact(what: str, value: object, day: str = "2025-03", unit: str = "") -> str:
    """A fact on one line."""
    unit = unit and f"unit: {unit}, "
    return f"{{what: {what}, value: {value}, as_of: {day}, {unit}{REST}}}"


def product(folder: Path, id: str, *lines: str) -> None:
    """A product of one line a field; lines from the fifth are the given ones."""
    told = [f"id: {id}", f"name: {id}", f"short: {id}", "company: acme", *lines]
    put(folder / f"data/products/{id}.yaml", "\n".join(told) + "\n")


def products(folder: Path) -> None:
    """Approvals, filings, partners, targets, prices and measures."""
    product(folder, "bare", "stage: approved")
    product(
        folder,
        *("early", "stage: filed", "extends: early", "partners: [borealis, acme, borealis]"),
        f"uses: [{USE % fact('approval', '2025-02-01')}]",
    )
    product(
        folder,
        *("wide", "stage: filed", "extends: early", "targets: [alpha, beta]"),
        "facets: {origin: donor}",
        f"facts: [{fact('filing', 'submitted')}]",
    )
    product(
        folder,
        *("kin", "stage: late-stage", "extends: alphacel", "targets: [alpha]"),
        "facets: {origin: donor}",
        "facts:",
        f"  - {fact('list-price', 0, '2025-01', 'FRD per dose')}",
        f"  - {fact('list-price', 1, '2025-02')}",
        f"  - {fact('list-price', 2, '2025-03', 'FRD')}",
        f"  - {fact('list-price', 1, '2025-04', 'FRD per dose')}",
        f"  - {fact('efficacy', '{n: -1, orr_pct: -0.1, os_months: 0}', '2025-01')}",
        f"  - {fact('efficacy', '{orr_pct: 100, os_months: 101}', '2025-02')}",
        f"  - {fact('efficacy', '{orr_pct: 0, os_months: -1}', '2025-03')}",
        f"  - {fact('efficacy', '{orr_pct: 100.5, os_months: none}', '2025-04')}",
        f"  - {fact('efficacy', '{orr_pct: 3, os_months: 1}', '2025-05')}",
        f"  - {fact('efficacy', '{orr_pct: 3, n: 2}', '2025-05')}",
        f"  - {fact('efficacy', '{orr_pct: 4, n: 2}', '2025-05')}",
        f"  - {fact('beds', -1, '2025-01')}",
        f"  - {fact('beds', 0, '2025-02')}",
        f"  - {fact('beds', -1, '2025-03', 'per cent')}",
    )
    product(
        folder,
        *("late", "stage: approved", "programme: bx-2", "targets: [beta, alpha]"),
        "facets: {origin: own}",
        f"facts: [{fact('first', '2025-03-10')}]",
        "uses:",
        f"  - {USE % fact('approval', '2025-03-09')}",
        f"  - {USE % fact('approval', '2025-03-10')}",
    )


def terms(folder: Path) -> None:
    """Bounds of targets, kinds of fact; groups, phases and types that lack what they need."""
    vocab = folder / "data/vocab"
    edit(vocab / "origin.yaml", "id: donor,", "id: donor, most_targets: 1,")
    edit(vocab / "origin.yaml", "id: own,", "id: own, least_targets: 1,")
    kinds = "  - {id: first, label: First, role: first-approval}\n  - {id: beds, label: Beds}\n"
    edit(vocab / "facts.yaml", "terms:\n", f"terms:\n{kinds}")
    edit(vocab / "statuses.yaml", ", group: ended", "")
    edit(vocab / "deal-types.yaml", "group: [a-z]+", "group: rihgts")
    edit(vocab / "phases.yaml", "order: 3, stage: late", "order: 3")
    edit(vocab / "sponsor-classes.yaml", "id: other,", "id: other, group: rest,")
    edit(vocab / "settings.yaml", "id: outer,", "id: outer, group: all,")
    edit(
        folder / "data/companies/acme.yaml",
        r"sponsors: \[(.*)\]",
        "sponsors: [X, 'Acme Biologics Co., Ltd.', X, Borealis Medicine Inc.]",
    )


def tables(folder: Path) -> None:
    """Programmes, deals, figures and disputes."""
    data = folder / "data"
    rows = {
        "programmes.csv": (
            "sold,Sold,,,acme,,,,,,,approved,active,,2026-01-10,press-1,high,",
            "lead,Lead,,,acme,,alpha|beta,donor,,redness,cough,phase-1,active,REG00000003|REG00000003,2026-01-10,press-1,high,",
            "none,Neither,,,acme,,,donor,,redness,,phase-1,active,,2026-01-10,press-1,high,",
        ),
        "deals.csv": (
            "deal-2,2025-07,licence,Acme|Borealis,bx-2 RIGHTS,Freedonia,10000000,,FRD,borealis|acme,press-1,medium,",
            "deal-3,2025-07,licence,Acme|Borealis,Other,Freedonia,11,10,FRD,borealis|acme,press-1,medium,",
            "deal-4,2025-07,licence,Acme|Borealis,Third,Freedonia,11,10,FRD,borealis|acme,press-1,medium,Why.",
            "deal-5,2025-07,licence,Acme|Borealis,Fourth,Freedonia,10,10,FRD,borealis|acme,press-1,medium,",
            "deal-6,2025-07,licence,Acme|Else,Fourth,Freedonia,10,10,FRD,,press-1,medium,",
            "deal-7,2025-07,licence,Acme|Else,Fourth,Freedonia,10,10,FRD,,press-1,medium,",
        ),
        "market.csv": (
            "loss,Result,-1,FRD,2025,,estimate,The Freedonian,press-1,low,",
            "fall,Change,-1,%,2025,,estimate,The Freedonian,press-1,low,",
        ),
        "disputes.csv": (
            "deal-1,daet,2025,rejected,because,press-1",
            "bx-2,origin,own,rejected,because,press-1",
        ),
    }
    for name, lines in rows.items():
        with (data / name).open("a") as file:
            file.write("\n".join(lines) + "\n")
    put(
        data / "expected.csv",
        "id,said,due,event,about,replaces,outcome,outcome_date,refs,confidence,note\n"
        "e-1,2025-06,2025-05,Early,acme,,,,press-1,high,\n"
        "e-2,2025-06,2025-06,Same,nobody,e-1,happened,2025-07,press-1,high,\n"
        "e-3,2025-06,2025,Half,,e-9,happened,,press-1,high,\n"
        "e-4,2025-06,2026,Half,bx-2,,,2025-07,press-1,high,\n",
    )
    edit(
        folder / "sources.yaml",
        r"  - \{id: disputes,",
        "  - {id: expected, kind: expected, path: data/expected.csv, title: Expected, searched_to: 2026-01-31}\n"
        "  - {id: disputes,",
    )


def test_every_slip_is_told_and_nothing_beside_it(tmp_path: Path) -> None:
    """By hand: a line a slip; what stands at the bound, or has its reason beside it, is none."""
    folder = small_project(tmp_path / "project")
    products(folder)
    tables(folder)
    terms(folder)
    found = [str(problem) for problem in check(folder)]
    assert found == (Path(__file__).parent / "at_odds.txt").read_text("utf-8").splitlines()


def test_a_vocabulary_that_records_need(tmp_path: Path) -> None:
    """One without which records cannot be counted is asked for, once, at the list; one that nothing
    asks for is told where it is a slip from one that is. Types of sponsor have each role.
    """
    folder = small_project(tmp_path / "project")
    edit(folder / "sources.yaml", r"  settings: .*\n", "")
    edit(
        folder / "sources.yaml",
        "  measures: data/vocab/measures.yaml",
        "  measure: data/vocab/measures.yaml",
    )
    edit(folder / "sources.yaml", "facets: .*", "facets: [origin, orgin]")
    types = (
        "title: Types\nterms: [{id: industry, label: I, role: industry}, {id: rest, label: R}]\n"
    )
    put(folder / "data/vocab/sponsor-types.yaml", types)
    edit(
        folder / "sources.yaml",
        "  phases: data",
        "  sponsor-types: data/vocab/sponsor-types.yaml\n  phases: data",
    )
    assert [str(problem).split(": ")[0] for problem in check(folder)] == [
        "data/vocab/settings.yaml W025 no source names this file",
        "data/vocab/sponsor-types.yaml E205 no type of sponsor has the role 'academic'",
        "data/vocab/sponsor-types.yaml E205 no type of sponsor has the role 'other'",
        "sources.yaml:6:18 E205 facet 'orgin' has no vocabulary",
        "sources.yaml:9:3 E205 'n' at data/products/alphacel.yaml:29:20 needs the vocabulary 'measures', not declared",
        "sources.yaml:9:3 E205 the programmes are counted by the vocabulary 'settings', which is not declared",
        "sources.yaml:18:12 E205 nothing asks for a vocabulary 'measure'",
    ]

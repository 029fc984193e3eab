"""The bundled landscape's tables agree with a second count of its files, made without cartreport."""

from __future__ import annotations

from collections import Counter

import pytest
import recount

from cartreport.landscape.model import Landscape
from cartreport.landscape.table import Table

FOCUS, PEER = recount.focus(), "United States"
PLACES = {"n": (), "place:focus": (FOCUS,), f"place:{PEER}": (PEER,)}


def column(table: Table, key: str) -> dict[str, int]:
    """A column of a table by row, rows of nought left out."""
    pairs = zip(table.frame["id"], table.frame[key], strict=True)
    return {row: int(count) for row, count in pairs if count}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("trials-by-country-year", recount.year),
        ("trials-by-phase", recount.phase),
        ("trials-by-status", recount.status),
        ("trials-by-target", recount.targets),
    ],
    ids=["year", "phase", "status", "target"],
)
def test_trials_in_the_three_places(name: str, key, bundled_tables: dict[str, Table]) -> None:
    """In the world, in the focus country and in its peer; the totals are distinct trials."""
    table = bundled_tables[name]
    for place, countries in PLACES.items():
        assert column(table, place) == recount.by(key, *countries), place
        assert (table.total or {})[place] == len(recount.trials(*countries))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("trials-by-phase", recount.phase),
        ("trials-by-sponsor", recount.sponsor),
        ("trials-by-sponsor-type", recount.sponsor_type),
        ("trials-by-target", recount.targets),
    ],
    ids=["phase", "sponsor", "type", "target"],
)
def test_trials_of_the_focus_country_by_status(
    name: str, key, bundled_tables: dict[str, Table]
) -> None:
    """Active, of unknown status and ended, row by row."""
    expected: dict[str, Counter[str]] = {
        "active": Counter(),
        "unknown": Counter(),
        "ended": Counter(),
    }
    for trial in recount.trials(FOCUS):
        keys = key(trial)
        expected[recount.status_group(trial)].update([keys] if isinstance(keys, str) else set(keys))
    for group, count in expected.items():
        assert column(bundled_tables[name], f"status-group:{group}") == count, group


def test_trials_by_country(bundled_tables: dict[str, Table]) -> None:
    """Each country once a trial, however many sites it has there; none is none."""
    found = dict(bundled_tables["trials-by-country"].frame[["id", "n"]].itertuples(index=False))
    expected = recount.by(lambda row: recount.several(row["countries"]))
    nowhere = sum(not row["countries"] for row in recount.trials())
    assert {name: found[name] for name in expected} == expected
    assert sorted(found[name] for name in set(found) - set(expected)) == [nowhere] * bool(nowhere)


def test_cities_are_brought_together(bundled: Landscape) -> None:
    """Spellings and districts are their city; a province or the country alone is none."""
    known = recount.terms("cities")
    names = {
        spelling: term["label"]
        for term in known.values()
        if term.get("role") != "wider"
        for spelling in (term["label"], *term.get("aliases", []))
    }
    written = {city for row in recount.rows("trials") for city in recount.several(row["cities"])}
    assert len(written) == 84
    found = {row["city"] for row in bundled.rows("trial_cities")}
    assert found == {names[city] for city in written if city in names}
    assert {"Hangzhou", "Nanjing", "Xi'an"} <= found
    assert not {"Hanzhou", "Nanjin", "Xian", "China", "Hebei", "Guangdong"} & found
    assert len(found) == 63


def test_shares_of_the_years(bundled_tables: dict[str, Table]) -> None:
    """The focus country's share of the trials that started in a year and name a place."""
    table = bundled_tables["trials-by-country-year"]
    held = [trial for trial in recount.trials() if recount.started(trial) and trial["countries"]]
    world = Counter(map(recount.year, held))
    here = Counter(recount.year(trial) for trial in held if recount.in_focus(trial))
    known = [column.key for column in table.columns if column.key.startswith("once:")]
    known.remove("once:not-stated")
    assert column(table, "once:focus") == here
    for year in table.row_ids:
        assert len(table.units([year], known)) == world[year]


def test_trials_by_sponsor(bundled_tables: dict[str, Table]) -> None:
    """Companies and institutions under all their names; how many names each has."""
    table = bundled_tables["trials-by-sponsor"]
    assert column(table, "n") == recount.by(recount.sponsor, FOCUS)
    names: dict[str, set[str]] = {}
    for trial in recount.trials(FOCUS):
        names.setdefault(recount.sponsor(trial), set()).add(trial["sponsor"])
    assert column(table, "distinct:sponsor-name") == {key: len(held) for key, held in names.items()}
    assert column(bundled_tables["trials-by-sponsor-type"], "n") == recount.by(
        recount.sponsor_type, FOCUS
    )


def company(row: recount.Row) -> str:
    """The company that a programme stands with."""
    return row["company"] or "not-stated"


def phase(row: recount.Row) -> str:
    """The highest phase of a programme."""
    return row["phase"] or "no-phase"


def test_programmes_by_company(bundled_tables: dict[str, Table]) -> None:
    """Every programme stands with its first company, in the column of its phase."""
    table = bundled_tables["by-company"]
    counted = recount.programmes(company)
    assert column(table, "programmes") == {key: n for (key,), n in counted.items()}
    for (name_, phase_), count in recount.programmes(company, phase).items():
        assert column(table, f"phase:{phase_}")[name_] == count, (name_, phase_)


def test_programmes_by_target_set(bundled_tables: dict[str, Table]) -> None:
    """Every programme stands once, with all that it binds."""
    table = bundled_tables["by-target"]
    counted = recount.programmes(recount.target_set)
    assert column(table, "programmes") == {key: n for (key,), n in counted.items()}
    for (targets, phase_), count in recount.programmes(recount.target_set, phase).items():
        assert column(table, f"phase:{phase_}")[targets] == count, (targets, phase_)


def test_programmes_by_each_target(bundled_tables: dict[str, Table]) -> None:
    """A programme counts once with each of its targets."""
    counted: Counter[str] = Counter()
    for row in recount.developed():
        counted.update(recount.several(row["targets"]) or ["not-stated"])
    assert column(bundled_tables["by-each-target"], "programmes") == counted


def test_programmes_by_phase(bundled_tables: dict[str, Table]) -> None:
    """The highest phase, and how many companies and trials stand in it."""
    table = bundled_tables["by-phase"]
    held: dict[str, list[recount.Row]] = {}
    for row in recount.developed():
        held.setdefault(phase(row), []).append(row)
    assert column(table, "programmes") == {key: len(rows) for key, rows in held.items()}
    assert column(table, "companies") == {
        key: len({row["company"] for row in rows} - {""}) for key, rows in held.items()
    }


def group_of(indication: str) -> str:
    """The disease group of an indication."""
    return str(recount.terms("indications")[indication]["group"])


def test_programmes_by_target_set_and_group(bundled_tables: dict[str, Table]) -> None:
    """A cell counts the programmes that name an indication of the group, and the active ones."""
    every: Counter[str] = Counter()
    active: Counter[str] = Counter()
    for row in recount.developed():
        named = {*recount.several(row["indications"]), row["lead_indication"]} - {""}
        for group in {group_of(term) for term in named} or {"not-stated"}:
            cell = f"{recount.target_set(row)} {group}"
            every[cell] += 1
            active[cell] += row["status"] == "active"
    table = bundled_tables["target-indication"]
    assert dict(zip(table.row_ids, table.frame["programmes"], strict=True)) == every
    assert {cell: n for cell, n in zip(table.row_ids, table.frame["active"], strict=True) if n} == {
        cell: n for cell, n in active.items() if n
    }
    assert (every["cd19 b-cell-lymphoma"], active["cd19 b-cell-lymphoma"]) == (25, 23)


@pytest.mark.parametrize(
    ("name", "place"), [("target-indication", "group"), ("target-indication-cells", "indication")]
)
def test_a_cell_is_approved_where_a_use_is(
    name: str, place: str, bundled_tables: dict[str, Table]
) -> None:
    """A product's licensed uses, by the indications of its own file; nowhere else is a cell so."""
    licensed: dict[str, set[str]] = {}
    for row in recount.records("products").values():
        for use in row["uses"]:
            if any(fact["what"] == "approval" for fact in use.get("facts", ())):
                licensed.setdefault(row["programme"], set()).update(use["indications"])
    expected: dict[str, int] = {}
    for row in recount.developed():
        named = {*recount.several(row["indications"]), row["lead_indication"]} - {""}
        won = named & licensed.get(row["id"], set())
        if place == "group":
            groups = {group_of(term) for term in licensed.get(row["id"], set())}
            won = {group_of(term) for term in named} & groups
        for at in won:
            cell = f"{recount.target_set(row)} {at}"
            expected[cell] = expected.get(cell, 0) + 1
    table = bundled_tables[name]
    held = list(zip(table.row_ids, table.frame["approved"], table.frame["phase"], strict=True))
    assert {cell: n for cell, n, _ in held if n} == expected
    assert {cell for cell, _, phase_ in held if phase_ == "Approved"} <= set(expected)


def test_programmes_by_facet(bundled_tables: dict[str, Table]) -> None:
    """Each facet holds every programme once, by its term."""
    table = bundled_tables["by-facet"]
    expected: Counter[str] = Counter()
    for facet in recount.declared()["facets"]:
        expected.update(f"{facet} {row[facet] or 'not-stated'}" for row in recount.developed())
    assert dict(zip(table.row_ids, table.frame["programmes"], strict=True)) == expected


def test_every_table_of_programmes_closes_on_their_number(bundled_tables: dict[str, Table]) -> None:
    """One number of programmes and one of approved ones, whatever they are counted by."""
    names = ("by-company", "by-target", "by-each-target", "by-phase", "by-facet")
    totals = [bundled_tables[name].total or {} for name in names]
    approved = sum(row["phase"] == "approved" for row in recount.developed())
    assert {total["programmes"] for total in totals} == {len(recount.developed())}
    assert {t["phase:approved"] for t in totals if "phase:approved" in t} == {approved}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("programmes", "programmes"),
        ("deals", "deals"),
        ("policy", "policy"),
        ("market-figures", "figures"),
    ],
)
def test_listings_hold_every_row(name: str, kind: str, bundled_tables: dict[str, Table]) -> None:
    """A list of records loses none and invents none."""
    held = recount.developed() if kind == "programmes" else recount.rows(kind)
    assert set(bundled_tables[name].frame["id"]) == {row["id"] for row in held}
    assert len(bundled_tables[name].frame) == len(held)


def test_the_programmes_left_out_are_named(bundled_tables: dict[str, Table]) -> None:
    """174 of the 181 rows count; the seven of NK cells are named in every rule of programmes."""
    names = [row["name"] for row in recount.rows("programmes") if row not in recount.developed()]
    assert names == [
        "LUCAR-DKS1",
        "QN-019a",
        "QN-023a",
        "KN5501",
        "KN5601",
        "NEUK203-13",
        "NEUK203-215",
    ]
    told = "Counted: 174 of 181 programmes of CAR cell therapy; 7 ("
    for table in bundled_tables.values():
        if table.unit == "programme":
            assert told in table.rule
            assert "as the project declares its landscape" in table.rule
            assert all(name in table.rule for name in names)


def test_companies_and_products_are_the_files(bundled_tables: dict[str, Table]) -> None:
    """A row a company; the approved products in the order of their first approval."""
    companies = recount.records("companies")
    assert set(bundled_tables["companies"].frame["id"]) == set(companies)
    approved = {
        key: next(fact["value"] for fact in record["facts"] if fact["what"] == "first-approval")
        for key, record in recount.records("products").items()
        if record["stage"] == "approved"
    }
    found = list(bundled_tables["approved-products"].frame["id"])
    assert set(found) == set(approved)
    assert [approved[key] for key in found] == sorted(approved.values())


def test_the_records_of_the_export() -> None:
    """Counted by hand in the export of 22 August 2026: in the world, with a site here and there."""
    places = [recount.several(row["countries"]) for row in recount.rows("trials")]
    here, there = sum(FOCUS in held for held in places), sum(PEER in held for held in places)
    assert (len(places), here, there) == (2587, 1438, 745)

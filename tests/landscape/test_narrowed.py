"""Tables narrowed to a company or a target: counted over its records alone, and walked back."""

from __future__ import annotations

import pytest
from small_landscape import small_landscape

from cartreport.errors import RequestError
from cartreport.landscape import Tables
from cartreport.landscape.explained import explained
from cartreport.landscape.narrowed import Narrowing


def test_every_table_that_can_be_narrowed_closes() -> None:
    """For a company and a target: each is made (totals close), and none counts more than the whole."""
    landscape = small_landscape()
    tables = Tables(landscape)
    names = list(tables)
    wrong = []
    for text in ("company=acme", "target=a"):
        narrowing = Narrowing.read(text).known(landscape)
        for name in names:
            if not narrowing.fits(landscape, tables[name].unit):
                continue
            whole, part = tables[name], tables[f"{name}@{text}"]
            ends = (part.total or {}).items()
            counts = [(key, n) for key, n in ends if part.column(key).kind == "count"]
            wrong += [
                f"{part.id} {key}" for key, n in counts if n > (whole.total or {}).get(key, n)
            ]
    assert wrong == []


@pytest.mark.parametrize(
    ("address", "value", "ids"),
    [
        # Trials that Acme leads: T1 and T2. At target a: T1 to T4, all with a site at home.
        ("trials-by-target@company=acme/*/n", 2, {"T1", "T2"}),
        ("trials-by-sponsor@target=a/acme/n", 2, {"T1", "T2"}),
        ("trials-by-sponsor@target=a/*/n", 4, {"T1", "T2", "T3", "T4"}),
        # Programmes: one and two are Acme's; two alone binds b beside a.
        ("by-each-target@company=acme/b/programmes", 1, {"two"}),
        ("by-company@target=b/*/programmes", 1, {"two"}),
        ("programmes@target=a/*/rows", 4, {"one", "two", "three", "four"}),
        # By label, case folded; the id stands in the address.
        ("programmes@company=ACME/*/rows", 2, {"one", "two"}),
    ],
)
def test_a_narrowed_number_is_walked_back(address: str, value: int, ids: set[str]) -> None:
    """Value and records are those of the place alone; the rule says so."""
    found = explained(Tables(small_landscape()), address)
    assert (found.value, set(found.ids)) == (value, ids)
    assert "Narrowed: only those whose " in found.table.rule
    assert "ACME" not in str(found.address)


@pytest.mark.parametrize("name", ["company=acme", "company=bolt", "target=b"])
def test_a_programme_reads_alike_wherever_it_is_listed(name: str) -> None:
    """Two's partner Bolt keeps its name, and trials that others lead (T3, T4) are linked."""
    tables = Tables(small_landscape())
    wide = {row["id"]: row for row in tables["programmes"].frame.to_dict("records")}
    rows = tables[f"programmes@{name}"].frame.to_dict("records")
    assert rows
    assert [row for row in rows if row != wide[row["id"]]] == []


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("deals@target=a", "deals counts deals, which have no axis 'target'"),
        ("policy@company=acme", "policy counts events, which have no axis 'company'"),
        ("trials@company=acmee", "no company is called 'acmee'"),
        ("trials@company=uni", "no company is called 'uni'"),  # a hospital that sponsors
        ("trials@company", "'company' narrows nothing"),
        ("no-such@company=acme", "there is no table 'no-such'"),
    ],
)
def test_what_cannot_be_narrowed_is_told(name: str, message: str) -> None:
    """A unit without the axis, a place that there is not, half a condition."""
    with pytest.raises(RequestError, match=message):
        Tables(small_landscape())[name]

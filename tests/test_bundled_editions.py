"""The editions of the bundled example: they open, are small, and know what was known then."""

from __future__ import annotations

from cartreport.editions import record
from cartreport.editions.verify import verify
from cartreport.sources.dates import first_day
from cartreport.story import check
from tests.bundled import DATA, ROOT

EDITIONS = {
    "2026-04": ("2026-04-25", 2435, 8),
    "2026-05": ("2026-05-31", 2488, 8),
    "2026-06": ("2026-06-30", 2527, 9),
    "2026-07": ("2026-08-01", 2564, 9),
    "2026-08": ("2026-08-22", 2587, 9),
}
"""Edition → its day, the rows of the registry's extract, and products approved: satri-cel on 22 June."""
LARGEST = 300_000


def test_the_records_are_whole_and_small() -> None:
    """Each file has the hash that its record names; a revision takes no more than 300 kB."""
    assert list(verify(ROOT, ROOT / "none").problems) == []
    for edition in EDITIONS:
        folder = ROOT / record.FOLDER / edition / f"r{record.revisions(ROOT, edition)[-1]}"
        assert sum(path.stat().st_size for path in folder.iterdir()) <= LARGEST, edition


def test_an_edition_knows_what_was_known_on_its_day() -> None:
    """By hand: rows of the extracts; approvals by the dates of the facts; nothing dated later."""
    told = {}
    for edition in EDITIONS:
        known = record.named(ROOT, edition).snapshot
        products = known.records["products"].values()
        approved = sum(product["stage"] == "approved" for product in products)
        told[edition] = (known.as_of, len(known.records["trials"]), approved)
        dates = [
            row["date"] for kind in ("deals", "policy") for row in known.records[kind].values()
        ]
        assert max(map(first_day, dates)) <= known.as_of
    assert told == EDITIONS
    assert set(record.editions(ROOT)) >= set(EDITIONS)


def test_every_edition_has_its_registry_table_and_labels() -> None:
    """Its day has a table and labels in the project, and its view has no error."""
    days = [day for day, *_ in EDITIONS.values()]
    for day in days:
        for name in ("ctgov", "labels"):
            assert len(list((DATA / "trials").glob(f"{day}-{name}.csv*"))) == 1, (day, name)
    assert check(ROOT, days[0]).errors == []

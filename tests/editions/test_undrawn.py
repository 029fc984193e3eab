"""A name that no face can draw is said by `check`, where the name stands."""

from __future__ import annotations

from dataclasses import replace

from small_landscape import small_records

from cartreport.editions.undrawn import check
from cartreport.problems import Where
from cartreport.sources.records import Company, Entry

PLACE = Where("companies/acme.yaml", 3, 8)


def named(short: str, **more: object) -> list[str]:
    """What is said of a company called so."""
    kept = {"id": "acme", "name": "Acme", "confidence": "high", "refs": [], **more}
    entry = Entry(Company.model_validate({**kept, "short": short}), {(): PLACE, ("short",): PLACE})
    records = replace(small_records(), companies={"acme": entry})
    found = list(check(records))
    assert all((p.code, p.where, p.value) == ("E804", PLACE, short) for p in found)
    return [problem.message for problem in found]


def test_a_script_without_a_face_is_said_at_its_line() -> None:
    """Thai has no face here; Han, Hangul and accents have; what is not printed may be anything."""
    (said,) = named("\u0e01Acme\u0e02")
    assert said == (
        "no face of ledger has '\u0e01' (U+0E01 THAI CHARACTER KO KAI), "
        "'\u0e02' (U+0E02 THAI CHARACTER KHO KHAI)"
    )
    assert named("Am\u00e9lie \u836f\u660e \ud55c\uad6d") == []
    assert named("Acme", aliases=["\u0e01"]) == []

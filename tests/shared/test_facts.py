"""The curated records hold all that the shared facts say, and nothing else."""

from __future__ import annotations

import collections
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from bundled import (
    DATA,
    SHARED,
    Leaf,
    facts_of,
    leaves,
    parts,
    plain,
    read_csv,
    read_yaml,
    records_of,
    references,
    source_ids,
    sources_in,
    table_of,
    walk,
)

ADDED_COMPANIES = {
    *("china-immunotech", "ivacta", "medisix", "orna", "skye", "tempest"),
    *("vitalgen", "wandao", "yuanma"),
}
"""Companies of the updates of November 2026: see test_data_updates.py."""
PATCHED_STAGES = {"prizlon-cel", "sys6042"}
"""Late-stage products whose stage the updates tell anew."""
PATCHED = {
    "First patients treated July-August 2026; no figure.",
    "No published figure found.",
    "Trial and designation cover ages 3 to 21; one page says 18 or under. Label age band not confirmed.",
    "children, adolescents and young adults",
}
"""What the updates say better."""
FINER = {"pcar-19b": "2025-11-07", "cilta-cel": "2024-08"}
"""First approvals as the updates and the corrections give them."""


ATTRIBUTED = {("reg-041", "summary"), ("carsgen", "position")}
"""What the facts say of a first of its kind: no list of ours could bear it, so it has a speaker."""


@pytest.mark.parametrize(
    ("name", "section", "kind"),
    [
        ("companies", "companies", "companies"),
        ("products", "approved", "products"),
        ("products", "under_nmpa_review", "products"),
        ("products", "late_stage", "products"),
    ],
)
def test_every_record_of_the_facts_has_its_file(name: str, section: str, kind: str) -> None:
    """Each company and product of the facts is a file named after the same id, with its sources."""
    facts = {fact["id"]: fact for fact in facts_of(name)[section]}
    ours = records_of(kind)
    assert set(facts) <= set(ours)
    for key, fact in facts.items():
        assert ours[key]["id"] == key
        cited = {ref for n in walk(ours[key]) if isinstance(n, dict) for ref in n.get("refs", [])}
        assert source_ids(fact) <= cited, key
    if kind == "companies":
        assert set(ours) - set(facts) == ADDED_COMPANIES


def test_products_are_nine_approved_four_filed_eight_late() -> None:
    """No product is invented and none is lost; each stands at its stage."""
    stages = collections.Counter(product["stage"] for product in records_of("products").values())
    assert stages == {"approved": 9, "filed": 4, "late-stage": 8}


@pytest.mark.parametrize(
    ("name", "section", "table", "fields"),
    [
        ("deals", "deals", "deals", ["date", "upfront", "currency", "asset", "note"]),
        ("regulation", "timeline", "policy", ["date", "effective", "body", "summary", "note"]),
        ("market", "figures", "market", ["metric", "value", "unit", "kind", "note"]),
    ],
)
def test_tables_hold_every_row_with_its_sources(
    name: str, section: str, table: str, fields: list[str]
) -> None:
    """Deals, policy events and figures keep ids, order, values, notes, confidence and sources."""
    facts = facts_of(name)[section]
    ours = table_of(table)
    known = {fact["id"] for fact in facts}
    assert [fact["id"] for fact in facts] == [key for key in ours if key in known]
    for fact in facts:
        row = ours[fact["id"]]
        assert [source["id"] for source in fact["sources"]] == parts(row["refs"])
        assert row["confidence"] == fact["confidence"]
        for field in fields:
            if (fact["id"], field) in ATTRIBUTED:
                assert "cited pages call" in row[field]
                continue
            known = fact.get(field)
            if field == "unit" and known == "text":
                known = None  # a figure in words has no unit
            expected = "" if known is None else plain(str(known))
            assert named(row[field]) == named(expected), (fact["id"], field)


def test_deals_keep_totals_parties_and_companies() -> None:
    """The amounts with the upfront, the parties and the company ids are those of the facts."""
    ours = table_of("deals")
    for fact in facts_of("deals")["deals"]:
        row = ours[fact["id"]]
        assert row["total"] == ("" if fact["total_value"] is None else str(fact["total_value"]))
        assert parts(row["parties"]) == fact["parties"]
        assert parts(row["companies"]) == fact["company_ids"]


def test_figures_keep_publisher_and_period() -> None:
    """A figure has the publisher that is stated, else that of its page, and its period in words."""
    ours = table_of("market")
    for fact in facts_of("market")["figures"]:
        row = ours[fact["id"]]
        assert row["publisher"] == (fact["stated_publisher"] or fact["sources"][0]["publisher"])
        stated = str(fact.get("year") or "")
        assert stated in {row["year"], row["period"], "n/a"}, fact["id"]


def test_other_values_are_disputes() -> None:
    """Every alternate and rejected value of a table's row stands in disputes.csv."""
    expected = collections.Counter(
        (fact["id"], str(other["value"]), verdict)
        for name, section in (("deals", "deals"), ("regulation", "timeline"), ("market", "figures"))
        for fact in facts_of(name)[section]
        for field, verdict in (("alternates", "alternate"), ("rejected", "rejected"))
        for other in fact.get(field, [])
    )
    records = {record for record, _, _ in expected}
    ours = [row for row in read_csv(DATA / "disputes.csv") if row["record"] in records]
    found = collections.Counter((row["record"], row["value"], row["verdict"]) for row in ours)
    assert found == expected
    assert sum(expected.values()) == 9


def test_every_source_is_kept() -> None:
    """Each page of the facts is a reference with the same address, publisher and dates."""
    ours = references()
    everything = [facts_of(name) for name in ("companies", "products", "deals", "regulation")]
    everything.append(facts_of("market"))
    sources = sources_in(everything)
    assert len(sources) > 700
    for source in sources:
        page = ours[source["id"]]
        for field in ("url", "publisher", "title", "published", "accessed"):
            assert page.get(field) == source[field], (source["id"], field)
        assert bool(page.get("via")) == bool(source.get("via"))
    addresses = {page.get("url") for page in ours.values()}
    assert {row["source_url"] for row in read_csv(SHARED / "facts" / "pipeline.csv")} <= addresses


def test_references_stand_where_the_rule_says() -> None:
    """references.yaml holds what a table cites or three records do; the rest stand in records."""
    shared = set(read_yaml(DATA / "references.yaml"))
    by_record: dict[str, set[str]] = {}
    for kind in ("companies", "products"):
        for key, record in records_of(kind).items():
            own = set(record.get("references", {}))
            cited = {r for n in walk(record) if isinstance(n, dict) for r in n.get("refs", [])}
            assert own <= cited, key
            assert cited <= own | shared, key
            assert not own & shared, key
            by_record[f"{kind}/{key}"] = cited
    tables = ("programmes", "deals", "policy", "market", "expected", "disputes")
    in_tables = {
        r for t in tables for row in read_csv(DATA / f"{t}.csv") for r in parts(row["refs"])
    }
    often = collections.Counter(ref for refs in by_record.values() for ref in refs)
    assert shared == in_tables | {ref for ref, count in often.items() if count >= 3}


def test_products_lose_no_word_and_no_number() -> None:
    """Every note, name, measure and text of a product's facts stands in its record."""
    coded = {"NDA accepted", "included", "not included", "not confirmed", "NCT id not confirmed"}
    skipped = {"sources", "source", "designations", "date", "as_of", "status", "inn_sources"}
    skipped |= {"brand_en", "brand_zh", "codes_aliases", "approval_order_in_china", "company_id"}
    skipped |= {"list_price_rmb"} | {"first_nmpa_approval"}  # patched: test_data_updates.py
    skipped |= {"pipeline_id", "pipeline_link", "target", "inn", "partner", "id", "alternates"}
    ours = records_of("products")
    facts = facts_of("products")

    def kept(node: Any) -> Iterator[Leaf]:
        if isinstance(node, dict):
            for key, child in node.items():
                if key not in skipped:
                    yield from kept(child)
        elif isinstance(node, list):
            for child in node:
                yield from kept(child)
        elif node is not None:
            yield node

    for section in ("approved", "under_nmpa_review", "late_stage"):
        for fact in facts[section]:
            found = leaves(ours[fact["id"]])
            words = " ".join(str(leaf) for leaf in found)
            lost = {
                leaf
                for leaf in kept(fact)
                if leaf not in found and leaf not in coded and plain(str(leaf)) not in words
            }
            assert (
                lost <= {"high", "not stated", "cell_source", "in vivo", "indication"} | PATCHED
            ), lost


def test_products_keep_what_was_coded() -> None:
    """Designations, filings and stages are terms now; their dates and wording are kept."""
    ours = records_of("products")
    for fact in facts_of("products")["approved"]:
        found = [f for f in ours[fact["id"]]["facts"] if f["what"].startswith("designation")]
        given = fact.get("designations", [])
        assert sorted(d["date"] or "" for d in given) == sorted(f.get("as_of", "") for f in found)
        names = {leaf for leaf in leaves(ours[fact["id"]]) if isinstance(leaf, str)}
        for alias in (fact["inn_zh"], *fact["codes_aliases"]):
            assert any(alias.split(" (")[0].casefold() == name.casefold() for name in names), alias
    for section in ("under_nmpa_review", "late_stage"):
        for fact in facts_of("products")[section]:
            if fact["id"] in PATCHED_STAGES:
                continue
            first = ours[fact["id"]]["facts"][0]
            assert fact["status"]["value"] in {first.get("value"), first.get("says")}
            assert first["as_of"] == fact["status"]["date"]


@cache
def other_names() -> dict[str, str]:
    """What a product is called in the facts beside the one name that the project's lines use."""
    return {
        name: product["short"]
        for product in records_of("products").values()
        for name in (
            *(product["id"], product["name"], product.get("brand"), *product.get("aliases", ())),
            *product.get("brands", {}).values(),
        )
        if name
    }


def named(text: str) -> str:
    """A text with each product by its one name: a code or a brand beside it is no other."""
    for name, short in other_names().items():
        text = re.sub(rf"(?i)(?<![\w-]){re.escape(name)}(?![\w-])", short, text)
        text = text.replace(f"{short} ({short})", short)
    return text[:1].upper() + text[1:]


def test_approved_products_come_in_the_order_of_approval() -> None:
    """The printed order in the facts is the order of the first approvals."""
    dates = {
        key: next(f["value"] for f in record["facts"] if f["what"] == "first-approval")
        for key, record in records_of("products").items()
        if record["stage"] == "approved"
    }
    facts = sorted(facts_of("products")["approved"], key=lambda f: f["approval_order_in_china"])
    assert sorted(dates, key=lambda key: dates[key]) == [fact["id"] for fact in facts]
    given = {fact["id"]: fact["first_nmpa_approval"]["value"] for fact in facts}
    assert dates == given | FINER


def test_companies_keep_fields_sponsors_and_products() -> None:
    """Names, places, listing, notes and sponsor strings are those of the facts."""
    ours = records_of("companies")
    products = records_of("products")
    renamed = {"name_zh": "names", "hq_city": "city", "description": "position"}
    same = {"hq_city": "city", "type": "kind", "parent_or_acquirer": "owner", "note": "note"}
    same |= {"listing": "listing", "website": "website", "description": "position"}
    for fact in facts_of("companies")["companies"]:
        record = ours[fact["id"]]
        for theirs, field in same.items():
            if (fact["id"], field) in ATTRIBUTED:
                assert "cited pages call" in record[field]
            elif fact.get(theirs) is not None:
                held = record[field].removeprefix("https://")  # an address has its scheme here
                assert named(held) == named(plain(fact[theirs])), (fact["id"], field)
        assert record.get("founded") == (str(fact["founded"]) if fact["founded"] else None)
        assert record.get("platforms", []) == fact.get("platforms", [])
        strings = [sponsor["name"] for sponsor in fact.get("registry_sponsor_strings", [])]
        assert record.get("sponsors", []) == strings
        doubtful = {renamed.get(f, f).replace(" ", "-") for f in fact.get("unverified_fields", [])}
        assert doubtful <= set(record.get("unverified", []))
        for product in fact.get("approved_products", []):
            assert products[product]["company"] == fact["id"]

"""What the bundled files promise of themselves: read by csv and yaml alone, nothing beside them."""

from __future__ import annotations

import csv
import gzip
import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).resolve().parents[1] / "data"
# A mail address, or a telephone number with a country code.
MAIL = re.compile(r"[\w.]+@[\w-]+\.\w")
PHONE = re.compile(r"\+\d[\d ()-]{8,}")


def read_yaml(path: Path) -> Any:
    """A YAML file, everything as text."""
    return yaml.load(path.read_text("utf-8"), yaml.BaseLoader)


def read_csv(path: Path) -> list[dict[str, str]]:
    """All rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def records() -> Iterator[tuple[Path, Any]]:
    """Every record that has a file of its own."""
    for kind in ("companies", "products"):
        for path in sorted((DATA / kind).glob("*.yaml")):
            yield path, read_yaml(path)


def cited(node: Any) -> set[str]:
    """The references that a record or a part of it names."""
    if isinstance(node, list):
        return set().union(*map(cited, node)) if node else set()
    if not isinstance(node, dict):
        return set()
    own = node.get("refs", [])
    return set(own) | cited([child for key, child in node.items() if key != "refs"])


def parts(cell: str) -> list[str]:
    """The parts of a list cell."""
    return [part for part in cell.split("|") if part]


def test_a_record_is_called_as_its_file() -> None:
    """One file a company or product, named after its id."""
    found = list(records())
    assert len(found) > 100
    assert [str(path) for path, record in found if record["id"] != path.stem] == []


def test_a_product_goes_by_one_name() -> None:
    """Our own lines call a product by its short name; a brand or a code stands beside that alone."""
    products = [read_yaml(path) for path in sorted((DATA / "products").glob("*.yaml"))]
    others = {
        name: product["short"]
        for product in products
        for name in (product["name"], product.get("brand", ""), *product.get("aliases", ()))
        if len(name) > 2 and name != product["short"]
    }
    told = [row["summary"] for row in read_csv(DATA / "policy.csv")]
    told += [row["asset"] for row in read_csv(DATA / "deals.csv")]
    told += [row["metric"] for row in read_csv(DATA / "market.csv")]
    told += [record.get("position", "") for path, record in records() if "companies" in path.parts]
    odd = {
        text
        for text in told
        for name, short in others.items()
        if re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) and short not in text
    }
    assert odd == set()


def test_references_stand_where_the_rule_says() -> None:
    """references.yaml holds what a table cites or three records do; the rest stand in records."""
    shared = set(read_yaml(DATA / "references.yaml"))
    uses: Counter[str] = Counter()
    for path, record in records():
        own, named = set(record.get("references", {})), cited(record)
        uses.update(named)
        assert own <= named, path
        assert named <= own | shared, path
        assert not own & shared, path
    tables = ("programmes", "deals", "policy", "market", "expected", "disputes")
    in_tables = {
        ref for t in tables for row in read_csv(DATA / f"{t}.csv") for ref in parts(row["refs"])
    }
    assert shared == in_tables | {ref for ref, count in uses.items() if count >= 3}


def test_a_reference_has_one_content() -> None:
    """An id that stands in several records is the same page in each."""
    pages = dict(read_yaml(DATA / "references.yaml"))
    for path, record in records():
        for ref, page in record.get("references", {}).items():
            assert pages.setdefault(ref, page) == page, (path, ref)
    assert all(page.get("url", "").startswith("http") for page in pages.values() if "url" in page)


def test_a_sponsors_name_belongs_to_one_record() -> None:
    """No name of a lead sponsor is claimed by two companies or institutions."""
    names = [name for _, record in records() for name in record.get("sponsors", [])]
    names += [
        name for row in read_csv(DATA / "institutions.csv") for name in parts(row["sponsors"])
    ]
    assert [name for name, count in Counter(names).items() if count > 1] == []


def test_tables_made_by_commands_are_sealed() -> None:
    """The trials and their labels have the rows and the hash that their sidecars say."""
    tables = sorted((DATA / "trials").glob("*.csv"))
    assert len(tables) >= 2
    for path in tables:
        sealed = read_yaml(path.with_suffix(".source.yaml"))
        assert sealed["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest(), path
        assert int(sealed["rows"]) == len(read_csv(path)), path


def test_trials_hold_no_text_of_the_registrys_and_no_contact() -> None:
    """Facts alone: no title, summary or endpoint; no cell is a paragraph, none names a person's mail."""
    (path,) = (DATA / "trials").glob("*-ctgov.csv")
    trials = read_csv(path)
    assert not {"title", "summary", "endpoints", "contact"} & set(trials[0])
    assert [row["id"] for row in trials] == sorted({row["id"] for row in trials})
    for row in trials:
        cells = [part for name, cell in row.items() if name != "sites" for part in parts(cell)]
        assert all(len(cell) <= 200 for cell in cells), row["id"]
        assert not MAIL.search(" ".join(cells)), row["id"]
        assert not PHONE.search(" ".join(cells)), row["id"]


def test_labels_are_of_the_trials() -> None:
    """Each label names a trial of the table, once."""
    (trials,) = (DATA / "trials").glob("*-ctgov.csv")
    (labels,) = (DATA / "trials").glob("*-labels.csv")
    rows = [(row["trial"], row["label"], row["value"]) for row in read_csv(labels)]
    assert {trial for trial, _, _ in rows} <= {row["id"] for row in read_csv(trials)}
    assert len(rows) == len(set(rows))


def test_no_file_holds_a_contact_or_a_carriage_return() -> None:
    """No mail address and no CR anywhere; the texts are UTF-8 and composed (NFC)."""
    files = [path for path in DATA.rglob("*") if path.is_file()]
    assert len(files) > 150
    for path in files:
        data = path.read_bytes()
        text = (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8")
        assert "\r" not in text, path
        assert not MAIL.search(text), path
        assert unicodedata.is_normalized("NFC", text), path

"""What the tests of the bundled data read: the project's files, and the facts they came from.

The shared folder stands beside the project on some machines only; see tests/shared.
"""

from __future__ import annotations

import collections
import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
DATA = ROOT / "data"
TRIALS = DATA / "trials" / "2026-08-22-ctgov.csv"
EXTRACT = SHARED / "registry" / "trials-2026-08-22.csv"
SITES = SHARED / "registry" / "sites-2026-08-22.csv"

# A mail address, or a telephone number with a country code.
MAIL = re.compile(r"[\w.]+@[\w-]+\.\w")
CONTACT = re.compile(rf"{MAIL.pattern}|\+\d[\d ()-]{{8,}}")

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Leaf = str | int | float | bool


class _Text(_Loader):
    """Dates stay text."""


_Text.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in _Loader.yaml_implicit_resolvers.items()
}


def read_yaml(path: Path) -> Any:
    """A YAML file, dates as text."""
    return yaml.load(path.read_text(encoding="utf-8"), _Text)


def read_csv(path: Path) -> list[dict[str, str]]:
    """All rows of a CSV file as text."""
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def facts_of(name: str) -> Any:
    """One file of the shared facts."""
    return read_yaml(SHARED / "facts" / f"{name}.yaml")


def records_of(kind: str) -> dict[str, Any]:
    """All records of a folder by id, the name of their file."""
    return {path.stem: read_yaml(path) for path in sorted((DATA / kind).glob("*.yaml"))}


def table_of(name: str) -> dict[str, dict[str, str]]:
    """The rows of a table of ours by id."""
    return {row["id"]: row for row in read_csv(DATA / f"{name}.csv")}


def parts(text: str) -> list[str]:
    """The parts of a list cell."""
    return text.split("|") if text else []


def walk(node: Any) -> Iterator[Any]:
    """The node and all below it."""
    yield node
    children = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for child in children:
        yield from walk(child)


def sources_in(node: Any) -> list[dict[str, str]]:
    """All sources under a node of the facts, wherever they stand."""
    return [n for n in walk(node) if isinstance(n, dict) and {"url", "publisher"} <= set(n)]


def source_ids(node: Any) -> set[str]:
    """Ids of all sources under a node of the facts."""
    return {source["id"] for source in sources_in(node)}


def leaves(node: Any) -> set[Leaf]:
    """All texts and numbers under a node."""
    return {n for n in walk(node) if isinstance(n, (str, int, float))}


def confidences(records: Any) -> dict[str, int]:
    """Records by grade."""
    return dict(collections.Counter(record["confidence"] for record in records))


@cache
def references() -> dict[str, dict[str, str]]:
    """Every reference of the project by id; one id has one content."""
    found: dict[str, dict[str, str]] = dict(read_yaml(DATA / "references.yaml"))
    for kind in ("companies", "products"):
        for record in records_of(kind).values():
            for ref, page in record.get("references", {}).items():
                assert found.setdefault(ref, page) == page, ref
    return found


def plain(text: str) -> str:
    """A note of the facts as the project keeps it: without the workings of the search."""
    text = re.sub(r" ?\(index ids? [\d and]+\)", "", text)
    return text.replace(" in products.yaml", "").replace("pipeline.csv", "programmes.csv")

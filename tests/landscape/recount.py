"""The bundled data counted a second time, straight from its files by csv and yaml alone.

Nothing of cartreport is used here, so that a fault in its reading, its frames or its counting shows
as a difference. Whoever replaces a file of data changes nothing: both sides count it anew.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parents[2]
Row = dict[str, str]


@cache
def declared() -> Any:
    """What sources.yaml says; dates stay text."""
    return yaml.load((ROOT / "sources.yaml").read_text("utf-8"), yaml.BaseLoader)


def newest(path: str) -> Path:
    """The file of a source; where its name has a date, the newest."""
    return max(ROOT.glob(path.replace("{date}", "*")))


@cache
def rows(kind: str) -> list[Row]:
    """All rows of the tables that are declared as a kind."""
    found: list[Row] = []
    for source in declared()["sources"]:
        if source["kind"] == kind:
            with newest(source["path"]).open(encoding="utf-8", newline="") as file:
                found += csv.DictReader(file)
    return found


@cache
def records(folder: str) -> dict[str, Any]:
    """All records of a folder by id."""
    loaded = (
        yaml.load(path.read_text("utf-8"), yaml.BaseLoader)
        for path in sorted((ROOT / "data" / folder).glob("*.yaml"))
    )
    return {record["id"]: record for record in loaded}


@cache
def terms(name: str) -> dict[str, Any]:
    """A vocabulary's terms by id."""
    read = yaml.load((ROOT / f"data/vocab/{name}.yaml").read_text("utf-8"), yaml.BaseLoader)
    return {term["id"]: term for term in read["terms"]}


def several(cell: str) -> list[str]:
    """The parts of a list cell."""
    return [part for part in cell.split("|") if part]


def codes(name: str) -> dict[str, str]:
    """The term of each code of the registry: its id in capitals, or an alias."""
    by_code = {key.upper().replace("-", "_"): key for key in terms(name)}
    return by_code | {a: key for key, term in terms(name).items() for a in term.get("aliases", [])}


def focus() -> str:
    """The country that the landscape is about."""
    return str(declared()["focus"]["country"])


def in_focus(row: Row) -> bool:
    """Whether a trial has a site there."""
    return focus() in several(row["countries"])


def belongs(row: Row) -> bool:
    """Whether a record is a trial of the landscape: no declared label gives it other terms alone."""
    asked = declared()["landscape"]["trials"]["labels"]
    held = {name: labels(name).get(row["id"], []) for name in asked}
    return all(not held[name] or set(held[name]) & set(terms) for name, terms in asked.items())


@cache
def counted() -> list[Row]:
    """The records that are trials of the landscape."""
    return [row for row in rows("trials") if belongs(row)]


def trials(*countries: str) -> list[Row]:
    """The trials with a site in each of the countries; all of them without one."""
    return [row for row in counted() if set(countries) <= set(several(row["countries"]))]


def started(row: Row) -> bool:
    """Whether a trial has begun: its start lies before the data, and its status says nothing else."""
    path = next(newest(s["path"]) for s in declared()["sources"] if s["kind"] == "trials")
    about = path.with_suffix(".source.yaml").read_text("utf-8")
    day = str(yaml.load(about, yaml.BaseLoader)["snapshot"])
    return "" < row["start"] <= day and "begun" not in terms("statuses")[status(row)]


def by(key: Callable[[Row], str | Iterable[str]], *countries: str) -> Counter[str]:
    """Trials by a key, or once by each of its keys."""
    count: Counter[str] = Counter()
    for row in trials(*countries):
        keys = key(row)
        count.update([keys] if isinstance(keys, str) else set(keys))
    return count


def phase(row: Row) -> str:
    """The vocabulary's phase of a trial; absent is not the registry's NA."""
    return codes("phases")[row["phase"]] if row["phase"] else "not-stated"


def status(row: Row) -> str:
    """The vocabulary's status of a trial."""
    return codes("statuses")[row["status"]]


def status_group(row: Row) -> str:
    """Active, unknown or ended."""
    return str(terms("statuses")[status(row)]["group"])


def year(row: Row) -> str:
    """The year in which a trial started or will."""
    return row["start"][:4] or "not-stated"


@cache
def owners() -> dict[str, tuple[str, str]]:
    """Who stands behind each name of a lead sponsor, and of which type: a company is industry, or says."""
    found = {
        name: (key, record.get("sponsor_type", "industry"))
        for key, record in records("companies").items()
        for name in record.get("sponsors", [])
    }
    for row in rows("institutions"):
        found |= dict.fromkeys(several(row["sponsors"]), (row["id"], row["kind"]))
    return found


def sponsor(row: Row) -> str:
    """The company or institution that leads a trial, else the name that stands there."""
    return owners().get(row["sponsor"], (row["sponsor"], ""))[0]


def sponsor_type(row: Row) -> str:
    """What its record says; of an unlisted sponsor the registry's class decides."""
    by_class = terms("sponsor-classes")[codes("sponsor-classes")[row["sponsor_class"]]]["group"]
    return owners().get(row["sponsor"], ("", str(by_class)))[1]


@cache
def labels(name: str) -> dict[str, list[str]]:
    """The values of a label by trial."""
    found = defaultdict(list)
    for row in rows("labels"):
        if row["label"] == name:
            found[row["trial"]].append(row["value"])
    return dict(found)


def targets(row: Row) -> list[str]:
    """What the product of a trial binds, as the labels have it."""
    return labels("targets").get(row["id"]) or ["not-stated"]


def target_set(row: Row) -> str:
    """All that a programme's product binds, as one key."""
    return "+".join(sorted(several(row["targets"]))) or "not-stated"


def programmes(*keys: Callable[[Row], str]) -> Counter[tuple[str, ...]]:
    """Programmes by one key or several."""
    return Counter(tuple(key(row) for key in keys) for row in developed())


@cache
def developed() -> list[Row]:
    """The programmes of the landscape: a declared column is empty, or holds one of its terms."""
    asked = declared()["landscape"]["programmes"]["labels"]
    return [
        row
        for row in rows("programmes")
        if all(not row[column] or row[column] in terms for column, terms in asked.items())
    ]

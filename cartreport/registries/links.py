"""The same trial in several registries: found by the numbers that the records name, counted once.

Two records are one trial when one names the other's number, or both name the same third number,
and their registers differ. Where that would put two records of one register together, or where
only the titles agree, it is a candidate: a person decides in ``trial_links.csv``.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cartreport.errors import RequestError
from cartreport.registries.numbers import rank, register
from cartreport.sources.spreadsheet import bare, shielded

MOST = 6
"""Records that may share a number or a title; one that more have is no trial's own."""
TITLE_LEAST = 30
"""Letters that a title must have to say that two records may be one trial."""


@dataclass(frozen=True, order=True)
class Link:
    """Two ids and what speaks for one trial: ``number`` or ``title``, with the value itself.

    ``decision`` is ``same``, ``different``, or empty where a person has yet to decide.
    """

    id: str
    same_as: str
    basis: str
    value: str
    decision: str = ""
    reason: str = ""


def folded(title: str) -> str:
    """A title's letters and digits, ``""`` if there are too few to tell anything."""
    plain = re.sub(r"[\W_]+", "", title.casefold())
    return plain if len(plain) >= TITLE_LEAST else ""


def decisions(path: Path) -> dict[frozenset[str], Link]:
    """``trial_links.csv``: columns id, same_as, decision (same or different), reason."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {}
    for number, row in enumerate(rows, 2):
        id, same_as = bare(row.get("id") or "").strip(), bare(row.get("same_as") or "").strip()
        decision = (row.get("decision") or "").strip()
        if not decision and row.get("basis"):
            continue  # a candidate that nobody decided yet
        if not id or not same_as or decision not in ("same", "different"):
            hint = "columns are id, same_as, decision (same or different), reason"
            raise RequestError(f"{path}:{number}: this is no decision", hint)
        reason = bare(row.get("reason") or "").strip()
        found[frozenset((id, same_as))] = Link(id, same_as, "person", "", decision, reason)
    return found


def decided(
    shared: Iterable[tuple[str, str, str]],
    titles: Iterable[tuple[str, str, str]],
    people: Mapping[frozenset[str], Link],
) -> list[Link]:
    """Every link with its decision. ``shared`` and ``titles`` are (id, other id, value).

    A number decides by itself where the registers differ; a title never does.
    """
    found: dict[frozenset[str], Link] = {}
    for basis, pairs in (("number", shared), ("title", titles)):
        for one, two, value in pairs:
            key = frozenset((one, two))
            if len(key) < 2 or key in found:
                continue
            first, second = sorted(key, key=rank)
            apart = register(first) != register(second)
            same = "same" if basis == "number" and apart and key not in people else ""
            if basis == "title" and not apart:
                continue
            found[key] = Link(second, first, basis, value, same)
    for key, link in people.items():
        before = found.get(key)
        basis, value = (before.basis, before.value) if before else ("person", "")
        found[key] = Link(link.id, link.same_as, basis, value, link.decision, link.reason)
    return sorted(_unambiguous(found.values(), people))


def _unambiguous(links: Iterable[Link], people: Mapping[frozenset[str], Link]) -> Iterator[Link]:
    """The links; of a group with two records of one register, none but a person's decides."""
    links = list(links)
    for group in groups(links):
        known = [register(id) for id in group]
        crowded = set(group) if len(set(known)) < len(known) else set()
        inside = [link for link in links if link.id in group and link.decision == "same"]
        for link in inside:
            mine = frozenset((link.id, link.same_as)) in people
            if crowded and not mine:
                yield Link(link.id, link.same_as, link.basis, link.value)
            else:
                yield link
    yield from (link for link in links if link.decision != "same")


def groups(links: Iterable[Link]) -> list[set[str]]:
    """The sets of ids that the decided links put together."""
    near: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.decision == "same":
            near[link.id].add(link.same_as)
            near[link.same_as].add(link.id)
    found, seen = [], set()
    for start in sorted(near):
        if start in seen:
            continue
        group, left = set(), [start]
        while left:
            id = left.pop()
            if id not in group:
                group.add(id)
                left.extend(near[id])
        seen |= group
        found.append(group)
    return found


def write(links: Iterable[Link], path: Path) -> int:
    """The candidates as a table that a person fills in; gives how many are undecided."""
    listed = list(links)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["id", "same_as", "decision", "reason", "basis", "value"])
        writer.writerows(
            map(
                shielded,
                (link.id, link.same_as, link.decision, link.reason, link.basis, link.value),
            )
            for link in listed
        )
    return sum(not link.decision for link in listed)

"""A record in one line, as the list behind a number prints it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cartreport.landscape.explained import ROW, labels_of

if TYPE_CHECKING:
    from cartreport.landscape.explained import Explained
    from cartreport.landscape.model import Landscape

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Recorded:
    """A record behind a number: ``cells`` are those of its kind's heads; ``refs`` its sources."""

    id: str
    cells: tuple[str, ...]
    refs: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordKind:
    """What a count counts: the frame that holds it, and what a line about one of them says."""

    frame: str
    heads: tuple[str, ...]
    cells: Callable[[Landscape, Row], tuple[str | None, ...]]


KINDS: Mapping[str, RecordKind] = {
    "trial": RecordKind(
        "trials",
        ("sponsor", "target", "phase", "status", "start"),
        lambda known, row: (
            row["sponsor_short"],
            row["target"],
            known.short("phases", row["phase"]),
            known.short("statuses", row["status"]),
            row["start"],
        ),
    ),
    "programme": RecordKind(
        "programmes",
        ("programme", "company", "target", "phase", "status"),
        lambda known, row: (
            row["short"],
            row["company_short"],
            row["target"],
            known.short("phases", row["phase"]),
            known.short("programme-statuses", row["status"]),
        ),
    ),
    "product": RecordKind(
        "products",
        ("product", "company", "target", "stage", "approval"),
        lambda _, row: (
            row["short"],
            row["company_short"],
            row["target"],
            row["stage"],
            row["approval"],
        ),
    ),
    "approval": RecordKind(
        "uses",
        ("product", "use", "approved-on", "line"),
        lambda known, row: (
            known.by_id("products")[row["product"]]["short"],
            row["short"],
            row["approval"],
            row["line"],
        ),
    ),
    "company": RecordKind(
        "companies", ("company", "city"), lambda _, row: (row["short"], row["city"])
    ),
    "deal": RecordKind(
        "deals",
        ("parties", "asset", "type", "date"),
        lambda known, row: (
            known.words.comma(row["parties"]),
            row["asset"],
            known.short("deal-types", row["type"]),
            row["date"],
        ),
    ),
    "event": RecordKind(
        "policy",
        ("event", "body", "date"),
        lambda _, row: (row["summary"], row["body"], row["date"]),
    ),
    "change": RecordKind(
        "changes",
        ("record", "field", "before", "after", "date", "why"),
        lambda known, row: (
            row["record"],
            known.words.field(row["field"]),
            *(row[name] for name in ("before", "after", "date", "why")),
        ),
    ),
    "published figure": RecordKind(
        "figures",
        ("figure", "value", "year", "publisher"),
        lambda _, row: (
            row["metric"],
            f"{row['value']} {row['unit']}",
            row["year"],
            row["publisher"],
        ),
    ),
}
"""By what a count column counts; other things (a target, a spelling) are named by their id."""


def recorded(landscape: Landscape, kind: str, id: str) -> Recorded:
    """The record, or what stands for itself where no frame holds its kind."""
    known = KINDS.get(kind)
    row = landscape.by_id(known.frame).get(id) if known else None
    if known is None or row is None:
        return Recorded(id, (_name(landscape, kind, id),))
    cells = tuple(cell or landscape.vocabulary.absent for cell in known.cells(landscape, row))
    return Recorded(id, cells, tuple(row.get("refs", ())))


def behind(landscape: Landscape, one: Explained, ids: Iterable[str]) -> Iterator[Recorded]:
    """The records behind a number, or the rows that it counts."""
    for id in ids:
        if one.kind == ROW:
            yield Recorded(id, labels_of(one.table, (id,)) or (id,))
        else:
            yield recorded(landscape, one.kind, id)


def cited(landscape: Landscape, refs: Iterable[str]) -> tuple[str, ...]:
    """References in one line each, with their grades."""
    known = [landscape.references[ref] for ref in refs if ref in landscape.references]
    return tuple(
        f"[{one.grade}] {one.publisher}: {one.title} ({one.published or one.accessed})"
        for one in known
    )


def ids_of(landscape: Landscape, kind: str) -> Iterable[str]:
    """All ids of a kind in the order of its frame; none where no frame holds it."""
    return landscape.by_id(KINDS[kind].frame) if kind in KINDS else ()


def heads_of(landscape: Landscape, kind: str) -> tuple[str, ...]:
    """The heads of a kind's cells, in the words of the tables: ``recorded.<what>``."""
    words = landscape.words
    if kind in KINDS:
        return tuple(words(f"recorded.{head}") for head in KINDS[kind].heads)
    name = words.named(kind, "recorded", "axis")
    return (name[:1].upper() + name[1:],)


def _name(landscape: Landscape, kind: str, id: str) -> str:
    """The label of a term, or the id itself."""
    return landscape.label(f"{kind}s", id) if f"{kind}s" in landscape.vocabulary else id

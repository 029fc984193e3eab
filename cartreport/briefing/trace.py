"""What the page knows of its numbers: what each counts, by which rule, and the records behind it.

Tables by id, records by kind, and by address the places of its records among them. Places stand as
steps and runs (``0.3:4.2`` is 0, then 3 to 7, then 9), so that a thousand trials are a few hundred
signs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from functools import cache
from itertools import zip_longest
from typing import TYPE_CHECKING, Any, NamedTuple

from cartreport.briefing.briefing import Cell, Exhibit, Grid
from cartreport.briefing.numbers import DIVIDED, OPEN, untraced
from cartreport.briefing.scene import Scene, Words
from cartreport.errors import RequestError
from cartreport.landscape.explained import ROW, Explained, explained, parts_of, printed
from cartreport.landscape.recorded import behind, cited, heads_of, ids_of

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table


def numbers_in(node: object, *, drawn: bool = True) -> Iterator[tuple[str, str]]:
    """Address and printed words of every number in a part of a briefing.

    Those of drawings too, unless they are not ``drawn``: they may repeat what a sentence says.
    """
    found = numbers_within(node)
    return ((number.address, number.words) for number in found if drawn or not number.place.drawn)


class Place(NamedTuple):
    """Under which head a number stands, and whether in a drawing."""

    head: str = ""
    drawn: bool = False


class Printed(NamedTuple):
    """A number: its address and words, what they are divided by, and where they stand.

    ``before`` and ``after`` are what its text says around it.
    """

    address: str
    words: str
    divisor: int
    before: str
    after: str
    place: Place


IN_A_TEXT = Place()


def numbers_within(node: object, place: Place = IN_A_TEXT) -> Iterator[Printed]:
    """The same, each with where it stands."""
    if isinstance(node, str):
        for found in DIVIDED.finditer(node) if OPEN in node else ():
            around = untraced(node[: found.start()]), untraced(node[found.end() :])
            yield Printed(found[1], found[2], int(found[3] or 1), *around, place)
    elif isinstance(node, Grid):
        yield from numbers_within(node.heads)
        for row in node.rows:
            for head, cell in zip_longest(node.heads, row.cells):
                yield from numbers_within(cell, Place(head.label if head else ""))
    elif node is not None and not isinstance(node, (int, float)):
        if isinstance(node, Cell) and node.at:
            yield Printed(node.at, node.text, 1, "", "", place)
        inner = place._replace(drawn=True) if isinstance(node, Scene) else place
        for part in _inside(node):
            if part and not (isinstance(part, str) and OPEN not in part):
                yield from numbers_within(part, inner)


def _inside(node: object) -> Iterable[object]:
    """What a part of a briefing is made of, as far as a number may stand in it."""
    if isinstance(node, Scene):
        return [item.text for item in node.items if isinstance(item, Words)]
    if isinstance(node, Mapping):
        return node.values()
    if isinstance(node, (list, tuple)):
        return node
    kind: Any = type(node)
    return [getattr(node, name) for name in _parts(kind)]


@cache
def _parts(kind: type) -> tuple[str, ...]:
    """The names of what a value of a kind is made of; of others than our values none."""
    return tuple(part.name for part in fields(kind)) if is_dataclass(kind) else ()


def tables_in(exhibit: Exhibit) -> tuple[str, ...]:
    """The table that an exhibit prints, then those that its numbers stand in, as they are met."""
    printed = [exhibit.grid.table] if exhibit.grid and exhibit.grid.table else []
    found = (part for address, _ in numbers_in(exhibit) for part in parts_of(address))
    return tuple(dict.fromkeys([*printed, *(part.split("/", 1)[0] for part in found)]))


class Told(NamedTuple):
    """A number: its value, words, what it counts, the places of its records, what it rests on."""

    value: float | str
    words: str
    kind: str
    places: str
    refs: tuple[str, ...] = ()
    form: str = "count"

    @property
    def said(self) -> float | str:
        """The value; a share as words of per cent, with its base."""
        return printed(self.value, self.form) if self.form == "share" else self.value


@dataclass(frozen=True)
class Trace:
    """What a briefing knows of its numbers.

    ``numbers`` by their addresses; ``tables``: id → title, rule, date, sources; ``kinds``: what is
    counted → heads; ``records``: what is counted → the records in one line each. ``lost``: address
    → why nothing can be said of it.
    """

    numbers: Mapping[str, Told] = field(default_factory=dict)
    tables: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    kinds: Mapping[str, Sequence[str]] = field(default_factory=dict)
    records: Mapping[str, Sequence[Sequence[str]]] = field(default_factory=dict)
    lost: Mapping[str, str] = field(default_factory=dict)


def trace(landscape: Landscape, tables: Mapping[str, Table], node: object) -> Trace:
    """The trace of every number in a part of a briefing."""
    found: dict[str, Explained] = {}
    lost: dict[str, str] = {}
    for address in dict.fromkeys(part for at, _ in numbers_in(node) for part in parts_of(at)):
        try:
            found[address] = one = explained(tables, address)
        except RequestError as error:
            lost[address] = str(error)
            continue
        if (counted := one.counted) is not None and len(one.ids) != counted:
            lost[address] = f"{counted} is printed, and {len(one.ids)} {one.kind} stand behind it"
    records = _records(landscape, found.values())
    places = {kind: {id: n for n, (id, *_) in enumerate(held)} for kind, held in records.items()}
    return Trace(
        numbers={
            address: Told(
                one.value,
                one.words,
                _kind(one),
                steps(places[_kind(one)][id] for id in one.ids),
                cited(landscape, one.refs),
                one.form,
            )
            for address, one in found.items()
        },
        tables={one.table.id: _told(landscape, one.table) for one in found.values()},
        kinds={
            _kind(one): (landscape.words("head.id"), *heads_of(landscape, one.kind))
            for one in found.values()
        },
        records=records,
        lost=lost,
    )


def _kind(one: Explained) -> str:
    """What a number counts; rows are those of a table."""
    return f"{one.table.id} {ROW}" if one.kind == ROW else one.kind


def _records(landscape: Landscape, found: Iterable[Explained]) -> dict[str, list[tuple[str, ...]]]:
    """What is counted → the records behind the numbers, in the order of their frame."""
    wanted: dict[str, tuple[Explained, dict[str, None]]] = {}
    for one in found:
        wanted.setdefault(_kind(one), (one, {}))[1].update(dict.fromkeys(one.ids))
    held = {}
    for kind, (one, ids) in wanted.items():
        order = {id: n for n, id in enumerate(ids_of(landscape, kind))}
        ranked = sorted(ids, key=lambda id: order.get(id, len(order)))
        held[kind] = [(record.id, *record.cells) for record in behind(landscape, one, ranked)]
    return held


def _told(landscape: Landscape, table: Table) -> Mapping[str, Any]:
    """What the panel says of a table."""
    entries = {source.id: source for source in landscape.project.sources}
    dates = landscape.source_dates
    return {
        "title": table.title,
        "rule": table.rule,
        "date": table.as_of,
        "sources": [
            " · ".join(filter(None, (entries[id].title, entries[id].owner, dates.get(id))))
            for id in table.sources
        ],
    }


def steps(places: Iterable[int]) -> str:
    """Places in rising order, as steps from the one before and the runs that follow them."""
    out: list[str] = []
    last, run = 0, 0
    for place in sorted(places):
        if out and place == last + 1:
            run += 1
        else:
            if run:
                out[-1] += f":{run}"
            out.append(str(place - last))
            run = 0
        last = place
    if run:
        out[-1] += f":{run}"
    return ".".join(out)

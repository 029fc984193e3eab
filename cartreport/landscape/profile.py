"""What a group of programmes holds: the columns that tables by company, target, phase share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from cartreport.landscape.cross import NONE, axis_of, ordered
from cartreport.landscape.groups import Counted, along, count, counted_table
from cartreport.landscape.measures import Group, Measure, distinct, every, where

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Column, Table

Programme = dict[str, Any]

SEVERAL = "several"


def target_key(targets: Iterable[str]) -> str:
    """The id of a target set: its targets in alphabetical order, joined by a plus."""
    return "+".join(sorted(set(targets))) or NONE


def programmes_of(landscape: Landscape) -> list[Programme]:
    """The programmes, each with the id of its ``set`` of targets and its ``first`` setting.

    ``in`` is its setting, or that there are several.
    """
    return [
        {
            **programme,
            "set": target_key(programme["targets"]) if programme["targets"] else None,
            "first": next(iter(programme["settings"]), None),
            "in": SEVERAL if len(programme["settings"]) > 1 else programme["setting"],
        }
        for programme in landscape.rows("programmes")
    ]


def grouped(
    programmes: Iterable[Programme], places: Callable[[Programme], Iterable[str | None]]
) -> dict[str, list[Programme]]:
    """Programmes by each of their places; one without any stands at ``not-stated``."""
    found: dict[str, list[Programme]] = {}
    for programme in programmes:
        for place in dict.fromkeys(places(programme)) or (None,):
            found.setdefault(place or NONE, []).append(programme)
    return found


def profile(landscape: Landscape, programmes: Sequence[Programme], *but: str) -> list[Counted]:
    """The columns of a group of programmes, without those that say nothing in a table.

    programmes; by status, phase and first setting; companies, sets, targets, approved, trials,
    presumed.
    """
    axes = (
        ("status-groups", "status_group", "status"),
        ("phases", "phase", "phase"),
        ("settings", "first", "first"),
    )
    ways = [
        column
        for terms, field, name in axes
        for column in along(
            axis_of(
                landscape,
                terms,
                [p[field] for p in programmes],
                name=name,
                head=landscape.words(f"profile.{name}"),
            ),
            field,
        )
    ]
    held = (
        count("programmes", every),
        *ways,
        count("companies", distinct("company"), counts="company"),
        count("sets", distinct("set"), counts="target set"),
        count("targets", distinct("targets"), counts="target"),
        count("approved", through(approved_products(landscape)), of="products", counts="product"),
        count("trials", linked(landscape), of="trials", counts="trial"),
        count("presumed", where(lambda programme: programme["presumed"])),
    )
    return [column for column in held if not column.column.key.startswith(but)]


def through(held: Mapping[str, Iterable[str]], field: str = "id") -> Measure:
    """The measure that counts what some ids hold, those that stand in a field of the group."""

    def ids(group: Group) -> Iterable[str]:
        return (one for programme in group for one in held.get(programme[field], ()))

    return ids


def approved_products(landscape: Landscape) -> dict[str, list[str]]:
    """Programme → its approved products."""
    found: dict[str, list[str]] = {}
    for product in landscape.rows("products"):
        if product["programme"] and product["approved"]:
            found.setdefault(product["programme"], []).append(product["id"])
    return found


def linked(landscape: Landscape, frame: str = "trials") -> Measure:
    """The measure that counts the records of a frame, in the focus country, that are listed.

    They are looked for among all records: a programme's trial is its own whoever leads it.
    """
    whole = landscape.whole or landscape
    here, place = [*getattr(whole, frame)["in_focus"].tolist(), False], whole.places(frame)
    return lambda group: (t for p in group for t in p["trials"] if here[place.get(t, -1)])


def profiled_table(
    landscape: Landscape,
    columns: Sequence[Counted],
    groups: Mapping[str, Sequence[Programme]],
    *,
    id: str,
    rule: str = "",
    order: tuple[str, ...] = (),
    ordering: str = "",
    closing: Mapping[str, object] | None = None,
    kinds: Iterable[str] = ("products", "programmes", "trials"),
    parts: Iterable[tuple[str, tuple[str, ...]]] = (),
    **more: Any,
) -> Table:
    """The table of groups of programmes: rows by the counts of ``order``, or as they come.

    The columns along an axis are parts of all; the rule says what every profile counts.
    """
    by_key = {column.column.key: column.column for column in columns}
    axes = [tuple(key for key in by_key if key.startswith(f"{name}:")) for name in AXES]
    first = any(key.startswith("first:") for key in by_key)
    words = landscape.words
    told = (
        words("profile.rule"),
        rule,
        words("rule.first-setting") if first else "",
        words("rule.linked") if landscape.has("trials") else "",
        ordering or _ordering(landscape, id, [by_key[key] for key in order]),
    )
    return counted_table(
        columns,
        groups,
        programmes_of(landscape),
        (lambda rows: ordered(rows, *order)) if order else (lambda rows: rows),
        id=id,
        unit="programme",
        rule=words.sentences(told),
        as_of=landscape.date_of("programmes"),
        sources=landscape.source_ids(*kinds),
        closing=closing,
        parts=(*(("programmes", axis) for axis in axes if axis), *parts),
        **more,
    )


def _ordering(landscape: Landscape, table: str, counts: Iterable[Column]) -> str:
    """The rule of rows by some counts, those that the project can count."""
    words = landscape.words
    heads = [words.head(table, c.key).lower() for c in counts if not c.of or landscape.has(c.of)]
    return words("profile.order", heads=words("list.then").join(heads))


AXES = ("status", "phase", "first", "setting")
"""Axes along which a programme stands at one place."""

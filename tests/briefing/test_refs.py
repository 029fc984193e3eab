"""How many pages a place cites: as many as it has room for, where four bear a record out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from busy_landscape import busy_records
from test_section_golden import ABOUT, NAMES, composed

from cartreport.briefing.briefing import Exhibit
from cartreport.briefing.measure import Measure
from cartreport.landscape.model import landscape_of
from cartreport.sources.records import Entry, Records, Reference

PAGES = ("page", "p2", "p3", "p4")


def well_cited() -> Records:
    """The busy records; where one page was cited, four are."""
    told = busy_records()
    (page,) = [told.references["page"]]

    def cited(entry: Entry[Any]) -> Entry[Any]:
        text = entry.record.model_dump_json(by_alias=True)
        more = json.loads(text.replace('["page"]', json.dumps(PAGES)))
        return replace(entry, record=type(entry.record).model_validate(more))

    kinds = ("products", "programmes", "companies", "deals", "policy", "figures", "expected")
    held = {kind: {k: cited(e) for k, e in getattr(told, kind).items()} for kind in kinds}
    pages: dict[str, Reference] = {
        name: page.model_copy(update={"title": f"{page.title} {name}"}) for name in PAGES
    }
    return replace(told, references={**told.references, **pages}, **held)


def numbers(node: object, at: str) -> Iterator[tuple[str, int]]:
    """The exhibits of a section, or what else it says, with how many pages their parts cite."""
    if isinstance(node, (list, tuple)):
        for part in node:
            yield from numbers(part, at)
    elif isinstance(node, dict):
        yield from numbers(list(node.values()), at)
    elif is_dataclass(node):
        held = {field.name: getattr(node, field.name) for field in fields(node)}
        at = f"{at}/{node.id}" if isinstance(node, Exhibit) else at
        if held.get("refs"):
            yield f"{at} {type(node).__name__}", len(held["refs"])
        yield from numbers(list(held.values()), at)


def test_no_place_cites_more_than_it_has_room_for(measure: Measure) -> None:
    """A cell one page; one that holds several results two; a list of figures and a sentence three."""
    names = [name for name in NAMES if name != ABOUT]
    found: dict[str, int] = {}
    for section in composed(landscape_of(well_cited()), measure, names).sections:
        for place, number in numbers(section, section.id):
            found[place] = max(found.get(place, 0), number)
    assert found == {
        "summary Text": 3,
        "approved/table Cell": 1,
        "approved/table Text": 1,
        "approved/outcomes Cell": 2,
        "access/table Cell": 1,
        "access/words Cell": 1,
        "deals/table Cell": 1,
        "regulation/events Cell": 1,
        "market/table Cell": 3,
        "market/words Cell": 1,
        "method/conflicts Cell": 1,
        "programmes/table Cell": 1,
        "watch-list/ahead Cell": 1,
    }

"""Records that people keep: new ones, those taken out, and fields that name another value."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cartreport.changes.event import Change, Event
from cartreport.changes.facts import facts, refs_of
from cartreport.changes.names import alike
from cartreport.changes.once import once
from cartreport.changes.pair import Fields, Pair
from cartreport.sources.dates import days_between, first_day
from cartreport.sources.roles import ENDED, UNKNOWN
from cartreport.sources.vocabulary import APPROVED

NEW = {"programmes": "programme-new", "deals": "deal", "policy": "policy", "figures": "figure"}
"""Kind → the rule of a record that no earlier edition had; of the others it is of little weight."""
KINDS = (
    *("products", "programmes", "companies", "institutions", "deals", "policy", "figures"),
    "expected",
)
DATED = {"programmes": "as_of", "deals": "date", "policy": "date"}
"""Kind → the field that says when what it tells of was true."""
ABOUT = {
    *("short", "names", "brand", "brands", "aliases", "refs", "references", "confidence", "note"),
    *("unverified", "rejected", "doubts", "doubtful", "website", "position", "sponsors", "sites"),
    *("as_of", "facts", "uses", "pivotal", "trials", "features"),
}
"""Fields that name a record or say how it is known; facts, uses and results are told apart."""
NAMED = ("products", "programmes", "companies")
FIELDS = {"company": "company-moved", "phase": "phase-reached"}
"""Field → the rule of another value; of the others it is of little weight."""
JURISDICTIONS = "jurisdictions"


@dataclass(frozen=True)
class Curated:
    """One record before and after; ``before`` is empty where no earlier edition had it."""

    kind: str
    id: str
    before: Fields
    after: Fields
    pair: Pair

    @property
    def date(self) -> str | None:
        """When what it tells of was true."""
        name = DATED.get(self.kind, "")
        return (self.after or self.before).get(name)

    @property
    def newer(self) -> bool:
        """Whether its date moved on, or a page that is younger than the last edition is cited."""
        name = DATED.get(self.kind, "")
        held = [fields.get(name) for fields in (self.before, self.after)]
        if all(held) and first_day(str(held[1])) > first_day(str(held[0])):
            return True
        return self.pair.newer(refs_of(self.before), refs_of(self.after))


def events(pair: Pair) -> Iterator[Event]:
    """Every event of curated records, by kind and id; one happening is told once."""
    return once(_events(pair), pair)


def _events(pair: Pair) -> Iterator[Event]:
    for kind in KINDS:
        before, after = (side.records.get(kind, {}) for side in (pair.before, pair.after))
        for id in sorted({*before, *after}):
            held = Curated(kind, id, before.get(id, {}), after.get(id, {}), pair)
            if held.before != held.after:
                yield from (_event(held, change) for change in _changes(held))


def _changes(record: Curated) -> Iterator[Change]:
    if not record.after:
        yield Change("taken-out", "id", "listed", None)
    elif not record.before:
        yield Change(_new(record), "id", None, "new")
        found = facts(record.pair, {}, record.after) if record.kind == "products" else ()
        yield from (change for change in found if change.rule not in ("fact", "known-late"))
    else:
        yield from _fields(record)


def _new(record: Curated) -> str:
    rule = NEW.get(record.kind, "record-new")
    limit = record.pair.grades.limit("known-late-days")
    if record.date is None or record.kind not in DATED:
        return rule
    return "known-late" if _days(record.date, record.pair.before.as_of) > limit else rule


def _days(date: str, edition: str) -> int:
    return days_between(first_day(date), edition)


def _fields(record: Curated) -> Iterator[Change]:
    before, after = record.before, record.after
    differ = sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
    product = record.kind == "products"
    told = [*facts(record.pair, before, after), *_uses(record)] if product else []
    kinds = {record.pair.grades[change.rule].kind for change in told}
    about = [name for name in differ if name in ABOUT]
    for name in differ:
        if name in ABOUT or (name == "stage" and kinds & {"approval", "filing"}):
            continue
        values = before.get(name), after.get(name)
        texts = all(isinstance(value, str) for value in values)
        if texts and _same_words(record.pair, name, *map(str, values)):
            about.append(name)
        elif name == "unit" and values[1] is None and isinstance(after.get("value"), str):
            about.append(name)  # words hold their unit themselves
        else:
            told.extend(_moved(record, name, *values))
    yield from told or [Change("sourced", ", ".join(about))]


def _moved(record: Curated, name: str, before: object, after: object) -> Iterator[Change]:
    """Another value of a field; of a mapping each of its entries is a field of its own."""
    if not isinstance(before or after, dict):
        yield Change(_rule(record, name, before, after), name, before, after)
        return
    sides = [dict(side) if isinstance(side, dict) else {} for side in (before, after)]
    for entry in sorted({*sides[0], *sides[1]}):
        values = sides[0].get(entry), sides[1].get(entry)
        if values[0] != values[1]:
            yield Change(_rule(record, name, *values), f"{name}/{entry}", *values)


def _same_words(pair: Pair, name: str, before: str, after: str) -> bool:
    """Whether two texts say the same: with products by whichever of their names, but for a name,
    of which another is news.
    """
    if name != "name":
        before, after = pair.plainly(before), pair.plainly(after)
    return alike(before, after, 100)


def _uses(record: Curated) -> Iterator[Change]:
    """What a product is for: a use taken out, or one of other diseases; a new one has its facts."""
    held = [
        {use["short"]: use["indications"] for use in fields.get("uses", ())}
        for fields in (record.before, record.after)
    ]
    for name, diseases in held[0].items():
        if name not in held[1]:
            yield Change("taken-out", f"uses/{name}", diseases, None)
        elif diseases != held[1][name]:
            rule = _rule(record, "uses", diseases, held[1][name])
            yield Change(rule, f"uses/{name}", diseases, held[1][name])


def _rule(record: Curated, name: str, before: object, after: object) -> str:
    """What another value of a field means; with no newer date or page it was put right.

    A value where there was none puts nothing right, and is no move from one to another.
    """
    if not _stated(before):
        return "first-stated"
    if not _stated(after):
        return "field-moved" if record.newer else "taken-out"
    return _other(record, name, before, after)


def _other(record: Curated, name: str, before: object, after: object) -> str:
    """What it means that a value stands in place of another one."""
    if name == "name" and record.kind in NAMED:
        return "product-name"
    if not record.newer:
        return "put-right"
    if name == "stage":
        return "approval" if after == APPROVED else "filing"
    if name == "status":
        return _status(record.pair, str(before), str(after))
    return FIELDS.get(name, "field-moved")


def _stated(value: object) -> bool:
    return value not in (None, "", [])


def _status(pair: Pair, before: str, after: str) -> str:
    was, now = (pair.group("programme-statuses", status) for status in (before, after))
    if now == ENDED != was:
        return "programme-stopped"
    return "field-moved" if now in (UNKNOWN, was) else "programme-status"


def _event(record: Curated, change: Change) -> Event:
    fields = record.after or record.before
    return record.pair.event(
        record.kind,
        record.id,
        change,
        date=record.date,
        sources=fields.get("refs", ()),
        focus=_here(record.pair, fields) if record.kind == "policy" else True,
    )


def _here(pair: Pair, fields: Mapping[str, str]) -> bool:
    """Whether a rule is one of the focus country: the jurisdiction's term or its word."""
    place = fields["jurisdiction"]
    focus = pair.after.project.get("focus", {})
    words = (focus.get("country"), focus.get("label"))
    terms = [pair.term(JURISDICTIONS, word) for word in words]
    ids = {term.id for term in terms if term}
    found = pair.term(JURISDICTIONS, place)
    return place in words or pair.in_focus([place]) or bool(found and found.id in ids)

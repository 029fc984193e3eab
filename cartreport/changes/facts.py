"""Facts of a product: added is news by the fact's role, changed under the same date was wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from cartreport.changes.event import Change
from cartreport.changes.names import folded
from cartreport.changes.pair import Fields, Pair
from cartreport.sources.dates import days_between, first_day, is_date
from cartreport.sources.roles import (
    APPROVAL,
    COVERAGE,
    DESIGNATION,
    DESIGNATION_ELSEWHERE,
    EVIDENCE,
    FILING,
    FIRST_APPROVAL,
    GRANTED,
    OUTCOME,
    PHASE,
    PRICE,
)

RULES = {
    APPROVAL: "approval",
    FIRST_APPROVAL: "approval",
    FILING: "filing",
    PHASE: "phase-reached",
    DESIGNATION: "designation",
    DESIGNATION_ELSEWHERE: "designation",
    PRICE: "price",
    OUTCOME: "reimbursement",
    COVERAGE: "reimbursement",
    **dict.fromkeys(EVIDENCE, "result"),
}
"""Role of a kind of fact → the rule of a new one; of the others it is of little weight."""
STATES = (PHASE, FILING, PRICE, OUTCOME)
"""Roles of kinds of which one fact stands at a time: of several new ones the newest is told."""
SAID = ("value", "unit", "as_of", "since")
"""What a fact says; the rest is how it is known."""
PASSED = "step-passed"
Held = dict[tuple[str, str, str], list[Fields]]
"""Part of the product, kind of fact and what it holds for → its facts."""


def facts(pair: Pair, before: Fields, after: Fields) -> Iterator[Change]:
    """Every change of a product's facts; an approval of a use is not told as the first too."""
    held = [_held(fields) for fields in (before, after)]
    granted = any(pair.role("facts", what) in GRANTED for _, what, _ in held[0])
    found: list[tuple[str | None, Change]] = []
    for key in sorted({*held[0], *held[1]}):
        role = pair.role("facts", key[1])
        changes = _compared(pair, key, held[0].get(key, []), held[1].get(key, []), role)
        found.extend((role, change) for change in changes)
    told = {str(change.after)[:7] for role, change in found if role == APPROVAL}
    for role, change in found:
        first = role == FIRST_APPROVAL and change.rule == "approval"
        if first and str(change.after)[:7] in told:
            continue
        wider = role == APPROVAL and change.rule == "approval" and granted
        yield change.as_(rule="label-widened") if wider else change


def refs_of(fields: Fields) -> list[str]:
    """The references of a record, and of its facts."""
    facts = (fact for _, part in _parts(fields) for fact in part.get("facts", ()))
    return [*fields.get("refs", ()), *(ref for fact in facts for ref in fact.get("refs", ()))]


def unit_of(fields: Fields, what: str, value: object) -> str | None:
    """The unit of a product's fact of this kind and value."""
    facts = (fact for _, part in _parts(fields) for fact in part.get("facts", ()))
    held = (fact for fact in facts if fact["what"] == what and fact.get("value") == value)
    return next((fact["unit"] for fact in held if "unit" in fact), None)


def _parts(fields: Fields) -> list[tuple[str, Fields]]:
    """A product, its uses by their short names, and its pivotal trials."""
    uses = [(use["short"], use) for use in fields.get("uses", ())]
    return [("", fields), *uses, *((trial["name"], trial) for trial in fields.get("pivotal", ()))]


def _held(fields: Fields) -> Held:
    found: Held = {}
    for name, part in _parts(fields):
        for fact in part.get("facts", ()):
            found.setdefault((name, fact["what"], fact.get("for", "")), []).append(fact)
    return found


def _compared(
    pair: Pair,
    key: tuple[str, str, str],
    before: list[Fields],
    after: list[Fields],
    role: str | None,
) -> Iterator[Change]:
    """The facts of one key: those said alike are set apart, then by date, then what is left."""
    name = "/".join(part for part in (key[1], key[0], key[2]) if part)
    old, new = list(before), list(after)
    for fact in after:
        same = next((held for held in old if _said(held) == _said(fact)), None)
        if same is not None:
            old.remove(same)
            new.remove(fact)
            if same != fact:
                yield _change("sourced", name, same, fact)
    stands = max(map(_when, new), default="") if role in STATES else ""
    for fact in new:
        partner = _partner(fact, old)
        if partner is not None:
            old.remove(partner)
        rule = _rule(pair, role, partner, fact)
        latest = partner or max(before, key=_when, default={})
        change = _change(rule, name, latest, fact)
        passed = rule == RULES.get(role or "") and _when(fact) < stands
        yield replace(change, rule=PASSED, kind=pair.grades[rule].kind) if passed else change
    for fact in old:
        yield _change("taken-out", name, fact, {})


def _partner(fact: Fields, old: list[Fields]) -> Fields | None:
    """The fact that this one stands in place of: of the same date, value, or nearly that date."""
    for name in ("as_of", "value"):
        for held in old:
            if fact.get(name) is not None and held.get(name) == fact[name]:
                return held
    return old[0] if len(old) == 1 else None


def _rule(pair: Pair, role: str | None, before: Fields | None, after: Fields) -> str:
    rule = RULES.get(role or "", "fact")
    if before is not None:
        if _precision(before, after):
            return "precision"
        if folded(_plain(before.get("value"))) == folded(_plain(after.get("value"))):
            return "sourced" if _when(after) >= _when(before) else "put-right"
        refs = before.get("refs", []), after.get("refs", [])
        if _when(after) <= _when(before) and not pair.newer(*refs):
            return "put-right"
        return rule
    date = _when(after)
    limit = pair.grades.limit("known-late-days")
    late = date and days_between(date, pair.before.as_of) > limit
    return "known-late" if late else rule


def _precision(before: Fields, after: Fields) -> bool:
    """Whether both say the same but for how much of a date is given."""
    pairs = [(str(before.get(name, "")), str(after.get(name, ""))) for name in SAID]
    return all(
        one == other or (is_date(one) and is_date(other) and _within(one, other))
        for one, other in pairs
    )


def _within(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _said(fact: Fields) -> tuple[Any, ...]:
    return tuple(_plain(fact.get(name)) for name in SAID)


def _plain(value: Any) -> str:
    """A value as text; of a mapping the same in whatever order it was written."""
    return str(sorted(value.items())) if isinstance(value, dict) else str(value)


def _when(fact: Mapping[str, Any]) -> str:
    date = fact.get("as_of") or fact.get("since")
    return first_day(date) if date else ""


def _change(rule: str, name: str, before: Fields, after: Fields) -> Change:
    fact = after or before
    return Change(
        rule=rule,
        field=name,
        before=before.get("value"),
        after=after.get("value"),
        date=fact.get("as_of") or fact.get("since"),
        sources=tuple(fact.get("refs", ())),
    )

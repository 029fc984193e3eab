"""The focus country among the jurisdictions: else no event would be one of its own."""

from __future__ import annotations

from collections.abc import Iterator

from cartreport.problems import Problem, Where
from cartreport.sources.checks import nearest, walk
from cartreport.sources.records import Records

JURISDICTIONS = "jurisdictions"


def check(records: Records) -> Iterator[Problem]:
    """A focus that is no term of the jurisdictions (E205), where events are held against it."""
    known, focus = records.vocabulary.get(JURISDICTIONS), records.project.focus
    if focus.everywhere or known is None or not records.policy:
        return
    if known.find(focus.country) or known.find(focus.label):
        return
    where = records.declared.get(("focus", "country"), Where("sources.yaml"))
    message = f"the focus country {focus.country!r} is no term of {JURISDICTIONS}"
    near = nearest.term(focus.country, known)
    add = f"add it, or an alias, to {records.project.vocabulary[JURISDICTIONS]}"
    hint = f"{near} or {add}" if near.startswith("did you mean") else add
    yield walk.problem(where, "E205", message, hint, focus.country)

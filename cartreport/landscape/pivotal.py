"""The leading result of a product's pivotal trial, by the order of the measures' vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from cartreport.landscape.rows.facts import marked
from cartreport.landscape.table import per_cent
from cartreport.sources.roles import EFFICACY, PART, SIZE

if TYPE_CHECKING:
    from collections.abc import Callable

    from cartreport.landscape.model import Landscape
    from cartreport.sources.vocabulary import Term

LEADING = 2
"""So many measures are a result."""


def pivotal_result(landscape: Landscape, product: str) -> dict[str, object]:
    """The cells of the result: of several trials the first that has any; only what has a source.

    ``result`` are measures that have a short name, else such as are no number of patients,
    ``result_n`` how many patients it rests on, ``result_part`` the earlier part of the trial that
    it is of, where it is of one.
    """
    facts = [
        fact
        for fact in landscape.rows("facts")
        if fact["product"] == product
        and fact["role"] == EFFICACY
        and fact["current"]
        and isinstance(fact["value"], dict)
    ]
    for trial in dict.fromkeys(fact["pivotal"] for fact in facts):
        own = [fact for fact in facts if fact["pivotal"] == trial]
        held = {name: (value, f) for f in reversed(own) for name, value in f["value"].items()}
        terms = [term for term in landscape.vocabulary["measures"] if term.id in held]
        bare = [term for term in terms if not term.role]
        lead = ([term for term in terms if term.short] or bare)[:LEADING]
        if lead:
            told = [held[term.id][1] for term in lead]
            return {
                "result": " · ".join(_measured(landscape, term, held[term.id][0]) for term in lead),
                "result_n": _first(terms, held, SIZE),
                "result_part": _first(terms, held, PART),
                "marked": ("result",) if any(map(marked, told)) else (),
                "result_refs": told[0]["refs"],
            }
    empty = dict.fromkeys(("result", "result_n", "result_part"))
    return {**empty, "marked": (), "result_refs": ()}


def _first(terms: list[Term], held: Mapping[str, tuple[Any, Any]], role: str) -> Any:
    found = (held[term.id][0] for term in terms if term.role == role)
    return next(filter(None, found), None)


def _measured(landscape: Landscape, term: Term, value: object) -> str:
    return f"{term.short or term.label} {amount(landscape.words, value, term.unit)}"


def amount(words: Callable[..., str], value: object, unit: str | None) -> str:
    """A measure as a cell prints it: per cent as shares are, others as the source has them.

    ``words`` are those of tables or of a briefing: both have the entry ``amount``.
    """
    told = rounded(value, unit)
    if unit in (None, "", "%"):
        return f"{told}{unit or ''}"
    return words("amount", value=told, unit=unit)


def rounded(value: object, unit: str | None) -> str:
    """The value of a measure alone."""
    return per_cent(value) if unit == "%" and isinstance(value, float) else str(value)

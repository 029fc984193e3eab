"""Cells and colours that several sections draw from a product's facts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Mark, Text
from cartreport.sources.roles import EFFICACY, PART, SIZE

if TYPE_CHECKING:
    from cartreport.briefing.desk import Desk
    from cartreport.sources.vocabulary import Term


def setting_of(desk: Desk, indications: object) -> str | None:
    """The one setting of some indications; ``None`` where there are several or none."""
    assert isinstance(indications, Iterable)
    vocabulary = desk.landscape.vocabulary
    groups = {vocabulary["indications"][term].group for term in indications}
    found = {vocabulary["indication-groups"][group].group for group in groups if group}
    return found.pop() if len(found) == 1 else None


def setting_hue(desk: Desk, indications: object) -> str:
    """The colour token of the indications' setting; the unclear one where there is no single."""
    return hue(desk, setting_of(desk, indications))


def hue(desk: Desk, setting: str | None) -> str:
    """The colour token of a setting."""
    return next((hue for known, _, hue in desk.settings if known == setting), "hue-d")


def weak(confidence: object) -> Mark:
    """The question mark of what rests on a weak source or on none."""
    return "disputed" if confidence in ("low", "unverified") else ""


def efficacy(desk: Desk, product: str) -> Cell:
    """The two leading efficacy measures of a product's pivotal trial, by the vocabulary's order.

    Of several trials it is the first that has any. Only what has a source and a short name counts;
    ``sort`` is empty where nothing does, and where the result is that of an earlier part.
    """
    vocabulary = desk.landscape.vocabulary["measures"]
    place = {term.id: index for index, term in enumerate(vocabulary)}
    own = [
        {**fact, "measure": measure, "value": value}
        for fact in desk.landscape.rows("facts")
        if fact["product"] == product
        and fact["role"] == EFFICACY
        and isinstance(fact["value"], dict)
        for measure, value in fact["value"].items()
        if measure in place
    ]
    lead = [row for row in own if vocabulary[row["measure"]].short]
    if not lead:
        return Cell(desk.words("nd"), tone="muted", sort="")
    own = [row for row in own if row["pivotal"] == lead[0]["pivotal"]]
    lead = [row for row in lead if row["pivotal"] == lead[0]["pivotal"]]
    lead = sorted(lead, key=lambda row: place[row["measure"]])[:2]
    sizes = [
        row["value"]
        for term in vocabulary
        for row in own
        if term.role == SIZE and row["measure"] == term.id and row["value"]
    ]
    part = [str(row["value"]) for row in own if vocabulary[row["measure"]].role == PART]
    note = (
        desk.words("approved.table.n", n=sizes[0]) if sizes else desk.words("approved.table.no_n")
    )
    return Cell(
        " · ".join(_measure(vocabulary[row["measure"]], row["value"]) for row in lead),
        second=Text(", ".join([*part, note]), refs=desk.cite(lead[0]["refs"], most=1)),
        mark=weak(lead[0]["confidence"]),
        sort="" if part else lead[0]["value"],
    )


def _measure(term: Term, value: object) -> str:
    """A measure in a cell: per cent without decimals, other numbers as the source gives them."""
    unit = term.unit or ""
    if unit == "%" and isinstance(value, float):
        value = round(value)
    gap = "" if unit in ("%", "") else " "
    return f"{term.short or term.label} {value}{gap}{unit}"

"""What trials of the approved products reported: response and survival beside safety."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.briefing.briefing import Cell, Exhibit, Grid, Head, Row
from cartreport.briefing.numbers import OWN, written
from cartreport.briefing.sections.evidence_cells import weak
from cartreport.landscape.evidence import IN_WORDS
from cartreport.landscape.pivotal import amount, rounded
from cartreport.sources.roles import COUNT, PART, SAFETY, SIZE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cartreport.briefing.briefing import Mark
    from cartreport.briefing.desk import Desk
    from cartreport.briefing.view import Line
    from cartreport.sources.vocabulary import Term

BLANK = "\u00a0"
WIDTHS = {"product": 24.0, "trial": 36.0, "efficacy": 58.0, "safety": 36.0, "date": 20.0}


def outcomes(desk: Desk) -> list[Exhibit]:
    """A row a product, trial and day: each measure that a source gives; none where nothing is."""
    products, told = desk.view("approved-products"), desk.view("evidence")
    lines = [line for line in told if products.get(line["product"])]
    if not lines:
        return []
    firm = [line for line in lines if not weak(line["confidence"])]
    safe = {line["product"] for line in firm if line["role"] == SAFETY}
    known = {line["product"] for line in firm}
    doubtful = told.rows(line for line in lines if line not in firm)
    values: dict[str, object] = {
        "n": products.rows(),
        "told": products.rows(product for product in products if product.id in known),
        "safe": products.rows(product for product in products if product.id in safe),
        "measures": told.rows(lines),
        "doubtful": desk.clause("approved.outcomes.doubtful", n=doubtful),
    }
    made = _grid(desk, lines)
    return [desk.exhibit("approved.outcomes", "evidence", values=values, grid=made)]


def _grid(desk: Desk, lines: Sequence[Line]) -> Grid:
    heads = (Head(desk.words(f"approved.outcomes.{key}"), wide) for key, wide in WIDTHS.items())
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        groups.setdefault((line["product"], line["trial"] or line["kind"]), []).append(line)
    rows, last = [], ""
    for (product, trial), held in groups.items():
        rows.append(_row(desk, held, trial, first=product != last))
        last = product
    return Grid(tuple(heads), tuple(rows), table="evidence", style="wrap")


def _row(desk: Desk, held: Sequence[Line], trial: str, *, first: bool) -> Row:
    safety = [line for line in held if line["role"] == SAFETY]
    others = [line for line in held if line not in safety]
    newest = max(line["as_of"] or "" for line in held)
    return Row(
        (
            Cell(held[0]["label"] if first else "", tone="strong"),
            Cell(trial),
            _cell(desk, others),
            _cell(desk, safety),
            Cell(desk.short_day(newest) if newest else desk.words("none"), sort=newest),
        ),
        kind="row" if first else "more",
    )


def patients(desk: Desk, n: float | str) -> str:
    """How many patients a result rests on, as one number."""
    if isinstance(n, str):
        return desk.words("approved.table.n", n=written(n))
    said = desk.words.number(n) if isinstance(n, int) else f"{n:,}"
    return written(n, desk.words("approved.table.n", n=said))


def _measured(desk: Desk, term: Term, value: object, size: object) -> str:
    """A measure; a number of patients as one of those that it was measured in."""
    part = written(value) if isinstance(value, str) else value
    told = amount(desk.words, part, term.unit)
    if size and term.role == COUNT:
        told = desk.words("approved.outcomes.of", part=rounded(part, term.unit), whole=str(size))
    if not isinstance(value, str):
        told = written(value, told, OWN)
    return f"{term.short or term.label}{desk.words('list.colon')}{told}"


def _cell(desk: Desk, lines: Sequence[Line]) -> Cell:
    """The measures of one kind: the part of a trial, how many patients, then what was measured."""
    if not lines:
        return Cell(desk.words("nf"), tone="muted")
    terms = {term.label: term for term in desk.terms("measures")}
    held = {line["measure"]: line for line in lines if line["measure"] in terms}
    named = [(term, held[label]["value"]) for label, term in terms.items() if label in held]
    parts = [str(value) for term, value in named if term.role == PART]
    size = next((value for term, value in named if term.role == SIZE), None)
    told = list(parts)
    if size:
        told.append(patients(desk, size))
    first = next((term for term, _ in named if term.role == SIZE), None)
    told += [
        _measured(desk, t, value, size) for t, value in named if t.role != PART and t is not first
    ]
    told, colon = [text.replace(" ", BLANK) for text in told], desk.words("list.colon")
    for line in (line for line in lines if line["measure"] not in terms):
        value = written(line["value"], str(line["value"]))
        told.append(value if line["measure"] == IN_WORDS else f"{line['measure']}{colon}{value}")
    refs = desk.cite([ref for line in lines for ref in line["refs"]], most=2)
    mark: Mark = "disputed" if any(weak(line["confidence"]) for line in lines) else ""
    return Cell(f"{BLANK}· ".join(told), refs=refs, mark=mark)

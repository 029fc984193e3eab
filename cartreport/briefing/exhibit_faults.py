"""What a table cannot give of an exhibit that a plan asks for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from cartreport.briefing.drawable import Drawable
from cartreport.briefing.own_faults import Fault
from cartreport.briefing.view import View
from cartreport.errors import RequestError
from cartreport.landscape.narrowed import aimed
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.landscape.narrowed import Narrowing
    from cartreport.landscape.table import Table
    from cartreport.sources.section_plan import ExhibitPlan

Part = tuple[str | int, ...]
CROSSED = ("stack", "heat")


def asked_faults(
    tables: Mapping[str, Table], plan: ExhibitPlan, about: Narrowing | None
) -> Iterator[tuple[Part, Fault]]:
    """What there is not: a table, a count, an axis, a column; with its part of the plan (E210)."""
    try:
        table = tables[aimed(plan.table, about)]
    except RequestError as error:
        yield ("table",), Fault("E210", plan.table, str(error), error.hint)
        return
    if not len(table.frame):
        said = f"table {table.id} has no rows: there is nothing to draw"
        yield ("table",), Fault("E210", plan.table, said, "leave the exhibit out")
        return
    shown = Drawable(View(table), plan)
    for part, ask in _asked(shown):
        try:
            ask()
        except RequestError as error:
            word = str(getattr(plan, part, None) or plan.as_)
            yield (part,), Fault("E210", word, str(error), error.hint)
            return
    known = [column.key for column in table.columns]
    for place, key in enumerate(plan.columns or ()):
        if key not in known:
            said = f"table {table.id} has no column {key!r}"
            yield ("columns", place), Fault("E210", key, said, did_you_mean(key, known))


def _asked(shown: Drawable) -> Iterator[tuple[str, Callable[[], object]]]:
    """What a plan asks of its table, with the part of the plan that does."""
    plan = shown.plan
    if plan.count:
        yield "count", lambda: shown.count
    if plan.as_ != "grid":
        yield "as", lambda: (shown.count, shown.stated)
    if plan.as_ in CROSSED or plan.across:
        yield "across" if plan.across else "as", lambda: shown.across
    if plan.as_ == "stack":
        yield "as", lambda: shown.closing
    if plan.as_ == "years":
        yield "as", lambda: shown.split

"""What a table gives of the drawing that a plan asks for, or in words why it gives none."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cartreport.errors import RequestError
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.briefing.view import Line, View
    from cartreport.sources.section_plan import ExhibitPlan

HUES = ("hue-a", "hue-b", "hue-c", "seq-4", "seq-2", "neu-3", "neu-1")


@dataclass(frozen=True)
class Drawable:
    """A table, and what a plan wants of it. Each part raises :class:`RequestError` for none."""

    view: View
    plan: ExhibitPlan

    @property
    def count(self) -> str:
        """The count column: the one that the plan names, else the first."""
        counts = [column.key for column in self.view.table.columns if column.kind == "count"]
        if not counts:
            raise RequestError(f"table {self.view.table.id} counts nothing", "draw it as a grid")
        if self.plan.count and self.plan.count not in counts:
            raise RequestError(
                f"table {self.view.table.id} counts nothing in {self.plan.count!r}",
                did_you_mean(self.plan.count, counts),
            )
        return self.plan.count or counts[0]

    @property
    def name(self) -> str:
        """The key of the column at the head of the rows: their name, or their id without one."""
        columns = self.view.table.columns
        return next((c.key for c in columns if c.kind == "name"), columns[0].key)

    @cached_property
    def stated(self) -> tuple[Line, ...]:
        """The rows that may stand for themselves, in the order in which they are drawn.

        By the count asked for; a whole stack in the table's order.
        """
        lines = self.view.stated
        if self.plan.count and self.plan.as_ == "stack" and not self.plan.top:
            lines = tuple(line for line in lines if line.n(self.count))
        elif self.plan.count:
            lines = tuple(sorted(lines, key=lambda line: -line.n(self.count)))
        if not lines and self.plan.as_ != "grid":
            said = f"table {self.view.table.id} has no row of its own to draw"
            raise RequestError(said, "draw it as a grid")
        return lines

    @property
    def across(self) -> tuple[str, ...]:
        """The columns of the table's first axis: those that share what stands before a colon."""
        keys = self._along
        axis = self.plan.across or (keys[0].split(":")[0] if keys else "")
        found = tuple(key for key in keys if key.split(":")[0] == axis)
        if not found:
            axes = [key.split(":")[0] for key in keys]
            raise RequestError(
                f"table {self.view.table.id} has no columns along "
                + (f"{axis!r}" if axes else "an axis"),
                did_you_mean(axis, axes)
                if axes
                else "give the table `columns`, or draw it as bars",
            )
        return found

    @property
    def closing(self) -> tuple[str, ...]:
        """The column axis, where its places add up to the count: else stacking them would lie."""
        keys = self.across
        if (self.count, keys) not in self.view.table.parts:
            raise RequestError(
                f"a {self.view.table.unit} may stand in several columns of table "
                f"{self.view.table.id}: stacked they would add up to more than there are",
                "draw it as heat or as a grid",
            )
        if len(keys) > len(HUES):
            raise RequestError(
                f"table {self.view.table.id} has {len(keys)} columns, and {len(HUES)} stack",
                "draw it as heat or as a grid",
            )
        return keys

    @property
    def split(self) -> tuple[str, ...]:
        """What a column by year is split into: nothing where the table has no column axis."""
        return self.closing if self._along else (self.count,)

    @property
    def _along(self) -> list[str]:
        """The count columns that are places of an axis."""
        return [c.key for c in self.view.table.columns if c.kind == "count" and ":" in c.key]

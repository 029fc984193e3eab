"""What a table gives of the drawing that a plan asks for, or in words why it gives none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cartreport.errors import RequestError
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.briefing.view import View
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
        if self.plan.count and self.plan.count not in counts:
            raise RequestError(
                f"table {self.view.table.id} counts nothing in {self.plan.count!r}",
                did_you_mean(self.plan.count, counts),
            )
        return self.plan.count or counts[0]

    @property
    def across(self) -> tuple[str, ...]:
        """The columns of the table's first axis: those that share what stands before a colon."""
        keys = [c.key for c in self.view.table.columns if c.kind == "count" and ":" in c.key]
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

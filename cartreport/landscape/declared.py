"""The built-in tables that are declarations: tables.yaml, in the form of a project's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.problems import Problems
from cartreport.sources.table_plan import TablePlan
from cartreport.sources.yaml_text import read_yaml

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table

FILE = Path(__file__).with_name("tables.yaml")


class DeclaredTable:
    """A declaration in the place of a module: its id is ``__name__``, what it says ``__doc__``."""

    def __init__(self, name: str, plan: TablePlan) -> None:
        self.__name__: str = name
        self.__doc__ = plan.description
        self.plan = plan

    def table(self, landscape: Landscape) -> Table:
        """The table, counted."""
        from cartreport.landscape.counting import table_of

        return table_of(landscape, self.__name__, self.plan)


def declarations() -> dict[str, DeclaredTable]:
    """The declarations by id, in the order of the file."""
    document = read_yaml(FILE, FILE.name, Problems())
    plans = document.data if document is not None else None
    if not isinstance(plans, dict):
        raise TypeError(f"{FILE} is no mapping of tables")
    return {
        name: DeclaredTable(name, TablePlan.model_validate(plan)) for name, plan in plans.items()
    }

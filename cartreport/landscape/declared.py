"""The built-in tables that are declarations: tables.yaml, in the form of a project's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cartreport.problems import Problems
from cartreport.sources.table_plan import TablePlan
from cartreport.sources.yaml_text import read_yaml

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.table import Table
    from cartreport.landscape.words import TableWords

FILE = Path(__file__).with_name("tables.yaml")


class DeclaredTable:
    """A declaration in the place of a module: its id is ``__name__``, what it says ``__doc__``.

    Its title and its heads are words.
    """

    def __init__(self, name: str, plan: Mapping[str, Any]) -> None:
        self.__name__: str = name
        self.__doc__ = str(plan["description"])
        self.declared = plan

    def table(self, landscape: Landscape) -> Table:
        """The table, counted."""
        from cartreport.landscape.counting import table_of

        return table_of(landscape, self.__name__, self.plan(landscape.words))

    def plan(self, words: TableWords) -> TablePlan:
        """The declaration with its words."""
        columns = self.declared.get("columns", [])
        held = [columns] if isinstance(columns, str) else columns
        values = self.declared.get("values", {})
        return TablePlan.model_validate(
            {
                **self.declared,
                "title": words.pattern(f"{self.__name__}.title"),
                "columns": [self._headed(words, told) for told in held],
                "values": {key: self._headed(words, told, key) for key, told in values.items()},
            }
        )

    def _headed(self, words: TableWords, told: Any, key: str = "") -> Any:
        """Columns or a value with the head that the words have for it, if they have one."""
        if isinstance(told, str):
            return told
        name = key or told.get("key") or told["axis"]
        shared = None if "axis" in told else words.patterns.get(f"head.{name}")
        head = words.patterns.get(f"head.{self.__name__}.{name}", shared)
        return {**told, "head": head} if head else told


@cache
def declarations() -> dict[str, DeclaredTable]:
    """The declarations by id, in the order of the file."""
    document = read_yaml(FILE, FILE.name, Problems())
    plans = document.data if document is not None else None
    if not isinstance(plans, dict):
        raise TypeError(f"{FILE} is no mapping of tables")
    return {name: DeclaredTable(name, plan) for name, plan in plans.items()}

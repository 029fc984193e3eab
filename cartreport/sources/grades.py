"""``changes:`` of sources.yaml: what of a change is news, and the table that is shipped."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field

from cartreport.problems import Problems
from cartreport.sources.declared import Declared
from cartreport.sources.fields import Known, Slug, Whole
from cartreport.sources.yaml_text import read_yaml

FILE = Path(__file__).with_name("grades.yaml")
Grade = Literal["news", "minor", "cosmetic", "correction", "restatement"]
Weight = Literal["high", "medium", "low"]
"""How much a change matters to a reader."""
WEIGHTS: tuple[Weight, ...] = get_args(Weight)
"""The weights, the most first."""
Bound = Annotated[Whole, Field(ge=1, le=100_000)]


class Rule(Declared):
    """One way in which a record changes: what the event is called, its grade, and why."""

    kind: Slug
    grade: Grade
    weight: Weight = "low"
    why: Known = Field(description="`{name}` is a threshold.")


class ChangesPlan(Declared):
    """What a project grades otherwise than the shipped table does."""

    thresholds: dict[Slug, Bound] = {}
    grades: dict[Slug, Grade] = Field({}, description="Rule → its grade.")
    family: dict[Slug, list[Slug]] = Field(
        {},
        description="Label → terms: a new trial without one of them is no news. Absent: those that "
        "`landscape.trials` declares.",
    )


class Grades(Declared):
    """The whole table."""

    thresholds: dict[Slug, Bound]
    rules: dict[Slug, Rule]

    def __getitem__(self, rule: str) -> Rule:
        return self.rules[rule]

    def limit(self, name: str) -> int:
        """A threshold by its name."""
        return self.thresholds[name]

    def why(self, rule: str) -> str:
        """The reason that a rule gives, with its thresholds filled in."""
        numbers = self.thresholds
        return re.sub(r"\{([a-z-]+)\}", lambda m: str(numbers[m[1]]), self.rules[rule].why)


@cache
def shipped() -> Grades:
    """The table that comes with the program."""
    document = read_yaml(FILE, FILE.name, Problems())
    assert document is not None  # it is ours
    return Grades.model_validate(document.data)


def grades_of(plan: ChangesPlan) -> Grades:
    """The shipped table with what a project declares in its place; unknown names say nothing."""
    table = shipped()
    graded = {
        name: rule.model_copy(update={"grade": plan.grades.get(name, rule.grade)})
        for name, rule in table.rules.items()
    }
    return Grades(thresholds={**table.thresholds, **plan.thresholds}, rules=graded)

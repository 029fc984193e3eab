"""``tables:`` of sources.yaml: tables that are declared, units counted along axes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import ConfigDict, Field, field_validator, model_validator

from cartreport.sources.declared import Declared
from cartreport.sources.fields import Known, Slug, Some, Text, Whole


class Span(Declared):
    """What a unit of a declared table must hold along an axis, beyond a list of places."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    from_: Slug | None = Field(None, alias="from", description="This term or a later one.")
    to: Slug | None = Field(None, description="This term or an earlier one.")
    stated: bool | None = Field(None, description="true: any place; false: none.")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Span:
        ended = self.from_ is not None or self.to is not None
        if ended == (self.stated is not None):
            raise ValueError("a span has a `from`, a `to` or both, or `stated` alone")
        return self


Places = Annotated[list[Text | Whole], Field(min_length=1)]
Wanted = dict[Slug, Text | Whole | Places | Span]
"""Axis → its place, one of several places, or a span."""


class ColumnPlan(Declared):
    """Columns of a declared table: one a place of an axis, or one for what `where` lets in."""

    axis: Slug | None = None
    where: Wanted = Field({}, description="What these columns count, beyond the table's `where`.")
    key: Slug | None = Field(None, description="What their keys begin with; absent: the axis.")
    head: Known | None = Field(None, description="The head above them; absent: the axis' own.")

    @property
    def begins(self) -> str:
        """What their keys begin with; of one alone the key itself."""
        return str(self.key or self.axis)

    @model_validator(mode="after")
    def _alone(self) -> ColumnPlan:
        if self.axis is None and not (self.key and self.head and self.where):
            raise ValueError("columns have an `axis`, or one alone its `key`, `head` and `where`")
        return self


class TakenPlan(Declared):
    """A value of each row that is no count: the earliest start, or the median enrolment."""

    earliest: Literal["start"] | None = None
    median: Literal["enrolment"] | None = None
    where: Wanted = {}
    head: Known

    @property
    def field(self) -> str:
        """What of a unit is taken."""
        return str(self.earliest or self.median)

    @model_validator(mode="after")
    def _one(self) -> TakenPlan:
        if (self.earliest is None) == (self.median is None):
            raise ValueError("a value is an `earliest` or a `median`, one of them")
        return self


class TablePlan(Declared):
    """A table that the project declares: units counted along one axis, or where two cross."""

    title: Known
    description: Known | None = Field(None, description="What it says, for listings.")
    unit: Literal["trial", "programme", "product", "deal", "event", "change"]
    where: Wanted = Field({}, description="Axis → its place, one of several places, or a span.")
    rows: Slug = Field(description="The axis with a row a place.")
    columns: list[ColumnPlan] = Field(
        [], description="Axes with a column a place: one, or a list of them."
    )
    distinct: list[Slug] = Field([], description="Axes whose distinct places each row counts.")
    named: list[Slug] = Field([], description="Axes whose places each row names.")
    values: dict[Slug, TakenPlan] = Field({}, description="Values of each row that are no count.")
    share: bool = Field(False, description="Each row's share of the units that state a place.")
    order: Literal["count", "terms", "name"] = Field(
        "count", description="Largest first; as the vocabulary has them; by name."
    )
    by: Known | None = Field(None, description="The column whose counts order the rows.")
    limit: Some | None = Field(
        None, description="At most so many rows; the others are one row, counted distinctly."
    )
    least: Some | None = Field(
        None, description="Rows with fewer units stand in the row of the others."
    )

    @field_validator("columns", mode="before")
    @classmethod
    def _several(cls, told: object) -> object:
        """An axis by its name alone, one or a list of them."""
        held = told if isinstance(told, list) else [] if told is None else [told]
        return [{"axis": item} if isinstance(item, str) else item for item in held]

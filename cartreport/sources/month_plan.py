"""``month:`` of sources.yaml: when an edition is due, where its trials come from, what stops it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, model_validator

from cartreport.sources.declared import Declared
from cartreport.sources.fields import Known, Text, Whole, partial_date

Day = Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$"), AfterValidator(partial_date)]
Code = Annotated[str, Field(pattern=r"^[EW]\d{3}$")]


class Query(Declared):
    """What the registry is asked for, as the options of `cartreport fetch`."""

    query: Known | None = None
    condition: Known | None = None
    intervention: Known | None = None
    location: Known | None = None
    status: Known | None = None

    @model_validator(mode="after")
    def _asks(self) -> Query:
        if not any(self.model_dump().values()):
            raise ValueError("asks for nothing: name a query, a condition or an intervention")
        return self


class Waiver(Declared):
    """A warning that does not stop the job, for a while and for a reason."""

    code: Code
    about: Text | None = Field(
        None, description="The value that it is of, or its place, verbatim; absent: all."
    )
    until: Day = Field(description="The last day on which it holds.")
    why: Known


class MonthPlan(Declared):
    """The monthly job of a project."""

    due: Annotated[Whole, Field(ge=1, le=28)] = Field(
        1, description="The day of the month by whose end the edition is there."
    )
    fetch: Query | None = Field(None, description="The registry's API is asked this.")
    kind: Literal["auto", "ctgov", "ictrp", "aact", "registry-csv"] = Field(
        "auto", description="Of `files`, as `cartreport import` knows them."
    )
    files: Known | None = Field(
        None, description="Exports that a person or a program puts there, with {date} in the name."
    )
    drop: list[Known] = Field([], description="Columns of the trials table to leave out.")
    strict: list[Code] = Field([], description="Warnings that stop the job.")
    waivers: list[Waiver] = []

    @model_validator(mode="after")
    def _one_way(self) -> MonthPlan:
        if self.fetch and self.files:
            raise ValueError("has both `fetch` and `files`: keep one")
        if self.files and "{date}" not in self.files:
            raise ValueError("has `files` without {date} in the path")
        return self

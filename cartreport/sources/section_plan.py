"""``briefings:`` of sources.yaml: which sections, and what one's own says and shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from cartreport.sources.declared import Declared
from cartreport.sources.fields import Block, FullDate, Known, Slug, Some, Text, Words

TableName = Annotated[str, Field(pattern=r"^[a-z0-9]+(?:[-_][a-z0-9]+)*(?:@\S+)?$", max_length=200)]
"""A table, as it is or narrowed: ``trials-by-phase@setting=outer``."""


class ExhibitPlan(Declared):
    """A table of the project, drawn in a section."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    table: TableName = Field(description="A built-in table or one of `tables`.")
    title: Known = Field(description="What it shows; `{table/row/column}` is the number there.")
    as_: Literal["grid", "bars", "stack", "heat", "years"] = Field(
        "grid", alias="as", description="The table itself, or how it is drawn."
    )
    subtitle: Known | None = None
    count: Text | None = Field(None, description="The count that is drawn; absent: the first.")
    across: Slug | None = Field(None, description="The column axis; absent: the table's first.")
    columns: list[Text] | None = Field(None, description="Columns of a grid; absent: what fits.")
    top: Some | None = Field(
        None, description="So many rows stand for themselves; the others are one row."
    )
    note: Known | None = Field(None, description="A sentence at its foot.")


class CalloutPlan(Declared):
    """What an analyst makes of it: signed and dated, never mixed with what is computed."""

    says: dict[Known, Block] = Field(
        description="Label → a sentence or two, in Markdown, such as `Watch`.", min_length=1
    )
    author: Known
    date: FullDate


class SectionPlan(Declared):
    """A section of the project's own, or what it says and shows otherwise in a built-in one."""

    section: Slug
    name: Known | None = Field(None, description="Beside the axis and in the contents.")
    title: Known | None = Field(None, description="The finding, in one line.")
    intro: Block | None = Field(None, description="Paragraphs under it, in Markdown.")
    exhibits: list[Slug | ExhibitPlan] | None = Field(
        None, description="Tables to draw; of a built-in section also the names of its own."
    )
    limit: Some | None = Field(None, description="So many rows of each of its tables at most.")
    notes: list[Block] = Field([], description="Paragraphs after the exhibits, in Markdown.")
    callout: CalloutPlan | None = None

    @property
    def drawn(self) -> list[ExhibitPlan]:
        """The exhibits of the plan's own."""
        return [one for one in self.exhibits or () if isinstance(one, ExhibitPlan)]

    @property
    def own(self) -> bool:
        """Whether it says or shows enough to be a section by itself."""
        return bool(self.drawn or self.intro or self.notes or self.callout)


class BriefingPlan(Declared):
    """One briefing: its template and the order of its sections."""

    template: Slug = "briefing"
    sections: list[Slug | SectionPlan]
    brand: Slug | None = Field(None, description="Overrides the project's brand.")
    language: Words | None = None
    focus: dict[Slug, Known] = Field(
        {},
        description="Axis → place that it is about, such as `company: acme`; its tables are "
        "narrowed to it. It is built where it is asked for, by `-b` or `--focus`.",
        max_length=1,
    )

    def about(self, focus: Mapping[str, str]) -> BriefingPlan:
        """The same briefing about another place along its axis."""
        return self.model_copy(update={"focus": dict(focus)})

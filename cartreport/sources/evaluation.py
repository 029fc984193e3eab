"""How a file of labels that a person gave is read: the columns that `--evaluate` takes."""

from __future__ import annotations

from pydantic import Field

from cartreport.sources.fields import Known, Record, Slug, Text


class TruthColumn(Record):
    """A column of the file and the label that it holds."""

    column: Known
    label: Slug
    singles: bool = Field(False, description="Each of its values is scored by itself too.")
    several: dict[Known, list[Slug]] = Field({}, description="Words that stand for several terms.")
    any_several: list[Known] = Field([], description="Words that stand for any several values.")
    same: dict[Slug, list[Slug]] = Field({}, description="Terms that count as one.")


class Truth(Record):
    """The column of the trial's number, the words for no label, and the columns of labels."""

    id: Known = "trial"
    nothing: list[Text] = ["not stated"]
    columns: list[TruthColumn] = Field(min_length=1)


def of_labels(labels: list[str]) -> Truth:
    """What a project without a rule for it takes: a column for each label, by its own name."""
    return Truth(columns=[TruthColumn(column=name, label=name) for name in labels])

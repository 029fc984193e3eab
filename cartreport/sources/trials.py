"""Trials as the registries have them, what `classify` finds of them, and what a person decided."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from cartreport.sources.fields import (
    Known,
    Of,
    PartialDate,
    Patients,
    Record,
    RefId,
    Slug,
    Text,
    TrialDate,
    Words,
)


class Trial(Record):
    """A registry record's facts, with the registry's own codes, as `cartreport import` writes it.

    Titles, summaries and keywords are there for classifying and searching a user's own import.
    """

    id: Known
    sponsor: Text
    sponsor_class: Annotated[Words, Of("sponsor-classes", spelt=True)] | None = None
    phase: Annotated[Words, Of("phases", spelt=True)] | None = Field(
        None, description="The registry's code; absent is not `NA`."
    )
    status: Annotated[Text, Of("statuses", spelt=True)]
    start: TrialDate | None = None
    updated: TrialDate | None = None
    enrolment: Patients | None = Field(None, description="Patients, planned or actual.")
    countries: list[Text] = []
    cities: list[Text] = Field([], description="Cities of sites in the focus country.")
    conditions: list[Text] = []
    interventions: list[Text] = []
    min_age: Words | None = None
    max_age: Words | None = None
    scope: Words | None = Field(None, description="The extract that the row came from.")
    title: Words | None = Field(None, description="Of an own import; the example drops it.")
    official_title: Words | None = None
    summary: Words | None = None
    keywords: list[Text] = []
    other_ids: list[Text] = Field([], description="The sponsor's and other registries' numbers.")
    collaborators: list[Text] = []
    study_type: Words | None = None
    sites: list[Text] = Field([], description="Names of sites in the focus country.")


OWN_BASES = ("words", "registry")
"""What a label rests on where the record itself gives it: its words, or a field of the registry."""


class TrialLabel(Record):
    """One label of a trial, as `cartreport classify` writes it: never mixed with registry fields.

    Several rows of one trial and label are a set; a label without a row is not stated.
    """

    trial: Text = Field(description="The trial's number.")
    label: Slug = Field(description="A vocabulary; or `sponsor`, a company or an institution.")
    value: Slug
    rule: Slug = Field(description="What gave it: `words`, a list, siblings, a derived rule.")
    basis: Slug | None = Field(None, description="What it rests on, e.g. `words` or `sibling`.")
    record: Known | None = Field(None, description="The sibling's number, or the programmes' ids.")
    field_: Words | None = Field(None, alias="field", description="Where the words stand.")
    span: Words | None = Field(None, description="The words, quoted.")


class Correction(Record):
    """What a person decided of one label of one trial, against what the rules say.

    It holds as long as the rules still say what was expected and, where `updated` is given, the
    registry's record is still the one that was read.
    """

    trial: Known
    label: Slug
    expect: list[Slug] = Field(description="What the rules say; empty: nothing.")
    value: list[Slug] = Field(description="What is right; empty: not stated.")
    updated: PartialDate | None = Field(None, description="The record's last update when read.")
    reason: Known
    refs: list[RefId] = []

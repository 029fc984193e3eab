"""Records of what happened or was said once: deals, rules, published figures, and disputes."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator

from cartreport.sources.fields import (
    Amount,
    Confidence,
    Known,
    Money,
    Named,
    Number,
    Of,
    PartialDate,
    Record,
    RefId,
    Slug,
    Words,
)


class Deal(Record):
    """A licence, acquisition, financing or the like; amounts in units of the currency."""

    id: Slug
    date: PartialDate
    type: Annotated[Slug, Of("deal-types")]
    parties: list[Known]
    asset: Known
    territory: Known | None = None
    upfront: Money | None = None
    total: Money | None = Field(None, description="With the upfront, unless the note says not.")
    bound: Literal["at-least", "at-most", "about"] | None = Field(
        None, description="Where the total is no exact figure: a floor, a ceiling, or near it."
    )
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    companies: list[Annotated[Slug, Named("companies")]] = []
    refs: list[RefId] = []
    confidence: Confidence
    note: Words | None = None


class PolicyEvent(Record):
    """A rule, a reimbursement round or a safety action."""

    id: Slug
    date: PartialDate
    effective: PartialDate | None = None
    jurisdiction: Annotated[Known, Of("jurisdictions", spelt=True)]
    body: Known
    category: Annotated[Slug, Of("policy-categories")]
    summary: Known
    refs: list[RefId] = []
    confidence: Confidence
    note: Words | None = None


def _number(text: object) -> object:
    """A cell that is wholly a plain number as that number, words unchanged; `1e309` is neither."""
    if isinstance(text, str) and re.fullmatch(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", text):
        return float(text) if "." in text else int(text)
    if isinstance(text, str) and re.fullmatch(r"[-+]?[\d._]+(?:[eE][-+]?\d+)?", text.strip()):
        raise ValueError("a number is written in plain digits, such as 1200 or 0.5")
    return text


class MarketFigure(Record):
    """A published figure: never shown without its publisher and year."""

    id: Slug
    metric: Known
    value: Annotated[Words | Amount | Number | None, BeforeValidator(_number)] = None
    unit: Known | None = Field(None, validate_default=True)
    year: PartialDate | None = Field(None, description="The year or day; of a span, its end.")
    period: Known | None = Field(None, description="In the source's words, where it is no date.")
    kind: Annotated[Known, Of("figure-kinds", spelt=True)]
    publisher: Known
    refs: list[RefId] = []
    confidence: Confidence
    note: Words | None = None

    @field_validator("unit")
    @classmethod
    def _of_a_number(cls, unit: str | None, told: ValidationInfo) -> str | None:
        """Words hold their units in themselves; a number without one says nothing."""
        if unit is None and isinstance(told.data.get("value"), (int, float)):
            raise ValueError("a number has a unit: a currency, or what it counts")
        return unit


class Expected(Record):
    """An event to come that a source gives a date for, and what became of it."""

    id: Slug
    said: PartialDate = Field(description="When the source said so: an earlier edition lacks it.")
    due: PartialDate = Field(description="When it is expected, as precisely as the source says.")
    event: Known = Field(description="What is expected, in our words.")
    about: Slug | None = Field(None, description="The record that it is about, whichever kind.")
    replaces: Slug | None = Field(None, description="The earlier entry whose date this one moves.")
    outcome: Literal["happened", "dropped"] | None = Field(
        None, description="What became of it; left out while nothing is known."
    )
    outcome_date: PartialDate | None = None
    refs: list[RefId] = []
    confidence: Confidence
    note: Words | None = None


class Dispute(Record):
    """A value of a CSV record that another source gives: open, or rejected with its reason."""

    record: Slug
    field_: Slug = Field(alias="field")
    value: Known
    verdict: Literal["alternate", "rejected"]
    reason: Known
    refs: list[RefId] = []

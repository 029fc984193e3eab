"""Records of what happened or was said once: deals, rules, published figures, and disputes."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from cartreport.sources.fields import (
    Confidence,
    Known,
    Number,
    PartialDate,
    Record,
    RefId,
    Slug,
    Whole,
)


class Deal(Record):
    """A licence, acquisition, financing or the like; amounts in units of the currency."""

    id: Slug
    date: PartialDate
    type: Slug
    parties: list[Known]
    asset: Known
    territory: Known | None = None
    upfront: Whole | None = None
    total: Whole | None = Field(None, description="With the upfront, unless the note says not.")
    currency: Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
    companies: list[Slug] = []
    refs: list[RefId] = []
    confidence: Confidence
    note: str | None = None


class PolicyEvent(Record):
    """A rule, a reimbursement round or a safety action."""

    id: Slug
    date: PartialDate
    effective: PartialDate | None = None
    jurisdiction: Known
    body: Known
    category: Slug
    summary: Known
    refs: list[RefId] = []
    confidence: Confidence
    note: str | None = None


def _number(text: object) -> object:
    """A cell that is wholly a plain number as that number; anything else unchanged."""
    if isinstance(text, str) and re.fullmatch(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?", text):
        return float(text) if "." in text else int(text)
    return text


class MarketFigure(Record):
    """A published figure: never shown without its publisher and year."""

    id: Slug
    metric: Known
    value: Annotated[str | int | Number | None, BeforeValidator(_number)] = None
    unit: Known
    year: PartialDate | None = Field(None, description="The year or day; of a span, its end.")
    period: Known | None = Field(None, description="In the source's words, where it is no date.")
    kind: Known
    publisher: Known
    refs: list[RefId] = []
    confidence: Confidence
    note: str | None = None


class Dispute(Record):
    """A value of a CSV record that another source gives: open, or rejected with its reason."""

    record: Slug
    field_: Slug = Field(alias="field")
    value: Known
    verdict: Literal["alternate", "rejected"]
    reason: Known
    refs: list[RefId] = []

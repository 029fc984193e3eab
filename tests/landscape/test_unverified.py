"""What no page bears out is nowhere printed as a fact; what is assumed is no part of a finding."""

from __future__ import annotations

from cartreport.landscape.rows.facts import known
from cartreport.sources.fields import Fact

BASE = {"what": "approval-type", "value": "conditional", "checked": "2026-01-01"}


def test_an_unverified_value_is_not_known() -> None:
    """Page, CSV and JSON read their values here; the record keeps its own."""
    fact = Fact.model_validate({**BASE, "confidence": "unverified"})
    assert known(fact) is None
    assert fact.value == "conditional"
    assert known(Fact.model_validate({**BASE, "confidence": "low"})) == "conditional"

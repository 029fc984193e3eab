"""What the engine must know of a kind of fact: the role that its term states in the vocabulary.

A project names its kinds of fact as it likes. One without a vocabulary of them uses these words.
"""

from __future__ import annotations

from typing import Literal

APPROVAL = "approval"
FIRST_APPROVAL = "first-approval"
GRANTED = (APPROVAL, FIRST_APPROVAL)
"""Kinds of fact whose value is the day of an approval."""
APPROVAL_TYPE = "approval-type"
FILING = "filing"
PHASE = "phase"
DESIGNATION = "designation"
DESIGNATION_ELSEWHERE = "designation-elsewhere"
PRICE = "list-price"
"""The kind of fact whose value is money for one treatment."""
OUTCOME = "reimbursement"
"""The kind of fact whose value is what came of a product under a scheme."""
COVERAGE = "coverage"
CENTRES = "treatment-centres"
PATIENTS = "patients-treated"
NUMBER = "registry-id"
"""The kind of fact whose value is a pivotal trial's registry number."""
EFFICACY = "efficacy"
SAFETY = "safety"
EVIDENCE = (EFFICACY, SAFETY, "real-world")
"""Kinds of fact whose values are measures."""

OfFacts = Literal[
    "approval",
    "first-approval",
    "approval-type",
    "filing",
    "phase",
    "designation",
    "designation-elsewhere",
    "list-price",
    "reimbursement",
    "coverage",
    "treatment-centres",
    "patients-treated",
    "registry-id",
    "efficacy",
    "safety",
    "real-world",
]
"""The roles of kinds of fact."""
LISTED, PENDING, EARLY = "listed", "pending", "early"
"""Roles of outcomes of a scheme."""
BASIC = "basic"
"""The role of the scheme that a project's basic insurance pays by."""
SIZE, PART, COUNT = "size", "part", "count"
"""Roles of measures: how many patients a result rests on; the part of a trial that it is of; how
many of the patients something was seen in."""
ACTIVE, UNKNOWN, ENDED = "active", "unknown", "ended"
OfStatuses = Literal["active", "unknown", "ended"]
"""The roles of groups of statuses: the three that tables count apart."""
OfSponsors = Literal["industry", "academic", "other"]
"""The roles of types of sponsor: those that a list of companies or institutions may give."""
MIXED = "mixed"
OfSettings = Literal["mixed"]
"""The role of the setting of a trial that has several; without such a term it has none."""

"""The kinds of fact that the landscape reads by name; a project's `facts` vocabulary has them."""

from __future__ import annotations

APPROVAL = "approval"
FIRST_APPROVAL = "first-approval"
APPROVAL_TYPE = "approval-type"
FILING = "filing"
DESIGNATION = "designation"
LIST_PRICE = "list-price"
REIMBURSEMENT = "reimbursement"
COVERAGE = "coverage"
CENTRES = "treatment-centres"
PATIENTS = "patients-treated"
EVIDENCE = ("efficacy", "safety", "real-world")
LISTED = "listed"
DESIGNATION_ELSEWHERE = "designation-elsewhere"

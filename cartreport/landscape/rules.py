"""Counting rules that several tables print: what places, labels and sponsors are."""

from __future__ import annotations

PLACE = (
    "{place}: the record names a site in {country}; one that names no place stands apart. A trial "
    "with sites in two countries counts in both."
)
LABELLED = (
    "What a trial tests is read by rules; each label says what it rests on: the record's own words "
    "or fields, a product's name, a sibling record, a programme. Not stated is never a default."
)
NAMED = (
    "Sponsor: the company or institution whose record lists the registry's name; a name that no "
    "record lists stands for itself."
)
PHASE = (
    "Phase: the registry's code; not stated where the record has no phase field, which is not the "
    "code for `not applicable`."
)
STATUS = (
    "Statuses are those of the registry; `unknown` is its own word for a record that nobody has "
    "verified for two years past its expected end."
)
DOUBT = (
    "Of doubtful standing: counted, and said; without the doubtful, one whose start was moved is "
    "left out, not put back at the start that it stated before."
)
TYPES = (
    "A listed company is industry, a listed institution what its record says; of the others the "
    "registry's sponsor class decides."
)
YEAR = "Start year: that of the latest stated start date, not of the registration."

"""Frames of what happened or was said once, of the sources, and of what changed."""

from __future__ import annotations

from cartreport.landscape.columns import Columns

DEALS: Columns = {
    "id": "must",
    "date": "must",
    "year": "int",
    "type": "must",
    "parties": "list",
    "asset": "must",
    "territory": "text",
    "upfront": "int",
    "total": "int",
    "bound": "text",
    "currency": "must",
    "companies": "list",
    "confidence": "must",
    "refs": "list",
    "note": "text",
}
POLICY: Columns = {
    "id": "must",
    "date": "must",
    "year": "int",
    "effective": "text",
    "jurisdiction": "must",
    "body": "must",
    "category": "must",
    "summary": "must",
    "confidence": "must",
    "refs": "list",
    "note": "text",
}
FIGURES: Columns = {
    "id": "must",
    "metric": "must",
    "value": "any",
    "unit": "text",
    "year": "text",
    "period": "text",
    "kind": "must",
    "publisher": "must",
    "confidence": "must",
    "refs": "list",
    "note": "text",
}
# What is to come in the focus country. `kind`: rule (one comes into force), start (of a trial, as
# planned), announced (an entry of its own). `was`: the day that an earlier entry gave. `state`:
# due, also where its day is over and nothing is known; happened; dropped.
AWAITED: Columns = {
    "id": "must",
    "kind": "must",
    "record": "must",
    "due": "must",
    "was": "text",
    "said": "text",
    "label": "must",
    "about": "text",
    "state": "must",
    "confidence": "text",
    "refs": "list",
}
# A value that another source gives. `verdict`: alternate (open) or rejected (closed).
DISPUTES: Columns = {
    "record": "must",
    "kind": "must",
    "field": "must",
    "held": "text",
    "value": "must",
    "verdict": "must",
    "reason": "must",
    "refs": "list",
}
# What changed since an earlier edition, a row an event; empty where it is held against none. `of`:
# the kind of record. `before`, `after`: as plain text. `rule`: its line in the table of grades,
# `weight` that line's. `name`, `who`, `about`: what the record is called, whose it is, its target;
# `what`, `said`: the field, and from → to, in the words of the vocabulary.
CHANGES: Columns = {
    "id": "must",
    "kind": "must",
    "grade": "must",
    "of": "must",
    "record": "must",
    "field": "must",
    "before": "text",
    "after": "text",
    "date": "text",
    "month": "text",
    "why": "must",
    "rule": "must",
    "weight": "must",
    "name": "must",
    "who": "text",
    "about": "text",
    "what": "text",
    "said": "text",
    "in_focus": "flag",
    "refs": "list",
}
SOURCES: Columns = {
    "id": "must",
    "kind": "must",
    "title": "must",
    "owner": "text",
    "licence": "text",
    "as_of": "text",
    "newest": "text",
    "searched_to": "text",
    "age": "int",
    "max_age": "int",
    "state": "must",
}

"""A landscape small enough to count by hand: three companies, five programmes, eight trials."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from cartreport.changes.compare import events
from cartreport.changes.framed import with_changes
from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.snapshot import Snapshot, snapshot
from cartreport.problems import Where
from cartreport.sources.project import Project
from cartreport.sources.records import (
    Company,
    Deal,
    Dispute,
    Entry,
    Institution,
    MarketFigure,
    PolicyEvent,
    Product,
    Programme,
    Record,
    Records,
    Reference,
    Trial,
)
from cartreport.sources.vocabulary import Term, Terms, Vocabulary

HERE = Where("data.yaml", 1, 1)


def entries(model: type[Record], *rows: dict[str, Any]) -> dict[str, Any]:
    """Entries by id."""
    return {row["id"]: Entry(model.model_validate(row), {(): HERE}) for row in rows}


def terms(name: str, *held: dict[str, Any]) -> Terms:
    """A vocabulary; a term without a label is labelled by its id."""
    made = [Term.model_validate({"label": row["id"], **row}) for row in held]
    return Terms(name, name, {term.id: term for term in made})


VOCABULARY = Vocabulary(
    {
        "phases": terms(
            "phases",
            {"id": "p1", "label": "Phase 1", "order": 1, "stage": "early", "aliases": ["PHASE1"]},
            {"id": "p2", "label": "Phase 2", "order": 2, "stage": "late", "aliases": ["PHASE2"]},
            {"id": "approved", "label": "Approved", "order": 9, "stage": "approved"},
            {"id": "na", "label": "Not applicable", "aliases": ["N-A"]},
        ),
        "statuses": terms(
            "statuses",
            {"id": "open", "group": "active", "aliases": ["OPEN"]},
            {"id": "lost", "group": "unknown", "aliases": ["LOST"]},
            {"id": "done", "group": "ended", "aliases": ["DONE"]},
        ),
        "programme-statuses": terms(
            "programme-statuses",
            {"id": "active", "group": "active"},
            {"id": "unknown", "group": "unknown"},
            {"id": "discontinued", "group": "ended"},
        ),
        "status-groups": terms(
            "status-groups",
            {"id": "active", "label": "Active"},
            {"id": "unknown", "label": "Unknown"},
            {"id": "ended", "label": "Ended"},
        ),
        "settings": terms(
            "settings",
            {"id": "wet", "label": "Wet", "patterns": ["rain"]},
            {"id": "dry", "label": "Dry"},
        ),
        "indication-groups": terms(
            "indication-groups",
            {"id": "rivers", "group": "wet"},
            {"id": "deserts", "group": "dry"},
        ),
        "indications": terms(
            "indications",
            {"id": "flood", "group": "rivers", "patterns": ["flood"]},
            {"id": "drought", "group": "deserts", "patterns": ["drought"]},
        ),
        "targets": terms(
            "targets",
            {"id": "a", "label": "A", "group": "near"},
            {"id": "b", "label": "B", "group": "near"},
            {"id": "c", "label": "C", "group": "far"},
        ),
        "target-classes": terms(
            "target-classes", {"id": "near"}, {"id": "far"}, {"id": "both", "label": "Both"}
        ),
        "sponsor-types": terms(
            "sponsor-types",
            {"id": "industry", "label": "Industry"},
            {"id": "academic", "label": "Academic"},
            {"id": "other", "label": "Other"},
        ),
        "sponsor-classes": terms(
            "sponsor-classes",
            {"id": "firm", "group": "industry", "aliases": ["FIRM"]},
            {"id": "rest", "group": "academic", "aliases": ["REST"]},
        ),
        "schemes": terms("schemes", {"id": "basic", "label": "Basic list", "role": "basic"}),
        "scheme-outcomes": terms(
            "scheme-outcomes",
            {"id": "listed", "label": "Listed", "role": "listed"},
            {"id": "refused"},
        ),
        "colour": terms("colour", {"id": "red", "label": "Red"}, {"id": "blue", "label": "Blue"}),
        "approval-types": terms("approval-types", {"id": "full", "label": "Full"}),
        "deal-types": terms(
            "deal-types",
            {"id": "licence", "label": "Licence", "group": "rights"},
            {"id": "loan", "label": "Loan", "group": "money"},
        ),
        "deal-groups": terms(
            "deal-groups", {"id": "rights", "label": "Rights"}, {"id": "money", "label": "Money"}
        ),
        "figure-kinds": terms(
            "figure-kinds",
            {"id": "estimate", "label": "an estimate"},
            {"id": "guess", "label": "a guess", "role": "forecast"},
        ),
        "policy-categories": terms("policy-categories", {"id": "rule", "label": "Rule"}),
        "measures": terms("measures", {"id": "n", "label": "Patients", "role": "size"}),
    }
)

PROJECT = Project.model_validate(
    {
        "title": "Weather",
        "edition": "2026-03",
        "as_of": "2026-03-31",
        "focus": {
            "country": "Here",
            "label": "Home",
            "peers": [{"country": "There", "label": "Away"}],
        },
        "facets": ["colour"],
        "vocabulary": {},
        "sources": [
            {"id": "co", "kind": "companies", "path": "c", "title": "Companies"},
            {"id": "pr", "kind": "products", "path": "p", "title": "Products"},
            {"id": "pg", "kind": "programmes", "path": "g", "title": "Programmes"},
            {"id": "de", "kind": "deals", "path": "d", "title": "Deals"},
            {"id": "po", "kind": "policy", "path": "o", "title": "Policy"},
            {"id": "fi", "kind": "figures", "path": "f", "title": "Figures"},
            {
                "id": "tr",
                "kind": "trials",
                "path": "t",
                "title": "Trials",
                "searched_to": "2026-02-28",
                "max_age_days": 30,
            },
        ],
        "briefings": {},
    }
)

COMPANIES = entries(
    Company,
    {
        "id": "acme",
        "name": "Acme Ltd",
        "short": "Acme",
        "sponsors": ["Acme", "ACME Inc."],
        "confidence": "high",
    },
    {"id": "bolt", "name": "Bolt Ltd", "short": "Bolt", "names": {"zh": "博"}, "confidence": "low"},
    {"id": "cove", "name": "Cove", "short": "Cove", "sponsors": ["Cove"], "confidence": "medium"},
)

INSTITUTIONS = entries(
    Institution,
    {"id": "uni", "name": "University", "short": "Uni", "sponsors": ["Uni", "Uni, North"]},
)


def programme(id: str, **fields: Any) -> dict[str, Any]:
    """A programme with the fields that every one has."""
    held = {"name": id.upper(), "phase": "p1", "status": "active", "as_of": "2026-01"}
    return {"id": id, **held, "confidence": "high", **fields}


PROGRAMMES = entries(
    Programme,
    programme(
        "one",
        company="acme",
        targets=["a"],
        settings=["wet"],
        lead_indication="flood",
        indications=["flood"],
        phase="approved",
        trials=["T1", "T2"],
        facets={"colour": "red"},
        refs=["page"],
    ),
    programme(
        "two",
        company="acme",
        partners=["bolt"],
        targets=["b", "a"],
        settings=["wet", "dry"],
        indications=["flood", "drought"],
        trials=["T2", "T3"],
    ),
    programme(
        "three",
        company="bolt",
        targets=["a"],
        settings=["dry"],
        indications=["drought"],
        phase="p2",
        status="unknown",
        trials=["T4", "T99"],
    ),
    programme("four", company="bolt", targets=["a", "c"], status="discontinued"),
    programme("five", phase="na", indications=["flood"]),
)


def fact(what: str, value: Any, **fields: Any) -> dict[str, Any]:
    """A fact as it is written."""
    held = {"what": what, "value": value, "confidence": "high", "checked": "2026-03-01"}
    return {key: held for key, held in {**held, **fields}.items() if held is not None}


PRODUCTS = entries(
    Product,
    {
        "id": "rain",
        "name": "Rainmaker",
        "short": "Rain",
        "brand": "Drizzle",
        "stage": "approved",
        "company": "acme",
        "programme": "one",
        "targets": ["a"],
        "facets": {"colour": "red"},
        "uses": [
            {
                "indications": ["flood"],
                "short": "Flood",
                "disease": "Flood",
                "facts": [
                    fact("approval", "2024-05", as_of="2024-05", refs=["page"]),
                    fact("approval-type", "full", as_of="2024-05"),
                ],
            },
            {
                "indications": ["drought"],
                "short": "Drought",
                "disease": "Drought",
                "facts": [fact("approval", "2025-02-01", as_of="2025-02-01")],
            },
        ],
        "facts": [
            fact("list-price", 900, unit="GBP", as_of="2024-06"),
            fact("list-price", 1000, unit="GBP", as_of="2025-06", refs=["page"]),
            fact("list-price", 5, unit="GBP", as_of="2026-06"),
            fact("reimbursement", "refused", **{"for": "basic"}, as_of="2025-01"),
            fact("reimbursement", "listed", **{"for": "basic"}, as_of="2026-01", refs=["page"]),
            fact("designation", "fast", as_of="2023"),
        ],
        "pivotal": [
            {
                "name": "STORM",
                "facts": [
                    fact("efficacy", {"n": 12, "wetness_pct": 81.5}, as_of="2024", refs=["page"]),
                    fact("safety", "no thunder", as_of="2024"),
                ],
            }
        ],
        "rejected": [{"field": "brand", "value": "Shower", "reason": "an old name"}],
    },
    {
        "id": "dew",
        "name": "Dew",
        "short": "Dew",
        "stage": "filed",
        "company": "bolt",
        "programme": "three",
        "targets": ["a"],
        "uses": [{"indications": ["drought"], "short": "Drought", "disease": "Drought"}],
        "facts": [
            fact(
                "filing",
                "accepted",
                as_of="2026-02",
                alternates=[{"value": "submitted", "reason": "an older page"}],
            )
        ],
    },
)


def trial(id: str, sponsor: str, status: str = "OPEN", **fields: Any) -> dict[str, Any]:
    """A trial with the fields that every one has."""
    return {"id": id, "sponsor": sponsor, "status": status, **fields}


TRIALS = entries(
    Trial,
    trial("T1", "Acme", phase="PHASE1", start="2024-01-05", countries=["Here"], enrolment=10),
    trial("T2", "ACME Inc.", phase="PHASE2", start="2024-07", countries=["Here", "There"]),
    trial("T3", "Uni", "LOST", start="2025", countries=["Here"], conditions=["Flood damage"]),
    trial("T4", "Uni, North", "DONE", phase="N-A", countries=["Here"], conditions=["Drought"]),
    trial("T5", "Nobody", sponsor_class="FIRM", phase="PHASE1", countries=["There"], scope="Dry"),
    trial(
        "T6", "Somebody", sponsor_class="REST", countries=["Here"], conditions=["flood; drought"]
    ),
    trial("T7", "A person", start="2026-03-01", conditions=["Heavy rain"]),
    trial("T8", "Cove", "DONE", start="2024-02-02", countries=["Elsewhere"]),
)


def small_records() -> Records:
    """The records; nothing in them comes from the bundled data."""
    page = {"kind": "paper", "publisher": "P", "title": "T", "accessed": "2026-03-01"}
    event = {"refs": ["page"], "confidence": "high"}
    return Records(
        root=Path(),
        project=PROJECT,
        vocabulary=VOCABULARY,
        companies=COMPANIES,
        institutions=INSTITUTIONS,
        products=PRODUCTS,
        programmes=PROGRAMMES,
        trials=TRIALS,
        deals=entries(
            Deal,
            {
                **event,
                "id": "d1",
                "date": "2025-Q3",
                "type": "licence",
                "parties": ["Acme", "Bolt"],
                "asset": "=rights",
                "total": 1500000,
                "bound": "at-most",
                "currency": "GBP",
                "companies": ["acme", "bolt"],
            },
            {
                **event,
                "id": "d2",
                "date": "2025-12-01",
                "type": "loan",
                "parties": ["Cove"],
                "asset": "Well",
                "currency": "GBP",
            },
        ),
        policy=entries(
            PolicyEvent,
            {
                **event,
                "id": "e1",
                "date": "2026-01",
                "jurisdiction": "Home",
                "body": "Office",
                "category": "rule",
                "summary": "Umbrellas allowed.",
            },
            {
                **event,
                "id": "e2",
                "date": "2025-11-05",
                "effective": "2026",
                "jurisdiction": "There",
                "body": "Ministry",
                "category": "rule",
                "summary": "The first dam of all.",
                "confidence": "low",
            },
        ),
        figures=entries(
            MarketFigure,
            {
                **event,
                "id": "f1",
                "metric": "Size",
                "value": "12.5",
                "unit": "GBP",
                "year": "2025",
                "kind": "estimate",
                "publisher": "P",
            },
            {
                **event,
                "id": "f2",
                "metric": "Size",
                "value": "20 to 30",
                "unit": "GBP",
                "year": "2030",
                "kind": "guess",
                "publisher": "Q",
            },
            {
                **event,
                "id": "f3",
                "metric": "Boats",
                "value": "7",
                "unit": "boats",
                "kind": "guess",
                "publisher": "Q",
                "confidence": "low",
            },
        ),
        disputes=(
            Entry(
                Dispute.model_validate(
                    {
                        "record": "d1",
                        "field": "total",
                        "value": "2000000",
                        "verdict": "alternate",
                        "reason": "another page",
                    }
                ),
                {(): HERE},
            ),
        ),
        references={"page": Reference.model_validate(page)},
    )


def earlier_records() -> Records:
    """The same a month before, by hand: what is new since, what was otherwise, what is gone since.

    New: trial T6, programme five, the wider use of Rain, deal d2, event e1. Otherwise: T1 planned 5
    patients, T3 was open and is lost since, programme three was active at phase 1, T4 had
    another country. Put right: programme four has two targets. Gone: trial T9.
    """
    now = small_records()
    trials = {id: entry for id, entry in now.trials.items() if id != "T6"}
    trials["T1"] = changed(trials["T1"], enrolment=5)
    trials["T3"] = changed(trials["T3"], status="OPEN")
    trials["T4"] = changed(trials["T4"], countries=["Here", "There"])
    trials |= entries(Trial, trial("T9", "Uni", "DONE", countries=["Here"]))
    programmes = {id: entry for id, entry in now.programmes.items() if id != "five"}
    programmes["three"] = changed(programmes["three"], phase="p1", status="active", as_of="2025-12")
    programmes["four"] = changed(programmes["four"], targets=["a"])
    rain = now.products["rain"].record
    products = {**now.products, "rain": changed(now.products["rain"], uses=rain.uses[:1])}
    read = [source.model_copy(update={"searched_to": "2026-01-31"}) for source in PROJECT.sources]
    day = {"edition": "2026-02", "as_of": "2026-02-28", "sources": read}
    project = PROJECT.model_copy(update=day)
    return replace(
        now,
        project=project,
        trials=trials,
        programmes=programmes,
        products=products,
        deals={"d1": now.deals["d1"]},
        policy={"e2": now.policy["e2"]},
    )


def changed(entry: Any, **fields: Any) -> Any:
    """The entry with other values in some fields of its record."""
    return replace(entry, record=entry.record.model_copy(update=fields))


def landscape_since(earlier: Snapshot) -> Landscape:
    """The small landscape that is held against an earlier edition."""
    now = small_landscape()
    pair = earlier, snapshot(small_records(), now, {})
    return with_changes(now, *pair, events(*pair))


def earlier_snapshot() -> Snapshot:
    """What the earlier edition knew and printed; one number was counted by another rule then."""
    records = earlier_records()
    landscape = landscape_of(records)
    made = snapshot(records, landscape, Tables(landscape))
    rows = made.numbers["trials-by-phase"]
    held = {**rows, "*": {**rows["*"], "place:focus": 7}}
    return replace(made, numbers={**made.numbers, "trials-by-phase": held})


def same_snapshot() -> Snapshot:
    """What the small landscape itself knows and prints."""
    landscape = small_landscape()
    return snapshot(small_records(), landscape, Tables(landscape))


def small_landscape() -> Landscape:
    """The landscape of the small records."""
    return landscape_of(small_records())

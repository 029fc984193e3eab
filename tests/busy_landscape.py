"""A landscape with enough of everything, by arithmetic: ties, long tails, doubt, money, news, blanks.

The small one can be counted by hand and has little of anything. Here are 12 companies, 44 programmes,
108 trials, seven products: what a table or a section does only where there is much is done here.
Record n takes value n modulo a length of each list, so that a number is worked out, not looked up.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

from small_landscape import (
    HERE,
    PROJECT,
    VOCABULARY,
    changed,
    entries,
    fact,
    programme,
    small_records,
    terms,
    trial,
)

from cartreport.changes.compare import events
from cartreport.changes.framed import with_changes
from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.snapshot import Snapshot, snapshot
from cartreport.sources.project import EVERYWHERE, Members, Scope, Source
from cartreport.sources.records import (
    Company,
    Deal,
    Dispute,
    Entry,
    Expected,
    Institution,
    MarketFigure,
    PolicyEvent,
    Product,
    Programme,
    Records,
    Reference,
    Trial,
    TrialLabel,
)
from cartreport.sources.table_plan import TablePlan
from cartreport.sources.vocabulary import Vocabulary

TARGETS = (["a"], ["a", "b"], ["b"], ["a"], ["c"], [], ["d"], ["a"], ["e", "b"], ["c"], ["f"])
ALONE = {36: "g", 37: "h", 39: "bg", 40: "bh", 41: "ce", 42: "df", 43: "ah"}
"""Programmes that stand alone on their targets; of number 40 a weak source alone gives the phase."""
GROUPS = {"a": "near", "b": "near", "c": "far", "d": "far", "e": "near"} | dict.fromkeys(
    "fgh", "far"
)
LONG = "Coasts, islands and shallow waters before them"
"""A label that no column holds whole."""
COLOURS = ("red", "blue", "red", "red", "pale", "")
WEAK = {"confidence": "low"}
OPEN = {"alternates": [{"value": "else", "reason": "another page"}]}
"""A fact on a weak source, and one that another source contradicts."""
SAID = {"confidence": "high", "refs": ["page"]}

WORDS = Vocabulary(
    {
        **VOCABULARY.by_name,
        "phases": terms(
            "phases",
            {"id": "p1", "label": "Phase 1", "order": 1, "stage": "early", "aliases": ["PHASE1"]},
            {"id": "p2", "label": "Phase 2", "order": 2, "stage": "late", "aliases": ["PHASE2"]},
            {"id": "p3", "label": "Phase 3", "order": 3, "stage": "late", "aliases": ["PHASE3"]},
            {"id": "approved", "label": "Approved", "order": 9, "stage": "approved"},
            {"id": "na", "label": "Not applicable", "aliases": ["N-A"]},
        ),
        "statuses": terms(
            "statuses",
            {"id": "open", "group": "active", "aliases": ["OPEN"]},
            {"id": "wait", "group": "active", "begun": "not-yet", "aliases": ["WAIT"]},
            {"id": "off", "group": "ended", "begun": "never", "aliases": ["OFF"]},
            {"id": "halt", "group": "ended", "role": "stopped", "aliases": ["HALT"]},
            {"id": "lost", "group": "unknown", "aliases": ["LOST"]},
            {"id": "done", "group": "ended", "aliases": ["DONE"]},
        ),
        "settings": terms(
            "settings",
            {"id": "wet", "label": "Wet", "patterns": ["rain"]},
            {"id": "dry", "label": "Dry"},
            {"id": "windy", "label": "Windy"},
            {"id": "all-weather", "label": "All weather", "role": "mixed"},
        ),
        "indication-groups": terms(
            "indication-groups",
            {"id": "rivers", "label": "Rivers", "group": "wet"},
            {"id": "deserts", "label": "Deserts and high dry lands", "group": "dry"},
            {"id": "coasts", "label": LONG, "group": "windy"},
        ),
        "indications": terms(
            "indications",
            {"id": "flood", "label": "Flood", "group": "rivers", "patterns": ["flood"]},
            {"id": "drought", "label": "Drought", "group": "deserts", "patterns": ["drought"]},
            {"id": "gale", "label": "Gale", "group": "coasts", "patterns": ["gale"]},
            {"id": "surge", "label": "Surge", "short": "Srg", "group": "coasts"},
        ),
        "targets": terms(
            "targets", *({"id": id, "label": id.upper(), "group": g} for id, g in GROUPS.items())
        ),
        "colour": terms(
            "colour",
            {"id": "red", "label": "Red"},
            {"id": "blue", "label": "Blue"},
            {"id": "pale", "label": "Pale", "role": "assumed"},
        ),
        "schemes": terms(
            "schemes",
            {"id": "basic", "label": "Basic list", "short": "Basic", "role": "basic"},
            {"id": "extra", "label": "Extra list", "definition": "Paid by nobody."},
            {"id": "town", "label": "Town plans"},
        ),
        "scheme-outcomes": terms(
            "scheme-outcomes",
            {"id": "listed", "label": "Listed", "role": "listed"},
            {"id": "waits", "label": "In review", "role": "pending"},
            {"id": "soon", "label": "Not approved yet", "role": "early"},
            {"id": "refused"},
        ),
        "measures": terms(
            "measures",
            {"id": "n", "label": "Patients", "role": "size"},
            {"id": "part", "role": "part"},
            {"id": "wet", "label": "Wetness", "short": "WET", "unit": "%"},
            {"id": "dry", "label": "Dryness", "short": "DRY", "unit": "mm"},
        ),
        "policy-categories": terms(
            "policy-categories",
            {"id": "rule", "label": "Rule", "group": "law"},
            {"id": "round", "label": "Round of lists", "group": "money"},
            {"id": "alarm", "label": "Alarm", "group": "safety"},
        ),
        "policy-groups": terms("policy-groups", {"id": "law"}, {"id": "money"}, {"id": "safety"}),
        "jurisdictions": terms(
            "jurisdictions",
            {"id": "home", "label": "Home", "aliases": ["Here"]},
            {"id": "there", "label": "There"},
        ),
    }
)


def company(n: int) -> dict[str, Any]:
    """Company n sponsors in one spelling, in two from the tenth on; the fourth is doubted whole."""
    made = {
        "id": f"co{n}",
        "name": f"Company {n} Ltd",
        "short": f"Co {n}" if n != 2 else "Second & Sons Weather",
        "sponsors": [f"Co {n}", *([f"CO{n} Inc."] if n > 8 else [])],
        "confidence": ("high", "medium", "low")[n % 3],
        "city": ("Port", "Hill", None)[n % 3],
        "listing": ("Bourse", None)[n % 2],
        "founded": f"{2004 + n}",
        "refs": ["page"] if n % 4 else [],
    }
    if n == 6:
        made["unverified"] = ["founded"]
        made["rejected"] = [{"field": "city", "value": "Dale", "reason": "an old page"}]
    if n == 4:
        made["doubtful"] = "Its records are copies."
    if n == 5:
        made["doubts"] = [{"trials": ["T005", "T017"], "reason": "Two numbers.", "refs": ["page"]}]
    return {key: value for key, value in made.items() if value is not None}


def of_number(n: int) -> dict[str, Any]:
    """Programme n: companies of less and less, eleven sets of targets, every rung, three statuses."""
    rung = ("p1", "p1", "p2", "na", "p1", "p3", "p2")[n % 7]
    more: dict[str, Any] = {
        "company": f"co{min(n % 12, n % 7)}",
        "targets": list(ALONE.get(n, TARGETS[n % 11])),
        "settings": (["wet"], ["wet"], ["dry"], ["windy"], [], ["wet", "dry"])[n % 6],
        "indications": (["flood"], ["flood", "gale"], ["drought"], ["gale"], [])[n % 5],
        "phase": "approved" if n in (0, 9, 18, 27) else rung,
        "status": ("active", "active", "unknown", "active", "discontinued")[n % 5],
        "trials": [f"T{n:03}", *([f"T{n + 60:03}"] if n % 4 == 0 else [])],
        "as_of": ("2026-03", "2026-01", "2025-11", "2024")[n % 4],
        "confidence": ("high", "medium", "high", "low")[n % 4],
        "refs": ["page"] if n % 3 else [],
    }
    if n == 40:
        more |= {"confidence": "low", "trials": []}
    if n % 10 == 3:
        del more["company"]
    if n % 8 == 1:
        more["partners"] = [f"co{11 - n % 5}"]
    if more["indications"] and n % 2:
        more["lead_indication"] = more["indications"][0]
    if COLOURS[n % 6]:
        more["facets"] = {"colour": COLOURS[n % 6]}
    if n % 9 == 4:
        more["short"] = f"P-{n}"
    return programme(f"pg{n:02}", **more)


SPONSORS = ("Co 0", "Uni", "Co 1", "Uni, North", "Clinic", "Co 4", "Co 9", "CO9 Inc.", "A person")


def of_register(n: int) -> dict[str, Any]:
    """Trial n: a year after the other from 2016 to 2027, six statuses, six places, three classes."""
    year = 2016 + (n + n // 12) % 12
    start = ("", f"{year}-{1 + n % 9:02}", f"{year}-{1 + n % 12:02}-{1 + n % 28:02}")[min(n % 8, 2)]
    here = ["Here"]
    told: dict[str, Any] = {
        "phase": (None, "PHASE1", "PHASE1", "PHASE2", "N-A", "PHASE1", "PHASE3")[(n + n // 7) % 7],
        "start": start or None,
        "updated": f"2026-{1 + n % 3:02}-{1 + n % 28:02}" if n % 5 else None,
        "enrolment": (n * 7) % 211 if n % 6 else None,
        "countries": (here, here, [*here, "There"], here, ["There"], [], ["Elsewhere"])[n % 7],
        "conditions": [("Flood", "flood; drought", "Gale", "Heavy rain", "Calm")[n % 5]],
        "interventions": ["A probe"] if n % 2 else [],
        "cities": ["Port"] if n % 3 == 0 else ["Hill"] if n % 5 == 0 else [],
        "sites": [("Old Mill", "North Mill", "Clinic", "Mill 4")[n // 3 % 4]] if n % 5 else [],
        "sponsor_class": ("FIRM", "REST", None)[n % 3],
    }
    sponsor = SPONSORS[(n * n + n // 5) % 9] if n % 4 else f"Co {n // 4 % 12}"
    status = ("OPEN", "DONE", "OPEN", "LOST", "WAIT", "HALT", "OPEN", "OFF")[(n + n // 8) % 8]
    if n % 40 == 7:  # codes that no vocabulary knows
        status, told["phase"] = "NEW", "PHASE9"
    return trial(f"T{n:03}", sponsor, status, **{k: v for k, v in told.items() if v is not None})


def labels(last: int) -> tuple[Entry[TrialLabel], ...]:
    """Two of three trials state a target, half a colour; by words, a sibling or a list."""
    held: list[tuple[int, str, str]] = []
    for n in range(last):
        held += [(n, "targets", one) for one in TARGETS[n % 11] if n % 3]
        held += [(n, "colour", COLOURS[n % 6])] if n % 2 and COLOURS[n % 6] else []
        held += [(n, "settings", ("wet", "dry", "wet", "windy")[n % 4])] if n % 7 else []
    rules = ("words", "sibling", "words", "list")
    return tuple(
        Entry(
            TrialLabel(
                trial=f"T{n:03}",
                label=label,
                value=value,
                rule="words" if label == "settings" else rules[n % 4],
                basis=("words", None, "registry")[n % 3],
            ),
            {(): HERE},
        )
        for n, label, value in held
    )


def product(n: int) -> dict[str, Any]:
    """Product n: four approved a year after the other, two filed, one late; prices and lists differ."""
    day = f"20{21 + n}-0{2 + n}-1{n}"
    stage = ("approved", "approved", "approved", "approved", "filed", "filed", "late-stage")[n]
    disease = ("Flood", "Gale", "Drought", "Flood")[n % 4]
    use = {"indications": [disease.lower()], "short": disease, "disease": disease}
    given = [fact("approval", day, as_of=day, refs=["page"])]
    given += [
        fact("approval-type", ("full", "bound")[n % 2], as_of=day, **(WEAK if n == 1 else {}))
    ]
    uses = [{**use, "line": "second line" if n % 2 else "any", "facts": given if n < 4 else []}]
    if n in (0, 2):
        doubt = OPEN if n else {}
        again = [fact("approval", f"2025-1{n}", as_of=f"2025-1{n}", refs=["page"], **doubt)]
        uses.append({"indications": ["surge"], "short": "Surge", "disease": "S", "facts": again})
    told = [
        fact("designation", "fast", as_of=f"202{n}"),
        fact("filing", "accepted", as_of="2026-02", **(WEAK if n == 5 else {"refs": ["page"]})),
    ]
    told = told[: 1 + (n in (4, 5))]
    if n < 3:
        prices = (900_000, 1_200_000, 1_050_000)
        told += [fact("list-price", prices[n], unit="GBP", as_of="2025-06", refs=["page"])]
    if n == 0:
        told += [fact("list-price", 1_100_000, unit="GBP", as_of="2023-06", refs=["page"])]
    if n == 3:
        told += [fact("list-price", 80, unit="USD", as_of="2026-01", refs=["page"], **WEAK)]
        told += [fact("list-price", 90, unit="USD", as_of="2025-01", refs=["page"], **OPEN)]
    outcomes = (("basic", "listed"), ("extra", "listed"), ("basic", "waits"), ("extra", "refused"))
    if n < 4:
        scheme, value = outcomes[n]
        told += [fact("reimbursement", value, **{"for": scheme}, as_of="2026-01", refs=["page"])]
    if n == 1:
        told += [fact("reimbursement", "twenty plans", **{"for": "town"}, as_of="2025-09")]
        told += [fact("coverage", "Towns pay.", as_of="2025-09", refs=["page"])]
    if n == 2:
        told += [fact("list-price", 5, unit="GBP", as_of="2026-02", confidence="unverified")]
    if n in (0, 1):
        told += [fact("treatment-centres", 30 - 4 * n, as_of="2025", refs=["page"])]
    size = {"n": 40 + n, "wet": 61.2 + n, **({"part": "part 1"} if n == 2 else {})}
    firm = OPEN if n == 3 else {}
    results = [fact("efficacy", size, as_of="2024", refs=["page"], **firm)]
    results += [fact("safety", {"dry": 2 + n}, as_of="2025", refs=["page"])] if n % 2 else []
    return {
        "id": f"pr{n}",
        "name": f"Product {n}",
        "short": f"Pr {n}",
        **({"brand": f"Brand {n}"} if n % 2 else {}),
        "stage": stage,
        "company": f"co{n % 5}",
        "partners": [f"co{n + 3}"] if n % 3 == 1 else [],
        "programme": f"pg{9 * n % 44:02}",
        **({"extends": "pr1"} if n == 5 else {}),
        "targets": TARGETS[9 * n % 44 % 11],
        "facets": {"colour": "red"} if n % 2 == 0 else {},
        "uses": uses,
        "facts": told,
        "pivotal": [{"name": f"STORM-{n}", "trials": [f"T{n:03}"], "facts": results}]
        if n < 5
        else [],
    }


def deal(n: int) -> dict[str, Any]:
    """Deal n: 2021 to 2026, two kinds, three currencies, bounds, some without an amount."""
    money = {"upfront": 2_000_000 * (n + 1)} if n % 3 == 0 else {}
    total = {"total": 15_000_000 * (n + 1)} if n % 4 else {}
    bound = {"bound": ("at-least", "at-most", "about")[n % 3]} if total and n % 5 == 1 else {}
    return {
        "id": f"d{n:02}",
        "date": (
            f"{2021 + n % 6}-0{1 + n % 3}",
            f"{2021 + n % 6}-Q1",
            f"{2021 + n % 6}-02-1{n % 9}",
        )[n % 3],
        "type": ("licence", "loan", "licence")[n % 3],
        "parties": [f"Co {n % 7}", f"Outsider {n}"],
        "asset": f"Probe {n}",
        **({"territory": "the world"} if n % 2 else {}),
        **money,
        **total,
        **bound,
        "currency": ("GBP", "USD", "GBP", "CNY")[n % 4],
        "companies": [f"co{n % 7}"],
        "refs": ["page"],
        "confidence": ("high", "high", "medium", "low")[n % 4],
    }


def event(n: int) -> dict[str, Any]:
    """Policy event n: 2022 to 2026, three kinds, home and elsewhere; every fifth is weak."""
    later = {"effective": ("2026-06-01", "2026", "2025-02-01")[n % 3]} if n % 4 == 1 else {}
    return {
        "id": f"e{n:02}",
        "date": f"{2022 + n % 5}-0{1 + n % 3}" + ("-15" if n % 2 else ""),
        **later,
        "jurisdiction": ("Home", "There", "Home", "Here", "There")[n % 5],
        "body": ("Office", "Ministry")[n % 2],
        "category": ("rule", "round", "rule", "alarm")[n % 4],
        "summary": f"What was said at number {n}.",
        **SAID,
        "confidence": "low" if n % 5 == 4 else "high",
    }


def figure(n: int) -> dict[str, Any]:
    """Figure n: a number, a span or words; an estimate or a guess; with a year or without."""
    return {
        "id": f"f{n}",
        "metric": ("Size", "Boats", "Size")[n % 3],
        "value": (str(12.5 + n), "20 to 30", str(7 + n), "nearly all")[n % 4],
        "unit": ("GBP", "boats")[n % 2],
        **({"year": f"{2023 + n}"} if n % 4 != 2 else {"period": "last winter"}),
        "kind": ("estimate", "guess")[n // 2 % 2],
        "publisher": "PQR"[n % 3],
        **SAID,
        "confidence": "low" if n == 5 else "high",
    }


def awaited(n: int) -> dict[str, Any]:
    """Awaited event n: past, near and far; one came, one was dropped, one is moved by the next."""
    came = {2: "happened", 3: "dropped"}
    return {
        **SAID,
        "id": f"x{n}",
        "said": f"2026-0{1 + n % 3}-05",
        "due": ("2026-02", "2026-04-20", "2026-02", "2026-H1", "2026-05", "2027", "2026-Q2")[n],
        "event": f"Result {n}",
        **({"about": f"co{n}"} if n % 2 else {}),
        **({"replaces": "x0"} if n == 4 else {}),
        **({"outcome": came[n], "outcome_date": "2026-02-20"} if n in came else {}),
    }


def dispute(n: int) -> Entry[Dispute]:
    """Dispute n: a company, a total, a phase; the last was put right."""
    record, field, value = (
        ("d01", "total", "2"),
        ("d06", "upfront", "3"),
        ("pg05", "phase", "p2"),
    )[n]
    told = {"record": record, "field": field, "value": value, "reason": "another page"}
    verdict = "rejected" if n == 1 else "alternate"
    return Entry(Dispute.model_validate({**told, "verdict": verdict, "refs": ["page"]}), {(): HERE})


def tables() -> dict[str, TablePlan]:
    """Declared tables over every form of axis: rests with and without ties, spans, values, shares."""
    here = {"place": "focus"}
    held: dict[str, dict[str, Any]] = {
        "rest": {"rows": "sponsor", "limit": 3, "columns": "setting", "share": True, "where": here},
        "tied": {"rows": "target", "limit": 4, "columns": ["target-count", "phase"]},
        "top": {"rows": "start-year", "limit": 5, "columns": "place", "named": ["country"]},
        "terms": {"rows": "phase", "order": "terms", "limit": 2, "distinct": ["city", "sponsor"]},
        "names": {"rows": "target-set", "order": "name", "least": 4, "columns": "colour"},
        "by": {"rows": "city", "by": "begun:started", "columns": ["begun", "standing"]},
        "span": {"rows": "site", "where": {"phase": {"from": "p1", "to": "p2"}}, "limit": 1},
        "taken": {
            "rows": "setting",
            "where": {"target": {"stated": False}, "start-year": [2019, 2021, 2022]},
            "values": {
                "since": {"earliest": "start", "head": "Since"},
                "size": {"median": "enrolment", "where": {"begun": "started"}, "head": "Size"},
            },
        },
        "part": {
            "rows": "status-group",
            "columns": [
                "sponsor-type",
                {"axis": "place", "key": "went", "where": {"begun": "started"}, "head": "Begun"},
                {"key": "odd", "head": "Doubtful", "where": {"standing": "doubtful"}},
            ],
        },
        "owned": {"unit": "programme", "rows": "company", "columns": "phase", "least": 4},
        "many": {"unit": "programme", "rows": "indication", "columns": "indication-group"},
        "made": {"unit": "product", "rows": "company", "columns": ["stage", "target-class"]},
        "paid": {"unit": "deal", "rows": "currency", "columns": "year", "distinct": ["company"]},
        "said": {"unit": "event", "rows": "jurisdiction", "columns": "category-group"},
        "new": {"unit": "change", "rows": "kind", "columns": ["grade", "focus"], "limit": 6},
    }
    return {
        f"own-{id}": TablePlan.model_validate({"title": id, "unit": "trial", **plan})
        for id, plan in held.items()
    }


def busy_records() -> Records:
    """The records; they are of March 2026."""
    page = {"publisher": "P", "title": "T", "accessed": "2026-03-01"}
    kinds = {"page": "paper", "post": "press"}
    awaited_in = Source(
        id="ex", kind="expected", path="x", title="Events", searched_to="2026-03-20"
    )
    told_by = Source(id="la", kind="labels", path="l", title="Labels")
    sources = [*PROJECT.sources, awaited_in, told_by]
    more = {"trial_facets": ["colour"], "sources": sources, "tables": tables()}
    institutions = [
        {"id": "uni", "name": "University", "short": "Uni", "sponsors": ["Uni", "Uni, North"]},
        {
            "id": "clinic",
            "name": "Clinic",
            "short": "Clinic",
            "sponsors": ["Clinic"],
            "sites": ["Clinic"],
        },
        {"id": "mill", "name": "Old Mill", "short": "Mill", "sites": ["Old Mill"], "parent": "uni"},
        {"id": "club", "name": "Club", "short": "Club", "kind": "other", "sponsors": ["A person"]},
    ]
    return replace(
        small_records(),
        project=PROJECT.model_copy(update=more),
        vocabulary=WORDS,
        companies=entries(Company, *map(company, range(12))),
        institutions=entries(Institution, *institutions),
        programmes=entries(Programme, *map(of_number, range(44))),
        trials=entries(Trial, *map(of_register, range(108))),
        labels=labels(108),
        products=entries(Product, *map(product, range(7))),
        deals=entries(Deal, *map(deal, range(16))),
        policy=entries(PolicyEvent, *map(event, range(18))),
        figures=entries(MarketFigure, *map(figure, range(9))),
        expected=entries(Expected, *map(awaited, range(7))),
        disputes=tuple(map(dispute, range(3))),
        references={id: Reference.model_validate({**page, "kind": kinds[id]}) for id in kinds},
    )


def earlier_records() -> Records:
    """The same a month before: every ninth record was not there, every seventh was otherwise."""
    now = busy_records()

    def kept(held: dict[str, Any], **was: Any) -> dict[str, Any]:
        rows = list(enumerate(held.items()))
        return {
            id: changed(entry, **was) if n % 7 == 1 else entry
            for n, (id, entry) in rows
            if n % 9 != 8
        }

    read = [
        one.model_copy(update={"searched_to": "2026-01-31"}) if one.searched_to else one
        for one in now.project.sources
    ]
    day = {"edition": "2026-02", "as_of": "2026-02-28", "sources": read}
    return replace(
        now,
        project=now.project.model_copy(update=day),
        trials=kept(now.trials, status="OPEN", enrolment=5) | entries(Trial, trial("T900", "Uni")),
        programmes=kept(now.programmes, phase="p1", status="active", as_of="2025-12"),
        products={id: entry for id, entry in now.products.items() if id != "pr3"},
        deals=kept(now.deals, total=None, bound=None),
        policy=kept(now.policy, effective="2026-05-01"),
        expected={id: now.expected[id] for id in ("x0", "x1", "x3")},
        labels=labels(96),
    )


@cache
def busy_landscape() -> Landscape:
    """The landscape, held against the edition before it."""
    now, then = busy_records(), earlier_records()
    before = landscape_of(then)
    earlier = snapshot(then, before, Tables(before))
    return held_against(now, earlier)


def much_new() -> Landscape:
    """The landscape, held against an edition that had every third trial and hardly anything else."""
    now, then = busy_records(), earlier_records()
    every = {"products": 3, "programmes": 12, "deals": 9, "policy": 9}
    had: dict[str, Any] = {
        kind: dict([*getattr(then, kind).items()][::n]) for kind, n in every.items()
    }
    had["trials"] = {
        id: changed(entry, phase="PHASE1", start="2026-08", status="WAIT")
        for id, entry in [*then.trials.items()][::3]
    }
    few = replace(then, **had)
    return held_against(now, snapshot(few, landscape_of(few), {}))


def everywhere() -> Landscape:
    """The same of the whole world, without an edition before; of blue and red things alone."""
    own = Members(family="things", labels={"colour": ["blue", "red"]})
    scope = Scope(trials=own, programmes=own, products=own)
    now = busy_records()
    project = now.project.model_copy(update={"focus": EVERYWHERE, "landscape": scope})
    return landscape_of(replace(now, project=project))


def bare() -> Landscape:
    """The same project with its sources empty but for the companies."""
    kinds = ("products", "programmes", "trials", "deals", "policy", "figures", "expected")
    none: dict[str, Any] = {kind: {} for kind in kinds}
    return landscape_of(replace(busy_records(), **none, labels=(), disputes=()))


def held_against(now: Records, earlier: Snapshot) -> Landscape:
    """The landscape of records with what is otherwise since."""
    landscape = landscape_of(now)
    pair = earlier, snapshot(now, landscape, {})
    return with_changes(landscape, *pair, events(*pair))

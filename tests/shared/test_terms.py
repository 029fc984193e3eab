"""Programmes, vocabularies and sponsor strings are those of the shared facts."""

from __future__ import annotations

from functools import cache

import pytest
from bundled import (
    DATA,
    SHARED,
    facts_of,
    parts,
    plain,
    read_csv,
    read_yaml,
    records_of,
    references,
    table_of,
)

CHANGED = {
    *("eque-cel", "cilta-cel", "ct125a", "hrain-ci135", "lb2501", "iaso206", "jy231", "sys6055"),
    *("sys6042", "qt-019c", "ct0596", "ct1190b", "rxim002", "c-car168", "c-car031", "tx103"),
    *("imc002", "mt027", "kq-2003", "prizlon-cel", "senl103"),
}
"""Programmes that the updates or the corrections changed: see test_data_updates.py."""


def test_programmes_are_the_pipeline_row_by_row() -> None:
    """All programmes that nobody changed since, in order: trials, notes, dates and terms."""
    rows = read_csv(SHARED / "facts" / "pipeline.csv")
    ours = table_of("programmes")
    pages = references()
    known = {row["asset_id"] for row in rows}
    assert [row["asset_id"] for row in rows] == [key for key in ours if key in known]
    for row in rows:
        made = ours[row["asset_id"]]
        if row["asset_id"] in CHANGED or made["cell-source"] == "assumed":
            continue
        for theirs, field in (("name", "name"), ("company", "company"), ("as_of", "as_of")):
            assert made[field] == row[theirs]
        assert made["note"] == plain(row["note"])
        for theirs, field in (("trial_ids", "trials"), ("partner", "partners")):
            assert parts(made[field]) == [x for x in row[theirs].split(";") if x]
        assert parts(made["features"]) == [x for x in row["armoring"].split(";") if x]
        assert [pages[ref]["url"] for ref in parts(made["refs"])] == [row["source_url"]]
        for column, name in (
            ("targets", "targets"),
            ("indications", "indications"),
            ("setting", "settings"),
            ("highest_phase_china", "phase"),
            ("status", "status"),
            ("cell_source", "cell-source"),
            ("construct", "construct"),
            ("cell_type", "cell-type"),
            ("lead_indication", "lead_indication"),
        ):
            words = [word for word in row[column].split(";") if word]
            assert [_term(name, word) for word in words] == parts(made[name]), row["asset_id"]


_FILES = {"phase": "phases", "status": "programme-statuses", "lead_indication": "indications"}


def _term(name: str, word: str) -> str:
    """The id of the term that has this word as id, label or alias."""
    terms = _terms(_FILES.get(name, name))
    assert word.casefold() in terms, f"{name}: no term for {word}"
    return terms[word.casefold()]


@cache
def _terms(vocabulary: str) -> dict[str, str]:
    """Every word of a vocabulary in small letters, and the first term that has it."""
    found: dict[str, str] = {}
    for term in read_yaml(DATA / "vocab" / f"{vocabulary}.yaml")["terms"]:
        for name in (term["id"], term["label"], *term.get("aliases", [])):
            found.setdefault(str(name).casefold(), str(term["id"]))
    return found


PUT_RIGHT = {
    "autologous": {"patient.?s own"},
    "allogeneic": {r"\bU-?CAR", "(?<!L)UCAR"},
}
"""Patterns of the facts that read other things too, such as UCAR inside huCART: mended here."""


@pytest.mark.parametrize(
    ("section", "name", "key"),
    [
        ("targets", "targets", "name"),
        ("indications", "indications", "name"),
        ("cell_sources", "cell-source", "name"),
        ("constructs", "construct", "name"),
        ("phases", "phases", "label"),
        ("statuses", "statuses", "registry"),
    ],
)
def test_vocabularies_keep_terms_aliases_and_patterns(section: str, name: str, key: str) -> None:
    """Each term of the facts is a term here, with all its aliases, patterns and its order."""
    terms = {t["id"]: t for t in read_yaml(DATA / "vocab" / f"{name}.yaml")["terms"]}
    facts = facts_of("vocabulary")[section]
    assert len({_term(name, fact[key]) for fact in facts}) == len(facts)
    for fact in facts:
        term = terms[_term(name, fact[key])]
        left = f"|{fact.get('pattern', '')}|"
        held = [*term.get("patterns", []), *term.get("product_names", [])]
        for text in sorted(held, key=len, reverse=True):  # more may stand beside them
            left = left.replace(f"|{text}|", "|", 1)
        assert set(left.strip("|").split("|")) - {""} == PUT_RIGHT.get(term["id"], set())
        assert term.get("order") == fact.get("order")
        for alias in (*fact.get("aliases", []), *filter(None, [fact.get("registry")])):
            if len(alias) <= 30 or name != "phases":
                assert _term(name, alias) == term["id"]
        if fact.get("gene"):
            assert term["ids"]["gene"] == fact["gene"]


def test_vocabulary_sizes_and_traps() -> None:
    """The 95 targets of the facts and more, 53 indications in three settings, all traps."""
    vocabulary = facts_of("vocabulary")
    targets = read_yaml(DATA / "vocab" / "targets.yaml")
    indications = read_yaml(DATA / "vocab" / "indications.yaml")["terms"]
    groups = {t["id"]: t for t in read_yaml(DATA / "vocab" / "indication-groups.yaml")["terms"]}
    assert len(targets["terms"]) >= len(facts_of("vocabulary")["targets"]) == 95
    assert len(indications) == 53
    assert targets["traps"] == vocabulary["traps"]
    by_name = {_term("indications", fact["name"]): fact for fact in vocabulary["indications"]}
    for term in indications:
        assert groups[term["group"]]["group"] == by_name[term["id"]]["setting"]


def test_sponsor_strings_belong_to_one_record() -> None:
    """All sponsor strings of the vocabulary are kept, none is claimed twice."""
    companies = {k: r.get("sponsors", []) for k, r in records_of("companies").items()}
    institutions = {k: parts(row["sponsors"]) for k, row in table_of("institutions").items()}
    owners = [s for strings in (*companies.values(), *institutions.values()) for s in strings]
    assert len(owners) == len(set(owners))
    vocabulary = facts_of("vocabulary")
    for company in vocabulary["companies"]:
        ours = institutions if company.get("not_a_company") else companies
        assert ours[company["id"]] == company["lead_sponsor_strings"]
    for hospital in vocabulary["hospitals"]:
        assert institutions[hospital["id"]] == hospital["lead_sponsor_strings"]
        row = table_of("institutions")[hospital["id"]]
        assert (row["city"], row["province"]) == (hospital["city"], hospital["province"])
    assert len(institutions) == 59 + 3

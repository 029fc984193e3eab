"""Tables over labels and sites, counted by hand on the small landscape."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_landscape import HERE, PROJECT, TRIALS, VOCABULARY, small_records, terms

from cartreport.landscape import Tables
from cartreport.landscape.model import landscape_of
from cartreport.landscape.table import Table
from cartreport.sources.records import Entry, TrialLabel
from cartreport.sources.vocabulary import Vocabulary

# T1, T2, T3, T4 and T6 have a site at home; T5, T7 and T8 have none there.
LABELS = [
    ("T1", "targets", "c", "words"),
    ("T2", "targets", "a", "words"),
    ("T2", "targets", "c", "words"),
    ("T5", "targets", "c", "sibling"),
    ("T1", "colour", "red", "words"),
    ("T1", "colour", "blue", "words"),
    ("T3", "colour", "red", "list"),
    ("T1", "settings", "dry", "words"),
    ("T2", "settings", "wet", "extract"),
    ("T2", "settings", "dry", "words"),
]
SITES = {"T1": ["Uni, North", "The  uni"], "T2": ["Old Mill"], "T3": ["UNI", "old mill", "Here"]}


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    """The tables of the small records with labels, and sites at home."""
    held = ({"id": "wet"}, {"id": "dry"}, {"id": "both", "role": "mixed"})
    mixed = terms("settings", *held)
    trials = {
        key: Entry(entry.record.model_copy(update={"sites": SITES.get(key, [])}), entry.places)
        for key, entry in TRIALS.items()
    }
    labels = tuple(
        Entry(TrialLabel(trial=t, label=label, value=value, rule=rule), {(): HERE})
        for t, label, value, rule in LABELS
    )
    told = replace(
        small_records(),
        trials=trials,
        labels=labels,
        project=PROJECT.model_copy(update={"trial_facets": ["colour"]}),
        vocabulary=Vocabulary({**VOCABULARY.by_name, "settings": mixed}),
    )
    return Tables(landscape_of(told))


def rows(table: Table, *keys: str) -> list[tuple[object, ...]]:
    return list(table.frame[list(keys)].itertuples(index=False, name=None))


def test_a_trial_counts_under_each_target_that_it_is_labelled_with(
    tables: dict[str, Table],
) -> None:
    """Labels go before programmes: T1 is listed under `a` and labelled `c`."""
    counts = (f"target-count:{size}" for size in ("alone", "pair", "none"))
    found = rows(tables["trials-by-target"], "id", "place:focus", "n", *counts)
    assert found == [("c", 2, 3, 1, 1, 0), ("a", 1, 1, 0, 1, 0), ("not-stated", 3, 5, 0, 0, 3)]


def test_a_trial_of_several_settings_is_mixed(tables: dict[str, Table]) -> None:
    """One setting is that setting, two are mixed, none is not stated; each by its label's rule."""
    found = rows(
        tables["trials-by-setting"], "id", "n", "setting-rule:extract", "setting-rule:words"
    )
    assert found == [("dry", 1, 0, 1), ("both", 1, 1, 0), ("not-stated", 3, 0, 0)]


def test_an_axis_counts_every_trial(tables: dict[str, Table]) -> None:
    """T1 is red and blue and says so; three at home say nothing, and so do three elsewhere.

    What a list says of T3 is not said by its own record: four records at home are silent.
    """
    table = tables["trials-by-design"]
    found = rows(table, "id", "place:focus", "n", "own", "more")
    assert found == [
        ("colour:red", 2, 2, 1, 1),
        ("colour:blue", 1, 1, 1, 1),
        ("colour:not-stated", 3, 6, 4, 0),
    ]
    assert [*table.labels.values()] == ["Red", "Blue", "not stated"]
    assert table.units(["colour:not-stated"], ["own"]) == ("T2", "T3", "T4", "T6")
    assert table.units(["colour:red"], ["more"]) == ("T1",)


def test_sites_are_one_by_institution_and_by_spelling(tables: dict[str, Table]) -> None:
    """The university's two names are one site, spelt differently the mill is one, `Here` is none.

    T3 is the university's own trial, so that only the mill makes a pair of it.
    """
    found = rows(tables["sponsor-sites"], "label", "site", "trials")
    assert found == [("Acme", "Old Mill", 1), ("Acme", "Uni", 1), ("Uni", "Old Mill", 1)]


def test_new_is_who_was_not_there_before(tables: dict[str, Table]) -> None:
    """Acme in 2024 with two targets, the university in 2025; the undated stand last."""
    found = rows(tables["trials-entrants"], "id", "sponsors", "new", "targets")
    assert found == [("2024", 1, 1, 2), ("2025", 1, 1, 0), ("not-stated", 2, 1, 0)]

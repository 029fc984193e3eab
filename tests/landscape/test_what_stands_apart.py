"""What is counted and what stands apart: begun or not, in the landscape or not, firm or doubtful."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_landscape import HERE, INSTITUTIONS, PROJECT, TRIALS, VOCABULARY, small_records, terms

from cartreport.landscape import Tables, one_table
from cartreport.landscape.begun import begun
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.landscape.rows.products import first_approval
from cartreport.landscape.table import Table
from cartreport.sources.project import Project
from cartreport.sources.records import Entry, TrialLabel
from cartreport.sources.vocabulary import Term, Vocabulary

STATES = [
    ("2026-02-28", None, "started"),
    ("2026-03-01", None, "planned"),
    ("2026-02", None, "started"),  # the month of the snapshot may have begun
    ("2026-03", None, "planned"),
    ("2026", None, "started"),
    ("2025-01-01", "not-yet", "waiting"),
    ("2026-03-01", "not-yet", "planned"),
    ("2025-01-01", "never", "never"),
    (None, "never", "never"),
    (None, None, "undated"),
    (None, "not-yet", "undated"),
]


@pytest.mark.parametrize(("start", "word", "state"), STATES)
def test_a_trial_has_started_or_not(start: str | None, word: str | None, state: str) -> None:
    """Data to 2026-02-28: a later start is planned, a withdrawn trial never started."""
    status = Term.model_validate({"id": "s", "label": "S", "begun": word})
    assert begun(start, status, "2026-02-28") == state


def test_a_status_code_that_is_not_known_proves_no_start() -> None:
    """It may be withdrawn or not yet begun, whatever its start; without a start it is undated."""
    assert begun("2025-01-01", None, "2026-02-28") == "unread"
    assert begun("2026-03-01", None, "2026-02-28") == "unread"
    assert begun(None, None, "2026-02-28") == "undated"


def landscape() -> Landscape:
    """The small landscape: only red trials are its own; Acme's T1 and all of Uni are doubtful."""
    held = [("T1", "red"), ("T2", "red"), ("T2", "blue"), ("T3", "blue"), ("T8", "blue")]
    labels = tuple(
        Entry(TrialLabel(trial=t, label="colour", value=v, rule="words"), {(): HERE})
        for t, v in held
    )
    told = small_records()
    scope = {"trials": {"family": "painted trials", "labels": {"colour": ["red"]}}}
    project = Project.model_validate({**PROJECT.model_dump(), "landscape": scope})
    acme = told.companies["acme"]
    doubts = [{"trials": ["T1"], "reason": "moved"}]
    company = type(acme.record).model_validate({**acme.record.model_dump(), "doubts": doubts})
    uni = INSTITUTIONS["uni"].record.model_copy(update={"doubtful": "not identified"})
    return landscape_of(
        replace(
            told,
            project=project,
            labels=labels,
            companies={**told.companies, "acme": Entry(company, acme.places)},
            institutions={"uni": Entry(uni, {(): HERE})},
        )
    )


@pytest.fixture(scope="module")
def tables() -> dict[str, Table]:
    """Its tables."""
    return Tables(landscape())


def test_a_record_is_out_only_where_its_labels_say_so() -> None:
    """T3 and T8 are blue alone: out. T2 is red too, T4 to T7 say nothing: in."""
    held = landscape()
    assert [row["id"] for row in held.rows("trials")] == ["T1", "T2", "T4", "T5", "T6", "T7"]
    assert [row["id"] for row in held.rows("outside")] == ["T3", "T8"]


def test_the_rule_names_what_is_not_counted(tables: dict[str, Table]) -> None:
    """Both numbers stand in the rule: 6 of 8, two out, one of them at home."""
    told = "Counted: 6 of 8 painted trials; 2 (1 with a site in Home) are of another kind"
    for name in ("trials-by-country-year", "trials-by-country", "trials-by-sponsor"):
        assert told in tables[name].rule
    assert (tables["trials-by-country-year"].total or {})["n"] == 6


def test_what_names_no_place_is_neither_here_nor_elsewhere(tables: dict[str, Table]) -> None:
    """T7 names no country: its own column, and no part of a share's whole."""
    total = tables["trials-by-country-year"].total or {}
    assert [total[f"place:{place}"] for place in ("focus", "rest", "not-stated")] == [4, 0, 1]
    countries = tables["trials-by-country"].frame.set_index("id")
    assert countries["share"].to_dict() == {"Here": 0.8, "There": 0.4, "not-stated": None}


def test_the_doubtful_are_counted_and_said(tables: dict[str, Table]) -> None:
    """T1 (its start moved) and T4 (Uni is not identified) are in the counts, and beside them."""
    sponsors = tables["trials-by-sponsor"].frame.set_index("id")
    assert sponsors["doubtful"].to_dict() == {"acme": 1, "uni": 1, "Somebody": 0}
    years = tables["trials-by-country-year"].frame.set_index("id")
    assert (years["place:focus"]["2024"], years["doubtful"]["2024"]) == (2, 1)
    assert (years["once:focus"]["2024"], years["firm:focus"]["2024"]) == (2, 1)


def test_withdrawn_and_planned_sponsors_are_new_in_no_year() -> None:
    """A first trial that was withdrawn makes no entrant: its sponsor stands in the last row."""
    told = small_records()
    open_, *others = VOCABULARY["statuses"]
    statuses = terms("statuses", {**open_.model_dump(), "begun": "never"}, *map(_dump, others))
    words = Vocabulary({**VOCABULARY.by_name, "statuses": statuses})
    table = one_table(landscape_of(replace(told, vocabulary=words)), "trials-entrants")
    rows = {row["id"]: row["new"] for row in table.frame.to_dict("records")}
    assert rows == {"2025": 1, "not-stated": 2}
    assert len(TRIALS) == 8


def _dump(term: Term) -> dict[str, object]:
    return term.model_dump()


PAINTED = {"family": "painted things", "labels": {"colour": ["blue"]}}


def by_facet(**kinds: object) -> Landscape:
    """The small landscape where programmes or products are its own by their colour."""
    project = Project.model_validate({**PROJECT.model_dump(), "landscape": kinds})
    return landscape_of(replace(small_records(), project=project))


def test_a_programme_is_out_only_where_its_facets_say_so() -> None:
    """Programme `one` is red: out, with all that hangs on it. The others state no colour: in.

    Trials T1 and T2 stay: they are parted by their own labels. The rule says what is left out, by
    which declaration, and how many count without stating it.
    """
    held = by_facet(programmes=PAINTED)
    assert [row["id"] for row in held.rows("outside_programmes")] == ["one"]
    assert "one" not in set(held.programmes["id"]) | set(held.programme_targets["programme"])
    assert len(held.programmes) == len(small_records().programmes) - 1
    assert all("one" not in row["programmes"] for row in held.rows("trials"))
    assert len(held.rows("trials")) == 8
    table = one_table(held, "by-target")
    assert "Counted: 4 of 5 painted things; 1 (ONE) is of another kind" in table.rule
    assert "as the project declares its landscape" in table.rule
    assert "Counted though not stated: colour 4." in table.rule


def test_a_product_is_out_by_its_own_facets_or_its_programmes() -> None:
    """The one product is red: out of every table of products; nothing else moves."""
    held = by_facet(products=PAINTED)
    assert len(held.rows("outside_products")) + len(held.products) == len(small_records().products)
    assert set(held.facts["product"]) <= set(held.products["id"])
    assert len(held.programmes) == 5
    assert all("red" not in row["facets"].values() for row in held.rows("products"))


def weak(confidence: str, *, trials: tuple[str, ...] = ("T4", "T99")) -> Landscape:
    """The small landscape where Dew's filing and the row of its programme rest on such a page."""
    told = small_records()
    dew, three = told.products["dew"].record, told.programmes["three"].record
    facts = [fact.model_copy(update={"confidence": confidence}) for fact in dew.facts]
    products = {**told.products, "dew": Entry(dew.model_copy(update={"facts": facts}), {(): HERE})}
    row = three.model_copy(update={"trials": list(trials)})
    programmes = {**told.programmes, "three": Entry(row, {(): HERE})}
    return landscape_of(replace(told, products=products, programmes=programmes))


@pytest.mark.parametrize(
    ("confidence", "told"),
    [("high", []), ("medium", []), ("low", ["three"]), ("unverified", ["three"])],
)
def test_a_phase_is_presumed_where_a_weak_page_alone_says_so(
    confidence: str, told: list[str]
) -> None:
    """Dew counts as filed: where its filing rests on a weak page, its programme's phase does too."""
    held = weak(confidence)
    assert [row["id"] for row in held.rows("programmes") if row["presumed"]] == told
    assert [row["id"] for row in held.rows("products") if row["presumed"]] == ["dew"] * len(told)
    by_company = one_table(held, "by-company").frame.set_index("id")["presumed"]
    assert by_company.to_dict()["bolt"] == len(told)


def test_a_weak_row_is_presumed_unless_a_registry_states_its_phase() -> None:
    """Programme `five` lists no trial: weak, its phase is presumed. `one` lists two: it is not."""
    told = small_records()
    programmes = {
        name: Entry(entry.record.model_copy(update={"confidence": "low"}), entry.places)
        for name, entry in told.programmes.items()
    }
    held = landscape_of(replace(told, programmes=programmes))
    listed = {name for name, entry in told.programmes.items() if entry.record.trials}
    presumed = {row["id"] for row in held.rows("programmes") if row["presumed"]}
    assert presumed == set(programmes) - listed


def test_an_application_that_widens_a_product_is_no_product_more() -> None:
    """Dew widens Rain: two records, one product, in completeness and in a declared table alike."""
    told = small_records()
    dew = told.products["dew"].record.model_copy(update={"extends": "rain"})
    products = {**told.products, "dew": Entry(dew, {(): HERE})}
    tables = {"stages": {"title": "Stages", "unit": "product", "rows": "stage"}}
    project = Project.model_validate({**PROJECT.model_dump(), "tables": tables})
    made = Tables(landscape_of(replace(told, products=products, project=project)))
    complete = made["completeness"].frame
    assert set(complete[complete["kind"] == "products"]["records"]) == {1}
    assert made["stages"].frame.set_index("id")["n"].to_dict() == {"approved": 1}


def test_of_approvals_of_one_day_the_first_counts() -> None:
    """Rain's two uses are approved on one day: that is the day of the product, and nothing breaks."""
    told = small_records()
    rain = told.products["rain"].record
    days = ("2024-05", "2024-05-01")
    uses = [
        use.model_copy(update={"facts": [use.facts[0].model_copy(update={"value": day})]})
        for use, day in zip(rain.uses, days, strict=True)
    ]
    assert first_approval(told, rain.model_copy(update={"uses": uses})) == "2024-05"
    assert first_approval(told, rain.model_copy(update={"uses": uses[::-1]})) == "2024-05-01"
    assert first_approval(told, rain.model_copy(update={"uses": []})) is None


def test_a_trial_that_was_re_dated_is_left_out_and_not_put_back() -> None:
    """T1 states 2024 and is doubtful: the share without it lacks it in every year."""
    table = one_table(landscape(), "trials-by-country-year")
    assert "one whose start was moved is left out, not put back" in table.rule
    firm = [t for t in landscape().rows("trials") if t["begun"] == "started" and not t["doubt"]]
    assert "T1" not in {trial["id"] for trial in firm}
    total = table.total or {}
    assert total["firm:focus"] == sum(trial["in_focus"] for trial in firm)
    assert total["firm:not-stated"] == sum(not trial["countries"] for trial in firm)
    keys = [column.key for column in table.columns if column.key.startswith("firm:")]
    assert set(table.units((), keys)) == {trial["id"] for trial in firm}


def test_the_band_without_a_place_says_whose_trials_it_holds() -> None:
    """T7 names no place; led by Acme, which runs T1 at home, it is one that may belong there."""
    told = small_records()
    seven = told.trials["T7"]
    led = seven.record.model_copy(update={"sponsor": "Acme"})
    for record, n in ((seven.record, 0), (led, 1)):
        held = landscape_of(replace(told, trials={**told.trials, "T7": Entry(record, {(): HERE})}))
        table = one_table(held, "trials-by-country-year")
        assert (table.total or {})["home"] == n
        assert table.units((), ["home"]) == ("T7",) * n


def test_where_nothing_stands_apart_the_rule_says_all() -> None:
    """No programme is green: all five count, and none is said to be of another kind."""
    held = by_facet(programmes={"family": "painted things", "labels": {"colour": ["red"]}})
    told = "Counted: all 5 painted things, none being of another kind by their labels (colour)"
    assert told in one_table(held, "by-target").rule

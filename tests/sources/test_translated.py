"""A project in another language: which words of ours stand where, which stay, and what has none."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from cartreport.problems import Problems, Where
from cartreport.sources.load import load_records
from cartreport.sources.records import Records
from cartreport.sources.translated import needed, translated
from cartreport.sources.untranslated import untranslated
from tests.small import edit, put, small_project

OURS = """
title: Beispiel
label: vertraulich
place: Freedonien
peers: {Sylvania: Sylvanien}
terms: {modality: Sonde}
families: {trials: alle Studien}
sources:
  companies: {title: Firmen, owner: Wir}
  deals: {title: Verträge}
vocabulary:
  statuses:
    title: Stand
    terms: {recruiting: offen, completed: {label: beendet, short: beend., definition: Schluss.}}
  origin: {terms: {own: eigen}}
texts:
  Guideline on probes.: Leitlinie zu Sonden.
  The Freedonian: Der Freedonier
  FRA: Amt
  adults after two lines: Erwachsene nach zwei Linien
  licensed: erlaubt
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small project with names and words in German, some of them missing."""
    folder = small_project(tmp_path_factory.mktemp("german") / "project")
    put(folder / "sources.de.yaml", OURS)
    plan = (
        "label: confidential\nlandscape: {trials: {family: all trials, labels: {origin: [own]}}}\n"
    )
    edit(folder / "sources.yaml", r"^title: .*\n", f"title: Example\ntitles: {{de: Titel}}\n{plan}")
    edit(folder / "sources.yaml", "label: Freedonia,", "label: Freedonia, within: in F.,")
    edit(folder / "sources.yaml", "title: Deals", "title: Deals, owner: Us, licence: licensed")
    edit(
        folder / "data/companies/acme.yaml", "city:", "names: {de: Akme AG, de-short: Akme}\ncity:"
    )
    edit(folder / "data/companies/borealis.yaml", "spons", "names: {de: Nordlicht}\nspons")
    edit(
        folder / "data/products/alphacel.yaml",
        "stage:",
        "names: {de-short: Alfa}\nbrand: First\nbrands: {de: Erst}\nstage:",
    )
    edit(folder / "data/vocab/phases.yaml", "short: '1'", "names: {de: Phase I}, short: '1'")
    edit(
        folder / "data/vocab/phases.yaml", r"short: Appr\.", "names: {de: zugelassen}, short: Appr."
    )
    edit(
        folder / "data/vocab/jurisdictions.yaml",
        "label: Sylvania",
        "label: Sylvania, names: {de: Sylvanien}",
    )
    with (folder / "data/policy.csv").open("a") as rows:
        rows.write("policy-2,2025-01-15,,Sylvania,FRA,guideline,Other.,press-1,medium,\n")
        rows.write("policy-3,2025-01-15,,Atlantis,FRA,guideline,Third.,press-1,medium,\n")
    return folder


@pytest.fixture(scope="module")
def told(project: Path) -> Records:
    """Its records as they are read."""
    records = load_records(project, Problems())
    assert records is not None
    return records


@pytest.fixture(scope="module")
def german(told: Records) -> Records:
    """The same in German."""
    return translated(told, "de")


def test_what_the_project_declares(told: Records, german: Records) -> None:
    """Ours where the file has words, else as declared; the first title is kept as the other."""
    project = german.project
    assert (project.title, project.titles) == ("Beispiel", {"en": "Example"})
    assert (project.language, project.document) == ("de", "Landscape briefing")
    assert project.label == "vertraulich"
    assert (project.focus.country, project.focus.label) == ("Freedonia", "Freedonien")
    assert project.focus.within is None, "`in F.` goes with the other label"
    assert [peer.label for peer in project.focus.peers] == ["Sylvanien"]
    assert project.terms["modality"] == "Sonde"
    assert project.terms["regulator"] == "Amt", "one of `texts`"
    assert project.landscape is not None
    assert project.landscape.trials is not None
    assert project.landscape.trials.family == "alle Studien"
    sources = {one.id: (one.title, one.owner, one.licence) for one in project.sources}
    assert sources["companies"] == ("Firmen", "Wir", None)
    assert sources["deals"] == ("Verträge", "Us", "erlaubt")
    assert sources["trials"] == ("Registry export", None, None)
    same = translated(told, "fr").project
    assert (same.title, same.titles, same.language) == ("Example", {}, "fr")
    assert (same.focus.label, same.focus.within) == ("Freedonia", "in F.")
    assert with_words(told, title=None).project.title == "Titel", "of `titles`"
    assert with_words(told, place=None).project.focus.within == "in F."
    assert with_words(told, within="bei uns").project.focus.within == "bei uns"


def test_terms(german: Records) -> None:
    """A short form that is a word goes with the old label, a sign stays; the old label is an alias."""

    def of(name: str, id: str) -> tuple[str, str | None, str | None, list[str]]:
        term = german.vocabulary[name][id]
        return term.label, term.short, term.definition, term.aliases

    assert german.vocabulary["statuses"].title == "Stand"
    assert german.vocabulary["phases"].title == "Phases"
    assert of("statuses", "recruiting") == ("offen", None, None, ["RECRUITING", "Recruiting"])
    done = ("beendet", "beend.", "Schluss.", ["COMPLETED", "Completed"])
    assert of("statuses", "completed") == done
    assert of("statuses", "unverified") == ("Unknown", None, None, ["UNKNOWN"])
    assert of("phases", "phase-1") == ("Phase I", "1", None, ["PHASE1", "Phase 1"])
    assert of("phases", "approved") == ("zugelassen", None, None, ["Approved"])
    assert german.vocabulary["statuses"].find("Recruiting") == "recruiting"
    assert [text for text in ("AB12", "CAR-T", "mg", "A1b", "12", "Appr.") if needed(text)] == [
        *("mg", "Appr.")
    ]


def test_records(told: Records, german: Records) -> None:
    """What they are called in it, and as the other name what the data call them."""
    companies = {id: one.record for id, one in german.companies.items()}
    acme, borealis = companies["acme"], companies["borealis"]
    assert (acme.name, acme.short) == ("Akme AG", "Akme")
    assert acme.names == {"en": "Acme Biologics", "en-short": "Acme"}
    assert (borealis.name, borealis.short) == ("Nordlicht", "Nordlicht")
    product = german.products["alphacel"].record
    assert (product.name, product.short, product.names) == (
        *("alphacelum", "Alfa"),
        {"en": "alphacelum", "en-short": "alphacel"},
    )
    assert (product.brand, product.brands) == ("Erst", {"en": "First"})
    assert product.uses[0].line == "Erwachsene nach zwei Linien"
    assert product.uses[0].disease == "relapsed redness"
    short = {id: one.record.short for id, one in german.programmes.items()}
    assert short == {"alphacel": "Alfa", "bx-2": "BX-2"}, "a programme goes by its product's name"
    policy = {id: one.record for id, one in german.policy.items()}
    places = {id: one.jurisdiction for id, one in policy.items()}
    assert places == {"policy-1": "Freedonien", "policy-2": "Sylvanien", "policy-3": "Atlantis"}
    assert (policy["policy-1"].summary, policy["policy-1"].body) == ("Leitlinie zu Sonden.", "Amt")
    page = german.references["press-1"]
    assert (page.publisher, page.title) == ("Der Freedonier", "Prices and deals of the year")
    plain = {id: one.record for id, one in translated(told, "fr").companies.items()}
    assert (plain["acme"].name, plain["acme"].names) == ("Acme Biologics", {})


def with_words(told: Records, **words: object) -> Records:
    """In German, with other words of ours."""
    ours = told.translations["de"]
    held = replace(ours, words=ours.words.model_copy(update=words))
    return translated(replace(told, translations={"de": held}), "de")


def test_what_has_no_words_yet(told: Records) -> None:
    """Each with its place; a sign is the same in any language."""
    lacking = list(untranslated(told, "de", Where("sources.yaml", 1, 1)))
    found = [f"{one.where} {one.value}" for one in lacking]
    assert found[:15] == [
        "sources.yaml:1:1 Landscape briefing",
        "sources.yaml:8:52 Example Registry",
        "sources.yaml:35:80 Hospitals",
        "sources.yaml:36:71 Products",
        "sources.yaml:40:12 Programmes",
        "sources.yaml:43:62 Registry export",
        "sources.yaml:45:62 Policy events",
        "sources.yaml:46:63 Published figures",
        "sources.yaml:47:68 Disputes",
        "sources.yaml:48:75 References",
        "sources.yaml:12:11 Phases",
        "data/vocab/phases.yaml:5:26 Phase 2",
        "data/vocab/phases.yaml:6:26 Phase 3",
        "data/vocab/phases.yaml:8:33 Not applicable",
        "data/vocab/statuses.yaml:5:29 Unknown",
    ]
    keys = [lacking[at].hint for at in (1, 2, 10, 11)]
    assert [hint.split("`")[1] for hint in keys] == [
        *("terms.registry: …", "sources.institutions.title: …"),
        *("vocabulary.phases.title: …", "vocabulary.phases.terms.phase-2: …"),
    ]
    families = told.project.landscape
    assert families is not None
    scope = families.model_copy(update={"products": families.trials})
    other = told.project.model_copy(update={"landscape": scope})
    more = list(untranslated(replace(told, project=other), "de", Where("sources.yaml", 1, 1)))
    (family,) = [one for one in more if one.value == "all trials"]
    assert str(family.where) == "sources.yaml:4:12"

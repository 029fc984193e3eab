"""What a section prints for a term: the colour that a setting has, the letter of a long phase."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_landscape import changed, small_landscape, small_records

from cartreport.briefing.desk import Desk
from cartreport.briefing.measure import Measure
from cartreport.briefing.sections.white_space import small_marks
from cartreport.briefing.wording import words_in
from cartreport.briefing.words import Words
from cartreport.landscape import Tables
from cartreport.landscape.model import Landscape, landscape_of
from cartreport.shipped import shipped
from cartreport.sources.vocabulary import Term, Terms, Vocabulary


def desk(measure: Measure, **vocabularies: list[dict[str, str]]) -> Desk:
    """A desk over the small landscape with other terms."""
    held = {
        name: Terms(name, name, {row["id"]: Term.model_validate(row) for row in rows})
        for name, rows in vocabularies.items()
    }
    landscape: Landscape = small_landscape()
    vocabulary = Vocabulary({**small_records().vocabulary.by_name, **held})
    return Desk(replace(landscape, vocabulary=vocabulary), {}, Words({"none": "–"}), measure)


@pytest.mark.parametrize(
    ("hues", "slots"),
    [
        (("", "", ""), ["hue-a", "hue-b", "hue-c"]),
        (("", "a", ""), ["hue-b", "hue-a", "hue-c"]),
        (("c", "", "", "", "d"), ["hue-c", "hue-a", "hue-b", "hue-d"]),
        (("b", "", "a"), ["hue-b", "hue-c", "hue-a"]),
    ],
)
def test_a_setting_has_its_own_colour_or_the_next_free_one(
    measure: Measure, hues: tuple[str, ...], slots: list[str]
) -> None:
    """Three slots go round; a setting beyond them has none and is left out."""
    terms = [
        {"id": f"s{n}", "label": f"S{n}", **({"hue": hue} if hue else {})}
        for n, hue in enumerate(hues)
    ]
    assert [slot for _, _, slot in desk(measure, settings=terms).settings] == slots


def test_a_phase_has_a_mark_that_fits_its_cell_and_no_other_phase_has(measure: Measure) -> None:
    """Its short name, the least beginning that is its own, or else a number: never what is dropped.

    I/II isn't I, which is phase I; two phases of one short name are told by their labels; what has
    no short name and begins as others do is a number, but 1, which is phase 1.
    """
    held = [
        *(("Phase 2/3", "2/3", "2/3"), ("Filed", None, "F"), ("I期", "I", "I")),
        *(("I/II期", "I/II", "I/II"), ("早期的I期", None, "早"), ("IV期", "IV", "IV")),
        *(("Lasting", "End", "Las"), ("Later", "End", "Lat"), ("One", "1", "1")),
        *(("Open now", "Open it", "Op"), ("Over now", "Over it", "Ov")),
        *(
            ("Stage of a", None, "2"),
            ("Stage of b", None, "3"),
            ("P", "Pres", "Pres"),
            ("Q", "P", "P"),
        ),
    ]
    terms = [Term(id=f"p{n}", label=told[0], short=told[1]) for n, told in enumerate(held)]
    assert small_marks(terms, measure) == {label: mark for label, _, mark in held}


def test_a_source_line_tells_the_unknown_codes_of_its_own_tables(measure: Measure) -> None:
    """T5 runs outside the focus: what counts the focus country's trials says nothing of its phase."""
    records = small_records()
    told = {"T5": changed(records.trials["T5"], phase="PHASE9")}
    landscape = landscape_of(replace(records, trials=records.trials | told))
    words = words_in([(shipped() / "briefing", "briefing")], {}, "en")
    made = Desk(landscape, Tables(landscape), words, measure)
    telling = [
        names
        for names in (
            ["trials-by-setting"],
            ["trials-by-setting", "trials-by-phase"],
            ["programmes"],
        )
        if "Phases that no vocabulary knows: PHASE9, of 1 record" in made.sources(*names)
    ]
    assert telling == [["trials-by-setting", "trials-by-phase"]]

"""What a section prints for a term: the colour that a setting has, the letter of a long phase."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_landscape import small_landscape, small_records

from cartreport.briefing.desk import Desk
from cartreport.briefing.measure import Measure
from cartreport.briefing.sections.white_space import small_marks
from cartreport.briefing.words import Words
from cartreport.landscape.model import Landscape
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


def test_a_phase_of_more_than_three_letters_is_its_first_where_no_other_phase_is_that() -> None:
    """`2/3` fits a narrow cell and `Filed` is F; I/II isn't I, which is phase I, and stays whole.

    A sign of Han is as wide as two letters. Two phases of one short name are told by their labels.
    """
    held = [
        *(("Phase 2/3", "2/3", "2/3"), ("Filed", None, "F"), ("I期", "I", "I")),
        *(("I/II期", "I/II", "I/II"), ("早期I期", "早期I", "早"), ("IV期", "IV", "IV")),
        *(("Late", "End", "Late"), ("Later", "End", "Later")),
        *(("Open now", "Open", "Open"), ("Over now", "Over", "Over")),
    ]
    terms = [Term(id=f"p{n}", label=told[0], short=told[1]) for n, told in enumerate(held)]
    assert small_marks(terms) == {label: mark for label, _, mark in held}

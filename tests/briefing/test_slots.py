"""What a section prints for a term: the colour that a setting has, the letter of a long phase."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small_landscape import small_landscape, small_records

from cartreport.briefing.desk import Desk
from cartreport.briefing.measure import Measure
from cartreport.briefing.sections.white_space import _small
from cartreport.briefing.view import Line, View
from cartreport.briefing.words import Words
from cartreport.landscape import by_phase
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


def test_a_phase_of_more_than_three_letters_is_its_first(measure: Measure) -> None:
    """The cell is narrow: `2/3` fits, `Filed` is F, and none is empty."""
    terms = [
        {"id": "a", "label": "Phase 2/3", "short": "2/3"},
        {"id": "b", "label": "Filed"},
    ]
    told = desk(measure, phases=terms)
    phases = ("Phase 2/3", "Filed", None)
    view = View(by_phase.table(told.landscape))
    lines = [Line(view, None, {"phase": phase}) for phase in phases]
    assert [_small(told, line) for line in lines] == ["2/3", "F", ""]

"""What the second subject's pages say: nothing of another subject, nothing that small numbers make silly.

Four trials, most counts tied, a page of zeros here and there: where a sentence has nothing to say it
is left out, and what is said holds. A section joins ``READ`` when its sentences were read one by one.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from unsayable import read, unsayable

from cartreport.story import Options, build

HERE = Path(__file__).parent / "second"
READ = (
    "cover",
    "contents",
    "reading",
    "summary",
    "approved",
    "glance",
    "sponsors",
    "trials",
    "targets",
    "white-space",
    "companies",
    "access",
    "regulation",
    "market",
    "method",
    "evidence",
    "programmes",
)
SUBJECT = re.compile(
    r"\bCAR\b|\bCAR-?T|\bNMPA\b|\bNRDL\b|\bCDE\b|commercial list|basic list|insurance|insurer"
    r"|autologous|\bnull\b",
    re.IGNORECASE,
)
"""Words of the bundled subject; what the data of this one holds (a sponsor in China) is its own."""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as HTML."""
    result = build(HERE, Options(out=tmp_path_factory.mktemp("out"), formats=("html",)))
    return (result.folder / "landscape.html").read_text("utf-8")


def section(page: str, name: str) -> str:
    """What a reader reads of a section, block by block."""
    found = re.search(rf'<section[^>]*\bid="{name}".*?</section>', page, re.DOTALL)
    assert found, name
    return read(found[0])


@pytest.mark.parametrize("name", READ)
def test_nothing_silly_is_said(page: str, name: str) -> None:
    """Each kind of fault that small numbers and ties bring about is looked for in each section."""
    assert unsayable(section(page, name)) == {}


def test_no_word_of_the_bundled_subject_is_said(page: str) -> None:
    """Words of cell therapy and of one country's payers stand in no section that was read."""
    found = {name: SUBJECT.findall(section(page, name)) for name in READ}
    assert {name: words for name, words in found.items() if words} == {}


def test_what_is_planned_and_not_there_is_said(page: str) -> None:
    """No source holds deals: the section is not there, and the method says that it is missing."""
    left = re.search(r"left out for want of sourced data: ([^.]*)\.", section(page, "method"))
    assert left is not None
    assert "Deals and financing" in left[1]
    assert not re.search(r'<section[^>]*\bid="deals"', page)


def test_what_the_findings_say_was_worked_out_by_hand(page: str) -> None:
    """CD79b has 5 of the 24 programmes with a target and CD22 4; HER2 and CD30 have 3 each.

    Roche and Seattle Genetics have 3 each, Pfizer 2, three companies one: 11 in six. Ten cells of
    target and disease hold an active programme, four of them in CD79b and lymph nodes.
    """
    for name, said in {
        "targets": "CD79b and CD22 hold 38% of 24 programmes of known target",
        "companies": "Roche and Seattle Genetics lead with 3 programmes each",
        "white-space": "CD79b in lymph nodes holds 4 active programmes, no other cell as many",
        "programmes": "26 programmes, 2 of them on sale, two more presumed",
        "sponsors": "Each of the four lead sponsors has one trial",
        "trials": "CD79b is targeted in 2 of 4 trials",
        "glance": "5 trials started worldwide, 3 with a site in the US",
    }.items():
        assert said in " ".join(section(page, name).split()), name
    years = "One lead sponsor was new in 2023, two in 2022, none since"
    assert years in " ".join(section(page, "trials").split())
    companies = "Six companies have 11 programmes; three have one"
    assert companies in " ".join(section(page, "companies").split())
    assert "10 of 50 target and disease cells" in section(page, "white-space")
    # Of 26 programmes 12 have a US phase; the three that are alone on their target set have none.
    summary = " ".join(section(page, "summary").split())
    assert "; 8 of 12 with a phase (67%) have reached response or beyond, two more by" in summary
    assert "alone on their target set" not in summary
    assert "of them going 2 1" in " ".join(section(page, "sponsors").split())


def test_what_is_approved_stands_wherever_products_do(page: str) -> None:
    """Four are approved, and no page bears out a day: they stand, marked, and are counted the same.

    A zero is not printed where a number is not known: three of four trials state no enrolment that
    the median may be made of.
    """
    text = {
        name: " ".join(section(page, name).split())
        for name in ("cover", "summary", "approved", "access", "sponsors", "white-space")
    }
    assert "four without a verified day" in text["cover"]
    assert (
        "Four products approved for four uses; for four the day is unverified." in text["summary"]
    )
    assert text["approved"].count("day unverified") == 4
    assert text["access"].count("day unverified") == 4
    assert text["access"].count("not picked") == 2
    assert "first in" not in text["summary"]
    assert re.search(r"Approved uses 2 2", text["sponsors"])
    assert re.search(r"Patients a trial, median – –", text["sponsors"])
    assert "HER2 · Breast: 3 active, highest On sale" in text["white-space"]


def test_a_phase_that_is_stated_is_not_called_unstated(page: str) -> None:
    """Fourteen programmes have no US record: a column and a bar of their own."""
    text = " ".join(section(page, "targets").split())
    assert "No US phase read" in text
    assert "“No US phase read” is no stage and stands apart." in text

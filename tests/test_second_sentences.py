"""What the second subject's pages say: nothing of another subject, nothing that small numbers make silly.

Four trials, most counts tied, a page of zeros here and there: where a sentence has nothing to say it
is left out, and what is said holds. A section joins ``READ`` when its sentences were read one by one.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest

from cartreport.story import Options, build

HERE = Path(__file__).parent / "second"
READ = (
    "cover",
    "reading",
    "targets",
    "companies",
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
UNSAYABLE = {
    "a plural of one": r"(?<![\d.,/])\b(?:1|[Oo]ne) (?:trials|programmes|products|companies|sponsors|sets)\b",
    "a singular of many": r"\b(?:[2-9]|\d\d+|two|three|four) (?:trial|programme|product|company|sponsor)\b(?! fact)",
    "an article": r"\ban (?:hospital|university|US|UK)\b|\ba (?:industry|EU|EMA)\b",
    "a share of nothing": r"(?:hosts|hold|holds|share|of) –",
    "only none": r"\bonly 0\b",
    "a word that has no name": r"\bthe n\.s\.|\bn\.s\. themselves",
    "the same named twice": r"\b(\d+) largest of \1\b|\btop (\d+) of \2\b",
    "a possessive": r"\w+s’s\b|US’s",
}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page as HTML."""
    result = build(HERE, Options(out=tmp_path_factory.mktemp("out"), formats=("html",)))
    return (result.folder / "landscape.html").read_text("utf-8")


def section(page: str, name: str) -> str:
    """What a reader reads of a section, block by block."""
    found = re.search(rf'<section[^>]*\bid="{name}".*?</section>', page, re.DOTALL)
    assert found, name
    text = re.sub(r"<(script|style|template)\b.*?</\1>", " ", found[0], flags=re.DOTALL)
    text = re.sub(r"</(?:p|td|th|h\d|li|dd|dt|div|text|caption)>", "\n", text)
    return unescape(re.sub(r"<[^>]+>", "", text))


@pytest.mark.parametrize("name", READ)
def test_nothing_silly_is_said(page: str, name: str) -> None:
    """Each kind of fault that small numbers and ties bring about is looked for in each section."""
    text = section(page, name)
    found = {why: hit[0] for why, wrong in UNSAYABLE.items() if (hit := re.search(wrong, text))}
    assert found == {}


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
        "targets": "CD79b and CD22 hold 38% of programmes with a known target",
        "companies": "Roche and Seattle Genetics lead with 3 programmes each",
        "white-space": "CD79b in Lymph nodes is the most crowded cell, with 4 active programmes",
        "programmes": "All 26 programmes",
    }.items():
        assert said in " ".join(section(page, name).split()), name
    assert "Six companies have 11 programmes; three have one" in section(page, "companies")
    assert "10 of 50 target and disease cells" in section(page, "white-space")

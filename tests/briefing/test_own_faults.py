"""A text of an analyst, and a file of words: each fault by the words that are wrong, and no other."""

from __future__ import annotations

from pathlib import Path

import pytest
from busy_landscape import busy_landscape
from small_landscape import small_landscape

from cartreport.briefing.own_faults import named_fault, number_fault, written_faults
from cartreport.briefing.own_text import Slot, slots
from cartreport.briefing.typed_numbers import typed_faults
from cartreport.briefing.word_faults import faults
from cartreport.briefing.words import Words
from cartreport.landscape import Tables

WRITTEN = {
    "Plain *words*, 3 < 4 and 5 > 4, **strong**, {by-target/a/n}.": [],
    "{ and }, { again": ["{"],
    "} {": ["{", "}"],
    "a {b} c}": ["}"],
    "<b class='x'>x</B>, <br/>, <3>": ["<b class='x'>", "</B>", "<br/>"],
    "**one** and **two": ["**"],
    "**one": ["**"],
}
MARKDOWN = {
    "# One\n\n ## Two\n\nThree\n---\n\nFour\n=\n": ["# One", "## Two", "---", "="],
    "#tag, a - b\n-\n": [],
    "![x](y.png) and ![z](": ["![x](y.png)", "![z]("],
    "[a](https://x.y/z?q) [b](mailto:a@b) [c](#by-target) [d](http://x)": [],
    "[a](javascript:x) [b](</etc/passwd>) [c]( ftp://x ) [d]()": [
        *("javascript:x", "/etc/passwd", "ftp://x", "")
    ],
    "[a](https://) [b](#) [c](https:/x)": ["https://", "#", "https:/x"],
}


def test_what_would_be_printed_as_it_stands() -> None:
    """Braces, tags and a mark without its second in any text; the rest only where it is Markdown."""
    cases = WRITTEN | MARKDOWN
    found = {text: [one.words for one in written_faults(text, markdown=True)] for text in cases}
    assert found == cases
    plain = {text: [one.words for one in written_faults(text, markdown=False)] for text in cases}
    assert plain == WRITTEN | {text: [] for text in MARKDOWN}


def test_what_stands_in_braces() -> None:
    """An address with what it is said to be, or a name; else it is neither."""
    read = {
        "a/b/c": Slot("a/b/c", address="a/b/c"),
        " a/b/c  =  1,2 = 3 ": Slot(" a/b/c  =  1,2 = 3 ", address="a/b/c", stated="1,2 = 3"),
        "a/b/c=1": Slot("a/b/c=1", address="a/b/c=1"),
        " place ": Slot(" place ", name="place"),
        "place = 1": Slot("place = 1"),
        "two words": Slot("two words"),
    }
    assert {text: Slot.read(text) for text in read} == read
    known = ["place", "edition"]
    told = {
        "place": None,
        "plase": ("E610", "there is no {plase}", "did you mean 'place'?"),
        "two words": (
            *("E610", "{two words} is neither a number nor a name"),
            "write {table/row/column}, or a name in braces",
        ),
    }
    found = {text: named_fault(Slot.read(text), known) for text in told}
    said = {text: one and (one.code, one.message, one.hint) for text, one in found.items()}
    assert {
        text: one and (*one[:2], one[2].replace("Did", "did")) for text, one in said.items()
    } == told


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{trials-by-setting/*/n}", None),
        ("{trials-by-setting/*/n = 5}", None),
        ("{trials-by-setting/*/n = 6}", "E612 the text says 6, and trials-by-setting/*/n is 5"),
        ("{trial-by-setting/*/n}", "E210 there is no table 'trial-by-setting'"),
        ("{trials-by-setting/nowhere/n}", "E210 table trials-by-setting has no row 'nowhere'"),
        ("{trials-by-setting/*/n~by-targets/*/n}", "E210 there is no table 'by-targets'"),
        ("{trials-by-setting@focus/*/n}", "E210 trials-by-setting@focus/*/n asks for a focus"),
        ("{trials-by-setting/*/n~trials-by-setting/*/n = 100 %}", None),
        ("{trials-by-setting/*/n~trials-by-setting/*/n~trials-by-setting/*/n}", "E210 "),
    ],
)
def test_a_number_is_what_the_text_says(text: str, said: str | None) -> None:
    """Where nothing stands, where something else does than is said, and where a focus is asked for."""
    (slot,) = slots(text)
    fault = number_fault(Tables(small_landscape()), slot, None)
    assert (fault is None) == (said is None)
    assert fault is None or f"{fault.code} {fault.message}".startswith(str(said))


def test_the_rows_of_a_table_with_a_limit_are_not_all() -> None:
    """Its rows are those that it keeps: a text may not say that there are no more; a cell and its sum stand."""
    tables = Tables(busy_landscape())
    asked = ["own-rest/*/rows", "own-rest/*/n", "own-rest/others/n", "trials-by-sponsor/*/rows"]
    faults = {text: number_fault(tables, Slot(text, address=text), None) for text in asked}
    assert {text: fault.code for text, fault in faults.items() if fault} == {
        "own-rest/*/rows": "E210"
    }


def test_a_file_of_words(tmp_path: Path) -> None:
    """An entry that there is not, what is no text, an empty heading, and what its patterns ask for.

    `{m}` may be named by what stands in for an entry, `{place}` by all; the form of a slot is known.
    """
    patterns = {"a.name": "Name", "a.x": "{n:word} of {m}", "a.x.without-y": "{k}", "b.title": ""}
    shipped = Words(patterns, {"place": "here"})
    lines = {
        "a.name: ' '": "1:9 E610 'a.name' is empty",
        "b.title: ''": None,
        "a.x: ''": None,
        "a.x: {b: c}": "1:6 E610 'a.x' is no text",
        "a.y: z": "1:1 E610 the template has no entry 'a.y'",
        "a.x: '{n:word} {m} {k} {place}'": None,
        "a.x.without-y: '{n} {k}'": None,
        "a.x: '{n:wrd}'": "1:6 E610 'a.x' asks for 'n' in a form 'wrd'",
        "a.x: '{l}'": "1:6 W611 'a.x' names {l}, which the shipped entry does not",
        "a.x: '{n} } <b>'": "1:6 E610 'a.x' has a '}' that belongs to no value",
        "a.x: 'a <b>'": "1:6 E610 'a.x' has the tag '<b>', which",
        "a.x: '**a'": "1:6 E610 'a.x' has a '**' without its second",
        "a.x: '**a**, 3 < 4'": None,
        "- a": "1:1 E610 is no mapping of entries",
        "a.x: {": "2:1 E010",
    }
    path = tmp_path / "words.yaml"
    odd = {}
    for text, said in lines.items():
        path.write_text(text + "\n", "utf-8")
        found = [str(problem) for problem in faults(path, "w", shipped)]
        if not (found[0].startswith(f"w:{said}") if said and found else said is None and not found):
            odd[text] = found
    assert odd == {}


def test_a_typed_number_is_held_against_the_tables() -> None:
    """Of a name that heads a row or column of a table of that unit; any of its cells will do.

    By hand: of the trials at phase 1, T1 and T5, one is at home; Acme leads T1 and T2.
    """
    told = {
        "2 phase 1 trials, 1 Phase 1 trial": [],
        "9 phase 1 trials": [("9", "trials-by-phase/p1/n is 2")],
        "1,234 active phase 1 trials": [("1,234", "trials-by-phase/p1/n is 2")],
        "9 trials of Acme Ltd": [("9", "trials-by-sponsor/acme/n is 2")],
        "2 trials by Acme": [],
        "9 trials, 9 new trials, v1.9 phase 1 trials, {x/y/z} phase 1 trials": [],
        "9 phase 1 programmes": [("9", "by-company/acme/phase:p1 is 1")],
        "**9** phase\n1 trials": [("9", "trials-by-phase/p1/n is 2")],
    }
    tables = Tables(small_landscape())
    found = {
        text: [
            (one.words, one.message.split(": ")[1].partition(",")[0])
            for one in typed_faults(tables, text)
        ]
        for text in told
    }
    assert found == told
    # Acme is a row of several cells: which one is meant is the writer's to say.
    (fault,) = typed_faults(tables, "9 trials of Acme Ltd")
    assert fault.message.startswith(
        "no table gives 9 in '9 trials of Acme Ltd': trials-by-sponsor/acme/n is 2, "
    )
    assert fault.message.endswith(" more")
    assert fault.hint == "write the address that you mean, in braces, in place of the number"

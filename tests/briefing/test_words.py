"""Patterns and their values: what a designer may write in a words file."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartreport.briefing.wording import words_in
from cartreport.briefing.words import Words, lower_first, number, upper_first
from cartreport.errors import TemplateError
from cartreport.shipped import shipped
from cartreport.sources.language import Language
from cartreport.sources.words_file import read_entries

NUMBERS = ("none", "one", "two", "three")
LISTS = {"list.comma": ", ", "list.last": "{before} and {last}"}
ENGLISH = words_in([(shipped() / "briefing", "builtin/briefing")], {})


def said(pattern: str, **values: object) -> str:
    words = Words({"x": pattern, **LISTS}, {"place": "Freedonia"}, NUMBERS)
    return words("x", **values)


def test_a_label_begins_small_within_a_sentence_unless_it_is_letters() -> None:
    """Its first letter alone turns, and not that of an abbreviation, of one letter or of nothing."""
    labels = {"Solid tumours": "solid tumours", "B cells": "B cells", "NK": "NK", "A": "A", "": ""}
    assert {label: lower_first(label) for label in labels} == labels
    firsts = {
        "solid tumours": "Solid tumours",
        "b cells": "B cells",
        "mRNA": "mRNA",
        "iNKT": "iNKT",
    }
    firsts |= {"CAR": "CAR", "x": "X", "": ""}
    assert {label: upper_first(label) for label in firsts} == firsts


@pytest.mark.parametrize(
    ("pattern", "values", "text"),
    [
        ("{n} trials", {"n": 1438}, "1,438 trials"),
        ("{n:word} of {m:Word}", {"n": 2, "m": 3}, "two of Three"),
        ("{n:word}", {"n": 13}, "13"),
        ("{n:Word}", {"n": 1438}, "1,438"),
        ("{n} {n|trial|trials}", {"n": 1}, "1 trial"),
        ("{n} {n|trial|trials}", {"n": 0}, "0 trials"),
        ("{s:Cap} in {place}", {"s": "solid"}, "Solid in Freedonia"),
        ("**{n}** %", {"n": 5}, "**5** %"),
    ],
)
def test_a_pattern_is_filled(pattern: str, values: dict[str, object], text: str) -> None:
    """Numbers, words, plurals and terms as the module says."""
    assert said(pattern, **values) == text


def test_a_missing_value_names_the_entry_and_what_there_is() -> None:
    """The message says which pattern asks for what, and what it may ask for."""
    with pytest.raises(TemplateError, match=r"'x' names \{m\}") as caught:
        said("{m}", n=1)
    assert caught.value.hint.endswith("what is known here: n, place.")


def test_a_missing_entry_is_named() -> None:
    """A section never prints an empty text for a word that nobody wrote."""
    with pytest.raises(TemplateError, match="no entry 'gone'"):
        Words({})("gone")


def test_a_list_is_joined_in_words() -> None:
    """One, two and many."""
    words = Words(LISTS)
    assert [words.joined(list("abc"[:n])) for n in range(4)] == ["", "a", "a and b", "a, b and c"]


@pytest.mark.parametrize(
    ("date", "long", "short"),
    [
        ("2026-06-22", "22 June 2026", "22 Jun 2026"),
        ("2026-06", "June 2026", "Jun 2026"),
        ("2026-H1", "2026 H1", "2026 H1"),
        ("2026", "2026", "2026"),
    ],
)
def test_a_date_keeps_its_precision(date: str, long: str, short: str) -> None:
    """A month is never printed as a day."""
    assert ENGLISH.day(date) == long
    assert ENGLISH.short_day(date) == short


def test_a_language_has_its_own_numbers_days_and_plurals() -> None:
    """Separators, months and as many forms of a word as the locale has; two are one and several."""
    polish, russian, german = Language("pl"), Language("ru"), Language("de")
    assert german.number(1438) == "1.438"
    assert german.day("2026-03-02", "d. MMMM y") == "2. März 2026"
    forms = ("исследование", "исследования", "исследований", "исследования")
    assert [russian.form(forms, n) for n in (1, 3, 5)] == list(forms[:3])
    assert [polish.form(("jeden", "wiele"), n) for n in (1, 2)] == ["jeden", "wiele"]
    assert not Language("xx-nothing").exists


def test_thousands_are_separated() -> None:
    """By a comma."""
    assert number(2587) == "2,587"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\na: 2\n", "w.yaml:2:1 'a' stands twice"),
        ("a: [\n", "w.yaml:2:1 "),
        ("- a\n", "w.yaml is no mapping of entries"),
        ("a: 1\nb: [x]\n", "w.yaml:2:1 'b' is no text"),
        ("a: {b: c}\n", "w.yaml:1:1 'a' is no text"),
    ],
)
def test_a_words_file_is_a_mapping_of_texts(tmp_path: Path, text: str, said: str) -> None:
    """What is none is refused at its place; a number is its text, and nothing an empty one."""
    file = tmp_path / "w.yaml"
    file.write_text(text, "utf-8")
    with pytest.raises(TemplateError, match=f"^{said}"):
        read_entries([(file, "w.yaml")])
    file.write_text("a: 1\nb:\nc: x\n", "utf-8")
    assert read_entries([(file, "w.yaml")])[0] == {"a": "1", "b": "", "c": "x"}


def test_what_decides_is_named_first_in_the_shipped_entry(tmp_path: Path) -> None:
    """Whatever order another language gives its values; one without any has none that decides."""
    (tmp_path / "words.yaml").write_text("a: '{n} of {m}'\nb: '1'\n", "utf-8")
    (tmp_path / "words.zh-Hans.yaml").write_text("a: '{m}之{n}'\nb: '1'\n", "utf-8")
    folders = [(tmp_path, "builtin")]
    assert [words_in(folders, {}, tag).first("a") for tag in ("en", "zh-Hans")] == ["n", "n"]
    assert words_in(folders, {}, "zh-Hans").deciding == {"a": "n"}

"""Files of words: which entry holds where several files give it, and what each language lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from cartreport.errors import TemplateError
from cartreport.sources.language import Language
from cartreport.sources.words_file import (
    filled,
    host,
    languages,
    phrase,
    read_entries,
    read_language,
    unworded,
    worded,
)
from tests.small import put

SHIPPED = "one: One {n}.\ntwo: Two\nthree: '{n} ({m})'\nterms: a b\nempty:\nnumber: 3\n"
GERMAN = "one: Eins {n}.\ntwo: Zwei\n"


@pytest.fixture
def folders(tmp_path: Path) -> list[tuple[Path, str]]:
    """The shipped words with German ones beside them, and a project's own words."""
    put(tmp_path / "shipped/words.yaml", SHIPPED)
    put(tmp_path / "shipped/words.de.yaml", GERMAN)
    put(tmp_path / "mine/words.yaml", "two: My two\n")
    put(tmp_path / "mine/words.de.yaml", "two: Meine zwei\n")
    return [(tmp_path / "shipped", "shipped"), (tmp_path / "mine", "mine")]


def test_a_later_file_replaces_entries(folders: list[tuple[Path, str]]) -> None:
    """An entry without words is empty, a number is its text; each has the place that gave it."""
    told, places = read_language(folders, Language("en"))
    assert list(told) == ["one", "two", "three", "terms", "empty", "number"]
    assert list(told.values()) == ["One {n}.", "My two", "{n} ({m})", "a b", "", "3"]
    assert (places["one"], places["two"]) == ("shipped/words.yaml:1:1", "mine/words.yaml:1:1")
    again = read_language([*folders, folders[1]], Language("en-GB"))
    assert again == (told, places), "English of any kind is the shipped one; no file counts twice"


def test_a_language_is_the_shipped_words_with_its_own_over_them(
    folders: list[tuple[Path, str]],
) -> None:
    """A project's English says nothing in German; what is no words needs none."""
    told, places = read_language(folders, Language("de"))
    assert (told["one"], told["two"], told["three"]) == ("Eins {n}.", "Meine zwei", "{n} ({m})")
    assert places["two"] == "mine/words.de.yaml:1:1"
    assert languages(folders) == ["en", "de"]
    put(folders[0][0] / "words.yaml", SHIPPED + "four: Four\n")
    assert list(unworded(folders, Language("de"))) == [
        ("four", "shipped/words.yaml:7:1", "mine/words.de.yaml")
    ]
    assert list(unworded(folders, Language("fr"))) == [], "a language without a file lacks it"
    with pytest.raises(TemplateError) as caught:
        read_language(folders, Language("de"))
    assert str(caught.value) == "shipped/words.yaml:7:1 'four' has no words in 'de'"
    assert caught.value.hint == "Write `four: …` in mine/words.de.yaml."
    with pytest.raises(TemplateError) as caught:
        read_language(folders, Language("fr"))
    assert str(caught.value) == "shipped/words.yaml has no words in 'fr'"
    assert caught.value.hint == "Languages are: en, de."


def test_what_a_file_may_not_give(tmp_path: Path, folders: list[tuple[Path, str]]) -> None:
    """An entry that there is not, what is no text, no mapping, or not in the folder."""
    base = (folders[0][0] / "words.yaml", "words.yaml")
    cases = {
        "tow: x": ("w:1:1 unknown entry 'tow'", "Did you mean 'two'?"),
        "qqqqq: x": ("w:1:1 unknown entry 'qqqqq'", "The template has no such entry."),
        "two: [x]": ("w:1:1 'two' is no text", "Write it in quotation marks."),
        "- x": ("w is no mapping of entries", "Write `entry: text` lines."),
        "two: a\ntwo: b": (
            "w:2:1 'two' stands twice in one mapping, first on line 1",
            "keep one of them",
        ),
    }
    found = {}
    for text in cases:
        put(tmp_path / "own.yaml", text)
        with pytest.raises(TemplateError) as caught:
            read_entries([base, (tmp_path / "own.yaml", "w")])
        found[text] = (str(caught.value), caught.value.hint)
    assert found == cases
    put(tmp_path / "own.yaml", "tow: x")
    told, _ = read_entries([base, (tmp_path / "own.yaml", "w")], lambda key, _: key == "tow")
    assert told["tow"] == "x"
    (tmp_path / "away").mkdir()
    (tmp_path / "away/words.yaml").symlink_to(base[0])
    with pytest.raises(TemplateError, match=r"away/words\.yaml leads out"):
        read_language([*folders, (tmp_path / "away", "away")], Language("en"))


def test_small_words() -> None:
    """A pattern is filled or its slot is named; a phrase keeps its blank and gives up its place."""
    given = {"n": 3, "m_o": "x"}
    assert (
        filled("{n:word} of {m_o|a|b}", given, lambda slot: str(given[slot["name"]]), "w")
        == "3 of x"
    )
    with pytest.raises(TemplateError) as caught:
        filled("{n} {m_p}", given, lambda _: "", "w:1:1")
    assert str(caught.value) == "w:1:1 names {m_p}"
    assert "`terms: {m-p: …}`" in caught.value.hint
    assert caught.value.hint.endswith("what is known here: m_o, n.")
    assert [worded(text) for text in ("{n} ({m})", "{n}: 3", "{n} a", "")] == [
        *(False, False, True, False)
    ]
    assert (phrase(" in {place}", "hier"), phrase("in {place}", "hier")) == (" hier", "hier")
    assert host("in {place}", "in the US", "US") == "the US"
    assert host("in {place}", "at the US", "US") == "US"
    assert host("in {place}.", "in the US", "US") == "US"
    assert host("{place}内", "美国内", "那里") == "美国"

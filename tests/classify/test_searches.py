"""Looking for letters before patterns changes nothing of what is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cartreport.classify.rules import lowered, rules_of, texts_of
from cartreport.classify.searches import Searches, needles
from cartreport.sources.patterns import lower_pattern
from cartreport.sources.records import Records

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("cd19", ("cd19",)),
        ("a|bcd", None),
        ("ab|cde", ("ab", "cde")),
        ("(?<!l)ucar", ("ucar",)),
        ("x(?=abc)yz", ("yz",)),
        ("ab?cd", ("cd",)),
        ("(?:abc)?def", ("def",)),
        ("(?:abc){0,2}de", ("de",)),
        ("(?:abc)+x", ("abc",)),
        ("[ab]cd", ("cd",)),
        (r"\bcar[- ]?t", ("car",)),
        (r"foo\.bar", ("foo",)),
        (r"[\]ab]cd|ef", ("cd", "ef")),
        ("(?:secret|express)ing", ("secret", "express")),
        ("(?:a|bcd)ef", ("ef",)),
        ("(?P<name>abc|de)f", ("abc", "de")),
        (r"\d+", None),
        ("(?i)cd19", None),
        ("(?x) cd 19", None),
        ("(?P<a>cd)19(?P=a)", None),
        (r"\u03b3\u03b4|xyz", None),
        (r"ab\x2dcde", ("cde",)),
        ("(?:abc)+?d", ("abc",)),
        ("(?:abc){,2}de", ("de",)),
        ("[^]]ab(?:c|(?!x)d)", ("ab",)),
    ],
)
def test_needles_stand_in_every_match(pattern: str, expected: tuple[str, ...] | None) -> None:
    """What must be there is found in sequences, branches and groups; what may be absent is not."""
    assert needles(pattern) == expected


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"(?P<Name>CD19)(?P=Name)?", "cd19"),
        (r"\N{GREEK SMALL LETTER GAMMA}D", "γd"),
        (r"\W\S+CAR\b", " a-car"),
        ("(?s:CAR.T)", "car\nt"),
        (r"(?<!L)UCAR|(?=Z)Z", "ucar"),
    ],
)
def test_a_pattern_in_lower_case_is_still_one(pattern: str, text: str) -> None:
    """Escapes, names of groups and flags keep their letters; the rest is found in lower case."""
    assert Searches({"one": [lower_pattern(pattern)]}).found(text)


def test_the_bundled_patterns_find_the_same_with_and_without(bundled_records: Records) -> None:
    """Every pattern of the bundled rules over every text of the bundled trials."""
    records = bundled_records
    assert records.rules is not None
    texts = {
        lowered(text)
        for entry in records.trials.values()
        for text in texts_of(entry.record).values()
    }
    assert len(texts) > 3000
    for label in rules_of(records).readers:
        patterns = {
            term.id: [lower_pattern(text) for text in term.patterns]
            for term in records.vocabulary[label]
        }
        searches = Searches(patterns)
        plain = {k: re.compile("|".join(f"(?:{t})" for t in v)) for k, v in patterns.items() if v}
        for text in sorted(texts)[::4]:
            found = {name: hit.span() for name, hit in searches.found(text)}
            hits = {name: pattern.search(text) for name, pattern in plain.items()}
            assert found == {name: hit.span() for name, hit in hits.items() if hit}

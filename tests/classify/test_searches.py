"""Looking for letters before patterns changes nothing of what is found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from cartreport.classify.rules import lower_pattern, lowered, rules_of, texts_of
from cartreport.classify.searches import Searches, needles
from cartreport.problems import Problems
from cartreport.sources.load import load_records

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
    ],
)
def test_needles_stand_in_every_match(pattern: str, expected: tuple[str, ...] | None) -> None:
    """What must be there is found in sequences, branches and groups; what may be absent is not."""
    assert needles(pattern) == expected


def test_the_bundled_patterns_find_the_same_with_and_without() -> None:
    """Every pattern of the bundled rules over every text of the bundled trials."""
    records = load_records(ROOT, Problems())
    assert records is not None
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

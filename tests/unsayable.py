"""What no page may say: faults that small numbers, ties, gaps and a missing focus bring about."""

from __future__ import annotations

import re
from html import unescape

UNSAYABLE = {
    "a plural of one": r"(?<![\d.,/])\b(?:1|[Oo]ne) (?:trials|programmes|products|companies|sponsors|sets)\b",
    "a singular of many": r"\b(?:[2-9]|\d\d+|two|three|four) (?:trial|programme|product|company|sponsor)\b(?! fact)",
    "an article": r"\ban (?:hospital|university|US|UK)\b|\ba (?:industry|EU|EMA)\b|\b(?:in|of) (?:US|UK|EU)\b",
    "a share of nothing": r"(?:hosts|hold|holds|share|of) –",
    "only none": r"\bonly 0\b|(?<![\d.,])0 (?:of|trials|programmes|approved|lead|target|past|planned|withdrawn)\b",
    "a name twice stopped": r"n\.s\.\.",
    "all of one": r"\b[Aa]ll (?:1|one)\b",
    "a mark of the machine": r"`|sources\.yaml|landscape\.(?:trials|programmes|products)",
    "a word that has no name": r"\bthe n\.s\.|\bn\.s\. themselves",
    "the same named twice": r"\b(\d+) largest of \1\b|\btop (\d+) of \2\b",
    "a clause without its words": r",,|,\.|, ?;|;;|\(\)|\s,",
    "a place that is none": r"\bWorld =|\bhave a site\.|\bis one if\b|started worldwide, \d+$",
    "a nought that is said": r"(?<![\d.,/])\b0 (?:names?|sources|unknown|going|silent|over|closed|active|are|from)\b|\(0 ",
    "a doubled word": r"\b([A-Za-z]{3,})[ ,]+\1\b",
    "all from all": r"\b(\d+) \w+, \1 from\b|\b(\d+) from \2 named\b",
    "a possessive": r"\w+s’s\b|US’s",
}
"""Kind of fault → what it looks like."""


def read(markup: str) -> str:
    """What a reader reads of some HTML, block by block."""
    bare = re.sub(r"<(script|style|template)\b.*?</\1>", " ", markup, flags=re.DOTALL)
    text = re.sub(r"</(?:p|td|th|h\d|li|dd|dt|div|text|caption)>", "\n", bare)
    return unescape(re.sub(r"<[^>]+>", "", text))


def unsayable(text: str) -> dict[str, str]:
    """The first of each kind of fault in a text."""
    found = {why: re.search(wrong, text) for why, wrong in UNSAYABLE.items()}
    return {why: hit[0] for why, hit in found.items() if hit}

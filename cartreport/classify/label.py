"""A label: one thing that a trial is found to be, with the rule and the words behind it."""

from __future__ import annotations

from dataclasses import dataclass

from cartreport.sources.rules_file import READ_FIELDS

WORDS, NAME, SIBLING, REGISTRY, LABELS = "words", "name", "sibling", "registry", "labels"
STATED, GUESSED = "programme-stated", "programme-guessed"
BASES = {
    WORDS: "what the record itself says",
    NAME: "a product's name in it: what it stands for is known from elsewhere",
    SIBLING: "another record of the same product code",
    STATED: "a row of the programme table that states it",
    GUESSED: "a row of the programme table that says it is a guess",
    REGISTRY: "a field of the registry: its extract, sponsor, phase or ages",
    LABELS: "other labels of the trial",
    "correction": "a person's decision",
}
"""What a label may rest on."""
_BY_RULE = {
    **{name: name for name in (WORDS, NAME, SIBLING, "correction")},
    "conditions": WORDS,
    "extract": REGISTRY,
    "number-of-targets": LABELS,
    "target-class": LABELS,
    "sponsor-list": REGISTRY,
    "sponsor-class": REGISTRY,
}


@dataclass(frozen=True)
class Label:
    """One label of a trial. ``label`` is a vocabulary and ``value`` its term; ``sponsor`` is a
    company or an institution. ``span`` is quoted from ``field``; ``record`` is the sibling's number
    or the programmes' ids, ``guessed`` whether these say that they guess.
    """

    trial: str
    label: str
    value: str
    rule: str
    field: str = ""
    span: str = ""
    record: str = ""
    guessed: bool = False

    @property
    def basis(self) -> str:
        """What it rests on: a key of :data:`BASES`."""
        if self.rule.startswith("programme"):
            return GUESSED if self.guessed else STATED
        if self.rule in _BY_RULE:
            return _BY_RULE[self.rule]
        return WORDS if self.field in READ_FIELDS else REGISTRY if self.field else LABELS

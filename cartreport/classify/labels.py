"""The labels of trials, each with its rule: from the words, from the lists, and from siblings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cartreport.classify.rules import Mention, Rules, lowered, texts_of
from cartreport.landscape.rows.companies import Sponsors
from cartreport.landscape.rows.settings import Settings, setting_of_indication

if TYPE_CHECKING:
    from cartreport.sources.records import Records, Trial

CODE = re.compile(
    r"(?<![\w-])(?=[\w-]*\d{2})[A-Z][A-Za-z]{0,9}[-_ ]?[A-Z]{0,3}-?\d{2,5}(?:-\d{2})?[A-Z]{0,3}"
    r"(?![\w])"
)
"""A product code as sponsors write them: letters, then at least two digits."""
CODE_LEAST = 5
"""Signs that a code has which can't be a cytokine's or another sponsor's name."""


@dataclass(frozen=True)
class Label:
    """One label of a trial: its value, the rule that gave it, and the words behind it."""

    trial: str
    label: str
    value: str
    rule: str
    field: str = ""
    span: str = ""


@dataclass
class Classifier:
    """Reads trials by the rules of a project."""

    records: Records
    rules: Rules
    sponsors: Sponsors = field(init=False)
    settings: Settings = field(init=False)

    def __post_init__(self) -> None:
        self.sponsors = Sponsors(self.records)
        self.settings = Settings(self.records)
        self.listed = _listed(self.records)
        self.named = _named(self.records)
        self.sources = _listed_sources(self.records)
        no_code = self.rules.file.not_codes
        self.no_code = re.compile(no_code, re.IGNORECASE) if no_code else None

    def classify(self, trials: Iterable[Trial]) -> list[Label]:
        """Labels of all trials in their order; siblings by product code are read last."""
        read = {trial.id: (trial, texts_of(trial)) for trial in trials}
        targets = {key: self._targets(trial, texts) for key, (trial, texts) in read.items()}
        codes = {key: self._codes(texts) for key, (_, texts) in read.items()}
        known = _by_code(codes, targets)
        out: list[Label] = []
        stated: dict[str, list[Label]] = {}
        for key, (trial, texts) in read.items():
            bound = targets[key] or _from_siblings(key, "targets", codes[key], known)
            out += bound
            sources = self._source(trial, texts)
            stated[key] = sources
            out += self._others(trial, texts, {label.value for label in bound})
        by_source = _by_code(codes, stated)
        for key, sources in stated.items():
            out += sources or self._made_inside(key, codes[key], by_source)
        return out

    def _made_inside(
        self, trial: str, codes: set[str], known: dict[str, Counter[frozenset[str]]]
    ) -> list[Label]:
        """What all sibling records of a product code say; a short code only for no cells at all."""
        long = {code for code in codes if len(code) >= CODE_LEAST}
        found = _from_siblings(trial, "cell-source", long, known)
        if found:
            return found
        found = _from_siblings(trial, "cell-source", codes, known)
        inside = {t.id for t in self.records.vocabulary["cell-source"] if t.group == "no-cells"}
        made = [label for label in found if label.value in inside]
        listed = self.sources.get(trial)
        if not made and listed in inside:
            return [Label(trial, "cell-source", str(listed), "programme-lists")]
        return made

    def _targets(self, trial: Trial, texts: dict[str, str]) -> list[Label]:
        """From title and interventions; else through a programme; else from the other fields."""
        reader = self.rules.readers["targets"]
        first = reader.mentions({name: texts.get(name, "") for name in reader.fields[0]})
        found = _labels(trial.id, "targets", first)
        values = {label.value for label in found}
        listed = self.listed.get(trial.id, set())
        product = any(label.field == "interventions" for label in found)
        if listed and values < listed and not product:  # a product that names its own is left
            rule = "programme-completes" if values else "programme-lists"
            return [Label(trial.id, "targets", value, rule) for value in sorted(listed)]
        if found:
            return found
        named = self._named_in(trial, texts)
        if named:
            return named
        return _labels(trial.id, "targets", reader.mentions(texts))

    def _named_in(self, trial: Trial, texts: dict[str, str]) -> list[Label]:
        """The targets of the programme whose name or code stands in title or interventions."""
        for name in ("title", "interventions"):
            for words in _windows(texts.get(name, "")):
                bound = self.named.get(_folded(words))
                if bound:
                    return [
                        Label(trial.id, "targets", value, "programme-name", name, words)
                        for value in sorted(bound)
                    ]
        return []

    def _codes(self, texts: dict[str, str]) -> set[str]:
        """Product codes in title and interventions, blanks and hyphens folded."""
        reader = self.rules.readers["targets"].any
        found = set()
        for name in ("title", "interventions"):
            for hit in CODE.finditer(texts.get(name, "")):
                if self.no_code and self.no_code.match(hit[0]):
                    continue
                if reader is None or not reader.search(lowered(hit[0])):
                    found.add(re.sub(r"[-_ ]", "", hit[0]).upper())
        return found

    def _others(self, trial: Trial, texts: dict[str, str], targets: set[str]) -> Iterator[Label]:
        for name in ("cell-type", "indications"):
            yield from _labels(trial.id, name, self.rules.readers[name].mentions(texts))
        yield from self._construct(trial, texts, targets)
        yield from self._settings(trial, texts, targets)
        sponsor = self.sponsors.of(trial)
        yield Label(
            trial.id, "sponsor-type", sponsor.type, "sponsor-list", "sponsor", trial.sponsor
        )
        if sponsor.id:
            yield Label(trial.id, "sponsor", sponsor.id, "sponsor-list", "sponsor", trial.sponsor)

    def _source(self, trial: Trial, texts: dict[str, str]) -> list[Label]:
        """What the record says of the cells; nothing where it does not: a default is no finding.

        A source that the title or the interventions name goes before one that the summary names.
        """
        reader = self.rules.readers["cell-source"]
        near = reader.mentions({k: texts.get(k, "") for k in ("title", "interventions")})
        found = _labels(trial.id, "cell-source", near or reader.mentions(texts))
        return found or self._hinted(trial, "cell-source", texts)

    def _hinted(self, trial: Trial, name: str, texts: dict[str, str]) -> list[Label]:
        """The first hint that any field gives: it counts where the record says nothing plainly."""
        for hint, pattern in self.rules.hints.get(name, ()):
            for field_name, text in texts.items():
                hit = pattern.search(text)
                if hit:
                    return [Label(trial.id, name, hint.term, hint.id, field_name, hit[0])]
        return []

    def _construct(self, trial: Trial, texts: dict[str, str], targets: set[str]) -> Iterator[Label]:
        """By words (armoured, gated, cocktail …), and by how many targets there are."""
        terms = self.records.vocabulary["construct"]
        mentions = self.rules.readers["construct"].mentions(texts)
        yield from _labels(trial.id, "construct", mentions)
        named = [terms[mention.term] for mention in mentions]
        if any(term.least_targets is not None for term in named):
            return
        able = [t for t in terms if t.least_targets and t.least_targets <= len(targets)]
        most = max((term.least_targets or 0 for term in able), default=0)
        if most > 1 or (most and not named):  # a single receptor that is armoured is that
            chosen = [term for term in able if term.least_targets == most][-1]
            yield Label(trial.id, "construct", chosen.id, "number-of-targets")

    def _settings(self, trial: Trial, texts: dict[str, str], targets: set[str]) -> Iterator[Label]:
        setting, rule = self.settings.of(trial)
        if setting:
            yield Label(trial.id, "settings", setting, f"conditions-{rule}")
            return
        vocabulary = self.records.vocabulary
        diseases = self.rules.readers["indications"].mentions(texts)
        found = {setting_of_indication(vocabulary, m.term): m for m in diseases}
        own = self.rules.readers["settings"].mentions(texts)
        found |= {mention.term: mention for mention in own if mention.term not in found}
        found.pop(None, None)
        for value, mention in found.items():
            yield Label(trial.id, "settings", str(value), "words", mention.field, mention.span)
        if not found and len(targets) == 1:
            group = vocabulary["targets"][next(iter(targets))].group
            if group and vocabulary["target-classes"][group].group:
                yield Label(
                    trial.id,
                    "settings",
                    str(vocabulary["target-classes"][group].group),
                    "target-class",
                )


def _labels(trial: str, label: str, mentions: Iterable[Mention]) -> list[Label]:
    return [Label(trial, label, m.term, "words", m.field, m.span) for m in mentions]


def _listed(records: Records) -> dict[str, set[str]]:
    """Trial → targets of the programmes that list it, where they agree on one set."""
    found: dict[str, list[frozenset[str]]] = defaultdict(list)
    for entry in records.programmes.values():
        for trial in entry.record.trials:
            found[trial].append(frozenset(entry.record.targets))
    return {trial: set(sets[0]) for trial, sets in found.items() if len(set(sets)) == 1 and sets[0]}


def _listed_sources(records: Records) -> dict[str, str]:
    """Trial → cell source of the programmes that list it, where they agree on one."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in records.programmes.values():
        for trial in entry.record.trials:
            found[trial].add(entry.record.facets.get("cell-source", ""))
    return {trial: min(values) for trial, values in found.items() if len(values) == 1}


def _named(records: Records) -> dict[str, set[str]]:
    """Name or alias of a programme → its targets; only names with a digit or of some length."""
    named: dict[str, set[str]] = {}
    for entry in records.programmes.values():
        programme = entry.record
        for alias in (programme.name, programme.short or "", *programme.aliases):
            if programme.targets and (len(alias) > 7 or re.search(r"\d\d", alias)):
                named[_folded(alias)] = set(programme.targets)
    return named


def _folded(words: str) -> str:
    """A name without case, blanks and hyphens: as a person reads a product code."""
    return re.sub(r"[^\w]|_", "", words).casefold()


def _windows(text: str, most: int = 4) -> Iterator[str]:
    """Runs of up to ``most`` words of a text, the longer ones first."""
    words = list(re.finditer(r"[\w]+", text))
    for size in range(min(most, len(words)), 0, -1):
        for index in range(len(words) - size + 1):
            yield text[words[index].start() : words[index + size - 1].end()]


def _by_code(
    codes: dict[str, set[str]], targets: dict[str, list[Label]]
) -> dict[str, Counter[frozenset[str]]]:
    """Product code → target sets of the trials that name it and have targets of their own."""
    known: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for trial, found in codes.items():
        values = frozenset(label.value for label in targets[trial])
        for code in found if values else ():
            known[code][values] += 1
    return known


def _from_siblings(
    trial: str, label: str, codes: set[str], known: dict[str, Counter[frozenset[str]]]
) -> list[Label]:
    """What all sibling records of a product code say; the code is the span."""
    for code in sorted(codes):
        sets = known.get(code)
        if sets and len(sets) == 1:
            return [Label(trial, label, v, "sibling", "", code) for v in sorted(next(iter(sets)))]
    return []

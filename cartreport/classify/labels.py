"""The labels of trials, each with its rule: from words, lists, siblings, and what follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cartreport.classify.conditions import JOIN
from cartreport.classify.label import NAME, WORDS, Label
from cartreport.classify.programmes import Programmes
from cartreport.classify.rules import Rules, texts_of
from cartreport.classify.siblings import Siblings, codes_of
from cartreport.landscape.rows.companies import Sponsors
from cartreport.landscape.rows.settings import PROGRAMME, Settings, setting_of_indication
from cartreport.landscape.terms import parent

if TYPE_CHECKING:
    from cartreport.classify.rules import Mention, Reader
    from cartreport.sources.records import Records, Trial

Found = dict[str, list[Label]]
"""Label → what a trial has of it."""
PAIR = 2
PRODUCT = "interventions"
SPONSOR, SPONSOR_TYPE, SETTINGS = "sponsor", "sponsor-types", "settings"
LISTED, COMPLETES = "programme-lists", "programme-completes"


@dataclass(frozen=True)
class Read:
    """A trial, its readable texts, and the labels that it has so far."""

    trial: Trial
    texts: dict[str, str]
    found: Found = field(default_factory=dict)

    @property
    def values(self) -> dict[str, str]:
        """The values of the labels so far, joined."""
        return {name: JOIN.join(x.value for x in held) for name, held in self.found.items()}

    def say(self, label: str, mentions: Iterable[Mention]) -> list[Label]:
        """The labels that the words of the record give, or a product's name in them."""
        return [
            Label(self.trial.id, label, m.term, NAME if m.named else WORDS, m.field, m.span)
            for m in mentions
        ]


@dataclass
class Classifier:
    """Reads trials by the rules of a project."""

    records: Records
    rules: Rules
    sponsors: Sponsors = field(init=False)
    settings: Settings = field(init=False)
    programmes: Programmes = field(init=False)

    def __post_init__(self) -> None:
        self.sponsors = Sponsors(self.records)
        self.settings = Settings(self.records)
        told = {name: reader.rule.programmes for name, reader in self.rules.readers.items()}
        self.programmes = Programmes(self.records, {k: v for k, v in told.items() if v})

    def classify(self, trials: Iterable[Trial]) -> list[Label]:
        """Labels of all trials in their order, those of a trial in the order of the rules.

        First the labels that siblings by product code may give: what each record says, then what
        they say where it says nothing. Then the labels that build on these.
        """
        read = {trial.id: Read(trial, texts_of(trial)) for trial in trials}
        codes = {key: codes_of(one.texts, self.rules, self.programmes) for key, one in read.items()}
        for label in [name for name, held in self.rules.readers.items() if held.rule.siblings]:
            own = {key: self._read(label, one) for key, one in read.items()}
            siblings = Siblings(codes, own)
            for key, one in read.items():
                one.found[label] = own[key] or self._through(label, key, siblings)
        out: list[Label] = []
        for one in read.values():
            one.found.update(self._sponsor(one.trial))
            for label in self.rules.readers:
                if label not in one.found:
                    one.found[label] = self._read(label, one)
            order = (*self.rules.readers, *(SPONSOR_TYPE, SPONSOR))
            out += [held for label in order for held in one.found.get(label, ())]
        return out

    def _read(self, label: str, one: Read) -> list[Label]:
        """What the words say; where they say nothing, what follows from the other labels."""
        reader = self.rules.readers[label]
        if reader.only.seen(one.trial, one.texts, one.values) is None:
            return []
        if label == SETTINGS:
            said = self._settings(one)
        elif reader.rule.counts:
            said = self._counted(label, reader, one)
        elif reader.rule.programmes and reader.rule.programmes.completes:
            said = self._completed(label, reader, one)
        else:
            said = one.say(label, reader.mentions(one.texts))
        return said or self._follows(label, one)

    def _follows(self, label: str, one: Read) -> list[Label]:
        """What the first rule gives whose condition holds."""
        for rule in self.rules.derived.get(label, ()):
            seen = rule.when.seen(one.trial, one.texts, one.values)
            if seen:
                return [Label(one.trial.id, label, rule.term, rule.id, *seen)]
        return []

    def _through(self, label: str, trial: str, siblings: Siblings) -> list[Label]:
        """What siblings by product code say of a trial that says nothing itself.

        A short code, and programmes that do not complete words, give terms of some groups alone.
        """
        rule = self.rules.readers[label].rule
        assert rule.siblings is not None  # these labels alone come here
        found = siblings.say(trial, label, least=rule.siblings.signs)
        if not found and rule.siblings.short:
            short = self._of(label, rule.siblings.short)
            found = [one for one in siblings.say(trial, label) if one.value in short]
        if found or rule.programmes is None or rule.programmes.completes:
            return found
        row = self.programmes.listed(label, trial)
        able = self._of(label, rule.programmes.groups)
        return row.say(trial, label, LISTED) if row and row.values <= able else []

    def _of(self, label: str, groups: list[str]) -> set[str]:
        """The terms of a label that are in one of the groups; all where there are none."""
        terms = self.records.vocabulary[label]
        return {term.id for term in terms if not groups or term.group in groups}

    def _completed(self, label: str, reader: Reader, one: Read) -> list[Label]:
        """From title and interventions; else through a programme; else from the other fields."""
        said = one.say(label, reader.mentions(one.texts, groups=1))
        values = {held.value for held in said}
        row = self.programmes.listed(label, one.trial.id)
        product = reader.mentions({PRODUCT: one.texts.get(PRODUCT, "")})
        if row and values < row.values and not product:  # a product that names its own is left
            return row.say(one.trial.id, label, COMPLETES if values else LISTED)
        if said:
            offered = [m for m in reader.offered(one.texts) if m.term not in values]
            return said + one.say(label, offered)
        return self.programmes.named(label, one.trial.id, one.texts) or one.say(
            label, reader.mentions(one.texts)
        )

    def _counted(self, label: str, reader: Reader, one: Read) -> list[Label]:
        """By words, by what follows, and by how many values another label has.

        Several products (a term of no such value) go before what is said of one that has several.
        """
        terms = self.records.vocabulary[label]
        said = one.say(label, reader.mentions(one.texts))
        said += [new for new in self._follows(label, one) if new.value not in _values(said)]
        least = {value: terms[value].least_targets for value in _values(said)}
        if 0 in least.values():
            return [held for held in said if (least[held.value] or 0) < PAIR]
        if any(count is not None for count in least.values()):
            return said
        bound = len(one.found.get(reader.rule.counts or "", ()))
        able = {term.id: term.least_targets for term in terms if term.least_targets}
        most = max((least for least in able.values() if least <= bound), default=0)
        if most >= PAIR or (most and not said):  # one that is something else besides is that
            chosen = [term for term, least in able.items() if least == most][-1]
            said.append(Label(one.trial.id, label, chosen, "number-of-targets"))
        return said

    def _settings(self, one: Read) -> list[Label]:
        """By the extract or the conditions; else by words; else by the class of the one target."""
        setting, rule = self.settings.of(one.trial)
        if setting and rule:
            rows = self.settings.rows(one.trial) if rule == PROGRAMME else ()
            return [Label(one.trial.id, SETTINGS, setting, rule, record="|".join(rows))]
        vocabulary = self.records.vocabulary
        diseases = self.rules.mentions("indications", one.texts)
        named = {setting_of_indication(vocabulary, m.term): m for m in diseases}
        own = self.rules.mentions(SETTINGS, one.texts)
        named |= {mention.term: mention for mention in own if mention.term not in named}
        named.pop(None, None)
        if named:
            return [
                Label(one.trial.id, SETTINGS, str(value), WORDS, mention.field, mention.span)
                for value, mention in named.items()
            ]
        targets = {label.value for label in one.found.get("targets", ())}
        group = parent(vocabulary, "targets", min(targets)) if len(targets) == 1 else None
        above = parent(vocabulary, "target-classes", group)
        return [Label(one.trial.id, SETTINGS, above, "target-class")] if above else []

    def _sponsor(self, trial: Trial) -> Found:
        """Who the lead sponsor is, by the lists of companies and institutions, and of what type."""
        sponsor = self.sponsors.of(trial)
        rule = "sponsor-list" if sponsor.id else "sponsor-class"
        told = (rule, "sponsor", trial.sponsor)
        found: Found = {}
        if SPONSOR_TYPE in self.records.project.vocabulary:
            found[SPONSOR_TYPE] = [Label(trial.id, SPONSOR_TYPE, sponsor.type, *told)]
        if sponsor.id:
            found[SPONSOR] = [Label(trial.id, SPONSOR, sponsor.id, *told)]
        return found


def _values(labels: list[Label]) -> list[str]:
    return [label.value for label in labels]

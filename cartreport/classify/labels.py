"""The labels of trials, each with its rule: from words, lists, siblings, and what follows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cartreport.classify.conditions import JOIN
from cartreport.classify.label import Label
from cartreport.classify.programmes import Programmes
from cartreport.classify.rules import Rules, texts_of
from cartreport.classify.siblings import LONG, Siblings, codes_of
from cartreport.landscape.rows.companies import Sponsors
from cartreport.landscape.rows.settings import Settings, setting_of_indication
from cartreport.landscape.terms import parent

if TYPE_CHECKING:
    from cartreport.classify.rules import Mention
    from cartreport.sources.records import Records, Trial

Found = dict[str, list[Label]]
"""Label → what a trial has of it."""
FIRST = ("targets", "cell-source")
"""Labels that others build on; siblings complete them."""
NEAR = ("title", "interventions")
"""Fields that speak of the product itself."""
PAIR = 2
PRODUCT = "interventions"
SPONSOR, SPONSOR_TYPE = "sponsor", "sponsor-types"


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
        """The labels that the words of the record give."""
        return [Label(self.trial.id, label, m.term, "words", m.field, m.span) for m in mentions]


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
        self.programmes = Programmes(self.records)
        self.special = {
            "targets": self._targets,
            "cell-source": self._source,
            "construct": self._construct,
            "settings": self._settings,
        }

    def classify(self, trials: Iterable[Trial]) -> list[Label]:
        """Labels of all trials in their order, those of a trial in the order of the rules.

        First what each record says of targets and cell source, then what siblings by product code
        say where it says nothing, then the labels that build on these.
        """
        read = {trial.id: Read(trial, texts_of(trial)) for trial in trials}
        codes = {key: codes_of(one.texts, self.rules, self.programmes) for key, one in read.items()}
        for label in [name for name in FIRST if name in self.rules.readers]:
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
        reader = self.rules.readers.get(label)
        if reader is None or reader.only.seen(one.trial, one.texts, one.values) is None:
            return []
        special = self.special.get(label)
        said = special(one) if special else one.say(label, self.rules.mentions(label, one.texts))
        return said or self._follows(label, one)

    def _follows(self, label: str, one: Read) -> list[Label]:
        """What the first rule gives whose condition holds."""
        for rule in self.rules.derived.get(label, ()):
            seen = rule.when.seen(one.trial, one.texts, one.values)
            if seen:
                return [Label(one.trial.id, label, rule.term, rule.id, *seen)]
        return []

    def _through(self, label: str, trial: str, siblings: Siblings) -> list[Label]:
        """What siblings by product code say of a trial that says nothing itself."""
        return siblings.say(trial, label) if label == "targets" else self._made(trial, siblings)

    def _made(self, trial: str, siblings: Siblings) -> list[Label]:
        """The cell source that siblings say; a short code or a list only for no cells at all."""
        found = siblings.say(trial, "cell-source", least=LONG)
        if found:
            return found
        inside = {t.id for t in self.records.vocabulary["cell-source"] if t.group == "no-cells"}
        made = [one for one in siblings.say(trial, "cell-source") if one.value in inside]
        listed = self.programmes.sources.get(trial)
        if not made and listed in inside:
            return [Label(trial, "cell-source", str(listed), "programme-lists")]
        return made

    def _targets(self, one: Read) -> list[Label]:
        """From title and interventions; else through a programme; else from the other fields."""
        reader = self.rules.readers["targets"]
        near = {name for group in reader.fields[:1] for name in group}
        first = reader.mentions({name: one.texts.get(name, "") for name in near})
        said = one.say("targets", first)
        values = {label.value for label in said}
        listed = self.programmes.targets.get(one.trial.id, set())
        product = reader.mentions({PRODUCT: one.texts.get(PRODUCT, "")})
        if listed and values < listed and not product:  # a product that names its own is left
            rule = "programme-completes" if values else "programme-lists"
            return [Label(one.trial.id, "targets", value, rule) for value in sorted(listed)]
        if said:
            offered = [m for m in reader.offered(one.texts) if m.term not in values]
            return said + one.say("targets", offered)
        return self.programmes.named(one.trial.id, one.texts) or one.say(
            "targets", reader.mentions(one.texts)
        )

    def _source(self, one: Read) -> list[Label]:
        """What the record says of the cells; nothing where it does not: a default is no finding.

        A source that the title or the interventions name goes before one that the summary names.
        """
        reader = self.rules.readers["cell-source"]
        near = reader.mentions({name: one.texts.get(name, "") for name in NEAR})
        return one.say("cell-source", near or reader.mentions(one.texts))

    def _construct(self, one: Read) -> list[Label]:
        """By words (armoured, gated …), by what follows, and by how many targets there are.

        Several products (a term of no target) go before what is said of one that binds several.
        """
        terms = self.records.vocabulary["construct"]
        said = one.say("construct", self.rules.mentions("construct", one.texts))
        said += [new for new in self._follows("construct", one) if new.value not in _values(said)]
        least = {value: terms[value].least_targets for value in _values(said)}
        if 0 in least.values():
            return [label for label in said if (least[label.value] or 0) < PAIR]
        if any(count is not None for count in least.values()):
            return said
        bound = len(one.found.get("targets", ()))
        able = [t for t in terms if t.least_targets and t.least_targets <= bound]
        most = max((term.least_targets or 0 for term in able), default=0)
        if most >= PAIR or (most and not said):  # a single receptor that is armoured is that
            chosen = [term for term in able if term.least_targets == most][-1]
            said.append(Label(one.trial.id, "construct", chosen.id, "number-of-targets"))
        return said

    def _settings(self, one: Read) -> list[Label]:
        """By the extract or the conditions; else by words; else by the class of the one target."""
        setting, rule = self.settings.of(one.trial)
        if setting and rule:
            return [Label(one.trial.id, "settings", setting, rule)]
        vocabulary = self.records.vocabulary
        diseases = self.rules.mentions("indications", one.texts)
        named = {setting_of_indication(vocabulary, m.term): m for m in diseases}
        own = self.rules.mentions("settings", one.texts)
        named |= {mention.term: mention for mention in own if mention.term not in named}
        named.pop(None, None)
        if named:
            return [
                Label(one.trial.id, "settings", str(value), "words", mention.field, mention.span)
                for value, mention in named.items()
            ]
        targets = {label.value for label in one.found.get("targets", ())}
        group = parent(vocabulary, "targets", min(targets)) if len(targets) == 1 else None
        above = parent(vocabulary, "target-classes", group)
        return [Label(one.trial.id, "settings", above, "target-class")] if above else []

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

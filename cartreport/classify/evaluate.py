"""How right the labels are: precision, recall and F1 against trials that a person read.

Labels are compared as sets. A target in the truth that the vocabulary knows by another name counts
as that target; ``unknown`` and ``none`` are the empty set, ``not stated`` is no label.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.errors import RequestError

if TYPE_CHECKING:
    from cartreport.classify.label import Label
    from cartreport.sources.vocabulary import Terms, Vocabulary

COLUMNS = {
    "cell_source": "cell-source",
    "construct": "construct",
    "setting": "settings",
    "sponsor_type": "sponsor-types",
}
"""Column of the labels file → the label it holds: a vocabulary."""
NOTHING = {"", "unknown", "none", "not stated", "not-car"}
BOTH = "both"
"""A truth that stands for two terms: those of the vocabulary whose group it is."""
MIXED = "mixed"
"""A truth that stands for any several values."""
Z = 1.96


@dataclass
class Score:
    """Counts of one label: rows, rows that are exactly right, and its single values."""

    n: int = 0
    exact: int = 0
    hits: int = 0
    wrong: int = 0
    missed: int = 0
    stated: int = 0
    stated_right: int = 0
    false_claims: int = 0

    @property
    def precision(self) -> float:
        """Of what is claimed, how much is true."""
        return self.hits / (self.hits + self.wrong) if self.hits + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Of what is true, how much is found."""
        return self.hits / (self.hits + self.missed) if self.hits + self.missed else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass
class Evaluation:
    """All scores, those of single targets, the misses, and rows that the project does not hold."""

    scores: dict[str, Score]
    by_target: dict[str, Score] = field(default_factory=dict)
    misses: list[dict[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)


def evaluate(path: Path, labels: Iterable[Label], vocabulary: Vocabulary) -> Evaluation:
    """The labels held against the file at ``path``.

    Raises :class:`RequestError` for a file that can't be read or lacks a column.
    """
    ours: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for label in labels:
        ours[label.trial][label.label].add(label.value)
    found = Evaluation({name: Score() for name in ("targets", *COLUMNS)})
    singles: dict[str, Score] = defaultdict(Score)
    for row in _rows(path):
        trial = row["nct_id"]
        if trial not in ours:
            found.unknown.append(trial)
            continue
        terms_of = vocabulary["targets"]
        truth = _truth(row["targets"], terms_of)
        claimed = ours[trial]["targets"]
        _add(found, "targets", trial, truth, claimed, lambda value: value)
        for target in truth | claimed:
            term = terms_of.by_id.get(target)  # truth may hold what the vocabulary lacks
            _count(singles[term.label if term else target], {target} & truth, {target} & claimed)
        for column, name in COLUMNS.items():
            truth = _truth(row[column], vocabulary[name])
            fold = _folded if column == "construct" else lambda value: value
            claimed = ours[trial][name]
            if truth == {MIXED} and len(claimed) > 1:
                truth = claimed  # a reader's one word for several
            _add(found, column, trial, truth, claimed, fold)
    found.by_target = dict(sorted(singles.items(), key=lambda item: (-_size(item[1]), item[0])))
    return found


def _size(score: Score) -> int:
    return score.hits + score.missed


def _rows(path: Path) -> list[dict[str, str]]:
    needed = {"nct_id", "targets", *COLUMNS}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise RequestError(f"{path}: {error.strerror}", "Give a CSV of labels.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise RequestError(f"{path} is not a UTF-8 CSV: {error}") from error
    lacking = needed - set(rows[0] if rows else ())
    if lacking:
        raise RequestError(
            f"{path} has no column {', '.join(sorted(lacking))}", "See docs/classification.md."
        )
    return rows


def _truth(cell: str, terms: Terms) -> set[str]:
    """The ids of a cell's values; a word that the vocabulary lacks stays a value of its own."""
    parts = {part.strip() for part in cell.split(";")} - NOTHING
    if cell.strip() == BOTH:
        parts = {term.id for term in terms if term.group == BOTH}
    return {terms.find(part) or part for part in parts if part}


def _folded(value: str) -> str:
    """Kinds of dual are one kind where a person reads: most records do not disclose which."""
    return "dual" if value.startswith("dual") else value


def _add(
    found: Evaluation,
    name: str,
    trial: str,
    truth: set[str],
    claimed: set[str],
    fold: Callable[[str], str],
) -> None:
    truth, claimed = {fold(v) for v in truth}, {fold(v) for v in claimed}
    score = found.scores[name]
    score.n += 1
    score.exact += truth == claimed
    score.stated += bool(truth)
    score.stated_right += bool(truth) and truth == claimed
    score.false_claims += not truth and bool(claimed)
    _count(score, truth, claimed)
    if truth != claimed:
        found.misses.append(
            {
                "nct_id": trial,
                "label": name,
                "truth": ";".join(sorted(truth)),
                "ours": ";".join(sorted(claimed)),
            }
        )


def _count(score: Score, truth: set[str], claimed: set[str]) -> None:
    score.hits += len(truth & claimed)
    score.wrong += len(claimed - truth)
    score.missed += len(truth - claimed)


def interval(hits: int, n: int) -> tuple[float, float]:
    """The Wilson score interval at 95 % (E. B. Wilson, 1927) of ``hits`` in ``n``."""
    if not n:
        return 0.0, 1.0
    share, z2 = hits / n, Z * Z
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = Z * sqrt(share * (1 - share) / n + z2 / (4 * n * n)) / (1 + z2 / n)
    return max(0.0, middle - half), min(1.0, middle + half)


def as_json(found: Evaluation) -> Mapping[str, object]:
    """The figures as ``classify --evaluate --format json`` prints them; intervals are 95 %."""
    targets = found.scores["targets"]
    out: dict[str, object] = {
        "targets": {
            "n": targets.n,
            "exact": _share(targets.exact, targets.n),
            "exact_interval": _interval(targets.exact, targets.n),
            **_rates(targets),
        }
    }
    for name in COLUMNS:
        score = found.scores[name]
        out[name] = {
            "n": score.n,
            "accuracy": _share(score.exact, score.n),
            "accuracy_interval": _interval(score.exact, score.n),
            "stated": score.stated,
            "stated_accuracy": _share(score.stated_right, score.stated),
            "false_claims": score.false_claims,
            **_rates(score),
        }
    kinds = Counter(miss["label"] for miss in found.misses)
    return {
        **out,
        "by_target": {
            name: {
                "n": score.hits + score.missed,
                **_rates(score),
                "precision_interval": _interval(score.hits, score.hits + score.wrong),
                "recall_interval": _interval(score.hits, score.hits + score.missed),
            }
            for name, score in found.by_target.items()
        },
        "misses": found.misses,
        "misses_by_label": dict(sorted(kinds.items())),
        "unknown": found.unknown,
    }


def _rates(score: Score) -> dict[str, float]:
    return {name: round(getattr(score, name), 4) for name in ("precision", "recall", "f1")}


def _interval(part: int, whole: int) -> list[float]:
    return [round(end, 4) for end in interval(part, whole)]


def _share(part: int, whole: int) -> float | None:
    return round(part / whole, 4) if whole else None

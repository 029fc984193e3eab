"""How right the labels are: precision, recall and F1 against trials that a person read.

Labels are compared as sets. Which column holds which label, and which words mean none, the rules of
the project say; a value that the vocabulary knows by another name counts as its term.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.errors import RequestError
from cartreport.sources.csv_text import CsvRow, read_csv
from cartreport.sources.suggest import did_you_mean

if TYPE_CHECKING:
    from cartreport.classify.run import Classified
    from cartreport.problems import Problems
    from cartreport.sources.evaluation import Truth, TruthColumn
    from cartreport.sources.vocabulary import Vocabulary

MEASURED = ("rules", "stored")
"""What an evaluation measures: the rules, or labels that the project holds."""

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
    """All scores by column, those of single values, the misses, and rows that are not held.

    ``singles``: the column whose values are scored by themselves; ``measured``: rows by what was
    held against them, ``rules`` or ``stored``.
    """

    scores: dict[str, Score]
    singles: str = ""
    by_value: dict[str, Score] = field(default_factory=dict)
    misses: list[dict[str, str]] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    measured: dict[str, int] = field(default_factory=lambda: dict.fromkeys(MEASURED, 0))


def evaluate(
    path: Path, found: Classified, truth: Truth, vocabulary: Vocabulary, problems: Problems
) -> Evaluation:
    """The labels held against the file at ``path``, whose columns are those of ``truth``.

    A word that is neither a term nor one for nothing is a problem (E205). Raises
    :class:`RequestError` for a file that can't be read or lacks a column.
    """
    ours: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for label in found.labels:
        ours[label.trial][label.label].add(label.value)
    singles = next((column for column in truth.columns if column.singles), None)
    result = Evaluation(
        {c.column: Score() for c in truth.columns}, singles.column if singles else ""
    )
    by_value: dict[str, Score] = defaultdict(Score)
    for row in read_truth(path, truth, problems):
        trial = row.cells[truth.id]
        held = {c.column: _truth(row, c, truth, vocabulary, problems) for c in truth.columns}
        if trial not in ours:
            result.unknown.append(trial)
            continue
        result.measured["stored" if trial in found.kept else "rules"] += 1
        for column in truth.columns:
            true, claimed = held[column.column], ours[trial][column.label]
            if row.cells[column.column].strip() in column.any_several and len(claimed) > 1:
                true = claimed  # a reader's one word for several
            _add(result, column, trial, true, claimed)
            for value in true | claimed if column.singles else ():
                name = vocabulary[column.label].label(value)
                _count(by_value[name], {value} & true, {value} & claimed)
    result.by_value = dict(sorted(by_value.items(), key=lambda item: (-_size(item[1]), item[0])))
    return result


def _size(score: Score) -> int:
    return score.hits + score.missed


def read_truth(path: Path, truth: Truth, problems: Problems) -> list[CsvRow]:
    """The rows of a file of labels; other columns than those of ``truth`` are left alone.

    Raises :class:`RequestError` for a file that can't be read or lacks a column.
    """
    needed = {truth.id, *(column.column for column in truth.columns)}
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader(file), [])
    except OSError as error:
        raise RequestError(f"{path}: {error.strerror}", "Give a CSV of labels.") from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise RequestError(f"{path} is not a UTF-8 CSV: {error}") from error
    lacking = needed - set(header)
    if lacking:
        raise RequestError(
            f"{path} has no column {', '.join(sorted(lacking))}",
            "See docs/explanation/classification.md.",
        )
    return read_csv(path, str(path), {name: name in needed for name in header if name}, problems)


def _truth(
    row: CsvRow, column: TruthColumn, truth: Truth, vocabulary: Vocabulary, problems: Problems
) -> set[str]:
    """The ids of a cell's values; an unknown word is a problem at its cell."""
    terms = vocabulary[column.label]
    cell = row.cells[column.column].strip()
    if cell in column.any_several:
        return {cell}
    found: set[str] = set()
    for part in filter(None, map(str.strip, cell.split(";"))):
        known = terms.find(part)
        if part in column.several:
            found |= set(column.several[part])
        elif known:
            found.add(known)
        elif part not in truth.nothing:
            able = [*terms.by_id, *(term.label for term in terms), *column.several, *truth.nothing]
            message = f"{part!r} is no term of {column.label}, nor a word for none"
            problems.add(row.where(column.column), "E205", message, did_you_mean(part, able), part)
    return found


def _add(
    found: Evaluation, column: TruthColumn, trial: str, truth: set[str], claimed: set[str]
) -> None:
    one = {value: name for name, values in column.same.items() for value in values}
    truth, claimed = {one.get(v, v) for v in truth}, {one.get(v, v) for v in claimed}
    score = found.scores[column.column]
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
                "label": column.column,
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
    out: dict[str, object] = {"measured": found.measured}
    for name, score in found.scores.items():
        right = "exact" if name == found.singles else "accuracy"
        out[name] = {
            "n": score.n,
            right: _share(score.exact, score.n),
            f"{right}_interval": _interval(score.exact, score.n),
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
            for name, score in found.by_value.items()
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

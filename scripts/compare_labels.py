"""Our labels of the trials in the focus country against counts by plain patterns, row by row.

Usage: python scripts/compare_labels.py TRIALS.csv VOCABULARY.yaml PIPELINE.csv > table.md
The trials are those of `cartreport import` with titles and summaries; the other two files hold the
patterns and the programme table that the plain count is made with.
"""

from __future__ import annotations

import csv
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from cartreport.classify.run import classify
from cartreport.problems import Problems
from cartreport.sources.load import load_records
from cartreport.sources.records import Records, Trial
from cartreport.sources.yaml_text import read_yaml

ROOT = Path(__file__).resolve().parents[1]


def plain(trials: list[Trial], vocabulary: Path, pipeline: Path) -> dict[str, set[str]]:
    """Trial → antigens by pattern: title and interventions, else conditions and summary; a
    programme that lists the trial goes before both."""
    terms = read_yaml(vocabulary, vocabulary.name, Problems()).data["targets"]  # type: ignore[union-attr,index,call-overload]
    patterns = {term["name"]: re.compile(term["pattern"], re.IGNORECASE) for term in terms}
    listed: dict[str, set[str]] = defaultdict(set)
    with pipeline.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            for trial in filter(None, row["trial_ids"].split(";")):
                listed[trial.strip()] |= {t.strip() for t in row["targets"].split(";") if t.strip()}
    found = {}
    for trial in trials:
        near = " ".join([trial.title or "", *trial.interventions])
        far = " ".join([*trial.conditions, trial.summary or ""])
        hits = {name for name, pattern in patterns.items() if pattern.search(near)}
        hits = hits or {name for name, pattern in patterns.items() if pattern.search(far)}
        found[trial.id] = listed[trial.id] or hits
    return found


def ours(records: Records) -> dict[str, set[str]]:
    """Trial → antigens by our rules, as the vocabulary words them."""
    found: dict[str, set[str]] = defaultdict(set)
    for label in classify(records).labels:
        if label.label == "targets":
            found[label.trial].add(label.value)
    return found


def sources(records: Records, trials: list[Trial], vocabulary: Path) -> Iterator[str]:
    """Rows of a table: cell source by plain patterns, by our rules of the record alone, trials."""
    held = read_yaml(vocabulary, vocabulary.name, Problems()).data["cell_sources"]  # type: ignore[union-attr,index,call-overload]
    patterns = {term["name"]: re.compile(term["pattern"], re.IGNORECASE) for term in held}
    labels = records.vocabulary["cell-source"]
    mine: dict[str, set[str]] = defaultdict(set)
    for label in classify(records).labels:
        if label.label == labels.name and label.basis in {"words", "name"}:
            mine[label.trial].add(labels.label(label.value).lower())
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for trial in trials:
        text = " ".join([trial.title or "", *trial.interventions, trial.summary or ""])
        theirs = {name for name, pattern in patterns.items() if pattern.search(text)}
        if theirs != mine[trial.id]:
            sets = (", ".join(sorted(one)) or "–" for one in (theirs, mine[trial.id]))
            found[tuple(sets)].append(trial.id)  # type: ignore[index]
    for (theirs_, mine_), ids in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
        yield f"| {theirs_} | {mine_} | {len(ids)} | {', '.join(sorted(ids))} |"


def main(table: Path, vocabulary: Path, pipeline: Path) -> None:
    """Print one row an antigen: both counts, and the trials that only one side has."""
    records = load_records(ROOT, Problems(), table)
    assert records is not None
    country = records.project.focus.country
    trials = [e.record for e in records.trials.values() if country in e.record.countries]
    terms, held = records.vocabulary["targets"], ours(records)
    by_pattern = {
        trial: {terms.find(name) or name for name in names}
        for trial, names in plain(trials, vocabulary, pipeline).items()
    }
    print("| Antigen | Ours | By pattern | Only ours | Only by pattern |\n|---|---|---|---|---|")
    names = {v for t in trials for v in held[t.id] | by_pattern[t.id]}
    mine = {n: {t.id for t in trials if n in held[t.id]} for n in names}
    theirs = {n: {t.id for t in trials if n in by_pattern[t.id]} for n in names}
    for name in sorted(names, key=lambda n: (-len(mine[n]), n)):
        if mine[name] != theirs[name]:
            only, other = sorted(mine[name] - theirs[name]), sorted(theirs[name] - mine[name])
            label = terms.label(name) if name in terms else name
            print(
                f"| {label} | {len(mine[name])} | {len(theirs[name])} |"
                f" {', '.join(only)} | {', '.join(other)} |"
            )

    print("\n| By pattern | Ours | Trials | Which |\n|---|---|---|---|")
    print("\n".join(sources(records, trials, vocabulary)))


if __name__ == "__main__":
    main(*(Path(part) for part in sys.argv[1:4]))

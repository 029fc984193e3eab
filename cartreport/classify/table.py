"""The table of labels: one row a label, and the sidecar that says from what it was made."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable
from typing import TYPE_CHECKING

from cartreport.sources.rules_file import fingerprint
from cartreport.sources.sidecar import ENDING

if TYPE_CHECKING:
    from pathlib import Path

    from cartreport.classify.label import Label
    from cartreport.sources.records import Records

COLUMNS = ("trial", "label", "value", "rule", "basis", "record", "field", "span")


def as_csv(labels: Iterable[Label]) -> str:
    """The table, with Unix line ends; words keep their own blanks, but no line breaks."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in labels:
        span = " ".join(one.span.split())
        told = (one.rule, one.basis, one.record, one.field, span)
        writer.writerow((one.trial, one.label, one.value, *told))
    return out.getvalue()


def sidecar(path: Path, table: str, records: Records, made_from: str) -> str:
    """What stands beside the table: the day of the trials, the rules' fingerprint, the hash."""
    import yaml

    assert records.rules is not None  # what was classified had rules
    days = [
        records.snapshots[source.id][0]
        for source in records.project.sources
        if source.kind == "trials" and source.id in records.snapshots
    ]
    content = {
        "file": path.name,
        "title": "Labels of trials, each with its rule and the words behind it",
        "producer": "cartreport classify",
        "made_from": made_from,
        "snapshot": max(days, default=records.project.as_of),
        "rules": fingerprint(records.rules, records.vocabulary),
        "rows": table.count("\n") - 1,
        "sha256": hashlib.sha256(table.encode()).hexdigest(),
    }
    return yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)


def write(
    path: Path, labels: Iterable[Label], records: Records, made_from: str | None = None
) -> bool:
    """The table and its sidecar, both or neither; whether anything of it is new.

    ``made_from``: the name of the table of trials, where it is not the project's own.
    """
    table = as_csv(labels)
    held = [source.path for source in records.project.sources if source.kind == "trials"]
    beside = path.with_name(path.stem + ENDING)
    made = {path: table, beside: sidecar(path, table, records, made_from or ", ".join(held))}
    if all(at.is_file() and at.read_bytes() == text.encode() for at, text in made.items()):
        return False
    for at, text in made.items():
        new = at.with_name(f".{at.name}.new")
        new.write_text(text, encoding="utf-8", newline="")
        new.replace(at)
    return True

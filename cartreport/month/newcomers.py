"""Sponsors that are new this month and that no record lists, each with a line to paste."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from cartreport.problems import Problem

if TYPE_CHECKING:
    from cartreport.landscape.snapshot import Snapshot
    from cartreport.sources.records import Records, Trial

NEWCOMER = "W904"
SHORT = 22
"""Letters that a short name may have in any record."""


def newcomers(records: Records, earlier: Snapshot | None) -> Iterator[Problem]:
    """Lead sponsors in the focus that the edition before had no trial of (W904), each once.

    Nothing in a first edition: all are new there.
    """
    if earlier is None:
        return
    lists = (records.companies, records.institutions)
    seen = {name for held in lists for entry in held.values() for name in entry.record.sponsors}
    seen |= {str(trial.get("sponsor")) for trial in earlier.records.get("trials", {}).values()}
    focus = records.project.focus
    for entry in records.trials.values():
        trial = entry.record
        if trial.sponsor in seen or not (focus.everywhere or focus.country in trial.countries):
            continue
        seen.add(trial.sponsor)
        message = f"{trial.sponsor!r} is a sponsor that is new this month and that no record lists"
        hint = f"if it is known by another name, list this one there; else {_line(records, trial)}"
        yield Problem(entry.where("sponsor"), NEWCOMER, message, hint, trial.sponsor)


def _line(records: Records, trial: Trial) -> str:
    """What to paste, and where: a file for a company, a row for any other."""
    classes = records.vocabulary.get("sponsor-classes")
    found = classes.find(trial.sponsor_class) if classes and trial.sponsor_class else None
    name = trial.sponsor
    told: dict[str, Any] = {"id": _slug(name), "name": name, "short": name[:SHORT].strip()}
    industry = records.vocabulary.of_role("sponsor-types", "industry")
    company = found is not None and classes is not None and classes[found].group == industry
    file = _file(records, "companies" if company else "institutions")
    if company:
        told |= {"sponsors": [name], "confidence": "low"}
        return f"put into {file.replace('*', told['id'])}: {_flow(told)}"
    told["sponsors"] = name
    return f"add to {file}: {_row(records, file, told)}"


def _file(records: Records, kind: str) -> str:
    paths = [source.path for source in records.project.sources if source.kind == kind]
    return paths[0] if paths else f"a source of {kind}"


def _row(records: Records, file: str, told: Mapping[str, Any]) -> str:
    """A row under the heads of the file; under our own where it has none yet."""
    path = records.root / file
    heads = list(told)
    if path.is_file():
        with path.open(encoding="utf-8-sig", newline="") as lines:
            heads = next(csv.reader(lines), heads)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="").writerow([told.get(head, "") for head in heads])
    return text.getvalue()


def _flow(told: Mapping[str, Any]) -> str:
    """A mapping on one line, which YAML reads as well as JSON does."""
    return json.dumps(told, ensure_ascii=False)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:40].strip("-") or "sponsor"

"""A dated snapshot of a registry: pages to one file of lines, resumable, with its sidecar.

While it is fetched the snapshot is ``<name>.part`` and its state ``<name>.state.json``; only a
whole one gets its name. No contacts are asked for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cartreport.errors import FetchError, NothingFoundError
from cartreport.registries.ctgov_pages import Page, RefusedError, Server
from cartreport.registries.origin import digest
from cartreport.sources.sidecar import ENDING

PAGE = 1000
MOST = 2_000_000
"""Studies of a query; the registry holds some 600,000."""
FIELDS = (
    *("NCTId", "NCTIdAlias", "OrgStudyId", "SecondaryId", "BriefTitle", "OfficialTitle"),
    *("BriefSummary", "OverallStatus", "StartDate", "LastUpdatePostDate", "LeadSponsorName"),
    *("LeadSponsorClass", "CollaboratorName", "Condition", "Keyword", "StudyType", "Phase"),
    *("EnrollmentCount", "EnrollmentType", "InterventionName", "InterventionType"),
    *("MinimumAge", "MaximumAge", "LocationFacility", "LocationCity", "LocationCountry"),
)
"""The registry's names of what an import reads; no contact is among them."""

PARAMETERS = {
    "query": "query.term",
    "condition": "query.cond",
    "intervention": "query.intr",
    "location": "query.locn",
    "status": "filter.overallStatus",
}
"""What may be asked for → the registry's own parameter."""


@dataclass(frozen=True)
class Fetched:
    """The snapshot: its file, how many studies it holds, and how many the registry announced."""

    path: Path
    studies: int
    total: int | None
    sha256: str


@dataclass
class _State:
    """How far a fetch has come: what is in the part file, and where to go on."""

    asked: dict[str, str]
    token: str = ""
    bytes: int = 0
    studies: int = 0
    total: int | None = None
    done: bool = False


def fetch(
    asked: Mapping[str, str],
    folder: Path,
    day: str,
    server: Server,
    moved: Callable[[int, int | None], None] = lambda _done, _total: None,
) -> Fetched:
    """Load all pages of a query into ``<folder>/<day>-ctgov.ndjson``; go on where a cut left it.

    ``asked`` are the API's own parameters. Raises :class:`FetchError` when the server gives up or
    its pages go in a circle, what was loaded stays for the next call; :class:`NothingFoundError`
    where no study answers.
    """
    try:
        return _fetch(asked, folder, day, server, moved)
    except _StaleTokenError:
        return _fetch(asked, folder, day, server, moved)


class _StaleTokenError(Exception):
    """The token that a cut fetch left is not taken any more; its state was thrown away."""


def _fetch(
    asked: Mapping[str, str],
    folder: Path,
    day: str,
    server: Server,
    moved: Callable[[int, int | None], None],
) -> Fetched:
    path = folder / f"{day}-ctgov.ndjson"
    part, note = folder / f"{path.name}.part", folder / f"{path.name}.state.json"
    whole = {"pageSize": str(PAGE), "fields": "|".join(FIELDS), **asked}
    state = _resumed(note, part, whole)
    seen, tokens, left = _ids(part), {state.token} - {""}, state.token
    with part.open("ab") as file:
        file.truncate(state.bytes)
        while not state.done:
            try:
                page = server.page(_parameters(state, whole))
            except RefusedError:
                if left and state.token == left:
                    note.unlink()
                    raise _StaleTokenError from None
                raise
            fresh = _append(file, page, seen, state)
            page.file.close()
            token = page.token
            if token and (token in tokens or (page.count and not fresh)):
                message = f"the server's pages go in a circle after {state.studies:,} studies"
                raise FetchError(message, "run the command again later; nothing was published")
            tokens.add(token)
            if state.studies > MOST:
                raise FetchError(f"the server gave over {MOST:,} studies", "ask for less")
            state.token, state.done = token, not token
            _save(note, state)
            moved(state.studies, state.total)
    if not state.studies:
        part.unlink()
        note.unlink()
        raise NothingFoundError("0 studies answer this query: nothing was written", "see its words")
    sha256 = digest(part)
    _sidecar(path, asked, day, state, sha256)
    part.replace(path)
    note.unlink()
    return Fetched(path, state.studies, state.total, sha256)


def _parameters(state: _State, whole: Mapping[str, str]) -> dict[str, str]:
    if state.token:
        return {**whole, "pageToken": state.token}
    return {**whole, "countTotal": "true"}


def _resumed(note: Path, part: Path, whole: dict[str, str]) -> _State:
    """The state that a cut fetch of the same query left, else a new one."""
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
        state = _State(**found)
        if state.asked == whole and part.stat().st_size >= state.bytes:
            with part.open("r+b") as file:
                file.truncate(state.bytes)
            return state
    except (OSError, ValueError, TypeError):
        pass
    part.unlink(missing_ok=True)
    return _State(whole)


def _ids(part: Path) -> set[str]:
    """The ids of the studies that are there already."""
    if not part.exists():
        return set()
    with part.open(encoding="utf-8") as lines:
        return {_id(json.loads(line)) for line in lines}


def _id(study: Any) -> str:
    section = study.get("protocolSection") if isinstance(study, dict) else None
    identity = section.get("identificationModule") if isinstance(section, dict) else None
    return str(identity.get("nctId") or "") if isinstance(identity, dict) else ""


def _append(file: Any, page: Page, seen: set[str], state: _State) -> int:
    """Write the page's studies that are new, a line each; gives how many."""
    fresh = 0
    for study in page.studies():
        number = _id(study)
        if number in seen:
            continue
        seen.add(number)
        file.write(_line(study))
        fresh += 1
    file.flush()
    state.bytes, state.studies = file.tell(), state.studies + fresh
    if page.total is not None:
        state.total = page.total
    return fresh


def _line(study: Any) -> bytes:
    """A study as a line; half a character stays the escape that it is."""
    text = json.dumps(study, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(study, separators=(",", ":")).encode() + b"\n"


def _save(note: Path, state: _State) -> None:
    beside = note.with_name(note.name + ".new")
    beside.write_text(json.dumps(vars(state)), encoding="utf-8")
    beside.replace(note)


def _sidecar(path: Path, asked: Mapping[str, str], day: str, state: _State, sha256: str) -> None:
    import yaml

    content = {
        "file": path.name,
        "title": "ClinicalTrials.gov, by its API",
        "producer": "ClinicalTrials.gov (US National Library of Medicine)",
        "url": "https://clinicaltrials.gov/",
        "query": "&".join(f"{key}={value}" for key, value in asked.items()),
        "licence": "ClinicalTrials.gov terms of use",
        "snapshot": day,
        "accessed": day,
        "made_by": "cartreport fetch",
        "rows": state.studies,
        "announced": state.total,
        "sha256": sha256,
    }
    beside = path.with_name(path.name + ENDING)
    text = yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=100)
    beside.write_text(text, encoding="utf-8")

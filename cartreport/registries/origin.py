"""Where an export is from: what a person says of it, what a fetch wrote beside it, its hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from cartreport.problems import Problems
from cartreport.registries.folders import exports
from cartreport.registries.settings import Settings
from cartreport.registries.written import Origin
from cartreport.sources.yaml_text import read_yaml

PRODUCERS = {
    "ctgov": "ClinicalTrials.gov (US National Library of Medicine)",
    "ictrp": "WHO International Clinical Trials Registry Platform",
    "aact": "AACT (Clinical Trials Transformation Initiative), from ClinicalTrials.gov",
}


def origin_of(
    kind: str, files: tuple[Path, ...], settings: Settings, given: Mapping[str, Any], day: str
) -> Origin:
    """What the sidecar will say: the options, else a fetched snapshot's sidecar, else
    ``day``.
    """
    known = inherited(files)
    names = ("producer", "snapshot", "accessed", "query")
    stated = {name: given.get(name) or known.get(name, "") for name in names}
    return Origin(
        producer=stated["producer"]
        or settings.producer
        or PRODUCERS.get(kind, "a registry's export"),
        snapshot=stated["snapshot"] or stated["accessed"] or day,
        accessed=stated["accessed"] or day,
        query=stated["query"],
        title=known.get("title", ""),
        url=known.get("url", ""),
        files=tuple(hashed(files)),
        about=settings.about,
    )


def inherited(files: tuple[Path, ...]) -> dict[str, str]:
    """What the sidecar of a fetched snapshot says of it; nothing without one."""
    beside = [path.with_name(path.name + ".source.yaml") for path in files]
    if len(beside) != 1 or not beside[0].is_file():
        return {}
    document = read_yaml(beside[0], str(beside[0]), Problems())
    data = document.data if document is not None else {}
    return {str(key): str(value) for key, value in data.items()} if isinstance(data, dict) else {}


def hashed(files: tuple[Path, ...]) -> Iterator[tuple[str, str]]:
    """Name and hash of each file that is read, those of a folder by their path in it."""
    for path in files:
        if path.is_dir():
            for name, item in exports(path):
                yield f"{path.name}/{name}", digest(item)
        elif path.is_file():
            yield path.name, digest(path)


def digest(path: Path) -> str:
    """The SHA-256 of a file, read in blocks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()

"""The sidecar of an export: who made it, when, and the hash that shows it was not edited."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cartreport.problems import Problems
from cartreport.sources.project import Sidecar
from cartreport.sources.validate import validated
from cartreport.sources.yaml_text import Document, read_yaml

ENDING = ".source.yaml"


def sidecar_of(path: Path, name: str, problems: Problems) -> tuple[Sidecar, Document] | None:
    """The sidecar beside ``path`` and its places; ``None`` without one.

    Its hash is held against the file: one that differs is a problem (E024).
    """
    beside = path.with_name(path.stem + ENDING)
    if not beside.exists():
        return None
    shown = name.removesuffix(path.name) + beside.name
    document = read_yaml(beside, shown, problems)
    if document is None:
        return None
    sidecar = validated(Sidecar, document.data, document.where, document.where, problems)
    if sidecar is None:
        return None
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if sidecar.sha256 and sidecar.sha256 != found:
        message = f"{path.name} is not the file that the sidecar describes"
        where = document.where(("sha256",))
        problems.add(where, "E024", message, "import it again; exports are never edited", found)
    return sidecar, document

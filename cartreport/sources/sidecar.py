"""The sidecar of an export: who made it, when, and the hash that shows it was not edited."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path

from cartreport.problems import Problems, Where
from cartreport.sources.files import PACKED, digest, inside
from cartreport.sources.project import Sidecar
from cartreport.sources.validate import validated
from cartreport.sources.yaml_text import Document, read_yaml

ENDING = ".source.yaml"


def sidecar_of(
    root: Path, path: Path, name: str, raw: bytes, problems: Problems
) -> tuple[Sidecar, Document] | None:
    """The sidecar beside ``path`` and its places; ``None`` without one.

    Its hash is held against the file's bytes: one that differs is a problem (E024). It may say
    more than the model has, but a field that is nearly one of the model's is misspelt (E101).
    """
    beside = path.with_name(Path(path.name.removesuffix(PACKED)).stem + ENDING)
    if not beside.exists():
        return None
    shown = name.removesuffix(path.name) + beside.name
    if not inside(root, beside, Where(shown), problems):
        return None
    document = read_yaml(beside, shown, problems)
    if document is None:
        return None
    sidecar = validated(Sidecar, document.data, document.where, document.name_of, problems)
    if sidecar is None:
        return None
    for key in set(document.data) - set(Sidecar.model_fields):
        near = get_close_matches(key, set(Sidecar.model_fields) - set(document.data), 1, 0.8)
        if near:
            hint = f"did you mean {near[0]!r}?"
            message = f"there is no field {key!r} here"
            problems.add(document.name_of((key,)), "E101", message, hint, key)
    found = digest(raw)
    if sidecar.sha256 and sidecar.sha256.lower() != found:
        message = f"{path.name} is not the file that the sidecar describes"
        where = document.where(("sha256",))
        problems.add(where, "E024", message, "import it again; exports are never edited", found)
    return sidecar, document

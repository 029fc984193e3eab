"""What an edition was made from, beside the sources: templates and brands, with their hashes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cartreport.sources.files import digest

if TYPE_CHECKING:
    from cartreport.render.look import Look
    from cartreport.sources.project import Project
    from cartreport.sources.section_plan import BriefingPlan

Inputs = Mapping[str, Mapping[str, str]]


def template_folders(root: Path, plan: BriefingPlan) -> list[tuple[str, Path]]:
    """The folders of a template: the project's own first, then the shipped one."""
    from cartreport.shipped import shipped

    return [
        (f"templates/{plan.template}", root / "templates" / plan.template),
        (f"builtin/{plan.template}", shipped() / plan.template),
    ]


def look_inputs(root: Path, project: Project) -> dict[str, dict[str, str]]:
    """The words of tables, and the files of every template and brand that the briefings name.

    Of all briefings, whichever are built: so one build's id speaks of the whole edition.
    """
    from cartreport.render.assets import pictures
    from cartreport.render.brand import brand_folder
    from cartreport.shipped import TABLES, shipped

    own, built_in = root / "templates" / TABLES, shipped() / TABLES
    words = [(f"templates/{TABLES}", own), (f"builtin/{TABLES}", built_in)]
    held = {"words of tables": folder_inputs(words)}
    for plan in project.briefings.values():
        held[f"template {plan.template}"] = folder_inputs(template_folders(root, plan))
        brand = plan.brand or project.brand
        folder = brand_folder(root, brand)
        held[f"brand {brand}"] = folder_inputs([("brand", folder)])
        if shown := _pictures(root, pictures(root, plan.template, folder).values()):
            held.setdefault(f"pictures {plan.template}", {}).update(shown)
    return held


def _pictures(root: Path, files: Iterable[Path]) -> dict[str, str]:
    """Hashes of the project's pictures that a template names, by their paths in the project."""
    whole = root.resolve()
    held = {path.resolve() for path in files if path.resolve().is_relative_to(whole)}
    return {p.relative_to(whole).as_posix(): digest(p.read_bytes()) for p in sorted(held)}


def face_inputs(looks: Iterable[Look]) -> dict[str, dict[str, str]]:
    """The files of faces that neither ship nor lie in a brand's folder: this machine's own."""
    from cartreport.render.faces import shipped_families

    ours = {path for family in shipped_families().values() for _, path in family.files}
    held = {
        path.name: digest(path.read_bytes())
        for look in looks
        for path in look.brand.faces.files
        if path not in ours and not path.is_relative_to(look.brand.folder.resolve())
    }
    return {"faces": held} if held else {}


def folder_inputs(folders: Iterable[tuple[str, Path]]) -> dict[str, str]:
    """Hashes of everything in some folders, by the name given to each and the path in it.

    A file that is the same, path and bytes, in an earlier folder counts once, there: whether the
    shipped templates are the project's own or a copy in an installed package changes nothing.
    """
    held: dict[str, str] = {}
    known: set[tuple[str, str]] = set()
    for name, folder in folders:
        found = _hashed(folder)
        held |= {f"{name}/{path}": sha for path, sha in found.items() if (path, sha) not in known}
        known |= set(found.items())
    return held


def _hashed(folder: Path) -> dict[str, str]:
    """Relative path → sha256 of the files of a folder; a link out of it is not read."""
    whole = folder.resolve()
    return {
        path.relative_to(folder).as_posix(): digest(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if not path.name.startswith(".") and path.is_file() and path.resolve().is_relative_to(whole)
    }

"""A brand: a folder with ``_brand.yml`` (the brand.yml convention), a logo and perhaps fonts.

It gives colours, faces, title sizes and the device at the head of the cover. Mark shapes, the
anatomy of an exhibit, the grid and the smallest text size are the house's and not a brand's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from cartreport.briefing.scene import Face
from cartreport.errors import RequestError, TemplateError
from cartreport.problems import Level, Problem
from cartreport.render import convention, palette, typefaces
from cartreport.render.brand_file import UnreadableError, read
from cartreport.render.draft import Draft
from cartreport.render.faces import Faces
from cartreport.render.logo import Logo, logo
from cartreport.shipped import BRAND, shipped


@dataclass(frozen=True)
class Brand:
    """How a briefing looks. ``light`` and ``dark`` are colours by token, ``sizes`` the type scale.

    ``rules`` are what it says of titles and links, as CSS behind the template's sheet; ``applied``
    says in a line what of its file is shown and what is not.
    """

    id: str
    name: str
    folder: Path
    light: Mapping[str, str]
    dark: Mapping[str, str]
    sizes: Mapping[str, str]
    faces: Faces
    logo: Logo | None = None
    rules: str = ""
    applied: str = ""

    @property
    def families(self) -> dict[Face, str]:
        """The face lists for ``font-family``."""
        return self.faces.stacks


def find(id: str, folders: list[Path]) -> Path:
    """The folder of brand ``id``: the first of ``folders`` that holds it.

    Raises :class:`RequestError` where none does.
    """
    for folder in folders:
        if (folder / id / BRAND).is_file():
            return folder / id
    known = sorted({path.parent.name for folder in folders for path in folder.glob(f"*/{BRAND}")})
    near = get_close_matches(id, known, 1)
    hint = f"Did you mean {near[0]!r}?" if near else f"Brands are: {', '.join(known)}."
    raise RequestError(f"there is no brand {id!r}", hint)


def brand_folder(project: Path, brand: str) -> Path:
    """The folder that holds ``brand``; raises where it is nowhere or leads out."""
    places = [project / "brands", project / "templates" / "brands", shipped() / "brands"]
    folder = find(brand, places)
    own(project, folder / BRAND)
    return folder


def shown(project: Path, folder: Path) -> str:
    """A brand's file as messages name it: by its path in the project, or as a shipped one."""
    if folder.is_relative_to(project):
        return f"{folder.relative_to(project).as_posix()}/{BRAND}"
    return f"builtin/brands/{folder.name}/{BRAND}"


def own(project: Path, path: Path) -> None:
    """Refuse a path of the project that is a link out of it: nothing outside is read."""
    root = project.resolve()
    if path.is_relative_to(project) and not path.resolve().is_relative_to(root):
        raise TemplateError(
            f"{path.relative_to(project)} leads out of the project", "Copy it into the project."
        )


def load(folder: Path, named: str = "") -> Brand:
    """The brand in ``folder``. Raises :class:`TemplateError` with every fault and its place.

    ``named`` is its file in messages.
    """
    brand, problems = examine(folder, named or f"{folder.name}/{BRAND}")
    faults = [problem for problem in problems if problem.level is Level.ERROR]
    if brand is None or faults:
        raise TemplateError(
            "the brand is not right\n" + "\n".join(f"  {fault}" for fault in faults),
            "Mend the places that are named; templates/brands/ledger is an example.",
        )
    return brand


def examine(folder: Path, named: str) -> tuple[Brand | None, list[Problem]]:
    """The brand in ``folder`` and all that is to say of its file, which messages call ``named``."""
    try:
        root = read(folder / BRAND, named)
    except UnreadableError as error:
        return None, [error.problem]
    draft = Draft(root, folder)
    draft.problems += [*convention.misfits(root), *convention.sunken(root)]
    if root.children is None or any(problem.code == "E702" for problem in draft.problems):
        return None, draft.problems
    light, dark = palette.colours(draft)
    plain = root.at("meta.name")
    full = (root.at("meta.name.full") or root.at("meta.name.short") or plain) if plain else None
    name = full.text if full and full.text else folder.name
    brand = Brand(
        id=folder.name,
        name=name,
        folder=folder,
        light=light,
        dark=dark,
        sizes=typefaces.sizes(draft),
        faces=typefaces.faces(draft),
        logo=logo(draft),
        rules=typefaces.rules(draft, light),
        applied=_applied(draft, name),
    )
    return brand, draft.problems


def _applied(draft: Draft, name: str) -> str:
    """What of the file is shown, and what is not, in a line."""
    known = list(dict.fromkeys(convention.settings(draft.root)))
    idle = draft.idle(known)
    used = len(known) - len(idle)
    said = f"brand {name}: {used} setting{'s' if used != 1 else ''} applied"
    return f"{said}; {len(idle)} not used: {', '.join(idle)}" if idle else said

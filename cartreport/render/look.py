"""A look: a brand, its faces, and the templates as a project sees them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from cartreport.briefing.measure import Measure
from cartreport.errors import TemplateError
from cartreport.render import brand as brands
from cartreport.render.brand import Brand
from cartreport.render.loader import Chain, Templates
from cartreport.shipped import BRAND, shipped


@dataclass(frozen=True)
class Look:
    """What turns a briefing into pages. Make one with :func:`open_look`."""

    brand: Brand
    templates: Templates

    @cached_property
    def measure(self) -> Measure:
        """How wide the brand's faces set a text: figures are composed with it."""
        return self.brand.faces.measure()


def open_look(project: Path, brand: str) -> Look:
    """The look of ``brand`` for the project folder ``project``.

    Brands are looked for in ``brands/`` and ``templates/brands/`` of the project, then among the
    shipped ones. Raises :class:`cartreport.errors.RequestError` for a brand that is nowhere and
    :class:`cartreport.errors.TemplateError` for one that is wrong.
    """
    _own(project, project / "templates")
    folder = brand_folder(project, brand)
    chain = Chain([project / "templates", folder, shipped()], project)
    return Look(brands.load(folder, shown(project, folder)), Templates(chain))


def brand_folder(project: Path, brand: str) -> Path:
    """The folder that holds ``brand``; raises as :func:`open_look` does."""
    places = [project / "brands", project / "templates" / "brands", shipped() / "brands"]
    folder = brands.find(brand, places)
    _own(project, folder / BRAND)
    return folder


def shown(project: Path, folder: Path) -> str:
    """A brand's file as messages name it: by its path in the project, or as a shipped one."""
    if folder.is_relative_to(project):
        return f"{folder.relative_to(project).as_posix()}/{BRAND}"
    return f"builtin/brands/{folder.name}/{BRAND}"


def _own(project: Path, path: Path) -> None:
    """Refuse a path of the project that is a link out of it: nothing outside is read."""
    root = project.resolve()
    if path.is_relative_to(project) and not path.resolve().is_relative_to(root):
        raise TemplateError(
            f"{path.relative_to(project)} leads out of the project", "Copy it into the project."
        )

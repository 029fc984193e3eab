"""A look: a brand, its faces, and the templates as a project sees them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from cartreport.briefing.measure import Measure
from cartreport.render import brand as brands
from cartreport.render.assets import Assets
from cartreport.render.brand import Brand, brand_folder, own, shown
from cartreport.render.faces import song_family
from cartreport.render.loader import Chain, Templates
from cartreport.render.markup import HAN_PAGES
from cartreport.shipped import shipped


@dataclass(frozen=True)
class Look:
    """What turns a briefing into pages. Make one with :func:`open_look`."""

    brand: Brand
    templates: Templates
    assets: Assets

    def speaking(self, language: str) -> Look:
        """The look of a page in a language: running text of Han is set in its own serif."""
        if not language.startswith(HAN_PAGES) or self.brand.faces.song:
            return self
        faces = replace(self.brand.faces, song=song_family())
        return replace(self, brand=replace(self.brand, faces=faces))

    @cached_property
    def measure(self) -> Measure:
        """How wide the brand's faces set a text: figures are composed with it."""
        return self.brand.faces.measure()


def open_look(project: Path, name: str) -> Look:
    """The look of the brand ``name`` for the project folder ``project``.

    Brands are looked for in ``brands/`` and ``templates/brands/`` of the project, then among the
    shipped ones. Raises :class:`cartreport.errors.RequestError` for a brand that is nowhere and
    :class:`cartreport.errors.TemplateError` for one that is wrong.
    """
    own(project, project / "templates")
    folder = brand_folder(project, name)
    chain = Chain([project / "templates", folder, shipped()], project)
    brand = brands.load(folder, shown(project, folder))
    tokens = {**brand.light, "sans": brand.families["sans"]}
    return Look(brand, Templates(chain), Assets(project, folder, tokens))

"""A desk that writes about one company or one target: its tables are narrowed to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Self

from cartreport.landscape.narrowed import AT, aimed

if TYPE_CHECKING:
    from cartreport.landscape.model import Landscape
    from cartreport.landscape.narrowed import Narrowing
    from cartreport.landscape.table import Table


class Focused:
    """What a desk knows of what its briefing is about; of none, its tables are as they are."""

    landscape: Landscape
    tables: Mapping[str, Table]
    about: Narrowing | None

    def fits(self, name: str) -> bool:
        """Whether a table can be narrowed to what the briefing is about."""
        return self.about is not None and self.about.fits(self.landscape, self.tables[name].unit)

    def near(self, name: str) -> str:
        """A table as this briefing reads it: narrowed where it can be and is not yet."""
        if AT in name or not self.fits(name):
            return name
        return f"{name}{AT}{self.about}"

    def aimed(self, name: str) -> str:
        """A table or an address with what the briefing is about in place of ``@focus``."""
        return aimed(name, self.about)

    @cached_property
    def unfocused(self) -> Self:
        """The same desk over the tables as they are."""
        return replace(self, about=None)  # type: ignore[type-var]

    @property
    def about_axis(self) -> str:
        """The axis along which the briefing is narrowed."""
        return next(iter(self.about.where), "") if self.about else ""

    @property
    def about_place(self) -> str:
        """The place on that axis."""
        return next(iter(self.about.where.values()), "") if self.about else ""

    @property
    def about_label(self) -> str:
        """What is printed for it."""
        return self.landscape.words.comma(self.about.labels(self.landscape)) if self.about else ""

    @property
    def about_head(self) -> str:
        """What is printed above the axis."""
        return self.landscape.words(f"axis.{self.about_axis}") if self.about else ""

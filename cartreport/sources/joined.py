"""Parts in a row, joined as the words of a language join them."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable


class Joined:
    """What words of tables and of briefings have in common: their entries ``list.…``."""

    @abstractmethod
    def __call__(self, key: str, /, **values: object) -> str:
        """The entry of this key, filled."""

    def comma(self, parts: Iterable[str]) -> str:
        """Names or short phrases in a row: ``a, b, c``."""
        return self("list.comma").join(parts)

    def semicolon(self, parts: Iterable[str]) -> str:
        """Clauses in a row: ``a; b``."""
        return self("list.semicolon").join(parts)

    def sentences(self, parts: Iterable[str]) -> str:
        """Sentences in a row; an empty one is none."""
        return self("list.sentence").join(filter(None, parts))

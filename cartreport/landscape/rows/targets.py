"""The label of a target set: the shape in which a pair counts once, as a pair."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cartreport.landscape.terms import short

if TYPE_CHECKING:
    from cartreport.sources.vocabulary import Vocabulary


def target_label(vocabulary: Vocabulary, targets: Iterable[str]) -> str | None:
    """Short labels in alphabetical order, joined by a stroke; ``None`` for no target."""
    labels = sorted({short(vocabulary, "targets", target) for target in targets}, key=str.casefold)
    return "/".join(labels) or None

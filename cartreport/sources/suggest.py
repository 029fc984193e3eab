"""The nearest of the values that would be right: every unknown word earns a suggestion."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

SHOWN = 5


def slug(text: str) -> str:
    """A text as an id: its letters and digits with hyphens between; empty where it has none."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """``did you mean 'x'?`` for the closest of ``known``, else the first few of them."""
    names = sorted(set(known))
    folded = {name.casefold(): name for name in names}
    close = get_close_matches(word.casefold(), folded, n=1, cutoff=0.65)
    if close:
        return f"did you mean {folded[close[0]]!r}?"
    if not names:
        return ""
    more = f" … ({len(names)} in all)" if len(names) > SHOWN else ""
    return "one of " + ", ".join(names[:SHOWN]) + more

"""Patterns as people write them: regular expressions, found in texts without regard to case."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator

from cartreport.sources.fields import seen

_KEPT = re.compile(r"(\\(?:N\{[^}]*\}|.)|\(\?(?:P[<=>])?[^:)>=!<]*[>)]?)|([A-Z])")

_SIGNS = re.compile(r"[\\.^$*+?{}\[\]|()]")
"""What makes a pattern more than plain words."""


def lower_pattern(pattern: str) -> str:
    """A pattern with its letters in lower case, but for escapes, flags and the names of groups.

    Texts are searched in lower case: that is several times as fast as folding case in the search.
    """
    return _KEPT.sub(lambda hit: hit[1] or hit[2].lower(), pattern)


def _searchable(text: str) -> str:
    """The pattern, if it can stand among others; else ``ValueError``."""
    if not _SIGNS.search(text):
        return text
    try:
        re.compile(f"(?:{lower_pattern(text)})")
    except (re.error, OverflowError, RecursionError) as error:
        said = getattr(error, "msg", error)
        raise ValueError(f"not a regular expression that can stand among others: {said}") from None
    return text


Pattern = Annotated[str, AfterValidator(seen), AfterValidator(_searchable)]

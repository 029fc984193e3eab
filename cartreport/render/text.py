"""The characters that a page shows."""

from __future__ import annotations

import html
import re

_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


def visible(page: str) -> str:
    """Each character of the page's text once, sorted; tags, styles and scripts left out."""
    return "".join(sorted(set(html.unescape(_TAG.sub("", _HIDDEN.sub("", page))))))

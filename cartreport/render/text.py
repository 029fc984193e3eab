"""The characters that a page shows."""

from __future__ import annotations

import html
import re

_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
_DATA = re.compile(r"\sdata-[\w-]+=\"([^\"]*)\"")
_TAG = re.compile(r"<[^>]*>")


def visible(page: str) -> str:
    """Each character of the page's text once, sorted; tags, styles and scripts left out.

    What stands in data of an element is shown by a sheet or a script.
    """
    told = "".join(_DATA.findall(page))
    return "".join(sorted(set(html.unescape(_TAG.sub("", _HIDDEN.sub("", page)) + told))))

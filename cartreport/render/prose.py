"""What an analyst wrote in Markdown, as markup: paragraphs, lists, strong words and safe links.

No HTML, no picture and no heading passes: the parser knows none of them, and text is escaped.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from cartreport.briefing.numbers import TRACED
from cartreport.render.markup import link, numbered_words, worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown_it import MarkdownIt

RULES = ("list", "blockquote", "emphasis", "link", "autolink", "escape", "newline", "entity")
"""What of Markdown is read beyond paragraphs."""
_KEPT = re.compile("\ue003(\\d+)\ue004")


@cache
def _reader() -> MarkdownIt:
    from markdown_it import MarkdownIt

    reader = MarkdownIt("zero", {"html": False, "xhtmlOut": True}).enable([*RULES])
    reader.validateLink = lambda url: bool(link(url))  # type: ignore[method-assign]
    reader.add_render_rule("text", _text)
    return reader


def _text(_: object, tokens: Any, index: int, *__: object) -> str:
    return worded(tokens[index].content)


def prose(text: str) -> Markup:
    """The markup of a text, its numbers without their addresses."""
    return _made(text, lambda words, _: words)


def addressed_prose(text: str) -> Markup:
    """The same, each number with its address."""
    return _made(text, numbered_words)


def _made(text: str, number: Callable[[str, str], str]) -> Markup:
    """The markup of what the analyst wrote; what the tables say in it is none."""
    found: list[str] = []

    def kept(run: re.Match[str]) -> str:
        found.append(number(worded(run[2]), run[1]))
        return f"\ue003{len(found) - 1}\ue004"

    made = _reader().render(TRACED.sub(kept, text))
    return Markup(_KEPT.sub(lambda run: found[int(run[1])], made))  # noqa: S704 - escaped there

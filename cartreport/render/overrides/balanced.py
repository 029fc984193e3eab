"""Elements of a template of the project's own that are opened and never closed, or the reverse.

A template is read as it is written. Where branches of a condition leave different elements open,
what is open after them is not known, and no more is said of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cartreport.problems import Problem
from cartreport.render.overrides.text import Own
from cartreport.shipped import shipped

VOID = re.compile(r"area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr")
OPTIONAL = re.compile(r"p|li|d[dt]|t[rdh]|thead|tbody|tfoot|caption|colgroup|option|html|head|body")
"""Elements whose end HTML lets a writer leave out."""
_JINJA = r"\{\{.*?\}\}|\{%.*?%\}"
_TOKEN = re.compile(
    r"<(?P<raw>script|style)\b.*?</(?P=raw)\s*>|<!--.*?-->|<!.*?>"
    r"|\{%[-+]?\s*(?P<word>\w+).*?%\}|\{\{.*?\}\}"
    rf"|<(?P<end>/?)(?P<name>[a-z][\w-]*)(?P<rest>(?:{_JINJA}|\"(?:{_JINJA}|[^\"])*\""
    rf"|'(?:{_JINJA}|[^'])*'|[^<>\"'])*)>",
    re.IGNORECASE | re.DOTALL,
)
Open = tuple[tuple[str, int], ...]
"""Elements that are open: name and position of each, the innermost last."""


class _UnsureError(Exception):
    """What is open depends on a condition."""


def unbalanced(own: Own, _: str) -> Iterator[Problem]:
    """The first element that is not closed, or closed and not open (E602)."""
    if own.suffix != ".html" or not (shipped() / own.name).is_file():
        return  # a file that another includes may open what a third one closes
    try:
        yield from _read(own)
    except _UnsureError:
        return


def _read(own: Own) -> Iterator[Problem]:
    held: Open = ()
    branches: list[tuple[str, Open, list[Open]]] = []  # the word, what was open, ends so far
    for found in _TOKEN.finditer(own.bare):
        if word := found["word"]:
            held = _branched(word, held, branches)
        elif found["name"]:
            name, at = found["name"].casefold(), found.start()
            if VOID.fullmatch(name) or found["rest"].endswith("/"):
                continue
            if not found["end"]:
                held = (*held, (name, at))
                continue
            while held and held[-1][0] != name and OPTIONAL.fullmatch(held[-1][0]):
                held = held[:-1]
            if not held or held[-1][0] != name:
                yield _stray(own, name, at, held)
                return
            held = held[:-1]
    for name, at in held:
        if not OPTIONAL.fullmatch(name):
            message, hint = f"<{name}> is never closed", f"write </{name}> where it ends"
            yield Problem(own.at(at), "E602", message, hint, f"<{name}")
            return


def _stray(own: Own, name: str, at: int, held: Open) -> Problem:
    """An end without its beginning, or one that comes before that of what stands within."""
    message, hint = f"</{name}> closes nothing", "take it out, or open the element"
    if name in {one for one, _ in held}:
        inner, began = held[-1]
        message = f"</{name}> stands where <{inner}> of line {own.at(began).line} is still open"
        hint = f"write </{inner}> before it"
    return Problem(own.at(at), "E602", message, hint, f"</{name}")


def _branched(word: str, held: Open, branches: list[tuple[str, Open, list[Open]]]) -> Open:
    """What is open after a tag of Jinja's; raises :class:`_UnsureError` where branches differ."""
    if word in ("if", "for"):
        branches.append((word, held, []))
    elif word in ("elif", "else") and branches:
        kind, before, ends = branches[-1]
        branches[-1] = (f"{kind}-else" if word == "else" else kind, before, [*ends, held])
        return before
    elif word in ("endif", "endfor") and branches:
        kind, before, ends = branches.pop()
        ends = [*ends, held, *([] if kind == "if-else" else [before])]
        if len({tuple(name for name, _ in end) for end in ends}) > 1:
            raise _UnsureError
    return held

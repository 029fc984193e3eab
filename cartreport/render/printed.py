"""What a template prints: texts and numbers, and nothing that Python would name."""

from __future__ import annotations

from dataclasses import is_dataclass

from jinja2 import Undefined
from jinja2.runtime import BlockReference

from cartreport.briefing.numbers import untraced
from cartreport.errors import TemplateError


def printed(value: object) -> object:
    """What a template prints: a text without the addresses of its numbers.

    Raises :class:`TemplateError` for what is no text: Python's name of it would stand in the page.
    """
    if type(value) is str:
        return untraced(value)
    if isinstance(value, BlockReference):
        raise TemplateError("'super' has no brackets", "Write {{ super() }}.")
    if isinstance(value, (list, tuple, dict)):
        raise TemplateError("several values are no text", "Print each in a {% for … %}.")
    if is_dataclass(value) and type(value).__str__ is object.__str__:
        raise TemplateError("what is printed here is no text", "Print one of its fields.")
    if callable(value) and not isinstance(value, (str, Undefined)):
        raise TemplateError("what is printed here is no text", "Call it, with brackets.")
    return value

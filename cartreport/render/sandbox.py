"""The sandbox of templates: they read the briefing, and make neither markup of data nor work."""

from __future__ import annotations

from typing import Any

from jinja2 import TemplateSyntaxError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, which judges an attribute once a kind of value: it asks for nothing else.

    Every value is escaped, whatever a template says; nothing can be multiplied without end.
    """

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, **options: Any) -> None:
        super().__init__(**options, autoescape=True)
        del self.filters["safe"]
        self._judged: dict[tuple[type, str], bool] = {}

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Whether a template may read the attribute, as Jinja has it."""
        asked = type(obj), attr
        if asked not in self._judged:
            self._judged[asked] = super().is_safe_attribute(obj, attr, value)
        return self._judged[asked]

    def call_binop(self, _: Context, operator: str, left: Any, right: Any) -> Any:
        """A product of two numbers, and nothing that grows without end."""
        if operator == "*" and all(isinstance(one, int | float) for one in (left, right)):
            return left * right
        raise SecurityError(f"{operator!r} multiplies what is no number, or without end")

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """The tree of a template, in which nobody turns escaping off."""
        tree = super()._parse(source, name, filename)
        for node in tree.find_all(nodes.EvalContextModifier):
            message = "every value is escaped: 'autoescape' is not for templates"
            raise TemplateSyntaxError(message, node.lineno, name, filename)
        return tree

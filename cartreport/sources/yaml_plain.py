"""PyYAML's own parser where libyaml is missing, reading plain text within brackets as libyaml does.

PyYAML lets a ``?`` end a text within brackets and takes it for a key; libyaml, since 0.2.3, only
where a blank follows. Without this a pattern such as ``(?:a|b)`` in a list would be read on one
machine and refused on another.
"""

from __future__ import annotations

import yaml
from yaml.tokens import ScalarToken

_BLANK = "\0 \t\r\n\x85\u2028\u2029"


class PlainLoader(yaml.SafeLoader):
    """The parser without libyaml: the same events for the same text."""

    def check_key(self) -> bool:
        """Whether the ``?`` that comes next begins a key."""
        return self.peek(1) in _BLANK

    def check_plain(self) -> bool:
        """Whether what comes next is unquoted text."""
        return super().check_plain() or (self.peek() == "?" and self.peek(1) not in _BLANK)

    def scan_plain(self) -> ScalarToken:
        """The unquoted text that comes next."""
        if not self.flow_level:
            return super().scan_plain()
        start = end = self.get_mark()
        said: list[str] = []
        between: list[str] = []
        while self.peek() != "#" and (length := self._plain_length()):
            self.allow_simple_key = False
            said += [*between, self.prefix(length)]
            self.forward(length)
            end = self.get_mark()
            between = self.scan_plain_spaces(0, start) or []
            if not between:
                break
        return ScalarToken("".join(said), plain=True, start_mark=start, end_mark=end)

    def _plain_length(self) -> int:
        """How many signs up to a blank, a bracket, a comma or the colon after a name."""
        length = 0
        while (sign := self.peek(length)) not in _BLANK + ",[]{}":
            if sign == ":" and self.peek(length + 1) in _BLANK + ",[]{}":
                break
            length += 1
        return length

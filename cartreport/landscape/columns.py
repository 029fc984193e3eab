"""Kinds of column of a frame.

``text`` a text or ``None``; ``must`` a text; ``int`` a whole number or ``None``; ``flag`` true or
false; ``list`` a tuple of texts; ``names`` a mapping of texts; ``any`` a fact's value (text,
number, mapping or ``None``). Nothing else stands in a frame, and never a NaN.
"""

from __future__ import annotations

from typing import Literal

Kind = Literal["text", "must", "int", "flag", "list", "names", "any"]
Columns = dict[str, Kind]

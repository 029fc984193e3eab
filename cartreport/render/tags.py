"""What a tagged PDF still lacks when WeasyPrint has written it.

A reader's voice announces a cell by its header: each header cell says whether it heads a column or
a row (ISO 14289-1, 7.5). Links are printed as they are shown (7.18.1).
"""

from __future__ import annotations

from typing import Any

PRINTED = 4
"""The print flag of an annotation."""


def finish(_document: Any, pdf: Any) -> None:
    """Complete the structure of a PDF before it is written. A finisher of ``write_pdf``."""
    parents = {item.reference: item for item in pdf.objects if hasattr(item, "get")}
    for item in parents.values():
        if item.get("S") == "/TH" and "Scope" not in item.get("A", ()):
            item["A"]["Scope"] = _scope(item, parents)
        elif item.get("Subtype") == "/Link":
            item["F"] = PRINTED


def _scope(cell: Any, parents: dict[Any, Any]) -> str:
    """``/Column`` for a header cell within a table's head, else ``/Row``."""
    above = cell
    while above is not None and above.get("S") != "/Table":
        if above.get("S") == "/THead":
            return "/Column"
        above = parents.get(above.get("P"))
    return "/Row"

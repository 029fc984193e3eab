"""Applications that are filed: what the summary says of them, and which are presumed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.briefing.briefing import Statement
    from cartreport.briefing.desk import Desk


def filed_statement(desk: Desk) -> Statement | None:
    """The products whose application is filed, each with the page that says so; else nothing."""
    if not desk.filled("filed-products"):
        return None
    filed = desk.view("filed-products")
    names = [
        desk.words(
            "summary.filed.presumed" if line["presumed"] == "yes" else "summary.filed.name",
            name=line["label"],
            company=line["company"],
        )
        for line in filed
    ]
    pages = tuple(page for line in filed for page in line["refs"][:1])
    values = {"n": filed.rows(), "names": desk.words.joined(names)}
    return desk.statement("summary.filed", values, refs=pages, most=len(pages))

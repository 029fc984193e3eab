"""Applications that are filed: what the summary says of them, and which are presumed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from cartreport.briefing.sections.prices import current
from cartreport.sources.roles import FILING

if TYPE_CHECKING:
    import pandas as pd

    from cartreport.briefing.briefing import Statement
    from cartreport.briefing.desk import Desk


def filed_statement(desk: Desk) -> Statement | None:
    """The products whose application is filed, each with the page that says so; else nothing."""
    rows = _filed(desk).to_dict("records")
    if not rows:
        return None
    names = [
        desk.words(
            "summary.filed.presumed" if row["presumed"] else "summary.filed.name",
            name=row["short"],
            company=row["company_short"],
        )
        for row in rows
    ]
    pages = tuple(page for row in rows for page in _page(desk, str(row["id"])))
    return desk.statement(
        "summary.filed", refs=pages, most=len(pages), n=len(names), names=desk.words.joined(names)
    )


def filed_counts(desk: Desk) -> dict[str, object]:
    """filed: applications that a page states; presumed: what a sentence adds of the others."""
    presumed = _filed(desk)["presumed"].astype(bool)
    n = int(presumed.sum())
    told = desk.words("summary.presumed", n=n) if n else ""
    return {"filed": int((~presumed).sum()), "presumed": told}


def _filed(desk: Desk) -> pd.DataFrame:
    products = desk.landscape.products
    return products[products["stage"] == "filed"]


def _page(desk: Desk, product: str) -> list[str]:
    """The page that a product's filing was read from."""
    found = []
    for fact in current(desk, product, FILING):
        refs = fact["refs"]
        assert isinstance(refs, Iterable)
        found += list(refs)[:1]
    return found

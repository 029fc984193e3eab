"""The approved products and their uses, in the order of approval."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from cartreport.briefing.desk import Desk

    Record = dict[Hashable, object]


def approved_products(desk: Desk) -> list[Record]:
    """The approved products in the order of their first approval."""
    frame = desk.landscape.products
    frame = frame[frame["approved"].astype(bool)].sort_values("order")
    return frame.to_dict("records")


def approvals(desk: Desk) -> list[Record]:
    """The uses with an approval date, oldest first."""
    frame = desk.landscape.uses
    frame = frame[frame["approval"].notna()].sort_values(["approval", "product"])
    return frame.to_dict("records")

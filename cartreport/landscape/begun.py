"""Whether a trial has started: by its stated start, its status, and the day of the snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cartreport.sources.dates import first_day

if TYPE_CHECKING:
    from cartreport.sources.records import Records
    from cartreport.sources.vocabulary import Term

STARTED, WAITING, PLANNED, NEVER, UNDATED = "started", "waiting", "planned", "never", "undated"
UNREAD = "unread"
"""Of a status code that no vocabulary knows: it may have been withdrawn, or not have begun."""
STATES = (STARTED, WAITING, PLANNED, NEVER, UNDATED, UNREAD)
"""Every trial is in one of these states; the names are those of columns."""


def begun(start: str | None, status: Term | None, snapshot: str) -> str:
    """The state of a trial. A start without a day counts from the first day that it may mean.

    ``status`` is ``None`` for a code that no vocabulary knows.
    """
    if status is not None and status.begun == "never":
        return NEVER
    if not start:
        return UNDATED
    if status is None:
        return UNREAD
    if first_day(start) > snapshot:
        return PLANNED
    return WAITING if status.begun == "not-yet" else STARTED


def snapshot_of(records: Records, kind: str = "trials") -> str:
    """The newest day to which a source of a kind is surely complete, else the project's date."""
    from cartreport.landscape.rows.events import source_dates

    dates = source_dates(records)
    ids = [source.id for source in records.project.sources if source.kind == kind]
    days = (first_day(dates[key]) for key in ids if key in dates)
    return max(days, default=records.project.as_of)

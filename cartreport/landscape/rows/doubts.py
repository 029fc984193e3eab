"""Which trials are of doubtful standing, and why: a sponsor's, or single ones that it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cartreport.sources.records import Records


class Doubts:
    """Doubts by sponsor and by trial, as the records of companies and institutions state them."""

    def __init__(self, records: Records) -> None:
        self._sponsors: dict[str, str] = {}
        self._trials: dict[str, str] = {}
        for entry in records.companies.values():
            for doubt in entry.record.doubts:
                self._trials.update(dict.fromkeys(doubt.trials, doubt.reason))
            if entry.record.doubtful:
                self._sponsors[entry.record.id] = entry.record.doubtful
        for held in records.institutions.values():
            if held.record.doubtful:
                self._sponsors[held.record.id] = held.record.doubtful

    def of(self, trial: str, sponsor: str | None) -> str | None:
        """The reason, of the sponsor first; ``None``: nothing speaks against the record."""
        return self._sponsors.get(sponsor or "") or self._trials.get(trial)

"""Who answers for a trial: another body, or the same under another name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cartreport.changes.event import Change
from cartreport.changes.names import alike
from cartreport.changes.pair import Pair
from cartreport.changes.trial import Trial

LISTS = ("companies", "institutions")


class Houses:
    """The bodies that companies and institutions list, of both editions, by registry name."""

    def __init__(self, pair: Pair) -> None:
        self._ids: dict[str, str] = {}
        self._parents: dict[str, str] = {}
        for snapshot in (pair.before, pair.after):
            for kind in LISTS:
                self._read(snapshot.records.get(kind, {}))

    def _read(self, records: Mapping[str, Mapping[str, object]]) -> None:
        for id, fields in records.items():
            names = fields.get("sponsors", [])
            assert isinstance(names, list)
            self._ids.update(dict.fromkeys([str(fields["name"]), *names], id))
            if fields.get("parent"):
                self._parents[id] = str(fields["parent"])

    def same(self, one: str, other: str) -> bool:
        """Whether two names are of one body."""
        return one in self._ids and self._ids[one] == self._ids.get(other)

    def kin(self, one: str, other: str) -> bool:
        """Whether one is part of the other, or both are of a third."""
        ids = [self._ids.get(name, "") for name in (one, other)]
        first, second = ({id, self._parents.get(id, id)} for id in ids)
        return all(ids) and bool(first & second)


def sponsor(trial: Trial, houses: Houses) -> Iterator[Change]:
    """Another body, the same house, or another spelling."""
    before, after = trial.before["sponsor"], trial.after["sponsor"]
    if before == after:
        return
    if alike(before, after, trial.pair.grades.limit("likeness")):
        rule = "sponsor-spelling"
    elif houses.same(before, after) or houses.kin(before, after):
        rule = "sponsor-house"
    else:
        rule = "sponsor-moved"
    yield Change(rule, "sponsor", before, after)

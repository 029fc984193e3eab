"""Blanks that cluster are seen, and those that are spread or belong to a field are not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from cartreport.problems import Problem, Where
from cartreport.sources.checks import blanks
from cartreport.sources.project import Project
from cartreport.sources.records import Entry, Records, Trial
from cartreport.sources.vocabulary import Vocabulary

PROJECT = Project.model_validate(
    {
        "title": "T",
        "edition": "2026-01",
        "as_of": "2026-01-31",
        "focus": {"country": "Here", "label": "Here"},
        "vocabulary": {},
        "sources": [],
        "briefings": {},
    }
)


def found(*trials: dict[str, object]) -> list[Problem]:
    """What the check says of trials, each with a number, a sponsor and a status."""
    places = {(): Where("trials.csv", 1, 1)}
    entries = {
        f"REG{n:06d}": Entry(
            Trial.model_validate({"id": f"REG{n:06d}", "sponsor": "S", "status": "OPEN", **trial}),
            places,
        )
        for n, trial in enumerate(trials)
    }
    return list(blanks.check(Records(Path(), PROJECT, Vocabulary({}), trials=entries)))


def starts(*shares: float, size: int = 100) -> Iterator[dict[str, object]]:
    """Runs of trials, of which such a share has no start, evenly within the run."""
    for share in shares:
        for n in range(size):
            blank = int((n + 1) * share) > int(n * share)
            yield {} if blank else {"start": "2024-05"}


def test_the_shape_of_the_lost_months() -> None:
    """Half of the oldest tenth without a start, 7 % of the others: as the extract had it."""
    (problem,) = found(*starts(0.5, *[0.07] * 9))
    assert problem.code == "W406"
    assert "start is empty in 50 of 100 trials from REG000000 to REG000099 (50%)" in problem.message
    assert "elsewhere in 63 of 900 (7%)" in problem.message


@pytest.mark.parametrize(
    "shares",
    [
        [0.004] * 10,  # as it is mended
        [0.15, *[0.06] * 9],  # more, but not a fifth
        [0.5] * 10,  # a field that half of the records lack
        [0.4, *[0.2] * 9],  # twice as many
        [1.0] * 10,
        [0.0] * 10,
    ],
)
def test_what_is_spread_is_no_cluster(shares: list[float]) -> None:
    """A field that is rare everywhere, or a little rarer somewhere, is not reported."""
    assert found(*starts(*shares)) == []


def test_few_records_show_no_pattern() -> None:
    """Under forty records there are no two runs to be held against each other."""
    assert found(*starts(1.0, 0.0, size=19)) == []


def test_one_source_that_lost_a_column() -> None:
    """The records of an extract are a run too, wherever their numbers stand."""
    trials = [
        {"scope": "old"} if n % 4 == 0 else {"scope": "new", "enrolment": 20} for n in range(200)
    ]
    messages = [problem.message for problem in found(*trials)]
    assert messages == [
        "enrolment is empty in 50 of 50 trials of 'old' (100%), elsewhere in 0 of 150 (0%)"
    ]


def test_the_bounds() -> None:
    """A fifth, five times elsewhere, five deviations, runs of twenty: what stands there is reported.

    Of 100, 20 blank and 36 of 900 elsewhere: a share of 0.2, five times 0.04. Of 20, 6 and 1 of 20
    elsewhere: one is expected, six are five deviations more.
    """
    told = [(20, 100, 36, 900), (6, 20, 1, 20), (4, 20, 0, 100)]
    silent = [(19, 100, 36, 900), (20, 100, 37, 900), (5, 20, 1, 20), (4, 20, 0, 25)]
    assert [blanks._clustered(*case) for case in told] == [True] * 3
    assert [blanks._clustered(*case) for case in silent] == [False] * 4
    assert len(found(*starts(1.0, 0.0, size=20))) == 1
    for other in (None, 0, 1):  # every second of 40 is old: 20 and 20, or 19 and 21 either way
        old = [(n % 2 == 0) != (n == other) for n in range(40)]
        trials = [{"scope": "old"} if o else {"scope": "new", "enrolment": 20} for o in old]
        assert len(found(*trials)) == (other is None), other
